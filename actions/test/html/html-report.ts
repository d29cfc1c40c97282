import { each, escapeHtml, folded, htmlPage, htmlTable, list, section, tiles } from "../../../toolkit/html.ts";
import { formatDuration } from "../../../toolkit/units.ts";
import { type Coverage, MEASURES, percent } from "../model/coverage.ts";
import { type Property, type TestCase, type TestResults, titleOf } from "../model/test-results.ts";
import type { TestReport } from "../report.ts";
import { ranges, signed } from "../summary.ts";
import { COVERAGE_STYLE, coveragePart } from "./coverage-part.ts";
import { comparisonPart, HISTORY_STYLE, trendsPart } from "./history-part.ts";

/** What the page shows. */
export interface HtmlFacts {
  report: TestReport;
  /** Of the failed tests those in quarantine are left out here. */
  tests: TestResults | undefined;
  coverage: Coverage | undefined;
  /** Text of a source file by its path in the repository; undefined where it cannot be read. */
  source: (path: string) => string | undefined;
}

/** The page stays small enough for any browser; numbers are always those of the whole. */
const SHOWN = { failures: 500, suites: 500, uncovered: 200, open: 3 } as const;

/** The report as one page that needs nothing else. */
export function htmlReport({ report, tests, coverage, source }: HtmlFacts): string {
  const { outcome, reasons, missing, quarantined = [], comparison, trends, legs = [], remarks, files } = report;
  const parts = [
    `<h1>Tests <span class="${outcome === "passed" ? "good" : "bad"}">${escapeHtml(outcome)}</span></h1>`,
    report.sha ? `<p class="quiet">Commit <code>${escapeHtml(report.sha.slice(0, 12))}</code></p>` : "",
    reasons.length > 0
      ? list(
          reasons.map((one) => `<span class="bad">✕</span> ${escapeHtml(one)}`),
          "reasons",
        )
      : "",
    missing.length > 0
      ? list(
          missing.map((one) => `<span class="warn">!</span> ${escapeHtml(one)}`),
          "reasons",
        )
      : "",
    numbers(report),
    report.patch && report.patch.uncovered.length > 0 ? patchPart(report.patch) : "",
    tests
      ? failures(
          "Failed",
          tests.failed,
          (report.counts?.failed ?? 0) - quarantined.filter(({ expired }) => !expired).length,
        )
      : "",
    quarantined.length > 0 ? quarantinePart(quarantined) : "",
    tests ? failures("Flaky", tests.flaky, tests.counts.flaky) : "",
    comparison ? comparisonPart(comparison) : "",
    trends ? trendsPart(trends) : "",
    coverage ? coveragePart(coverage, source) : "",
    tests ? durations(tests) : "",
    tests ? suites(tests) : "",
    legs.length > 0 ? legsPart(legs) : "",
    remarks.length > 0 ? section("Remarks", list(remarks.map(escapeHtml))) : "",
    section("Files that were read", list(files.map((one) => `<code>${escapeHtml(one)}</code>`))),
  ];
  return htmlPage({ title: `Tests ${outcome}`, parts, style: STYLE + COVERAGE_STYLE + HISTORY_STYLE });
}

const STYLE = `.reasons{list-style:none;padding-left:0}.duration{display:block;height:.5rem;background:var(--link);border-radius:.25rem;min-width:2px;margin-top:.2rem;opacity:.75}
section{margin-top:2rem}td:first-child{min-width:12rem}td code{overflow-wrap:normal}.day{white-space:nowrap}h2{border-bottom:1px solid var(--line);padding-bottom:.25rem}`;

function numbers({ counts, coverage, patch, comparison, quarantined = [] }: TestReport): string {
  const shown: [string, string][] = [];
  if (counts) {
    for (const name of ["tests", "passed", "failed", "skipped", "flaky"] as const)
      shown.push([name, String(counts[name])]);
    const held = quarantined.filter(({ expired }) => !expired).length;
    if (held > 0) shown.push(["in quarantine", String(held)]);
    shown.push(["time of all tests", formatDuration(counts.duration)]);
  }
  for (const measure of MEASURES) {
    const value = coverage && percent(coverage[measure]);
    const points = comparison?.coverage[measure];
    if (value !== undefined)
      shown.push([`${measure} covered${points === undefined ? "" : `, ${signed(points)}`}`, `${value} %`]);
  }
  const changed = patch && percent(patch.lines);
  if (changed !== undefined) shown.push(["changed lines covered", `${changed} %`]);
  return tiles(shown);
}

