import { plainText } from "../../../toolkit/log-text.ts";
import { detached } from "./detached.ts";
import { KEY_LIMITS, type KeyStart, KeyTable } from "./key-table.ts";

/**
 * How a test ended. `flaky`: it failed and passed when it was tried again; `error`: it broke before it could be
 * judged. The order is that of severity, which decides where several runs of one test differ.
 */
export const STATES = ["skipped", "passed", "flaky", "failed", "error"] as const;
export type State = (typeof STATES)[number];

const RANKS = Object.fromEntries(STATES.map((state, rank) => [state, rank])) as Record<State, number>;

/** One thing that went wrong in a test. */
export interface Failure {
  kind: "failure" | "error";
  /** Class of the error, such as `AssertionError`; `""` where the report does not say. */
  type: string;
  /** What was expected; one or a few lines. */
  message: string;
  /** Stack trace or difference, as the test runner wrote it. */
  details: string;
}

/** What a report says of a test or suite beside its result: a requirement, a ticket, the version of a machine. */
export type Property = readonly [name: string, value: string];

/** One run of one test as a report tells of it. */
export interface CaseRun {
  /** Names of the suites around it, the outermost first. */
  suites: readonly string[];
  className: string;
  name: string;
  state: State;
  /** Milliseconds; undefined where the report does not say, or says what cannot be. */
  duration?: number | undefined;
  /** Source file as the report writes it, and a line from 1. */
  file?: string | undefined;
  line?: number | undefined;
  /** Why it was skipped. */
  reason?: string | undefined;
  /** Of a flaky test those of the earlier tries. */
  failures: readonly Failure[];
  /** The end of what it printed. */
  output?: string | undefined;
  properties?: Property[] | undefined;
}

/** A test that somebody has to look at, with how often it ran. */
export interface TestCase extends CaseRun {
  /** Path of the report that told of it last. */
  report: string;
}

/** Numbers of tests. `tests` = `passed` + `failed` + `skipped`; a flaky test passed in the end and is in `passed` too. */
export interface Counts {
  tests: number;
  passed: number;
  failed: number;
  skipped: number;
  flaky: number;
  /** Runs, where the same test may count several times (several reports, parameters without a name). */
  runs: number;
  /** Sum of the runs' durations in milliseconds. */
  duration: number;
}

/** Numbers of one outermost suite. It counts runs. */
export interface SuiteCounts {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  duration: number;
  properties?: Property[];
}

/** All tests of a run, with the details of those that matter. */
export interface TestResults {
  counts: Counts;
  /** Failed and broken tests in the order of the reports; at most `LIMITS.details`. */
  failed: TestCase[];
  flaky: TestCase[];
  skipped: TestCase[];
  /** The slowest tests, the slowest first. */
  slowest: { title: string; duration: number }[];
  suites: SuiteCounts[];
}

/** The results of a run that told of no test. */
export const NO_TESTS: TestResults = {
  counts: { tests: 0, passed: 0, failed: 0, skipped: 0, flaky: 0, runs: 0, duration: 0 },
  failed: [],
  flaky: [],
  skipped: [],
  slowest: [],
  suites: [],
};

/** What is kept, so that memory does not grow with the size of a report. Numbers stay exact beyond it. */
export const LIMITS = {
  /** Tests of each kind whose details are kept. */
  details: 1000,
  suites: 5000,
  slowest: 20,
  name: 1000,
  message: 4000,
  trace: 12_000,
  output: 4000,
  failures: 20,
  /** Properties of a test, of a suite, and of all suites. */
  properties: 100,
  allProperties: 5000,
} as const;

/** Adds a property to a run, as long as there is room for more. */
export function addProperty(run: Pick<CaseRun, "properties">, name: string | undefined, value: string): void {
  if (name === undefined) return;
  run.properties ??= [];
  if (run.properties.length < LIMITS.properties) run.properties.push([name, value]);
}

const NO_SUITE = "(no suite)";

/** Reports that are told apart by a number of their own; it begins anew beyond them. */
const MARKS = KEY_LIMITS.mark;

