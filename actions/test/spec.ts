import type { ActionSpec } from "../../toolkit/action.ts";
import { choice, custom, duration, integer, lines, pairs, text } from "../../toolkit/inputs.ts";
import { parseThresholds } from "./gates.ts";

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
    timeout: duration({ describe: "Longest time that the command may take.", default: "30m" }),
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
    thresholds: custom(
      "NAME=PERCENT, separated by commas or line ends; NAME is lines, branches, functions, statements, patch (changed lines) or drop (points that line coverage may fall)",
      parseThresholds,
      {
        describe: "Coverage below which the step fails.",
        example: "lines=90, branches=80",
      },
    ),
    base: text({
      describe:
        "Branch or commit that the change is compared with, in the local clone. Where not set, the target branch of the pull request.",
      example: "main",
    }),
    baseline: text({
      describe:
        "report.json of an earlier run, from the workspace, to compare with. It may be missing, as it is in the first run.",
      example: "baseline/report.json",
    }),
    "patch-min-lines": integer(
      { min: 0, max: 1_000_000 },
      {
        describe: "Changes with fewer lines of code than this are told of and not held to the threshold patch.",
        default: "0",
      },
    ),
    "min-tests": integer({ min: 0, max: 1_000_000_000 }, { describe: "Fewest tests there must be.", default: "0" }),
    "report-dir": text({
      describe:
        "Folder for report.html (one page that needs no network), summary.md and report.json, from the workspace. Where not set, none is written.",
      example: "test-report",
    }),
    token: text({
      describe:
        "Token for one comment on the pull request that each run renews; needs pull-requests: write. Where not set, there is no comment.",
      example: "${{ github.token }}",
      secret: true,
    }),
    "comment-key": text({
      describe: "Tells the comments of several test steps of one pull request apart.",
      default: "test",
    }),
    "fail-on": choice(["failed", "skipped", "none"], {
      describe: "What fails the step beside the command's exit code: tests that failed; skipped ones too; neither.",
    }),
  },
  outputs: {
    outcome: "`passed` or `failed`; `planned` in plan mode.",
    tests: "How many tests there are.",
    passed: "How many of them passed.",
    failed: "How many failed or broke.",
    skipped: "How many were skipped.",
    flaky: "How many failed first and passed when they were tried again; they count as passed.",
    "duration-ms": "Milliseconds that the whole step took.",
    coverage: "Line coverage in per cent, cut to two digits; empty where there is no coverage report.",
    "coverage-patch": "Coverage of the changed lines in per cent; empty where the change is not known or has no code.",
    "coverage-delta": "Change of line coverage in points against the baseline; empty where there is none.",
    "report-path": "Path of report.html, where report-dir is set.",
    "summary-path": "Path of summary.md, where report-dir is set.",
    "comment-url": "Address of the comment on the pull request, where there is one.",
    report: "All of it as JSON.",
  },
} as const satisfies ActionSpec;
