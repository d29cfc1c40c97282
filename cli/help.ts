import type { InputSpec } from "../toolkit/inputs.ts";
import { COMMANDS, type Command } from "./commands.ts";
import { GENERAL, isSwitch, variableOf } from "./flags.ts";

/** What the process's exit code says; the README and the help have it from here. */
export const EXIT_CODES: readonly (readonly [code: string, means: string])[] = [
  ["0", "it went well"],
  ["1", "something that can be mended went wrong: a wrong input, a red test, a server that does not answer"],
  ["2", "the command line is wrong: an unknown command or flag"],
  ["124", "a program that was started took longer than its limit"],
  ["130, 143", "it was asked to stop (SIGINT, SIGTERM)"],
  ["other", "the exit code of the command that failed: of the tests, of the migration tool"],
];

/** The help of the whole program. */
export function overview(version: string, width: number): string {
  return [
    `quayside ${version} – builds, tests, migrates and deploys containers`,
    "",
    "Usage: quayside COMMAND [flags]",
    "",
    "Commands",
    ...rows([...COMMANDS.map(({ name, description }) => [name, description] as const), COMPLETION_ROW], width),
    "",
    "quayside COMMAND --help tells all of a command. Begin with: quayside init",
  ].join("\n");
}

const COMPLETION_ROW = ["completion", "Prints the completion script for bash, zsh or fish."] as const;

/** The help of one command, from the same spec as its action.yml and its README. */
export function helpOf(command: Command, width: number): string {
  const inputs = Object.entries(command.inputs).filter(
    // Where an action has an input for the file of a secret, that is its flag.
    ([name, { secret }]) => !(name in (command.fixed ?? {})) && !(secret && `${name}-file` in command.inputs),
  );
  return [
    ...wrap(`quayside ${command.name} – ${command.description}`, width, 0),
    "",
    `Usage: quayside ${command.name} [flags]`,
    `For example: ${command.example}`,
    "",
    "Flags",
    ...rows(
      inputs.map(([name, spec]) => [flagText(name, spec), told(name, spec)] as const),
      width,
    ),
    "",
    "Flags of every command",
    ...rows(
      Object.entries(GENERAL).map(
        ([name, { type, describe }]) => [type === "string" ? `--${name} VALUE` : `--${name}`, describe] as const,
      ),
      width,
    ),
    "",
    ...wrap(
      `A list is given by repeating its flag. Each flag can also come from a variable: --${inputs[0]?.[0] ?? "cwd"} from ${variableOf(inputs[0]?.[0] ?? "cwd")}.${
        Object.values(command.inputs).some(({ secret }) => secret)
          ? " Secrets come from a file or a variable only, never from the command line."
          : ""
      } NO_COLOR turns colours off.`,
      width,
      0,
    ),
    "",
    "Outputs (--json prints them)",
    ...rows(
      Object.entries(command.outputs).map(([name, text]) => [name, text.replaceAll("`", "")] as const),
      width,
    ),
    "",
    "Exit codes",
    ...rows(EXIT_CODES, width),
  ].join("\n");
}

function flagText(name: string, spec: InputSpec<unknown>): string {
  if (spec.secret) return `--${name}-file PATH`;
  return isSwitch(spec) ? `--${name}` : `--${name} VALUE`;
}

function told(name: string, spec: InputSpec<unknown>): string {
  const parts = [spec.describe.replaceAll("`", "")];
  if (!isSwitch(spec)) parts.push(`Takes ${spec.takes}.`);
  if (spec.secret) parts.push(`Or from ${variableOf(name)}.`);
  if (spec.required) parts.push("Required.");
  else if (spec.default && spec.default !== "false") parts.push(`Default: ${spec.default.replaceAll("\n", ", ")}.`);
  return parts.join(" ");
}

/** Two columns; a first cell that is too long has a line of its own. */
function rows(entries: readonly (readonly [string, string])[], width: number): string[] {
  const column = Math.min(26, Math.max(...entries.map(([left]) => left.length)) + 2);
  return entries.flatMap(([left, right]) => {
    const lines = wrap(right, width - column - 2, 0);
    const head = `  ${left.padEnd(column)}`;
    const fits = left.length < column;
    return [
      ...(fits ? [`${head}${lines[0] ?? ""}`] : [`  ${left}`]),
      ...lines.slice(fits ? 1 : 0).map((line) => `  ${" ".repeat(column)}${line}`),
    ];
  });
}

function wrap(text: string, width: number, indent: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > Math.max(width, 30)) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => " ".repeat(indent) + one);
}
