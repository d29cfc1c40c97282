import { each, escapeHtml, folded, htmlTable, list, tiles } from "../../../toolkit/html.ts";
import { formatDuration, formatSize } from "../../../toolkit/units.ts";
import type { BuildReport } from "../../build/report.ts";
import { type DeployReport, requestsOf } from "../../deploy/report.ts";
import type { MigrateReport } from "../../migrate/report.ts";
import { gantt, type Row } from "./gantt.ts";

/** A file of the report of migrate, applied or pending. */
interface MigratedFile {
  readonly file: string;
  readonly durationMs?: number;
  readonly statements: readonly {
    readonly line: number;
    readonly sql: string;
    readonly durationMs?: number;
    readonly lock?: { readonly mode: string; readonly table: string };
  }[];
}

const SHOWN = { rows: 500 } as const;
const c = (text: string): string => `<code>${escapeHtml(text)}</code>`;
const heading = (title: string): string => `<h3>${escapeHtml(title)}</h3>`;

/**
 * What a stage's own report says, as HTML. The report comes from another program's output, so whatever is missing in it
 * is left out.
 */
export function stageDetails(stage: string, outputs: Readonly<Record<string, string>>): string {
  const report = parse(outputs.report);
  switch (stage) {
    case "build":
      return buildDetails(report as Partial<BuildReport>);
    case "push":
      return pushDetails(report as Partial<BuildReport>);
    case "test":
      return testNumbers(outputs);
    case "migrate":
    case "migrate-post":
      return migrateDetails(report as Partial<MigrateReport>);
    case "deploy":
      return deployDetails(report as Partial<DeployReport>);
    default:
      return "";
  }
}

