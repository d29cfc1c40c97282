import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { run } from "../../toolkit/process.ts";

/** A git repository of somebody else, for a test. */
export interface Repository {
  readonly folder: string;
  /** Adds or replaces files, and makes a commit of all there is. Gives its 40 digits. */
  commit(files?: Readonly<Record<string, string>>): Promise<string>;
  git(...args: string[]): Promise<string>;
  remove(): void;
}

/** Made by builds and tests, and no part of a project. */
const LEFT_OUT = new Set([".git", ".venv", "node_modules", "__pycache__", "reports", ".coverage"]);

/** A new repository with the branch main: empty, or with the files of a folder. The last part of its path is `name`. */
export async function repository(name: string, from?: string): Promise<Repository> {
  const parent = mkdtempSync(join(tmpdir(), "repository-"));
  const folder = join(parent, name);
  mkdirSync(folder);
  if (from) cpSync(from, folder, { recursive: true, filter: (source) => !LEFT_OUT.has(basename(source)) });
  const git = async (...args: string[]) => {
    const identity = ["-c", "user.name=test", "-c", "user.email=test@example.invalid", "-c", "commit.gpgsign=false"];
    const { code, stdout, stderr } = await run("git", [...identity, ...args], { cwd: folder, timeout: 60_000 });
    if (code !== 0) throw new Error(`git ${args[0]} failed: ${stderr}`);
    return stdout.trim();
  };
  await git("init", "--quiet", "--initial-branch", "main");
  return {
    folder,
    git,
    async commit(files = {}) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      await git("add", "--all");
      await git("commit", "--quiet", "--message", "A change");
      return await git("rev-parse", "HEAD");
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}
