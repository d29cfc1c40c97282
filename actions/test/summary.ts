import { code, details, escapeMarkdown, fence, link, type Piece, table, withinBytes } from "../../toolkit/markdown.ts";
import { counted, formatDuration } from "../../toolkit/units.ts";
import type { Comparison, Names } from "./history/compare.ts";
import type { Trends } from "./history/trends.ts";
import { type Coverage, type CoverageTotals, MEASURES, type Measure, percent } from "./model/coverage.ts";
import { type TestCase, type TestResults, titleOf } from "./model/test-results.ts";
import type { PatchCoverage } from "./patch/patch-coverage.ts";
import type { QuarantineReport, TestReport } from "./report.ts";

/** What the Markdown is made from. */
export interface SummaryFacts {
  report: TestReport;
  /** Of the failed tests those in quarantine are left out here. */
  tests: TestResults | undefined;
  coverage: Coverage | undefined;
  /** Whether report.html was written, so that there is a whole to look at. */
  page: boolean;
}

/** A step summary takes 1 MiB, and other steps of the job have summaries too. */
const SUMMARY_BYTES = 256_000;

/**
 * The report as Markdown of at most `limit` bytes: what happened, why it failed, numbers, failures, then all that may
 * be folded. Details give way from the end; numbers are those of all tests whatever is left out.
 */
export function summaryOf({ report, tests, coverage, page }: SummaryFacts, limit = SUMMARY_BYTES): string {
  const pieces: Piece[] = [];
  const put = (full: string, short = full) => {
    if (full !== "") pieces.push({ full, short });
  };
  put(headline(report));
  if (report.reasons.length > 0) {
    const shown = report.reasons.slice(0, 50).map((reason) => `- ❌ ${escapeMarkdown(cutLine(reason))}`);
    put([...shown, ...more(report.reasons.length - 50)].join("\n"));
  }
  if (report.missing.length > 0) {
    put(
      report.missing
        .slice(0, 20)
        .map((one) => `- ⚠️ ${escapeMarkdown(cutLine(one))}`)
        .join("\n"),
    );
  }
  put(testTable(report));
  put(coverageTable(report));
  if (report.patch) put(...patchOf(report.patch));
  for (const test of tests?.failed ?? []) put(failureOf("❌", test), `- ❌ ${escapeMarkdown(titleOf(test))}`);
  const lost = (report.counts?.failed ?? 0) - (tests?.failed.length ?? 0) - held(report);
  if (lost > 0) put(`_${counted(lost, "more failed test")} without details here._`);
  if (report.quarantined && report.quarantined.length > 0) put(quarantineTable(report.quarantined));
  for (const test of tests?.flaky.slice(0, 100) ?? [])
    put(failureOf("🔁", test), `- 🔁 ${escapeMarkdown(titleOf(test))}`);
  if (report.comparison) put(comparisonOf(report.comparison), "");
  if (report.trends) put(trendsOf(report.trends), "");
  if (coverage) put(uncoveredOf(coverage), "");
  if (tests) put(slowestOf(tests), "");
  put(partsOf(report), "");
  if (report.remarks.length > 0) {
    const remarks = report.remarks.slice(0, 100).map((remark) => `- ${escapeMarkdown(cutLine(remark))}`);
    put(details(`Remarks (${report.remarks.length})`, remarks.join("\n")), "");
  }
  const whole = wholeOf(report, page);
  if (whole !== "") pieces.splice(1, 0, { full: whole, short: whole });
  const notice = "_Some details were left out; the numbers are those of all tests._";
  return withinBytes(pieces, limit, notice);
}

