import { UserError } from "../../../toolkit/errors.ts";
import { type CoverageTotals, MEASURES, noCoverage, type Ratio } from "../model/coverage.ts";
import type { Counts, State } from "../model/test-results.ts";
import { list, number, record, string } from "../reading/json.ts";

/** How a test ended, a letter each: the history holds one for every test and run. */
const LETTERS: Readonly<Record<State, string>> = { passed: "p", failed: "f", error: "e", skipped: "s", flaky: "k" };
const STATES = new Map(Object.entries(LETTERS).map(([state, letter]) => [letter, state as State]));
/** A test that a run did not have. */
const ABSENT = "-";

/** One run as it is remembered. */
export interface PastRun {
  readonly sha: string;
  /** Wall time at its end, in milliseconds since the epoch. */
  readonly at: number;
  /** Tells runs of one commit apart: number and attempt on GitHub. */
  readonly id: string;
  /** Whether every leg and every report was there; nothing is compared with a run that was not. */
  readonly complete: boolean;
  readonly counts: Pick<Counts, "tests" | "passed" | "failed" | "skipped" | "flaky" | "duration">;
  /** Undefined where the run had no coverage. */
  readonly coverage: CoverageTotals | undefined;
  /** A letter for each name of the ledger. */
  readonly states: string;
  /** Milliseconds for each name of the ledger; -1 where none is known. */
  readonly durations: readonly number[];
  /** Covered and all lines by place in the ledger's paths. */
  readonly files: ReadonlyMap<number, Ratio>;
  /** Covered and all lines of flags and legs with thresholds of their own, which no path tells apart. */
  readonly parts: ReadonlyMap<string, Ratio>;
}

/** The last runs of a branch, the newest first. Names and paths are kept once, so that runs cost little. */
export interface Ledger {
  readonly names: readonly string[];
  readonly paths: readonly string[];
  readonly runs: readonly PastRun[];
}

/** What a run adds to the ledger. */
export interface NewRun extends Pick<PastRun, "sha" | "at" | "id" | "complete" | "counts" | "coverage" | "parts"> {
  readonly tests: ReadonlyMap<string, { state: State; duration: number | undefined }>;
  readonly files: ReadonlyMap<string, Ratio>;
}

export const emptyLedger: Ledger = { names: [], paths: [], runs: [] };

/** How the test at a place of the ledger's names ended in a run; undefined where the run did not have it. */
export function stateIn(run: PastRun, index: number): State | undefined {
  return STATES.get(run.states[index] ?? ABSENT);
}

/** Milliseconds of the test at a place of the ledger's names in a run; undefined where they are not known. */
export function durationIn(run: PastRun, index: number): number | undefined {
  const value = run.durations[index] ?? -1;
  return value < 0 ? undefined : value;
}

/**
 * The ledger with one run more and at most `keep` runs; what no run holds any more is forgotten. A run that is there
 * already (the same id) is replaced.
 */
export function withRun(ledger: Ledger, run: NewRun, keep: number): Ledger {
  const names = new Indexer();
  const paths = new Indexer();
  const states: string[] = [];
  const durations: number[] = [];
  for (const [name, { state, duration }] of run.tests) {
    names.add(name);
    states.push(LETTERS[state]);
    durations.push(duration === undefined ? -1 : Math.round(duration));
  }
  const files = new Map<number, Ratio>();
  for (const [path, lines] of run.files) files.set(paths.add(path), lines);
  const { sha, at, id, complete, counts, coverage, parts } = run;
  const fresh: PastRun = { sha, at, id, complete, counts, coverage, parts, states: states.join(""), durations, files };
  const older = ledger.runs.filter((one) => one.id !== id).slice(0, Math.max(0, keep - 1));
  return {
    runs: [fresh, ...older.map((one) => moved(one, ledger, names, paths))],
    names: names.texts,
    paths: paths.texts,
  };
}

/** Several copies of one ledger as one: two runs at the same time each wrote theirs without the other. */
export function joined(ledgers: readonly Ledger[], keep: number): Ledger {
  const [first, ...others] = ledgers;
  if (!first || others.length === 0) return first ?? emptyLedger;
  const names = new Indexer();
  const paths = new Indexer();
  const known = new Set<string>();
  const all: [PastRun, Ledger][] = [];
  for (const ledger of ledgers) {
    for (const run of ledger.runs) {
      if (!known.has(run.id)) all.push([run, ledger]);
      known.add(run.id);
    }
  }
  all.sort(([a], [b]) => b.at - a.at);
  const runs = all.slice(0, keep).map(([run, ledger]) => moved(run, ledger, names, paths));
  return { runs, names: names.texts, paths: paths.texts };
}

