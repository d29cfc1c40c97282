import { type ActionBody, outputsOf } from "../../toolkit/action.ts";
import { commentOnPullRequest } from "../../toolkit/pull-request-comment.ts";
import { readMigrateInputs } from "./inputs.ts";
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
    report: { ...reportJson(result) },
  });
  const markdown = summaryMarkdown(result);
  await world.runner.summary(markdown);
  if (inputs.token && (result.mode === "plan" || result.mode === "check")) {
    // A pull request that has nothing to do with the database gets no comment; one that had findings is told that they are gone.
    const onlyRenew = error === undefined && result.looked + result.plan.remarks.length === 0;
    const comment = { token: inputs.token, key: inputs.commentKey, markdown, onlyRenew };
    const url = await commentOnPullRequest(world, comment);
    if (url) output({ "comment-url": url });
  }
  if (error !== undefined) throw error;
};
