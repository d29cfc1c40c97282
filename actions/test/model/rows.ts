/** Numbers in the first and in the largest block of memory. */
const [FIRST, BLOCK] = [1024, 256 * 1024];

const NONE = new Uint32Array(0);

/**
 * Rows of numbers, one row for each of the many things that a report tells of a source file. What belongs to one file is
 * taken out as an array before the next one begins. The arrays share large blocks of memory: a report may tell of very
 * many files, and each with memory of its own would keep the collector busy. Nothing is copied but what goes over the
 * end of a block.
 */
export class Rows {
  #block = new Uint32Array(FIRST);
  /** Where the numbers of the file begin, and the place of the next one. */
  #start = 0;
  #end = 0;

  /** Adds a row of two numbers, each whole and from 0 to `MOST_HITS`. */
  pair(one: number, other: number): void {
    if (this.#end + 2 > this.#block.length) this.#next();
    this.#block[this.#end++] = one;
    this.#block[this.#end++] = other;
  }

  /** Adds a number of a row, whole and from 0 to `MOST_HITS`. */
  push(number: number): void {
    if (this.#end === this.#block.length) this.#next();
    this.#block[this.#end++] = number;
  }

  /** Numbers of the file, of all rows together. */
  get size(): number {
    return this.#end - this.#start;
  }

  /** The number at a place among those of the file. */
  at(index: number): number {
    return this.#block[this.#start + index] as number;
  }

  /** The numbers of the file, to be kept; the next file begins. */
  take(): Uint32Array {
    const taken = this.#end === this.#start ? NONE : this.#block.subarray(this.#start, this.#end);
    this.#start = this.#end;
    return taken;
  }

  /** Forgets the numbers of the file. */
  clear(): void {
    this.#end = this.#start;
  }

  #next(): void {
    const numbers = this.#block.subarray(this.#start, this.#end);
    this.#block = new Uint32Array(Math.max(Math.min(2 * this.#block.length, BLOCK), 2 * numbers.length));
    this.#block.set(numbers);
    [this.#start, this.#end] = [0, numbers.length];
  }
}
