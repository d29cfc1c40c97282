import { code, details, escapeMarkdown, fence, table, withinBytes } from "../../toolkit/markdown.ts";
import { mermaidGantt } from "../../toolkit/mermaid-gantt.ts";
import { counted, formatDuration, formatSize } from "../../toolkit/units.ts";

/** What became of one stage. */
export interface StageReport {
  /** `build`; `api/build` where the file has several apps. */
  stage: string;
  /** `skipped` by a `when`; `not-run` since one that it waits for failed. */
  outcome: "success" | "failure" | "skipped" | "not-run" | "planned";
  /** A sentence for people. */
  did: string;
  /** Stages that it waited for. */
  needs: string[];
  /** Milliseconds from the start of the run. */
  startedMs: number;
  durationMs: number;
  /** The outputs of the stage's action. */
  outputs: Record<string, string>;
}

/** What became of the whole run; the `report` output of the root action. */
export interface PipelineReport {
  version: 1;
  outcome: "success" | "failure" | "planned";
  app: string;
  /** The environment that was chosen; empty where none was. */
  environment: string;
  /** When it began, as ISO 8601 in UTC. */
  started: string;
  /** Commit, and branch or tag, where they are known. */
  commit?: string;
  ref?: string;
  /** Address of the run on the CI system, where there is one. */
  run?: string;
  /** The stage that failed first. */
  failedStage?: string;
  error?: string;
  durationMs: number;
  stages: StageReport[];
  /** Remarks on how the file was understood. */
  notes: string[];
}

/** Markdown that a stage has written for the summary. */
export interface StageSection {
  stage: string;
  markdown: string;
}

/** A summary of 1 MiB is refused as a whole; what other steps of the same job add has its own budget. */
const SUMMARY_BYTES = 900_000;

/** GitHub takes 65,536 characters a comment; some are left for the marker that the comment is found by. */
const COMMENT_BYTES = 64_000;

/** What a stage did, in one sentence made of its outputs. */
export function whatItDid(stage: string, outputs: Readonly<Record<string, string>>): string {
  const get = (name: string) => outputs[name] ?? "";
  const outcome = get("outcome") || "done";
  // A plan of the pipeline's own is a sentence already.
  if (get("plan")) return get("plan");
  switch (stage) {
    case "build": {
      const size = get("size") ? `, ${formatSize(Number(get("size")))}` : "";
      const image = get("image") || get("tags").split("\n")[0] || "";
      if (outcome === "skipped") return `not built again, since there is an image of this content: ${image}${size}`;
      return `${outcome} ${image}${size}`.trim();
    }
    case "test": {
      if (!get("tests")) return outcome;
      const counts = [`${get("passed")} of ${counted(Number(get("tests")), "test")} passed`];
      if (Number(get("failed")) > 0) counts.push(`${get("failed")} failed`);
      if (Number(get("skipped")) > 0) counts.push(`${get("skipped")} skipped`);
      if (get("coverage")) counts.push(`${get("coverage")} % of lines covered`);
      return counts.join(", ");
    }
    case "push":
      return `${outcome} ${get("digest")}`.trim();
    case "migrate":
    case "migrate-post": {
      const version = get("current") ? `, schema at ${get("current")}` : "";
      if (outcome === "pending") return `${counted(Number(get("pending")), "migration")} pending${version}`;
      if (outcome === "planned") return outcome;
      const applied = Number(get("applied") || 0);
      return `${applied === 0 ? "nothing" : counted(applied, "migration")} applied${version}`;
    }
    case "deploy": {
      const requests = get("requests")
        ? `, ${counted(Number(get("requests")), "request")}, ${get("failed-requests") || 0} failed`
        : "";
      return `${outcome}${get("release-id") ? ` release ${get("release-id")}` : ""}${outcome === "planned" ? "" : requests}`;
    }
    case "verify":
      return get("address") ? `${get("address")} answers ${get("status")}` : outcome;
    default:
      return outcome;
  }
}

const MARKS = { success: "✅", failure: "❌", skipped: "⏭️", "not-run": "⏹️", planned: "📋" } as const;

/** Whether a stage did anything at all. */
export const ran = ({ outcome }: Pick<StageReport, "outcome">): boolean =>
  outcome !== "skipped" && outcome !== "not-run";

/** Which commit, from where, when, in one line; the address of the run apart. */
export function originOf({ started, commit, ref }: PipelineReport): string {
  const what = [commit ? `Commit ${commit.slice(0, 12)}` : "", ref ? `of ${ref}` : ""].filter(Boolean).join(" ");
  return `${what ? `${what}, begun` : "Begun"} ${started.slice(0, 16).replace("T", " ")} UTC`;
}

/** The one summary of the run: a table of the stages, a picture of their times, then what each of them has to say. */
export function markdownOf(
  report: PipelineReport,
  sections: readonly StageSection[],
  bytes: "summary" | "comment" = "summary",
): string {
  const rows = report.stages.map((stage) => [
    `${MARKS[stage.outcome]} ${escapeMarkdown(stage.stage)}`,
    escapeMarkdown(stage.did),
    ran(stage) ? formatDuration(stage.durationMs) : "",
  ]);
  const place = report.environment ? ` to ${code(report.environment)}` : "";
  const title = report.outcome === "planned" ? "Plan of" : "Pipeline of";
  const head = [
    `## ${MARKS[report.outcome]} ${title} ${code(report.app)}${place}`,
    table(["stage", report.outcome === "planned" ? "what it would do" : "what it did", "time"], rows, [2]),
    `${escapeMarkdown(originOf(report))}. Total: ${formatDuration(report.durationMs)}`,
    ...report.notes.map((note) => `- ${escapeMarkdown(note)}`),
  ].join("\n\n");
  const chart = report.outcome === "planned" ? "" : timeline(report.stages);
  const picture = chart && fence(chart, "mermaid");
  // Each stage opens on a click; the one that failed is open.
  const pieces = sections
    .filter(({ markdown }) => markdown.trim() !== "")
    .map(({ stage, markdown }) => ({ full: details(stage, markdown.trim(), stage === report.failedStage), short: "" }));
  return withinBytes(
    [{ full: head, short: head }, { full: picture, short: "" }, ...pieces],
    bytes === "comment" ? COMMENT_BYTES : SUMMARY_BYTES,
    "_Parts of this report were left out: it would be too large for this place._",
  );
}

/** A chart of the stages that ran, in milliseconds from the start of the run. */
function timeline(stages: readonly StageReport[]): string {
  return mermaidGantt(
    stages.filter(ran).map(({ stage, outcome, startedMs, durationMs }) => ({
      name: stage,
      bars: [
        {
          text: formatDuration(durationMs),
          from: startedMs,
          to: startedMs + durationMs,
          look: outcome === "failure" ? "crit" : undefined,
        },
      ],
    })),
  );
}
