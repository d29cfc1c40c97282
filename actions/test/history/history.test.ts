import { expect, test } from "vitest";
import { noCoverage } from "../model/coverage.ts";
import type { State } from "../model/test-results.ts";
import { compareRuns, nearestRun } from "./compare.ts";
import { emptyLedger, joined, type Ledger, type NewRun, readLedger, withRun, writeLedger } from "./ledger.ts";
import { trendsOf } from "./trends.ts";

type Told = Record<string, State | [State, number]>;

function run(sha: string, tests: Told, more: Partial<NewRun> & { files?: NewRun["files"] } = {}): NewRun {
  const entries = Object.entries(tests).map(([name, told]) => {
    const [state, duration] = Array.isArray(told) ? told : [told, undefined];
    return [name, { state, duration }] as const;
  });
  const count = (...states: State[]) => entries.filter(([, { state }]) => states.includes(state)).length;
  const counts = {
    tests: entries.length,
    passed: count("passed", "flaky"),
    failed: count("failed", "error"),
    skipped: count("skipped"),
    flaky: count("flaky"),
    duration: entries.reduce((sum, [, { duration = 0 }]) => sum + duration, 0),
  };
  const at = more.at ?? Number.parseInt(sha, 36);
  return {
    sha,
    at,
    id: sha,
    complete: true,
    counts,
    coverage: undefined,
    tests: new Map(entries),
    files: new Map(),
    parts: new Map(),
    ...more,
  };
}

const ledgerOf = (...runs: NewRun[]): Ledger => runs.reduce((ledger, one) => withRun(ledger, one, 30), emptyLedger);
const lines = (covered: number, total: number) => ({ ...noCoverage(), lines: { covered, total } });

test("what is stored is what is read, the newest run first; old runs and what only they had are forgotten", () => {
  const files = new Map([["a.ts", { covered: 1, total: 2 }]]);
  let ledger = ledgerOf(
    run("1", { old: "passed" }),
    run("2", { a: ["failed", 12.4] }, { files, coverage: lines(1, 2) }),
  );
  ledger = withRun(ledger, run("3", { b: "skipped", a: "flaky" }), 2);
  const again = readLedger(writeLedger(ledger));
  expect(again).toEqual(ledger);
  expect(again.runs.map(({ sha }) => sha)).toEqual(["3", "2"]);
  expect(again.names).toEqual(["b", "a"]);
  expect(again.runs[1]).toMatchObject({ states: "-f", durations: [-1, 12], coverage: lines(1, 2) });
  expect([...(again.runs[1]?.files ?? [])]).toEqual([[0, { covered: 1, total: 2 }]]);
});

test("a run that is written twice counts once; two histories that parted are joined", () => {
  const common = ledgerOf(run("1", { a: "passed" }));
  const left = withRun(common, run("2", { a: "failed" }), 30);
  const right = withRun(common, run("3", { b: "passed" }), 30);
  expect(joined([left, right], 30).runs.map(({ sha }) => sha)).toEqual(["3", "2", "1"]);
  expect(withRun(left, run("2", { a: "passed" }), 30).runs.map(({ sha, states }) => [sha, states])).toEqual([
    ["2", "p"],
    ["1", "p"],
  ]);
});

test.each([
  ["{", /no whole JSON/],
  ["[]", /no history of version 1/],
  ['{"version":2,"kind":"quayside-test-history"}', /no history of version 1/],
])("%s is no history", (text, message) => {
  expect(() => readLedger(text)).toThrow(message);
});

test("a history with nonsense in it loses the nonsense and nothing else", () => {
  const text = JSON.stringify({
    version: 1,
    kind: "quayside-test-history",
    names: ["a", 7],
    paths: ["p"],
    runs: [
      { sha: 1 },
      {
        sha: "s",
        id: "i",
        at: 5,
        states: "pfffff",
        durations: [-4, "x", 9],
        files: [9, 1, 1, 0, 5, 2, 0, 1, 2],
        coverage: { lines: { covered: 3, total: 1 } },
      },
      null,
    ],
  });
  const { runs } = readLedger(text);
  expect(runs).toHaveLength(1);
  expect(runs[0]).toMatchObject({ states: "pf", durations: [-1, -1], complete: false, coverage: undefined });
  expect([...(runs[0]?.files ?? [])]).toEqual([[0, { covered: 1, total: 2 }]]);
});

