import type { ActionSpec } from "../../toolkit/action.ts";
import { choice, lines, text } from "../../toolkit/inputs.ts";

const inputs = {
  file: text({
    describe: "The pipeline file. Paths in it start from the folder that it lies in.",
    default: "pipeline.yml",
    example: "deploy/pipeline.yml",
  }),
  mode: choice(["apply", "plan"], {
    describe: "Whether to run the stages, or only to say what they would do.",
  }),
  stages: lines({
    describe: "The stages to run, out of those in the file; all of them where not set.",
    example: "build\ntest",
  }),
} as const;

const outputs = {
  outcome: "`success` or `failure`; `planned` in plan mode.",
  "failed-stage": "The stage that failed; empty where none did.",
  image: "The image that was built, with its digest once it is known.",
  digest: "Digest of that image in the registry.",
  tests: "How many tests ran.",
  coverage: "Line coverage in per cent.",
  applied: "How many migrations were applied.",
  url: "Where the deployed app answers.",
  "duration-ms": "Milliseconds that the whole run took.",
  report: "Everything as JSON: each stage with its outcome, what it did, its time and its outputs.",
} as const;

/** What the root action is to its users. */
export const spec = {
  name: "pipeline",
  title: "Pipeline",
  description: "Builds, tests, pushes, migrates and deploys an app from one file, and reports on all of it at once.",
  branding: { icon: "anchor", color: "blue" },
  inputs,
  outputs,
} as const satisfies ActionSpec;
