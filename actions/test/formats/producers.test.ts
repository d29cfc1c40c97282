import { join } from "node:path";
import { expect, test } from "vitest";
import { Coverage, MEASURES } from "../model/coverage.ts";
import { TestCollector, titleOf } from "../model/test-results.ts";
import { headOf } from "../reading/head.ts";
import { fileInput } from "../reading/input.ts";
import { sourcePaths } from "../reading/source-paths.ts";
import { detect, FORMATS } from "./index.ts";

/**
 * Files that the named tools wrote about small projects of a few lines (`fixtures/remake.sh`). The expected numbers are
 * those that the tools printed themselves.
 */
const fixture = (name: string) => fileInput(join(import.meta.dirname, "fixtures", `${name}.txt`));

async function readTests(name: string) {
  const tests = new TestCollector();
  const remarks: string[] = [];
  const format = detect(await headOf(fixture(name)));
  if (format?.kind !== "tests") throw new Error(`${name} is taken for ${format?.name}`);
  await format.read(fixture(name), { add: (run) => tests.add(run, name), remark: (text) => remarks.push(text) });
  return { format: format.name, remarks, ...tests.results() };
}

async function readCoverage(...names: string[]) {
  const coverage = new Coverage();
  const source = sourcePaths({
    workspace: "/home/dev/app",
    folder: "/home/dev/app",
    tracked: ["sum/sum.go"],
    exists: () => false,
  });
  const formats = [];
  for (const name of names) {
    const format = detect(await headOf(fixture(name)));
    if (format?.kind !== "coverage") throw new Error(`${name} is taken for ${format?.name}`);
    formats.push(format.name);
    await format.read(fixture(name), {
      file: (path, roots) => coverage.file(source(path, name, roots)),
      remark: () => {},
    });
  }
  return { coverage, formats };
}

test.each([
  // fixture, format, tests, passed, failed, skipped, flaky
  ["vitest-junit", "JUnit XML", 5, 2, 1, 2, 0],
  ["vitest-json", "Jest and Vitest JSON", 5, 2, 1, 2, 1],
  ["vitest-tap", "TAP", 5, 2, 1, 2, 0],
  ["node-test-junit", "JUnit XML", 4, 1, 1, 2, 0],
  ["node-test-tap", "TAP", 4, 1, 1, 2, 0],
  ["jest-junit", "JUnit XML", 3, 1, 1, 1, 0],
  ["jest-json", "Jest and Vitest JSON", 3, 1, 1, 1, 0],
  ["mocha-json", "Mocha JSON", 3, 1, 1, 1, 0],
  ["mocha-tap", "TAP", 3, 1, 1, 1, 0],
  // mocha-junit-reporter leaves skipped tests out.
  ["mocha-junit", "JUnit XML", 2, 1, 1, 0, 0],
  ["pytest-junit", "JUnit XML", 6, 3, 2, 1, 0],
  // A parent, two subtests and a skipped test in one package, and one that does not build.
  ["go-test-json", "go test JSON", 5, 1, 3, 1, 0],
  // The second test ends the whole process.
  ["go-test-exit-json", "go test JSON", 2, 1, 1, 0, 0],
])("%s is %s: %i tests, %i passed, %i failed, %i skipped, %i flaky", async (...row) => {
  const [name, format, tests, passed, failed, skipped, flaky] = row;
  const results = await readTests(name);
  expect(results.format).toBe(format);
  expect(results.remarks).toEqual([]);
  expect(results.counts).toMatchObject({ tests, passed, failed, skipped, flaky, runs: tests });
});

