import type { CaseRun } from "../model/test-results.ts";

/** Clocks of two machines may differ by this much. */
const CLOCKS = 10 * 60_000;
/** A time without a zone is that of the machine that wrote it, which may be anywhere. */
const ZONES = 26 * 3600_000;
const DAY = 24 * 3600_000;

/**
 * Looks at what a report says for what will be missed or misleads later, though nothing of it is broken. There are three
 * levels: a problem fails the step, a remark is a thing that cannot be, a hint is a thing that could be better.
 */
export class ReportCheck {
  readonly #now: number;
  #tests = 0;
  #untimed = 0;
  #twice = 0;
  #example = "";
  #last: { time: number; text: string; zone: boolean } | undefined;

  /** `now` is in milliseconds since 1970. */
  constructor(now: number) {
    this.#now = now;
  }

  /** Sees a run of a test; `again` where the same report told of the test before. */
  test(run: CaseRun, again: boolean): void {
    if (run.state !== "skipped") {
      this.#tests++;
      if (run.duration === undefined) this.#untimed++;
    }
    if (again && ++this.#twice === 1) this.#example = run.name;
  }

  /** Sees when something was run or written: a date as text, or seconds or milliseconds since 1970. */
  when(written: unknown): void {
    const text = String(written).slice(0, 40);
    const number = Number(text);
    const time = number > 0 ? (number < 1e11 ? number * 1000 : number) : Date.parse(text);
    if (!(time > 0)) return;
    const zone = number > 0 || /(z|[+-]\d\d:?\d\d)$/i.test(text.trim());
    if (!this.#last || time > this.#last.time) this.#last = { time, text, zone };
  }

  /** What cannot be. */
  remarks(): string[] {
    const last = this.#last;
    if (!last || last.time <= this.#now + (last.zone ? CLOCKS : ZONES)) return [];
    return [`it says that it was written at ${last.text}, which has not come yet`];
  }

  /** What could be better. `timed` tells whether the format has times at all. */
  hints(timed: boolean): string[] {
    const hints: string[] = [];
    if (timed && this.#untimed > 0) {
      hints.push(
        `hint: ${this.#untimed} of ${this.#tests} tests that ran have no time; shards cannot be weighed by them`,
      );
    }
    if (this.#twice > 0) {
      hints.push(
        `hint: ${this.#twice} runs have the name of a test before them, such as "${this.#example.slice(0, 80)}"; they count as runs of that test`,
      );
    }
    const last = this.#last;
    if (last && last.time < this.#now - DAY - (last.zone ? 0 : ZONES)) {
      hints.push(`hint: it was written at ${last.text}, more than a day ago; is it a report of this run?`);
    }
    return hints;
  }
}
