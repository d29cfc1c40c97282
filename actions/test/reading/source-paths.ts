import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { detached } from "../model/detached.ts";

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
  /** The text of a file; the file system's word unless a test passes its own. Throws where there is no such file. */
  readonly read?: (path: string) => string;
}

/** Turns a path as a report writes it into one relative to the repository, with forward slashes. */
export type SourcePath = (written: string, report: string, roots?: readonly string[]) => string;

/**
 * Reports write paths relative to where the tests ran, to a root they name, to their own folder, or absolute, perhaps
 * of another machine or a container; JaCoCo and Go leave the front of the path out or put a module's name there. The
 * first place where there is such a file counts, then the module that a go.mod names, then the one file of the
 * repository with the longest common end; of several the one that is nearest to the report.
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
  let modules: readonly GoModule[] | undefined;
  const byModule = (path: string): string | undefined => {
    modules ??= goModules(places);
    const own = modules.find(({ name }) => path.startsWith(`${name}/`));
    return own && inside(join(own.folder, path.slice(own.name.length + 1)));
  };
  const byEnd = (path: string, report: string): string | undefined => {
    if (!byName) {
      byName = new Map();
      for (const file of places.tracked) byName.set(basename(file), [...(byName.get(basename(file)) ?? []), file]);
    }
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    const candidates = byName.get(parts.at(-1) ?? "") ?? [];
    let best: string | undefined;
    let longest = 0;
    let nearest = -1;
    let tied = false;
    for (const candidate of candidates) {
      const other = candidate.split("/");
      let common = 0;
      while (common < Math.min(parts.length, other.length) && parts.at(-1 - common) === other.at(-1 - common)) common++;
      // Either path must end with the other one, or share a folder at least; a name alone says nothing.
      if (common < 2 && common < Math.min(parts.length, other.length)) continue;
      const near = sharedFolders(candidate, report);
      if (common > longest || (common === longest && near > nearest)) {
        [best, longest, nearest, tied] = [candidate, common, near, false];
      } else if (common === longest && near === nearest) tied = true;
    }
    return tied ? undefined : best;
  };
  // Where the tests ran, as the beginning of paths from the root of the repository; undefined where that is outside.
  const own = relative(places.workspace, places.folder).split(sep).join("/");
  const root = `${places.workspace}/`;
  const prefix = own === "" ? "" : own.startsWith("..") || isAbsolute(own) ? undefined : `${own}/`;
  return (written, report, roots = NO_ROOTS) => {
    // Nearly all: a file of the repository, told of from where the tests ran. A report may name very many.
    if (roots.length === 0 && prefix !== undefined) {
      const short = written.startsWith(root) ? written.slice(root.length) : prefix + written;
      if (tracked.has(short)) return short;
    }
    const key = `${written}\u0000${report}\u0000${roots.join("\u0000")}`;
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const path = written.startsWith("file://") ? urlPath(written) : written.replaceAll("\\", "/");
    const result = detached(find(path, report, roots) ?? path);
    known.set(key, result);
    return result;
  };

  function find(path: string, report: string, roots: readonly string[]): string | undefined {
    if (isAbsolute(path) || /^[A-Za-z]:\//.test(path)) return inside(resolve(path)) ?? byEnd(path, report);
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
    return byModule(path) ?? byEnd(path, report) ?? inside(resolve(places.folder, path));
  }
}

const NO_ROOTS: readonly string[] = [];

interface GoModule {
  /** Import path that it names, such as `example.com/shop`. */
  name: string;
  folder: string;
}

/** How many go.mod files are looked into. */
const GO_MODULES = 500;

/** The modules of the repository, the longest name first, since a module may lie within another one. */
function goModules({ workspace, folder, tracked, read }: SourcePlaces): GoModule[] {
  const files = tracked.filter((path) => basename(path) === "go.mod").map((path) => join(workspace, path));
  const modules: GoModule[] = [];
  for (const file of new Set([...files, join(folder, "go.mod"), join(workspace, "go.mod")].slice(0, GO_MODULES))) {
    try {
      const text = (read ?? ((path) => readFileSync(path, "utf8")))(file);
      const [, quoted, plain] = /^\s*module\s+(?:"([^"\n]+)"|(\S+))/m.exec(text) ?? [];
      const name = quoted ?? plain;
      if (name) modules.push({ name, folder: dirname(file) });
    } catch {
      // There is none, or it cannot be read: the end of the path decides.
    }
  }
  return modules.sort((a, b) => b.name.length - a.name.length);
}

/** How many folders two paths have in common at their beginning. */
function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  let count = 0;
  while (count < Math.min(left.length, right.length) - 1 && left[count] === right[count]) count++;
  return count;
}

function urlPath(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
