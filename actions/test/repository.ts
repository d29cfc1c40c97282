import { readFileSync, realpathSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { World } from "../../toolkit/world.ts";

/** Larger files are not shown. */
const LARGEST_SOURCE = 4 * 1024 * 1024;

/** Files of the repository as git tells of them; none where the folder is no repository, which is no mistake. */
export async function trackedFiles(world: World): Promise<string[]> {
  try {
    const git = await world.run("git", ["-C", world.workspace, "ls-files", "-z"], {
      timeout: 30_000,
      signal: world.signal,
    });
    return git.code === 0 ? git.stdout.split("\0").filter((path) => path !== "") : [];
  } catch {
    return [];
  }
}

/** The text of a file of the repository. A report may name any file of the machine; only those of it are shown. */
export function readSource(workspace: string, path: string): string | undefined {
  try {
    const real = realpathSync(resolve(workspace, path));
    if (!real.startsWith(realpathSync(workspace) + sep) || statSync(real).size > LARGEST_SOURCE) return undefined;
    return readFileSync(real, "utf8");
  } catch {
    return undefined;
  }
}

/** A path of the repository as seen from a folder of it; undefined where it does not lie below that. */
export function fileBelow(path: string | undefined, workspace: string, folder: string): string | undefined {
  if (path === undefined) return undefined;
  const short = relative(folder, resolve(workspace, path));
  return short === "" || short.startsWith("..") ? undefined : short.split(sep).join("/");
}
