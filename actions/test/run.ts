import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { outputsOf } from "../../toolkit/action.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { runUrl } from "../../toolkit/run-url.ts";
import type { World } from "../../toolkit/world.ts";
import { badgeOf } from "./badge.ts";
import type { CommandResult } from "./command.ts";
import { namedParts, partsOf, readChanged } from "./coverage-parts.ts";
import { fingerprints, runOnce } from "./execute.ts";
import { againstEarlier } from "./history/against.ts";
import { TestRecorder } from "./history/recorder.ts";
import { commitOf, recall, remember, remembers } from "./history/remember.ts";
import { NO_LEGS, readLegs } from "./legs/read-legs.ts";
import { locate } from "./locate.ts";
import type { TestCase } from "./model/test-results.ts";
import type { Notes } from "./notes.ts";
import { baseOf } from "./patch/changed-lines.ts";
import { prepare } from "./prepare.ts";
import { annotationsOf, publish } from "./publish.ts";
import { readReports } from "./reading/read-reports.ts";
import { bounded } from "./report.ts";
import { legData, writeReportFiles } from "./report-files.ts";
import { trackedFiles } from "./repository.ts";
import { numberLines, numberOutputs, resultOf } from "./result.ts";
import { spec, type TestInputs } from "./spec.ts";
import { summaryOf } from "./summary.ts";
import { judge, type Verdict } from "./verdict.ts";

/** Remarks beyond these are only counted in the log; the summary has more of them. */
const LOGGED_REMARKS = 10;

/**
 * Runs the command, reads what it wrote and what other runs left, checks the gates, and tells of it. The reports are
 * read after a red run as well. Throws a UserError with the command's own exit code where that is not 0 and not
 * explained by flaky tests and those in quarantine, else with 1 where a gate is closed.
 */
