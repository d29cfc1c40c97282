import { expect, test } from "vitest";
import { goodReleases } from "./history.ts";
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
