import { messageOf, UserError } from "../toolkit/errors.ts";

/** Prints why a script failed and gives its exit code: a message and the way out for the user's mistakes, a stack for ours. */
export function describeFailure(error: unknown): number {
  if (!(error instanceof UserError)) {
    console.error(error);
    return 1;
  }
  console.error(`\n${messageOf(error)}${error.hint ? `\n${error.hint}` : ""}`);
  return error.exitCode;
}
