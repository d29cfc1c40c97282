import { messageOf, UserError } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import { compareVersions, type MigrationFile, readName } from "./files.ts";
import { newest } from "./plan.ts";

/** The migrations of the branch that a pull request goes into. */
export interface BaseBranch {
  /** `origin/main`, as git knows it. */
  readonly ref: string;
  /** Paths of its migrations, from the workspace. */
  readonly files: readonly string[];
  /** Paths that are on the base branch and were changed or taken away since. */
  readonly changed: readonly string[];
  readonly deleted: readonly string[];
}

/**
 * Asks git for the base branch: `ref`, or else the one of the pull request that runs. Undefined where there is none, or
 * where the checkout does not hold it; that is an error only for a `ref` that was asked for.
 */
export async function readBase(world: World, directory: string, ref: string): Promise<BaseBranch | undefined> {
  const { runner, run, signal, workspace } = world;
  const branch = runner.env.GITHUB_BASE_REF;
  const wanted = ref || (branch ? `origin/${branch}` : "");
  if (wanted === "") return undefined;
  const git = async (...args: string[]) => {
    const { code, stdout, stderr } = await run("git", args, { cwd: workspace, signal, timeout: 30_000 });
    if (code !== 0) throw new Error(stderr.trim() || `git ended with ${code}`);
    return stdout.split("\0").filter((part) => part !== "");
  };
  try {
    const commit = (await git("rev-parse", "--verify", "--end-of-options", `${wanted}^{commit}`)).join("").trim();
    const files = await git("ls-tree", "-z", "-r", "--name-only", commit, "--", directory);
    const diff = (filter: string) =>
      git(
        "diff",
        "-z",
        "--merge-base",
        "--name-only",
        "--no-renames",
        `--diff-filter=${filter}`,
        "--ignore-cr-at-eol",
        commit,
        "--",
        directory,
      )
        // A checkout without history has no common ancestor.
        .catch(() => []);
    const own = (paths: string[]) => paths.filter((path) => readName(path.split("/").at(-1) ?? "") !== undefined);
    return { ref: wanted, files: own(files), changed: own(await diff("M")), deleted: own(await diff("D")) };
  } catch (error) {
    if (ref) {
      throw new UserError(`The base "${ref}" is not in this checkout: ${messageOf(error)}`, {
        hint: "Fetch it first: fetch-depth: 0 of actions/checkout does.",
        cause: error,
      });
    }
    runner.info(
      `${wanted} is not in this checkout, so all files count as new (fetch-depth: 0 of actions/checkout fetches it)`,
    );
    return undefined;
  }
}

/** What the base branch has against these files: each would fail on a database that the base branch has migrated. */
export function baseRemarks(base: BaseBranch, files: readonly MigrationFile[]): { path: string; message: string }[] {
  const remarks = [
    ...base.changed.map((path) => ({
      path,
      message: `was changed, and ${base.ref} has it already: databases that have applied it will refuse it`,
    })),
    ...base.deleted.map((path) => ({
      path,
      message: `was deleted, and ${base.ref} has it: databases that have applied it will refuse to go on`,
    })),
  ];
  const top = newest(base.files.map((path) => readName(path.split("/").at(-1) ?? "")?.version ?? "0"));
  for (const file of files) {
    if (top === undefined || base.files.includes(file.path) || compareVersions(file.version, top) > 0) continue;
    remarks.push({
      path: file.path,
      message: `sorts before version ${top}, which ${base.ref} has already: give it a number behind it`,
    });
  }
  return remarks;
}
