import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Coverage } from "../model/coverage.ts";
import { TestCollector, titleOf } from "../model/test-results.ts";
import { headOfText } from "../reading/head.ts";
import { memoryInput } from "../reading/input.ts";
import { detect, FORMATS } from "./index.ts";

/** Files written by hand from the formats' schemas, for producers that do not run here. */
const schema = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", `schema-${name}.txt`), "utf8");

async function read(text: string) {
  const tests = new TestCollector();
  const coverage = new Coverage();
  const remarks: string[] = [];
  const remark = (line: string) => void remarks.push(line);
  const format = detect(headOfText(text));
  if (format?.kind === "tests") {
    await format.read(memoryInput(text), { add: (run) => tests.add(run, "r"), remark });
  } else if (format) {
    await format.read(memoryInput(text), {
      file: (path, roots = []) => coverage.file([...roots, path].join("|")),
      remark,
    });
  }
  const { failed, skipped, flaky, counts } = tests.results();
  const told = [...failed, ...flaky].map((one) => `${one.state}: ${titleOf(one)}: ${one.failures[0]?.message}`);
  const properties = failed.flatMap((one) => one.properties ?? []);
  return { format: format?.name, properties, counts, told, skipped, coverage, remarks };
}

const TRX = schema("trx");
const NUNIT3 = schema("nunit3");
const NUNIT2 = schema("nunit2");
const XUNIT2 = schema("xunit2");
const XUNIT1 = schema("xunit1");
const CTRF = schema("ctrf");

test.each([
  ["TRX", TRX, [5, 2, 2, 1, 0], ["failed: Acme.Sums › Fails: 1 is not 2", "error: Rows (2): failed"]],
  [
    "NUnit",
    NUNIT3,
    [4, 1, 2, 1, 0],
    ["failed: Acme.dll › Acme.Sums › Fails(1.5): 1 is not 2", "error: Acme.dll › Acme.Sums › Throws: boom"],
  ],
  ["NUnit", NUNIT2, [3, 1, 1, 1, 0], ['failed: Acme.dll › Acme.Sums › Fails("a.b"): 1 is not 2']],
  [
    "xUnit.net",
    XUNIT2,
    [4, 1, 2, 1, 0],
    ["error: Acme.dll › assembly-cleanup › fixture: left open", "failed: Acme.dll › Acme.Sums › Fails: 1 is not 2"],
  ],
  ["xUnit.net", XUNIT1, [2, 1, 0, 1, 0], []],
  ["CTRF", CTRF, [4, 2, 1, 1, 1], ["failed: fails: 1 is not 2", "flaky: flaky: once"]],
])("%s: every kind of end", async (name, text, numbers, failures) => {
  const { format, counts, told, skipped } = await read(text);
  expect(format).toBe(name);
  const { tests, passed, failed, skipped: left, flaky } = counts;
  expect([tests, passed, failed, left, flaky]).toEqual(numbers);
  expect(told).toEqual(failures);
  if (name !== "CTRF") expect(skipped[0]?.reason).toBe("not here");
});

test.each([
  ["NUnit", NUNIT3],
  ["xUnit.net", XUNIT2],
])("%s: properties of a test", async (_, text) => {
  expect((await read(text)).properties).toEqual([["Category", "sums"]]);
});

test("TRX and its times: hours, minutes, seconds", async () => {
  expect((await read(TRX)).counts.duration).toBe(61_500);
});

test("TRX: a run that failed without a failed test is one", async () => {
  const { told } = await read('<TestRun><Results/><ResultSummary outcome="Failed"/></TestRun>');
  expect(told).toEqual(['error: (the run itself): the run ended as "failed" without a failed test']);
});

const JACOCO = schema("jacoco");
const OPENCOVER = schema("opencover");
// Coverlet: an async method is a class of its own; gcovr: lines only in methods.
const COBERTURA = schema("coverlet-cobertura");
const PHPUNIT = schema("phpunit-clover");
const OPENCLOVER = schema("openclover");
test.each([
  ["JaCoCo", JACOCO, "org/acme/Sum.java", "1/2 3/4 1/2"],
  ["OpenCover", OPENCOVER, "/src/Sum.cs", "2/2 1/2 1/1"],
  ["Cobertura", COBERTURA, "/src|/other|Sum.cs", "1/2 1/2 1/2"],
  ["Clover", PHPUNIT, "/src/Sum.php", "1/2 0/0 1/1"],
  ["Clover", OPENCLOVER, "/src/Sum.java", "1/2 1/2 0/0"],
])("%s: lines, branches, functions", async (name, text, path, expected) => {
  const { format, coverage } = await read(text);
  expect(format).toBe(name);
  expect([...coverage.files.keys()]).toEqual([path]);
  const { lines, branches, functions } = coverage.totals();
  expect([lines, branches, functions].map(({ covered, total }) => `${covered}/${total}`).join(" ")).toBe(expected);
});

