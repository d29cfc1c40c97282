import type { TestCase } from "../model/test-results.ts";
import type { KnownCommand } from "./test-runner.ts";

/** One argument may be 128 KiB long on Linux, and all together must leave room for the environment. */
const LONGEST = 100_000;

/**
 * The arguments by which a runner runs only these tests again; undefined where there are too many of them to name.
 * Coverage is switched off, since the tests that run again would write a report of themselves alone.
 */
export function argumentsFor(
  { runner, words }: KnownCommand,
  failed: readonly TestCase[],
  fileOf: (test: TestCase) => string | undefined,
): string[] | undefined {
  const files = failed.map(fileOf);
  const known = files.every((file) => file !== undefined) ? [...new Set(files as string[])] : [];
  const covers = words.some((word) => /^--cov(erage)?\b/.test(word));
  const args: string[] = [];
  if (runner === "pytest") {
    // It remembers itself what failed, to the last parameter.
    args.push("--last-failed", "--last-failed-no-failures=none", ...(covers ? ["--no-cov"] : []));
  } else if (runner === "go") {
    const names = [...new Set(failed.map(({ name }) => name.split("/")[0] as string))];
    // A package that did not build has no test to name.
    if (!names.every((name) => /^(Test|Example|Fuzz)\w*$/u.test(name))) return undefined;
    args.push("-count=1", "-run", `^(${names.join("|")})$`);
  } else {
    const pattern = `^(?:${[...new Set(failed.flatMap(namePatterns))].join("|")})$`;
    if (runner === "vitest") args.push("--coverage.enabled=false", "-t", pattern, ...known);
    else args.push("--coverage=false", "-t", pattern, ...(known.length > 0 ? ["--runTestsByPath", ...known] : []));
  }
  return args.join(" ").length > LONGEST ? undefined : args;
}

/** How suites and names are joined in the full names that `-t` is held against: Jest and Vitest up to 4, Vitest 5. */
const JOIN = "(?: > | )";

// Reports put the suites into the name, into the class, or both; whichever it was, one of these is the full name.
function namePatterns({ suites, className, name }: TestCase): string[] {
  const pattern = (parts: readonly string[]) =>
    parts
      .flatMap((part) => part.split(/ [>›] /))
      .filter((part) => part !== "")
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
      .join(JOIN);
  return [pattern([name]), pattern([className, name]), pattern([...suites, name])];
}
