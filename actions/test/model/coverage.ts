/** A function of a source file. */
export interface FunctionCoverage {
  name: string;
  /** Line where it begins, from 1; 0 where the report does not say. */
  line: number;
  hits: number;
}

/** The ways out of one line's decisions. */
export interface BranchCoverage {
  /** How often each was taken, by its place in the order of the line. */
  taken: Map<string, number>;
  /** Whether it is known which were taken; where a report only has "1 of 2" it is not. */
  known: boolean;
}

/** Part and whole. */
export interface Ratio {
  covered: number;
  total: number;
}

/** What is counted. Every format has lines; the total of the others is 0 where no report tells of them. */
export const MEASURES = ["lines", "branches", "functions", "statements"] as const;
export type Measure = (typeof MEASURES)[number];

/** Part and whole of each measure. */
export type CoverageTotals = Record<Measure, Ratio>;

/** A total of nothing. */
export function noCoverage(): CoverageTotals {
  const none = () => ({ covered: 0, total: 0 });
  return { lines: none(), branches: none(), functions: none(), statements: none() };
}

/** Lines with code and how often each ran; compact, since a report may hold millions. */
export class LineHits {
  #lines = new Uint32Array(32);
  #hits = new Float64Array(32);
  #size = 0;
  /** Length of the part that is in order and without doubles. */
  #settled = 0;

