import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { UserError } from "../../../toolkit/errors.ts";
import type { World } from "../../../toolkit/world.ts";
import { runCommand } from "../command.ts";
import { emptyLedger, type Ledger } from "../history/ledger.ts";
import type { ShardFacts } from "../legs/run-data.ts";
import { findAll } from "../reading/find-reports.ts";
import type { KnownCommand } from "../runners/test-runner.ts";
import { type Deal, dealOut, type Shard } from "./deal.ts";
import { fileFinder, timingsOf } from "./timings.ts";

/** What one shard runs. */
export interface ShardPlan {
  /** Files (of Go: tests) of this shard, from the folder that the command runs in. */
  readonly names: readonly string[];
  /** What the command gets to run just these; undefined where the user's command hands them on itself. */
  readonly args: readonly string[] | undefined;
  readonly deal: Deal;
  readonly facts: ShardFacts;
}

/** What the plan depends on. */
export interface ShardOptions {
  readonly shard: Shard;
  readonly run: string;
  /** Undefined where it is not known what the command starts. */
  readonly command: KnownCommand | undefined;
  /** Absolute; the command runs there. */
  readonly folder: string;
  readonly env: ReadonlyMap<string, string>;
  readonly timeout: number;
  /** Globs of test files, where the user names them. */
  readonly globs: readonly string[];
  readonly ledger: Ledger | undefined;
}

/** The variable that a command of one's own finds its files in, one a line. */
export const SHARD_VARIABLE = "QUAYSIDE_SHARD_FILES";

/** Lists all tests, deals them out by their timings, and says how the command runs those of this shard. */
export async function planShard(world: World, options: ShardOptions): Promise<ShardPlan> {
  const { shard, command, globs } = options;
  const go = globs.length === 0 && command?.runner === "go";
  const names = await (globs.length > 0
    ? byGlobs(world, options)
    : go
      ? goTests(world, options.folder)
      : listed(world, options));
  if (names.length === 0) {
    throw new UserError("no test file was found to deal out to the shards", {
      hint: "Name them with `shard-files`, globs one a line: `shard-files: test/**/*.test.ts`.",
    });
  }
  const nameOf = go ? ({ title }: { title: string }) => goName(title) : fileFinder(names);
  const timings = timingsOf(options.ledger ?? emptyLedger, await commitTime(world), nameOf);
  const deal = dealOut(names, timings, shard.total);
  const mine = deal.shards[shard.index - 1]?.names ?? [];
  return {
    names: mine,
    args: argumentsOf(options, mine, go),
    deal,
    facts: { index: shard.index, total: shard.total, digest: deal.digest },
  };
}

function argumentsOf(options: ShardOptions, names: readonly string[], go: boolean): string[] | undefined {
  const { run, command, folder } = options;
  if (run === "" || run.includes(SHARD_VARIABLE)) return undefined;
  const own = `Hand the files on yourself: they are in ${SHARD_VARIABLE}, one a line, and in the output shard-files.`;
  if (!command || (command.runner === "go" && !go)) {
    throw new UserError(`it is not known how "${run.slice(0, 200)}" can be told which files to run`, { hint: own });
  }
  const taken = go
    ? command.words.find((word) => /^--?run\b/.test(word))
    : command.words.find(
        (word, at) => !/^-/.test(word) && isPath(word, folder) && !/^--?\w[\w-]*$/.test(command.words[at - 1] ?? ""),
      );
  if (taken !== undefined) {
    throw new UserError(`"${run.slice(0, 200)}" says itself what to run (${taken}), so a shard cannot`, {
      hint: `Leave ${taken} out of the command and name the files with \`shard-files\`. ${own}`,
    });
  }
  if (go) return ["-run", `^(${names.join("|")})$`];
  if (command.runner === "jest") return ["--runTestsByPath", ...names];
  // Vitest takes a file as a part of a path, so `a.test.ts` brings `aa.test.ts` along: it runs twice, none is lost.
  return [...names];
}

function isPath(word: string, folder: string): boolean {
  return existsSync(resolve(folder, word.split("::")[0] as string));
}

async function byGlobs(world: World, { globs, folder }: ShardOptions): Promise<string[]> {
  const found = await findAll(globs, folder, world.signal);
  return found.flatMap(({ files }) => [...files.keys()].map((path) => fromFolder(path, folder)));
}

