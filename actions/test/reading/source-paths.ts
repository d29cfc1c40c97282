import { existsSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Where source files may lie. */
export interface SourcePlaces {
  /** Root of the repository. */
  readonly workspace: string;
  /** Folder that the tests ran in. */
  readonly folder: string;
  /** Files of the repository, relative to its root, with forward slashes; empty where git does not tell. */
  readonly tracked: readonly string[];
  /** Whether there is such a file; the file system's word unless a test passes its own. */
  readonly exists?: (path: string) => boolean;
}

/** Turns a path as a report writes it into one relative to the repository, with forward slashes. */
export type SourcePath = (written: string, report: string, roots?: readonly string[]) => string;

/**
 * Reports write paths relative to where the tests ran, to a root they name, to their own folder, or absolute, perhaps
 * of another machine or a container; JaCoCo and Go leave the front of the path out or put a module's name there. The
 * first place where there is such a file counts; then the one file of the repository with the longest common end.
 */
export function sourcePaths(places: SourcePlaces): SourcePath {
  const tracked = new Set(places.tracked);
  const exists = (short: string, full: string) => tracked.has(short) || (places.exists ?? existsSync)(full);
  const known = new Map<string, string>();
  let byName: Map<string, string[]> | undefined;
  const inside = (path: string) => {
    const short = relative(places.workspace, path);
    return short !== "" && !short.startsWith("..") && !isAbsolute(short) ? short.split(sep).join("/") : undefined;
  };
  const byEnd = (path: string): string | undefined => {
    if (!byName) {
      byName = new Map();
      for (const file of places.tracked) byName.set(basename(file), [...(byName.get(basename(file)) ?? []), file]);
    }
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    const candidates = byName.get(parts.at(-1) ?? "") ?? [];
    let best: string | undefined;
    let longest = 0;
    let tied = false;
    for (const candidate of candidates) {
      const other = candidate.split("/");
      let common = 0;
      while (common < Math.min(parts.length, other.length) && parts.at(-1 - common) === other.at(-1 - common)) common++;
      // Either path must end with the other one, or share a folder at least; a name alone says nothing.
      if (common < 2 && common < Math.min(parts.length, other.length)) continue;
      tied = common === longest;
      if (common > longest) [best, longest, tied] = [candidate, common, false];
      else if (common < longest) tied = false;
    }
    return tied ? undefined : best;
  };
  return (written, report, roots = []) => {
    const key = `${written}\u0000${report}\u0000${roots.join("\u0000")}`;
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const path = written.startsWith("file://") ? urlPath(written) : written.replaceAll("\\", "/");
    const result = find(path, report, roots) ?? path;
    known.set(key, result);
    return result;
  };

  function find(path: string, report: string, roots: readonly string[]): string | undefined {
    if (isAbsolute(path) || /^[A-Za-z]:\//.test(path)) return inside(resolve(path)) ?? byEnd(path);
    const bases = [
      ...roots.map((root) => resolve(places.folder, root)),
      places.folder,
      places.workspace,
      dirname(resolve(places.workspace, report)),
    ];
    for (const base of bases) {
      const full = join(base, path);
      const short = inside(full);
      if (short !== undefined && exists(short, full)) return short;
    }
    return byEnd(path) ?? inside(resolve(places.folder, path));
  }
}

function urlPath(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
