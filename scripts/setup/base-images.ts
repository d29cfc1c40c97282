import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemClock } from "../../toolkit/clock.ts";
import { inspectImage } from "../../toolkit/docker/images.ts";
import { importImage, makeImage } from "../../toolkit/docker/make-image.ts";
import { pullImage } from "../../toolkit/docker/pull.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { isProgram } from "../../toolkit/find-program.ts";
import { type ProcessOptions, run } from "../../toolkit/process.ts";
import { formatDuration } from "../../toolkit/units.ts";
import { allOrNone } from "./all-or-none.ts";
import { aptInstall, aptTransportSettings, tailOf } from "./apt.ts";
import { DEBIAN_KEYRING, DEBIAN_SUITE, type DebianMirror, debianMirror, sourcesList } from "./debian-mirror.ts";
import { systemPath } from "./find-program.ts";
import { withHeartbeat } from "./heartbeat.ts";
import {
  APT_SETTINGS,
  BASE_IMAGES,
  type BaseImageName,
  IMAGE_PATH,
  MADE_LABEL,
  RECIPES,
  ROOT_IMAGE,
  SAMPLE_IMAGES,
  scriptOf,
} from "./image-recipes.ts";
import { withLock } from "./lock.ts";
import { type OsRelease, readOsRelease } from "./os-release.ts";
import type { SetupWorld } from "./world.ts";

/** Where an image came from in this call. */
export type BaseImageOrigin = "present" | "pulled" | "made";

/** A registry that answers says so at once; one that cannot be reached may not say anything for minutes. */
const PULL_LIMITS = { firstAnswer: 15_000, stall: 60_000 };

/**
 * Sees to it that the engine holds these base images under their public names. What is there stays as it is; what is
 * not is pulled, and where no registry gives it, made once from Debian's packages and kept. Images that are made carry
 * the label `quayside.made`.
 *
 * @throws UserError where an image can neither be pulled nor made, with both reasons.
 */
export async function ensureBaseImages(
  world: SetupWorld,
  engine: Engine,
  names: readonly BaseImageName[] = SAMPLE_IMAGES,
): Promise<Map<BaseImageName, BaseImageOrigin>> {
  if ((await missing(engine, names)).length === 0) return new Map(names.map((name) => [name, "present"]));
  const lock = join(world.cacheDir, "base-images.lock");
  const onWait = (pid: number) => world.log(`Process ${pid} is already getting base images: waiting for it`);
  return await withLock(lock, { limitMs: 10 * 60_000, signal: world.signal, onWait }, async () => {
    const origins = new Map<BaseImageName, BaseImageOrigin>(names.map((name) => [name, "present"]));
    const failures = new Map<BaseImageName, unknown>();
    const wanted = await missing(engine, names);
    if (wanted.length > 0) world.log(`Pulling ${list(wanted)}`);
    const pulls = async () =>
      await Promise.all(
        wanted.map(async (name) => {
          try {
            await pullImage(engine, BASE_IMAGES[name], PULL_LIMITS, world.signal);
            origins.set(name, "pulled");
          } catch (error) {
            throwIfAborted(world.signal);
            failures.set(name, error);
          }
        }),
      );
    await withHeartbeat(world, "pulling", pulls);
    if (failures.size > 0) {
      await makeAll(world, engine, failures);
      for (const name of failures.keys()) origins.set(name, "made");
    }
    return origins;
  });
}

async function missing(engine: Engine, names: readonly BaseImageName[]): Promise<BaseImageName[]> {
  const there = await Promise.all(
    names.map(async (name) => (await inspectImage(engine, BASE_IMAGES[name])) !== undefined),
  );
  return names.filter((_, index) => there[index] === false);
}

function list(names: Iterable<BaseImageName>): string {
  return [...names].map((name) => BASE_IMAGES[name]).join(", ");
}

