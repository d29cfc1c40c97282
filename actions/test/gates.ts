import { matchesGlob } from "node:path";
import { counted } from "../../toolkit/units.ts";
import { Coverage, type CoverageTotals, MEASURES, type Measure, percent, type Ratio } from "./model/coverage.ts";
import type { Counts } from "./model/test-results.ts";

/** What may have a threshold: a measure of the whole, the lines of the change, or the fall against the baseline. */
export type Gated = Measure | "patch" | "drop";

/** Least per cent of a measure; of `drop` the most points that line coverage may fall. */
export interface Threshold {
  /** A flag, or a glob or folder of source files, that it is about; `""` for the whole. */
  readonly scope: string;
  readonly measure: Gated;
  readonly bound: number;
}

/** Reads `lines=90, src/core/**:lines=95, e2e:branches=70`; throws an Error that says which parts are wrong. */
export function parseThresholds(raw: string): readonly Threshold[] {
  const result = new Map<string, Threshold>();
  const wrong: string[] = [];
  for (const part of raw.split(/\n|,(?![^{}]*\})/).map((one) => one.trim())) {
    if (part === "" || part.startsWith("#")) continue;
    const [, scope = "", name, value] = /^(?:(.+?)\s*:\s*)?(\w+)\s*=\s*(\d+(?:\.\d+)?)\s*%?$/.exec(part) ?? [];
    if (![...MEASURES, "patch", "drop"].includes(name as Gated) || Number(value) > 100) wrong.push(`"${part}"`);
    result.set(`${scope}\0${name}`, { scope, measure: name as Gated, bound: Number(value) });
  }
  if (wrong.length > 0) throw new Error(`${wrong.join(", ")} ${wrong.length === 1 ? "is" : "are"} no threshold`);
  return [...result.values()];
}

/** Whether a path lies in a folder or matches a glob. */
export function inScope(path: string, scope: string): boolean {
  return matchesGlob(path, scope) || matchesGlob(path, `${scope.replace(/\/+$/, "")}/**`);
}

/** The coverage of the files of a scope. */
export function scoped(coverage: Coverage, scope: string): Coverage {
  const part = new Coverage();
  for (const [path, file] of coverage.files) if (inScope(path, scope)) part.files.set(path, file);
  return part;
}

/** The coverage of the whole or of a part. */
export interface CoverageFacts {
  coverage?: CoverageTotals;
  /** Changed lines; undefined where they are not known. */
  patch?: Ratio;
  /** Change of line coverage against the baseline in points; undefined where there is no baseline. */
  delta?: number;
}

/** What the gates look at. */
export interface GateFacts {
  tests?: Counts;
  /** Of the failed tests those that the quarantine holds. */
  held?: number;
  /** By scope; `""` is the whole. */
  parts: ReadonlyMap<string, CoverageFacts>;
}

/** What the inputs ask for. */
export interface GateRules {
  thresholds: readonly Threshold[];
  minTests: number;
  /** Changes with fewer lines of code than this are not gated. */
  patchMinLines: number;
  failOn: "failed" | "skipped" | "none";
}

/** Every reason for which the step fails, one sentence each; none where all gates are open. */
export function closedGates(facts: GateFacts, rules: GateRules): string[] {
  const reasons: string[] = [];
  const { tests, held = 0 } = facts;
  const failed = (tests?.failed ?? 0) - held;
  if (rules.failOn !== "none" && failed > 0) reasons.push(`${counted(failed, "test")} failed`);
  if (tests && rules.failOn === "skipped" && tests.skipped > 0) {
    reasons.push(`${counted(tests.skipped, "test")} skipped, and fail-on is skipped`);
  }
  if (rules.minTests > 0 && (tests?.tests ?? 0) < rules.minTests) {
    reasons.push(`${counted(tests?.tests ?? 0, "test")} found, at least ${rules.minTests} asked for by min-tests`);
  }
  for (const threshold of rules.thresholds) {
    const reason = closedGate(facts.parts.get(threshold.scope) ?? {}, threshold, rules.patchMinLines);
    if (reason !== undefined) reasons.push(reason);
  }
  return reasons;
}

function closedGate(facts: CoverageFacts, { scope, measure, bound }: Threshold, minLines: number): string | undefined {
  const where = scope === "" ? "" : `${scope}: `;
  if (measure === "drop") {
    const fall = -(facts.delta ?? 0);
    if (fall <= bound) return undefined;
    return `${where}line coverage fell by ${fall} points against the baseline, at most ${bound} is allowed`;
  }
  if (measure === "patch") {
    // A change without code has nothing to cover; where the change is not known a problem says why.
    const value = facts.patch && facts.patch.total >= minLines ? percent(facts.patch) : undefined;
    if (value === undefined || value >= bound) return undefined;
    return `${where}${value} % of the changed lines covered, at least ${bound} % asked for`;
  }
  const value = facts.coverage && percent(facts.coverage[measure]);
  if (value === undefined) return `${where}no coverage of ${measure} in the reports, at least ${bound} % asked for`;
  return value < bound ? `${where}${value} % of ${measure} covered, at least ${bound} % asked for` : undefined;
}
