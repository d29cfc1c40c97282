import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { throwIfAborted } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";

/** What `init` looks at: text files of the repository, and what git says. Nothing of it is run. */
export interface Repository {
  /** Name of the folder. */
  readonly folder: string;
  /** The files by their paths from the root, with their text; at most `FILES` of them, large ones left out. */
  readonly files: ReadonlyMap<string, string>;
  /** Files and folders of the root that git keeps. */
  readonly tracked: ReadonlySet<string>;
  /** `owner/name` on GitHub, where the remote `origin` is there. */
  readonly slug: string | undefined;
  readonly branch: string;
}

const FILES = 2000;
const BYTES = 200_000;
const DEPTH = 6;
const LEFT_OUT = new Set([
  ".git",
  "node_modules",
  "dist",
  "build",
  "coverage",
  "vendor",
  "__pycache__",
  "venv",
  ".venv",
  "target",
]);
const READ =
  /\.(json|toml|ya?ml|txt|cfg|ini|py|ts|tsx|js|mjs|cjs|go|sql|mod|prisma|lock)$|(^|\/)(Dockerfile|Containerfile|Makefile|Pipfile)$|\.dockerignore$/;

/** Reads the repository in the workspace. */
export async function readRepository(world: World): Promise<Repository> {
  const files = new Map<string, string>();
  const walk = async (folder: string, depth: number): Promise<void> => {
    throwIfAborted(world.signal);
    const entries = await readdir(join(world.workspace, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (files.size >= FILES) return;
      if (entry.isDirectory()) {
        if (depth < DEPTH && !LEFT_OUT.has(entry.name)) await walk(path, depth + 1);
      } else if (entry.isFile() && READ.test(path)) {
        const whole = join(world.workspace, path);
        // A lock file only matters by being there.
        const small = (await stat(whole)).size <= BYTES && !/lock|lock\.json$/.test(basename(path));
        files.set(path, small ? await readFile(whole, "utf8") : "");
      }
    }
  };
  await walk("", 0);
  const git = async (...args: string[]) => {
    const result = await world
      .run("git", args, { cwd: world.workspace, timeout: 10_000, signal: world.signal })
      .catch(() => undefined);
    throwIfAborted(world.signal);
    return result?.code === 0 ? result.stdout.trim() : "";
  };
  const tracked = new Set((await git("ls-files")).split("\n").map((path) => path.replace(/\/.*/, "")));
  const remote = await git("remote", "get-url", "origin");
  const slug = /github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(remote)?.[1];
  const head = (await git("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")).replace("refs/remotes/origin/", "");
  const current = await git("symbolic-ref", "--quiet", "--short", "HEAD");
  // A feature branch that somebody works on now is not where releases come from.
  const branch = head || (/^(main|master|trunk|develop)$/.test(current) ? current : "main");
  return { folder: basename(world.workspace), files, tracked, slug, branch };
}
