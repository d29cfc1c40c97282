import { detached } from "../model/detached.ts";
import type { Counts } from "../model/test-results.ts";
import { type CaseRun, STATES, type State, titleOf } from "../model/test-results.ts";

/** One test as the history knows it: which it is, how it ended, how long it took. */
export interface RecordedTest {
  readonly suites: readonly string[];
  readonly className: string;
  readonly name: string;
  readonly file?: string | undefined;
  state: State;
  /** Milliseconds of its longest run; undefined where no report says. */
  duration?: number | undefined;
}

/** Tests beyond these are not recorded, so that memory keeps a bound; the counts are exact all the same. */
export const RECORDED = 100_000;

/** Keeps every test of a run in short: what baseline, history, shards and other legs are told. */
export class TestRecorder {
  readonly #tests = new Map<string, RecordedTest>();
  readonly #limit: number;

  constructor(limit = RECORDED) {
    this.#limit = limit;
  }

  /** Adds one run of a test; of several the most severe state counts, as in the totals. */
  add(run: CaseRun): void {
    const { suites, className, name, file, state, duration } = run;
    const id = `${suites.join("\u0001")}\u0000${className}\u0000${name}\u0000${file ?? ""}`;
    const known = this.#tests.get(id);
    if (known) {
      if (STATES.indexOf(state) > STATES.indexOf(known.state)) known.state = state;
      if (duration !== undefined) known.duration = Math.max(duration, known.duration ?? 0);
      return;
    }
    if (this.#tests.size >= this.#limit) return;
    this.#tests.set(detached(id), {
      suites: suites.map(detached),
      className: detached(className),
      name: detached(name),
      file: file === undefined ? undefined : detached(file),
      state,
      duration,
    });
  }

  /** Sets what a test came to in the end, after it was tried again. */
  settle(test: Pick<CaseRun, "suites" | "className" | "name" | "file">, state: State): void {
    for (const known of this.#tests.values()) if (historyName(known) === historyName(test)) known.state = state;
  }

  tests(): RecordedTest[] {
    return [...this.#tests.values()];
  }

  /** How many of the counted tests are not here, since there are too many. */
  missing(counts: Counts): number {
    return Math.max(0, counts.tests - this.#tests.size);
  }
}

/** What a test is called in the history: its title, and its file where the report names one. */
export function historyName(test: Pick<RecordedTest, "suites" | "className" | "name" | "file">): string {
  return `${titleOf(test)}\t${test.file ?? ""}`;
}
