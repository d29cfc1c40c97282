import { CountTable } from "./count-table.ts";
import type { Ratio } from "./ratio.ts";

/** Most conditions that one decision may have: compilers stop far below it. */
const MOST = 0x7fff;

/**
 * Conditions of decisions (MC/DC): of each condition, whether the outcome of its decision was seen to hang on it where
 * it was true, and where it was false. These are two things to be covered (geninfo(1), "MCDC").
 */
export class ConditionHits {
  readonly #table = new CountTable(2);

  /** Adds many: of each its line, its place, and how often it was seen. The array may be kept as it is. */
  addAll(rows: Uint32Array): void {
    this.#table.addAll(rows);
  }

  /** Adds one by its line and the place that `conditionPlace` makes. */
  add(line: number, place: number, times: number): void {
    this.#table.add(line, place, times);
  }

  /** Each with its line, its place, and how often it was seen. */
  *entries(): Generator<[line: number, place: number, times: number]> {
    const rows = this.#table.rows();
    for (let at = 0; at < rows.length; at += 3) {
      yield [rows[at] as number, rows[at + 1] as number, rows[at + 2] as number];
    }
  }

  get ratio(): Ratio {
    return { covered: this.#table.covered, total: this.#table.size };
  }
}

/**
 * One number for the place of a condition in its line: how many conditions its decision has, which of them it is
 * (from 0), and for which of its two values. Undefined where there is no such place.
 */
export function conditionPlace(size: number, index: number, sense: boolean): number | undefined {
  if (!(size >= 1 && size <= MOST && index >= 0 && index < size)) return undefined;
  return size * 0x10000 + index * 2 + Number(sense);
}
