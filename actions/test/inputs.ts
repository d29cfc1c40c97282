import { readInputs } from "../../toolkit/inputs.ts";
import type { Runner } from "../../toolkit/runner.ts";
import { spec, type TestInputs } from "./spec.ts";

/** Reads the inputs of the test action. Throws a UserError that lists every mistake, also of some that do not go together. */
export function readTestInputs(runner: Pick<Runner, "input" | "mask">): TestInputs {
  return readInputs(spec.inputs, runner, mistakesOf);
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