function moved(run: PastRun, from: Ledger, names: Indexer, paths: Indexer): PastRun {
  const states: string[] = [];
  const durations: number[] = [];
  for (let index = 0; index < run.states.length; index++) {
    const state = run.states[index] as string;
    if (state === ABSENT) continue;
    const at = names.add(from.names[index] ?? "");
    states[at] = state;
    durations[at] = run.durations[index] ?? -1;
  }
  return {
    ...run,
    states: Array.from(states, (state) => state ?? ABSENT).join(""),
    durations: Array.from(durations, (value) => value ?? -1),
    files: new Map([...run.files].map(([index, lines]) => [paths.add(from.paths[index] ?? ""), lines])),
  };
}

class Indexer {
  readonly texts: string[] = [];
  readonly #known = new Map<string, number>();

  add(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/** The ledger as the text that is stored. */
export function writeLedger({ names, paths, runs }: Ledger): string {
  const flat = runs.map(({ coverage, files, parts, ...run }) => ({
    ...run,
    ...(coverage ? { coverage } : {}),
    ...(parts.size > 0 ? { parts: [...parts].map(([name, { covered, total }]) => [name, covered, total]) } : {}),
    files: [...files].flatMap(([index, { covered, total }]) => [index, covered, total]),
  }));
  // A line for each run, so that a branch that holds it shows what was added.
  const lines = flat.map((run) => JSON.stringify(run)).join(",\n");
  return `{"version":1,"kind":"quayside-test-history","names":${JSON.stringify(names)},"paths":${JSON.stringify(paths)},"runs":[\n${lines}\n]}\n`;
}

/** Reads a stored ledger. Another run wrote it, so nothing in it is taken for granted. Throws a UserError. */
export function readLedger(text: string): Ledger {
  let raw: Readonly<Record<string, unknown>>;
  try {
    raw = record(JSON.parse(text));
  } catch {
    throw new UserError("the stored history is no whole JSON");
  }
  if (raw.version !== 1 || raw.kind !== "quayside-test-history") {
    throw new UserError("what is stored is no history of version 1");
  }
  const names = list(raw.names).map(string);
  const paths = list(raw.paths).map(string);
  const runs = list(raw.runs).flatMap((one) => readRun(record(one), names.length, paths.length));
  return { names, paths, runs };
}

function readRun(raw: Readonly<Record<string, unknown>>, names: number, paths: number): PastRun[] {
  const { sha, id } = raw;
  const at = number(raw.at);
  if (typeof sha !== "string" || typeof id !== "string" || at === undefined) return [];
  const counted = record(raw.counts);
  const count = (name: keyof PastRun["counts"]) => number(counted[name]) ?? 0;
  const files = new Map<number, Ratio>();
  const flat = list(raw.files);
  for (let place = 0; place + 2 < flat.length; place += 3) {
    const index = number(flat[place]);
    const lines = ratioOf(flat[place + 1], flat[place + 2]);
    if (index !== undefined && Number.isInteger(index) && index < paths && lines) files.set(index, lines);
  }
  const parts = new Map<string, Ratio>();
  for (const [name, covered, total] of list(raw.parts).map(list)) {
    const lines = ratioOf(covered, total);
    if (typeof name === "string" && lines) parts.set(name, lines);
  }
  return [
    {
      sha,
      id,
      at,
      complete: raw.complete === true,
      counts: {
        tests: count("tests"),
        passed: count("passed"),
        failed: count("failed"),
        skipped: count("skipped"),
        flaky: count("flaky"),
        duration: count("duration"),
      },
      coverage: totalsOf(raw.coverage),
      states: string(raw.states).slice(0, names),
      durations: list(raw.durations)
        .slice(0, names)
        .map((value) => number(value) ?? -1),
      files,
      parts,
    },
  ];
}

function ratioOf(...values: unknown[]): Ratio | undefined {
  const [covered, total] = values.map(number);
  return covered !== undefined && total !== undefined && covered <= total ? { covered, total } : undefined;
}

/** Totals of coverage from JSON; undefined where they hold no lines or cannot be. */
export function totalsOf(raw: unknown): CoverageTotals | undefined {
  const totals = noCoverage();
  for (const measure of MEASURES) {
    const part = record(record(raw)[measure]);
    const ratio = ratioOf(part.covered, part.total);
    if (ratio) totals[measure] = ratio;
    else if (measure === "lines") return undefined;
  }
  return totals;
}
