import { type CoverageTotals, MEASURES, type Measure, percent, type Ratio } from "./model/coverage.ts";
import type { Counts } from "./model/test-results.ts";

/** What may have a threshold: a measure of the whole, the lines of the change, or the fall against the baseline. */
export type Gated = Measure | "patch" | "drop";

/** Least per cent of each that has a threshold; of `drop` the most points that line coverage may fall. */
export type Thresholds = ReadonlyMap<Gated, number>;

/** Reads `lines=90, patch=80`; throws an Error that says which part is wrong. */
export function parseThresholds(raw: string): Thresholds {
  const result = new Map<Gated, number>();
  for (const part of raw.split(/[,\n]/).map((one) => one.trim())) {
    if (part === "" || part.startsWith("#")) continue;
    const [, name, value] = /^(\w+)\s*=\s*(\d+(?:\.\d+)?)\s*%?$/.exec(part) ?? [];
    if (![...MEASURES, "patch", "drop"].includes(name as Gated) || Number(value) > 100)
      throw new Error(`"${part}" is no threshold`);
    result.set(name as Gated, Number(value));
  }
  return result;
}

/** What the gates look at. */
export interface GateFacts {
  tests?: Counts;
  coverage?: CoverageTotals;
  /** Changed lines; undefined where they are not known. */
  patch?: Ratio;
  /** Change of line coverage against the baseline in points; undefined where there is no baseline. */
  coverageDelta?: number;
}

/** What the inputs ask for. */
export interface GateRules {
  thresholds: Thresholds;
  minTests: number;
  /** Changes with fewer lines of code than this are not gated. */
  patchMinLines: number;
  failOn: "failed" | "skipped" | "none";
}

/** Every reason for which the step fails, one sentence each; none where all gates are open. */
export function closedGates(facts: GateFacts, rules: GateRules): string[] {
  const reasons: string[] = [];
  const { tests, coverage } = facts;
  if (tests && rules.failOn !== "none" && tests.failed > 0) reasons.push(`${count(tests.failed, "test")} failed`);
  if (tests && rules.failOn === "skipped" && tests.skipped > 0) {
    reasons.push(`${count(tests.skipped, "test")} skipped, and fail-on is skipped`);
  }
  if (rules.minTests > 0 && (tests?.tests ?? 0) < rules.minTests) {
    reasons.push(`${count(tests?.tests ?? 0, "test")} found, at least ${rules.minTests} asked for by min-tests`);
  }
  for (const [measure, least] of rules.thresholds) {
    if (measure === "drop") {
      const fall = -(facts.coverageDelta ?? 0);
      if (fall > least) {
        reasons.push(`line coverage fell by ${fall} points against the baseline, at most ${least} is allowed`);
      }
      continue;
    }
    if (measure === "patch") {
      // A change without code has nothing to cover; where the change is not known a problem says why.
      const value = facts.patch && facts.patch.total >= rules.patchMinLines ? percent(facts.patch) : undefined;
      if (value !== undefined && value < least) {
        reasons.push(`${value} % of the changed lines covered, at least ${least} % asked for`);
      }
      continue;
    }
    const ratio = coverage?.[measure];
    const value = ratio && percent(ratio);
    if (value === undefined) reasons.push(`no coverage of ${measure} in the reports, at least ${least} % asked for`);
    else if (value < least) reasons.push(`${value} % of ${measure} covered, at least ${least} % asked for`);
  }
  return reasons;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
