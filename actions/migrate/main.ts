import { type ActionBody, outputsOf } from "../../toolkit/action.ts";
import type { World } from "../../toolkit/world.ts";
import { type MigrateInputs, readMigrateInputs } from "./inputs.ts";
import { remaining, reportJson, summaryMarkdown } from "./report.ts";
import { migrate } from "./run.ts";
import { spec } from "./spec.ts";

/** Plans or applies the migrations. Outputs and summary are written on failure too. */
export const main: ActionBody = async (world) => {
  const inputs = readMigrateInputs(world.runner);
  const output = outputsOf(spec, world.runner);
  const { result, error } = await migrate(inputs, world);
  output({
    outcome: result.outcome,
    applied: result.command?.added.length ?? result.applied.length,
    pending: remaining(result).length,
    current: result.current ?? result.command?.added.at(-1) ?? "",
    target: result.plan.target ?? "",
    ...(result.differences ? { findings: result.differences.length } : {}),
    ...(result.mode === "check" || result.mode === "plan" ? { findings: result.findings.length } : {}),
    "duration-ms": Math.round(result.milliseconds),
    report: reportJson(result),
  });
  const markdown = summaryMarkdown(result);
  await world.runner.summary(markdown);
  if (inputs.token && (result.mode === "plan" || result.mode === "check")) await comment(world, inputs, markdown);
  if (error !== undefined) throw error;
};

// The comment is a courtesy: where there is no pull request, or no right to write to it, the step goes on.
async function comment(world: World, inputs: MigrateInputs, markdown: string): Promise<void> {
  const { runner } = world;
  const github = await world.github(inputs.token);
  const number = await github?.pullRequest();
  if (!github || number === undefined) {
    runner.info("This run belongs to no pull request, so no comment is written.");
    return;
  }
  const written = await github.comment(number, inputs.commentKey, runner.redact(markdown));
  if (written) outputsOf(spec, runner)({ "comment-url": written.url });
}
