import { expect, test } from "vitest";
import { conditionPlace } from "../model/condition-hits.ts";
import { Coverage } from "../model/coverage.ts";
import { readRunData, writeRunData } from "./run-data.ts";

function example(): Coverage {
  const coverage = new Coverage();
  const file = coverage.file("src/a.ts");
  file.lines.add(1, 2);
  file.lines.add(7, 0);
  const { add } = file.branches.inOrder();
  add(1, 3);
  add(1, 0);
  file.branches.addCount(7, 1, 4);
  file.functions.add("one", 1, 2);
  file.functions.add("two", 1, 0);
  file.statements.add([1, 2, 3, 4], 5, 1);
  file.statements.add([7, 0, 7, 9], 1, 0);
  file.mcdc.add(1, conditionPlace(2, 0, true) ?? 0, 1);
  file.mcdc.add(1, conditionPlace(2, 0, false) ?? 0, 0);
  coverage.file("src/b.ts").lines.add(1, 1);
  return coverage;
}

/** What another run reads of the data of this one. */
function handedOver(coverage: Coverage, into = new Coverage()): Coverage {
  const facts = { leg: "a", sha: "0123abc", at: 1, exitCode: 0, problems: [], remarks: [], shard: undefined };
  const text = writeRunData({
    ...facts,
    tests: undefined,
    details: [],
    properties: [],
    coverage,
    changed: undefined,
    missing: 0,
  });
  readRunData(JSON.parse(text)).coverage?.(into);
  return into;
}

test("of branches that are only counted, those that neither of two legs took are missing, where both name them", () => {
  const leg = (covered: number, ...missing: number[]) => {
    const coverage = new Coverage();
    coverage.file("src/a.ts").branches.addCount(2, covered, 3, missing);
    return coverage;
  };
  const ratio = (...legs: Coverage[]) =>
    legs.reduce((into, one) => handedOver(one, into), new Coverage()).totals().branches;
  expect(ratio(leg(1, 4, 0), leg(1, 9, 0))).toEqual({ covered: 2, total: 3 });
  expect(ratio(leg(1, 4, 0), leg(1, 9, 0), leg(2, 4))).toEqual({ covered: 3, total: 3 });
  // One that does not name them, or not all, is no more than a count.
  expect(ratio(leg(1, 4, 0), leg(1))).toEqual({ covered: 1, total: 3 });
  expect(ratio(leg(3), leg(1, 9, 0))).toEqual({ covered: 3, total: 3 });
});

test("coverage goes from leg to leg whole, every measure of it, and of two legs it is merged", () => {
  const totals = {
    lines: { covered: 2, total: 3 },
    branches: { covered: 2, total: 6 },
    functions: { covered: 1, total: 2 },
    statements: { covered: 5, total: 6 },
    mcdc: { covered: 1, total: 2 },
  };
  expect(example().totals()).toEqual(totals);
  const once = handedOver(example());
  expect(once.totals()).toEqual(totals);
  const other = new Coverage();
  other.file("src/a.ts").lines.add(7, 1);
  other.file("src/a.ts").statements.add([7, 0, 7, 9], 1, 1);
  expect(handedOver(other, once).totals()).toEqual({
    ...totals,
    lines: { covered: 3, total: 3 },
    statements: { covered: 6, total: 6 },
  });
  expect([...once.file("src/a.ts").functions.all()].map(({ name }) => name).sort()).toEqual(["one", "two"]);
});
