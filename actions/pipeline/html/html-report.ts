import { type Embedded, each, embedded, escapeHtml, htmlPage, htmlTable, list, tiles } from "../../../toolkit/html.ts";
import { formatDuration, formatSize } from "../../../toolkit/units.ts";
import { originOf, type PipelineReport, ran, type StageReport } from "../report.ts";
import { GANTT_STYLE, gantt, type Row } from "./gantt.ts";
import { stageDetails } from "./stage-sections.ts";

/** What the page shows. */
export interface HtmlFacts {
  readonly report: PipelineReport;
  /** The pages that stages wrote themselves, by stage. */
  readonly pages: ReadonlyMap<string, string>;
}

const KINDS = { success: "good", failure: "bad", skipped: "quiet", "not-run": "quiet", planned: "quiet" } as const;
const WORDS = {
  success: "done",
  failure: "failed",
  skipped: "left out",
  "not-run": "not run",
  planned: "planned",
} as const;

/** The whole run as one page that needs nothing else: when each stage ran, and what each has to say. */
export function htmlReport({ report, pages }: HtmlFacts): string {
  const parts = new Map<string, Embedded>();
  for (const [stage, page] of pages) {
    const part = embedded(page, `${anchorOf(stage)}-`);
    if (part) parts.set(stage, part);
  }
  const planned = report.outcome === "planned";
  const place = report.environment ? ` to ${escapeHtml(report.environment)}` : "";
  return htmlPage({
    title: `${report.app}: ${planned ? "plan" : "pipeline"}`,
    style: GANTT_STYLE + STYLE + [...new Set([...parts.values()].map(({ style }) => style))].join("\n"),
    parts: [
      `<h1>${planned ? "Plan" : "Pipeline"} of ${escapeHtml(report.app)}${place} <span class="${KINDS[report.outcome]}">${report.outcome}</span></h1>`,
      `<p class="quiet">${escapeHtml(originOf(report))}${runLink(report)}</p>`,
      report.error ? `<pre class="error">${escapeHtml(`${report.failedStage}: ${report.error}`)}</pre>` : "",
      tiles(numbers(report)),
      `<section><h2>Stages</h2>${planned ? planTable(report.stages) : timeline(report)}</section>`,
      report.notes.length > 0 ? list(report.notes.map(escapeHtml)) : "",
      ...report.stages.map((stage) => stageSection(stage, parts.get(stage.stage))),
    ],
  });
}

const STYLE = `.error{border-left:4px solid var(--bad)}.stage{border-top:1px solid var(--line)}.stage h2 small{font-size:1rem;font-weight:normal}`;

/** The address comes from variables that anybody may set, so only one of the web becomes a link. */
const runLink = ({ run = "" }: PipelineReport): string =>
  /^https?:\/\//.test(run) ? `, <a href="${escapeHtml(run)}">the run</a>` : "";

const anchorOf = (stage: string): string => `stage-${stage.replace(/[^\w-]/g, "-")}`;

/** The numbers that people look for first. */
function numbers({ stages, durationMs }: PipelineReport): [string, string][] {
  const all = (name: string, output: string) =>
    stages
      .filter(({ stage }) => stage.split("/").at(-1) === name)
      .flatMap(({ outputs }) => (outputs[output] ? [outputs[output]] : []));
  const sum = (texts: readonly string[]) => texts.reduce((total, text) => total + Number(text), 0);
  const found: [string, string][] = [["whole run", formatDuration(durationMs)]];
  const put = (name: string, texts: readonly string[], text: (texts: readonly string[]) => string) => {
    if (texts.length > 0) found.push([name, text(texts)]);
  };
  put("tests", all("test", "tests"), (texts) => String(sum(texts)));
  put("of them failed", all("test", "failed"), (texts) => String(sum(texts)));
  put("lines covered", all("test", "coverage"), (texts) => texts.map((text) => `${text} %`).join(", "));
  put("image", all("build", "size"), (texts) => texts.map((text) => formatSize(Number(text))).join(", "));
  put("migrations applied", [...all("migrate", "applied"), ...all("migrate-post", "applied")], (texts) =>
    String(sum(texts)),
  );
  put("requests lost", all("deploy", "failed-requests"), (texts) => String(sum(texts)));
  return found;
}

function timeline({ stages, durationMs }: PipelineReport): string {
  const rows = stages.map((stage): Row => {
    const { startedMs: from, durationMs: took } = stage;
    const title = `${WORDS[stage.outcome]}, from ${formatDuration(from)} to ${formatDuration(from + took)}`;
    return {
      name: stage.stage,
      anchor: anchorOf(stage.stage),
      bars: ran(stage) ? [{ from, to: from + took, kind: KINDS[stage.outcome], title }] : [],
      end: ran(stage) ? formatDuration(took) : WORDS[stage.outcome],
    };
  });
  return gantt(
    rows,
    Math.max(durationMs, ...stages.map((one) => one.startedMs + one.durationMs)),
    "Stages of the run over time",
  );
}

function planTable(stages: readonly StageReport[]): string {
  const rows = stages.map(({ stage, did, needs }) => [
    `<a href="#${anchorOf(stage)}">${escapeHtml(stage)}</a>`,
    escapeHtml(did),
    escapeHtml(needs.join(", ")),
  ]);
  return htmlTable(["stage", "what it would do", "waits for"], rows, []);
}

function stageSection(stage: StageReport, part: Embedded | undefined): string {
  const { stage: name, outcome, did, outputs, startedMs, durationMs, needs } = stage;
  const time = ran(stage)
    ? `<p class="quiet">${escapeHtml(`From ${formatDuration(startedMs)} to ${formatDuration(startedMs + durationMs)}${needs.length > 0 ? `, after ${needs.join(", ")}` : ""}`)}</p>`
    : "";
  const kind = name.split("/").at(-1) ?? name;
  const details = ran(stage) ? (part?.body ?? stageDetails(kind, outputs)) : "";
  const plain = part || !ran(stage) ? "" : outputTable(outputs);
  return `<section class="stage" id="${anchorOf(name)}"><h2>${escapeHtml(name)} <small class="${KINDS[outcome]}">${WORDS[outcome]}</small></h2><p>${escapeHtml(did)}</p>${time}${details}${plain}</section>`;
}

/** Outputs that say more than the sections do, for who wants to look them up. */
function outputTable(outputs: Readonly<Record<string, string>>): string {
  const rows = Object.entries(outputs).filter(
    ([name, value]) => value !== "" && !["report", "metadata", "json"].includes(name) && value.length < 500,
  );
  if (rows.length === 0) return "";
  const body = each(
    rows,
    ([name, value]) => `<tr><td><code>${escapeHtml(name)}</code></td><td><code>${escapeHtml(value)}</code></td></tr>`,
  );
  return `<details><summary>Outputs</summary><div class="wide"><table><tbody>${body}</tbody></table></div></details>`;
}
