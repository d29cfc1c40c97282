import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { messageOf, UserError } from "../toolkit/errors.ts";
import type { InputSpec } from "../toolkit/inputs.ts";
import { unknownWord } from "../toolkit/nearest.ts";
import type { Command } from "./commands.ts";

/** Flags that every command has. */
export const GENERAL = {
  help: { type: "boolean", describe: "Say what the command takes." },
  json: { type: "boolean", describe: "Print the outputs as JSON on standard output; the log stays on standard error." },
  quiet: { type: "boolean", describe: "Leave out the log; errors are told all the same." },
  debug: { type: "boolean", describe: "Tell more, for finding a fault." },
  cwd: { type: "string", describe: "Folder to work in; the current one where not set." },
} as const;

/** A mistake in the command line itself: exit code 2, as usual. */
export class UsageError extends UserError {
  constructor(message: string, hint: string) {
    super(message, { hint, exitCode: 2 });
    this.name = "UsageError";
  }
}

/** What a command line says. */
export interface CommandLine {
  /** The inputs that are set, by name. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly help: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly cwd: string | undefined;
}

/** Whether an input is a switch, whose flag needs no value. */
export const isSwitch = (spec: InputSpec<unknown>): boolean => spec.form.kind === "flag";

/** The words that an input takes, where it takes only those. */
export const choicesOf = (spec: InputSpec<unknown>): readonly string[] =>
  spec.form.kind === "choice" ? spec.form.choices : [];

/** Every flag of a command, as it is written. A secret's value comes from a file or a variable, so it has a flag for the file. */
export function flagsOf(command: Command): string[] {
  const own = Object.entries(command.inputs).map(([name, spec]) => (spec.secret ? `${name}-file` : name));
  return [...new Set([...own, ...Object.keys(GENERAL)])].map((name) => `--${name}`);
}

/**
 * Reads the arguments after the command's name. A flag that is given more than once becomes one entry a line, which is
 * what the inputs that are lists take. All mistakes are told at once, in one UsageError.
 * `readFile` reads the file of a secret; `-` is standard input.
 */
export function readFlags(
  command: Command,
  args: readonly string[],
  readFile: (path: string) => string = (path) => readFileSync(path === "-" ? 0 : path, "utf8"),
): CommandLine {
  const own = Object.entries(command.inputs);
  const options: Record<string, { type: "string" | "boolean"; short?: string; multiple?: boolean }> = {};
  for (const [name, { type }] of Object.entries(GENERAL)) options[name] = { type };
  options.help = { type: "boolean", short: "h" };
  for (const [name, spec] of own)
    options[spec.secret ? `${name}-file` : name] = { type: isSwitch(spec) ? "boolean" : "string" };
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true, allowPositionals: true });

  const mistakes: string[] = [];
  const given = new Map<string, string[]>();
  const general: Record<string, string | boolean> = {};
  // What stands behind a flag that is wrong is its value, and not a mistake of its own.
  let expectsValue = -1;
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      if (token.index === expectsValue) continue;
      mistakes.push(`"${token.value}" is not asked for: ${command.name} takes flags only`);
      continue;
    }
    const { name, rawName, value } = token;
    const file = name.endsWith("-file") ? name.slice(0, -"-file".length) : "";
    const spec = command.inputs[name];
    if (name in GENERAL) {
      general[name] = value ?? true;
      if (options[name]?.type === "string" && !value) mistakes.push(`${rawName} takes a value`);
    } else if (spec?.secret) {
      expectsValue = token.index + 1;
      // The value is not repeated here: it may be a password that is in the list of processes already.
      mistakes.push(
        `${rawName} is a secret, and everybody on this machine can read a command line: put it in the variable ${variableOf(name)}, or in a file and write --${name}-file PATH (- is standard input)`,
      );
    } else if (spec && !(command.inputs[file]?.secret && value === "-")) {
      // An action may have an input for the file of a secret itself; standard input is still ours to read.
      if (isSwitch(spec)) add(name, value ?? "true");
      else if (value === undefined)
        mistakes.push(`${rawName} takes ${spec.takes}, for example: ${rawName} ${spec.example}`);
      else add(name, value);
    } else if (command.inputs[file]?.secret) {
      if (!value) mistakes.push(`${rawName} takes the path of a file, or - for standard input`);
      else {
        try {
          add(file, readFile(value).replace(/\r?\n$/, ""));
        } catch (error) {
          mistakes.push(`${rawName} names a file that cannot be read: ${messageOf(error)}`);
        }
      }
    } else if (
      name.startsWith("no-") &&
      command.inputs[name.slice(3)] &&
      isSwitch(command.inputs[name.slice(3)] as never)
    ) {
      add(name.slice(3), "false");
    } else {
      expectsValue = token.index + 1;
      mistakes.push(unknownWord(rawName, flagsOf(command), `flag of ${command.name}`));
    }
  }
  if (mistakes.length > 0 && !general.help) {
    throw new UsageError(mistakes.join("\n"), `quayside ${command.name} --help lists its flags.`);
  }
  return {
    inputs: Object.fromEntries([...given].map(([name, values]) => [name, values.join("\n")])),
    help: general.help !== undefined,
    json: general.json !== undefined,
    quiet: general.quiet !== undefined,
    debug: general.debug !== undefined,
    cwd: typeof general.cwd === "string" ? general.cwd : undefined,
  };

  function add(name: string, value: string): void {
    given.set(name, [...(given.get(name) ?? []), value]);
  }
}

/** The variable that an input may come from; a shell cannot export a name with a hyphen. */
export const variableOf = (name: string): string => `INPUT_${name.toUpperCase().replaceAll("-", "_")}`;
