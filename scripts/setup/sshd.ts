import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { throwIfAborted } from "../../toolkit/errors.ts";
import { isProgram } from "../../toolkit/find-program.ts";
import { run } from "../../toolkit/process.ts";
import { aptGet, tailOf } from "./apt.ts";
import { findProgram } from "./find-program.ts";
import { withLock } from "./lock.ts";
import { readOsRelease } from "./os-release.ts";
import type { SetupWorld } from "./world.ts";

/** An SSH server's program, and what its environment needs. */
export interface SshServer {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Finds sshd, or unpacks it from this distribution's package into our cache folder: nothing is installed and no service
 * is started. Only our tests of connections over SSH need it; undefined, with the reason in the log, where it cannot be had.
 */
export async function ensureSshd(world: SetupWorld): Promise<SshServer | undefined> {
  const found = await findProgram("sshd", world.env);
  if (found !== undefined) return { path: found, env: {} };
  const folder = join(world.cacheDir, "sshd");
  const path = join(folder, "usr/sbin/sshd");
  if (!(await readOsRelease()).usesApt) {
    world.log("sshd not found: connections over SSH are not tested");
    return undefined;
  }
  try {
    await withLock(join(world.cacheDir, "sshd.lock"), { limitMs: 2 * 60_000, signal: world.signal }, async () => {
      if (!(await isProgram(path))) await unpack(world, folder);
    });
  } catch (error) {
    throwIfAborted(world.signal);
    world.log(`sshd cannot be had (${(error as Error).message}): connections over SSH are not tested`);
    return undefined;
  }
  // The one library that the package needs and that not every machine has lies beside it.
  const libraries = await libraryFolders(join(folder, "usr/lib"));
  return { path, env: { LD_LIBRARY_PATH: libraries.join(":") } };
}

async function unpack(world: SetupWorld, folder: string): Promise<void> {
  await mkdir(world.cacheDir, { recursive: true });
  const scratch = await mkdtemp(join(world.cacheDir, "sshd-"));
  try {
    const options = ["-q", "-o", "APT::Sandbox::User=root", "download", "openssh-server", "libwrap0"];
    let download = await aptGet(world, options, scratch);
    if (download.code !== 0) {
      await aptGet(world, ["-q", "update"]);
      download = await aptGet(world, options, scratch);
    }
    if (download.code !== 0) throw new Error(tailOf(download, 2));
    for (const file of (await readdir(scratch)).filter((name) => name.endsWith(".deb"))) {
      const result = await run("dpkg-deb", ["-x", join(scratch, file), join(scratch, "root")], {
        env: world.env,
        timeout: 60_000,
        signal: world.signal,
      });
      if (result.code !== 0) throw new Error(tailOf(result, 2));
    }
    await rm(folder, { recursive: true, force: true });
    await rename(join(scratch, "root"), folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function libraryFolders(lib: string): Promise<string[]> {
  const names = await readdir(lib, { withFileTypes: true });
  return names
    .filter((entry) => entry.isDirectory() && entry.name.includes("-linux-"))
    .map(({ name }) => join(lib, name));
}
