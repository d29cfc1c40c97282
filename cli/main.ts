import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runAction } from "../toolkit/action.ts";
import { systemClock } from "../toolkit/clock.ts";
import { messageOf, UserError } from "../toolkit/errors.ts";
import { plainText } from "../toolkit/log-text.ts";
import { unknownWord } from "../toolkit/nearest.ts";
import { runnerHere } from "../toolkit/runner-here.ts";
import type { Sink } from "../toolkit/runner-terminal.ts";
import { COMMANDS, type Command } from "./commands.ts";
import { completionFor, SHELLS } from "./completion.ts";
import { type CommandLine, readFlags, UsageError } from "./flags.ts";
import { helpOf, overview } from "./help.ts";
import { packageRoot, setPackageRoot } from "./package-root.ts";
import { progress } from "./progress.ts";
import { linesOf, resultOf } from "./result.ts";
import { cliRunner } from "./runner.ts";

/**
 * The command line: `args` are those after the program's name, `folder` is that of this package. Ends the process with an
 * exit code that help.ts lists.
 */
export async function main(args: readonly string[], folder: string): Promise<void> {
  setPackageRoot(folder);
  try {
    const [name = "", ...rest] = args;
    const width = Math.min(process.stdout.columns || 100, 110);
    if (["", "help", "--help", "-h"].includes(name)) {
      const of = name === "help" ? rest[0] : undefined;
      process.stdout.write(`${of ? helpOf(commandOf(of), width) : overview(version(), width)}\n`);
      return;
    }
    if (["--version", "-V", "version"].includes(name)) return void process.stdout.write(`${version()}\n`);
    if (name === "completion") return void process.stdout.write(completionOf(rest));
    const command = commandOf(name);
    const line = readFlags(command, rest);
    if (line.help) return void process.stdout.write(`${helpOf(command, width)}\n`);
    enter(line.cwd);
    await runCommand(command, line);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${plainText(messageOf(error))}\n${error.hint ? `${error.hint}\n` : ""}`);
    process.exitCode = error.exitCode;
  }
}

async function runCommand(command: Command, line: CommandLine): Promise<never> {
  const live = progress(process.stderr, process.env, systemClock);
  if (line.debug) process.env.RUNNER_DEBUG = "1";
  // On GitHub the log goes where annotations are read from, unless standard output has to stay free.
  const onGitHub = process.env.GITHUB_ACTIONS === "true" && !line.json;
  const sink: Sink | undefined = onGitHub ? undefined : live;
  const runner = cliRunner(
    await runnerHere(sink),
    { ...line.inputs, ...command.fixed },
    {
      progress: onGitHub ? undefined : live,
      quiet: line.quiet,
    },
  );
  // Whatever has no group of its own shows what is being done, too.
  if (!onGitHub) live.begin(command.name);
  const body = await command.load();
  return await runAction(runner, async (world) => {
    let failure: unknown;
    try {
      await body({ ...world, runner });
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      live.close();
      const text = line.json
        ? `${JSON.stringify(resultOf(command.name, runner.outputs, failure, runner.redact), null, 2)}\n`
        : linesOf(runner.outputs)
            .map((one) => `${plainText(one)}\n`)
            .join("");
      if (!onGitHub) process.stdout.write(text);
    }
  });
}

function commandOf(name: string): Command {
  const found = COMMANDS.find((command) => command.name === name);
  if (found) return found;
  const names = [...COMMANDS.map((command) => command.name), "completion"];
  throw new UsageError(
    unknownWord(name, names, "command"),
    `Commands: ${names.join(", ")}. quayside --help tells more.`,
  );
}

function completionOf([shell = "", ...rest]: readonly string[]): string {
  const found = SHELLS.find((one) => one === shell);
  if (found && rest.length === 0) return completionFor(found);
  throw new UsageError(
    `completion got "${[shell, ...rest].join(" ")}"; it takes one of ${SHELLS.join(", ")}`,
    "For bash: echo 'eval \"$(quayside completion bash)\"' >> ~/.bashrc",
  );
}

function enter(folder: string | undefined): void {
  if (folder === undefined) return;
  try {
    process.chdir(folder);
    // What is found from the folder counts now, not where a job began.
    process.env.GITHUB_WORKSPACE = process.cwd();
  } catch (error) {
    throw new UsageError(`--cwd got "${folder}", which cannot be entered: ${messageOf(error)}`, "Name a folder.");
  }
}

/** The version of this package. */
function version(): string {
  try {
    return (JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string }).version;
  } catch {
    return "(unknown version)";
  }
}
