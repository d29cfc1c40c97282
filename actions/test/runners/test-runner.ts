/** A program that runs tests, and that can be told which. */
export type RunnerName = "vitest" | "jest" | "pytest" | "go";

/** The command of a user, understood well enough to give it further arguments. */
export interface KnownCommand {
  readonly runner: RunnerName;
  /** The command with a place for further arguments: a text for the shell that holds `"$@"`. */
  readonly open: string;
  /** The arguments that the program gets by the command itself, for looking things up in them. */
  readonly words: readonly string[];
}

/** Script by name, of the package.json of the folder that the command runs in. */
export type Scripts = Readonly<Record<string, unknown>>;

/**
 * Which test runner a command starts, and how further arguments reach it: by itself (`npx vitest run`), or by a script
 * of package.json (`npm test`). Undefined where it cannot be told for sure, as with several commands in one.
 * The arguments come in as the shell's own `"$@"`, so nothing of a test's name is ever read by the shell.
 */
export function knownCommand(command: string, scripts: Scripts): KnownCommand | undefined {
  const text = command.trim();
  const words = simpleWords(text);
  if (!words) return undefined;
  const script = scriptOf(words);
  if (!script) return direct(words, text);
  const body = scripts[script.name];
  if (typeof body !== "string") return undefined;
  const inner = simpleWords(body.trim());
  const found = inner && direct(inner, body.trim());
  // A script that calls another script is left alone: who knows what that one does with arguments.
  if (!found) return undefined;
  const separator = script.dashes && !words.includes("--") ? " --" : "";
  return { runner: found.runner, words: [...found.words, ...script.rest], open: `${text}${separator} "$@"` };
}

/** The words of a command that is one program with its arguments; undefined for anything more. */
function simpleWords(text: string): string[] | undefined {
  // Where its output goes does not matter: `"$@"` may stand behind a redirection.
  const bare = text.replace(/\s\d?>{1,2}\s*(&\d|[^\s&|;<>]+)/g, "");
  if (/[;&|\n`<>()]/.test(bare) || /\$\(/.test(bare)) return undefined;
  return bare.split(/\s+/).filter((word) => word !== "");
}

function scriptOf(words: readonly string[]): { name: string; dashes: boolean; rest: readonly string[] } | undefined {
  const [program = "", ...rest] = withoutAssignments(words);
  const [first = "", second = ""] = rest;
  const npm = program === "npm";
  if (!npm && program !== "pnpm" && program !== "yarn") return undefined;
  if (npm && /^(t|tst|test)$/.test(first)) return { name: "test", dashes: true, rest: rest.slice(1) };
  if (/^run(-script)?$/.test(first) && second !== "") return { name: second, dashes: npm, rest: rest.slice(2) };
  if (npm || first === "" || first.startsWith("-") || /^(exec|dlx|node)$/.test(first)) return undefined;
  return { name: first, dashes: false, rest: rest.slice(1) };
}

function direct(words: readonly string[], text: string): KnownCommand | undefined {
  const all = withoutAssignments(words);
  const places: [RunnerName, number][] = [];
  for (const [index, word] of all.entries()) {
    const name = word.split("/").at(-1) ?? "";
    if (name === "vitest") places.push(["vitest", index]);
    else if (name === "jest") places.push(["jest", index]);
    else if (/^(pytest|py\.test)$/.test(name)) places.push(["pytest", index]);
    else if (name === "go" && all[index + 1] === "test") places.push(["go", index + 1]);
  }
  const [first] = places;
  if (!first) return undefined;
  const [runner, at] = first;
  const before = all.slice(0, at).map((word) => word.split("/").at(-1) ?? "");
  const launchers =
    /^(npx|pnpm|yarn|bunx|exec|dlx|python3?(\.\d+)?|uv|poetry|pipenv|hatch|run|go|-m|--|--no-install|-y)$/;
  if (!before.every((word) => launchers.test(word))) return undefined;
  const rest = all.slice(at + 1);
  // `go test … -args x` hands the rest to the tests; a watching vitest never ends.
  if (runner === "go" && rest.some((word) => /^--?args$/.test(word))) return undefined;
  return { runner, words: rest, open: `${text} "$@"` };
}

function withoutAssignments(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  return start < 0 ? [] : words.slice(start);
}
