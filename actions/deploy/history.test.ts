import { expect, test } from "vitest";
import { commitOf, goodReleases } from "./history.ts";
import type { DeployRecord } from "./target.ts";

const records = (lines: string): DeployRecord[] =>
  lines.split(", ").map((line) => {
    const [mode = "", release = "", outcome = "deployed"] = line.split(" ");
    return { mode, release, outcome } as DeployRecord;
  });

test.each([
  ["deploy a", ["a"]],
  ["deploy a, deploy b, deploy c", ["c", "b", "a"]],
  ["deploy a, deploy b failed-before-switch", ["a"]],
  ["deploy a, deploy b rolled-back, deploy c", ["c", "a"]],
  // b was found bad: nobody goes back to it by going back twice.
  ["deploy a, deploy b, rollback a", ["a"]],
  ["deploy a, deploy b, deploy c, rollback b, rollback a", ["a"]],
  ["deploy a, deploy b, rollback a, deploy c", ["c", "a"]],
  // An older image that was deployed again is a deploy like any other.
  ["deploy a, deploy b, deploy a", ["a", "b"]],
])("%s", (lines, good) => {
  expect(goodReleases(records(lines))).toEqual(good);
});

test("a release that was gone back to is of the commit that it was deployed from", () => {
  const all = [
    { ...records("deploy a")[0], commit: "1" },
    { ...records("deploy b")[0], commit: "2" },
    { ...records("rollback a")[0], commit: "2" },
  ] as DeployRecord[];
  expect([commitOf(all, "a"), commitOf(all, "b"), commitOf(all, "c")]).toEqual(["1", "2", ""]);
});
