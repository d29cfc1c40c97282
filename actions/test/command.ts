import { resolve } from "node:path";
import { AbortedError, UserError } from "../../toolkit/errors.ts";
import { lastLines } from "../../toolkit/log-text.ts";
import { shellCommand } from "../../toolkit/shell.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";

/** How the tests' command ended. */
export interface CommandResult {
  code: number;
  /** The last lines that it wrote, for the message of a failure. */
  last: string[];
}

/** Settings of one run of the command. */
export interface CommandOptions {
  /** Relative to the workspace, or absolute. */
  folder: string;
  env: ReadonlyMap<string, string>;
  timeout: number;
  /** What `"$@"` stands for in the command; never read by the shell. */
  args?: readonly string[];
  /** Gets the lines instead of the log. */
  onLine?: (line: string) => void;
}

/**
 * Runs the user's own command, which is one of the few texts that go through a shell (toolkit/shell.ts). Throws a
 * UserError with exit code 124 where it does not end in time.
 */
export async function runCommand(world: World, command: string, options: CommandOptions): Promise<CommandResult> {
  const [shell, ...args] = shellCommand(command);
  const lines: string[] = [];
  try {
    const { code } = await world.run(shell, [...args, "quayside", ...(options.args ?? [])], {
      cwd: resolve(world.workspace, options.folder),
      env: { ...environmentOf(world), ...Object.fromEntries(options.env) },
      timeout: options.timeout,
      signal: world.signal,
      keep: 0,
      onLine(line) {
        if (options.onLine) options.onLine(line);
        else world.runner.info(line);
        lines.push(line);
        if (lines.length > 200) lines.splice(0, 100);
      },
    });
    return { code, last: lastLines(lines.join("\n"), 12) };
  } catch (error) {
    // The process port names the shell, which is none of the user's concern.
    if (!(error instanceof AbortedError) || world.signal.aborted) throw error;
    throw new UserError(`the command did not end within ${formatDuration(options.timeout)} and was stopped`, {
      exitCode: error.exitCode,
      hint: "Give it longer with `timeout`, or look at its last lines above for what it waits.",
    });
  }
}

/**
 * The environment that a `run:` step would have. What the runner gives to actions alone stays here: our inputs, one of
 * which may be a token, and the token by which caches and artifacts of the whole repository can be written.
 */
function environmentOf({ runner }: World): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(runner.env).filter(
      ([name]) => !/^(INPUT_|STATE_|ACTIONS_(RUNTIME_(TOKEN|URL)|RESULTS_URL|CACHE_URL)$)/.test(name),
    ),
  );
}
