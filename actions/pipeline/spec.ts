import type { ActionSpec } from "../../toolkit/action.ts";
import { choice, flag, integer, lines, pairs, text } from "../../toolkit/inputs.ts";

const inputs = {
  file: text({
    describe: "The pipeline file. Paths in it start from the folder that it lies in.",
    default: "pipeline.yml",
    example: "deploy/pipeline.yml",
  }),
  mode: choice(["apply", "plan"], {
    describe: "Whether to run the stages, or only to say what they would do.",
  }),
  environment: text({
    describe: "Which of the file's `environments` to lay over it; none where not set.",
    example: "production",
  }),
  stages: lines({
    describe: "The stages to run, out of those in the file; all of them where not set.",
    example: "build\ntest",
  }),
  variables: pairs({
    describe:
      "Variables for `${…}` of the file that are secret, beside those of the environment. Each value is hidden from all that is printed, so only secrets belong here.",
    example: "API_TOKEN=${{ secrets.API_TOKEN }}",
    secret: true,
  }),
  base: text({
    describe:
      "Branch or commit that `when: paths` counts changes from. Where not set: the base of the pull request, the commit before the push, or where the branch left the default branch.",
    example: "origin/main",
  }),
  fresh: flag({
    describe:
      "Whether nothing of earlier runs counts: images are built without a cache, and tests run again. For a nightly run that looks whether today's packages still build and pass.",
  }),
  "max-parallel": integer(
    { min: 1, max: 64 },
    { describe: "How many stages that do not wait for each other run at the same time.", default: "4" },
  ),
  "report-dir": text({
    describe:
      "Folder for report.html (one page for the whole run that needs no network), summary.md and report.json, from the workspace. Where not set, none is written.",
    example: "pipeline-report",
  }),
  "cache-dir": text({
    describe:
      "Folder in which green results of tests are kept for stages with `reuse: true`, from the workspace; `quayside` in the user's cache folder where not set.",
    example: ".cache/quayside",
  }),
  token: text({
    describe:
      "Token for one comment on the pull request that each run renews; needs pull-requests: write. Where not set, there is no comment. After a cancelled run it also closes the deployment of a deploy stage with an `environment`; that needs deployments: write.",
    example: "${{ github.token }}",
    secret: true,
  }),
  "comment-key": text({
    describe: "Tells the comments of several pipelines of one pull request apart.",
    default: "pipeline",
  }),
} as const;

const outputs = {
  outcome: "`success` or `failure`; `planned` in plan mode.",
  "failed-stage": "The stage that failed first; empty where none did.",
  image:
    "The image that was built, with its digest once it is known. With several apps this and what follows is of the first that has it; `report` has all.",
  digest: "Digest of that image in the registry.",
  tests: "How many tests ran.",
  coverage: "Line coverage in per cent.",
  applied: "How many migrations were applied.",
  url: "Where the deployed app answers.",
  "duration-ms": "Milliseconds that the whole run took.",
  "report-path": "Path of report.html, where report-dir is set.",
  "comment-url": "Address of the comment on the pull request, where there is one.",
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
  post: true,
} as const satisfies ActionSpec;
