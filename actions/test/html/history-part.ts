import { each, escapeHtml, htmlTable, list, section } from "../../../toolkit/html.ts";
import { counted, formatDuration } from "../../../toolkit/units.ts";
import type { Comparison, Names } from "../history/compare.ts";
import type { Trends } from "../history/trends.ts";
import { percent, type Ratio } from "../model/coverage.ts";
import { signedTime } from "../summary.ts";

/** CSS of this part. */
export const HISTORY_STYLE = `.lines{display:flex;flex-wrap:wrap;gap:1rem;margin:0}.lines figure{margin:0;flex:1 1 11rem;border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem}
.lines svg{width:100%;height:3.5rem;display:block;overflow:visible}.lines polyline{fill:none;stroke:var(--link);stroke-width:2;vector-effect:non-scaling-stroke}.lines .now{stroke:var(--link);stroke-width:7;stroke-linecap:round;vector-effect:non-scaling-stroke}
.lines+.wide,.wide+.wide{margin-top:1rem}.lines b{font-variant-numeric:tabular-nums}`;

/** How the last runs went, as small pictures, and which tests stand out. */
export function trendsPart({ line, runs, flaky, failing, slower }: Trends): string {
  const covered = line.map(({ lines }) => (lines ? percent(lines) : undefined));
  const pictures = [
    sparkline(
      "time of all tests",
      line.map(({ duration }) => duration),
      formatDuration,
    ),
    sparkline("lines covered", covered, (value) => `${Math.round(value * 100) / 100} %`),
    sparkline(
      "tests",
      line.map(({ tests }) => tests),
      String,
    ),
    sparkline(
      "failed",
      line.map(({ failed }) => failed),
      String,
    ),
  ];
  const unsteady = [...flaky.map((one) => [one, true] as const), ...failing.map((one) => [one, false] as const)];
  const parts = [`<div class="lines">${pictures.join("")}</div>`];
  if (unsteady.length > 0) {
    const rows = unsteady.map(([{ title, failed, runs: all, flakyCommits }, isFlaky]) => [
      escapeHtml(title),
      `${failed} of ${all}`,
      `${Math.round((failed / all) * 100)} %`,
      isFlaky ? counted(flakyCommits, "commit") : "",
    ]);
    parts.push(htmlTable(["test", "failed", "rate", "failed and passed on"], rows));
  }
  if (slower.length > 0) {
    const rows = slower.map(({ title, before, now }) => [
      escapeHtml(title),
      formatDuration(before),
      formatDuration(now),
    ]);
    parts.push(htmlTable(["slower than before", "usually", "now"], rows));
  }
  return section(`The last ${counted(runs, "run")}`, parts.join(""));
}

const BOX = { width: 200, height: 48, edge: 4 };

/** A line over the runs, the oldest at the left; its last value in words, so that nobody has to read it off. */
export function sparkline(
  name: string,
  values: readonly (number | undefined)[],
  shown: (value: number) => string,
): string {
  const known = values.filter((value) => value !== undefined);
  const last = known.at(-1);
  if (last === undefined) return "";
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (index: number) => (values.length === 1 ? BOX.width : (index / (values.length - 1)) * BOX.width);
  const y = (value: number) =>
    high === low ? BOX.height / 2 : BOX.edge + (1 - (value - low) / (high - low)) * (BOX.height - 2 * BOX.edge);
  const points = values.flatMap((value, index) =>
    value === undefined ? [] : [`${x(index).toFixed(1)},${y(value).toFixed(1)}`],
  );
  const [endX, endY] = (points.at(-1) ?? "0,0").split(",");
  const said = `${name}, ${counted(known.length, "run")}: now ${shown(last)}, lowest ${shown(low)}, highest ${shown(high)}`;
  return `<figure><svg viewBox="0 0 ${BOX.width} ${BOX.height}" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(said)}"><title>${escapeHtml(said)}</title><polyline points="${points.join(" ")}"/><path class="now" d="M${endX} ${endY}h0"/></svg><figcaption><b>${escapeHtml(shown(last))}</b> <span class="quiet">${escapeHtml(name)}${high === low ? "" : escapeHtml(`, from ${shown(low)} to ${shown(high)}`)}</span></figcaption></figure>`;
}

/** What changed against the baseline. */
export function comparisonPart(comparison: Comparison): string {
  const groups: [string, Names][] = [
    ["newly failed", comparison.newlyFailed],
    ["fixed", comparison.fixed],
    ["new", comparison.added],
    ["gone", comparison.removed],
    ["newly skipped", comparison.newlySkipped],
  ];
  const told = groups.filter(([, { count: number }]) => number > 0);
  const changes = each(told, ([name, { count: number, names }]) => {
    const rest = number > names.length ? [`and ${number - names.length} more`] : [];
    return `<h3>${number} ${escapeHtml(name)}</h3>${list([...names, ...rest].map(escapeHtml))}`;
  });
  const side = (lines: Ratio | undefined) => (lines ? `${percent(lines) ?? "–"} %` : "–");
  const rows = comparison.files.map(({ path, before, now }) => [
    `<code>${escapeHtml(path)}</code>`,
    side(before),
    side(now),
  ]);
  return section(
    `Against ${comparison.sha.slice(0, 10)}`,
    `<p>${told.length === 0 ? "The same tests with the same results; time" : "Time"} of all tests ${escapeHtml(signedTime(comparison.duration))}.</p>${changes}${rows.length > 0 ? htmlTable(["file", "lines before", "now"], rows) : ""}`,
  );
}
