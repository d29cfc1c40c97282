import { stripVTControlCharacters } from "node:util";

/**
 * Makes text from outside safe to print on a GitHub runner: no line of it can be taken for a workflow command.
 * The runner takes `::name::` at the start of a line (after white space) and the old form `##[name]` anywhere in it
 * (actions/runner, ActionCommand.cs; .NET's white space has U+0085, JavaScript's has not). A zero-width space in front breaks both and is not seen.
 */
export function defuse(text: string): string {
  return text.replace(/^([\s\u0085]*)::/gm, "$1\u200b::").replaceAll("##[", "#\u200b#[");
}

/** The text without terminal control sequences and other control characters; tabs and line ends are kept. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(/[^\P{Cc}\t\r\n]/gu, "");
}

/** The last `count` lines of a text that are not blank, in their order. */
export function lastLines(text: string, count: number): string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(-count);
}
