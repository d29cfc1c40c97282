import { messageOf, UserError } from "../toolkit/errors.ts";

/** What `--json` prints; one object, on standard output. */
export interface CliResult {
  version: 1;
  command: string;
  outcome: "success" | "failure";
  exitCode: number;
  error?: { message: string; hint?: string };
  /** The outputs of the command; those that hold JSON (`report`) are part of the object. */
  outputs: Record<string, unknown>;
}

/** The result of a command; `error` is what it threw. `redact` takes secrets out. */
export function resultOf(
  command: string,
  outputs: Readonly<Record<string, string>>,
  error: unknown,
  redact: (text: string) => string,
): CliResult {
  const hint = error instanceof UserError ? error.hint : undefined;
  return {
    version: 1,
    command,
    outcome: error === undefined ? "success" : "failure",
    exitCode: error === undefined ? 0 : error instanceof UserError ? error.exitCode : 1,
    ...(error === undefined
      ? {}
      : { error: { message: redact(messageOf(error)), ...(hint ? { hint: redact(hint) } : {}) } }),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, text]) => [name, parsedOutput(text)])),
  };
}

function parsedOutput(text: string): unknown {
  if (!/^[{[]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The outputs for people: those that fit a line, one a line. */
export function linesOf(outputs: Readonly<Record<string, string>>): string[] {
  const short = Object.entries(outputs).filter(([, text]) => text !== "" && !/\n|^[{[]/.test(text));
  const width = Math.max(0, ...short.map(([name]) => name.length));
  return short.map(([name, text]) => `${name.padEnd(width)}  ${text}`);
}
