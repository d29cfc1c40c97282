import { type ActionBody, outputsOf } from "../../toolkit/action.ts";
import { readInputs } from "../../toolkit/inputs.ts";
import { escapeMarkdown } from "../../toolkit/markdown.ts";
import type { TestReport } from "./report.ts";
import { runTests } from "./run.ts";
import { spec, type TestInputs } from "./spec.ts";

/** The test action. */
export const main: ActionBody = async (world) => {
  const { runner, clock } = world;
  const begin = clock.elapsed();
  const set = outputsOf(spec, runner);
  const took = () => Math.round(clock.elapsed() - begin);
  let inputs: TestInputs;
  try {
    inputs = readInputs(spec.inputs, runner, mistakesOf);
  } catch (error) {
    set({ outcome: "failed", "duration-ms": took() });
    throw error;
  }
  if (inputs.mode === "apply") return await runTests(world, inputs);
  const plan = planOf(inputs);
  runner.info(plan.join("\n"));
  const durationMs = took();
  const nothing = { reasons: [], missing: [], files: [], remarks: [] };
  const report: TestReport = { version: 1, outcome: "planned", ...nothing, plan, durationMs };
  set({ outcome: "planned", "duration-ms": durationMs, report: { ...report } });
  await runner.summary(plan.map((line) => `- ${escapeMarkdown(line)}`).join("\n"));
};

// What a run with these inputs would do, a sentence each.
function planOf(inputs: TestInputs): string[] {
  const { run, workingDirectory, shard, retries, store, thresholds } = inputs;
  const globs = [...inputs.reports, ...inputs.coverageReports, ...inputs.legs].join(", ");
  const told: [boolean, string][] = [
    [run !== "", `Would run "${run}" in ${workingDirectory}.`],
    [shard !== undefined, `Would run shard ${shard?.index} of ${shard?.total} only.`],
    [retries > 0, `Would try failed tests again, up to ${retries} times.`],
    [true, `Would read ${globs || "no report"}.`],
    [inputs.quarantine !== "", `Would let the tests in ${inputs.quarantine} fail.`],
    [store !== undefined, `Would compare with the last runs in ${store?.kind} ${store?.name}.`],
    [
      thresholds.length > 0,
      `Would hold ${thresholds.map(({ scope, measure, bound }) => `${scope && `${scope}:`}${measure}=${bound}`).join(", ")}.`,
    ],
  ];
  return told.filter(([planned]) => planned).map(([, sentence]) => sentence);
}

// What no input can tell by itself.
function mistakesOf(inputs: TestInputs): string[] {
  const { run, reports, coverageReports, legs, shard, shardFiles, thresholds, store } = inputs;
  const drop = thresholds.find(({ measure }) => measure === "drop");
  const rules: [boolean, string][] = [
    [
      run === "" && reports.length + coverageReports.length + legs.length === 0 && !shard,
      "none of run, reports, coverage-reports and legs is set; one of them is needed, for example: run: npm test",
    ],
    [
      thresholds.length > 0 && coverageReports.length + legs.length === 0,
      "thresholds needs coverage-reports, for example: coverage-reports: coverage/lcov.info",
    ],
    [drop !== undefined && !store, "the threshold drop needs store, for example: store: cache"],
    [inputs.expect > 0 && legs.length === 0, "expect needs legs, for example: legs: legs/*/data.json"],
    [inputs.retries > 0 && run === "", "retries needs run, for example: run: npm test"],
    [
      inputs.retries > 0 && reports.length === 0,
      "retries needs reports, which say what failed, for example: reports: reports/junit.xml",
    ],
    [
      shard !== undefined && run === "" && shardFiles.length === 0,
      "shard without run needs shard-files, for example: shard-files: test/**/*.test.ts",
    ],
    [
      store?.kind === "artifact" && inputs.reportDir === "",
      "the store artifact needs report-dir, from which a following step uploads history.json, for example: report-dir: test-report",
    ],
  ];
  return rules.filter(([wrong]) => wrong).map(([, message]) => message);
}