function parse(text: string | undefined): object {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function buildDetails({
  size,
  cacheHitRatio,
  steps = [],
  layers = [],
  hints = [],
  buildMs,
  imageid,
}: Partial<BuildReport>): string {
  const numbers: [string, string][] = [];
  if (size) numbers.push(["image, unpacked", formatSize(size)]);
  if (cacheHitRatio !== undefined) numbers.push(["steps from the cache", `${Math.round(cacheHitRatio * 100)} %`]);
  if (buildMs) numbers.push(["time of the build", formatDuration(buildMs)]);
  const slow = steps.filter(({ durationMs }) => durationMs !== undefined);
  const heavy = layers.filter((layer) => layer.size > 0).sort((a, b) => b.size - a.size);
  return [
    numbers.length > 0 ? tiles(numbers) : "",
    imageid ? `<p>Image ${c(imageid)}</p>` : "",
    slow.length > 0
      ? folded(
          "Steps of the build",
          htmlTable(
            ["step", "time"],
            slow
              .slice(0, SHOWN.rows)
              .map((step) => [escapeHtml(step.name), step.cached ? "cached" : formatDuration(step.durationMs ?? 0)]),
          ),
        )
      : "",
    heavy.length > 0
      ? folded(
          "Layers of the image",
          htmlTable(
            ["layer", "size"],
            heavy.slice(0, SHOWN.rows).map((layer) => [c(layer.createdBy.slice(0, 300)), formatSize(layer.size)]),
          ),
        )
      : "",
    hints.length > 0
      ? heading("Remarks") +
        list(hints.map(({ file, line, message }) => `${c(`${file}:${line}`)} ${escapeHtml(message)}`))
      : "",
  ].join("");
}

function pushDetails({ refs = [], pushed = [], pushMs }: Partial<BuildReport>): string {
  return [
    pushMs ? tiles([["time of the push", formatDuration(pushMs)]]) : "",
    refs.length > 0 ? list(refs.map(c)) : "",
    pushed.length > 0 ? `<p>Tags: ${pushed.map(c).join(", ")}</p>` : "",
  ].join("");
}

function testNumbers(outputs: Readonly<Record<string, string>>): string {
  const numbers = ["tests", "passed", "failed", "skipped", "flaky"].flatMap((name): [string, string][] =>
    outputs[name] ? [[name, outputs[name]]] : [],
  );
  if (outputs.coverage) numbers.push(["lines covered", `${outputs.coverage} %`]);
  return numbers.length > 0 ? tiles(numbers) : "";
}

function migrateDetails({
  database,
  before,
  current,
  applied = [],
  pending = [],
  findings = [],
  command,
}: Partial<MigrateReport>): string {
  const files = (title: string, all: readonly MigratedFile[]) =>
    all.length === 0
      ? ""
      : heading(title) +
        each(all.slice(0, SHOWN.rows), ({ file, statements = [], durationMs }) =>
          folded(
            `${c(file)}${durationMs === undefined ? "" : ` <span class="quiet">${formatDuration(durationMs)}</span>`}`,
            htmlTable(
              ["line", "statement", "lock", "time"],
              statements.map(({ line, sql, lock, durationMs: time }) => [
                String(line),
                c(sql),
                lock ? escapeHtml(`${lock.mode} ${lock.table}`) : "",
                time === undefined ? "" : formatDuration(time),
              ]),
              [0, 3],
            ),
          ),
        );
  return [
    database
      ? `<p>${c(database)}: ${before === current ? `at ${c(current || "the beginning")}` : `${c(before || "the beginning")} → ${c(current ?? "")}`}</p>`
      : "",
    command
      ? `<p>${escapeHtml(`${command.tool || "The command"}: ${command.added.length} applied`)}</p>${list(command.added.map(c))}`
      : "",
    files("Applied", applied),
    files("Pending", pending),
    findings.length > 0
      ? heading("Findings") +
        htmlTable(
          ["", "place", "what happens", "what to write"],
          findings.map(({ level, path, line, message, instead }) => [
            level === "error" ? "❌" : "⚠️",
            c(`${path}:${line}`),
            escapeHtml(message),
            escapeHtml(instead),
          ]),
          [],
        )
      : "",
  ].join("");
}

const STATES: Readonly<Record<string, string>> = {
  starting: "quiet",
  healthy: "warn",
  "in traffic": "good",
  draining: "warn",
  empty: "quiet",
  failed: "bad",
};

function deployDetails(report: Partial<DeployReport>): string {
  const {
    outcome,
    requests,
    failedRequests,
    switchMs,
    moments = [],
    samples = [],
    operations = [],
    reason,
    logs,
    url,
  } = report;
  const numbers: [string, string][] = [];
  if (outcome !== "planned" && requests !== undefined) {
    numbers.push(["requests meanwhile", String(requests)], ["of them failed", String(failedRequests ?? 0)]);
    if (switchMs) numbers.push(["switch of traffic", formatDuration(switchMs)]);
  }
  const end = Math.max(0, ...[...moments, ...samples].map(({ at }) => at)) + 1;
  const rows = [...new Set(moments.map(({ instance }) => instance))].map((instance): Row => {
    const own = moments.filter((moment) => moment.instance === instance);
    const bars = own.flatMap(({ at, what }, index) => {
      const to = own[index + 1]?.at ?? end;
      const title = `${what} from ${formatDuration(at)} to ${formatDuration(to)}`;
      return what === "stopped" ? [] : [{ from: at, to, kind: STATES[what] ?? "quiet", title }];
    });
    return { name: instance, bars, end: own.at(-1)?.what ?? "" };
  });
  const counted = requestsOf(samples).map(({ from, to, requests: all, failed }) => {
    const title = `${failed > 0 ? `${failed} of ${all} failed` : `${all} answered`} from ${formatDuration(from)} to ${formatDuration(to)}`;
    return { from, to, kind: failed > 0 ? "bad" : "good", title };
  });
  if (counted.length > 0) rows.push({ name: "requests", bars: counted, end: failedRequests ? "failed" : "answered" });
  return [
    numbers.length > 0 ? tiles(numbers) : "",
    url && outcome !== "planned" ? `<p>Answers at ${c(url)}</p>` : "",
    reason ? `<pre>${escapeHtml(reason)}</pre>` : "",
    logs ? folded(`Last lines of ${c(logs.container)}`, `<pre>${escapeHtml(logs.lines)}</pre>`, true) : "",
    rows.length > 0
      ? `${heading("Rollout")}<p class="quiet">Grey: starting or empty. Amber: healthy or draining. Green: in traffic, or requests that were answered. Red: failed.</p>${gantt(rows, end, "States of each container over time")}`
      : "",
    operations.length > 0
      ? folded("Operations", `<ol>${each(operations, (one) => `<li>${escapeHtml(one)}</li>`)}</ol>`)
      : "",
  ].join("");
}
