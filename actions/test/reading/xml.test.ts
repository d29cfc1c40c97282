import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { QuickSaxes } from "./quick-saxes.ts";

/** All that a parser tells of a text that comes in pieces of `size` characters. */
function told(parser: SaxesParser, text: string, size: number): string[] {
  const events: string[] = [];
  parser.on("error", (error) => events.push(`! ${error.message}`));
  parser.on("opentag", ({ name, attributes }) => events.push(`< ${name} ${JSON.stringify({ ...attributes })}`));
  parser.on("closetag", ({ name }) => events.push(`> ${name}`));
  parser.on("text", (part) => events.push(`t ${part}`));
  parser.on("cdata", (part) => events.push(`c ${part}`));
  parser.on("comment", (part) => events.push(`- ${part}`));
  for (let at = 0; at < text.length; at += size) parser.write(text.slice(at, at + size));
  parser.close();
  return events;
}

const folder = join(import.meta.dirname, "../formats/fixtures");
const FIXTURES = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(join(folder, name), "utf8"))
  .filter((text) => text.startsWith("<"));
const SPECIAL = [
  `<a b="1" c='2' d = "3"/>`,
  `<a b="1"c="2"/>`,
  `<a b="1" b="2"/>`,
  `<a constructor="1" __proto__="2" toString="3"/>`,
  `<a b="x > y" c="&lt;"/>`,
  `<a b="x < y"/>`,
  `<a b="1\n2\t3"/>`,
  `<a b="\u0001"/>`,
  `<a b="😀\ufffe"/>`,
  `<?xml version="1.1"?><a b="\u0085\u0090\u2028">\u0085</a>`,
  `<ü a="1"/>`,
  `<a ü="1"/>`,
  `<aü b="1"/>`,
  `<1/>`,
  `<a 1="2"/>`,
  `<a / >`,
  `<a b/>`,
  `<a b=1/>`,
  `<a></a ><b/>`,
  `<a><b></a></b>`,
  `</a>`,
  `<a></>`,
  `<a`,
  `<a b="`,
  `<a/><a/>`,
  `<a><b/><bc/></a>`,
  `<a.b-c:d e.f-g:h="1"></a.b-c:d>`,
  `< a/>`,
  `<a  b="1"   c="2" ></a>`,
  `<!DOCTYPE a [<!ENTITY b "c">]><a b="&b;">&b;&amp;]]></a>`,
  "<a><![CDATA[one\n\ttwo ]] ] ]]>\n</a ><",
  "<a><![CDATA[one\r\ntwo\r\u0001\u0085😀 ü\ufffe\n]]]]><![CDATA[>]]></a>\n<",
  "<a><![CDATA[",
  "<a><![CDATA[x\r",
];

test("tags that are read at once are what saxes makes of them, whole, in pieces, and broken", () => {
  expect(FIXTURES.length).toBeGreaterThan(6);
  let seed = 7;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >>> 8) % below;
  };
  const texts = [...SPECIAL, ...FIXTURES];
  for (const sample of [...SPECIAL, ...FIXTURES.map((text) => text.slice(0, 3000))]) {
    for (let round = 0; round < 20; round++) {
      const at = random(sample.length);
      const junk = ["", "<", ">", '"', "'", "/", " ", "=", "&", "ü", "\n", "a"][random(12)];
      texts.push(sample.slice(0, at) + junk + sample.slice(at + random(3)));
    }
  }
  for (const text of texts) {
    for (const size of [text.length, 1 + random(30)]) {
      expect(told(new QuickSaxes(), text, size)).toEqual(told(new SaxesParser({ xmlns: false }), text, size));
    }
  }
});
