import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { outputsOf } from "../../toolkit/action.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import type { InputsOf } from "../../toolkit/inputs.ts";
import { commentOnPullRequest } from "../../toolkit/pull-request-comment.ts";
import type { World } from "../../toolkit/world.ts";
import { fileBaseline } from "./baseline.ts";
import { type CommandResult, runCommand } from "./command.ts";
import { closedGates } from "./gates.ts";
import { htmlReport } from "./html/html-report.ts";
import { locate } from "./locate.ts";
import { type Coverage, percent } from "./model/coverage.ts";
import { titleOf } from "./model/test-results.ts";
import { baseOf, changedLines } from "./patch/changed-lines.ts";
import { type PatchCoverage, patchCoverage } from "./patch/patch-coverage.ts";
import { type Fingerprint, findAll } from "./reading/find-reports.ts";
import { type Reading, readReports } from "./reading/read-reports.ts";
import { summaryOf, type TestReport } from "./report.ts";
import { spec } from "./spec.ts";

/** Annotations beyond these are not shown by the runner (10 of a kind a step); one place is left for the step's own. */
const ANNOTATIONS = 9;

/** GitHub takes 65,536 characters a comment; some are left for the marker that the comment is found by. */
const COMMENT_BYTES = 64_000;

/**
 * Runs the command, reads what it wrote, checks the gates. The reports are read after a red run as well.
 * Throws a UserError with the command's own exit code where that is not 0, else with 1 where a gate is closed.
 */
