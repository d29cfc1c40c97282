import { CountTable } from "./count-table.ts";
import type { Ratio } from "./ratio.ts";

/** Where a statement, or a block of several, stands in its file: from line and column to line and column. */
export type Place = readonly [fromLine: number, fromColumn: number, toLine: number, toColumn: number];

/** Numbers of a row: those of the place, how many statements stand there, and their hits. */
const ROW = 6;

/**
 * Statements by the place where they stand; only of the formats that tell of them (Go, istanbul). Two reports of one
 * file are joined by it, since numbers and order of statements differ between runs.
 */
export class StatementHits {
  readonly #table = new CountTable(ROW - 1);

  /** Adds hits to the statements (one or several that run together) of a place. */
  add(place: Place, count: number, hits: number): void {
    this.#table.add(...place, count, hits);
  }

  /** Adds many: of each what `add` takes, one number after the other. The array may be kept as it is. */
  addAll(rows: Uint32Array): void {
    this.#table.addAll(rows);
  }

  /** Each place as `from.column,to.column`, with the number of its statements and how often they ran. */
  *entries(): Generator<[place: string, count: number, hits: number]> {
    const rows = this.#table.rows();
    for (let at = 0; at < rows.length; at += ROW) {
      const place = `${rows[at]}.${rows[at + 1]},${rows[at + 2]}.${rows[at + 3]}`;
      yield [place, rows[at + 4] as number, rows[at + 5] as number];
    }
  }

  get ratio(): Ratio {
    const rows = this.#table.rows();
    const ratio = { covered: 0, total: 0 };
    for (let at = 0; at < rows.length; at += ROW) {
      const count = rows[at + 4] as number;
      ratio.total += count;
      if ((rows[at + 5] as number) > 0) ratio.covered += count;
    }
    return ratio;
  }
}

/** The place that `from.column,to.column` names; undefined where the text is none. */
export function placeOf(text: string): Place | undefined {
  const [, ...numbers] = /^(\d{1,10})\.(\d{1,10}),(\d{1,10})\.(\d{1,10})$/.exec(text) ?? [];
  return numbers.length === 4 ? (numbers.map(Number) as unknown as Place) : undefined;
}
