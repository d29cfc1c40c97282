import { stat } from "node:fs/promises";

/** What tells a file apart from what it was before: it was written again where any of this changed. */
export type Fingerprint = string;

/** The files that globs match, by absolute path. */
export type Found = ReadonlyMap<string, Fingerprint>;

/**
 * The files that a glob matches below a folder, in order. `node_modules` and `.git` are left out unless the glob names
 * them; a symbolic link to a folder is not followed, so that no loop can be made.
 */
export async function findFiles(pattern: string, folder: string, signal: AbortSignal): Promise<Found> {
  const { glob } = await import("tinyglobby");
  const paths = await glob(pattern, {
    cwd: folder,
    absolute: true,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ["node_modules", ".git"].filter((name) => !pattern.includes(name)).map((name) => `**/${name}/**`),
    signal,
  });
  const found = new Map<string, Fingerprint>();
  for (const path of paths.sort()) {
    const { mtimeMs, ctimeMs, size, ino } = await stat(path);
    found.set(path, [mtimeMs, ctimeMs, size, ino].join());
  }
  return found;
}

/** The files of several globs; a glob with `!` in front takes files out again. */
export async function findAll(
  patterns: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<{ pattern: string; files: Found }[]> {
  const result: { pattern: string; files: Map<string, Fingerprint> }[] = [];
  for (const pattern of patterns) {
    const files = new Map(await findFiles(pattern.replace(/^!/, ""), folder, signal));
    if (!pattern.startsWith("!")) result.push({ pattern, files });
    else for (const earlier of result) for (const path of files.keys()) earlier.files.delete(path);
  }
  return result;
}
