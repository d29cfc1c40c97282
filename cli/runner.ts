import type { Runner } from "../toolkit/runner.ts";
import { variableOf } from "./flags.ts";
import type { Progress } from "./progress.ts";

/** A runner that remembers what it was told, for the end of a command. */
export interface CliRunner extends Runner {
  readonly outputs: Readonly<Record<string, string>>;
}

/** The runner of a command: flags go before variables, outputs are kept, and the line of progress follows the groups. */
export function cliRunner(
  parent: Runner,
  inputs: Readonly<Record<string, string>>,
  show: { progress?: Progress | undefined; quiet: boolean },
): CliRunner {
  const outputs: Record<string, string> = {};
  return {
    ...parent,
    input: (name) => (inputs[name] ?? (parent.input(name) || parent.env[variableOf(name)]) ?? "").trim(),
    output(name, value) {
      outputs[name] = parent.redact(value);
      parent.output(name, value);
    },
    info: (text) => (show.quiet ? undefined : parent.info(text)),
    async group(title, body) {
      const task = show.progress?.begin(parent.redact(title));
      try {
        return show.quiet ? await body() : await parent.group(title, body);
      } finally {
        if (task !== undefined) show.progress?.end(task);
      }
    },
    outputs,
  };
}
