import { each, escapeHtml, folded, htmlPage, htmlTable, list, section, tiles } from "../../../toolkit/html.ts";
import { formatDuration } from "../../../toolkit/units.ts";
import { type Coverage, type FileCoverage, MEASURES, percent } from "../model/coverage.ts";
import { type TestCase, type TestResults, titleOf } from "../model/test-results.ts";
import type { TestReport } from "../report.ts";
import { treeMap } from "./tree-map.ts";

/** What the page shows. */
export interface HtmlFacts {
  report: TestReport;
  tests: TestResults | undefined;
  coverage: Coverage | undefined;
  /** Text of a source file by its path in the repository; undefined where it cannot be read. */
  source: (path: string) => string | undefined;
}

/** The page stays small enough for any browser; numbers are always those of the whole. */
const SHOWN = { failures: 500, suites: 500, files: 3000, sources: 300, sourceLines: 300, line: 300 } as const;

/** The report as one page that needs nothing else. */
export function htmlReport({ report, tests, coverage, source }: HtmlFacts): string {
  const parts = [
    `<h1>Tests <span class="${report.outcome === "passed" ? "good" : "bad"}">${escapeHtml(report.outcome)}</span></h1>`,
    report.reasons.length > 0 ? list(report.reasons.map(escapeHtml), "reasons") : "",
    numbers(report),
    tests ? testSections(tests) : "",
    coverage ? coverageSections(coverage, source) : "",
    report.remarks.length > 0 ? section("Remarks", list(report.remarks.map(escapeHtml))) : "",
    section("Files that were read", list(report.files.map((one) => `<code>${escapeHtml(one)}</code>`))),
  ];
  return htmlPage({ title: "Test report", parts, style: STYLE });
}

const STYLE = `pre.source{white-space:pre}.miss{background:var(--miss);display:inline-block;min-width:100%}
svg{width:100%;height:auto;border:1px solid var(--line)}svg text{font:11px system-ui,sans-serif;fill:#111;pointer-events:none}
svg rect{stroke:var(--bg)}a:focus rect{stroke:var(--fg);stroke-width:3}`;

function numbers({ counts, coverage, patch }: TestReport): string {
  const shown: [string, string][] = [];
  if (counts) {
    for (const name of ["tests", "passed", "failed", "skipped", "flaky"] as const)
      shown.push([name, String(counts[name])]);
    shown.push(["time of all tests", formatDuration(counts.duration)]);
  }
  for (const measure of MEASURES) {
    const value = coverage && percent(coverage[measure]);
    if (value !== undefined) shown.push([`${measure} covered`, `${value} %`]);
  }
  const changed = patch && percent(patch.lines);
  if (changed !== undefined) shown.push(["changed lines covered", `${changed} %`]);
  return tiles(shown);
}

function testSections(tests: TestResults): string {
  const { counts, failed, flaky, slowest, suites } = tests;
  const shown = failed.slice(0, SHOWN.failures);
  const more = counts.failed - shown.length;
  const rest = more > 0 ? `<p>${more} more failed tests are not shown.</p>` : "";
  return [
    failed.length > 0 ? section("Failed", each(shown, failure) + rest) : "",
    flaky.length > 0 ? section("Flaky", each(flaky.slice(0, SHOWN.failures), failure)) : "",
    slowest.length > 0
      ? section(
          "Slowest tests",
          htmlTable(
            ["test", "time"],
            slowest.map(({ title, duration }) => [escapeHtml(title), formatDuration(duration)]),
          ),
        )
      : "",
    section(
      "Suites",
      htmlTable(
        ["suite", "passed", "failed", "skipped", "time"],
        suites
          .slice(0, SHOWN.suites)
          .map(({ name, passed, failed, skipped, duration }) => [
            escapeHtml(name),
            ...[passed, failed, skipped].map(String),
            formatDuration(duration),
          ]),
      ) + (suites.length > SHOWN.suites ? `<p>${suites.length - SHOWN.suites} more suites are not shown.</p>` : ""),
    ),
  ].join("\n");
}

