import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { findProgram } from "../../scripts/setup/find-program.ts";
import { type ProcessResult, run } from "../../toolkit/process.ts";

const root = join(import.meta.dirname, "../..");
/** What is not of the repository, or is made anew. */
const LEFT_OUT = new Set([".git", ".cache", "build", "coverage", "reports", "node_modules"]);

/** Why workflows cannot be run under act on this machine; undefined where they can. */
export async function whyNoAct(): Promise<string | undefined> {
  for (const program of ["act", "git"]) {
    if ((await findProgram(program, process.env)) === undefined) return `${program} is not on the PATH`;
  }
  return undefined;
}

/** A copy of this repository that act can run the workflows of. */
export interface ActRepository {
  readonly folder: string;
  /** The commit that it was made with. */
  readonly sha: string;
  /** Adds or replaces a file. */
  write(path: string, text: string): void;
  /** Runs a workflow for an event in host mode: every step is a process of this machine. */
  act(workflow: string, options?: ActOptions): Promise<ProcessResult>;
  remove(): void;
}

/** How a workflow is run. */
export interface ActOptions {
  event?: string;
  /** Payload of the event. */
  payload?: object;
  env?: Record<string, string>;
  secrets?: Record<string, string>;
  /** Variables of the repository's settings. */
  vars?: Record<string, string>;
  timeout?: number;
}

/** Stands for GitHub's own action, which cannot be fetched here: says what it would have kept. */
const UPLOAD = `name: upload
description: Says what would be kept
inputs:
  name: { required: true, description: Name of the artifact }
  path: { required: true, description: Folder }
runs:
  using: composite
  steps:
    - shell: bash
      env: { NAME: "\${{ inputs.name }}", FOLDER: "\${{ inputs.path }}" }
      run: echo "kept as $NAME:" $(ls "$FOLDER")
`;

/**
 * Copies the repository into a git repository of its own. act does not know `$/path` ("this repository at this commit"),
 * so it becomes `./path` in the copy, which means the same there: act's checkout copies that very folder. So do our own
 * actions as starters name them, and the placeholder of the default branch gets a name. GitHub's action that keeps
 * artifacts is a stand-in. `files` are added to the commit.
 */
export async function actRepository(files: Readonly<Record<string, string>> = {}): Promise<ActRepository> {
  const folder = mkdtempSync(join(tmpdir(), "act-repository-"));
  cpSync(root, folder, {
    recursive: true,
    filter: (source) =>
      !relative(root, source)
        .split("/")
        .some((part) => LEFT_OUT.has(part)),
  });
  // What is installed already need not be installed again.
  for (const part of ["", "sample-app"]) {
    const modules = join(root, part, "node_modules");
    if (existsSync(modules)) symlinkSync(modules, join(folder, part, "node_modules"));
  }
  for (const path of globSync(["**/*.yml", ".github/**/*.yml"], { cwd: folder, exclude: ["**/node_modules/**"] })) {
    const text = readFileSync(join(folder, path), "utf8");
    writeFileSync(
      join(folder, path),
      text
        .replace(/^(\s*(?:- )?uses:\s*)\$\//gm, "$1./")
        .replace(/^(\s*(?:- )?uses:\s*)quayside\/quayside(\/\S+)?@v\d+/gm, (_, uses, path = "/") => `${uses}.${path}`)
        .replace(/^(\s*(?:- )?uses:\s*)actions\/upload-artifact@.*/gm, "$1./.act/upload-artifact")
        .replaceAll("$default-branch", "main"),
    );
  }
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write(".act/upload-artifact/action.yml", UPLOAD);
  for (const [path, text] of Object.entries(files)) write(path, text);
  const git = async (...args: string[]) => {
    const identity = ["-c", "user.name=act", "-c", "user.email=act@example.invalid", "-c", "commit.gpgsign=false"];
    const result = await run("git", [...identity, ...args], { cwd: folder, timeout: 60_000 });
    if (result.code !== 0) throw new Error(`git ${args[0]} failed: ${result.stderr}`);
    return result.stdout.trim();
  };
  await git("init", "--quiet", "--initial-branch", "main");
  // act asks for the address of the repository; nothing is fetched from there.
  await git("remote", "add", "origin", "https://github.com/quayside/quayside.git");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "The repository as it stands");
  return {
    folder,
    sha: await git("rev-parse", "HEAD"),
    write,
    act: (workflow, { event = "push", payload, env = {}, secrets = {}, vars = {}, timeout = 500_000 } = {}) => {
      // Settings of the user's own would change what is tested; act reads this file last, and the command line after it.
      writeFileSync(join(folder, ".actrc"), "");
      const eventFile = join(folder, ".act-event.json");
      if (payload) writeFileSync(eventFile, JSON.stringify(payload));
      return run(
        "act",
        [
          event,
          ...["--workflows", workflow, "--platform", "ubuntu-latest=-self-hosted"],
          // Nothing may be asked, fetched or reported outside: no images, no actions, no cache server.
          ...(payload ? ["--eventpath", eventFile] : []),
          // With a name alone act takes the value from the environment, so that it stands in no list of processes.
          ...Object.keys(secrets).flatMap((name) => ["--secret", name]),
          ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}=${value}`]),
          ...["--pull=false", "--action-offline-mode", "--no-cache-server", "--concurrent-jobs", "1"],
        ],
        {
          cwd: folder,
          env: { ...process.env, HOME: process.env.HOME ?? homedir(), ...secrets, ...env },
          timeout,
          onLine: (line) => console.log(line),
        },
      );
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
