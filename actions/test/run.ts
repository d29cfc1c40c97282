import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { outputsOf } from "../../toolkit/action.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import type { InputsOf } from "../../toolkit/inputs.ts";
import { runUrl } from "../../toolkit/run-url.ts";
import type { World } from "../../toolkit/world.ts";
import { badgeOf } from "./badge.ts";
import type { CommandResult } from "./command.ts";
import { namedParts, partsOf, readChanged } from "./coverage-parts.ts";
import { type Execution, fingerprints, retryFailed, runOnce, understood } from "./execute.ts";
import { type CoverageFacts, closedGates } from "./gates.ts";
import { compareRuns } from "./history/compare.ts";
import { withRun } from "./history/ledger.ts";
import { TestRecorder } from "./history/recorder.ts";
import { baselineOf, commitOf, recall, remember, remembers } from "./history/remember.ts";
import { deltaOf, snapshot } from "./history/snapshot.ts";
import { trendsOf } from "./history/trends.ts";
import { htmlReport } from "./html/html-report.ts";
import { type Legs, readLegs } from "./legs/read-legs.ts";
import { writeRunData } from "./legs/run-data.ts";
import { locate } from "./locate.ts";
import { type Coverage, type CoverageTotals, percent, type Ratio } from "./model/coverage.ts";
import { type TestCase, type TestResults, titleOf } from "./model/test-results.ts";
import { baseOf } from "./patch/changed-lines.ts";
import { patchCoverage } from "./patch/patch-coverage.ts";
import { annotationsOf, publish } from "./publish.ts";
import { type Entry, noQuarantine, readQuarantine, sortByQuarantine } from "./quarantine/quarantine.ts";
import { readReports } from "./reading/read-reports.ts";
import { bounded, failuresOf, quarantineOf, type TestReport } from "./report.ts";
import { fileBelow, readSource, trackedFiles } from "./repository.ts";
import { planShard, SHARD_VARIABLE } from "./shards/plan-shard.ts";
import { spec } from "./spec.ts";
import { summaryOf } from "./summary.ts";

type Inputs = InputsOf<typeof spec.inputs>;

const NO_LEGS: Legs = { legs: [], files: [], problems: [], remarks: [], complete: true };

/**
 * Runs the command, reads what it wrote and what other runs left, checks the gates, and tells of it. The reports are
 * read after a red run as well. Throws a UserError with the command's own exit code where that is not 0 and not
 * explained by flaky tests and those in quarantine, else with 1 where a gate is closed.
 */
