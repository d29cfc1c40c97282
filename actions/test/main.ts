import { type ActionBody, outputsOf } from "../../toolkit/action.ts";
import { escapeMarkdown } from "../../toolkit/markdown.ts";
import { readTestInputs } from "./inputs.ts";
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
    inputs = readTestInputs(runner);
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
