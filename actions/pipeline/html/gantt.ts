import { each, escapeHtml } from "../../../toolkit/html.ts";
import { formatDuration } from "../../../toolkit/units.ts";

/** A stretch of time in a row of the chart, in milliseconds from its beginning. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  /** A class of the page that gives the colour: `good`, `bad`, `warn`, `quiet`. */
  readonly kind: string;
  /** Plain text for who points at it or listens to it. */
  readonly title: string;
}

/** A row of the chart. */
export interface Row {
  /** Plain text. */
  readonly name: string;
  /** Id on the page that the name leads to. */
  readonly anchor?: string;
  readonly bars: readonly Bar[];
  /** Plain text at the end of the row. */
  readonly end: string;
}

export const GANTT_STYLE = `.gantt{list-style:none;padding:0;margin:1rem 0}.gantt li{display:grid;grid-template-columns:minmax(7rem,12rem) 1fr 5.5rem;gap:.5rem;align-items:center;padding:.15rem 0}
.gantt .track{position:relative;height:1.4rem;background:var(--soft);border-radius:.25rem;overflow:hidden}.gantt .bar{position:absolute;top:0;bottom:0;min-width:3px;border-radius:.25rem;background:currentColor;opacity:.85}
.gantt .end{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.gantt .axis .track{background:none;border-top:1px solid var(--line)}.gantt .axis .tick{position:absolute;font-size:.75rem;color:var(--quiet);transform:translateX(-50%);white-space:nowrap}
.gantt .axis .tick:first-child{transform:none}
@media (max-width:40rem){.gantt li{grid-template-columns:1fr auto;gap:0 .5rem}.gantt .track{grid-row:2;grid-column:1/-1;height:.8rem}.gantt .axis .track{height:1.2rem}}`;

/** Rows of bars over one axis of time, made of the page's own text, so that it follows its colours and is read aloud. */
export function gantt(rows: readonly Row[], total: number, label: string): string {
  const whole = Math.max(total, 1);
  const part = (value: number) => `${((Math.max(0, Math.min(value, whole)) / whole) * 100).toFixed(2)}%`;
  const bar = ({ from, to, kind, title }: Bar) =>
    `<span class="bar ${kind}" style="left:${part(from)};width:${part(Math.max(to - from, 0))}" role="img" aria-label="${escapeHtml(title)}" title="${escapeHtml(title)}"></span>`;
  const name = ({ anchor, name: text }: Row) =>
    anchor ? `<a href="#${escapeHtml(anchor)}">${escapeHtml(text)}</a>` : escapeHtml(text);
  const ticks = each(
    axis(whole),
    (at) => `<span class="tick" style="left:${part(at)}">${at === 0 ? "0" : formatDuration(at)}</span>`,
  );
  return `<ol class="gantt" aria-label="${escapeHtml(label)}">${each(
    rows,
    (row) =>
      `<li><span>${name(row)}</span><span class="track">${each(row.bars, bar)}</span><span class="end">${escapeHtml(row.end)}</span></li>`,
  )}<li class="axis" aria-hidden="true"><span></span><span class="track">${ticks}</span><span></span></li></ol>`;
}

/** Round moments along the axis, at most six; the end itself is left to the rows. */
export function axis(total: number): number[] {
  const steps = [1, 2, 5]
    .flatMap((one) => Array.from({ length: 8 }, (_, power) => one * 10 ** power))
    .concat(30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000);
  const step = steps.sort((a, b) => a - b).find((one) => total / one <= 5) ?? total;
  return Array.from({ length: Math.floor((total * 0.97) / step) + 1 }, (_, index) => index * step);
}