export async function runTests(world: World, inputs: Inputs): Promise<void> {
  const { runner, clock } = world;
  const set = outputsOf(spec, runner);
  const start = clock.elapsed();
  const took = () => Math.round(clock.elapsed() - start);
  const folder = resolve(world.workspace, inputs.workingDirectory);
  const reportDir = inputs.reportDir === "" ? undefined : resolve(world.workspace, inputs.reportDir);
  const rules = { ...inputs, keep: inputs.history, reportDir: reportDir ?? "" };
  const missing: string[] = [];
  const problems: string[] = [];
  const remarks: string[] = [];

  const memory = await recall(world, rules);
  const known = inputs.run === "" ? undefined : understood(inputs.run, folder);
  let plan: Awaited<ReturnType<typeof planShard>> | undefined;
  try {
    plan =
      inputs.shard &&
      (await planShard(world, {
        ...inputs,
        shard: inputs.shard,
        command: known,
        folder,
        globs: inputs.shardFiles,
        ledger: memory.ledger,
      }));
  } catch (error) {
    set({ outcome: "failed", "duration-ms": took() });
    throw error;
  }
  if (plan) {
    set({ "shard-files": plan.names });
    const { index, total } = plan.facts;
    const expected = Math.round((plan.deal.shards[index - 1]?.expected ?? 0) / 1000);
    runner.info(
      `Shard ${index} of ${total}: ${plan.names.length} of ${sum(plan.deal.shards.map(({ names }) => names.length))} (about ${expected} s, ${plan.deal.unknown} without a timing).`,
    );
  }
  const idle = plan !== undefined && plan.names.length === 0;
  if (idle) remarks.push("there are more shards than files, so this one has nothing to do");
  const execution: Execution = {
    run: idle ? "" : inputs.run,
    known,
    folder,
    env: plan ? new Map([...inputs.env, [SHARD_VARIABLE, plan.names.join("\n")]]) : inputs.env,
    timeout: inputs.timeout,
    args: plan?.args,
    reports: idle ? [] : inputs.reports,
    coverageReports: idle ? [] : inputs.coverageReports,
  };
  const before = await fingerprints(world, execution);

  let command: CommandResult | undefined;
  let stopped: unknown;
  if (execution.run !== "") {
    try {
      command = await runOnce(world, execution);
    } catch (error) {
      // Who cancels the job has no time for reports; after our own time limit they say how far the tests came.
      if (world.signal.aborted) {
        set({ outcome: "failed", "duration-ms": took() });
        throw error;
      }
      stopped = error;
    }
  }
  const sha = await commitOf(world);
  const legs =
    inputs.legs.length === 0
      ? NO_LEGS
      : await readLegs({
          globs: inputs.legs,
          folder,
          workspace: world.workspace,
          sha,
          expect: inputs.expect,
          signal: world.signal,
        });
  const recorder = new TestRecorder();
  const where = { folder, workspace: world.workspace, tracked: await trackedFiles(world), signal: world.signal };
  const reading = await readReports({
    ...where,
    reports: execution.reports,
    coverageReports: execution.coverageReports,
    before,
    legs: legs.legs.map((data, index) => ({ ...data, path: legs.files[index] ?? "" })),
    each: (run) => recorder.add(run),
  });
  problems.push(...legs.problems, ...reading.problems);
  remarks.push(...legs.remarks, ...reading.remarks);
  const finder = {
    sourcePath: reading.sourcePath,
    exists: (path: string) => existsSync(resolve(world.workspace, path)),
  };
  const placeOf = (test: TestCase) => locate(test, finder);

  // ---- What failed, and what of it counts

  const entries = await readList(world, inputs.quarantine, problems);
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  const inQuarantine = (test: TestCase) => sortByQuarantine(entries, [test], today).held.length > 0;
  const first = { results: reading.tests ?? NO_TESTS, code: command?.code ?? 0 };
  const tried = await retryFailed(world, execution, first, {
    retries: command && command.code !== 0 ? inputs.retries : 0,
    inQuarantine,
    fileOf: (test) => fileBelow(placeOf(test)?.file, world.workspace, folder),
    read: (prints, each) =>
      readReports({ ...where, reports: execution.reports, coverageReports: [], before: prints, each }),
    remark: (text) => remarks.push(text),
  });
  const tests = reading.tests && tried.results;
  if (tests && tried.tries > 0) for (const test of tests.flaky) recorder.settle(test, "flaky");
  const quarantine = tests ? sortByQuarantine(entries, tests.failed, today) : noQuarantine;
  for (const { test, entry } of quarantine.expired) {
    remarks.push(
      `the quarantine of "${titleOf(test)}" was over on ${entry.expires} (${entry.owner}), so it fails again`,
    );
  }
  for (const entry of quarantine.idle)
    remarks.push(`"${entry.test}" is in quarantine and did not fail (until ${entry.expires}, ${entry.owner})`);
  const heldTests = new Set(quarantine.held.map(({ test }) => test));
  const counting = tests && { ...tests, failed: tests.failed.filter((test) => !heldTests.has(test)) };
  const red = command !== undefined && command.code !== 0;
  const forgiven = red && tried.explained && reading.problems.length === 0 && tests?.counts.failed === heldTests.size;
  if (red && forgiven) {
    remarks.push(`the command ended with exit code ${command?.code}, for flaky tests and tests in quarantine alone`);
  }
  const exitCodes = [
    ...(red && !forgiven ? [`the command ended with exit code ${command?.code}`] : []),
    ...legs.legs
      .filter(({ exitCode = 0 }) => exitCode !== 0)
      .map(({ leg, exitCode }) => `${leg || "a leg"}: the command ended with exit code ${exitCode}`),
  ];

  // ---- Coverage: of the whole, of parts, of the change

  const { coverage } = reading;
  const totals = coverage?.totals();
  const changed = coverage && (await readChanged(world, { ...inputs, legs: legs.legs }, { problems, remarks }));
  const patch = coverage && changed && patchCoverage(changed, coverage);
  const parts = coverage
    ? await partsOf(coverage, { ...inputs, legs: legs.legs }, { ...where, before: new Map() })
    : new Map<string, Coverage>();

  // ---- Against earlier runs

  // A single shard is a part by nature; what it is compared with would have to be one too.
  const partial = plan !== undefined && legs.legs.length === 0;
  const complete = problems.length === 0 && stopped === undefined && !partial;
  const now =
    sha === undefined || !reading.tests
      ? undefined
      : snapshot(world, {
          sha,
          complete,
          results: tests ?? NO_TESTS,
          recorder,
          coverage,
          parts: namedParts(parts, { ...inputs, legs: legs.legs }),
        });
  const drops = inputs.thresholds.some(({ measure }) => measure === "drop");
  if (memory.problem !== undefined) (drops ? problems : missing).push(`the history of earlier runs: ${memory.problem}`);
  const { ledger } = memory;
  const base =
    now && ledger && complete ? await baselineOf(world, ledger, baseOf(inputs.base, runner.env), remarks) : undefined;
  const comparison = now && base && ledger ? compareRuns(ledger, base, now) : undefined;
  if (inputs.store && !comparison && memory.problem === undefined && !partial) {
    if (!complete) missing.push("the comparison with an earlier run: this run is not whole");
    else remarks.push("no earlier run is stored that this one can be compared with, so nothing was compared");
  }
  const trends = now && ledger && !partial ? trendsOf(withRun(ledger, now, inputs.history)) : undefined;
  const delta = comparison?.coverage.lines;

  // ---- The result

  const facts = new Map<string, CoverageFacts>([["", wholeFacts(totals, patch?.lines, delta)]]);
  for (const [scope, part] of parts) {
    const partPatch = changed && patchCoverage(changed, part).lines;
    const partDelta = base && ledger && deltaOf(scope, part.totals().lines, base, ledger);
    if (
      base &&
      partDelta === undefined &&
      inputs.thresholds.some((one) => one.scope === scope && one.measure === "drop")
    )
      remarks.push(`the run that this one is compared with has no coverage of ${scope}, so its drop was not checked`);
    facts.set(scope, wholeFacts(part.totals(), partPatch, partDelta));
  }
  const reasons = [
    ...(stopped === undefined ? [] : [messageOf(stopped)]),
    ...exitCodes,
    ...closedGates(
      { ...(tests ? { tests: tests.counts } : {}), held: heldTests.size, parts: facts },
      // An idle shard, or one that is merged later, is no place to count.
      partial ? { ...inputs, minTests: 0, thresholds: [] } : inputs,
    ),
    ...problems,
  ];
  const outcome = reasons.length > 0 ? "failed" : "passed";
  const url = runUrl(runner.env);
  const report: TestReport = {
    version: 1,
    outcome,
    reasons: reasons.map((reason) => runner.redact(reason)),
    missing,
    ...(sha ? { sha } : {}),
    ...(command ? { exitCode: command.code } : {}),
    ...(tried.tries > 0 ? { retries: tried.tries } : {}),
    ...(tests && counting
      ? {
          counts: tests.counts,
          failures: failuresOf(counting.failed, placeOf),
          flaky: tests.flaky.map(titleOf),
          quarantined: quarantineOf(quarantine),
          slowest: tests.slowest,
          suites: tests.suites,
        }
      : {}),
    ...(totals ? { coverage: totals } : {}),
    ...(parts.size > 0 ? { parts: Object.fromEntries([...parts].map(([name, part]) => [name, part.totals()])) } : {}),
    ...(patch ? { patch } : {}),
    ...(delta === undefined ? {} : { coverageDelta: delta }),
    ...(comparison ? { comparison } : {}),
    ...(trends ? { trends } : {}),
    ...(plan ? { shard: plan.facts } : {}),
    ...(legs.legs.length > 0 ? { legs: legs.legs.map(legReport) } : {}),
    files: [...legs.files, ...reading.files],
    remarks,
    durationMs: took(),
    ...(url === "" ? {} : { url }),
  };
  tell(world, report);
  if (tests) {
    const { tests: all, passed, failed, skipped, flaky } = tests.counts;
    set({ tests: all, passed, failed, skipped, flaky, quarantined: heldTests.size });
  }
  const [lines, changedLinesCovered] = [totals && percent(totals.lines), patch && percent(patch.lines)];
  if (lines !== undefined) set({ coverage: lines });
  if (changedLinesCovered !== undefined) set({ "coverage-patch": changedLinesCovered });
  if (delta !== undefined) set({ "coverage-delta": delta });
  // Set early, so that they are there whatever happens to the rest.
  set({ outcome, "duration-ms": report.durationMs, report: { ...bounded(report) } });

  // ---- Telling of it

  const picture = badgeOf(report);
  if (memory.store && now && !partial && remembers(world, rules)) {
    try {
      await remember(memory.store, now, inputs.history, picture);
      runner.info(`Remembered this run in ${memory.store.name}.`);
    } catch (error) {
      if (world.signal.aborted) throw error;
      missing.push(`this run could not be remembered in ${memory.store.name}: ${messageOf(error)}`);
    }
  }
  const summaryFacts = { report, tests: counting, coverage, page: reportDir !== undefined };
  const published = await publish(world, {
    ...inputs,
    key: inputs.commentKey,
    facts: summaryFacts,
    annotations: annotationsOf(report, counting?.failed ?? [], placeOf),
  });
  if (published.commentUrl) set({ "comment-url": published.commentUrl });
  if (published.checkUrl) set({ "check-url": published.checkUrl });
  const summary = summaryOf(summaryFacts);
  if (inputs.show.has("summary")) await runner.summary(summary);
  report.durationMs = took();
  if (reportDir !== undefined) {
    // What the checked-out files are is not known to be what a fork's run was about.
    const foreign = runner.env.GITHUB_EVENT_NAME === "workflow_run";
    const source = (path: string) => (foreign ? undefined : readSource(world.workspace, path));
    const data =
      sha &&
      writeRunData({
        leg: inputs.leg || (plan ? `${plan.facts.index}/${plan.facts.total}` : ""),
        sha,
        at: clock.now(),
        exitCode: forgiven ? 0 : command?.code,
        problems: stopped === undefined ? problems : [...problems, messageOf(stopped)],
        remarks: remarks.slice(0, 100),
        shard: plan?.facts,
        tests: tests && recorder.tests(),
        properties: (tests?.suites ?? []).flatMap(({ name, properties = [] }) =>
          properties.map((property) => [name, property] as const),
        ),
        details: tests ? [...tests.failed, ...tests.flaky, ...tests.skipped] : [],
        coverage,
        changed,
        missing: tests ? recorder.missing(tests.counts) : 0,
      });
    await mkdir(reportDir, { recursive: true });
    const write = async (name: string, text: string) => {
      await writeFile(join(reportDir, name), runner.redact(text));
      return join(reportDir, name);
    };
    await write("report.json", JSON.stringify(report, undefined, 2));
    if (data) set({ "data-path": await write("data.json", data) });
    set({ "badge-path": await write("badge.svg", picture) });
    set({ "summary-path": await write("summary.md", summary) });
    set({ "report-path": await write("report.html", htmlReport({ report, tests: counting, coverage, source })) });
  }
  set({ missing: report.missing, "duration-ms": took(), report: { ...bounded(report) } });
  for (const one of report.missing) runner.info(`Not done: ${one}`);
  if (stopped !== undefined) throw stopped;
  if (reasons.length > 0) throw failureOf(reasons, command, forgiven, reading.problems.length > 0);
}

