import { spec as deploy } from "../../actions/deploy/spec.ts";
import { type ActionBody, outputsOf } from "../../toolkit/action.ts";
import { splitHost } from "../../toolkit/docker/registry-host.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { readInputs } from "../../toolkit/inputs.ts";
import { code, escapeMarkdown, table } from "../../toolkit/markdown.ts";
import type { World } from "../../toolkit/world.ts";
import { type FileStage, stagesOfFile } from "../pipeline-file.ts";
import { CHECKS, examine, type Finding, type Patient } from "./checks.ts";
import { spec } from "./spec.ts";

const MARKS = { ok: "✓", warning: "!", failed: "✗", skipped: "·" } as const;

/** Room for the longest name of a check. */
const WIDTH = Math.max(...Object.keys(CHECKS).map((check) => check.length));

/** Runs every check and tells what it found; ends with 1 where one failed. */
export const main: ActionBody = async (world) => {
  const { runner } = world;
  const inputs = readInputs(spec.inputs, runner);
  const patient = await patientOf(world, inputs);
  const findings: Finding[] = [];
  for (const check of Object.keys(CHECKS)) {
    const finding = await examine(check, world, patient);
    findings.push(finding);
    // This is what was asked for, so it is told on standard output by `report` and here for people.
    runner.info(`${MARKS[finding.state]} ${check.padEnd(WIDTH)} ${runner.redact(finding.found)}`);
    if (finding.mend) runner.info(`  ${" ".repeat(WIDTH)} → ${finding.mend}`);
  }
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  const failed = count("failed");
  outputsOf(
    spec,
    runner,
  )({
    outcome: failed > 0 ? "ill" : "healthy",
    failed,
    warnings: count("warning"),
    report: { version: 1, findings: findings.map((one) => ({ ...one, found: runner.redact(one.found) })) },
  });
  const rows = findings.map(({ state, check, found, mend }) => [
    `${MARKS[state]} ${code(check)}`,
    escapeMarkdown(found),
    escapeMarkdown(mend ?? ""),
  ]);
  await runner.summary(table(["check", "found", "how to mend it"], rows));
  if (failed > 0) {
    const names = findings.filter(({ state }) => state === "failed").map(({ check }) => check);
    throw new UserError(`${failed === 1 ? "One check" : `${failed} checks`} failed: ${names.join(", ")}`, {
      hint: "The lines with an arrow say how to mend each.",
    });
  }
};

/** The stages of the pipeline file, and what is to be said of it: one with mistakes has none, and the other checks go on. */
async function stagesAndFile(
  world: World,
  inputs: { file: string; environment: string },
): Promise<{ stages: readonly FileStage[]; file: Patient["file"] }> {
  try {
    const stages = await stagesOfFile(world, { ...inputs, lenient: true });
    if (!stages) {
      const mend = "quayside init writes one; one of another name is named with --file.";
      return { stages: [], file: { state: "warning", found: `There is no ${inputs.file}`, mend } };
    }
    const names = stages.filter(({ skip }) => skip === undefined).map(({ stage }) => stage);
    return { stages, file: { state: "ok", found: `${inputs.file}: ${names.join(", ") || "no stage for this run"}` } };
  } catch (error) {
    throwIfAborted(world.signal);
    if (!(error instanceof UserError)) throw error;
    const found = messageOf(error).replace(/\s*\n\s*/g, "; ");
    return { stages: [], file: { state: "failed", found, mend: error.hint ?? `Mend ${inputs.file}.` } };
  }
}

async function patientOf(
  world: World,
  inputs: { file: string; environment: string; registry: readonly string[]; url: string; publish: string },
): Promise<Patient> {
  const { stages, file } = await stagesAndFile(world, inputs);
  const of = (stage: string) => stages.filter((one) => one.stage === stage && one.skip === undefined);
  const lines = (text = "") =>
    text
      .split(/[\n,]/)
      .map((line) => line.trim())
      .filter(Boolean);
  const logins = new Map<string, { username: string; password: string }>();
  for (const line of of("build").flatMap((one) => lines(one.inputs.registries))) {
    const [host = "", username = "", password = ""] = line.split(/\s+/);
    if (password) logins.set(host, { username, password });
  }
  // One repository of each registry is enough; the login is for all of them.
  const tags = of("push").flatMap((one) => lines(one.inputs.tags));
  const repositories = new Map(tags.map((tag) => [splitHost(tag).host, tag.replace(/(@[^/]*|:[^/]*)$/, "")]));
  const migrates = of("migrate");
  const ofFile = migrates[0]?.inputs ?? {};
  const [deploying] = of("deploy");
  return {
    file,
    app: deploying?.inputs.app || deploying?.app || "app",
    registries: inputs.registry.length > 0 ? inputs.registry : [...repositories.values()],
    logins,
    database:
      inputs.url || migrates.length > 0
        ? { inputs: { ...ofFile, ...(inputs.url ? { url: inputs.url } : {}) }, needed: migrates.length > 0 }
        : undefined,
    deploy: deploying?.inputs ?? {},
    publish: inputs.publish || (deploying ? deploying.inputs.publish || deploy.inputs.publish.default || "" : ""),
  };
}
