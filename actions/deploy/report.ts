import { code, details, escapeMarkdown, fence, type Piece, table, withinBytes } from "../../toolkit/markdown.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { Moment, Sample } from "./target.ts";

/** What a run did; the `report` output. Times are in milliseconds. */
export interface DeployReport {
  version: 1;
  outcome: string;
  app: string;
  release: string;
  previous: string;
  image: string;
  digest: string;
  url: string;
  /** Requests that the balancer counted during the run, and those of them that failed. */
  requests: number;
  failedRequests: number;
  switchMs: number;
  durationMs: number;
  /** The operations that were done, or that would be in plan mode, in words. */
  operations: string[];
  moments: Moment[];
  /** The balancer's counters while traffic moved, since the run began. */
  samples: Sample[];
  /** Why it failed. */
  reason?: string;
  /** The last lines of the container that failed. */
  logs?: { container: string; lines: string };
}

const SUMMARY_BYTES = 128_000;
const MARKS: Readonly<Record<string, string>> = {
  deployed: "✅",
  unchanged: "✅",
  planned: "📋",
  removed: "🗑️",
  "rolled-back": "↩️",
};

/** The summary: outcome, requests, what was done, and a picture of who was in traffic when. */
export function summaryOf(report: DeployReport): string {
  const pieces: Piece[] = [];
  const put = (full: string, short = full) => pieces.push({ full, short });
  put(
    `${MARKS[report.outcome] ?? "❌"} **${escapeMarkdown(report.outcome)}** ${code(report.app)}${report.release ? ` release ${code(report.release)}` : ""}${report.url ? ` at ${code(report.url)}` : ""}`,
  );
  if (report.reason) put(escapeMarkdown(report.reason));
  if (report.logs) put(details(`Last lines of ${report.logs.container}`, fence(report.logs.lines), true), "");
  if (!["planned", "removed"].includes(report.outcome)) {
    put(
      table(
        ["before", "after", "requests", "failed", "switch", "whole run"],
        [
          [
            report.previous ? code(report.previous) : "–",
            code(report.release),
            String(report.requests),
            String(report.failedRequests),
            formatDuration(report.switchMs),
            formatDuration(report.durationMs),
          ],
        ],
        [2, 3, 4, 5],
      ),
    );
  }
  const picture = timeline(report.moments);
  if (picture) put(fence(picture, "mermaid"), "");
  if (report.operations.length > 0) {
    put(
      details("Operations", report.operations.map((text, index) => `${index + 1}. ${escapeMarkdown(text)}`).join("\n")),
      "",
    );
  }
  return withinBytes(pieces, SUMMARY_BYTES, "_Some details were left out._");
}

const STYLES: Readonly<Record<string, string>> = {
  starting: "",
  healthy: "",
  "in traffic": "active, ",
  draining: "done, ",
  empty: "done, ",
  failed: "crit, ",
};

/** A Mermaid Gantt chart: a section for each container, a bar for each of its states; "" where nothing happened. */
export function timeline(moments: readonly Moment[]): string {
  if (moments.length === 0) return "";
  const end = Math.max(...moments.map(({ at }) => at)) + 1;
  const lines = ["gantt", "  dateFormat x", "  axisFormat %M:%S"];
  for (const instance of new Set(moments.map((moment) => moment.instance))) {
    lines.push(`  section ${instance.replace(/[^\w.-]/g, "-")}`);
    const own = moments.filter((moment) => moment.instance === instance);
    for (const [index, { at, what }] of own.entries()) {
      if (what === "stopped") continue;
      const until = Math.max(own[index + 1]?.at ?? end, at + 1);
      lines.push(`  ${what} :${STYLES[what] ?? ""}${Math.round(at)}, ${Math.round(until)}`);
    }
  }
  return lines.join("\n");
}
