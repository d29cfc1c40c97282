import type { Location } from "../../toolkit/runner.ts";
import { counted } from "../../toolkit/units.ts";
import { type CoverageFacts, closedGates } from "./gates.ts";
import type { Against } from "./history/against.ts";
import type { Legs } from "./legs/read-legs.ts";
import { type Coverage, type CoverageTotals, percent, type Ratio } from "./model/coverage.ts";
import { type TestCase, titleOf } from "./model/test-results.ts";
import type { Notes } from "./notes.ts";
import type { ChangedLines } from "./patch/changed-lines.ts";
import { patchCoverage } from "./patch/patch-coverage.ts";
import { failuresOf, quarantineOf, type TestReport } from "./report.ts";
import type { ShardPlan } from "./shards/plan-shard.ts";
import type { TestInputs } from "./spec.ts";
import type { Verdict } from "./verdict.ts";

/** All that was found out, of which the report is made. */
export interface ResultFacts {
  readonly verdict: Verdict;
  readonly coverage: Coverage | undefined;
  /** Coverage of the parts that have thresholds of their own, by scope. */
  readonly parts: ReadonlyMap<string, Coverage>;
  /** The lines of the change; undefined where they are not known. */
  readonly changed: ChangedLines | undefined;
  readonly against: Against;
  readonly plan: ShardPlan | undefined;
  readonly legs: Legs;
  /** Whether it is a shard alone. */
  readonly partial: boolean;
  /** Why the command did not end by itself. */
  readonly stopped: string | undefined;
  readonly exitCode: number | undefined;
  readonly sha: string | undefined;
  readonly files: readonly string[];
  readonly notes: Notes;
  readonly placeOf: (test: TestCase) => Location | undefined;
  readonly url: string;
}

type Gates = Pick<TestInputs, "thresholds" | "minTests" | "patchMinLines" | "failOn">;

/** The report: every reason for which the step fails, and all numbers. It may add remarks to the notes. */
export function resultOf(facts: ResultFacts, gates: Gates, redact: (text: string) => string): TestReport {
  const { verdict, coverage, changed, against, plan, legs, notes, sha, url } = facts;
  const { tests, counting, quarantine } = verdict;
  const totals = coverage?.totals();
  const patch = coverage && changed && patchCoverage(changed, coverage);
  const delta = against.comparison?.coverage.lines;
  const parts = new Map([...facts.parts].map(([scope, part]) => [scope, part.totals()]));
  const scopes = scopeFacts(facts, gates, wholeFacts(totals, patch?.lines, delta));
  const reasons = [
    ...(facts.stopped === undefined ? [] : [facts.stopped]),
    ...verdict.exitCodes,
    ...closedGates(
      { ...(tests ? { tests: tests.counts } : {}), held: quarantine.held.length, parts: scopes },
      // An idle shard, or one that is merged later, is no place to count.
      facts.partial ? { ...gates, minTests: 0, thresholds: [] } : gates,
    ),
    ...notes.problems,
  ];
  return {
    version: 1,
    outcome: reasons.length > 0 ? "failed" : "passed",
    reasons: reasons.map(redact),
    missing: notes.missing,
    ...(sha ? { sha } : {}),
    ...(facts.exitCode === undefined ? {} : { exitCode: facts.exitCode }),
    ...(verdict.tries > 0 ? { retries: verdict.tries } : {}),
    ...(tests && counting
      ? {
          counts: tests.counts,
          failures: failuresOf(counting.failed, facts.placeOf),
          flaky: tests.flaky.map(titleOf),
          quarantined: quarantineOf(quarantine),
          slowest: tests.slowest,
          suites: tests.suites,
        }
      : {}),
    ...(totals ? { coverage: totals } : {}),
    ...(parts.size > 0 ? { parts: Object.fromEntries(parts) } : {}),
    ...(patch ? { patch } : {}),
    ...(delta === undefined ? {} : { coverageDelta: delta }),
    ...(against.comparison ? { comparison: against.comparison } : {}),
    ...(against.trends ? { trends: against.trends } : {}),
    ...(plan ? { shard: plan.facts } : {}),
    ...(legs.legs.length > 0 ? { legs: legs.legs.map(legReport) } : {}),
    files: [...legs.files, ...facts.files],
    remarks: notes.remarks,
    durationMs: 0,
    ...(url === "" ? {} : { url }),
  };
}

/** What the gates look at: the whole, and each part that has a threshold of its own. */
function scopeFacts(facts: ResultFacts, gates: Gates, whole: CoverageFacts): Map<string, CoverageFacts> {
  const { parts, changed, against, notes } = facts;
  const scopes = new Map([["", whole]]);
  for (const [scope, part] of parts) {
    const delta = against.deltaOf(scope, part);
    const drop = gates.thresholds.some((one) => one.scope === scope && one.measure === "drop");
    if (against.hasBase && delta === undefined && drop) {
      notes.remarks.push(
        `the run that this one is compared with has no coverage of ${scope}, so its drop was not checked`,
      );
    }
    scopes.set(scope, wholeFacts(part.totals(), changed && patchCoverage(changed, part).lines, delta));
  }
  return scopes;
}

function wholeFacts(
  coverage: CoverageTotals | undefined,
  patch: Ratio | undefined,
  delta: number | undefined,
): CoverageFacts {
  return {
    ...(coverage ? { coverage } : {}),
    ...(patch ? { patch } : {}),
    ...(delta === undefined ? {} : { delta }),
  };
}

function legReport({ leg, tests, exitCode }: Legs["legs"][number]): NonNullable<TestReport["legs"]>[number] {
  return { name: leg, tests: tests?.length ?? 0, ...(exitCode === undefined ? {} : { exitCode }) };
}

/** The numbers of a report as lines for the log. */
export function numberLines({ counts, coverage, patch, coverageDelta, comparison }: TestReport): string[] {
  const lines: string[] = [];
  if (counts) {
    const flaky = counts.flaky > 0 ? ` (${counts.flaky} of them flaky)` : "";
    lines.push(
      `${counted(counts.tests, "test")}: ${counts.passed} passed${flaky}, ${counts.failed} failed, ${counts.skipped} skipped`,
    );
  }
  const covered = coverage && percent(coverage.lines);
  if (covered !== undefined) lines.push(`${covered} % of lines covered`);
  const changed = patch && percent(patch.lines);
  if (changed !== undefined) lines.push(`${changed} % of the changed lines covered`);
  if (coverageDelta !== undefined) {
    const sign = coverageDelta > 0 ? "+" : "";
    lines.push(`${sign}${coverageDelta} points of line coverage against ${comparison?.sha.slice(0, 10)}`);
  }
  return lines;
}

/** The numbers of a report as outputs of the step; without those that are not known. */
export function numberOutputs({ counts, coverage, patch, coverageDelta }: TestReport, held: number) {
  const [lines, changed] = [coverage && percent(coverage.lines), patch && percent(patch.lines)];
  return {
    ...(counts
      ? {
          tests: counts.tests,
          passed: counts.passed,
          failed: counts.failed,
          skipped: counts.skipped,
          flaky: counts.flaky,
          quarantined: held,
        }
      : {}),
    ...(lines === undefined ? {} : { coverage: lines }),
    ...(changed === undefined ? {} : { "coverage-patch": changed }),
    ...(coverageDelta === undefined ? {} : { "coverage-delta": coverageDelta }),
  };
}
