import { describe, expect, test } from "vitest";
import { Coverage, percent } from "../model/coverage.ts";
import { TestCollector, titleOf } from "../model/test-results.ts";
import { headOfText } from "../reading/head.ts";
import { type Input, memoryInput } from "../reading/input.ts";
import { junit } from "./junit.ts";
import { lcov } from "./lcov.ts";

// In pieces of a few bytes, so that every construct is cut somewhere.
function pieces(text: string, size = 7): Input {
  const bytes = Buffer.from(text);
  return memoryInput(
    ...Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size)),
  );
}

async function readJUnit(xml: string) {
  const tests = new TestCollector();
  const remarks: string[] = [];
  await junit.read(pieces(xml), {
    add: (run) => tests.add(run, "r.xml"),
    property: (suite, property) => tests.addProperty(suite, property),
    remark: (text) => remarks.push(text),
  });
  return { ...tests.results(), remarks };
}

async function readLcov(text: string) {
  const coverage = new Coverage();
  await lcov.read(pieces(text), { file: (path) => coverage.file(path), remark: () => {} });
  return coverage;
}

test("JUnit: nested suites, every kind of end, several failures, times in the dialects", async () => {
  const results = await readJUnit(`<?xml version="1.0"?>
<testsuites tests="999" failures="0">
  <testsuite name="outer" file="src/a.test.ts">
    <testsuite name="inner">
      <testcase classname="C" name="passes" time="1,234.5"/>
      <testcase classname="C" name="fails" time="0.25" line="12">
        <failure type="AssertionError" message="1 is not 2">at a.ts:12</failure>
        <failure message="and more"/>
        <skipped/>
      </testcase>
    </testsuite>
    <testcase name="breaks" time="nan"><error type="E"><![CDATA[it <broke>]]></error></testcase>
    <testcase name="skipped" time="0"><skipped message="not here"/></testcase>
    <testcase name="disabled" status="disabled"/>
    <testcase name="flaky"><flakyFailure message="once"/><system-out>noise</system-out></testcase>
    <testcase name="never"><failure message="a"/><rerunFailure message="b"/></testcase>
  </testsuite>
</testsuites>`);
  expect(results.counts).toMatchObject({ tests: 7, passed: 2, failed: 3, skipped: 2, flaky: 1, runs: 7 });
  expect(results.counts.duration).toBeCloseTo(1_234_750);
  const [fails, breaks] = results.failed;
  expect(fails && titleOf(fails)).toBe("outer › inner › C › fails");
  expect(fails).toMatchObject({ state: "failed", file: "src/a.test.ts", line: 12 });
  expect(fails?.failures).toEqual([
    { kind: "failure", type: "AssertionError", message: "1 is not 2", details: "at a.ts:12" },
    { kind: "failure", type: "", message: "and more", details: "" },
  ]);
  expect(breaks).toMatchObject({ state: "error", failures: [{ message: "it <broke>" }] });
  expect(results.skipped.map(({ name, reason }) => [name, reason])).toEqual([
    ["skipped", "not here"],
    ["disabled", undefined],
  ]);
  expect(results.remarks).toEqual([expect.stringContaining('"nan"')]);
});

test("JUnit: the same test twice is one test with two runs, and the more severe end counts", async () => {
  const { counts, failed } = await readJUnit(
    '<testsuite name="s"><testcase name="a"/><testcase name="a"><failure message="x"/></testcase><testcase name="a"/></testsuite>',
  );
  expect(counts).toMatchObject({ tests: 1, runs: 3, failed: 1, passed: 0 });
  expect(failed).toHaveLength(1);
});

test("JUnit: properties of cases and suites, with the value as attribute or as text", async () => {
  const { failed, suites } = await readJUnit(`<testsuites>
  <testsuite name="outer"><properties><property name="os" value="linux"/><property name="os" value="linux"/></properties>
    <testsuite name="inner"><properties><property name="seed">
 42 </property></properties>
      <testcase name="a"><properties><property name="issue" value="7"/><property name="steps">one
two</property><property value="no name"/></properties><failure message="x"/></testcase>
      <testcase name="b"><failure message="y"/></testcase>
    </testsuite>
  </testsuite></testsuites>`);
  expect(failed.map(({ name, properties }) => [name, properties])).toEqual([
    [
      "a",
      [
        ["issue", "7"],
        ["steps", "one\ntwo"],
      ],
    ],
    ["b", undefined],
  ]);
  expect(suites).toMatchObject([
    {
      name: "outer",
      failed: 2,
      properties: [
        ["os", "linux"],
        ["inner › seed", "42"],
      ],
    },
  ]);
});

test("JUnit: control characters of real producers do not end the reading", async () => {
  const { counts } = await readJUnit(
    '<testsuite name="s"><testcase name="a"><failure>\u001b[31mred\u001b[0m</failure></testcase></testsuite>',
  );
  expect(counts.failed).toBe(1);
});

