import { code, details, escapeMarkdown, fence, table, withinBytes } from "../../toolkit/markdown.ts";
import { formatDuration, formatSize } from "../../toolkit/units.ts";

/** What became of one stage. */
export interface StageReport {
  stage: string;
  outcome: "success" | "failure" | "not-run" | "planned";
  /** A sentence for people. */
  did: string;
  durationMs: number;
  /** The outputs of the stage's action. */
  outputs: Record<string, string>;
}

/** What became of the whole run; the `report` output of the root action. */
export interface PipelineReport {
  version: 1;
  outcome: "success" | "failure" | "planned";
  app: string;
  failedStage?: string;
  error?: string;
  durationMs: number;
  stages: StageReport[];
}

/** A summary of 1 MiB is refused as a whole; what other steps of the same job add has its own budget. */
const SUMMARY_BYTES = 900_000;

/** What a stage did, in one sentence made of its outputs. */
export function whatItDid(stage: string, outputs: Readonly<Record<string, string>>): string {
  const get = (name: string) => outputs[name] ?? "";
  const outcome = get("outcome") || "done";
  switch (stage) {
    case "build": {
      const size = get("size") ? `, ${formatSize(Number(get("size")))}` : "";
      return `${outcome} ${get("image") || get("tags").split("\n")[0] || ""}${size}`.trim();
    }
    case "test": {
      if (!get("tests")) return outcome;
      const counts = [`${get("passed")} of ${get("tests")} tests passed`];
      if (Number(get("failed")) > 0) counts.push(`${get("failed")} failed`);
      if (Number(get("skipped")) > 0) counts.push(`${get("skipped")} skipped`);
      if (get("coverage")) counts.push(`${get("coverage")} % of lines covered`);
      return counts.join(", ");
    }
    case "push":
      return `${outcome} ${get("digest")}`.trim();
    case "migrate": {
      const applied = Number(get("applied") || 0);
      const version = get("current") ? `, schema at ${get("current")}` : "";
      return `${applied === 0 ? "nothing" : `${applied} migration${applied === 1 ? "" : "s"}`} applied${version}`;
    }
    case "deploy": {
      const requests = get("requests") ? `, ${get("requests")} requests, ${get("failed-requests") || 0} failed` : "";
      return `${outcome}${get("release-id") ? ` release ${get("release-id")}` : ""}${requests}`;
    }
    case "verify":
      return get("address") ? `${get("address")} answers ${get("status")}` : outcome;
    default:
      return outcome;
  }
}

const MARKS = { success: "✅", failure: "❌", "not-run": "⏭️", planned: "📋" } as const;

/** The one summary of the run: a table of the stages, a picture of their times, then what each of them has to say. */
export function markdownOf(report: PipelineReport, sections: readonly { stage: string; markdown: string }[]): string {
  const rows = report.stages.map((stage) => [
    `${MARKS[stage.outcome]} ${escapeMarkdown(stage.stage)}`,
    escapeMarkdown(stage.did),
    stage.outcome === "not-run" ? "" : formatDuration(stage.durationMs),
  ]);
  const mark = MARKS[report.outcome];
  const head = [
    `## ${mark} Pipeline of ${code(report.app)}`,
    table(["stage", "what it did", "time"], rows, [2]),
    `Total: ${formatDuration(report.durationMs)}`,
  ].join("\n\n");
  const picture = report.outcome === "planned" ? "" : fence(timeline(report.stages), "mermaid");
  // Each stage opens on a click; the one that failed is open.
  const pieces = sections
    .filter(({ markdown }) => markdown.trim() !== "")
    .map(({ stage, markdown }) => ({ full: details(stage, markdown.trim(), stage === report.failedStage), short: "" }));
  return withinBytes(
    [{ full: head, short: head }, { full: picture, short: "" }, ...pieces],
    SUMMARY_BYTES,
    "_Parts of this report were left out: it would be too large for a job summary._",
  );
}

/** A Mermaid Gantt chart of the stages that ran, in milliseconds from the start of the run. */
function timeline(stages: readonly StageReport[]): string {
  const lines = ["gantt", "  dateFormat x", "  axisFormat %M:%S"];
  let at = 0;
  for (const { stage, outcome, durationMs } of stages) {
    if (outcome === "not-run") continue;
    const end = at + Math.max(durationMs, 1);
    lines.push(
      `  section ${stage}`,
      `  ${formatDuration(durationMs)} :${outcome === "failure" ? "crit, " : ""}${at}, ${end}`,
    );
    at = end;
  }
  return lines.join("\n");
}
