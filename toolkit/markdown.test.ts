import { expect, test } from "vitest";
import { code, details, escapeHtml, escapeMarkdown, fence, link, type Piece, table, withinBytes } from "./markdown.ts";

/** What a reader sees of escaped text: entities decoded, invisible joiners gone. */
const seen = (markdown: string) =>
  markdown
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll("\u2060", "");

test.each([
  "<script>alert(1)</script>",
  "**bold** _it_ `code` ~~x~~",
  "[a](http://x) ![i](y)",
  "| cell | cell |",
  "# head",
  "- item",
  "a\\*b",
  "@octocat and #12",
  "https://evil.test www.evil.test",
  "&lt; &amp; &#60;",
  "$x^2$",
  `it's "so" & so`,
  "<!-- hidden -->",
])("%s is shown as it is and does nothing", (text) => {
  const escaped = escapeMarkdown(text);
  expect(seen(escaped)).toBe(text);
  expect(escaped).not.toMatch(/[<>*_`[\]|~!$^\\]/);
  expect(escaped).not.toMatch(/@\w|https?:\/\/|www\.|(?<!&)#\d/);
});

test("line ends become single spaces, so no new block can begin", () => {
  expect(escapeMarkdown("a\r\n\r\n  b\nc")).toBe("a b c");
});

test("escapeHtml leaves nothing that begins a tag or ends an attribute", () => {
  expect(escapeHtml(`<a b="c" d='e'>&</a>`)).toBe("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;&lt;/a&gt;");
});

test("code shows text with backticks and pipes, also in a table", () => {
  expect(code("a|b`c`")).toBe("<code>a&#124;b&#96;c&#96;</code>");
});

test.each([
  ["plain", "```\nplain\n```"],
  ["a\n```\nb\n", "````\na\n```\nb\n````"],
  ["``````", "```````\n``````\n```````"],
])("fence %j", (text, expected) => {
  expect(fence(text)).toBe(expected);
});

test("fence takes a language", () => {
  expect(fence("a: 1", "yaml")).toBe("```yaml\na: 1\n```");
});

test.each([
  ["http://x.test/a?b=(c)", "[t](<http://x.test/a?b=(c)>)"],
  ["javascript:alert(1)", "t"],
  ["https://x.test/> [x](y", "t"],
  ["//x.test", "t"],
])("link to %s", (address, expected) => {
  expect(link("t", address)).toBe(expected);
});

test("the text of a link cannot end it", () => {
  expect(link("a](http://evil)", "https://x.test")).not.toMatch(/\]\(http:\/\/evil/);
});

test("a table keeps its rows and columns whatever is in a cell", () => {
  expect(table(["a", "b"], [["1\n2", escapeMarkdown("x|y")]], [1])).toBe(
    "| a | b |\n|---|---:|\n| 1<br>2 | x&#124;y |",
  );
});

test("details", () => {
  expect(details("<b>", "body", true)).toBe("<details open><summary>&lt;b&gt;</summary>\n\nbody\n\n</details>");
});

const piece = (full: string, short = ""): Piece => ({ full, short });

test.each([
  ["all fits", [piece("aaaa"), piece("bbbb")], 10, "aaaa\n\nbbbb"],
  [
    "the last is shortened first",
    [piece("a".repeat(10)), piece("b".repeat(10), "bb")],
    18,
    `${"a".repeat(10)}\n\nbb\n\nN`,
  ],
  ["then those before it", [piece("a".repeat(10), "aa"), piece("b".repeat(10), "bb")], 12, "aa\n\nbb\n\nN"],
  ["a piece without a short form is left out", [piece("aaaa"), piece("b".repeat(20))], 12, "aaaa\n\nN"],
  ["then pieces are dropped", [piece("aaaaaaaa", "aaaa"), piece("bbbbbbbb", "bbbb")], 8, "aaaa\n\nN"],
  ["only the notice is left", [piece("aaaaaaaa", "aaaa")], 2, "N"],
  ["nothing is left", [piece("aaaa", "aaaa")], 0, ""],
  ["bytes count, not characters", [piece("ééé")], 5, "N"],
])("withinBytes: %s", (_, pieces, limit, expected) => {
  const result = withinBytes(pieces, limit, "N");
  expect(result).toBe(expected);
  expect(Buffer.byteLength(result)).toBeLessThanOrEqual(limit);
});
