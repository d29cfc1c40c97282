import { CountTable } from "./count-table.ts";

/** No source file is longer; such a number is rubbish. */
export const LINE_LIMIT = 50_000_000;

/** Lines with code and how often each ran, in 8 bytes a line. */
export class LineHits {
  readonly #table = new CountTable(1);

  /** Adds hits to a line (from 1). A number that no line has is passed over. */
  add(line: number, hits: number): void {
    if (line >= 1 && line <= LINE_LIMIT) this.#table.add(line, hits);
  }

  /** Adds several lines, each a number that a line can have, then its hits; the array may be kept as it is. */
  addAll(rows: Uint32Array): void {
    this.#table.addAll(rows);
  }

  /** Number of different lines. */
  get size(): number {
    return this.#table.size;
  }

  /** Lines that ran. */
  get covered(): number {
    return this.#table.covered;
  }

  /** How often a line ran; undefined where it has no code. */
  get(line: number): number | undefined {
    return this.#table.get(line);
  }

  /** Every line with its hits, in order. */
  *entries(): Generator<[line: number, hits: number]> {
    const rows = this.#table.rows();
    for (let at = 0; at < rows.length; at += 2) yield [rows[at] as number, rows[at + 1] as number];
  }
}
