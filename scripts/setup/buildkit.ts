import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
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

const VERSION = "v0.34.2";
const MODULE = "github.com/moby/buildkit";

/**
 * The path of buildkitd, the daemon behind buildx's `remote` and `docker-container` drivers: the one on PATH, else one
 * that is compiled once into our cache folder where Go is there. Undefined where neither works, with the reason in the
 * log: the tests with a builder of its own are then left out, and say so.
 */
export async function ensureBuildkit(world: SetupWorld): Promise<string | undefined> {
  const found = await findBuildkit(world);
  if ("path" in found) return found.path;
  // Go's installer puts itself there, and not every shell has it on PATH.
  const go =
    (await findProgram("go", world.env)) ??
    ((await isProgram("/usr/local/go/bin/go")) ? "/usr/local/go/bin/go" : undefined);
  if (process.platform !== "linux" || go === undefined) {
    world.log(`${found.why}, and there is no Go to compile it with: builders of their own are not tested`);
    return undefined;
  }
  return await withLock(
    join(world.cacheDir, "buildkit.lock"),
    { limitMs: 12 * 60_000, signal: world.signal },
    async () => {
      const meanwhile = await findBuildkit(world);
      if ("path" in meanwhile) return meanwhile.path;
      world.log(`Compiling buildkitd ${VERSION} (a few minutes, once)`);
      const started = systemClock.elapsed();
      try {
        const path = await withHeartbeat(world, "compiling buildkitd", async () => await compile(world, go));
        world.log(`Compiled buildkitd ${VERSION} in ${formatDuration(systemClock.elapsed() - started)}`);
        return path;
      } catch (error) {
        throwIfAborted(world.signal);
        world.log(
          `buildkitd could not be compiled, so builders of their own are not tested: ${(error as Error).message}`,
        );
        return undefined;
      }
    },
  );
}

/** Where buildkitd is, without making it; or why there is none. */
export async function findBuildkit(
  world: Pick<SetupWorld, "env" | "cacheDir">,
): Promise<{ path: string } | { why: string }> {
  const own = join(folderOf(world), "buildkitd");
  const path = (await findProgram("buildkitd", world.env)) ?? ((await isProgram(own)) ? own : undefined);
  return path === undefined ? { why: "buildkitd is not on the PATH" } : { path };
}

function folderOf(world: Pick<SetupWorld, "cacheDir">): string {
  return join(world.cacheDir, `buildkit-${VERSION}`);
}

/** `go install` refuses the module for its exclude directives, so it is built as a dependency of an empty one. */
async function compile(world: SetupWorld, go: string): Promise<string> {
  await mkdir(folderOf(world), { recursive: true });
  const scratch = await mkdtemp(join(world.cacheDir, "buildkit-"));
  try {
    const must = async (...args: string[]) => {
      const result = await run(go, args, {
        cwd: scratch,
        env: { ...world.env, GOFLAGS: "-mod=mod", CGO_ENABLED: "0" },
        timeout: 10 * 60_000,
        signal: world.signal,
      });
      if (result.code !== 0) throw new Error(tailOf(result, 3));
    };
    await writeFile(join(scratch, "go.mod"), "module quayside.invalid/buildkit\n");
    await must("get", `${MODULE}@${VERSION}`);
    await must("build", "-trimpath", "-ldflags=-s -w", "-o", "buildkitd", `${MODULE}/cmd/buildkitd`);
    await rename(join(scratch, "buildkitd"), join(folderOf(world), "buildkitd"));
    return join(folderOf(world), "buildkitd");
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