test.each([
  ['<testsuite name="s"><testcase name="a"', /ends inside of <testsuite>/],
  ['<testsuite name="s"><testcase name="a"/>', /ends inside of <testsuite>/],
  ['<testsuites><testsuite name="s"><testcase name="a"></testsuites>', /damaged: line 1: unexpected close tag/],
  ['<testsuite name="s"></testsuite></testsuites>', /damaged: line 1: unmatched closing tag/],
  ["<html></html>", /no test suite/],
])("JUnit: %s is an explicit failure", async (xml, message) => {
  await expect(readJUnit(xml)).rejects.toThrow(message);
});

test("JUnit: an external entity is not resolved", async () => {
  const xml =
    '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite name="s"><testcase name="&x;"/></testsuite>';
  const { counts, remarks } = await readJUnit(xml);
  expect(counts.tests).toBe(1);
  expect(remarks).toEqual([expect.stringContaining("undefined entity")]);
});

test("lcov: lines, functions of both generations, branches with names that hold commas; sums are not believed", async () => {
  const coverage = await readLcov(`TN:
SF:src/a.ts
FN:1,first
FNDA:2,first
FNL:0,5,9
FNA:0,0,second
DA:1,2
DA:2,0
DA:3,1.0e+2
DA:4,-3
DA:5,undefined
BRDA:2,0,if (a, b),1
BRDA:2,0,else,-
LF:500
LH:500
end_of_record
SF:src/a.ts
DA:2,1\r
end_of_record
`);
  expect(coverage.totals()).toEqual({
    lines: { covered: 3, total: 5 },
    branches: { covered: 1, total: 2 },
    functions: { covered: 1, total: 2 },
    statements: { covered: 0, total: 0 },
    mcdc: { covered: 0, total: 0 },
  });
  expect(coverage.file("src/a.ts").uncovered()).toEqual([[4, 5]]);
});

describe("lcov: functions and their counts find each other", () => {
  const functions = async (...parts: string[]) => {
    const coverage = await readLcov(parts.map((lines) => `SF:a.ts\n${lines}\nend_of_record\n`).join(""));
    const file = coverage.file("a.ts");
    const totals = file.totals().functions;
    const all = [...file.functions.all()].map(({ name, line, hits }) => [name, line, hits]);
    // What is counted in columns and what is counted one by one is the same.
    expect(file.totals().functions).toEqual(totals);
    return all.sort(([, a], [, b]) => Number(a) - Number(b));
  };
  const starts = "FN:1,first\nFN:5,9,second\nFN:7,8";

  test.each([
    ["in the same order", `${starts}\nFNDA:2,first\nFNDA:0,second\nFNDA:4,8`],
    ["in another order", `FNDA:0,second\n${starts}\nFNDA:4,8 \r\nFNDA:2,first`],
    ["with one more", `${starts}\nFNDA:2,first\nFNDA:0,second\nFNDA:4,8\nFNDA:9,unknown`],
  ])("%s", async (_, text) => {
    expect(await functions(text)).toEqual([
      ["first", 1, 2],
      ["second", 5, 0],
      ["8", 7, 4],
    ]);
  });

  test("of two tellings they are added up; those without a name go by their order", async () => {
    expect(await functions("FN:1,f\nFNDA:1,f", "FN:1,f\nFN:2,g\nFNDA:2,f\nFNDA:3,g")).toEqual([
      ["f", 1, 3],
      ["g", 2, 3],
    ]);
    expect(await functions("FN:1,f\nFN:2,f\nFNDA:1,f\nFNDA:0,f")).toEqual([
      ["f", 1, 1],
      ["f", 2, 0],
    ]);
  });
});

test.each([
  ["SF:a.ts\nDA:1,1\n", /ends inside of the record of "a.ts"/],
  ["TN:\n", /names no source file/],
])("lcov: %j is an explicit failure", async (text, message) => {
  await expect(readLcov(text)).rejects.toThrow(message);
});

test.each([
  [["s"], "skips", "s › skips"],
  [["pytest"], "pytest.test_a", "pytest.test_a"],
  [["a.test.ts"], "a.test.ts", "a.test.ts"],
  [["Rows"], "Rows (2)", "Rows (2)"],
  [["é"], "été", "é › été"],
])(
  "the title of a test in %j called %s is %s: what is said twice is left out, not what begins alike",
  (suites, name, title) => {
    expect(titleOf({ suites, className: "", name })).toBe(title);
  },
);

test("per cent is cut, never rounded up to 100", () => {
  expect(percent({ covered: 99_999, total: 100_000 })).toBe(99.99);
  expect(percent({ covered: 0, total: 0 })).toBeUndefined();
});

test.each([
  ['<?xml version="1.0"?>\n<testsuites>', junit, true],
  ["<testsuite name='x'>", junit, true],
  ["TN:\nSF:a", junit, false],
  ["SF:/a\n", lcov, true],
  ["<coverage>", lcov, false],
])("%j is known by its content", (start, format, expected) => {
  expect(format.detect(headOfText(start))).toBe(expected);
});