test("the nearest ancestor that is complete is compared with", () => {
  const ledger = ledgerOf(run("1", {}), run("2", {}), run("3", {}, { complete: false }), run("4", {}));
  expect(nearestRun(ledger, ["9", "3", "2", "1"])?.sha).toBe("2");
  expect(nearestRun(ledger, ["9"])).toBeUndefined();
});

test("tests that came, went, were skipped, broke and were mended; coverage of the whole and of files", () => {
  const files = new Map([
    ["a.ts", { covered: 9, total: 10 }],
    ["gone.ts", { covered: 1, total: 1 }],
  ]);
  const ledger = ledgerOf(
    run(
      "1",
      { "s › same\t": ["passed", 10], went: "passed", skips: "passed", breaks: "passed", mends: "failed" },
      { files, coverage: lines(10, 11) },
    ),
  );
  const now = run(
    "2",
    { "s › same\t": ["passed", 30], came: "passed", skips: "skipped", breaks: "error", mends: "passed" },
    { files: new Map([["a.ts", { covered: 8, total: 10 }]]), coverage: lines(8, 10) },
  );
  const [before] = ledger.runs;
  expect(compareRuns(ledger, before as never, now)).toMatchObject({
    sha: "1",
    added: { count: 1, names: ["came"] },
    removed: { count: 1, names: ["went"] },
    newlySkipped: { count: 1, names: ["skips"] },
    newlyFailed: { count: 1, names: ["breaks"] },
    fixed: { count: 1, names: ["mends"] },
    duration: 20,
    coverage: { lines: -10.9 },
    files: [
      { path: "a.ts", before: { covered: 9, total: 10 }, now: { covered: 8, total: 10 } },
      { path: "gone.ts", now: undefined },
    ],
  });
});

test("flaky is what failed and passed on one commit; what fails on every one is only failing", () => {
  const ledger = ledgerOf(
    run("1", { rerun: "failed", retried: "passed", red: "failed", once: "passed", green: "passed" }, { id: "1.1" }),
    run("1", { rerun: "passed", retried: "passed", red: "failed", once: "passed", green: "passed" }, { id: "1.2" }),
    run("2", { rerun: "passed", retried: "flaky", red: "error", once: "failed", green: "skipped" }),
  );
  const { flaky, failing, runs } = trendsOf(ledger);
  expect(runs).toBe(3);
  expect(flaky.map(({ title, failed, runs: all, flakyCommits }) => [title, failed, all, flakyCommits])).toEqual([
    ["rerun", 1, 3, 1],
    ["retried", 0, 3, 1],
  ]);
  expect(failing.map(({ title, failed, runs: all }) => [title, failed, all])).toEqual([
    ["red", 3, 3],
    ["once", 1, 3],
  ]);
});

test("slower is what takes half as long again as the median of three runs or more, and a tenth of a second", () => {
  const took = (slow: number, little: number) => ({
    slow: ["passed", slow] as [State, number],
    little: ["passed", little] as [State, number],
  });
  const three = [run("1", took(100, 10)), run("2", took(900, 10)), run("3", took(120, 10))];
  expect(trendsOf(ledgerOf(...three, run("4", took(300, 90)))).slower).toEqual([
    { title: "slow", before: 120, now: 300 },
  ]);
  expect(trendsOf(ledgerOf(...three, run("4", took(170, 10)))).slower).toEqual([]);
  expect(trendsOf(ledgerOf(...three.slice(1), run("4", took(3000, 10)))).slower).toEqual([]);
});
