import type { RecordedTest } from "../history/recorder.ts";
import type { Coverage, FileCoverage } from "../model/coverage.ts";
import { placeOf } from "../model/statement-hits.ts";
import {
  type CaseRun,
  type Failure,
  keyOf,
  LIMITS,
  type Property,
  STATES,
  type State,
  type TestCase,
} from "../model/test-results.ts";
import type { ChangedLines, Stretch } from "../patch/changed-lines.ts";
import { list, number, record, string } from "../reading/json.ts";

/** Which part of the tests a shard ran. */
export interface ShardFacts {
  readonly index: number;
  readonly total: number;
  /** Of all files and how they were dealt out: shards that were cut alike have the same. */
  readonly digest: string;
}

/**
 * What one leg (a shard, a part of a matrix, a fork's run) leaves for the run that reports on all of them. It is data
 * only: whoever reads it checks it and writes the report anew, so nobody's Markdown is ever posted.
 */
export interface RunData {
  /** Name of the leg; `""` where it has none. */
  readonly leg: string;
  readonly sha: string;
  readonly at: number;
  readonly exitCode: number | undefined;
  /** What was missing or broken there, a sentence each. */
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
  readonly shard: ShardFacts | undefined;
  /** Undefined where no report of tests was read. */
  readonly tests: readonly CaseRun[] | undefined;
  /** What its reports say of suites, with the name of each. */
  readonly properties: readonly (readonly [suite: string, Property])[];
  /** Writes its coverage into another; undefined where there was none. */
  readonly coverage: ((into: Coverage) => void) | undefined;
  /** The lines that the change adds or alters, where they are known. */
  readonly changed: ChangedLines | undefined;
  /** How many tests it ran that are not in the data, since there are too many. */
  readonly missing: number;
}

/** What a run's data are made from. */
export interface DataFacts extends Omit<RunData, "tests" | "coverage" | "missing"> {
  readonly tests: readonly RecordedTest[] | undefined;
  /** Tests with more to tell: failed, flaky, skipped. */
  readonly details: readonly TestCase[];
  readonly coverage: Coverage | undefined;
  readonly missing: number;
}

const KIND = "quayside-test-data";
/** Bounds for what another run may hand over. */
const MOST = { tests: 100_000, files: 20_000, lines: 1_000_000, texts: 200, text: 2000, changed: 5000 } as const;

/** The data of a run as JSON. */
export function writeRunData(facts: DataFacts): string {
  const { tests, details, coverage, changed, ...rest } = facts;
  return JSON.stringify({
    version: 1,
    kind: KIND,
    ...rest,
    ...(tests ? { tests: tests.map((test) => rowOf(test)), details: details.slice(0, 3000).map(detailOf) } : {}),
    ...(coverage
      ? { coverage: [...coverage.files].slice(0, MOST.files).map(([path, file]) => [path, fileOf(file)]) }
      : {}),
    ...(changed ? { changed: [...changed].slice(0, MOST.changed) } : {}),
  });
}

function rowOf({ suites, className, name, file, state, duration }: RecordedTest): unknown[] {
  return [
    suites,
    className,
    name,
    file ?? null,
    STATES.indexOf(state),
    duration === undefined ? null : Math.round(duration),
  ];
}

function detailOf({ report: _report, duration: _duration, ...test }: TestCase): object {
  return test;
}

function fileOf(file: FileCoverage): object {
  const { lines, branches, functions, statements, mcdc } = file;
  return Object.fromEntries(
    Object.entries({
      l: [...lines.entries()].flat(),
      b: Array.from(branches.entries(), ([line, taken]) => {
        const missing = branches.missingOf(line);
        return missing ? [line, 2, taken.length, ...missing] : [line, branches.knows(line) ? 1 : 0, ...taken];
      }),
      f: Array.from(functions.all(), ({ name, line, hits }) => [name, line, hits]),
      s: [...statements.entries()],
      m: [...mcdc.entries()].flat(),
    }).filter(([name, all]) => name === "l" || all.length > 0),
  );
}

/**
 * Reads the data of a run from parsed JSON. They may come from a fork, so each value is checked and bounded, and paths
 * that lead out of the repository are dropped. Throws an Error that says what is wrong where it is no such data.
 */
export function readRunData(value: unknown): RunData {
  const raw = record(value);
  if (raw.kind !== KIND) throw new Error("it is no data.json of this action");
  if (raw.version !== 1)
    throw new Error(`it is data of version ${String(raw.version).slice(0, 20)}, and 1 is known here`);
  if (!/^[0-9a-f]{7,64}$/.test(string(raw.sha))) throw new Error("it names no commit");
  const details = new Map(list(raw.details).slice(0, 3000).flatMap(readDetail));
  const shard = record(raw.shard);
  return {
    leg: text(raw.leg),
    sha: string(raw.sha),
    at: number(raw.at) ?? 0,
    exitCode: number(raw.exitCode),
    problems: texts(raw.problems),
    remarks: texts(raw.remarks),
    shard:
      raw.shard === undefined
        ? undefined
        : { index: number(shard.index) ?? 0, total: number(shard.total) ?? 0, digest: text(shard.digest) },
    tests: Array.isArray(raw.tests)
      ? raw.tests.slice(0, MOST.tests).flatMap((row) => readRow(list(row), details))
      : undefined,
    properties: list(raw.properties)
      .slice(0, LIMITS.allProperties)
      .flatMap((entry) => {
        const [suite, property] = list(entry);
        return readProperty(property).map((one) => [text(suite), one] as const);
      }),
    coverage: Array.isArray(raw.coverage) ? (into) => readCoverage(raw.coverage, into) : undefined,
    changed: Array.isArray(raw.changed) ? readChanged(raw.changed) : undefined,
    missing: number(raw.missing) ?? 0,
  };
}

