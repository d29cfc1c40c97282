import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "../../toolkit/clock.ts";
import { throwIfAborted } from "../../toolkit/errors.ts";
import { isProgram } from "../../toolkit/find-program.ts";
import { run } from "../../toolkit/process.ts";
import { formatDuration } from "../../toolkit/units.ts";
import { tailOf } from "./apt.ts";
import { findProgram } from "./find-program.ts";
import { withHeartbeat } from "./heartbeat.ts";
import { withLock } from "./lock.ts";
import type { SetupWorld } from "./world.ts";

const VERSION = "v0.2.87";

/**
 * The path of act, which runs GitHub's workflows on this machine: the one on PATH, else one that is compiled once into
 * our cache folder where Go is there. Undefined where neither works, with the reason in the log: the tests with act are
 * then left out.
 */
export async function ensureAct(world: SetupWorld): Promise<string | undefined> {
  const found = await findProgram("act", world.env);
  if (found !== undefined) return found;
  const folder = join(world.cacheDir, `act-${VERSION}`);
  const own = join(folder, "act");
  if (await isProgram(own)) return own;
  // Go's installer puts itself there, and not every shell has it on PATH.
  const go =
    (await findProgram("go", world.env)) ??
    ((await isProgram("/usr/local/go/bin/go")) ? "/usr/local/go/bin/go" : undefined);
  if (go === undefined) {
    world.log("act is not on the PATH, and there is no Go to install it with: workflows are not run under act");
    return undefined;
  }
  return await withLock(join(world.cacheDir, "act.lock"), { limitMs: 10 * 60_000, signal: world.signal }, async () => {
    if (await isProgram(own)) return own;
    world.log(`Installing act ${VERSION} with go install (a few minutes, once)`);
    const started = systemClock.elapsed();
    try {
      await mkdir(folder, { recursive: true });
      const install = async () =>
        await run(go, ["install", `github.com/nektos/act@${VERSION}`], {
          cwd: folder,
          env: { ...world.env, GOBIN: folder, GOFLAGS: "", CGO_ENABLED: "0" },
          timeout: 10 * 60_000,
          signal: world.signal,
        });
      const result = await withHeartbeat(world, "installing act", install);
      if (result.code !== 0) throw new Error(tailOf(result, 3));
      world.log(`Installed act ${VERSION} in ${formatDuration(systemClock.elapsed() - started)}`);
      return own;
    } catch (error) {
      throwIfAborted(world.signal);
      world.log(`act could not be installed, so workflows are not run under it: ${(error as Error).message}`);
      return undefined;
    }
  });
}