/** What a reader of a test format writes to. */
export interface TestSink {
  add(run: CaseRun): void;
  /** A property of an outermost suite. */
  property?(suite: string, property: Property): void;
  /** A thing that is odd but no failure: a duration that cannot be, a suite that lists no test. */
  remark(text: string): void;
  /** When something in the report was run or written, as it says: a date, or seconds or milliseconds since 1970. */
  when?(written: unknown): void;
}

/** The name of a test for people: suites, class and name, without saying the same twice. */
export function titleOf(test: Pick<CaseRun, "suites" | "className" | "name">): string {
  const parts: string[] = [];
  for (const part of [...test.suites, test.className, test.name]) {
    const clean = cut(plainText(part), LIMITS.name).replace(/\s+/g, " ").trim();
    if (clean !== "" && clean !== parts.at(-1)) parts.push(clean);
  }
  // A class name that begins like the name of its suite says it again, as in pytest's and Surefire's reports.
  return parts.filter((part, index) => !repeats(parts[index + 1] ?? "", part)).join(" › ") || "(no name)";
}

/** Whether a text begins with the whole of another one: `a.b` and `a (1)` with `a`, and `ab` not. */
function repeats(text: string, start: string): boolean {
  return text.startsWith(start) && !/^[\p{L}\p{N}_]/u.test(text.slice(start.length, start.length + 2));
}

/** Collects the runs of all reports into one set of tests: the same test in several reports is one test. */
export class TestCollector {
  readonly #keys = new KeyTable();
  readonly #counts: Counts = { tests: 0, passed: 0, failed: 0, skipped: 0, flaky: 0, runs: 0, duration: 0 };
  readonly #details = new Map<number, TestCase>();
  readonly #kept = new Map<State, number>();
  readonly #suites = new Map<string, SuiteCounts>();
  #properties = 0;
  #slowest: { title: string; duration: number }[] = [];
  /** The report that is read, by a number from 1. */
  #report = { path: "", number: 0 };
  /** What the last run has in common with the next one, as a rule: runs of one suite follow each other. */
  #group: Group | undefined;

