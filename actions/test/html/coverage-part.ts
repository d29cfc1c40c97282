import { posix } from "node:path";
import { each, escapeHtml, folded, htmlTable, section } from "../../../toolkit/html.ts";
import { type Coverage, type FileCoverage, percent, type Ratio } from "../model/coverage.ts";
import { type Box, treeMap } from "./tree-map.ts";

/** The page stays small enough for any browser; numbers are always those of the whole. */
const SHOWN = { files: 3000, sources: 300, sourceLines: 300, line: 300 } as const;

/** CSS of this part. */
export const COVERAGE_STYLE = `pre.source{white-space:pre;scroll-margin-top:4rem}.miss{background:var(--miss);display:inline-block;min-width:100%}
.map svg{width:100%;height:auto;display:block}.map text{font:600 11px system-ui,sans-serif;fill:#111;pointer-events:none}.map .folder{fill:var(--fg);font-weight:400}
.map rect{stroke:var(--bg);stroke-width:1.5}.map a:focus-visible{outline:none}.map a:focus-visible rect,.map a:hover rect{stroke:var(--fg);stroke-width:3}
.map{overflow-x:auto}@media (max-width:40rem){.map svg{min-width:36rem}}.scale{display:flex;gap:1rem;flex-wrap:wrap;margin:.25rem 0}.scale i{display:inline-block;width:.9em;height:.9em;margin-right:.3em;vertical-align:-.1em}`;

interface MappedFile {
  readonly path: string;
  readonly file: FileCoverage;
  readonly lines: Ratio;
  /** Lines with code: the larger, the more room. */
  readonly weight: number;
}

/** The coverage: a map of all files, a table, and the lines that no test ran in their source. */
export function coveragePart(coverage: Coverage, source: (path: string) => string | undefined): string {
  const files = [...coverage.files]
    .map(([path, file]): MappedFile => ({ path, file, lines: file.totals().lines, weight: file.lines.size }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const shown = files.slice(0, SHOWN.files);
  const missed = [...shown].sort((a, b) => missing(b.lines) - missing(a.lines));
  const withSource = missed.filter(({ lines }) => missing(lines) > 0).slice(0, SHOWN.sources);
  const anchors = new Map(withSource.map(({ path }, index) => [path, `file-${index}`]));
  const rest = files.length > shown.length ? `<p>${files.length - shown.length} smaller files are not shown.</p>` : "";
  const rows = missed.map(({ path, lines }) => {
    const anchor = anchors.get(path);
    const name = `<code>${escapeHtml(path)}</code>`;
    return [
      anchor ? `<a href="#${anchor}">${name}</a>` : name,
      `${percent(lines)} %`,
      `${lines.covered} of ${lines.total}`,
      String(missing(lines)),
    ];
  });
  return [
    section("Coverage", map(shown, anchors) + SCALE + rest),
    section("Files", htmlTable(["file", "lines", "covered", "not covered"], rows)),
    withSource.length > 0
      ? section(
          "Lines that no test ran",
          each(withSource, ({ path, file }) => uncoveredSource(path, file, anchors.get(path) ?? "", source(path))),
        )
      : "",
  ].join("\n");
}

function missing({ covered, total }: Ratio): number {
  return total - covered;
}

/** From red over yellow to green, light enough for dark letters in either colour scheme. */
function colour(value: number): string {
  return `hsl(${Math.round(value * 1.3)} 62% ${Math.round(72 - value * 0.06)}%)`;
}

const SCALE = `<p class="scale quiet">${[0, 50, 80, 100].map((value) => `<span><i style="background:${colour(value)}"></i>${value} %</span>`).join("")}<span>Each box is a file, as large as its lines of code.</span></p>`;

/** Folders side by side, in each its files. */
function map(files: readonly MappedFile[], anchors: ReadonlyMap<string, string>): string {
  const folders = new Map<string, { folder: string; files: MappedFile[]; weight: number }>();
  for (const file of files) {
    const folder = posix.dirname(file.path);
    const known = folders.get(folder) ?? { folder, files: [], weight: 0 };
    known.files.push(file);
    known.weight += file.weight;
    folders.set(folder, known);
  }
  const placed = treeMap([...folders.values()], { x: 0, y: 0, width: 1000, height: 420 });
  const boxes = placed.map(({ item, box }) => {
    const label = item.folder === "." ? "" : item.folder;
    const head = label !== "" && folders.size > 1 && box.height > 60 && box.width > label.length * 6 + 10 ? 16 : 0;
    const name = head > 0 ? `<text class="folder" ${at(box.x + 3, box.y + 12)}>${escapeHtml(label)}</text>` : "";
    const inner = {
      x: box.x + 1,
      y: box.y + head + 1,
      width: Math.max(0, box.width - 2),
      height: Math.max(0, box.height - head - 2),
    };
    return name + each(treeMap(item.files, inner), (one) => fileBox(one.item, one.box, anchors.get(one.item.path)));
  });
  const label = "Coverage of each file; the larger the box, the more lines";
  return `<div class="map"><svg viewBox="0 0 1000 420" role="group" aria-label="${label}">${boxes.join("")}</svg></div>`;
}

function fileBox({ path, lines }: MappedFile, box: Box, anchor: string | undefined): string {
  const value = percent(lines) ?? 0;
  const label = escapeHtml(`${path}: ${value} % of ${lines.total} lines`);
  const short = posix.basename(path);
  const fits = box.width > short.length * 6.6 + 8 && box.height > 18;
  const name = fits ? `<text ${at(box.x + 4, box.y + 14)}>${escapeHtml(short)}</text>` : "";
  const share = fits && box.height > 34 ? `<text ${at(box.x + 4, box.y + 28)}>${value} %</text>` : "";
  const size = `width="${box.width.toFixed(1)}" height="${box.height.toFixed(1)}"`;
  const rect = `<rect ${at(box.x, box.y)} ${size} fill="${colour(value)}"><title>${label}</title></rect>`;
  return anchor ? `<a href="#${anchor}" aria-label="${label}">${rect}${name}${share}</a>` : rect + name + share;
}

function at(x: number, y: number): string {
  return `x="${x.toFixed(1)}" y="${y.toFixed(1)}"`;
}

function uncoveredSource(path: string, file: FileCoverage, anchor: string, text: string | undefined): string {
  const stretches = file.uncovered();
  const title = `<code>${escapeHtml(path)}</code>`;
  if (text === undefined) {
    const list = stretches.slice(0, SHOWN.sourceLines).map(([from, to]) => (from === to ? from : `${from}–${to}`));
    return folded(title, `<p id="${anchor}">Lines ${list.join(", ")}</p>`);
  }
  const source = text.split("\n");
  const out: string[] = [];
  let last = 0;
  for (const [from, to] of stretches) {
    if (out.length > SHOWN.sourceLines) {
      out.push("⋯ more lines that are not covered follow");
      break;
    }
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
