import type { ActionSpec } from "../../toolkit/action.ts";
import { choice, custom, duration, type InputsOf, integer, lines, pairs, text } from "../../toolkit/inputs.ts";
import { parseThresholds } from "./gates.ts";
import { parseShard } from "./shards/deal.ts";
import { parseStore } from "./store/store.ts";

/** Where a run can be shown. */
export const PLACES = ["summary", "comment", "check", "annotations"] as const;
export type Place = (typeof PLACES)[number];

/** What the test action is to its users. */
export const spec = {
  name: "test",
  title: "Test",
  description: "Runs your test command, reads its reports, and gates tests and coverage, in one summary.",
  branding: { icon: "check-circle", color: "green" },
  inputs: {
    mode: choice(["apply", "plan"], { describe: "Whether to run and read, or only to say what would be done." }),
    run: text({
      describe:
        "Command that runs the tests. It is your code and goes through a shell (bash with -eo pipefail, else sh). Where not set, only the reports are read.",
      example: "npm test",
    }),
    "working-directory": text({
      describe: "Folder that the command runs in and that the globs start from.",
      default: ".",
    }),
    env: pairs({ describe: "Environment of the command, beside that of the step." }),
    timeout: duration({ describe: "Longest time that one run of the command may take.", default: "30m" }),
    retries: integer(
      { min: 0, max: 10 },
      {
        describe:
          "How often failed tests are tried again; what passes then is flaky and fails nothing. Only those tests where the command starts vitest, jest, pytest or go test by itself or by a script of package.json, else the whole command.",
        default: "0",
      },
    ),
    reports: lines({
      describe:
        "Globs of test reports, known by their content: JUnit, TRX, NUnit, xUnit.net, CTRF, TAP, go test -json, and the JSON of Jest, Vitest and Mocha.",
      example: "reports/junit.xml",
    }),
    "coverage-reports": lines({
      describe:
        "Globs of coverage reports, known by their content: lcov, Cobertura, JaCoCo, Clover, istanbul JSON, Go cover profile, OpenCover; several are merged line by line.",
      example: "coverage/lcov.info",
    }),
    legs: lines({
      describe:
        "Globs of data.json files that other runs of this action left in their report-dir: shards, parts of a matrix, a fork's run. They are checked, and merged into this report.",
      example: "legs/*/data.json",
    }),
    expect: integer(
      { min: 0, max: 10_000 },
      {
        describe: "How many legs there must be. With fewer the step fails and nothing is compared.",
        default: "0",
      },
    ),
    leg: text({
      describe: "Name of this run among the legs, and a flag in thresholds. The shard where not set.",
      example: "linux",
    }),
    flags: pairs({
      describe:
        "Names for some of the coverage-reports, for thresholds of their own: NAME=GLOB. Each leg's name is one by itself.",
      example: "e2e=coverage/e2e/lcov.info",
    }),
    shard: custom("a part of how many, such as 2/5", parseShard, {
      describe:
        "Which part of the tests to run. Files are dealt out by stored timings, the longest first, new ones with the median. They reach the command by themselves where it starts vitest, jest, pytest or go test; else by QUAYSIDE_SHARD_FILES.",
      example: "2/5",
    }),
    "shard-files": lines({
      describe: "Globs of test files to deal out. Where not set, the test runner is asked for them.",
      example: "test/**/*.test.ts",
    }),
    thresholds: custom(
      "NAME=PERCENT or SCOPE:NAME=PERCENT, separated by commas or line ends; NAME is lines, branches, functions, statements, mcdc (conditions, of lcov), patch (changed lines) or drop (points that line coverage may fall), SCOPE a folder or glob of source files, or a flag",
      parseThresholds,
      {
        describe: "Coverage below which the step fails.",
        example: "lines=90, branches=80, src/core:lines=95",
      },
    ),
    base: text({
      describe:
        "Branch or commit that the change is compared with, in the local clone. Where not set, the target branch of the pull request.",
      example: "main",
    }),
    "patch-min-lines": integer(
      { min: 0, max: 1_000_000 },
      {
        describe: "Changes with fewer lines of code than this are told of and not held to the threshold patch.",
        default: "0",
      },
    ),
    store: custom("artifact, cache or branch, each with :NAME where wanted, or the path of a file", parseStore, {
      describe:
        "Where the last runs are remembered, for the baseline, flaky tests and the timings of shards. cache needs no permission, artifact actions: read and a step that uploads history.json, branch contents: write.",
      example: "cache",
    }),
    history: integer({ min: 2, max: 200 }, { describe: "How many runs are remembered.", default: "30" }),
    remember: choice(["auto", "always", "never"], {
      describe:
        "Whether this run is remembered. auto: runs of the default branch, not those of pull requests; elsewhere than on GitHub all but those of pull requests.",
    }),
    quarantine: text({
      describe:
        "YAML file of the repository with tests that may fail for a while: a list of test, reason, owner and expires. They are shown and counted, and fail nothing until the day is over.",
      example: ".github/quarantine.yml",
    }),
    "min-tests": integer({ min: 0, max: 1_000_000_000 }, { describe: "Fewest tests there must be.", default: "0" }),
    "fail-on": choice(["failed", "skipped", "none"], {
      describe: "What fails the step beside the command's exit code: tests that failed; skipped ones too; neither.",
    }),
    "report-dir": text({
      describe:
        "Folder for report.html (one page that needs no network), summary.md, report.json, data.json (for legs) and badge.svg, from the workspace. Where not set, none is written.",
      example: "test-report",
    }),
    show: custom("a list of summary, comment, check, annotations, separated by commas", parsePlaces, {
      describe:
        "Where the report is shown. comment and check need the token: pull-requests: write, checks: write. With a check run the annotations are in it, more than the ten of a step.",
      default: PLACES.join(", "),
      example: "summary, comment",
    }),
    token: text({
      describe:
        "Token for the comment on the pull request, which each run renews, for the check run, and for the stores artifact and branch. Where not set, there is none of these.",
      example: "${{ github.token }}",
      secret: true,
    }),
    "comment-key": text({
      describe: "Tells the comments and check runs of several test steps of one pull request apart.",
      default: "test",
    }),
  },
  outputs: {
    outcome: "`passed` or `failed`; `planned` in plan mode.",
    tests: "How many tests there are.",
    passed: "How many of them passed.",
    failed: "How many failed or broke, those in quarantine too.",
    skipped: "How many were skipped.",
    flaky: "How many failed first and passed when they were tried again; they count as passed.",
    quarantined: "How many of the failed tests are in quarantine, and so fail nothing.",
    "duration-ms": "Milliseconds that the whole step took.",
    coverage: "Line coverage in per cent, cut to two digits; empty where there is no coverage report.",
    "coverage-patch": "Coverage of the changed lines in per cent; empty where the change is not known or has no code.",
    "coverage-delta": "Change of line coverage in points against the baseline; empty where there is none.",
    missing:
      "Which parts are missing, one a line: a report that cannot be read, a comment without permission, a history that cannot be read.",
    "shard-files": "The files (of Go: the tests) of this shard, one a line.",
    "report-path": "Path of report.html, where report-dir is set.",
    "summary-path": "Path of summary.md, where report-dir is set.",
    "data-path": "Path of data.json for the run that merges legs, where report-dir is set.",
    "badge-path": "Path of badge.svg, where report-dir is set.",
    "comment-url": "Address of the comment on the pull request, where there is one.",
    "check-url": "Address of the check run, where there is one.",
    report: "All of it as JSON; what is long is cut here and whole in report.json.",
  },
} as const satisfies ActionSpec;

/** The inputs, read. */
export type TestInputs = InputsOf<typeof spec.inputs>;

function parsePlaces(raw: string): ReadonlySet<Place> {
  const words = raw.split(/[\s,]+/).filter((word) => word !== "");
  for (const word of words) {
    if (word !== "none" && !PLACES.includes(word as Place)) throw new Error(`"${word}" is none of them`);
  }
  return new Set(words.filter((word) => word !== "none") as Place[]);
}
