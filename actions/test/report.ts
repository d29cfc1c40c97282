import { code, details, escapeMarkdown, fence, type Piece, table, withinBytes } from "../../toolkit/markdown.ts";
import { formatDuration } from "../../toolkit/units.ts";
import { type Coverage, type CoverageTotals, MEASURES, percent } from "./model/coverage.ts";
import { type Counts, type TestCase, type TestResults, titleOf } from "./model/test-results.ts";
import type { PatchCoverage } from "./patch/patch-coverage.ts";

/** What the step found; the `report` output. */
export interface TestReport {
  version: 1;
  outcome: "passed" | "failed" | "planned";
  /** Why it failed, a sentence each. */
  reasons: string[];
  exitCode?: number;
  counts?: Counts;
  coverage?: CoverageTotals;
  /** The changed lines, where a base is known. */
  patch?: PatchCoverage;
  /** Change of line coverage in points, where there is a baseline. */
  coverageDelta?: number;
  files: string[];
  remarks: string[];
  durationMs: number;
}

/** A step summary takes 1 MiB, and other steps of the job have summaries too. */
const SUMMARY_BYTES = 256_000;

/** The summary: counts, coverage, why it failed, the failures, the files with the most uncovered lines. */
export function summaryOf(
  report: TestReport,
  tests: TestResults | undefined,
  coverage: Coverage | undefined,
  limit = SUMMARY_BYTES,
): string {
  const pieces: Piece[] = [];
  const put = (full: string, short = full) => pieces.push({ full, short });
  const { counts } = report;
  if (counts) {
    const row = [counts.tests, counts.passed, counts.failed, counts.skipped, counts.flaky].map(String);
    put(
      table(
        ["tests", "passed", "failed", "skipped", "flaky", "time"],
        [[...row, formatDuration(counts.duration)]],
        [0, 1, 2, 3, 4, 5],
      ),
    );
  }
  if (report.coverage) {
    const totals = report.coverage;
    const measures = MEASURES.filter((measure) => measure === "lines" || totals[measure].total > 0);
    put(
      table(
        ["coverage", ...measures],
        [
          [
            "",
            ...measures.map(
              (measure) =>
                `${percent(totals[measure]) ?? "–"} % (${totals[measure].covered} of ${totals[measure].total})`,
            ),
          ],
        ],
        [1, 2, 3, 4],
      ),
    );
  }
  const { patch, coverageDelta } = report;
  if (coverageDelta !== undefined) {
    put(
      `Line coverage ${coverageDelta < 0 ? "fell" : "rose"} by ${Math.abs(coverageDelta)} points against the baseline.`,
    );
  }
  if (patch) {
    const value = percent(patch.lines);
    const line =
      value === undefined
        ? "The change has no line with code."
        : `**${value} %** of the changed lines are covered (${patch.lines.covered} of ${patch.lines.total}).`;
    const rows = patch.uncovered.slice(0, 50).map(({ path, stretches }) => [code(path), ranges(stretches)]);
    put(rows.length === 0 ? line : `${line}\n\n${table(["changed and not covered", "lines"], rows)}`, line);
  }
  if (report.reasons.length > 0) put(report.reasons.map((reason) => `- ❌ ${escapeMarkdown(reason)}`).join("\n"));
  for (const test of tests?.failed ?? []) put(failureOf(test), `- ${escapeMarkdown(titleOf(test))}`);
  if (coverage) put(uncoveredOf(coverage), "");
  if (report.remarks.length > 0)
    put(
      details(
        "Remarks",
        report.remarks
          .slice(0, 100)
          .map((remark) => `- ${escapeMarkdown(remark)}`)
          .join("\n"),
      ),
      "",
    );
  return withinBytes(pieces, limit, "_Some details were left out; the numbers above are those of all tests._");
}

function failureOf(test: TestCase): string {
  const body = test.failures
    .map(({ type, message, details: trace }) => {
      const head = [type, message].filter(Boolean).join(": ");
      return fence(trace.includes(message) ? trace : `${head}\n${trace}`.trim());
    })
    .join("\n");
  return details(
    `❌ ${titleOf(test)}`,
    `${test.file ? `${code(`${test.file}${test.line ? `:${test.line}` : ""}`)}\n\n` : ""}${body}`,
  );
}

function uncoveredOf(coverage: Coverage): string {
  const rows = [...coverage.files]
    .map(([path, file]) => ({ path, file, lines: file.totals().lines }))
    .filter(({ lines }) => lines.covered < lines.total)
    .sort((a, b) => b.lines.total - b.lines.covered - (a.lines.total - a.lines.covered))
    .slice(0, 20)
    .map(({ path, file, lines }) => [code(path), `${percent(lines)} %`, ranges(file.uncovered())]);
  return rows.length === 0 ? "" : details("Uncovered lines", table(["file", "lines", "not covered"], rows, [1]));
}

function ranges(stretches: readonly (readonly [number, number])[]): string {
  const shown = stretches.slice(0, 12).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  return [...shown, ...(stretches.length > 12 ? [`and ${stretches.length - 12} more`] : [])].join(", ");
}
