import { plainText } from "../../toolkit/log-text.ts";
import { code, details, escapeMarkdown, fence, table, withinBytes } from "../../toolkit/markdown.ts";
import { formatDuration, formatSize } from "../../toolkit/units.ts";
import type { Step } from "./progress.ts";

/** What the `report` output holds, as JSON. */
export interface BuildReport {
  readonly version: 1;
  readonly action: "build";
  mode: "apply" | "plan" | "push" | "merge";
  outcome: "built" | "pushed" | "skipped" | "planned" | "failed";
  image: string;
  tags: readonly string[];
  digest: string;
  imageid: string;
  /** `name@sha256:…` of each name pushed. */
  refs: string[];
  /** Tags that were pushed, in their order; on failure those until then. */
  pushed: string[];
  /** Bytes: unpacked where the engine has the image, else packed. */
  size?: number;
  /** Bytes more than `comparedWith`. */
  sizeDelta?: number;
  comparedWith?: string;
  /** What the registry has after a push: sizes in bytes, packed. */
  platforms: readonly { readonly platform: string; readonly digest: string; readonly packed: number }[];
  builder?: { kind: "buildx" | "engine"; driver?: string; version: string };
  /** The command, without any secret. */
  command?: readonly string[];
  /** Share of the Dockerfile's steps that came from the cache, 0 to 1. */
  cacheHitRatio?: number;
  steps: { name: string; durationMs?: number; cached: boolean }[];
  layers: { createdBy: string; size: number }[];
  /** Remarks on lines of the Dockerfile. */
  hints: { file: string; line: number; message: string }[];
  /** `smoke` and `test`, where they were asked for and passed. */
  checks: string[];
  warnings: string[];
  error?: string;
  /** Milliseconds. */
  durationMs: number;
  buildMs?: number;
  pushMs?: number;
}

/** The report that nothing has happened for yet. */
export function emptyReport(): BuildReport {
  return {
    version: 1,
    action: "build",
    mode: "apply",
    outcome: "failed",
    image: "",
    tags: [],
    digest: "",
    imageid: "",
    refs: [],
    pushed: [],
    platforms: [],
    steps: [],
    layers: [],
    hints: [],
    checks: [],
    warnings: [],
    durationMs: 0,
  };
}

/** The steps of a build as the report keeps them. */
export function stepsOf(steps: readonly Step[]): BuildReport["steps"] {
  return steps.map(({ name, duration, cached }) => ({
    name: plainText(name),
    cached,
    ...(duration === undefined ? {} : { durationMs: Math.round(duration) }),
  }));
}

const SUMMARY_BYTES = 200_000;

/** The job summary. */
export function summaryOf(report: BuildReport): string {
  const name = report.image || report.imageid || "image";
  const title = {
    built: `Built ${code(name)}`,
    pushed: `Pushed ${code(name)}`,
    skipped: `Unchanged: ${code(name)}`,
    planned: `Plan for ${code(name)}`,
    failed: `${report.mode === "push" ? "Push" : "Build"} of ${code(name)} failed`,
  }[report.outcome];
  const pieces = [{ full: `### ${title}`, short: `### ${title}` }];
  const add = (full: string, short = "") => pieces.push({ full, short });

  if (report.error) add(fence(report.error), fence(report.error.slice(0, 2000)));
  const facts: [string, string][] = [];
  if (report.digest) facts.push(["Digest", code(report.digest)]);
  if (report.imageid) facts.push(["Image id", code(report.imageid)]);
  if (report.size !== undefined) facts.push(["Size", sizeOf(report, report.size)]);
  if (report.buildMs !== undefined) {
    const hits =
      report.cacheHitRatio === undefined ? "" : `, ${percent(report.cacheHitRatio)} of the steps from the cache`;
    facts.push(["Build", `${formatDuration(report.buildMs)}${hits}`]);
  }
  if (report.pushMs !== undefined)
    facts.push(["Push", `${formatDuration(report.pushMs)}, ${report.pushed.length} of ${report.tags.length} tags`]);
  if (report.checks.length > 0) facts.push(["Checked", `${report.checks.join(", ")}, before anything was pushed`]);
  if (report.builder)
    facts.push(["Builder", escapeMarkdown([report.builder.version, report.builder.driver].filter(Boolean).join(", "))]);
  if (facts.length > 0) add(table(["", ""], facts));
  if (report.refs.length > 0) {
    add(
      fence(
        [...report.tags.map((tag) => `docker pull ${tag}`), ...report.refs.map((ref) => `docker pull ${ref}`)].join(
          "\n",
        ),
        "sh",
      ),
    );
  } else if (report.tags.length > 0) add(report.tags.map((tag) => `- ${code(tag)}`).join("\n"));
  if (report.warnings.length > 0) add(report.warnings.map((warning) => `- ⚠ ${escapeMarkdown(warning)}`).join("\n"));
  if (report.hints.length > 0) {
    add(
      report.hints
        .map(({ file, line, message }) => `- ${code(`${file}:${line}`)} ${escapeMarkdown(message)}`)
        .join("\n"),
    );
  }
  if (report.platforms.length > 1) {
    const rows = report.platforms.map((image) => [
      escapeMarkdown(image.platform),
      code(image.digest),
      formatSize(image.packed),
    ]);
    add(table(["Platform", "Digest", "Packed"], rows, [2]));
  }
  const stages = stagesOf(report.steps);
  if (stages.length > 1 || stages.some(({ cached }) => cached > 0)) {
    const rows = stages.map(({ name, steps, cached }) => [code(name), `${bar(cached / steps)} ${cached} of ${steps}`]);
    add(table(["Stage", "Steps from the cache"], rows));
  }
  const slow = report.steps
    .filter(({ name, durationMs = 0 }) => durationMs >= 100 && !name.startsWith("[internal]"))
    .sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0))
    .slice(0, 8);
  if (slow.length > 0) {
    add(
      details(
        "Slowest steps",
        table(
          ["Step", "Time"],
          slow.map((step) => [code(cut(step.name)), formatDuration(step.durationMs ?? 0)]),
          [1],
        ),
      ),
    );
  }
  const layers = report.layers.filter(({ size }) => size > 0);
  if (layers.length > 1) add(pictureOf(layers));
  if (layers.length > 0) {
    add(
      details(
        "Layers",
        table(
          ["Size", "Made by"],
          layers.map((layer) => [formatSize(layer.size), code(cut(layer.createdBy))]),
          [0],
        ),
      ),
    );
  }
  return withinBytes(pieces, SUMMARY_BYTES, "_Parts of this report were left out, since it grew too long._");
}