/** Go's tests by name: `-run` cannot tell packages apart, so tests of one name go together. */
async function goTests(world: World, folder: string): Promise<string[]> {
  const names = new Set<string>();
  for (const { files } of await findAll(["**/*_test.go"], folder, world.signal)) {
    for (const path of files.keys()) {
      const text = await readFile(path, "utf8");
      // More names than there are do no harm, so build tags and comments are not looked at.
      for (const [, name] of text.matchAll(/^func ((?:Test|Example|Fuzz)\w*)\s*\(/gmu)) {
        if (name !== undefined && name !== "TestMain") names.add(name);
      }
    }
  }
  return [...names];
}

function goName(title: string): string | undefined {
  // The time of a test has that of its subtests in it.
  return /(?:^|› )((?:Test|Example|Fuzz)\w*)$/u.exec(title)?.[1];
}

/** The files that the runner itself says it has, so that none is in no shard. */
async function listed(world: World, options: ShardOptions): Promise<string[]> {
  const { command, folder, env, timeout } = options;
  if (!command) return [];
  const [text, args] = listing(command, folder);
  const found = new Set<string>();
  const seen: string[] = [];
  const { code } = await runCommand(world, text, {
    args,
    folder,
    env,
    timeout,
    onLine(line) {
      seen.push(line);
      const path = pathIn(line, command.runner);
      if (path !== undefined && existsSync(resolve(folder, path))) found.add(fromFolder(resolve(folder, path), folder));
    },
  });
  if (code !== 0 || found.size === 0) {
    throw new UserError(
      `${command.runner} did not list its test files (exit code ${code}): ${seen.slice(-5).join(" ").slice(0, 500)}`,
      { hint: "Name them with `shard-files`, globs one a line: `shard-files: test/**/*.test.ts`." },
    );
  }
  return [...found];
}

// Vitest and Jest print a path a line; pytest `file::test`, or with -qq `file: 3`.
function pathIn(line: string, runner: KnownCommand["runner"]): string | undefined {
  return (runner === "pytest" ? /^(.+?\.\w+)(?:::|: \d+$)/ : /^(.+\.\w+)$/).exec(line)?.[1];
}

function listing(command: KnownCommand, folder: string): [text: string, args: string[]] {
  const { runner, words } = command;
  if (runner === "pytest") return [command.open, ["--collect-only", "-q"]];
  // `vitest list` is a command of its own, and Jest with --outputFile writes its list there, where the report belongs.
  const list = runner === "vitest" ? ["list", "--filesOnly"] : ["--listTests"];
  const options = [...list, ...optionsOf(words, runner === "vitest" ? VITEST_OPTIONS : JEST_OPTIONS)];
  for (let at = folder; ; at = dirname(at)) {
    const program = join(at, "node_modules/.bin", runner);
    if (existsSync(program)) return [`"$@"`, [program, ...options]];
    if (at === dirname(at)) return [`npx --no-install "$@"`, [runner, ...options]];
  }
}

const VITEST_OPTIONS = /^(-c|-r|--(config|root|project|dir|exclude|workspace))(=|$)/;
const JEST_OPTIONS =
  /^(-c|--(config|rootDir|projects|selectProjects|testMatch|testRegex|roots|testPathIgnorePatterns))(=|$)/;

/** Those options of the user's command that decide which files there are. */
function optionsOf(words: readonly string[], options: RegExp): string[] {
  const kept: string[] = [];
  for (const [at, word] of words.entries()) {
    if (!options.test(word)) continue;
    kept.push(word.replace(/["']/g, ""));
    const next = words[at + 1];
    if (!word.includes("=") && next !== undefined) kept.push(next.replace(/["']/g, ""));
  }
  return kept;
}

function fromFolder(path: string, folder: string): string {
  return relative(folder, path).split(sep).join("/");
}

async function commitTime(world: World): Promise<number> {
  try {
    const { code, stdout } = await world.run("git", ["-C", world.workspace, "show", "-s", "--format=%ct", "HEAD"], {
      timeout: 30_000,
      signal: world.signal,
    });
    return code === 0 ? Number(stdout.trim()) * 1000 : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
