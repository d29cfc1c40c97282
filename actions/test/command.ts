import { resolve } from "node:path";
import { lastLines } from "../../toolkit/log-text.ts";
import { shellCommand } from "../../toolkit/shell.ts";
import type { World } from "../../toolkit/world.ts";

/** How the tests' command ended. */
export interface CommandResult {
  code: number;
  /** The last lines that it wrote, for the message of a failure. */
  last: string[];
}

/** Runs the user's own command, which is one of the few texts that go through a shell (toolkit/shell.ts). */
export async function runCommand(
  world: World,
  command: string,
  options: { folder: string; env: ReadonlyMap<string, string>; timeout: number },
): Promise<CommandResult> {
  const [shell, ...args] = shellCommand(command);
  const lines: string[] = [];
  const { code } = await world.run(shell, args, {
    cwd: resolve(world.workspace, options.folder),
    env: { ...world.runner.env, ...Object.fromEntries(options.env) },
    timeout: options.timeout,
    signal: world.signal,
    keep: 0,
    onLine(line) {
      world.runner.info(line);
      lines.push(line);
      if (lines.length > 200) lines.splice(0, 100);
    },
  });
  return { code, last: lastLines(lines.join("\n"), 12) };
}