function sizeOf(report: BuildReport, size: number): string {
  const layers = report.layers.filter((layer) => layer.size > 0).length;
  const packed = report.platforms[0]?.packed;
  const parts = [`${formatSize(size)}${layers > 0 ? ` in ${layers} layers` : ""}`];
  if (layers > 0 && packed !== undefined) parts.push(`${formatSize(packed)} to pull`);
  if (report.sizeDelta !== undefined) {
    const sign = report.sizeDelta > 0 ? "▲ +" : report.sizeDelta < 0 ? "▼ −" : "± ";
    parts.push(`${sign}${formatSize(Math.abs(report.sizeDelta))} against ${code(report.comparedWith ?? "")}`);
  }
  return parts.join(", ");
}

/** The stages of the Dockerfile in their order, with how many of their steps came from the cache. */
export function stagesOf(steps: BuildReport["steps"]): { name: string; steps: number; cached: number }[] {
  const stages = new Map<string, { name: string; steps: number; cached: number }>();
  for (const { name, cached } of steps) {
    const match = /^\[(?!internal)(?:([^\]]*?) +)?\d+\/\d+\] (?!FROM )/.exec(name);
    if (!match) continue;
    const label = match[1] ?? "";
    const stage = stages.get(label) ?? { name: label || "image", steps: 0, cached: 0 };
    stages.set(label, { ...stage, steps: stage.steps + 1, cached: stage.cached + (cached ? 1 : 0) });
  }
  return [...stages.values()];
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
const bar = (share: number) => "█".repeat(Math.round(share * 10)).padEnd(10, "░");

/** The layers as a pie of Mermaid, which GitHub draws: the largest by name, the rest as one. */
function pictureOf(layers: BuildReport["layers"]): string {
  const sorted = [...layers].sort((a, b) => b.size - a.size);
  const named = sorted.slice(0, 7).map(({ createdBy, size }) => [cut(createdBy).slice(0, 60) || "base", size] as const);
  const rest = sorted.slice(7).reduce((sum, { size }) => sum + size, 0);
  const slices = rest > 0 ? [...named, [`${sorted.length - 7} more`, rest] as const] : named;
  // A label is a quoted text without escapes; only what can neither end it nor mean anything to Markdown is left in.
  const label = (text: string) => text.replace(/[^\p{L}\p{N} ./:=_@,-]/gu, "");
  const lines = slices.map(([name, size], index) => `  "${index + 1} ${label(name)}" : ${(size / 1e6).toFixed(2)}`);
  return fence(["pie showData", "  title Layers in MB", ...lines].join("\n"), "mermaid");
}

function cut(text: string): string {
  const line = plainText(text)
    .replace(/\s+/g, " ")
    .replace(/^\/bin\/sh -c (#\(nop\) )?/, "");
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
