import { expect, test } from "vitest";
import { locate, placesIn } from "./locate.ts";
import type { TestCase } from "./model/test-results.ts";
import { sourcePaths } from "./reading/source-paths.ts";

const FILES = [
  "app/src/sum.ts",
  "app/test/sum.test.ts",
  "app/tests/test_sum.py",
  "app/src/main/java/org/acme/Sum.java",
];
const sourcePath = sourcePaths({
  workspace: "/repo",
  folder: "/repo/app",
  tracked: FILES,
  exists: (path) => FILES.includes(path.replace("/repo/", "")),
});
const finder = { sourcePath, exists: (path: string) => FILES.includes(path) };
const failed = (details: string, more: Partial<TestCase> = {}): TestCase => ({
  suites: [],
  className: "",
  name: "t",
  state: "failed",
  report: "app/junit.xml",
  failures: [{ kind: "failure", type: "", message: "", details }],
  ...more,
});

test.each<[string, TestCase, unknown]>([
  [
    "V8, the test's own file before a helper's",
    failed("at sum (/repo/app/src/sum.ts:3:9)\n at /repo/app/test/sum.test.ts:7:5", { className: "test/sum.test.ts" }),
    { file: "app/test/sum.test.ts", line: 7, column: 5 },
  ],
  [
    "no own file: the first in the repository",
    failed("at x (/repo/app/node_modules/chai/index.js:1:1)\n at sum (file:///repo/app/src/sum.ts:3:9)"),
    { file: "app/src/sum.ts", line: 3, column: 9 },
  ],
  [
    "pytest",
    failed("def test():\n>  assert 1 == 2\n\ntests/test_sum.py:4: AssertionError"),
    { file: "app/tests/test_sum.py", line: 4 },
  ],
  [
    "Python's own trace",
    failed('  File "tests/test_sum.py", line 9, in t'),
    { file: "app/tests/test_sum.py", line: 9 },
  ],
  [
    "the report's own line",
    failed("", { file: "tests/test_sum.py", line: 2 }),
    { file: "app/tests/test_sum.py", line: 2 },
  ],
  ["file without line", failed("", { className: "test/sum.test.ts" }), { file: "app/test/sum.test.ts" }],
  ["nothing of the repository", failed("at /usr/lib/x.js:1:2"), undefined],
])("%s", (_, test, expected) => {
  expect(locate(test, finder)).toEqual(expected);
});

test("a trace of many megabytes without a place is read in no time", () => {
  const start = performance.now();
  expect(placesIn("a.b/".repeat(3000))).toEqual([]);
  expect(performance.now() - start).toBeLessThan(1000);
});

test.each([
  ["src/sum.ts", "app/src/sum.ts"],
  ["app/src/sum.ts", "app/src/sum.ts"],
  ["/repo/app/src/sum.ts", "app/src/sum.ts"],
  ["src\\sum.ts", "app/src/sum.ts"],
  ["/builds/other/app/src/sum.ts", "app/src/sum.ts"],
  ["org/acme/Sum.java", "app/src/main/java/org/acme/Sum.java"],
  ["example.com/mod/src/sum.ts", "app/src/sum.ts"],
  ["src/gone.ts", "app/src/gone.ts"],
  ["/elsewhere/gone.ts", "/elsewhere/gone.ts"],
])("the source file %s is %s of the repository", (written, expected) => {
  expect(sourcePath(written, "app/coverage/lcov.info")).toBe(expected);
});
