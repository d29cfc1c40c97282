import type { State } from "../model/test-results.ts";
import { durationIn, type Ledger, type PastRun, stateIn } from "./ledger.ts";

/** What the last runs say of one test. */
export interface Trend {
  title: string;
  file: string;
  /** Runs that had it and did not skip it, the present one too. */
  runs: number;
  /** In how many of them it failed. */
  failed: number;
  /** In how many commits it both failed and passed: in one run that tried again, or in several runs. */
  flakyCommits: number;
}

/** A test that takes longer than it did. */
export interface Slower {
  title: string;
  /** Milliseconds: the median of the earlier runs, and now. */
  before: number;
  now: number;
}

/** What the last runs say. */
export interface Trends {
  /** How many runs there are, the present one too. */
  runs: number;
  /** Tests that failed and passed on one commit, those of most commits first. */
  flaky: Trend[];
  /** Tests that fail without being flaky, the most often first. */
  failing: Trend[];
  slower: Slower[];
  /** The last runs, the oldest first: for a picture. */
  line: {
    sha: string;
    tests: number;
    failed: number;
    duration: number;
    lines: { covered: number; total: number } | undefined;
  }[];
}

const SHOWN = 50;
/** A test is slower from half as much again, and a tenth of a second: less is the machine's mood. */
const SLOWER = { factor: 1.5, milliseconds: 100, runs: 3 };

/** Looks through the runs of a ledger, the newest of which is the present one. */
export function trendsOf(ledger: Ledger): Trends {
  const flaky: Trend[] = [];
  const failing: Trend[] = [];
  const slower: Slower[] = [];
  const [now, ...earlier] = ledger.runs;
  for (const [index, name] of ledger.names.entries()) {
    const [title = "", file = ""] = name.split("\t");
    const trend = trendOf(ledger.runs, index, { title, file });
    if (trend.flakyCommits > 0) flaky.push(trend);
    else if (trend.failed > 0) failing.push(trend);
    const took = now && durationIn(now, index);
    if (took === undefined || stateIn(now as PastRun, index) === "skipped") continue;
    const before = earlier.map((run) => durationIn(run, index)).filter((value) => value !== undefined);
    const usual = median(before);
    if (usual === undefined || before.length < SLOWER.runs) continue;
    if (took > usual * SLOWER.factor && took > usual + SLOWER.milliseconds)
      slower.push({ title, before: usual, now: took });
  }
  flaky.sort((a, b) => b.flakyCommits - a.flakyCommits || b.failed / b.runs - a.failed / a.runs);
  failing.sort((a, b) => b.failed / b.runs - a.failed / a.runs);
  slower.sort((a, b) => b.now - b.before - (a.now - a.before));
  return {
    runs: ledger.runs.length,
    flaky: flaky.slice(0, SHOWN),
    failing: failing.slice(0, SHOWN),
    slower: slower.slice(0, SHOWN),
    line: ledger.runs
      .map(({ sha, counts, coverage }) => ({
        sha,
        tests: counts.tests,
        failed: counts.failed,
        duration: counts.duration,
        lines: coverage?.lines,
      }))
      .reverse(),
  };
}

function trendOf(runs: readonly PastRun[], index: number, test: { title: string; file: string }): Trend {
  const trend: Trend = { ...test, runs: 0, failed: 0, flakyCommits: 0 };
  const commits = new Map<string, Set<State>>();
  for (const run of runs) {
    const state = stateIn(run, index);
    if (state === undefined || state === "skipped") continue;
    trend.runs++;
    if (state === "failed" || state === "error") trend.failed++;
    const states = commits.get(run.sha) ?? new Set();
    commits.set(run.sha, states.add(state));
  }
  for (const states of commits.values()) {
    const both = states.has("passed") && (states.has("failed") || states.has("error"));
    if (states.has("flaky") || both) trend.flakyCommits++;
  }
  return trend;
}

/** The middle one of some numbers; undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle];
  return sorted.length === 0 ? undefined : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