function patchPart({ uncovered }: NonNullable<TestReport["patch"]>): string {
  const rows = uncovered
    .slice(0, SHOWN.uncovered)
    .map(({ path, stretches }) => [`<code>${escapeHtml(path)}</code>`, escapeHtml(ranges(stretches))]);
  const rest = uncovered.length - rows.length;
  return section(
    "Changed and not covered",
    htmlTable(["file", "lines"], rows, []) + (rest > 0 ? `<p>${rest} more files.</p>` : ""),
  );
}

function failures(title: string, tests: readonly TestCase[], total: number): string {
  if (tests.length === 0 && total <= 0) return "";
  const shown = tests.slice(0, SHOWN.failures);
  const more = total - shown.length;
  const rest = more > 0 ? `<p>${more} more are not shown.</p>` : "";
  return section(`${title} (${total})`, each(shown, (test) => failure(test, shown.length <= SHOWN.open)) + rest);
}

function failure(test: TestCase, open: boolean): string {
  const bodies = each(test.failures, ({ type, message, details }) => {
    const head = [type, message].filter((part) => part !== "").join(": ");
    return `<pre>${escapeHtml(details.includes(message) && message !== "" ? details : `${head}\n${details}`.trim())}</pre>`;
  });
  const place = test.file ? `<p><code>${escapeHtml(test.file)}${test.line ? `:${test.line}` : ""}</code></p>` : "";
  const printed = test.output ? `<p>Its last output:</p><pre>${escapeHtml(test.output)}</pre>` : "";
  const said = test.properties ? properties(test.properties) : "";
  return folded(escapeHtml(titleOf(test)), place + bodies + printed + said, open);
}

function properties(all: readonly Property[]): string {
  const rows = all.map(([name, value]) => [escapeHtml(name), escapeHtml(value)]);
  return htmlTable(["property", "value"], rows, []);
}

function quarantinePart(quarantined: NonNullable<TestReport["quarantined"]>): string {
  const rows = quarantined.map(({ title, reason, owner, expires, expired }) => [
    escapeHtml(title),
    escapeHtml(reason),
    escapeHtml(owner),
    `<span class="day${expired ? " bad" : ""}">${expired ? "over since " : ""}${escapeHtml(expires)}</span>`,
  ]);
  return section("Failed, in quarantine", htmlTable(["test", "why", "owner", "until"], rows, []));
}

function durations({ slowest }: TestResults): string {
  const longest = slowest[0]?.duration ?? 0;
  if (longest === 0) return "";
  const rows = slowest.map(({ title, duration }) => [
    `${escapeHtml(title)}<span class="duration" style="width:${((duration / longest) * 100).toFixed(1)}%"></span>`,
    formatDuration(duration),
  ]);
  return section("Slowest tests", htmlTable(["test", "time"], rows));
}

function suites({ suites: all }: TestResults): string {
  const shown = all.slice(0, SHOWN.suites);
  const rows = shown.map(({ name, passed, failed, skipped, duration }) => [
    escapeHtml(name),
    String(passed),
    failed > 0 ? `<b class="bad">${failed}</b>` : "0",
    String(skipped),
    formatDuration(duration),
  ]);
  const rest = all.length > shown.length ? `<p>${all.length - shown.length} more suites are not shown.</p>` : "";
  const told = each(shown, ({ name, properties: all = [] }) =>
    all.length === 0 ? "" : folded(`Properties of ${escapeHtml(name)}`, properties(all), false),
  );
  return section("Suites", htmlTable(["suite", "passed", "failed", "skipped", "time"], rows) + rest + told);
}

function legsPart(legs: NonNullable<TestReport["legs"]>): string {
  const rows = legs.map(({ name, tests, exitCode }) => [escapeHtml(name), String(tests), String(exitCode ?? "")]);
  return section("Legs", htmlTable(["leg", "tests", "exit code"], rows));
}
