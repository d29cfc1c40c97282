import type { World } from "../../../toolkit/world.ts";
import type { Coverage } from "../model/coverage.ts";
import type { TestResults } from "../model/test-results.ts";
import type { Notes } from "../notes.ts";
import { type Comparison, compareRuns } from "./compare.ts";
import { type NewRun, type PastRun, withRun } from "./ledger.ts";
import type { TestRecorder } from "./recorder.ts";
import { baselineOf, type Memory } from "./remember.ts";
import { deltaOf, snapshot } from "./snapshot.ts";
import { type Trends, trendsOf } from "./trends.ts";

/** This run beside earlier ones. */
export interface Against {
  /** Undefined where there is nothing to remember: no commit is known, or no report of tests. */
  readonly now: NewRun | undefined;
  /** Undefined where there is no run to compare with, or this one is not whole. */
  readonly comparison: Comparison | undefined;
  readonly trends: Trends | undefined;
  /** Change in points of the line coverage of a part; undefined where the earlier run had nothing of it. */
  deltaOf(scope: string, part: Coverage): number | undefined;
  /** Whether there is a run to compare with. */
  readonly hasBase: boolean;
}

/** What it is found from. */
export interface RunFacts {
  readonly sha: string | undefined;
  /** Undefined where no report told of tests. */
  readonly results: TestResults | undefined;
  readonly recorder: TestRecorder;
  readonly coverage: Coverage | undefined;
  /** Line coverage of flags and legs. */
  readonly parts: Parameters<typeof snapshot>[1]["parts"];
  /** Whether every report and leg is there. */
  readonly complete: boolean;
  /** Whether it is a shard alone, which is compared with nothing. */
  readonly partial: boolean;
}

/**
 * Compares this run with the nearest earlier one that is remembered. That the history cannot be read is a problem where
 * a gate needs it (`gated`), else a part that is missing.
 */
export async function againstEarlier(
  world: World,
  facts: RunFacts,
  memory: Memory,
  rules: { readonly bases: readonly string[]; readonly history: number; readonly gated: boolean },
  { problems, remarks, missing }: Notes,
): Promise<Against> {
  const { sha, results, partial } = facts;
  const { ledger } = memory;
  const complete = facts.complete && !partial;
  const now = sha === undefined || !results ? undefined : snapshot(world, { ...facts, sha, results, complete });
  if (memory.problem !== undefined)
    (rules.gated ? problems : missing).push(`the history of earlier runs: ${memory.problem}`);
  const base: PastRun | undefined =
    now && ledger && complete ? await baselineOf(world, ledger, rules.bases, remarks) : undefined;
  const comparison = now && base && ledger ? compareRuns(ledger, base, now) : undefined;
  if (memory.store && !comparison && memory.problem === undefined && !partial) {
    if (!complete) missing.push("the comparison with an earlier run: this run is not whole");
    else remarks.push("no earlier run is stored that this one can be compared with, so nothing was compared");
  }
  return {
    now,
    comparison,
    trends: now && ledger && !partial ? trendsOf(withRun(ledger, now, rules.history)) : undefined,
    deltaOf: (scope, part) => base && ledger && deltaOf(scope, part.totals().lines, base, ledger),
    hasBase: base !== undefined,
  };
}