async function makeAll(world: SetupWorld, engine: Engine, failures: Map<BaseImageName, unknown>): Promise<void> {
  const reason = reasonOf([...failures.values()][0]);
  const os = await readOsRelease();
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !os.usesApt) {
    throw new UserError(`These images could not be pulled: ${list(failures.keys())} (${reason})`, {
      hint:
        "Pull them by hand, or load them from a file with docker load. " +
        `As root on Debian or Ubuntu they are made from Debian's packages; this is user ${process.getuid?.()} on ${os.name}.`,
      cause: [...failures.values()][0],
    });
  }
  world.log(`No registry gives ${list(failures.keys())} (${reason}): making them from Debian's packages`);
  const started = systemClock.elapsed();
  // Made on the disk that the cache is on: /tmp is often small, in memory, or mounted without device files.
  await mkdir(world.cacheDir, { recursive: true });
  // We hold the lock, so a folder that is there was left by a set-up that was killed.
  for (const left of await readdir(world.cacheDir)) {
    if (left.startsWith("images-")) await rm(join(world.cacheDir, left), { recursive: true, force: true });
  }
  const scratch = await mkdtemp(join(world.cacheDir, "images-"));
  try {
    const mirror = await debianMirror(world, os);
    const settings = await aptTransportSettings(world);
    const parts = (signal: AbortSignal) => {
      const inner = { ...world, signal };
      const root = ensureRoot(inner, engine, os, mirror, scratch);
      return [root, ...[...failures.keys()].map((name) => makeOne(inner, engine, name, settings, scratch, root))];
    };
    await withHeartbeat(world, "making base images", async () => await allOrNone(world.signal, parts));
  } catch (error) {
    throwIfAborted(world.signal);
    throw new UserError(`Base images could be neither pulled (${reason}) nor made: ${messageOf(error)}`, {
      hint: "Pull them by hand where a registry can be reached, or load them from a file with docker load.",
      cause: error,
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  world.log(`Base images are there after ${formatDuration(systemClock.elapsed() - started)}; they are kept`);
}

async function makeOne(
  world: SetupWorld,
  engine: Engine,
  name: BaseImageName,
  settings: string,
  scratch: string,
  root: Promise<void>,
): Promise<void> {
  const tar = await packFiles(world, name, settings, scratch);
  await root;
  const started = systemClock.elapsed();
  const recipe = RECIPES[name];
  await makeImage(
    engine,
    {
      ...nameOf(BASE_IMAGES[name]),
      from: ROOT_IMAGE,
      tar,
      script: scriptOf(recipe),
      stopSignal: recipe.stopSignal ?? "SIGTERM",
      changes: [...recipe.settings, label(`from Debian's packages (${DEBIAN_SUITE})`)],
    },
    world.signal,
  );
  world.log(`Made ${BASE_IMAGES[name]} in ${formatDuration(systemClock.elapsed() - started)}`);
}

/** The engine's reason in one line, without dockerode's words around it. */
function reasonOf(error: unknown): string {
  const [line = ""] = messageOf(error).split("\n");
  return line.replace(/^\(HTTP code \d+\) [^-]* - /, "").trim();
}

function nameOf(reference: string): { repo: string; tag: string } {
  const [repo = reference, tag = "latest"] = reference.split(":");
  return { repo, tag };
}

function label(how: string): string {
  return `LABEL ${MADE_LABEL}=${JSON.stringify(how)}`;
}

/** The Debian that the made images share, made with debootstrap where the engine does not have it yet. */
async function ensureRoot(
  world: SetupWorld,
  engine: Engine,
  os: OsRelease,
  mirror: DebianMirror,
  scratch: string,
): Promise<void> {
  if ((await inspectImage(engine, ROOT_IMAGE)) !== undefined) return;
  if (!(await isProgram("/usr/sbin/debootstrap"))) {
    await aptInstall(world, os.id === "debian" ? ["debootstrap"] : ["debootstrap", "debian-archive-keyring"]);
  }
  const started = systemClock.elapsed();
  world.log(`Making a small Debian (${DEBIAN_SUITE}) with debootstrap`);
  const root = join(scratch, "root");
  // debootstrap mounts /proc and more below the folder. In a mount namespace of its own nothing of that is left where it
  // is ended, and removing the folder can reach nothing else.
  await must(world, "unshare", [
    "--mount",
    "/usr/sbin/debootstrap",
    "--variant=minbase",
    "--include=ca-certificates",
    `--keyring=${DEBIAN_KEYRING}`,
    DEBIAN_SUITE,
    root,
    mirror.main,
  ]);
  await slim(world, root, mirror);
  const tar = join(scratch, "root.tar");
  await must(world, "tar", ["-C", root, "--numeric-owner", "--one-file-system", "-cf", tar, "."]);
  await importImage(
    engine,
    tar,
    nameOf(ROOT_IMAGE),
    ['CMD ["bash"]', `ENV PATH=${IMAGE_PATH}`, label(`with debootstrap from Debian (${DEBIAN_SUITE})`)],
    world.signal,
  );
  world.log(`Made ${ROOT_IMAGE} in ${formatDuration(systemClock.elapsed() - started)}`);
}

/** Takes out what no container reads, keeps it out of what is installed later, and names the package sources. */
async function slim(world: SetupWorld, root: string, mirror: DebianMirror): Promise<void> {
  const exclude = ["doc", "man", "info", "locale", "lintian", "bug"].map(
    (folder) => `path-exclude /usr/share/${folder}/*`,
  );
  const keep = "path-include /usr/share/doc/*/copyright";
  await writeFile(join(root, "etc/dpkg/dpkg.cfg.d/slim"), `${[...exclude, keep, "force-unsafe-io"].join("\n")}\n`);
  await writeFile(join(root, "etc/apt/sources.list"), sourcesList(mirror));
  await writeFile(
    join(root, "etc/apt/apt.conf.d/slim"),
    'Acquire::Languages "none";\nAPT::Install-Recommends "false";\n',
  );
  for (const folder of ["man", "info", "locale", "lintian", "bug"]) {
    await rm(join(root, "usr/share", folder), { recursive: true, force: true });
  }
  await must(world, "find", [join(root, "usr/share/doc"), "-type", "f", "!", "-name", "copyright", "-delete"]);
  for (const folder of ["var/cache/apt", "var/lib/apt/lists", "var/log"]) {
    await rm(join(root, folder), { recursive: true, force: true });
    await mkdir(join(root, folder), { recursive: true });
  }
  await mkdir(join(root, "var/lib/apt/lists/partial"), { recursive: true });
  // Of this machine, not of the image; the engine gives each container its own.
  await writeFile(join(root, "etc/resolv.conf"), "");
  await rm(join(root, "etc/hostname"), { force: true });
}

/** The files of an image, as a tar file: its folder under images/, and for node the program itself and npm. */
async function packFiles(world: SetupWorld, name: BaseImageName, settings: string, scratch: string): Promise<string> {
  const stage = join(scratch, name);
  const files = join(import.meta.dirname, "images", name);
  if (existsSync(files)) await cp(files, stage, { recursive: true });
  await mkdir(dirname(join(stage, APT_SETTINGS)), { recursive: true });
  await writeFile(join(stage, APT_SETTINGS), settings);
  if (name === "node") {
    await cp(process.execPath, join(stage, "usr/local/bin/node"));
    await addNpm(world, stage, scratch);
  }
  const tar = join(scratch, `${name}.tar`);
  await must(world, "tar", [
    "-C",
    stage,
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "--mode=u=rwX,go=rX",
    "-cf",
    tar,
    ".",
  ]);
  return tar;
}

/** npm of the major version that Node 24 ships, from the npm registry that this machine uses. */
async function addNpm(world: SetupWorld, stage: string, scratch: string): Promise<void> {
  const target = join(stage, "usr/local/lib/node_modules/npm");
  const packed = join(scratch, "npm");
  await mkdir(target, { recursive: true });
  await mkdir(packed);
  await must(world, "npm", ["pack", "npm@11", "--silent", "--pack-destination", packed]);
  await must(world, "sh", ["-c", 'tar -xzf "$1"/npm-*.tgz --strip-components=1 -C "$2"', "sh", packed, target]);
  await rm(join(target, "docs"), { recursive: true, force: true });
  await rm(join(target, "man"), { recursive: true, force: true });
}

async function must(world: SetupWorld, file: string, args: readonly string[]): Promise<void> {
  const options: ProcessOptions = {
    env: { ...world.env, PATH: systemPath(world.env), LC_ALL: "C.UTF-8" },
    timeout: 5 * 60_000,
    signal: world.signal,
  };
  const result = await run(file, args, options);
  if (result.code !== 0) throw new Error(`${file} ended with code ${result.code}:\n${tailOf(result)}`);
}
