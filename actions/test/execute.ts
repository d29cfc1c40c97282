import { readFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import { type CommandResult, runCommand } from "./command.ts";
import { type CaseRun, keyOf, STATES, type State, type TestCase, type TestResults } from "./model/test-results.ts";
import { type Fingerprint, findAll } from "./reading/find-reports.ts";
import type { Reading } from "./reading/read-reports.ts";
import { afterRetries, type Outcomes } from "./runners/retry.ts";
import { argumentsFor } from "./runners/select-tests.ts";
import { type KnownCommand, knownCommand } from "./runners/test-runner.ts";

/** What is run, and how. */
export interface Execution {
  /** `""` where nothing is run. */
  readonly run: string;
  readonly known: KnownCommand | undefined;
  /** Absolute. */
  readonly folder: string;
  readonly env: ReadonlyMap<string, string>;
  readonly timeout: number;
  /** What the first run gets beside the command: the files of a shard. */
  readonly args: readonly string[] | undefined;
  readonly reports: readonly string[];
  readonly coverageReports: readonly string[];
}

/** What a command starts, as far as it and the package.json beside it tell. */
export function understood(command: string, folder: string): KnownCommand | undefined {
  let scripts: Record<string, unknown> = {};
  try {
    scripts = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).scripts ?? {};
  } catch {
    // Without one there are no scripts.
  }
  return knownCommand(command, scripts);
}

/** What the globs match now, so that what the command writes can be told from what was there. */
export async function fingerprints(world: World, execution: Execution): Promise<Map<string, Fingerprint>> {
  const before = new Map<string, Fingerprint>();
  if (execution.run === "") return before;
  const globs = [...execution.reports, ...execution.coverageReports];
  for (const { files } of await findAll(globs, execution.folder, world.signal)) {
    for (const [path, print] of files) before.set(path, print);
  }
  return before;
}

/** Runs the command for the first time. */
export function runOnce(world: World, { run, known, folder, env, timeout, args }: Execution): Promise<CommandResult> {
  const text = args && known ? known.open : run;
  return runCommand(world, text, { folder, env, timeout, ...(args ? { args } : {}) });
}

/** How it went in the end. */
export interface Retried {
  readonly results: TestResults;
  /** Exit code of the last try. */
  readonly code: number;
  readonly tries: number;
  /** Whether the last try failed in no other test than those in quarantine, or in none. */
  readonly explained: boolean;
}

/**
 * Tries the failed tests again until all passed or the tries are used up. Those in quarantine are not worth a try.
 * `read` reads the reports that a try wrote and gives each run of a test to the collector.
 */
export async function retryFailed(
  world: World,
  execution: Execution,
  first: { results: TestResults; code: number },
  rules: {
    retries: number;
    inQuarantine: (test: TestCase) => boolean;
    fileOf: (test: TestCase) => string | undefined;
    read: (
      before: ReadonlyMap<string, Fingerprint>,
      each: (run: CaseRun) => void,
    ) => Promise<Pick<Reading, "tests" | "problems">>;
    remark: (text: string) => void;
  },
): Promise<Retried> {
  let { results, code } = first;
  const held = (tests: readonly TestCase[]) => tests.length > 0 && tests.every(rules.inQuarantine);
  let explained = code === 0 || (held(results.failed) && results.counts.failed === results.failed.length);
  const tries: Outcomes[] = [];
  const open = () => results.failed.filter((test) => !rules.inQuarantine(test));
  while (tries.length < rules.retries && open().length > 0) {
    if (results.counts.failed > results.failed.length) {
      rules.remark(`${results.counts.failed} tests failed, which is too many to try them again`);
      break;
    }
    const args = execution.known && argumentsFor(execution.known, open(), rules.fileOf);
    const what = args ? `${open().length} failed` : "all, since it is not known how to run some of them alone";
    world.runner.info(`Trying tests again (${tries.length + 1} of ${rules.retries}): ${what}.`);
    const before = await fingerprints(world, { ...execution, coverageReports: [] });
    const repeated = args ?? execution.args;
    let again: CommandResult;
    try {
      again = await runOnce(world, { ...execution, args: repeated });
    } catch (error) {
      // The first run's report is there all the same, and its failures stand.
      if (world.signal.aborted) throw error;
      rules.remark(`a retry counts for nothing: ${messageOf(error)}`);
      explained = false;
      break;
    }
    const outcomes = new Map<string, State>();
    const { tests, problems } = await rules.read(before, (run) => {
      const key = keyOf(run);
      const known = outcomes.get(key);
      if (known === undefined || STATES.indexOf(run.state) > STATES.indexOf(known)) outcomes.set(key, run.state);
    });
    tries.push(outcomes);
    code = again.code;
    if (problems.length > 0 || !tests) {
      rules.remark(`a retry left no report that can be read, so it counts for nothing: ${problems.join("; ")}`);
      break;
    }
    explained = code === 0 || held(tests.failed);
    results = afterRetries(first.results, tries);
  }
  return { results, code, tries: tries.length, explained };
}
