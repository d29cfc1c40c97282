import { code, details, escapeMarkdown, fence, link, type Piece, table, withinBytes } from "../../toolkit/markdown.ts";
import { type GanttSection, mermaidGantt } from "../../toolkit/mermaid-gantt.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { DeployRecord, Moment, Sample } from "./target.ts";

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
  /** Id of the deployment on GitHub. */
  deploymentId?: number;
  /** The operations that were done, or that would be in plan mode, in words. */
  operations: string[];
  moments: Moment[];
  /** The balancer's counters while traffic moved, since the run began. */
  samples: Sample[];
  /** In mode `status`: the last deploys on record, the newest first. */
  history?: DeployRecord[];
  /** Why it failed. */
  reason?: string;
  /** The last lines of the container that failed. */
  logs?: { container: string; lines: string };
}

/** What is in traffic after a deploy that failed, in a sentence; undefined for any other outcome. */
export function afterFailure({ outcome, previous }: Pick<DeployReport, "outcome" | "previous">): string | undefined {
  const first = previous === "";
  return {
    deployed: "The new release is in traffic; run this again to finish what is left.",
    "failed-before-switch": `It never got traffic; ${first ? "nothing ran before" : "what ran before goes on"}.`,
    "rolled-back": first
      ? "It was taken out of traffic; there was no release before it, so nobody answers."
      : "The release before is in traffic again.",
    "rollback-failed": "Taking it back failed; look at the host.",
  }[outcome];
}

/** The release in traffic at the end of a run; "" where that is none or nobody knows. */
function releaseAfter({ outcome, release, previous }: DeployReport): string {
  if (outcome === "rollback-failed") return "";
  return outcome === "deployed" || outcome === "unchanged" ? release : previous;
}

const SUMMARY_BYTES = 128_000;
const MARKS: Readonly<Record<string, string>> = {
  deployed: "✅",
  unchanged: "✅",
  planned: "📋",
  shown: "📋",
  unlocked: "🔓",
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
  if (!["planned", "removed", "shown", "unlocked"].includes(report.outcome)) {
    put(
      table(
        ["before", "after", "requests", "failed", "switch", "whole run"],
        [
          [
            report.previous ? code(report.previous) : "–",
            releaseAfter(report) ? code(releaseAfter(report)) : "–",
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
  if (report.history?.length) put(historyTable(report.history), "");
  const picture = timeline(report.moments, report.samples);
  if (picture) put(fence(picture, "mermaid"), "");
  if (report.operations.length > 0) {
    put(
      details(
        report.outcome === "shown" ? "Containers" : "Operations",
        report.operations.map((text, index) => `${index + 1}. ${escapeMarkdown(text)}`).join("\n"),
      ),
      "",
    );
  }
  return withinBytes(pieces, SUMMARY_BYTES, "_Some details were left out._");
}

const LOOKS: Readonly<Record<string, "active" | "done" | "crit">> = {
  "in traffic": "active",
  draining: "done",
  empty: "done",
  failed: "crit",
};

function historyTable(history: readonly DeployRecord[]): string {
  return table(
    ["when", "outcome", "release", "image", "requests", "failed", "took", "by"],
    history.map((record) => [
      escapeMarkdown(record.at),
      `${MARKS[record.outcome] ?? "❌"} ${escapeMarkdown(record.outcome)}${record.mode === "rollback" ? " (rollback)" : ""}`,
      code(record.release),
      code(record.image),
      String(record.requests),
      String(record.failedRequests),
      formatDuration(record.durationMs),
      record.run ? link(record.by || "run", record.run) : escapeMarkdown(record.by),
    ]),
    [4, 5, 6],
  );
}

/**
 * A Mermaid Gantt chart: a section for each container with a bar for each of its states, and one for the requests on the
 * same axis, where each bar without a failure is as long as it can be; "" where nothing happened.
 */
export function timeline(moments: readonly Moment[], samples: readonly Sample[] = []): string {
  const end = Math.max(...moments.map(({ at }) => at), ...samples.map(({ at }) => at)) + 1;
  const containers = [...new Set(moments.map(({ instance }) => instance))].map((instance): GanttSection => {
    const own = moments.filter((moment) => moment.instance === instance);
    const bars = own.flatMap(({ at, what }, index): GanttSection["bars"] => {
      const next = own[index + 1]?.at;
      if (what !== "stopped") return [{ text: what, from: at, to: next ?? end, look: LOOKS[what] }];
      return next === undefined ? [{ text: what, from: at, to: at, look: "milestone" }] : [];
    });
    return { name: instance.replace(/[^\w.-]/g, "-"), bars };
  });
  const requests = requestsOf(samples).map(({ from, to, requests: all, failed }) =>
    failed > 0
      ? { text: `${failed} of ${all} failed`, from, to, look: "crit" as const }
      : { text: `${all} answered`, from, to, look: "active" as const },
  );
  return mermaidGantt([...containers, ...(requests.length > 0 ? [{ name: "requests", bars: requests }] : [])]);
}

/** A stretch of time in which requests failed, or none did. Times are in milliseconds since the run began. */
export interface Stretch {
  from: number;
  to: number;
  requests: number;
  failed: number;
}

/** Stretches of time with failed requests and without, one after the other. */
export function requestsOf(samples: readonly Sample[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, { at, requests, failed }] of samples.entries()) {
    const before = samples[index - 1];
    if (!before) continue;
    const next = { from: before.at, to: at, requests: requests - before.requests, failed: failed - before.failed };
    const last = stretches.at(-1);
    if (last && last.failed > 0 === next.failed > 0) {
      Object.assign(last, { to: at, requests: last.requests + next.requests, failed: last.failed + next.failed });
    } else stretches.push(next);
  }
  return stretches.filter(({ requests, failed }) => requests + failed > 0);
}
