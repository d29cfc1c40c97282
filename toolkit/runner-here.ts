import { type CiVariables, ciVariables } from "./ci.ts";
import type { Runner } from "./runner.ts";
import type { Sink } from "./runner-terminal.ts";

/**
 * The runner port for where this process runs: GitHub's where `GITHUB_ACTIONS` is `true` (GitHub, act), else one for a
 * terminal, with what the CI system that is there says of the run. `sink` asks for the terminal's, log and all, anywhere.
 */
export async function runnerHere(sink?: Sink): Promise<Runner> {
  if (process.env.GITHUB_ACTIONS === "true" && !sink) return (await import("./runner-github.ts")).githubRunner();
  const variables: CiVariables = await ciVariables(process.env, process.cwd());
  return (await import("./runner-terminal.ts")).terminalRunner({}, { ...variables, ...process.env }, sink);
}
