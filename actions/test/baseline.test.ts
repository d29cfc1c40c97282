import { expect, test } from "vitest";
import { fileBaseline, parseBaseline } from "./baseline.ts";
import { closedGates, parseThresholds } from "./gates.ts";

test.each([
  ['{"version":1,"coverage":{"lines":{"covered":1,"total":2}},"counts":{"tests":3}}', { covered: 1, total: 2 }, 3],
  ['{"version":1}', undefined, undefined],
  ['{"version":1,"coverage":{"lines":{"covered":9,"total":2}},"counts":{"tests":"x"}}', undefined, undefined],
])("the baseline %s", (text, lines, tests) => {
  expect(parseBaseline(text)).toEqual({ lines, tests });
});

test.each([
  ["{", /no JSON/],
  ["[]", /no report\.json of version 1/],
  ['{"version":2}', /no report\.json of version 1/],
])("%s is no baseline", (text, message) => {
  expect(() => parseBaseline(text)).toThrow(message);
});

test("no file is no baseline, which the first run of a repository has", async () => {
  expect(await fileBaseline("/nowhere/report.json").load()).toBeUndefined();
});

test.each([
  ["drop=1", -1, []],
  ["drop=1", -1.01, ["line coverage fell by 1.01 points against the baseline, at most 1 is allowed"]],
  ["drop=0", 2, []],
  ["drop=0", undefined, []],
])("%s and a change of %s points", (thresholds, coverageDelta, reasons) => {
  const rules = { thresholds: parseThresholds(thresholds), minTests: 0, patchMinLines: 0, failOn: "failed" as const };
  expect(closedGates(coverageDelta === undefined ? {} : { coverageDelta }, rules)).toEqual(reasons);
});