const NO_TESTS: TestResults = {
  counts: { tests: 0, passed: 0, failed: 0, skipped: 0, flaky: 0, runs: 0, duration: 0 },
  failed: [],
  flaky: [],
  skipped: [],
  slowest: [],
  suites: [],
};

function failureOf(
  reasons: readonly string[],
  command: CommandResult | undefined,
  forgiven: boolean,
  globs: boolean,
): UserError {
  const failed = command !== undefined && command.code !== 0 && !forgiven;
  const last = failed ? `\nIts last lines:\n${command.last.map((line) => `  ${line}`).join("\n")}` : "";
  return new UserError(`${reasons.join("; ")}${last}`, {
    exitCode: failed ? command.code : 1,
    ...(globs
      ? {
          hint: "Check the globs of `reports` and `coverage-reports`: they start from `working-directory`, one a line.",
        }
      : {}),
  });
}

function tell({ runner }: World, { counts, coverage, patch, coverageDelta, comparison }: TestReport): void {
  if (counts) {
    const flaky = counts.flaky > 0 ? ` (${counts.flaky} of them flaky)` : "";
    runner.info(
      `${counts.tests} tests: ${counts.passed} passed${flaky}, ${counts.failed} failed, ${counts.skipped} skipped`,
    );
  }
  const lines = coverage && percent(coverage.lines);
  if (lines !== undefined) runner.info(`${lines} % of lines covered`);
  const changed = patch && percent(patch.lines);
  if (changed !== undefined) runner.info(`${changed} % of the changed lines covered`);
  if (coverageDelta !== undefined) {
    runner.info(
      `${coverageDelta > 0 ? "+" : ""}${coverageDelta} points of line coverage against ${comparison?.sha.slice(0, 10)}`,
    );
  }
}

function wholeFacts(
  coverage: CoverageTotals | undefined,
  patch: Ratio | undefined,
  delta: number | undefined,
): CoverageFacts {
  return {
    ...(coverage ? { coverage } : {}),
    ...(patch ? { patch } : {}),
    ...(delta === undefined ? {} : { delta }),
  };
}

function legReport({ leg, tests, exitCode }: Legs["legs"][number]): NonNullable<TestReport["legs"]>[number] {
  return { name: leg, tests: tests?.length ?? 0, ...(exitCode === undefined ? {} : { exitCode }) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

async function readList(world: World, path: string, problems: string[]): Promise<Entry[]> {
  if (path === "") return [];
  try {
    return readQuarantine(path, await readFile(resolve(world.workspace, path), "utf8"));
  } catch (error) {
    problems.push(`the quarantine list ${path} cannot be read: ${messageOf(error)}`);
    return [];
  }
}