  /** Adds hits to a line (from 1). */
  add(line: number, hits: number): void {
    if (this.#size === this.#lines.length) {
      // Merging many reports of one file must not grow with their number.
      if (this.#size >= 4 * Math.max(this.#settled, 16)) this.#settle();
      if (this.#size * 2 > this.#lines.length) this.#resize(this.#lines.length * 2);
    }
    const last = this.#size - 1;
    if (this.#settled === this.#size && (last < 0 || line > (this.#lines[last] as number))) this.#settled++;
    this.#lines[this.#size] = line;
    this.#hits[this.#size++] = hits;
  }

  /** Number of different lines. */
  get size(): number {
    this.#settle();
    return this.#size;
  }

  /** Lines that ran. */
  get covered(): number {
    this.#settle();
    let covered = 0;
    for (let index = 0; index < this.#size; index++) if ((this.#hits[index] as number) > 0) covered++;
    return covered;
  }

  /** How often a line ran; undefined where it has no code. */
  get(line: number): number | undefined {
    this.#settle();
    let low = 0;
    let high = this.#size - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#lines[middle] as number;
      if (found === line) return this.#hits[middle];
      if (found < line) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  /** Every line with its hits, in order. */
  *entries(): Generator<[line: number, hits: number]> {
    this.#settle();
    for (let index = 0; index < this.#size; index++) yield [this.#lines[index] as number, this.#hits[index] as number];
  }

  /** Gives back the memory that is not needed. */
  trim(): void {
    this.#settle();
    if (this.#lines.length > this.#size) this.#resize(this.#size);
  }

  #resize(capacity: number): void {
    const lines = new Uint32Array(Math.max(capacity, 1));
    const hits = new Float64Array(Math.max(capacity, 1));
    lines.set(this.#lines.subarray(0, this.#size));
    hits.set(this.#hits.subarray(0, this.#size));
    this.#lines = lines;
    this.#hits = hits;
  }

  #settle(): void {
    if (this.#settled === this.#size) return;
    const order = Array.from({ length: this.#size }, (_, index) => index).sort(
      (a, b) => (this.#lines[a] as number) - (this.#lines[b] as number),
    );
    const lines = new Uint32Array(this.#size);
    const hits = new Float64Array(this.#size);
    let size = 0;
    for (const index of order) {
      const line = this.#lines[index] as number;
      if (size === 0 || lines[size - 1] !== line) lines[size++] = line;
      hits[size - 1] = (hits[size - 1] as number) + (this.#hits[index] as number);
    }
    this.#lines = lines;
    this.#hits = hits;
    this.#size = size;
    this.#settled = size;
  }
}

/** Coverage of one source file. Whatever is added counts together with what is there already. */
export class FileCoverage {
  readonly lines = new LineHits();
  readonly branches = new Map<number, BranchCoverage>();
  readonly functions = new Map<string, FunctionCoverage>();
  /** Statements by the place where they stand; only of the formats that tell of them (Go, istanbul). */
  readonly statements = new Map<string, { count: number; hits: number }>();

  /**
   * Adds the branches of one telling of the file, each line's in their order. Tellings are joined by that order, since
   * the names and numbers that reports give to branches differ between formats and runs (geninfo(1), "BRDA").
   */
  branchesInOrder(): { add(line: number, taken: number): void } {
    const next = new Map<number, number>();
    return {
      add: (line, taken) => {
        const order = next.get(line) ?? 0;
        next.set(line, order + 1);
        this.#addBranch(line, String(order), taken);
      },
    };
  }

  #addBranch(line: number, name: string, taken: number): void {
    let branch = this.branches.get(line);
    if (!branch?.known) {
      // What is known of each branch can be joined with other reports; a bare count cannot, so it gives way.
      branch = { taken: new Map(), known: true };
      this.branches.set(line, branch);
    }
    branch.taken.set(name, (branch.taken.get(name) ?? 0) + taken);
  }

  /**
   * Adds a line of which only is known how many of its branches were taken. Two such counts cannot be joined branch
   * by branch, so the one with more branches is kept, then the one with more taken (as Jenkins's coverage model does).
   */
  addBranchCount(line: number, covered: number, total: number): void {
    const known = this.branches.get(line);
    if (known?.known) return;
    const knownCovered = known ? [...known.taken.values()].filter((taken) => taken > 0).length : 0;
    const more = !known || total > known.taken.size || (total === known.taken.size && covered > knownCovered);
    if (!more || total < 1) return;
    const taken = new Map<string, number>();
    for (let index = 0; index < total; index++) taken.set(String(index), index < covered ? 1 : 0);
    this.branches.set(line, { taken, known: false });
  }

  /** Adds hits to a function; it is known by its name and the line where it begins. */
  addFunction(name: string, line: number, hits: number): void {
    const key = `${line}:${name}`;
    const known = this.functions.get(key);
    if (known) known.hits += hits;
    else this.functions.set(key, { name, line, hits });
  }

  /** Adds hits to the statements (one or several that run together) of a place. */
  addStatements(place: string, count: number, hits: number): void {
    const known = this.statements.get(place);
    if (known) known.hits += hits;
    else this.statements.set(place, { count, hits });
  }

  totals(): CoverageTotals {
    const totals = noCoverage();
    totals.lines = { covered: this.lines.covered, total: this.lines.size };
    totals.functions.total = this.functions.size;
    for (const { count, hits } of this.statements.values()) {
      totals.statements.total += count;
      if (hits > 0) totals.statements.covered += count;
    }
    for (const branch of this.branches.values()) {
      totals.branches.total += branch.taken.size;
      for (const taken of branch.taken.values()) if (taken > 0) totals.branches.covered++;
    }
    for (const { hits } of this.functions.values()) if (hits > 0) totals.functions.covered++;
    return totals;
  }

  /** Lines that have code and did not run, as ranges from–to; lines without code between two of them are bridged. */
  uncovered(): [from: number, to: number][] {
    const ranges: [number, number][] = [];
    let open: [number, number] | undefined;
    for (const [line, hits] of this.lines.entries()) {
      if (hits > 0) open = undefined;
      else if (open) open[1] = line;
      else {
        open = [line, line];
        ranges.push(open);
      }
    }
    return ranges;
  }
}

/** Coverage of the whole project: files by their path relative to the repository, with forward slashes. */
export class Coverage {
  readonly files = new Map<string, FileCoverage>();

  /** The file of a path, made where it is not there yet. */
  file(path: string): FileCoverage {
    let file = this.files.get(path);
    if (!file) {
      file = new FileCoverage();
      this.files.set(path, file);
    }
    return file;
  }

  totals(): CoverageTotals {
    const sum = noCoverage();
    for (const file of this.files.values()) {
      const totals = file.totals();
      for (const measure of MEASURES) {
        sum[measure].covered += totals[measure].covered;
        sum[measure].total += totals[measure].total;
      }
    }
    return sum;
  }
}

/** What a reader of a coverage format writes to. */
export interface CoverageSink {
  /** The file of a path as the report writes it; `roots` are folders that the report says it may lie in. */
  file(path: string, roots?: readonly string[]): FileCoverage;
  remark(text: string): void;
}

/** Per cent in hundredths, cut and never rounded up: 99.999 is not yet 100. Undefined where there is nothing to cover. */
export function percent(ratio: Ratio): number | undefined {
  return ratio.total === 0 ? undefined : Math.floor((ratio.covered / ratio.total) * 10_000) / 100;
}
