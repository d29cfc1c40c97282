import { type CoverageTotals, MEASURES, type Measure, percent, type Ratio } from "../model/coverage.ts";
import { type Ledger, type NewRun, type PastRun, stateIn } from "./ledger.ts";

/** What changed against an earlier run. */
export interface Comparison {
  /** Commit of the run that is compared with. */
  sha: string;
  /** Tests by name; at most `SHOWN` each, the numbers beside them are exact. */
  added: Names;
  removed: Names;
  newlySkipped: Names;
  newlyFailed: Names;
  fixed: Names;
  /** Change of the sum of all durations, in milliseconds. */
  duration: number;
  /** Change in points of each measure that both runs have. */
  coverage: Partial<Record<Measure, number>>;
  /** Files whose line coverage changed, the greatest loss of covered lines first. */
  files: { path: string; before: Ratio | undefined; now: Ratio | undefined }[];
}

/** Some names and how many there are in all. */
export interface Names {
  count: number;
  names: string[];
}

const SHOWN = 100;

/**
 * The complete run that is nearest: that of the first of these commits that has one. `commits` are the present one's
 * ancestors, the nearest first.
 */
export function nearestRun(ledger: Ledger, commits: readonly string[]): PastRun | undefined {
  const complete = ledger.runs.filter((run) => run.complete);
  for (const sha of commits) {
    // The newest one of a commit comes first.
    const found = complete.find((run) => run.sha === sha);
    if (found) return found;
  }
  return undefined;
}

/** What the present run has that the earlier one had not, and the other way round. */
export function compareRuns(ledger: Ledger, before: PastRun, now: NewRun): Comparison {
  const groups = {
    added: new Collected(),
    removed: new Collected(),
    newlySkipped: new Collected(),
    newlyFailed: new Collected(),
    fixed: new Collected(),
  };
  const red = (state: string | undefined) => state === "failed" || state === "error";
  const known = new Set<string>();
  for (const [index, name] of ledger.names.entries()) {
    const was = stateIn(before, index);
    if (was === undefined) continue;
    known.add(name);
    const is = now.tests.get(name)?.state;
    if (is === undefined) groups.removed.add(name);
    else if (is === "skipped" && was !== "skipped") groups.newlySkipped.add(name);
    else if (red(is) && !red(was)) groups.newlyFailed.add(name);
    else if (red(was) && (is === "passed" || is === "flaky")) groups.fixed.add(name);
  }
  for (const name of now.tests.keys()) if (!known.has(name)) groups.added.add(name);
  const { added, removed, newlySkipped, newlyFailed, fixed } = groups;
  return {
    sha: before.sha,
    added: added.result(),
    removed: removed.result(),
    newlySkipped: newlySkipped.result(),
    newlyFailed: newlyFailed.result(),
    fixed: fixed.result(),
    duration: Math.round(now.counts.duration - before.counts.duration),
    coverage: now.coverage && before.coverage ? changes(before.coverage, now.coverage) : {},
    files: now.coverage && before.coverage ? changedFiles(ledger, before, now) : [],
  };
}

/** Change in points, in hundredths: between the two numbers that people see, so that the sum is right for them. */
export function pointsBetween(before: Ratio, now: Ratio): number | undefined {
  const [was, is] = [percent(before), percent(now)];
  return was === undefined || is === undefined ? undefined : Math.round((is - was) * 100) / 100;
}

function changes(before: CoverageTotals, now: CoverageTotals): Comparison["coverage"] {
  const result: Comparison["coverage"] = {};
  for (const measure of MEASURES) {
    const points = pointsBetween(before[measure], now[measure]);
    if (points !== undefined) result[measure] = points;
  }
  return result;
}

function changedFiles(ledger: Ledger, before: PastRun, now: NewRun): Comparison["files"] {
  const changed: Comparison["files"] = [];
  const earlier = new Map([...before.files].map(([index, lines]) => [ledger.paths[index] ?? "", lines]));
  for (const [path, lines] of now.files) {
    const was = earlier.get(path);
    if (!was || percent(was) !== percent(lines)) changed.push({ path, before: was, now: lines });
  }
  for (const [path, lines] of earlier) if (!now.files.has(path)) changed.push({ path, before: lines, now: undefined });
  const missed = (lines: Ratio | undefined) => (lines ? lines.total - lines.covered : 0);
  return changed.sort((a, b) => missed(b.now) - missed(b.before) - (missed(a.now) - missed(a.before))).slice(0, SHOWN);
}

class Collected {
  #count = 0;
  readonly #names: string[] = [];

  add(name: string): void {
    if (++this.#count <= SHOWN) this.#names.push(name.split("\t")[0] as string);
  }

  result(): Names {
    return { count: this.#count, names: this.#names };
  }
}
