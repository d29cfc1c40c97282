import { expect, test } from "vitest";
import { junit } from "../formats/junit.ts";
import { KeyTable } from "../model/key-table.ts";
import { LineHits } from "../model/line-hits.ts";
import { TestCollector } from "../model/test-results.ts";
import { headOfText } from "./head.ts";
import { type Input, memoryInput } from "./input.ts";
import { millisecondsOf } from "./numbers.ts";
import { readXml } from "./xml.ts";

async function textOf(input: Input): Promise<string> {
  let text = "";
  for await (const piece of input.text()) text += piece;
  return text;
}

const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

test.each<[string, Uint8Array]>([
  ["UTF-8", Buffer.from("<a>ü</a>")],
  ["UTF-8 with a mark", Buffer.from("\uFEFF<a>ü</a>")],
  ["UTF-16 LE", Buffer.from("\uFEFF<a>ü</a>", "utf16le")],
  ["UTF-16 LE without a mark", Buffer.from("<a>ü</a>", "utf16le")],
  ["UTF-16 BE", utf16be("\uFEFF<a>ü</a>")],
  ["a declared encoding", Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>', "latin1")],
])("%s is read as the text that it is", async (_, bytes) => {
  expect(await textOf(memoryInput(bytes.subarray(0, 61), bytes.subarray(61)))).toMatch(/<a>ü<\/a>$/);
});

test.each([
  ['<?xml version="1.0"?><!-- <b/> --><!DOCTYPE a [<!ELEMENT a ANY>]><x:a y="1">', "a"],
  ['\uFEFF  <a y="1">', "a"],
  ["> npm test\n<?xml version='1.0'?><a>", "a"],
  ["1 < 2", undefined],
  ["<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b><a>", undefined],
  ["<!-- never closed <a>", undefined],
])("the first element of %j is %s", (text, name) => {
  expect(headOfText(text).root?.name).toBe(name);
});

test.each([
  ["1.5", 1500],
  ["1,234.56", 1_234_560],
  ["1,234,567", 1_234_567_000],
  ["0,5", 500],
  [".25", 250],
  ["1e-05", 0.01],
  ["NaN", undefined],
  ["-1", undefined],
  ["123456789012", undefined],
  ["", undefined],
])("the time %j is %s milliseconds", (text, expected) => {
  const value = millisecondsOf(text);
  if (expected === undefined) expect(value).toBeUndefined();
  else expect(value).toBeCloseTo(expected);
});

test("a text of any length takes bounded memory, its beginning and end are kept", async () => {
  const piece = Buffer.from("x".repeat(256 * 1024));
  let longest = 0;
  let whole = "";
  await readXml(memoryInput("<a><![CDATA[first", ...Array.from({ length: 100 }, () => piece), "last]]></a>"), {
    open: () => {},
    close: () => {},
    remark: () => {},
    text: (text) => {
      whole += text;
      longest = Math.max(longest, text.length);
    },
  });
  expect(longest).toBeLessThan(1_000_000);
  expect(whole).toMatch(/^first.*last$/);
});

test.each([
  ["deep nesting", "<a>".repeat(5000), /nested deeper/],
  [
    "attributes without end",
    `<a ${Array.from({ length: 20_000 }, (_, n) => `b${n}=""`).join(" ")}`,
    /too many attributes/,
  ],
  ["a name without end", `<${"a".repeat(300_000)}`, /name without end/],
  ["no element", "hello", /no XML element/],
])("%s is refused", async (_, xml, message) => {
  const nothing = () => {};
  const handler = { open: nothing, close: nothing, text: nothing, remark: nothing };
  await expect(readXml(memoryInput(xml), handler)).rejects.toThrow(message);
});

test("hits of one line add up, in whatever order they come", () => {
  const hits = new LineHits();
  for (let round = 0; round < 50; round++) for (let line = 200; line > 0; line--) hits.add(line, line % 2);
  expect(hits.size).toBe(200);
  expect(hits.covered).toBe(100);
  expect([hits.get(1), hits.get(2), hits.get(201)]).toEqual([50, 0, undefined]);
  expect([...hits.entries()].slice(0, 2)).toEqual([
    [1, 50],
    [2, 0],
  ]);
});

test("100,000 keys are told apart, and keep their numbers", () => {
  const table = new KeyTable();
  const start = table.start(["suite"]);
  const ids = new Set<number>();
  for (let round = 0; round < 2; round++) {
    for (let key = 0; key < 100_000; key++) {
      const { id, value, mark, fresh } = table.find(start, `case ${key}`);
      ids.add(id);
      if (fresh !== (round === 0)) expect.unreachable(`key ${key}`);
      if (!fresh && (value !== key % 5 || mark !== key % 8192)) expect.unreachable(`numbers of ${key}`);
      table.set(key % 5, key % 8192);
    }
  }
  expect([table.size, ids.size]).toEqual([100_000, 100_000]);
});

test("texts that are cut in another place are another key", () => {
  const table = new KeyTable();
  for (const [start, end] of [
    [["a"], "b"],
    [[], "ab"],
    [["ab"], ""],
    [["a", ""], "b"],
    [["", "a"], "b"],
  ] as const)
    expect(table.find(table.start(start), end).fresh).toBe(true);
  expect(table.find(table.start(["a"]), "b").fresh).toBe(false);
});

test("numbers stay exact beyond the tests whose details are kept", async () => {
  const cases = Array.from({ length: 3000 }, (_, n) => `<testcase name="${n}"><failure message="m"/></testcase>`);
  const tests = new TestCollector();
  const sink = { add: (run: Parameters<TestCollector["add"]>[0]) => tests.add(run, "r.xml"), remark: () => {} };
  await junit.read(memoryInput(`<testsuite name="s">${cases.join("")}</testsuite>`), sink);
  const { counts, failed } = tests.results();
  expect(counts.failed).toBe(3000);
  expect(failed).toHaveLength(1000);
});
