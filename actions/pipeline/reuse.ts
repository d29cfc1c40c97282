import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import {
  copyFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { messageOf, throwIfAborted } from "../../toolkit/errors.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";
import type { Log } from "./lanes.ts";
import type { StageWorld } from "./stage-runner.ts";

/** How many results are kept; the ones used longest ago go first. */
const KEPT = 100;

/** The reports that tests write into their report-dir. */
const FILES = ["report.html", "report.json", "summary.md"] as const;

/** Outputs that name one of them. */
const PATHS: Readonly<Record<string, string>> = { "report-path": "report.html", "summary-path": "summary.md" };

/** A green result as it is kept. */
interface Kept {
  readonly version: 1;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly markdown: string;
}

/** What was found for the content of a stage. */
export interface Found {
  /** Why it need not run, in words; undefined where it has to. */
  readonly hit?: string;
  /** Keeps the result of the run that went well, if nothing changed meanwhile. */
  readonly keep: () => Promise<void>;
}

/** Finds and keeps the results of stages by their content. */
export interface Reuse {
  find(world: StageWorld, inputs: Readonly<Record<string, string>>, log: Log): Promise<Found>;
}

/**
 * Keeps green results of tests in a folder, under a hash of all that they are said to depend on. A result counts only for
 * the very same bytes; what the hash cannot see is the reason why a stage has to ask for this. `ours` are the folders that
 * the pipeline itself writes into, which are no content.
 */
export function reuseIn(folder: string, ours: readonly string[]): Reuse {
  return {
    async find(world, inputs, log) {
      const key = await contentKey(world, inputs, ours);
      if ("why" in key) {
        log.info(`Its result cannot be kept for a later run: ${key.why}.`);
        return { keep: async () => {} };
      }
      const place = join(folder, "tests", key.key);
      const { runner } = world;
      const kept = await load(place);
      const reports = inputs["report-dir"];
      if (kept) {
        const copied = reports !== undefined && (await copyReports(place, reports));
        for (const [name, value] of Object.entries(kept.outputs)) {
          if (!(name in PATHS)) runner.output(name, value);
          else if (copied) runner.output(name, join(reports, PATHS[name] ?? ""));
        }
        await runner.summary(kept.markdown);
        const now = new Date(world.clock.now());
        await utimes(join(place, "result.json"), now, now).catch(() => undefined);
        return {
          hit: `since nothing changed since it was green ${formatDuration(world.clock.now() - kept.at)} ago`,
          keep: async () => {},
        };
      }
      return {
        async keep() {
          const again = await contentKey(world, inputs, ours);
          if (!("key" in again) || again.key !== key.key) {
            log.info("Its result is not kept for a later run: files of the repository changed while it ran.");
            return;
          }
          try {
            await save(
              place,
              { version: 1, at: world.clock.now(), outputs: runner.outputs, markdown: runner.markdown },
              reports,
            );
            await tidy(join(folder, "tests"));
          } catch (error) {
            log.info(`Its result could not be kept for a later run: ${messageOf(error)}`);
          }
        },
      };
    },
  };
}

/**
 * A hash of every file of the repository that git knows or does not ignore, of the inputs, the platform, the version of Node
 * and PATH; why there is none where the folder is not one that git tracks.
 */
export async function contentKey(
  world: World,
  inputs: Readonly<Record<string, string>>,
  ours: readonly string[] = [],
): Promise<{ key: string } | { why: string }> {
  const git = async (...args: string[]) => {
    const result = await world
      .run("git", ["-c", "safe.directory=*", ...args], {
        cwd: world.workspace,
        env: world.runner.env,
        signal: world.signal,
        timeout: 60_000,
      })
      .catch(() => undefined);
    throwIfAborted(world.signal);
    return result?.code === 0 ? result.stdout : undefined;
  };
  const [top, tracked, listed] = await Promise.all([
    git("rev-parse", "--show-toplevel"),
    git("ls-files", "-z"),
    git("ls-files", "-z", "--full-name", "--cached", "--others", "--exclude-standard", ":/"),
  ]);
  if (top === undefined || listed === undefined) return { why: "the folder is no clone of a git repository" };
  if (!tracked) return { why: "git tracks no file of the folder" };
  const hash = createHash("sha256");
  const put = (...parts: string[]) =>
    hash.update(`${parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(",")}\n`);
  const { "report-dir": _where, token: _token, ...settings } = inputs;
  put(process.platform, process.arch, process.version, world.runner.env.PATH ?? "");
  for (const name of Object.keys(settings).sort()) put(name, settings[name] ?? "");
  for (const path of [...new Set(listed.split("\0"))].filter((one) => one !== "").sort()) {
    const whole = join(top.replace(/\n$/, ""), path);
    if (ours.some((folder) => whole.startsWith(`${folder}/`))) continue;
    const is = await lstat(whole).catch(() => undefined);
    if (is?.isDirectory()) return { why: `${path} is a repository of its own` };
    put(path, is === undefined ? "gone" : is.isSymbolicLink() ? "link" : is.mode & 0o111 ? "program" : "file");
    if (is?.isSymbolicLink()) put(await readlink(whole));
    else if (is?.isFile()) {
      put(String(is.size));
      for await (const chunk of createReadStream(whole, { signal: world.signal })) hash.update(chunk as Buffer);
    }
  }
  return { key: hash.digest("hex") };
}

async function load(place: string): Promise<Kept | undefined> {
  try {
    const kept = JSON.parse(await readFile(join(place, "result.json"), "utf8")) as Kept;
    return kept.version === 1 ? kept : undefined;
  } catch {
    return undefined;
  }
}

// Written beside and put in place at the end, so that nobody reads half a result.
async function save(place: string, kept: Kept, reports: string | undefined): Promise<void> {
  const draft = `${place}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  if (reports) await copyReports(reports, draft);
  await writeFile(join(draft, "result.json"), JSON.stringify(kept));
  await rm(place, { recursive: true, force: true });
  await rename(draft, place);
}

/** Whether the reports were there to be copied. */
async function copyReports(from: string, to: string): Promise<boolean> {
  try {
    await mkdir(to, { recursive: true });
    for (const file of FILES) await copyFile(join(from, file), join(to, file));
    return true;
  } catch {
    return false;
  }
}

async function tidy(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= KEPT) return;
  const aged = await Promise.all(
    names.map(async (name) => ({
      name,
      used: (await stat(join(folder, name, "result.json")).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  );
  aged.sort((a, b) => b.used - a.used);
  for (const { name } of aged.slice(KEPT)) await rm(join(folder, name), { recursive: true, force: true });
}
