import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { throwIfAborted } from "../../toolkit/errors.ts";
import { isProgram } from "../../toolkit/find-program.ts";
import { run } from "../../toolkit/process.ts";
import { aptGet, tailOf } from "./apt.ts";
import { DEBIAN_KEYRING, debianMirror, sourcesList } from "./debian-mirror.ts";
import { findProgram } from "./find-program.ts";
import { withLock } from "./lock.ts";
import { type OsRelease, readOsRelease } from "./os-release.ts";
import type { SetupWorld } from "./world.ts";

/** A program and where it was found. */
export interface Tool {
  readonly path: string;
  /** True where it lies in our own folder, which callers put on PATH. */
  readonly ours: boolean;
}

/** The client programs of Docker that were found; undefined for one that is not to be had here. */
export interface DockerTools {
  readonly docker: Tool | undefined;
  /** A `docker-buildx` of its own, or the `docker` that has buildx as a plugin. */
  readonly buildx: Tool | undefined;
}

/** The packages by program, and where the program lies in the package. */
const PACKAGES = {
  docker: { package: "docker-cli", file: "usr/bin/docker" },
  "docker-buildx": { package: "docker-buildx", file: "usr/libexec/docker/cli-plugins/docker-buildx" },
  "docker-compose": { package: "docker-compose", file: "usr/libexec/docker/cli-plugins/docker-compose" },
} as const;

/**
 * A docker-compose that works as a program of its own: that of the PATH, the plugin of the docker command, or the one of
 * the distribution's package. Only our tests of what `docker compose` makes of our work need it; undefined where it
 * cannot be had.
 */
export async function ensureCompose(world: SetupWorld): Promise<Tool | undefined> {
  const folder = join(world.cacheDir, "docker-tools");
  const plugins = ["/usr/libexec", "/usr/lib", "/usr/local/lib", "/usr/local/libexec"];
  for (const path of [
    await findProgram("docker-compose", world.env),
    ...plugins.map((place) => join(place, "docker/cli-plugins/docker-compose")),
  ]) {
    if (path === undefined || !(await isProgram(path))) continue;
    const version = await run(path, ["version", "--short"], { env: world.env, timeout: 10_000, signal: world.signal });
    // Version 1 was another program.
    if (version.code === 0 && !version.stdout.startsWith("1.")) return { path, ours: false };
  }
  await fetchMissing(world, folder, ["docker-compose"], "compose is not tested against");
  const path = join(folder, "docker-compose");
  return (await isProgram(path)) ? { path, ours: true } : undefined;
}

/**
 * Finds the docker command and buildx (as a plugin, or as a program of its own). What is missing is unpacked from the
 * distribution's package into our cache folder: nothing is installed, and apt's own files stay as they are. Neither is
 * needed to build, so what cannot be had is said in one line and left out.
 */
export async function ensureDockerTools(world: SetupWorld): Promise<DockerTools> {
  const folder = join(world.cacheDir, "docker-tools");
  const tools = await find(world, folder);
  if (tools.docker !== undefined && tools.buildx !== undefined) return tools;
  const wanted = [
    ...(tools.docker === undefined ? (["docker"] as const) : []),
    ...(tools.buildx === undefined ? (["docker-buildx"] as const) : []),
  ];
  await fetchMissing(world, folder, wanted, "images are built by the engine itself");
  return await find(world, folder);
}

/** Puts programs into our folder where they can be had; says in one line what follows where they cannot. */
async function fetchMissing(
  world: SetupWorld,
  folder: string,
  wanted: readonly (keyof typeof PACKAGES)[],
  otherwise: string,
): Promise<void> {
  const os = await readOsRelease();
  if (!os.usesApt) return world.log(`${wanted.join(" and ")} not found: ${otherwise}`);
  try {
    await withLock(
      join(world.cacheDir, "docker-tools.lock"),
      { limitMs: 5 * 60_000, signal: world.signal },
      async () => {
        const missing = await Promise.all(
          wanted.map(async (name) => ((await isProgram(join(folder, name))) ? [] : [name])),
        );
        if (missing.flat().length > 0) await unpack(world, os, folder, missing.flat());
      },
    );
  } catch (error) {
    throwIfAborted(world.signal);
    const [reason] = (error as Error).message.split("\n").slice(-1);
    world.log(`${wanted.join(" and ")} cannot be had (${reason}): ${otherwise}`);
  }
}

