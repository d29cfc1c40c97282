import { expect, test } from "vitest";
import { UserError } from "./errors.ts";
import { readYaml, readYamlTree, writeYaml, type YamlNode } from "./yaml.ts";

const FILE = `# comment
name: shop
stages:
  build:
    tags:
      - one
      - two
  "8080": x
`;

test("values are plain, comments and a byte order mark are no matter", () => {
  expect(readYaml("p.yml", `\uFEFF${FILE}`).value).toEqual({
    name: "shop",
    stages: { build: { tags: ["one", "two"] }, 8080: "x" },
  });
  expect(readYaml("p.yml", "").value).toBeNull();
});

test.each([
  [["name"], 2, 1],
  [["stages", "build"], 4, 3],
  [["stages", "build", "tags", 1], 7, 9],
  [["stages", 8080], 8, 3],
  [["stages", "build", "nosuch"], 4, 3],
  [["nosuch"], 2, 1],
  [[], 2, 1],
])("the place of %j is %d:%d", (path, line, column) => {
  expect(readYaml("p.yml", FILE).position(path)).toEqual({ line, column });
});

test("a mistake has file, line and column in front", () => {
  const error = readYaml("p.yml", FILE).mistake(["stages", "build", "tags"], "is wrong", "mend it");
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ message: "p.yml:5:5: is wrong", hint: "mend it" });
});

test.each([
  ["a duplicate key", "a: 1\na: 2\n", /^p\.yml:2:1: .*unique/],
  ["a tab", "a:\n\tb: 1\n", /^p\.yml:2:1: /],
  ["an open quote", 'a: "x\n', /^p\.yml:\d+:\d+: /],
  ["two at once", "a: 1\na: 2\nb: 1\nb: 2\n", /p\.yml:2:1: [^\n]*\np\.yml:4:1: /],
  ["two documents", "a: 1\n---\nb: 2\n", /^p\.yml:2:\d+: /],
])("a syntax mistake is the user's: %s", (_, text, expected) => {
  expect(() => readYaml("p.yml", text)).toThrow(UserError);
  expect(() => readYaml("p.yml", text)).toThrow(expected);
});

test("a file that multiplies itself fails instead of filling memory", () => {
  const levels = Array.from(
    { length: 12 },
    (_, n) => `l${n}: &l${n} [${Array(10).fill(n === 0 ? "x" : `*l${n - 1}`)}]`,
  );
  expect(() => readYaml("bomb.yml", levels.join("\n"))).toThrow(/^bomb\.yml: .*alias/i);
});

test("an alias to nowhere is told", () => {
  expect(() => readYaml("p.yml", "a: *gone\n")).toThrow(/^p\.yml.*gone/);
});

test("what is written reads the same again", () => {
  const value = { a: "x: y", list: [1, true, null, "no"], long: "word ".repeat(60), block: "one\ntwo\n", odd: "# x" };
  expect(readYaml("again.yml", writeYaml(value)).value).toEqual(value);
});

test("a key named __proto__ changes no object", () => {
  const { value } = readYaml("p.yml", "__proto__: { polluted: true }\n");
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect((value as { polluted?: boolean }).polluted).toBeUndefined();
});

test("a map takes in another one by the merge key, and its own values win", () => {
  const { value } = readYaml("p.yml", "x-all: &all { a: 1, b: 2 }\none: { <<: *all, b: 3 }\n");
  expect(value).toMatchObject({ one: { a: 1, b: 3 } });
});

const plain = (node: YamlNode): unknown => {
  if (node.kind === "map") return Object.fromEntries([...node.entries].map(([key, value]) => [key, plain(value)]));
  return node.kind === "list" ? node.items.map(plain) : node.value;
};
const step = (node: YamlNode, key: string | number): YamlNode =>
  (node.kind === "map" ? node.entries.get(String(key)) : node.kind === "list" ? node.items[Number(key)] : node) ?? node;

test("a tree knows the place of each value, its tag, and how it was written", () => {
  const tree = readYamlTree("c.yaml", "a:\n  - 0440\n  - !reset null\nb: { c: 'x' }\n");
  expect(plain(tree)).toEqual({ a: [440, "null"], b: { c: "x" } });
  expect(step(step(tree, "a"), 0)).toMatchObject({ at: "c.yaml:2:5", text: "0440" });
  expect(step(step(tree, "a"), 1)).toMatchObject({ tag: "!reset" });
  expect(step(step(tree, "b"), "c")).toMatchObject({ at: "c.yaml:4:6", text: "x" });
});

test("a tree follows aliases and merge keys; what is written beside them wins", () => {
  const text = "x: &x { a: 1, b: 2 }\ny: &y { b: 3, c: 4 }\nz: { <<: [*x, *y], a: 5 }\nq: { '<<': text }\nl: [*x]\n";
  expect(plain(readYamlTree("c.yaml", text))).toMatchObject({
    z: { a: 5, b: 2, c: 4 },
    q: { "<<": "text" },
    l: [{ a: 1, b: 2 }],
  });
});

test.each([
  ["a: *gone\n", /^c\.yaml:1:\d+: .*gone/],
  ["a: &a { <<: text }\n", /^c\.yaml:1:\d+: << takes a map/],
  ["a: 1\na: 2\n", /^c\.yaml:2:1: /],
  [
    Array.from({ length: 12 }, (_, n) => `l${n}: &l${n} [${Array(10).fill(n === 0 ? "x" : `*l${n - 1}`)}]`).join("\n"),
    /too much/,
  ],
])("a tree is refused: %s", (text, expected) => {
  expect(() => readYamlTree("c.yaml", text)).toThrow(expected);
});