test.each([
  ["vitest-junit", "test/sum.test.js › sum <of> two > fails & says why", "expected 3 to be 4 // Object.is equality"],
  ["vitest-json", "sum <of> two › fails & says why", "expected 3 to be 4 // Object.is equality"],
  ["vitest-tap", "test/sum.test.js › sum <of> two › fails & says why", "expected 3 to be 4 // Object.is equality"],
  ["node-test-junit", "sum › fails # with a hash", "Expected values to be strictly equal:\n\n3 !== 4"],
  ["node-test-tap", "sum › fails # with a hash", "Expected values to be strictly equal:\n\n3 !== 4"],
  ["jest-json", "sum › fails", "assert.equal(received, expected)"],
  ["mocha-json", "sum › fails", "3 == 4"],
  ["mocha-tap", "sum fails", "3 == 4"],
  ["pytest-junit", "pytest › tests.test_sum.TestAdd › test_fails", "assert 3 == 4\n +  where 3 = add(1, 2)"],
  ["go-test-json", "example.com/calc/broken › (the package itself)", "broken/x_test.go:5:28: undefined: undefined"],
  ["go-test-exit-json", "example.com/calc/boom › TestTwo", "(it did not end)"],
])("the first failure of %s is %s", async (name, title, message) => {
  const [first] = (await readTests(name)).failed;
  expect(first && titleOf(first)).toBe(title);
  expect(first?.failures[0]?.message).toBe(message);
});

test.each([
  // fixture, format, lines, branches, functions, statements, each covered/total
  ["istanbul-json", "istanbul JSON", "4/6", "2/4", "1/2", "4/6"],
  ["istanbul-lcov", "lcov", "4/6", "2/4", "1/2", "0/0"],
  ["istanbul-cobertura", "Cobertura", "4/6", "2/4", "1/2", "0/0"],
  // istanbul's Clover has no lines of methods.
  ["istanbul-clover", "Clover", "4/6", "2/4", "0/0", "0/0"],
  ["vitest-v8-json", "istanbul JSON", "3/5", "2/4", "1/2", "3/5"],
  ["vitest-v8-lcov", "lcov", "3/5", "2/4", "1/2", "0/0"],
  ["node-test-lcov", "lcov", "7/10", "2/4", "1/2", "0/0"],
  ["c8-lcov", "lcov", "7/10", "2/4", "1/2", "0/0"],
  ["coverage-py-cobertura", "Cobertura", "4/6", "1/2", "0/0", "0/0"],
  ["coverage-py-lcov", "lcov", "4/6", "1/2", "1/2", "0/0"],
  // `go tool cover -func` says 50.0 % of statements; the lines were counted by hand.
  ["go-cover", "Go cover profile", "3/8", "0/0", "0/0", "2/4"],
])("%s is %s: lines %s, branches %s, functions %s, statements %s", async (name, format, ...expected) => {
  const { coverage, formats } = await readCoverage(name);
  expect(formats).toEqual([format]);
  const totals = coverage.totals();
  expect(MEASURES.map((measure) => `${totals[measure].covered}/${totals[measure].total}`)).toEqual([
    ...expected,
    // None of them tells of conditions.
    "0/0",
  ]);
});

test("four formats of one run are one file, with the numbers of one of them", async () => {
  const { coverage } = await readCoverage("istanbul-lcov", "istanbul-cobertura", "istanbul-clover", "istanbul-json");
  expect([...coverage.files.keys()]).toEqual(["src/sum.js"]);
  expect(coverage.totals()).toMatchObject({ lines: { covered: 4, total: 6 }, branches: { covered: 2, total: 4 } });
});

test("Go's import path is that of the file in the repository", async () => {
  expect([...(await readCoverage("go-cover")).coverage.files.keys()]).toEqual(["sum/sum.go"]);
});

test("no fixture is taken for two formats", async () => {
  const names = [
    "vitest-junit",
    "vitest-json",
    "jest-json",
    "mocha-json",
    "go-test-json",
    "mocha-tap",
    "node-test-tap",
  ];
  for (const name of [...names, "istanbul-json", "istanbul-clover", "istanbul-cobertura", "go-cover", "c8-lcov"]) {
    const head = await headOf(fixture(name));
    expect(FORMATS.filter((format) => format.detect(head))).toHaveLength(1);
  }
});
