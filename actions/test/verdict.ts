import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { codeOf, messageOf } from "../../toolkit/errors.ts";
import type { Location } from "../../toolkit/runner.ts";
import type { World } from "../../toolkit/world.ts";
import type { CommandResult } from "./command.ts";
import { type Execution, retryFailed } from "./execute.ts";
import type { Legs } from "./legs/read-legs.ts";
import { NO_TESTS, type TestCase, type TestResults, titleOf } from "./model/test-results.ts";
import type { Notes } from "./notes.ts";
import {
  type Entry,
  noQuarantine,
  type Quarantine,
  readQuarantine,
  sortByQuarantine,
} from "./quarantine/quarantine.ts";
import { type Reading, type ReadOptions, readReports } from "./reading/read-reports.ts";
import { fileBelow } from "./repository.ts";

/** What failed in the end, and what of it counts. */
export interface Verdict {
  /** All tests after the retries; undefined where no report told of any. */
  readonly tests: TestResults | undefined;
  /** The same without the failed tests that the quarantine holds. */
  readonly counting: TestResults | undefined;
  readonly quarantine: Quarantine;
  /** How often tests were tried again. */
  readonly tries: number;
  /** Whether the command was red for flaky tests and those in quarantine alone. */
  readonly forgiven: boolean;
  /** Exit codes that count, a sentence each. */
  readonly exitCodes: readonly string[];
}

/** What it is found from. */
export interface VerdictFacts {
  readonly execution: Execution;
  /** Undefined where nothing was run, or where it did not end by itself. */
  readonly command: CommandResult | undefined;
  readonly reading: Reading;
  readonly legs: Legs;
  readonly where: Pick<ReadOptions, "folder" | "workspace" | "tracked" | "signal">;
  readonly placeOf: (test: TestCase) => Location | undefined;
}

/** Tries failed tests again where that is asked for, and sorts what is left by the quarantine list. */
export async function judge(
  world: World,
  facts: VerdictFacts,
  rules: { readonly retries: number; readonly quarantine: string },
  { problems, remarks }: Notes,
): Promise<Verdict> {
  const { execution, command, reading, where } = facts;
  const entries = await readList(world, rules.quarantine, problems);
  const today = new Date(world.clock.now()).toISOString().slice(0, 10);
  const first = { results: reading.tests ?? NO_TESTS, code: command?.code ?? 0 };
  const tried = await retryFailed(world, execution, first, {
    retries: command && command.code !== 0 ? rules.retries : 0,
    inQuarantine: (test) => sortByQuarantine(entries, [test], today).held.length > 0,
    fileOf: (test) => fileBelow(facts.placeOf(test)?.file, where.workspace, where.folder),
    read: (before, each) => readReports({ ...where, reports: execution.reports, coverageReports: [], before, each }),
    remark: (text) => remarks.push(text),
  });
  const tests = reading.tests && tried.results;
  const quarantine = tests ? sortByQuarantine(entries, tests.failed, today) : noQuarantine;
  remarks.push(...quarantineRemarks(quarantine));
  const held = new Set(quarantine.held.map(({ test }) => test));
  const counting = tests && { ...tests, failed: tests.failed.filter((test) => !held.has(test)) };
  const red = command !== undefined && command.code !== 0;
  const forgiven = red && tried.explained && reading.problems.length === 0 && tests?.counts.failed === held.size;
  if (forgiven) {
    remarks.push(`the command ended with exit code ${command.code}, for flaky tests and tests in quarantine alone`);
  }
  const exitCodes = [
    ...(red && !forgiven ? [`the command ended with exit code ${command.code}`] : []),
    ...facts.legs.legs
      .filter(({ exitCode = 0 }) => exitCode !== 0)
      .map(({ leg, exitCode }) => `${leg || "a leg"}: the command ended with exit code ${exitCode}`),
  ];
  return { tests, counting, quarantine, tries: tried.tries, forgiven, exitCodes };
}

function quarantineRemarks({ expired, idle }: Quarantine): string[] {
  return [
    ...expired.map(
      ({ test, entry }) =>
        `the quarantine of "${titleOf(test)}" was over on ${entry.expires} (${entry.owner}), so it fails again`,
    ),
    ...idle.map(
      ({ test, expires, owner }) => `"${test}" is in quarantine and did not fail (until ${expires}, ${owner})`,
    ),
  ];
}

async function readList(world: World, path: string, problems: string[]): Promise<Entry[]> {
  if (path === "") return [];
  try {
    return readQuarantine(path, await readFile(resolve(world.workspace, path), "utf8"));
  } catch (error) {
    const why = codeOf(error) === "ENOENT" ? "there is no such file in the workspace" : messageOf(error);
    problems.push(`the quarantine list ${path} cannot be read: ${why}`);
    return [];
  }
}
