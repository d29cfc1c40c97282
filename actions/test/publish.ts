import { eventFacts } from "../../toolkit/github/event.ts";
import { commentOnPullRequest } from "../../toolkit/pull-request-comment.ts";
import type { Level, Location } from "../../toolkit/runner.ts";
import type { World } from "../../toolkit/world.ts";
import { type TestCase, titleOf } from "./model/test-results.ts";
import type { TestReport } from "./report.ts";
import type { Place } from "./spec.ts";
import { type SummaryFacts, summaryOf } from "./summary.ts";

/** A remark on a line of the code. */
export type Annotation = Location & { level: Level; message: string };

/** Annotations of a step beyond these are not shown by the runner (10 of a kind); one place is left for the step's own. */
const STEP_ANNOTATIONS = 9;
/** A check run takes 50 a request; more than these nobody reads. */
const CHECK_ANNOTATIONS = 200;
/** GitHub takes 65,536 characters a comment and 65,535 bytes a check; some are left for marker and notices. */
const COMMENT_BYTES = 64_000;

const NAMES = { comment: "the comment on the pull request", check: "the check run" } as const;

/** Where and as what a report is shown. */
export interface Publication {
  readonly show: ReadonlySet<Place>;
  readonly token: string;
  readonly key: string;
  readonly facts: SummaryFacts;
  readonly annotations: readonly Annotation[];
}

/** What was shown; what could not be is added to the report's `missing`. */
export interface Published {
  commentUrl?: string;
  checkUrl?: string;
}

/**
 * Shows the report: check run, comment, annotations; the summary is the caller's, since it tells what was missing here.
 * None of them fails the step.
 */
export async function publish(world: World, publication: Publication): Promise<Published> {
  const { show, token, key, facts, annotations } = publication;
  const { report } = facts;
  const published: Published = {};
  const wanted = (["comment", "check"] as const).filter((place) => show.has(place));
  if (token === "" && wanted.length > 0 && eventFacts(world.runner.env).pullRequest !== undefined) {
    const names = wanted.map((place) => NAMES[place]).join(" and ");
    report.missing.push(`${names}: \`token\` is not set (set it, or leave ${wanted.join(" and ")} out of \`show\`)`);
  }
  if (token !== "" && show.has("check")) {
    const url = await checkRun(world, publication);
    if (url === undefined) report.missing.push("the check run was not created; a warning of this step says why");
    else published.checkUrl = url;
  }
  if (token !== "" && show.has("comment")) {
    const github = await world.github(token);
    const belongs = (await github?.pullRequest()) !== undefined;
    if (belongs) {
      const markdown = summaryOf(facts, COMMENT_BYTES);
      const url = await commentOnPullRequest(world, { token, key, markdown });
      if (url === undefined) report.missing.push("the comment was not written; a warning of this step says why");
      else published.commentUrl = url;
    } else world.runner.info("This run belongs to no pull request, so no comment is written.");
  }
  // One set of annotations: in the check run, which takes all of them, or else of this step.
  if (show.has("annotations") && published.checkUrl === undefined) {
    for (const level of ["error", "warning"] as const) {
      for (const { level: _, message, ...at } of annotations
        .filter((one) => one.level === level)
        .slice(0, STEP_ANNOTATIONS)) {
        world.runner.annotate(level, message, at.file === "" ? undefined : at);
      }
    }
  }
  return published;
}

async function checkRun(
  world: World,
  { token, key, facts, annotations, show }: Publication,
): Promise<string | undefined> {
  const { report } = facts;
  const github = await world.github(token);
  const sha = report.sha ?? eventFacts(world.runner.env).head;
  if (!github || !sha) return undefined;
  const made = await github.checkRun({
    name: key === "test" ? "Tests" : `Tests: ${key}`,
    sha,
    conclusion: report.outcome === "passed" ? "success" : "failure",
    title: titleOfReport(report),
    summary: world.runner.redact(summaryOf(facts, COMMENT_BYTES)),
    annotations: show.has("annotations")
      ? annotations
          .filter(({ file }) => file !== "")
          .slice(0, CHECK_ANNOTATIONS)
          .map((one) => ({ ...one, message: world.runner.redact(one.message) }))
      : [],
  });
  return made?.url;
}

function titleOfReport({ outcome, counts, reasons }: TestReport): string {
  if (outcome !== "passed") return reasons[0] ?? "failed";
  return counts ? `${counts.passed} passed, ${counts.skipped} skipped` : "passed";
}

/** Failures first, then changed lines that no test runs. */
export function annotationsOf(
  report: TestReport,
  failed: readonly TestCase[],
  placeOf: (test: TestCase) => Location | undefined,
): Annotation[] {
  const failures = failed.map((test): Annotation => {
    const message = test.failures[0]?.message || test.state;
    return { file: "", ...placeOf(test), level: "error", message: `${titleOf(test)}: ${message}` };
  });
  const uncovered = (report.patch?.uncovered ?? []).flatMap(({ path, stretches }) =>
    stretches.map(
      ([line, endLine]): Annotation => ({
        file: path,
        line,
        endLine,
        level: "warning",
        message: "No test runs this changed code.",
      }),
    ),
  );
  return [...failures, ...uncovered];
}