function failure(test: TestCase): string {
  const bodies = each(test.failures, ({ type, message, details }) => {
    const head = [type, message].filter((part) => part !== "").join(": ");
    return `<pre>${escapeHtml(details.includes(message) && message !== "" ? details : `${head}\n${details}`.trim())}</pre>`;
  });
  const printed = test.output ? `<p>Its last output:</p><pre>${escapeHtml(test.output)}</pre>` : "";
  return folded(escapeHtml(titleOf(test)), bodies + printed);
}

function coverageSections(coverage: Coverage, source: HtmlFacts["source"]): string {
  const files = [...coverage.files]
    .map(([path, file]) => ({ path, file, lines: file.totals().lines, weight: file.lines.size }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const shown = files.slice(0, SHOWN.files);
  const box = { x: 0, y: 0, width: 1000, height: 420 };
  const missed = [...shown].sort((a, b) => b.lines.total - b.lines.covered - (a.lines.total - a.lines.covered));
  const withSource = missed.filter(({ lines }) => lines.covered < lines.total).slice(0, SHOWN.sources);
  const anchors = new Map(withSource.map(({ path }, index) => [path, `file-${index}`]));
  const boxes = treeMap(shown, box).map(({ item, box: { x, y, width, height } }) => {
    const value = percent(item.lines) ?? 0;
    const label = `${item.path}: ${value} % of ${item.lines.total} lines`;
    const short = item.path.split("/").at(-1) ?? "";
    const text =
      width > short.length * 6.5 + 8 && height > 18
        ? `<text x="${(x + 4).toFixed(1)}" y="${(y + 14).toFixed(1)}">${escapeHtml(short)}</text>`
        : "";
    const rect = `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" fill="hsl(${Math.round(value * 1.2)} 60% 65%)"><title>${escapeHtml(label)}</title></rect>`;
    const anchor = anchors.get(item.path);
    return anchor ? `<a href="#${anchor}" aria-label="${escapeHtml(label)}">${rect}${text}</a>` : rect + text;
  });
  const map = `<svg viewBox="0 0 1000 420" role="group" aria-label="Coverage of each file; the larger the box, the more lines">${boxes.join("")}</svg>`;
  const rest = files.length > shown.length ? `<p>${files.length - shown.length} smaller files are not shown.</p>` : "";
  const rows = missed.map(({ path, lines }) => {
    const anchor = anchors.get(path);
    const name = `<code>${escapeHtml(path)}</code>`;
    return [
      anchor ? `<a href="#${anchor}">${name}</a>` : name,
      `${percent(lines)} %`,
      String(lines.total - lines.covered),
    ];
  });
  return [
    section("Coverage", map + rest),
    section("Files", htmlTable(["file", "lines covered", "lines not covered"], rows)),
    withSource.length > 0
      ? section(
          "Lines that no test ran",
          each(withSource, ({ path, file }) => uncoveredSource(path, file, anchors.get(path) ?? "", source(path))),
        )
      : "",
  ].join("\n");
}

function uncoveredSource(path: string, file: FileCoverage, anchor: string, text: string | undefined): string {
  const stretches = file.uncovered();
  const title = `<code>${escapeHtml(path)}</code>`;
  if (text === undefined) {
    const numbers = stretches.slice(0, SHOWN.sourceLines).map(([from, to]) => (from === to ? from : `${from}–${to}`));
    return folded(title, `<p id="${anchor}">Lines ${numbers.join(", ")}</p>`);
  }
  const source = text.split("\n");
  const out: string[] = [];
  let last = 0;
  for (const [from, to] of stretches) {
    if (out.length > SHOWN.sourceLines) break;
    const start = Math.max(last + 1, from - 2);
    if (start > last + 1) out.push("⋯");
    for (let line = start; line <= Math.min(to + 2, source.length) && out.length <= SHOWN.sourceLines; line++) {
      const shown = escapeHtml(`${String(line).padStart(5)}  ${(source[line - 1] ?? "").slice(0, SHOWN.line)}`);
      out.push(file.lines.get(line) === 0 ? `<span class="miss">${shown}</span>` : shown);
      last = line;
    }
  }
  // The anchor is inside, since a browser opens what is around the place that a link leads to.
  return folded(title, `<pre id="${anchor}" class="source" tabindex="0">${out.join("\n")}</pre>`);
}
