import { type ActionBody, outputsOf } from "../../toolkit/action.ts";
import { readInputs } from "../../toolkit/inputs.ts";
import { escapeMarkdown } from "../../toolkit/markdown.ts";
import { runTests } from "./run.ts";
import { spec } from "./spec.ts";

/** The test action. */
export const main: ActionBody = async (world) => {
  const { runner, clock } = world;
  const begin = clock.elapsed();
  const inputs = readInputs(spec.inputs, runner, ({ run, reports, coverageReports, thresholds, baseline }) => [
    ...(run === "" && reports.length + coverageReports.length === 0
      ? ["neither run nor reports nor coverage-reports is set; one of them is needed, for example: run: npm test"]
      : []),
    ...(thresholds.size > 0 && coverageReports.length === 0
      ? ["thresholds needs coverage-reports, for example: coverage-reports: coverage/lcov.info"]
      : []),
    ...(thresholds.has("drop") && baseline === ""
      ? ["the threshold drop needs baseline, for example: baseline: baseline/report.json"]
      : []),
  ]);
  if (inputs.mode === "apply") return await runTests(world, inputs);
  const globs = [...inputs.reports, ...inputs.coverageReports].join(", ");
  const would = `Would ${inputs.run ? `run "${inputs.run}" in ${inputs.workingDirectory} and ` : ""}read ${globs || "no report"}.`;
  runner.info(would);
  outputsOf(
    spec,
    runner,
  )({
    outcome: "planned",
    "duration-ms": Math.round(clock.elapsed() - begin),
    report: { version: 1, outcome: "planned", run: inputs.run, reports: inputs.reports },
  });
  await runner.summary(escapeMarkdown(would));
};