function readRow(row: readonly unknown[], details: ReadonlyMap<string, CaseRun>): CaseRun[] {
  const state = STATES[number(row[4]) ?? -1];
  if (state === undefined || typeof row[2] !== "string") return [];
  const test = {
    suites: list(row[0]).slice(0, 50).map(string),
    className: string(row[1]),
    name: row[2],
    state,
    duration: number(row[5]),
    file: typeof row[3] === "string" ? row[3] : undefined,
    failures: [],
  };
  const more = details.get(keyOf(test));
  return [more ? { ...more, state, duration: test.duration } : test];
}

function readDetail(value: unknown): [string, CaseRun][] {
  const raw = record(value);
  if (typeof raw.name !== "string") return [];
  const test: CaseRun = {
    suites: list(raw.suites).slice(0, 50).map(string),
    className: string(raw.className),
    name: raw.name,
    state: "passed" as State,
    file: typeof raw.file === "string" ? raw.file : undefined,
    line: whole(raw.line),
    reason: typeof raw.reason === "string" ? raw.reason : undefined,
    output: typeof raw.output === "string" ? raw.output : undefined,
    failures: list(raw.failures).slice(0, 20).map(readFailure),
    ...(Array.isArray(raw.properties)
      ? { properties: raw.properties.slice(0, LIMITS.properties).flatMap(readProperty) }
      : {}),
  };
  return [[keyOf(test), test]];
}

function readProperty(value: unknown): Property[] {
  const [name, content] = list(value);
  return typeof name === "string" && typeof content === "string" ? [[name, content]] : [];
}

function readFailure(value: unknown): Failure {
  const raw = record(value);
  return {
    kind: raw.kind === "error" ? "error" : "failure",
    type: string(raw.type),
    message: string(raw.message),
    details: string(raw.details),
  };
}

function readCoverage(raw: unknown, into: Coverage): void {
  for (const entry of list(raw).slice(0, MOST.files)) {
    const [path, value] = list(entry);
    const clean = insidePath(path);
    if (clean === undefined) continue;
    const file = into.file(clean);
    const { l, b, f, s, m } = record(value);
    const flat = list(l).slice(0, 2 * MOST.lines);
    for (let at = 0; at + 1 < flat.length; at += 2) {
      const [line, hits] = [whole(flat[at]), number(flat[at + 1])];
      if (line !== undefined && hits !== undefined) file.lines.add(line, hits);
    }
    const branches = file.branches.inOrder();
    for (const branch of list(b).slice(0, MOST.lines)) {
      const [first, known, ...ways] = list(branch).slice(0, 1000);
      const line = whole(first);
      if (line === undefined) continue;
      const taken = ways.map((way) => number(way) ?? 0);
      const [total = 0, ...missing] = taken;
      const all = Math.min(total, 1000);
      if (known === 1) for (const way of taken) branches.add(line, way);
      else if (known === 2) file.branches.addCount(line, Math.max(0, all - missing.length), all, missing);
      else file.branches.addCount(line, taken.filter((way) => way > 0).length, taken.length);
    }
    for (const one of list(f).slice(0, MOST.lines)) {
      const [name, line, hits] = list(one);
      if (typeof name === "string") file.functions.add(name.slice(0, MOST.text), number(line) ?? 0, number(hits) ?? 0);
    }
    for (const one of list(s).slice(0, MOST.lines)) {
      const [place, count, hits] = list(one);
      const numbers = typeof place === "string" ? placeOf(place) : undefined;
      if (numbers) file.statements.add(numbers, number(count) ?? 0, number(hits) ?? 0);
    }
    const conditions = list(m).slice(0, 3 * MOST.lines);
    for (let at = 0; at + 2 < conditions.length; at += 3) {
      const [line, place] = [whole(conditions[at]), number(conditions[at + 1])];
      const times = number(conditions[at + 2]);
      if (line !== undefined && place !== undefined && times !== undefined) file.mcdc.add(line, place, times);
    }
  }
}

function readChanged(raw: readonly unknown[]): ChangedLines {
  const changed = new Map<string, Stretch[]>();
  for (const entry of raw.slice(0, MOST.changed)) {
    const [path, stretches] = list(entry);
    const clean = insidePath(path);
    if (clean === undefined) continue;
    const read = list(stretches).flatMap((stretch): Stretch[] => {
      const [from, to] = list(stretch).map(whole);
      return from !== undefined && to !== undefined && from <= to ? [[from, to]] : [];
    });
    changed.set(
      clean,
      read.sort((a, b) => a[0] - b[0]),
    );
  }
  return changed;
}

/** A path that stays in the repository, or undefined. */
function insidePath(path: unknown): string | undefined {
  if (typeof path !== "string" || path === "" || path.length > 1000) return undefined;
  const unixy = path.replaceAll("\\", "/");
  return /^\/|^[A-Za-z]:|(^|\/)\.\.(\/|$)|\0/.test(unixy) ? undefined : unixy;
}

function whole(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value < 100_000_000 ? value : undefined;
}

function text(value: unknown): string {
  return string(value).slice(0, MOST.text);
}

function texts(value: unknown): string[] {
  return list(value).slice(0, MOST.texts).map(text);
}
