/** A function of a source file. */
export interface FunctionCoverage {
  name: string;
  /** Line where it begins, from 1; 0 where the report does not say. */
  line: number;
  hits: number;
  /** Another function that begins in the same line. */
  next: FunctionCoverage | undefined;
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

/** No source file is longer; such a number is rubbish. */
export const LINE_LIMIT = 50_000_000;

/** The highest count of a line; what ran more often is kept as this. */
const MOST_HITS = 0xffffffff;

/** Lines with code and how often each ran, in 8 bytes a line, since a report may hold millions. */
export class LineHits {
  #lines: Uint32Array = NONE;
  #hits: Uint32Array = NONE;
  #size = 0;
  /** Length of the part that is in order and without doubles. */
  #settled = 0;

  /** Adds hits to a line (from 1). A number that no line has is passed over. */
  add(line: number, hits: number): void {
    if (!(line >= 1 && line <= LINE_LIMIT)) return;
    if (this.#size === this.#lines.length) {
      // Merging many reports of one file must not grow with their number.
      if (this.#size >= 4 * Math.max(this.#settled, 16)) this.#settle();
      if (this.#size * 2 >= this.#lines.length) this.#resize(Math.max(this.#lines.length * 2, 32));
    }
    const last = this.#size - 1;
    if (this.#settled === this.#size && (last < 0 || line > (this.#lines[last] as number))) this.#settled++;
    this.#lines[this.#size] = line;
    this.#hits[this.#size++] = Math.min(hits, MOST_HITS);
  }

  /** Adds the hits of several lines; the arrays may be kept as they are. */
  addAll(lines: Uint32Array, hits: Uint32Array): void {
    const before = this.#size;
    if (before === 0) {
      [this.#lines, this.#hits, this.#size] = [lines, hits, lines.length];
      this.#settled = Math.min(1, lines.length);
      while (this.#settled < lines.length && (lines[this.#settled - 1] as number) < (lines[this.#settled] as number))
        this.#settled++;
      return;
    }
    for (let index = 0; index < lines.length; index++) this.add(lines[index] as number, hits[index] as number);
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

  #resize(capacity: number): void {
    const lines = new Uint32Array(capacity);
    const hits = new Uint32Array(capacity);
    lines.set(this.#lines.subarray(0, this.#size));
    hits.set(this.#hits.subarray(0, this.#size));
    this.#lines = lines;
    this.#hits = hits;
  }

  #settle(): void {
    if (this.#settled === this.#size) return;
    const order = Uint32Array.from({ length: this.#size }, (_, index) => index).sort(
      (a, b) => (this.#lines[a] as number) - (this.#lines[b] as number),
    );
    const lines = new Uint32Array(this.#size);
    const hits = new Uint32Array(this.#size);
    let size = 0;
    for (const index of order) {
      const line = this.#lines[index] as number;
      if (size === 0 || lines[size - 1] !== line) lines[size++] = line;
      hits[size - 1] = Math.min((hits[size - 1] as number) + (this.#hits[index] as number), MOST_HITS);
    }
    // No more room than is needed: as a rule nothing else comes.
    [this.#lines, this.#hits] = size < this.#size ? [lines.slice(0, size), hits.slice(0, size)] : [lines, hits];
    this.#size = size;
    this.#settled = size;
  }
}

const NONE = new Uint32Array(0);

/** So many functions of one line are looked through one by one. */
const CROWD = 32;

/** Branches of a file in columns: the line of each and how often it was taken, each line's in their order. */
export interface BranchColumns {
  readonly lines: Uint32Array;
  readonly times: Uint32Array;
}

/** Functions of a file in columns: where each begins, how often it ran, and the names, one a line. */
export interface FunctionColumns {
  readonly lines: Uint32Array;
  readonly hits: Uint32Array;
  readonly names: string;
}

/**
 * Coverage of one source file. Whatever is added counts together with what is there already. What comes in columns stays
 * so until somebody looks at it or adds more: most files of a big report are told of once and only counted.
 */
export class FileCoverage {
  readonly lines = new LineHits();
  readonly #branches = new Map<number, readonly number[]>();
  #branchColumns: BranchColumns | undefined;
  /** Lines of which only the numbers of branches are known ("1 of 2"), not which ones were taken. */
  readonly #counted = new Set<number>();
  readonly #functions = new Map<number, FunctionCoverage>();
  #functionColumns: FunctionColumns | undefined;
  /** Functions by name, of the lines where many begin (line 0, minified code). */
  readonly #crowds = new Map<number, Map<string, FunctionCoverage>>();
  /** Statements by the place where they stand; only of the formats that tell of them (Go, istanbul). */
  readonly statements = new Map<string, { count: number; hits: number }>();

  /** How often each way out of a line's decisions was taken, in the order of the line. */
  get branches(): ReadonlyMap<number, readonly number[]> {
    return this.#settledBranches();
  }

  /** Functions by the line where they begin. */
  get functions(): ReadonlyMap<number, FunctionCoverage> {
    return this.#settledFunctions();
  }

  /** Adds the branches of one telling of the file, as `branchesInOrder` does; the columns are kept as they are. */
  addBranches(columns: BranchColumns): void {
    if (this.#branches.size === 0 && !this.#branchColumns) {
      if (columns.lines.length > 0) this.#branchColumns = columns;
      return;
    }
    this.#join(columns);
  }

  /** Adds functions, as `addFunction` does for each; the columns are kept as they are. */
  addFunctions(columns: FunctionColumns): void {
    const { lines } = columns;
    if (lines.length === 0) return;
    // In this order no two of them are the same.
    if (this.#functions.size === 0 && !this.#functionColumns && ascending(lines)) {
      this.#functionColumns = columns;
      return;
    }
    this.#takeIn(columns);
  }

  #settledBranches(): Map<number, readonly number[]> {
    const columns = this.#branchColumns;
    this.#branchColumns = undefined;
    if (columns) this.#join(columns);
    return this.#branches;
  }

  #join({ lines, times }: BranchColumns): void {
    const { add } = this.branchesInOrder();
    for (let index = 0; index < lines.length; index++) add(lines[index] as number, times[index] as number);
  }

  #settledFunctions(): Map<number, FunctionCoverage> {
    const columns = this.#functionColumns;
    this.#functionColumns = undefined;
    if (columns) this.#takeIn(columns);
    return this.#functions;
  }

  #takeIn({ lines, hits, names }: FunctionColumns): void {
    let index = 0;
    for (const name of names.split("\n")) this.addFunction(name, lines[index] as number, hits[index++] as number);
  }

  /**
   * Adds the branches of one telling of the file, each line's in their order. Tellings are joined by that order, since
   * the names and numbers that reports give to branches differ between formats and runs (geninfo(1), "BRDA").
   */
  branchesInOrder(): { add(line: number, times: number): void } {
    // Without earlier tellings all that is known of a line is of this one.
    const branches = this.#settledBranches();
    const next = branches.size === 0 ? undefined : new Map<number, number>();
    return {
      add: (line, times) => {
        // What is known of each branch can be joined with other reports; a bare count cannot, so it gives way.
        const taken = this.#counted.delete(line) ? undefined : branches.get(line);
        const order = next ? (next.get(line) ?? 0) : (taken?.length ?? 0);
        next?.set(line, order + 1);
        if (!taken) branches.set(line, [times]);
        else if (order < taken.length) (taken as number[])[order] = (taken[order] as number) + times;
        // Pushing to a short array would make room for many more, and nearly all are short.
        else if (order < 16) branches.set(line, [...taken, times]);
        else (taken as number[]).push(times);
      },
    };
  }

  /**
   * Adds a line of which only is known how many of its branches were taken. Two such counts cannot be joined branch
   * by branch, so the one with more branches is kept, then the one with more taken (as Jenkins's coverage model does).
   */
  addBranchCount(line: number, covered: number, total: number): void {
    const branches = this.#settledBranches();
    const known = branches.get(line) ?? [];
    if (known.length > 0 && !this.#counted.has(line)) return;
    const more = total > known.length || (total === known.length && covered > countTaken(known));
    if (!more || total < 1) return;
    const ways = Array.from({ length: total }, (_, at) => (at < covered ? 1 : 0));
    branches.set(line, ways);
    this.#counted.add(line);
  }

  /** Whether it is known which of a line's branches were taken, and not only how many. */
  knowsBranches(line: number): boolean {
    return !this.#counted.has(line);
  }

  /** Every function, those that begin on one line too. */
  *everyFunction(): Iterable<FunctionCoverage> {
    for (const first of this.functions.values()) {
      for (let one: FunctionCoverage | undefined = first; one; one = one.next) yield one;
    }
  }

  /** Adds hits to a function; it is known by its name and the line where it begins. */
  addFunction(name: string, line: number, hits: number): void {
    const functions = this.#settledFunctions();
    const first = functions.get(line);
    const crowd = this.#crowds.get(line);
    let known = crowd ? crowd.get(name) : first;
    let steps = 0;
    if (!crowd) for (; known && known.name !== name; known = known.next) steps++;
    if (known) {
      known.hits += hits;
      return;
    }
    const added: FunctionCoverage = { name, line, hits, next: first };
    functions.set(line, added);
    crowd?.set(name, added);
    if (crowd || steps < CROWD) return;
    const all = new Map<string, FunctionCoverage>();
    for (let one: FunctionCoverage | undefined = added; one; one = one.next) all.set(one.name, one);
    this.#crowds.set(line, all);
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
    for (const { count, hits } of this.statements.values()) {
      totals.statements.total += count;
      if (hits > 0) totals.statements.covered += count;
    }
    if (this.#branchColumns) totals.branches = ratioOf(this.#branchColumns.times);
    for (const branch of this.#branches.values()) {
      totals.branches.total += branch.length;
      totals.branches.covered += countTaken(branch);
    }
    if (this.#functionColumns) totals.functions = ratioOf(this.#functionColumns.hits);
    else {
      for (const { hits } of this.everyFunction()) {
        totals.functions.total++;
        if (hits > 0) totals.functions.covered++;
      }
    }
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

function ascending(numbers: Uint32Array): boolean {
  for (let index = 1; index < numbers.length; index++) {
    if ((numbers[index] as number) <= (numbers[index - 1] as number)) return false;
  }
  return true;
}

function ratioOf(counts: Uint32Array): Ratio {
  let covered = 0;
  for (const count of counts) if (count > 0) covered++;
  return { covered, total: counts.length };
}

function countTaken(branches: readonly number[]): number {
  return branches.reduce((sum, times) => sum + (times > 0 ? 1 : 0), 0);
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
  /** When the report was written, as it says: a date, or seconds or milliseconds since 1970. */
  when?(written: unknown): void;
}

/** Per cent in hundredths, cut and never rounded up: 99.999 is not yet 100. Undefined where there is nothing to cover. */
export function percent(ratio: Ratio): number | undefined {
  return ratio.total === 0 ? undefined : Math.floor((ratio.covered / ratio.total) * 10_000) / 100;
}