test("lcov: conditions are counted for both of their values and merged; what cannot be reached is not counted", async () => {
  const { format, coverage, remarks } = await read(schema("lcov-mcdc"));
  expect(format).toBe("lcov");
  expect(remarks).toEqual([]);
  expect(coverage.totals()).toEqual({
    lines: { covered: 2, total: 3 },
    branches: { covered: 1, total: 2 },
    functions: { covered: 1, total: 1 },
    statements: { covered: 0, total: 0 },
    mcdc: { covered: 4, total: 6 },
  });
});

test.each(["MCDC:5,2,x,1,0,a", "MCDC:5,2,t,1,2,a", "MCDC:5,0,t,1,0,a", "MCDC:0,1,t,1,0,a", "MCDC:5,99999,t,1,0,a"])(
  "lcov: the condition %s is told of and not counted",
  async (line) => {
    const { coverage, remarks } = await read(`SF:a.c\n${line}\nDA:5,1\nend_of_record\n`);
    expect(remarks).toEqual([`line 2 is not understood: "${line}"`]);
    expect(coverage.totals().mcdc.total).toBe(0);
  },
);

test("coverage of the same block of Go, told once a package that was tested, adds up", async () => {
  const { coverage } = await read("mode: set\na.go:1.1,2.2 3 0\na.go:1.1,2.2 3 1\nmode: set\na.go:1.1,2.2 3 0\n");
  expect(coverage.totals()).toMatchObject({ statements: { covered: 3, total: 3 }, lines: { covered: 2, total: 2 } });
});

test.each([
  ["TAP without a plan", "TAP version 13\nok 1 - a\n", /no plan/],
  ["TAP that is cut", "TAP version 13\n1..3\nok 1 - a\n", /plan says 3 tests and it tells of 1/],
  [
    "go test that is cut",
    '{"Action":"start","Package":"p"}\n{"Action":"run","Package":"p","Test":"T"}\n',
    /ends before the package p/,
  ],
  ["JSON that is cut", '{"numTotalTests":1,"testResults":[{', /no whole JSON/],
  ["CTRF without tests", '{"results":{"tool":{}}}', /no results\.tests/],
  ["Go's profile that is cut", "mode: set\na.go:1.1,2.", /line 2 is no block/],
  ["istanbul's JSON with nonsense", '{"a.js":{"statementMap":3}}', /"a\.js" is broken/],
  ["NUnit that is cut", '<test-run><test-case name="a" result="Passed"/>', /ends inside of <test-run>/],
  ["Cobertura that is cut", '<coverage line-rate="1"><packages>', /ends inside of <packages>/],
])("%s is an explicit failure", async (_, text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});

test("TAP: bail out is a failure, escaped hashes are no directives, a failing hook is told of", async () => {
  const { told, counts } = await read(
    "TAP version 14\n# Subtest: s\n    ok 1 - a \\# SKIP no\n    1..1\nnot ok 1 - s\n  ---\n  error: 'hook'\n  ...\nBail out! disk\n",
  );
  expect(told).toEqual(["failed: s: hook", "error: (the run itself): Bail out! disk"]);
  expect(counts).toMatchObject({ tests: 3, passed: 1, failed: 2 });
});

test.each([
  ["TAP", "TAP version 13\nok 1 - a\n  ---\n  duration_ms: 1...4\n  ...\n1..1\n"],
  ["TAP", "TAP version 13\nok 1 - a # time=99999999999999ms\n1..1\n"],
  ["CTRF", '{"results":{"tool":{},"tests":[{"name":"a","status":"passed","duration":1e308}]}}'],
])("%s: a duration that cannot be is none", async (name, text) => {
  const { format, counts } = await read(text);
  expect([format, counts.tests, counts.duration]).toEqual([name, 1, 0]);
});

test("no beginning of a file takes long to tell formats apart by", () => {
  for (const text of [
    `#${"\n".repeat(5000)}x`,
    "# a\n".repeat(4000),
    `<a ${" ".repeat(15_000)}`,
    `{${'"a":'.repeat(3000)}`,
  ]) {
    const start = performance.now();
    detect(headOfText(text));
    expect(performance.now() - start).toBeLessThan(1000);
  }
});

test("there is a reader for every format that the README names", () => {
  expect(FORMATS.length).toBe(16);
});
