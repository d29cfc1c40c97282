import { BrokenReport } from "../reading/input.ts";
import type { LineHits } from "./line-hits.ts";

/** How many lines may still come; a short report can name very many of them. */
export interface LineBudget {
  lines: number;
}

/**
 * Lines of one file that are told of as stretches which may overlap: a line ran as often as the stretch on it that ran
 * most often.
 */
export class Stretches {
  readonly #hits = new Map<number, number>();
  readonly #budgets: readonly LineBudget[];

  constructor(...budgets: readonly LineBudget[]) {
    this.#budgets = budgets;
  }

  /** Adds the lines from `from` to `to`. Throws a BrokenReport where a budget is used up. */
  add(from: number, to: number, hits: number): void {
    for (const budget of this.#budgets) {
      budget.lines -= Math.max(0, to - from + 1);
      if (budget.lines < 0) throw new BrokenReport("it tells of more lines than any program has");
    }
    for (let line = from; line <= to; line++) {
      const known = this.#hits.get(line);
      if (known === undefined || known < hits) this.#hits.set(line, hits);
    }
  }

  /** Adds what is known of each line to those of a file. */
  addTo(lines: LineHits): void {
    for (const [line, hits] of this.#hits) lines.add(line, hits);
  }
}
