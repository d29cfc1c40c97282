import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { shellCommand } from "../../../toolkit/shell.ts";
import type { TestCase, TestResults } from "../model/test-results.ts";
import { keyOf } from "../model/test-results.ts";
import { afterRetries } from "./retry.ts";
import { argumentsFor } from "./select-tests.ts";
import { knownCommand } from "./test-runner.ts";

const scripts = {
  test: "vitest run --coverage",
  unit: "NODE_ENV=test jest --ci",
  all: "npm run unit && npm test",
  nested: "npm run unit",
};

test.each([
  ["npx vitest run", "vitest", 'npx vitest run "$@"'],
  ["npm test", "vitest", 'npm test -- "$@"'],
  ["npm run unit -- --silent", "jest", 'npm run unit -- --silent "$@"'],
  ["yarn unit", "jest", 'yarn unit "$@"'],
  ["pnpm run unit", "jest", 'pnpm run unit "$@"'],
  ["CI=1 ./node_modules/.bin/jest --ci", "jest", 'CI=1 ./node_modules/.bin/jest --ci "$@"'],
  ["python -m pytest --junitxml=r.xml", "pytest", 'python -m pytest --junitxml=r.xml "$@"'],
  ["uv run pytest -q", "pytest", 'uv run pytest -q "$@"'],
  ["go test -json ./... > report.json", "go", 'go test -json ./... > report.json "$@"'],
  ["go test -json ./... > r.json 2>&1", "go", 'go test -json ./... > r.json 2>&1 "$@"'],
])("%s starts %s", (command, runner, open) => {
  expect(knownCommand(command, scripts)).toMatchObject({ runner, open });
});

test.each([
  "make test",
  "npm run all",
  "npm run nested",
  "npm run nosuch",
  "npm ci && npx vitest run",
  "go test -v ./... | go-junit-report > r.xml",
  "go test ./... -args -slow",
  "echo vitest",
  "docker run app vitest",
  "npx vitest run $(cat files)",
  "gotestsum --junitfile r.xml",
])("of %s it is not known what it starts", (command) => {
  expect(knownCommand(command, scripts)).toBeUndefined();
});

const failed = (name: string, more: Partial<TestCase> = {}): TestCase => ({
  suites: [],
  className: "",
  name,
  state: "failed",
  failures: [],
  report: "r.xml",
  ...more,
});

const known = (command: string) => knownCommand(command, scripts) as NonNullable<ReturnType<typeof knownCommand>>;

test("Vitest and Jest get a pattern that matches the full name of each test and of no other, and the files", () => {
  const tests = [
    failed("cart > adds (1) $x", { className: "a.test.ts", suites: ["a.test.ts"] }),
    failed("title", { className: "outer › inner" }),
  ];
  const args = argumentsFor(known("npx vitest run"), tests, () => "a.test.ts") ?? [];
  expect(args.slice(0, 2)).toEqual(["--coverage.enabled=false", "-t"]);
  expect(args.slice(3)).toEqual(["a.test.ts"]);
  const pattern = new RegExp(args[2] ?? "");
  for (const name of ["cart adds (1) $x", "cart > adds (1) $x", "outer inner title", "title"])
    expect(name).toMatch(pattern);
  for (const name of ["cart adds (1) $xx", "cart adds 1 $x", "other title"]) expect(name).not.toMatch(pattern);
  expect(argumentsFor(known("yarn unit"), tests, () => undefined)?.slice(0, 2)).toEqual(["--coverage=false", "-t"]);
});

test("pytest knows itself what failed; Go gets the outermost names, and no guess where a package did not build", () => {
  expect(argumentsFor(known("pytest --cov=src"), [failed("a")], () => undefined)).toEqual([
    "--last-failed",
    "--last-failed-no-failures=none",
    "--no-cov",
  ]);
  const go = known("go test ./...");
  expect(argumentsFor(go, [failed("TestA/sub"), failed("TestB"), failed("TestA")], () => undefined)).toEqual([
    "-count=1",
    "-run",
    "^(TestA|TestB)$",
  ]);
  expect(argumentsFor(go, [failed("(the package itself)")], () => undefined)).toBeUndefined();
});

test("too many names for a command line are not named", () => {
  const many = Array.from({ length: 1000 }, (_, index) => failed(`${index} ${"x".repeat(200)}`));
  expect(argumentsFor(known("npx vitest run"), many, () => undefined)).toBeUndefined();
});

test("nothing of a name is read by the shell", () => {
  const evil = `$(touch pwned) \`id\` '; echo pwned "$HOME" \\`;
  const [shell, ...args] = shellCommand('printf "%s" "$@"');
  expect(execFileSync(shell, [...args, "quayside", evil], { encoding: "utf8" })).toBe(evil);
});

test("what passes in a later try is flaky, counts as passed, and keeps what went wrong", () => {
  const [a, b] = [failed("a", { suites: ["s"] }), failed("b", { suites: ["s"] })] as [TestCase, TestCase];
  const results: TestResults = {
    counts: { tests: 3, passed: 1, failed: 2, skipped: 0, flaky: 0, runs: 3, duration: 1 },
    failed: [a, b],
    flaky: [],
    skipped: [],
    slowest: [],
    suites: [{ name: "s", passed: 1, failed: 2, skipped: 0, duration: 1 }],
  };
  const after = afterRetries(results, [
    new Map([
      [keyOf(a), "failed"],
      [keyOf(b), "skipped"],
    ]),
    new Map([[keyOf(a), "passed"]]),
  ]);
  expect(after.counts).toMatchObject({ tests: 3, passed: 2, failed: 1, flaky: 1 });
  expect(after.failed).toEqual([b]);
  expect(after.flaky).toEqual([{ ...a, state: "flaky" }]);
  expect(after.suites).toEqual([{ name: "s", passed: 2, failed: 1, skipped: 0, duration: 1 }]);
});