  /**
   * Adds one run of a test; `report` is the path of the file that tells of it. Returns whether that file has told of
   * the same test before.
   */
  add(run: CaseRun, report: string): boolean {
    if (report !== this.#report.path) this.#report = { path: report, number: (this.#report.number % MARKS) + 1 };
    const counts = this.#counts;
    counts.runs++;
    counts.duration += run.duration ?? 0;
    const group = this.#groupOf(run);
    addToSuite(group.suite, run);
    if (run.duration !== undefined) this.#addToSlowest(run, run.duration);
    const rank = RANKS[run.state];
    const { id, value, mark, fresh } = this.#keys.find(group.key, run.name);
    const more = fresh || rank > value;
    this.#keys.set(more ? rank : value, this.#report.number);
    if (more) {
      if (fresh) counts.tests++;
      else {
        this.#count(STATES[value] as State, -1);
        this.#forget(id);
      }
      this.#count(run.state, 1);
      if (run.state !== "passed") this.#remember(id, run, report);
    }
    return mark === this.#report.number;
  }

  /** Adds a property of an outermost suite; one that is known already, and more than a page can show, are left out. */
  addProperty(suite: string, [name, value]: Property): void {
    if (this.#properties >= LIMITS.allProperties) return;
    const known = this.#suiteOf(suite || NO_SUITE);
    known.properties ??= [];
    const property = [clean(name, LIMITS.name), clean(value, LIMITS.name)] as const;
    const again = known.properties.some(([other, text]) => other === property[0] && text === property[1]);
    if (again || known.properties.length >= LIMITS.properties) return;
    known.properties.push(property);
    this.#properties++;
  }

  results(): TestResults {
    const of = (...states: State[]) => [...this.#details.values()].filter((test) => states.includes(test.state));
    return {
      counts: { ...this.#counts },
      failed: of("failed", "error"),
      flaky: of("flaky"),
      skipped: of("skipped"),
      slowest: [...this.#slowest].sort((a, b) => b.duration - a.duration).slice(0, LIMITS.slowest),
      suites: [...this.#suites.values()],
    };
  }

  #count(state: State, by: 1 | -1): void {
    const counts = this.#counts;
    if (state === "skipped") counts.skipped += by;
    else if (state === "failed" || state === "error") counts.failed += by;
    else {
      counts.passed += by;
      if (state === "flaky") counts.flaky += by;
    }
  }

  // What makes two runs runs of the same test: suites, class, file and name.
  #groupOf({ suites, className, file = "" }: CaseRun): Group {
    const last = this.#group;
    if (last && last.suites === suites && last.className === className && last.file === file) return last;
    const key = this.#keys.start([...suites, "", className, file]);
    this.#group = { suites, className, file, key, suite: this.#suiteOf(suites[0] || className || NO_SUITE) };
    return this.#group;
  }

  #remember(entry: number, run: CaseRun, report: string): void {
    const kind = run.state === "error" ? "failed" : run.state;
    const kept = this.#kept.get(kind) ?? 0;
    if (kept >= LIMITS.details) return;
    this.#kept.set(kind, kept + 1);
    this.#details.set(entry, { ...trimmed(run), report });
  }

  #forget(entry: number): void {
    const test = this.#details.get(entry);
    if (!test) return;
    const kind = test.state === "error" ? "failed" : test.state;
    this.#kept.set(kind, (this.#kept.get(kind) ?? 1) - 1);
    this.#details.delete(entry);
  }

  #suiteOf(name: string): SuiteCounts {
    const known = this.#suites.get(name);
    if (known) return known;
    const room = this.#suites.size < LIMITS.suites;
    const key = room ? detached(name) : "";
    const shown = room ? cut(plainText(key), LIMITS.name) : "(further suites)";
    const suite = this.#suites.get(key) ?? { name: shown, passed: 0, failed: 0, skipped: 0, duration: 0 };
    this.#suites.set(key, suite);
    return suite;
  }

  #addToSlowest(run: CaseRun, duration: number): void {
    if (duration <= (this.#slowest[LIMITS.slowest - 1]?.duration ?? 0)) return;
    this.#slowest.push({ title: detached(titleOf(run)), duration });
    if (this.#slowest.length >= 2 * LIMITS.slowest) {
      this.#slowest = this.#slowest.sort((a, b) => b.duration - a.duration).slice(0, LIMITS.slowest);
    }
  }
}

/** What makes two runs runs of the same test, as a text; the key table knows the same without making one for each. */
export function keyOf(run: Pick<CaseRun, "suites" | "className" | "name" | "file">): string {
  return `${run.suites.join("\u0001")}\u0000${run.className}\u0000${run.name}\u0000${run.file ?? ""}`;
}

interface Group {
  suites: readonly string[];
  className: string;
  file: string;
  key: KeyStart;
  suite: SuiteCounts;
}

function addToSuite(suite: SuiteCounts, run: CaseRun): void {
  suite.duration += run.duration ?? 0;
  if (run.state === "skipped") suite.skipped++;
  else if (run.state === "failed" || run.state === "error") suite.failed++;
  else suite.passed++;
}

/** A text of at most `limit` characters: its first and last part, with a mark between. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = Math.ceil((limit * 2) / 3);
  return `${text.slice(0, head)} … ${text.slice(text.length - (limit - head))}`;
}

function clean(text: string, limit: number): string {
  return detached(cut(plainText(text), limit));
}

function trimmed(run: CaseRun): CaseRun {
  return {
    ...run,
    suites: run.suites.map((suite) => clean(suite, LIMITS.name)),
    className: clean(run.className, LIMITS.name),
    name: clean(run.name, LIMITS.name),
    reason: run.reason === undefined ? undefined : clean(run.reason, LIMITS.message),
    failures: run.failures.slice(0, LIMITS.failures).map((failure) => ({
      kind: failure.kind,
      type: clean(failure.type, LIMITS.name),
      message: clean(failure.message, LIMITS.message),
      details: clean(failure.details, LIMITS.trace),
    })),
    file: run.file === undefined ? undefined : clean(run.file, LIMITS.name),
    output: run.output === undefined ? undefined : detached(plainText(run.output).slice(-LIMITS.output)),
    ...(run.properties
      ? {
          properties: run.properties
            .slice(0, LIMITS.properties)
            .map(([name, value]) => [clean(name, LIMITS.name), clean(value, LIMITS.name)] as const),
        }
      : {}),
  };
}
