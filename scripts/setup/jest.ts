import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, throwIfAborted } from "../../toolkit/errors.ts";
import { isProgram } from "../../toolkit/find-program.ts";
import { run } from "../../toolkit/process.ts";
import { tailOf } from "./apt.ts";
import { withHeartbeat } from "./heartbeat.ts";
import { withLock } from "./lock.ts";
import type { SetupWorld } from "./world.ts";

const VERSION = "30.5.2";

/**
 * A folder with Jest in its node_modules: what `JEST` names, else one in our cache folder that npm fills once. It is no
 * dependency of ours, since 280 packages would come along in every clone. Undefined where it cannot be had, with the
 * reason in the log: the tests with Jest are then left out.
 */
export async function ensureJest(world: SetupWorld): Promise<string | undefined> {
  if (world.env.JEST !== undefined) return world.env.JEST;
  const folder = join(world.cacheDir, `jest-${VERSION}`);
  const program = join(folder, "node_modules/.bin/jest");
  if (await isProgram(program)) return folder;
  return await withLock(join(world.cacheDir, "jest.lock"), { limitMs: 5 * 60_000, signal: world.signal }, async () => {
    if (await isProgram(program)) return folder;
    world.log(`Installing Jest ${VERSION} with npm (once)`);
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
      const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"];
      const install = async () =>
        await run("npm", [...args, "--fetch-timeout=30000", `jest@${VERSION}`], {
          cwd: folder,
          env: world.env,
          timeout: 4 * 60_000,
          signal: world.signal,
        });
      const result = await withHeartbeat(world, "installing Jest", install);
      if (result.code !== 0) throw new Error(tailOf(result, 3));
      return folder;
    } catch (error) {
      throwIfAborted(world.signal);
      world.log(`Jest could not be installed, so retries and shards are not tried with it: ${messageOf(error)}`);
      return undefined;
    }
  });
}