export async function runTests(world: World, inputs: InputsOf<typeof spec.inputs>): Promise<void> {
  const { runner, clock } = world;
  const set = outputsOf(spec, runner);
  const start = clock.elapsed();
  const folder = resolve(world.workspace, inputs.workingDirectory);
  const before = new Map<string, Fingerprint>();
  if (inputs.run !== "") {
    const globs = [...inputs.reports, ...inputs.coverageReports];
    for (const { files } of await findAll(globs, folder, world.signal)) {
      for (const [path, print] of files) before.set(path, print);
    }
  }

  let command: CommandResult | undefined;
  let stopped: unknown;
  if (inputs.run !== "") {
    try {
      command = await runCommand(world, inputs.run, {
        folder: inputs.workingDirectory,
        env: inputs.env,
        timeout: inputs.timeout,
      });
    } catch (error) {
      // Who cancels the job has no time for reports; after our own time limit they say how far the tests came.
      if (world.signal.aborted) {
        set({ outcome: "failed", "duration-ms": Math.round(clock.elapsed() - start) });
        throw error;
      }
      stopped = error;
    }
  }
  const reading = await readReports({
    folder,
    workspace: world.workspace,
    reports: inputs.reports,
    coverageReports: inputs.coverageReports,
    before,
    tracked: await trackedFiles(world),
    signal: world.signal,
  });
  const { tests, coverage } = reading;
  const totals = coverage?.totals();
  const patch = coverage && (await readPatch(world, inputs, coverage, reading));
  const delta = totals && (await readDelta(world, inputs, percent(totals.lines), reading));
  const reasons = [
    ...(stopped === undefined ? [] : [messageOf(stopped)]),
    ...(command && command.code !== 0 ? [`the command ended with exit code ${command.code}`] : []),
    ...closedGates(
      {
        ...(tests ? { tests: tests.counts } : {}),
        ...(totals ? { coverage: totals } : {}),
        ...(patch ? { patch: patch.lines } : {}),
        ...(delta === undefined ? {} : { coverageDelta: delta }),
      },
      inputs,
    ),
    ...reading.problems,
  ];
  const outcome = reasons.length > 0 ? "failed" : "passed";
  const report: TestReport = {
    version: 1,
    outcome,
    reasons: reasons.map((reason) => runner.redact(reason)),
    ...(command ? { exitCode: command.code } : {}),
    ...(tests ? { counts: tests.counts } : {}),
    ...(totals ? { coverage: totals } : {}),
    ...(patch ? { patch } : {}),
    ...(delta === undefined ? {} : { coverageDelta: delta }),
    files: reading.files,
    remarks: reading.remarks,
    durationMs: Math.round(clock.elapsed() - start),
  };
  if (tests) {
    const { tests: all, passed, failed, skipped, flaky } = tests.counts;
    set({ tests: all, passed, failed, skipped, flaky });
    runner.info(`${all} tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  }
  const lines = totals && percent(totals.lines);
  if (lines !== undefined) {
    set({ coverage: lines });
    runner.info(`${lines} % of lines covered`);
  }
  const changed = patch && percent(patch.lines);
  if (changed !== undefined) {
    set({ "coverage-patch": changed });
    runner.info(`${changed} % of the changed lines covered`);
  }
  if (delta !== undefined) {
    set({ "coverage-delta": delta });
    runner.info(`${delta > 0 ? "+" : ""}${delta} points of line coverage against the baseline`);
  }
  set({ outcome, "duration-ms": report.durationMs, report: { ...bounded(report) } });
  const finder = {
    sourcePath: reading.sourcePath,
    exists: (path: string) => existsSync(resolve(world.workspace, path)),
  };
  for (const test of tests?.failed.slice(0, ANNOTATIONS) ?? []) {
    const message = test.failures[0]?.message || test.state;
    runner.annotate("error", `${titleOf(test)}: ${message}`, locate(test, finder));
  }
  const stretches = (patch?.uncovered ?? []).flatMap(({ path, stretches }) => stretches.map((one) => ({ path, one })));
  for (const { path, one } of stretches.slice(0, ANNOTATIONS)) {
    const [line, endLine] = one;
    runner.annotate("warning", "No test runs this changed code.", { file: path, line, endLine });
  }
  const summary = summaryOf(report, tests, coverage);
  await runner.summary(summary);
  if (inputs.reportDir !== "") {
    const target = resolve(world.workspace, inputs.reportDir);
    const source = (path: string) => readSource(resolve(world.workspace, path), world.workspace);
    await mkdir(target, { recursive: true });
    const write = async (name: string, text: string) => {
      await writeFile(join(target, name), runner.redact(text));
      return join(target, name);
    };
    await write("report.json", JSON.stringify(report, undefined, 2));
    set({ "summary-path": await write("summary.md", summary) });
    set({ "report-path": await write("report.html", htmlReport({ report, tests, coverage, source })) });
  }
  if (inputs.token !== "") {
    const markdown = summaryOf(report, tests, coverage, COMMENT_BYTES);
    const url = await commentOnPullRequest(world, { token: inputs.token, key: inputs.commentKey, markdown });
    if (url) set({ "comment-url": url });
  }
  if (stopped !== undefined) throw stopped;
  if (reasons.length > 0) {
    const shown =
      command && command.code !== 0 ? `\nIts last lines:\n${command.last.map((line) => `  ${line}`).join("\n")}` : "";
    throw new UserError(`${reasons.join("; ")}${shown}`, {
      exitCode: command?.code || 1,
      ...(reading.problems.length > 0
        ? {
            hint: "Check the globs of `reports` and `coverage-reports`: they start from `working-directory`, one a line.",
          }
        : {}),
    });
  }
}

// Only paths that are nowhere else found need them, so a folder that is no repository is no mistake.
async function trackedFiles(world: World): Promise<string[]> {
  try {
    const git = await world.run("git", ["-C", world.workspace, "ls-files", "-z"], {
      timeout: 30_000,
      signal: world.signal,
    });
    return git.code === 0 ? git.stdout.split("\0").filter((path) => path !== "") : [];
  } catch {
    return [];
  }
}

// What the change is, where anything names a base. That it cannot be told is a problem only where a gate needs it.
async function readPatch(
  world: World,
  inputs: InputsOf<typeof spec.inputs>,
  coverage: Coverage,
  reading: Reading,
): Promise<PatchCoverage | undefined> {
  const bases = baseOf(inputs.base, world.runner.env);
  const list = inputs.thresholds.has("patch") ? reading.problems : reading.remarks;
  if (bases.length === 0) {
    if (inputs.thresholds.has("patch"))
      reading.remarks.push("no base is known, so the threshold patch was not checked");
    return undefined;
  }
  try {
    return patchCoverage(await changedLines(world, bases), coverage);
  } catch (error) {
    if (world.signal.aborted) throw error;
    const hint = error instanceof UserError && error.hint ? ` ${error.hint}` : "";
    list.push(`the coverage of the change is not known: ${messageOf(error)}.${hint}`);
    return undefined;
  }
}

// A report may name any file of the machine; only those of the repository are shown.
function readSource(path: string, workspace: string): string | undefined {
  try {
    const real = realpathSync(path);
    if (!real.startsWith(realpathSync(workspace) + sep) || statSync(real).size > 4 * 1024 * 1024) return undefined;
    return readFileSync(real, "utf8");
  } catch {
    return undefined;
  }
}

// Points in hundredths, between the two numbers that people see, so that the sum is right for them.
async function readDelta(
  world: World,
  inputs: InputsOf<typeof spec.inputs>,
  lines: number | undefined,
  reading: Reading,
): Promise<number | undefined> {
  if (inputs.baseline === "") return undefined;
  try {
    const baseline = await fileBaseline(resolve(world.workspace, inputs.baseline)).load();
    const before = baseline?.lines && percent(baseline.lines);
    if (before !== undefined && lines !== undefined) return Math.round((lines - before) * 100) / 100;
    reading.remarks.push(`${inputs.baseline} holds no coverage to compare with, so nothing was compared`);
  } catch (error) {
    const list = inputs.thresholds.has("drop") ? reading.problems : reading.remarks;
    list.push(messageOf(error));
  }
  return undefined;
}

// All outputs of a job together may take 1 MB; the whole is in report.json.
function bounded(report: TestReport): TestReport {
  const { patch } = report;
  return {
    ...report,
    reasons: report.reasons.slice(0, 100),
    files: report.files.slice(0, 1000),
    ...(patch ? { patch: { ...patch, uncovered: patch.uncovered.slice(0, 100) } } : {}),
  };
}
