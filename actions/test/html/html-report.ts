import { escapeHtml } from "../../../toolkit/markdown.ts";
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

/**
 * The report as one page that needs nothing else: no script, no font, no picture from anywhere. It follows the
 * reader's choice of light or dark; all that opens and closes is the browser's own, so a keyboard is enough.
 */
export function htmlReport({ report, tests, coverage, source }: HtmlFacts): string {
  const parts = [
    `<h1>Tests <span class="${report.outcome === "passed" ? "good" : "bad"}">${escapeHtml(report.outcome)}</span></h1>`,
    report.reasons.length > 0
      ? `<ul class="reasons">${each(report.reasons, (one) => `<li>${escapeHtml(one)}</li>`)}</ul>`
      : "",
    numbers(report),
    tests ? testSections(tests) : "",
    coverage ? coverageSections(coverage, source) : "",
    report.remarks.length > 0
      ? section("Remarks", `<ul>${each(report.remarks, (one) => `<li>${escapeHtml(one)}</li>`)}</ul>`)
      : "",
    section(
      "Files that were read",
      `<ul>${each(report.files, (one) => `<li><code>${escapeHtml(one)}</code></li>`)}</ul>`,
    ),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark"><title>Test report</title><style>${STYLE}</style></head>
<body><main>
${parts.filter((part) => part !== "").join("\n")}
</main></body></html>
`;
}

const STYLE = `:root{color-scheme:light dark;--line:#d0d7de;--soft:#f6f8fa;--good:#116329;--bad:#b3202a;--fg:#1f2328;--bg:#fff;--miss:#ffebe9}
@media (prefers-color-scheme:dark){:root{--line:#3d444d;--soft:#161b22;--good:#56d364;--bad:#ff8a84;--fg:#e6edf3;--bg:#0d1117;--miss:#5c1a1d}}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif}main{max-width:72rem;margin:auto;padding:1rem}
.good{color:var(--good)}.bad{color:var(--bad)}.tiles{display:flex;flex-wrap:wrap;gap:.5rem;padding:0;list-style:none}
.tiles li{border:1px solid var(--line);border-radius:.5rem;padding:.5rem 1rem;min-width:6rem}.tiles b{display:block;font-size:1.5rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid var(--line)}
td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}pre{background:var(--soft);padding:.75rem;overflow-x:auto;border-radius:.5rem;white-space:pre-wrap;overflow-wrap:anywhere}
pre.source{white-space:pre}summary{cursor:pointer;overflow-wrap:anywhere}details{border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem;margin:.5rem 0}
.miss{background:var(--miss);display:inline-block;min-width:100%}svg{width:100%;height:auto;border:1px solid var(--line)}svg text{font:11px system-ui,sans-serif;fill:#111;pointer-events:none}
svg rect{stroke:var(--bg)}a:focus rect{stroke:var(--fg);stroke-width:3}code{overflow-wrap:anywhere}`;

function each<T>(items: readonly T[], html: (item: T) => string): string {
  return items.map(html).join("");
}

function section(title: string, body: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>${body}</section>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  // The first column is text, the others are numbers; cells are HTML already.
  const cell = (tag: string) => (text: string, column: number) =>
    `<${tag}${column > 0 ? ' class="n"' : ""}${tag === "th" ? ' scope="col"' : ""}>${text}</${tag}>`;
  const body = each(rows, (row) => `<tr>${row.map(cell("td")).join("")}</tr>`);
  return `<div class="wide"><table><thead><tr>${head.map(cell("th")).join("")}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function numbers({ counts, coverage, patch }: TestReport): string {
  const tiles: [string, string][] = [];
  if (counts) {
    for (const name of ["tests", "passed", "failed", "skipped", "flaky"] as const)
      tiles.push([name, String(counts[name])]);
    tiles.push(["time of all tests", formatDuration(counts.duration)]);
  }
  for (const measure of MEASURES) {
    const value = coverage && percent(coverage[measure]);
    if (value !== undefined) tiles.push([`${measure} covered`, `${value} %`]);
  }
  const changed = patch && percent(patch.lines);
  if (changed !== undefined) tiles.push(["changed lines covered", `${changed} %`]);
  return `<ul class="tiles">${each(tiles, ([name, value]) => `<li><b>${value}</b>${name}</li>`)}</ul>`;
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
          table(
            ["test", "time"],
            slowest.map(({ title, duration }) => [escapeHtml(title), formatDuration(duration)]),
          ),
        )
      : "",
    section(
      "Suites",
      table(
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
  return `<details><summary>${escapeHtml(titleOf(test))}</summary>${bodies}${printed}</details>`;
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
    section("Files", table(["file", "lines covered", "lines not covered"], rows)),
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
  const title = `<summary><code>${escapeHtml(path)}</code></summary>`;
  if (text === undefined) {
    const list = stretches.slice(0, SHOWN.sourceLines).map(([from, to]) => (from === to ? from : `${from}–${to}`));
    return `<details>${title}<p id="${anchor}">Lines ${list.join(", ")}</p></details>`;
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
  return `<details>${title}<pre id="${anchor}" class="source" tabindex="0">${out.join("\n")}</pre></details>`;
}
