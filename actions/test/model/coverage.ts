import { BranchHits } from "./branch-hits.ts";
import { ConditionHits } from "./condition-hits.ts";
import { detached } from "./detached.ts";
import { FunctionHits } from "./function-hits.ts";
import { LineHits } from "./line-hits.ts";
import type { Ratio } from "./ratio.ts";
import { StatementHits } from "./statement-hits.ts";

export { percent, type Ratio } from "./ratio.ts";

/**
 * What is counted. Every format has lines; the total of the others is 0 where no report tells of them. `mcdc` are the
 * conditions of decisions, each for both of its values.
 */
export const MEASURES = ["lines", "branches", "functions", "statements", "mcdc"] as const;
export type Measure = (typeof MEASURES)[number];

/** Part and whole of each measure. */
export type CoverageTotals = Record<Measure, Ratio>;

/** A total of nothing. */
export function noCoverage(): CoverageTotals {
  const none = () => ({ covered: 0, total: 0 });
  return { lines: none(), branches: none(), functions: none(), statements: none(), mcdc: none() };
}

/** Coverage of one source file. Whatever is added counts together with what is there already. */
export class FileCoverage {
  readonly lines = new LineHits();
  // Few formats tell of all, and a report may name very many files.
  #branches: BranchHits | undefined;
  #functions: FunctionHits | undefined;
  #statements: StatementHits | undefined;
  #mcdc: ConditionHits | undefined;

  get branches(): BranchHits {
    this.#branches ??= new BranchHits();
    return this.#branches;
  }

  get functions(): FunctionHits {
    this.#functions ??= new FunctionHits();
    return this.#functions;
  }

  get statements(): StatementHits {
    this.#statements ??= new StatementHits();
    return this.#statements;
  }

  get mcdc(): ConditionHits {
    this.#mcdc ??= new ConditionHits();
    return this.#mcdc;
  }

  totals(): CoverageTotals {
    const totals = noCoverage();
    totals.lines = { covered: this.lines.covered, total: this.lines.size };
    if (this.#branches) totals.branches = this.#branches.ratio;
    if (this.#functions) totals.functions = this.#functions.ratio;
    if (this.#statements) totals.statements = this.#statements.ratio;
    if (this.#mcdc) totals.mcdc = this.#mcdc.ratio;
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
      this.files.set(detached(path), file);
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
