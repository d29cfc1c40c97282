import { readFile } from "node:fs/promises";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import type { CoverageTotals } from "./model/coverage.ts";
import type { Counts } from "./model/test-results.ts";
import { number, record } from "./reading/json.ts";

/** What an earlier run found, for comparison. */
export interface Baseline {
  /** Line coverage; undefined where that run had none. */
  lines: CoverageTotals["lines"] | undefined;
  tests: Counts["tests"] | undefined;
}

/** Where baselines are kept: a file, and later an artifact, a cache or a branch. */
export interface BaselineStore {
  /** The baseline to compare with, or undefined where none was stored. Throws a UserError where it cannot be read. */
  load(): Promise<Baseline | undefined>;
}

/** The report.json of an earlier run as a store; whoever runs the job brings the file (artifact, cache, branch). */
export function fileBaseline(path: string): BaselineStore {
  return {
    async load() {
      let text: string;
      try {
        text = await readFile(path, "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw new UserError(`the baseline cannot be read: ${messageOf(error)}`, { cause: error });
      }
      return parseBaseline(text);
    },
  };
}

/** Reads a report.json. It comes from another run, so nothing in it is taken for granted. */
export function parseBaseline(text: string): Baseline {
  let report: Readonly<Record<string, unknown>>;
  try {
    report = record(JSON.parse(text));
  } catch {
    throw new UserError("the baseline is no JSON");
  }
  if (report.version !== 1) throw new UserError("the baseline is no report.json of version 1");
  const { covered, total } = record(record(report.coverage).lines);
  const lines = { covered: number(covered), total: number(total) };
  const whole = lines.covered !== undefined && lines.total !== undefined && lines.covered <= lines.total;
  return {
    lines: whole ? { covered: lines.covered as number, total: lines.total as number } : undefined,
    tests: number(record(report.counts).tests),
  };
}