function headline({ outcome, counts, coverage }: TestReport): string {
  const lines = coverage && percent(coverage.lines);
  const parts = [
    ...(counts
      ? [
          counts.failed > 0
            ? `${counts.failed} of ${counted(counts.tests, "test")} failed`
            : counted(counts.tests, "test"),
        ]
      : []),
    ...(lines === undefined ? [] : [`${lines} % of lines covered`]),
  ];
  return `### ${outcome === "passed" ? "✅" : "❌"} Tests ${outcome}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}

function wholeOf({ url }: TestReport, page: boolean): string {
  if (!url) return page ? "The whole report is report.html." : "";
  const github = /\/actions\/runs\/\d+$/.test(url);
  return page && github
    ? `${link("The whole report", `${url}#artifacts`)} is report.html in the artifact of this run.`
    : link("The run", url);
}

function held({ quarantined }: TestReport): number {
  return quarantined?.filter(({ expired }) => !expired).length ?? 0;
}

function testTable(report: TestReport): string {
  const { counts, comparison } = report;
  if (!counts) return "";
  const quarantine = held(report);
  const names = ["tests", "passed", "failed", "skipped", "flaky", ...(quarantine > 0 ? ["in quarantine"] : []), "time"];
  const row = [counts.tests, counts.passed, counts.failed, counts.skipped, counts.flaky].map(String);
  if (quarantine > 0) row.push(String(quarantine));
  const change = comparison ? ` (${signedTime(comparison.duration)})` : "";
  return table(
    names,
    [[...row, formatDuration(counts.duration) + change]],
    names.map((_, column) => column),
  );
}

function coverageTable({ coverage, comparison, parts = {} }: TestReport): string {
  if (!coverage) return "";
  const all: [string, CoverageTotals][] = [["", coverage], ...Object.entries(parts)];
  const measures = MEASURES.filter((measure) => measure === "lines" || coverage[measure].total > 0);
  const cell = (totals: CoverageTotals, measure: Measure, points: number | undefined) => {
    const { covered, total } = totals[measure];
    if (total === 0) return "–";
    return `${percent(totals[measure])} % (${covered} of ${total})${points === undefined ? "" : `, ${signed(points)}`}`;
  };
  const rows = all.map(([name, totals]) => [
    name === "" ? "" : code(name),
    ...measures.map((measure) => cell(totals, measure, name === "" ? comparison?.coverage[measure] : undefined)),
  ]);
  return table(["coverage", ...measures], rows, [1, 2, 3, 4]);
}

function patchOf(patch: PatchCoverage): [full: string, short: string] {
  const value = percent(patch.lines);
  const line =
    value === undefined
      ? "The change has no line with code."
      : `**${value} %** of the changed lines are covered (${patch.lines.covered} of ${patch.lines.total}).`;
  const rows = patch.uncovered.slice(0, 50).map(({ path, stretches }) => [code(path), ranges(stretches)]);
  const rest = more(patch.uncovered.length - 50).join("");
  return [
    rows.length === 0
      ? line
      : `${line}\n\n${table(["changed and not covered", "lines"], rows)}${rest && `\n\n${rest}`}`,
    line,
  ];
}

function failureOf(mark: string, test: TestCase): string {
  const body = test.failures
    .map(({ type, message, details: trace }) => {
      const head = [type, message].filter(Boolean).join(": ");
      return fence(trace.includes(message) ? trace : `${head}\n${trace}`.trim());
    })
    .join("\n");
  const place = test.file ? `${code(`${test.file}${test.line ? `:${test.line}` : ""}`)}\n\n` : "";
  return details(`${mark} ${titleOf(test)}`, `${place}${body}`);
}

function quarantineTable(quarantined: readonly QuarantineReport[]): string {
  const rows = quarantined
    .slice(0, 100)
    .map(({ title, reason, owner, expires, expired }) => [
      escapeMarkdown(title),
      escapeMarkdown(reason),
      escapeMarkdown(owner),
      expired ? `❌ over since ${expires}` : expires,
    ]);
  return table(["failed, in quarantine", "why", "owner", "until"], rows);
}

function comparisonOf(comparison: Comparison): string {
  const groups: [string, Names][] = [
    ["newly failed", comparison.newlyFailed],
    ["fixed", comparison.fixed],
    ["new", comparison.added],
    ["gone", comparison.removed],
    ["newly skipped", comparison.newlySkipped],
  ];
  const told = groups.filter(([, { count: number }]) => number > 0);
  const lists = told.map(([name, { count: number, names }]) => {
    const shown = names.slice(0, 20).map((one) => `  - ${escapeMarkdown(one)}`);
    return [`- **${number} ${name}**`, ...shown, ...more(number - shown.length).map((one) => `  - ${one}`)].join("\n");
  });
  const files = comparison.files.slice(0, 20).map(({ path, before, now }) => {
    const side = (lines: typeof before) => (lines ? `${percent(lines) ?? "–"} %` : "–");
    return [code(path), side(before), side(now)];
  });
  if (files.length > 0) lists.push(`\n${table(["file", "lines before", "now"], files, [1, 2])}`);
  const title = `Against ${comparison.sha.slice(0, 10)}: ${told.map(([name, { count: number }]) => `${number} ${name}`).join(", ") || "the same tests"}`;
  return lists.length === 0 ? escapeMarkdown(`${title}.`) : details(title, lists.join("\n"));
}

function trendsOf({ runs, flaky, failing, slower }: Trends): string {
  if (flaky.length + failing.length + slower.length === 0) return "";
  const parts: string[] = [];
  if (flaky.length + failing.length > 0) {
    const rows = [...flaky.map((one) => [one, true] as const), ...failing.map((one) => [one, false] as const)]
      .slice(0, 30)
      .map(([{ title, runs: all, failed, flakyCommits }, isFlaky]) => [
        escapeMarkdown(title),
        `${failed} of ${all}`,
        isFlaky ? counted(flakyCommits, "commit") : "",
      ]);
    parts.push(table(["test", "failed", "failed and passed on"], rows, [1, 2]));
  }
  if (slower.length > 0) {
    const rows = slower
      .slice(0, 20)
      .map(({ title, before, now }) => [escapeMarkdown(title), formatDuration(before), formatDuration(now)]);
    parts.push(table(["slower than before", "usually", "now"], rows, [1, 2]));
  }
  return details(
    `The last ${counted(runs, "run")}: ${flaky.length} flaky, ${failing.length} failing, ${slower.length} slower`,
    parts.join("\n\n"),
  );
}

function slowestOf({ slowest }: TestResults): string {
  const rows = slowest.slice(0, 10).map(({ title, duration }) => [escapeMarkdown(title), formatDuration(duration)]);
  return rows.length === 0 ? "" : details("Slowest tests", table(["test", "time"], rows, [1]));
}

function partsOf({ legs }: TestReport): string {
  if (!legs || legs.length === 0) return "";
  const rows = legs.map(({ name, tests, exitCode }) => [escapeMarkdown(name), String(tests), String(exitCode ?? "")]);
  return details(`${legs.length} legs`, table(["leg", "tests", "exit code"], rows, [1, 2]));
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

/** `3, 7–9, and 4 more`. */
export function ranges(stretches: readonly (readonly [number, number])[]): string {
  const shown = stretches.slice(0, 12).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  return [...shown, ...(stretches.length > 12 ? [`and ${stretches.length - 12} more`] : [])].join(", ");
}

/** `+1.5`, `-0.2`, `±0`. */
export function signed(points: number): string {
  return points === 0 ? "±0" : `${points > 0 ? "+" : ""}${points}`;
}

/** A change of a duration: `+1.2 s`. */
export function signedTime(milliseconds: number): string {
  return `${milliseconds < 0 ? "-" : "+"}${formatDuration(Math.abs(milliseconds))}`;
}

function more(number: number): string[] {
  return number > 0 ? [`and ${number} more`] : [];
}

function cutLine(text: string): string {
  return text.length > 2000 ? `${text.slice(0, 2000)}…` : text;
}
