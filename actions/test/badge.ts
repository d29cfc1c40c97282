import { escapeHtml } from "../../toolkit/html.ts";
import { percent } from "./model/coverage.ts";
import type { TestReport } from "./report.ts";

/** The badge of a report: line coverage, or where there is none how the tests ended. */
export function badgeOf({ coverage, counts }: TestReport): string {
  const lines = coverage && percent(coverage.lines);
  if (lines !== undefined)
    return badge("coverage", `${lines} %`, lines >= 90 ? "good" : lines >= 70 ? "middling" : "bad");
  if (!counts) return badge("tests", "unknown", "unknown");
  const { failed, passed } = counts;
  return failed > 0 ? badge("tests", `${failed} failed`, "bad") : badge("tests", `${passed} passed`, "good");
}

/** A badge as a small SVG of its own, without a service: `coverage 97.3 %`, or how many tests passed. */
export function badge(label: string, value: string, tone: "good" | "middling" | "bad" | "unknown"): string {
  const colour = { good: "#1a7f37", middling: "#9a6700", bad: "#cf222e", unknown: "#59636e" }[tone];
  // The common sans-serif fonts take about 6.6 pixels a letter at this size; textLength holds them to it.
  const width = (text: string) => Math.round([...text].length * 6.6);
  const [left, right] = [width(label) + 10, width(value) + 10];
  const text = (words: string, x: number, room: number) =>
    `<text x="${x}" y="14" textLength="${room - 10}" lengthAdjust="spacingAndGlyphs">${escapeHtml(words)}</text>`;
  const title = escapeHtml(`${label}: ${value}`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}"><title>${title}</title>` +
    `<rect width="${left + right}" height="20" rx="3" fill="${colour}"/><path d="M3 0h${left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#424a53"/>` +
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(label, 5, left)}${text(value, left + 5, right)}</g></svg>\n`
  );
}