export async function runTests(world: World, inputs: TestInputs): Promise<void> {
  const { runner, clock, workspace } = world;
  const set = outputsOf(spec, runner);
  const start = clock.elapsed();
  const took = () => Math.round(clock.elapsed() - start);
  const folder = resolve(workspace, inputs.workingDirectory);
  const reportDir = inputs.reportDir === "" ? undefined : resolve(workspace, inputs.reportDir);
  const rules = { ...inputs, keep: inputs.history, reportDir: reportDir ?? "" };
  const notes: Notes = { problems: [], remarks: [], missing: [] };
  /** What ends the step before there is a report. */
  const orEnd = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      set({ outcome: "failed", "duration-ms": took() });
      throw error;
    }
  };

  // ---- Run

  if (!isFolder(folder)) {
    set({ outcome: "failed", "duration-ms": took() });
    throw new UserError(`working-directory "${inputs.workingDirectory}" is no folder of the workspace`, {
      hint: "Paths start from the workspace, and a step before this one has to check the repository out.",
    });
  }
  const memory = await recall(world, rules);
  const { execution, plan } = await orEnd(prepare(world, inputs, folder, memory.ledger, notes.remarks));
  if (plan) set({ "shard-files": plan.names });
  const before = await fingerprints(world, execution);
  const { command, stopped } = await orEnd(runToItsEnd(world, execution));

  // ---- Read

  const sha = await commitOf(world);
  const { legs: globs, expect } = inputs;
  const { signal } = world;
  const legs = globs.length === 0 ? NO_LEGS : await readLegs({ globs, folder, workspace, sha, expect, signal });
  const where = { folder, workspace, tracked: await trackedFiles(world), signal };
  const recorder = new TestRecorder();
  const reading = await readReports({
    ...where,
    reports: execution.reports,
    coverageReports: execution.coverageReports,
    before,
    legs: legs.legs.map((data, index) => ({ ...data, path: legs.files[index] ?? "" })),
    each: (run) => recorder.add(run),
  });
  for (const { problems, remarks } of [legs, reading]) {
    notes.problems.push(...problems);
    notes.remarks.push(...remarks);
  }
  const finder = { sourcePath: reading.sourcePath, exists: (path: string) => existsSync(resolve(workspace, path)) };
  const placeOf = (test: TestCase) => locate(test, finder);

  // ---- Judge: what failed and counts, what is covered, what is otherwise than before

  const verdict = await judge(world, { execution, command, reading, legs, where, placeOf }, inputs, notes);
  const { tests, counting, forgiven } = verdict;
  if (tests && verdict.tries > 0) for (const test of tests.flaky) recorder.settle(test, "flaky");
  const { coverage } = reading;
  const scopes = { ...inputs, legs: legs.legs };
  const changed = coverage && (await readChanged(world, scopes, notes));
  const parts = coverage ? await partsOf(coverage, scopes, { ...where, before: new Map() }) : new Map();
  // A single shard is a part by nature; what it is compared with would have to be one too.
  const partial = plan !== undefined && legs.legs.length === 0;
  const against = await againstEarlier(
    world,
    {
      sha,
      results: reading.tests && tests,
      recorder,
      coverage,
      parts: namedParts(parts, scopes),
      complete: notes.problems.length === 0 && stopped === undefined,
      partial,
    },
    memory,
    {
      bases: baseOf(inputs.base, runner.env),
      history: inputs.history,
      gated: inputs.thresholds.some(({ measure }) => measure === "drop"),
    },
    notes,
  );
  const why = stopped === undefined ? undefined : messageOf(stopped);
  const report = resultOf(
    {
      ...{ verdict, coverage, parts, changed, against, plan, legs, partial, sha, notes, placeOf },
      stopped: why,
      exitCode: command?.code,
      files: reading.files,
      url: runUrl(runner.env),
    },
    inputs,
    (text) => runner.redact(text),
  );
  report.durationMs = took();
  for (const line of numberLines(report)) runner.info(line);
  const { outcome, reasons } = report;
  // Set early, so that they are there whatever happens to the rest.
  set(numberOutputs(report, verdict.quarantine.held.length));
  set({ outcome, "duration-ms": report.durationMs, report: { ...bounded(report) } });

  // ---- Tell

  const badge = badgeOf(report);
  if (memory.store && against.now && !partial && remembers(world, rules)) {
    try {
      await remember(memory.store, against.now, inputs.history, badge);
      runner.info(`Remembered this run in ${memory.store.name}.`);
    } catch (error) {
      if (signal.aborted) throw error;
      notes.missing.push(`this run could not be remembered in ${memory.store.name}: ${messageOf(error)}`);
    }
  }
  const facts = { report, tests: counting, coverage, page: reportDir !== undefined };
  const annotations = annotationsOf(report, counting?.failed ?? [], placeOf);
  const published = await publish(world, { ...inputs, key: inputs.commentKey, facts, annotations });
  if (published.commentUrl) set({ "comment-url": published.commentUrl });
  if (published.checkUrl) set({ "check-url": published.checkUrl });
  const summary = summaryOf(facts);
  if (inputs.show.has("summary")) await runner.summary(summary);
  report.durationMs = took();
  if (reportDir !== undefined) {
    const data =
      sha &&
      legData({
        leg: inputs.leg || (plan ? `${plan.facts.index}/${plan.facts.total}` : ""),
        ...{ sha, recorder, coverage, changed },
        at: clock.now(),
        exitCode: forgiven ? 0 : command?.code,
        problems: why === undefined ? notes.problems : [...notes.problems, why],
        remarks: notes.remarks.slice(0, 100),
        shard: plan?.facts,
        results: tests,
      });
    try {
      set(await writeReportFiles(world, reportDir, { ...facts, summary, badge, data }));
    } catch (error) {
      if (signal.aborted) throw error;
      notes.missing.push(`the files in report-dir, "${inputs.reportDir}": ${messageOf(error)}`);
      runner.annotate("warning", `The report could not be written into report-dir: ${messageOf(error)}`);
    }
  }
  set({ missing: [...notes.problems, ...notes.missing], "duration-ms": took(), report: { ...bounded(report) } });
  for (const one of report.missing) runner.info(`Not done: ${one}`);
  // Whoever reads only the log has to know as well why a gate was not looked at, or a quarantine is over.
  for (const one of report.remarks.slice(0, LOGGED_REMARKS)) runner.info(`Remark: ${one}`);
  if (report.remarks.length > LOGGED_REMARKS) runner.info(`${report.remarks.length - LOGGED_REMARKS} more remarks.`);
  if (stopped !== undefined) throw stopped;
  if (reasons.length > 0) throw failureOf(reasons, command, verdict, reading.problems.length > 0);
}

/**
 * Runs the command. Who cancels the job has no time for reports; after our own time limit they say how far the tests
 * came, so that error is handed back.
 */
async function runToItsEnd(
  world: World,
  execution: Parameters<typeof runOnce>[1],
): Promise<{ command?: CommandResult; stopped?: unknown }> {
  if (execution.run === "") return {};
  try {
    return { command: await runOnce(world, execution) };
  } catch (stopped) {
    if (world.signal.aborted) throw stopped;
    return { stopped };
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function failureOf(
  reasons: readonly string[],
  command: CommandResult | undefined,
  { forgiven }: Verdict,
  globs: boolean,
): UserError {
  const failed = command !== undefined && command.code !== 0 && !forgiven;
  const last =
    failed && command.last.some((line) => line.trim() !== "")
      ? `\nIts last lines:\n${command.last.map((line) => `  ${line}`).join("\n")}`
      : "";
  return new UserError(`${reasons.join("; ")}${last}`, {
    exitCode: failed ? command.code : 1,
    ...(globs
      ? {
          hint: "Check the globs of `reports` and `coverage-reports`: they start from `working-directory`, one a line.",
        }
      : {}),
  });
}
