import { expect, test } from "vitest";
import { embedded, folded, htmlPage, htmlTable, list, section, tiles } from "./html.ts";

const EVIL = `<script>alert(1)</script>"'&`;

test("a page holds its parts, loads nothing and escapes its title", () => {
  const page = htmlPage({ title: EVIL, parts: ["<h1>One</h1>", "", "<p>two</p>"], style: ".x{color:red}" });
  expect(page).toContain("<h1>One</h1>\n<p>two</p>");
  expect(page).toContain("default-src 'none'");
  expect(page).toContain("prefers-color-scheme:dark");
  expect(page).toContain("max-width:40rem");
  expect(page).toContain(".x{color:red}</style>");
  expect(page).not.toContain("<script");
  expect(page).not.toMatch(/https?:|url\(|@import/);
});

test("titles and numbers are escaped; bodies and cells are HTML already", () => {
  expect(section(EVIL, "<b>x</b>")).toMatch(/^<section><h2>&lt;script.*<\/h2><b>x<\/b><\/section>$/);
  expect(tiles([[EVIL, EVIL]])).not.toContain("<script");
  expect(tiles([["tests", "7"]])).toBe('<ul class="tiles"><li><b>7</b>tests</li></ul>');
  expect(list(["<i>a</i>"])).toBe("<ul><li><i>a</i></li></ul>");
  expect(folded("a", "b")).toBe("<details><summary>a</summary>b</details>");
  expect(folded("a", "b", true)).toContain("<details open>");
});

test("in a table all columns but the first are numbers, unless others are named", () => {
  expect(htmlTable(["name", "n"], [["a", "1"]])).toContain('<tr><td>a</td><td class="n">1</td></tr>');
  expect(htmlTable(["name", "what"], [["a", "b"]], [])).not.toContain('class="n"');
});

test("a page becomes a part of another one: lower headings, ids of its own", () => {
  const page = htmlPage({
    title: "x",
    parts: [`<h1 class="a">T</h1>`, `<p id="file-0">id="file-0"</p><a href="#file-0">y</a>`],
    style: ".z{}",
  });
  expect(embedded(page, "t-")).toEqual({
    style: ".z{}",
    body: `<h3 class="a">T</h3>\n<p id="t-file-0">id="file-0"</p><a href="#t-file-0">y</a>`,
  });
  expect(embedded("<html><main>\nhello\n</main>", "t-")).toBeUndefined();
});
