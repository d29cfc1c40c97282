import { UserError } from "../../../toolkit/errors.ts";
import type { World } from "../../../toolkit/world.ts";

/** Lines of a file that a change adds or alters: first and last line of each stretch, from 1. */
export type Stretch = readonly [from: number, to: number];

/** Changed lines by the path of the file after the change, relative to the root of the repository. */
export type ChangedLines = ReadonlyMap<string, readonly Stretch[]>;

/** Reads the output of `git diff --unified=0`, line by line. */
export class DiffReader {
  readonly files = new Map<string, Stretch[]>();
  #stretches: Stretch[] | undefined;
  /** Lines of the hunk that are still to come; they may look like anything. */
  #left = 0;

  line(line: string): void {
    if (this.#left > 0) {
      if (!line.startsWith("\\")) this.#left--;
      return;
    }
    if (line.startsWith("+++ ")) {
      const path = pathOf(line.slice(4));
      this.#stretches = [];
      if (path !== undefined) this.files.set(path, this.#stretches);
      return;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (!hunk) return;
    const removed = Number(hunk[1] ?? 1);
    const added = Number(hunk[3] ?? 1);
    const from = Number(hunk[2]);
    this.#left = removed + added;
    if (added > 0) this.#stretches?.push([from, from + added - 1]);
  }
}

// `b/path`, in quotes with C's escapes where it holds special characters; /dev/null where the file is removed.
function pathOf(text: string): string | undefined {
  // git ends a name that holds a space with a tab, for old readers' sake.
  let path = text.replace(/\t$/, "");
  if (path === "/dev/null") return undefined;
  if (path.startsWith('"')) {
    const bytes: number[] = [];
    for (const [, octal, letter, plain] of path.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)) {
      if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
      else if (letter !== undefined) bytes.push(...Buffer.from(ESCAPES[letter] ?? letter));
      else bytes.push(...Buffer.from(plain ?? ""));
    }
    path = Buffer.from(bytes).toString("utf8");
  }
  return path.replace(/^b\//, "");
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };

/** The branch or commit to compare with, or undefined where neither the input nor the event names one. */
export function baseOf(input: string, env: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (input !== "") return [input, `origin/${input}`];
  return env.GITHUB_BASE_REF ? [`origin/${env.GITHUB_BASE_REF}`, env.GITHUB_BASE_REF] : [];
}

/**
 * The lines that HEAD changes since it left the base (the merge base, as a pull request shows it), from the local
 * repository: no limit on files, renames followed. Throws a UserError where the base or the history is not there.
 */
export async function changedLines(world: World, bases: readonly string[]): Promise<ChangedLines> {
  const git = (args: string[], onLine?: (line: string) => void) =>
    world.run("git", ["-C", world.workspace, "-c", "core.quotePath=false", ...args], {
      timeout: 120_000,
      signal: world.signal,
      ...(onLine ? { onLine: (line, stream) => stream === "stdout" && onLine(line), keep: 64 * 1024 } : {}),
    });
  const fetchAll = "Check out with the whole history: `fetch-depth: 0` of actions/checkout.";
  let base: string | undefined;
  for (const name of bases) {
    const found = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
    if (found.code === 0) base = found.stdout.trim();
    if (base !== undefined) break;
  }
  if (base === undefined) {
    throw new UserError(`no commit of the base "${bases[0]}" is in this clone`, { hint: fetchAll });
  }
  const merge = await git(["merge-base", base, "HEAD"]);
  if (merge.code !== 0) {
    throw new UserError(`HEAD and the base "${bases[0]}" have no common commit in this clone`, { hint: fetchAll });
  }
  const reader = new DiffReader();
  const options = ["--unified=0", "--relative", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv"];
  const prefixes = ["--src-prefix=a/", "--dst-prefix=b/"];
  const diff = await git(["diff", ...options, ...prefixes, merge.stdout.trim(), "HEAD", "--"], (line) =>
    reader.line(line),
  );
  if (diff.code !== 0) throw new UserError(`git diff failed: ${diff.stderr.trim().slice(-500)}`);
  return reader.files;
}