async function find(world: SetupWorld, folder: string): Promise<DockerTools> {
  const own = async (name: string): Promise<Tool | undefined> =>
    (await isProgram(join(folder, name))) ? { path: join(folder, name), ours: true } : undefined;
  const onPath = async (name: string): Promise<Tool | undefined> => {
    const path = await findProgram(name, world.env);
    return path === undefined ? undefined : { path, ours: false };
  };
  const docker = (await onPath("docker")) ?? (await own("docker"));
  const plugin = docker !== undefined && (await hasPlugin(world, docker.path)) ? docker : undefined;
  return { docker, buildx: plugin ?? (await onPath("docker-buildx")) ?? (await own("docker-buildx")) };
}

async function hasPlugin(world: SetupWorld, docker: string): Promise<boolean> {
  const result = await run(docker, ["buildx", "version"], { env: world.env, timeout: 10_000, signal: world.signal });
  return result.code === 0;
}

/**
 * Takes programs out of packages. apt gets a state and a cache of its own in a scratch folder, so that it checks
 * signatures as always and changes nothing outside. On Debian the packages are those of the newest stable release: older
 * ones have no buildx, and these run there too. On Ubuntu they are its own.
 */
async function unpack(
  world: SetupWorld,
  os: OsRelease,
  folder: string,
  names: readonly (keyof typeof PACKAGES)[],
): Promise<void> {
  world.log(`Fetching ${names.join(" and ")} from ${os.id === "debian" ? "Debian" : os.name}'s packages`);
  await mkdir(folder, { recursive: true });
  const scratch = await mkdtemp(join(world.cacheDir, "apt-"));
  try {
    for (const path of ["state/lists/partial", "cache/archives/partial", "out"]) {
      await mkdir(join(scratch, path), { recursive: true });
    }
    await writeFile(join(scratch, "status"), "");
    const settings = [
      `Dir::State=${join(scratch, "state")}`,
      `Dir::State::status=${join(scratch, "status")}`,
      `Dir::Cache=${join(scratch, "cache")}`,
      // The scratch folder is ours alone, and apt's own user could not write to it.
      "APT::Sandbox::User=root",
      "Acquire::Languages=none",
    ];
    if (os.id === "debian") {
      const sources = join(scratch, "sources.list");
      const text = sourcesList(await debianMirror(world, os));
      await writeFile(sources, text.replace(/^deb /gm, `deb [signed-by=${DEBIAN_KEYRING}] `));
      settings.push(`Dir::Etc::SourceList=${sources}`, "Dir::Etc::SourceParts=/dev/null");
    }
    const options = ["-q", ...settings.flatMap((setting) => ["-o", setting])];
    const update = await aptGet(world, [...options, "update"]);
    if (update.code !== 0) throw new Error(tailOf(update, 3));
    const packages = names.map((name) => PACKAGES[name].package);
    const download = await aptGet(world, [...options, "download", ...packages], join(scratch, "out"));
    if (download.code !== 0) throw new Error(tailOf(download, 3));
    for (const file of await readdir(join(scratch, "out"))) {
      const result = await run("dpkg-deb", ["-x", join(scratch, "out", file), join(scratch, "root")], {
        env: world.env,
        timeout: 60_000,
        signal: world.signal,
      });
      if (result.code !== 0) throw new Error(tailOf(result, 3));
    }
    for (const name of names) {
      const from = join(scratch, "root", PACKAGES[name].file);
      await chmod(from, 0o755);
      const works = await run(from, [name === "docker" ? "--version" : "version"], {
        env: world.env,
        timeout: 10_000,
        signal: world.signal,
      });
      if (works.code !== 0) throw new Error(`${name} of the package does not run here: ${tailOf(works, 1)}`);
      await rename(from, join(folder, name));
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
