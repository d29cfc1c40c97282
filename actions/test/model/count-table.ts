/** The highest count; what was counted more often is kept as this. */
export const MOST_HITS = 0xffffffff;

/**
 * How often each of many things was hit, in four bytes a number, since a report may tell of millions: rows of the
 * numbers that make up the key of each, and its hits. What has the same key is added up. What is added in one array is
 * kept as it is until somebody asks, and then put into the order of the keys.
 */
export class CountTable {
  /** Numbers of a row: those of the key, and the hits. */
  readonly #width: number;
  #numbers: Uint32Array = NONE;
  /** Rows that are there. */
  #size = 0;
  /** How many rows from the beginning are in order and without doubles. */
  #settled = 0;

  /** A table whose keys are `keys` numbers each, from 0 to 2³²-1. */
  constructor(keys: number) {
    this.#width = keys + 1;
  }

  /** Adds one row: the numbers of its key, then its hits. */
  add(...row: readonly number[]): void {
    if (this.#size * this.#width === this.#numbers.length) this.#makeRoom();
    const at = this.#size++;
    for (let column = 0; column < this.#width; column++) {
      this.#numbers[at * this.#width + column] = Math.min(row[column] as number, MOST_HITS);
    }
    if (this.#settled === at && (at === 0 || this.#compare(at - 1, at) < 0)) this.#settled++;
  }

  /** Adds many rows, one after the other. The array may be kept as it is. */
  addAll(numbers: Uint32Array): void {
    const [width, rows] = [this.#width, numbers.length / this.#width];
    if (this.#size > 0) {
      for (let row = 0; row < rows; row++) this.add(...numbers.subarray(row * width, (row + 1) * width));
      return;
    }
    this.#numbers = numbers;
    this.#size = rows;
    let settled = Math.min(1, rows);
    while (settled < rows && this.#compare(settled - 1, settled) < 0) settled++;
    this.#settled = settled;
  }

  /** Number of different keys. */
  get size(): number {
    this.#settle();
    return this.#size;
  }

  /** Keys that were hit. */
  get covered(): number {
    const numbers = this.rows();
    let covered = 0;
    for (let at = this.#width - 1; at < numbers.length; at += this.#width) if ((numbers[at] as number) > 0) covered++;
    return covered;
  }

  /** How often the first row whose key begins with this number was hit; undefined where there is none. */
  get(first: number): number | undefined {
    this.#settle();
    const [numbers, width] = [this.#numbers, this.#width];
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[middle * width] as number) < first) low = middle + 1;
      else high = middle;
    }
    return low < this.#size && numbers[low * width] === first ? numbers[(low + 1) * width - 1] : undefined;
  }

  /** The rows one after the other, in the order of their keys; valid until something is added. */
  rows(): Uint32Array {
    this.#settle();
    return this.#numbers.subarray(0, this.#size * this.#width);
  }

  #makeRoom(): void {
    // Merging many reports of one file must not grow with their number.
    if (this.#size >= 4 * Math.max(this.#settled, 16)) this.#settle();
    if (this.#size * this.#width * 2 < this.#numbers.length) return;
    const larger = new Uint32Array(Math.max(2 * this.#numbers.length, 16 * this.#width));
    larger.set(this.#numbers.subarray(0, this.#size * this.#width));
    this.#numbers = larger;
  }

  /** The order of two rows by their keys: below 0 where the first one comes first, 0 where they are the same. */
  #compare(one: number, other: number): number {
    const [numbers, width] = [this.#numbers, this.#width];
    for (let column = 0; column < width - 1; column++) {
      const difference = (numbers[one * width + column] as number) - (numbers[other * width + column] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #settle(): void {
    if (this.#settled === this.#size) return;
    const width = this.#width;
    const order = Uint32Array.from({ length: this.#size }, (_, row) => row).sort((a, b) => this.#compare(a, b));
    const sorted = new Uint32Array(this.#numbers.length);
    let end = 0;
    let last: number | undefined;
    for (const row of order) {
      if (last !== undefined && this.#compare(last, row) === 0) {
        const hits = (sorted[end - 1] as number) + (this.#numbers[(row + 1) * width - 1] as number);
        sorted[end - 1] = Math.min(hits, MOST_HITS);
        continue;
      }
      for (let column = 0; column < width; column++) sorted[end++] = this.#numbers[row * width + column] as number;
      last = row;
    }
    // No more room than is needed: as a rule nothing else comes.
    this.#numbers = end < sorted.length ? sorted.slice(0, end) : sorted;
    this.#size = end / width;
    this.#settled = this.#size;
  }
}

const NONE = new Uint32Array(0);
