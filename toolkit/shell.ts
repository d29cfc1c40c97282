import { existsSync } from "node:fs";

/**
 * Program and arguments that run a command of the user, as the `run:` of a workflow does and with the options that
 * GitHub gives it: bash with `-eo pipefail` where there is one, else sh with `-e`. The only texts that may go through a
 * shell are inputs that are documented as commands.
 */
export function shellCommand(command: string): [file: string, ...args: string[]] {
  return existsSync("/bin/bash")
    ? ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
    : ["sh", "-e", "-c", command];
}
