import { expect, test } from "vitest";
import { emptyLedger, withRun } from "../history/ledger.ts";
import { dealOut, parseShard } from "./deal.ts";
import { fileFinder, timingsOf } from "./timings.ts";

test("the longest first, each to the shard with the least; every file is in one shard and no more", () => {
  const timings = new Map([
    ["a", 9],
    ["b", 7],
    ["c", 6],
    ["d", 5],
    ["e", 4],
    ["f", 2],
  ]);
  const { shards, unknown } = dealOut([...timings.keys()].reverse(), timings, 2);
  expect(shards).toEqual([
    { names: ["a", "d", "f"], expected: 16 },
    { names: ["b", "c", "e"], expected: 17 },
  ]);
  expect(unknown).toBe(0);
});

test("new files count as the median, and the same files give the same deal in any order", () => {
  const timings = new Map([
    ["a", 100],
    ["b", 10],
    ["c", 10],
  ]);
  const deal = dealOut(["new", "c", "b", "a"], timings, 2);
  expect(deal.unknown).toBe(1);
  expect(deal.shards.map(({ names }) => names)).toEqual([["a"], ["b", "c", "new"]]);
  expect(deal.shards[1]?.expected).toBe(30);
  expect(dealOut(["a", "b", "c", "new"], timings, 2).digest).toBe(deal.digest);
  expect(dealOut(["a", "b", "c", "new"], new Map(), 2).digest).not.toBe(deal.digest);
});

test("for any files and timings: all dealt, none twice, and never worse than the bound of Graham", () => {
  for (let seed = 1; seed <= 200; seed++) {
    let state = seed;
    const random = () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648;
    };
    const names = Array.from({ length: Math.floor(random() * 40) }, (_, index) => `f${index}`);
    const timings = new Map(names.filter(() => random() < 0.8).map((name) => [name, Math.floor(random() * 1000)]));
    const total = 1 + Math.floor(random() * 6);
    const { shards } = dealOut(names, timings, total);
    expect(shards.flatMap((shard) => shard.names).sort()).toEqual([...names].sort());
    const all = shards.reduce((sum, { expected }) => sum + expected, 0);
    const longest = Math.max(0, ...timings.values());
    expect(Math.max(...shards.map(({ expected }) => expected))).toBeLessThanOrEqual(all / total + longest + 1);
  }
});

test("more shards than files leave some empty", () => {
  expect(dealOut(["a"], new Map(), 3).shards.map(({ names }) => names.length)).toEqual([1, 0, 0]);
});

test.each(["0/2", "3/2", "1/0", "2", "a/b", "1/2/3", "-1/2"])("%s is no shard", (text) => {
  expect(() => parseShard(text)).toThrow();
});

test("2/5 is one; nothing is none", () => {
  expect(parseShard("2/5")).toEqual({ index: 2, total: 5 });
  expect(parseShard("")).toBeUndefined();
});

test("timings are the median of the last runs that ended before the commit was made, so shards that start late see the same", () => {
  const run = (at: number, ms: number) => ({
    sha: "a".repeat(40),
    at,
    id: String(at),
    complete: true,
    counts: { tests: 1, passed: 1, failed: 0, skipped: 0, flaky: 0, duration: ms },
    coverage: undefined,
    tests: new Map([
      ["one\tt/a.test.ts", { state: "passed" as const, duration: ms }],
      ["two\tt/a.test.ts", { state: "passed" as const, duration: 1 }],
    ]),
    files: new Map(),
    parts: new Map(),
  });
  const ledger = [run(1, 10), run(2, 500), run(3, 20), run(99, 9999)].reduce(
    (all, one) => withRun(all, one, 30),
    emptyLedger,
  );
  expect([...timingsOf(ledger, 50, fileFinder(["t/a.test.ts"]))]).toEqual([["t/a.test.ts", 21]]);
});

test.each([
  [{ title: "x", file: "test/a.test.ts" }, "test/a.test.ts"],
  [{ title: "x", file: "/home/runner/work/shop/test/a.test.ts" }, "test/a.test.ts"],
  [{ title: "x", file: "a.test.ts" }, "test/a.test.ts"],
  [{ title: "test/a.test.ts › adds", file: "" }, "test/a.test.ts"],
  [{ title: "tests.test_cart.TestCart › test_adds", file: "" }, "tests/test_cart.py"],
  [{ title: "tests.test_cart › test_adds", file: "" }, "tests/test_cart.py"],
  [{ title: "other › test_adds", file: "" }, undefined],
  [{ title: "x", file: "same.ts" }, undefined],
])("%o belongs to %s", (told, file) => {
  expect(fileFinder(["test/a.test.ts", "tests/test_cart.py", "x/same.ts", "y/same.ts"])(told)).toBe(file);
});
