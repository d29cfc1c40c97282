import { run } from "../../../toolkit/process.ts";
import type { World } from "../../../toolkit/world.ts";
import type { Project } from "./project.ts";

/** Milliseconds after which it goes on without. */
const LIMIT = 10_000;

/**
 * The hashes by which `docker compose up` sees whether a service has changed, by service. Every version of Compose makes
 * them in its own way, so the one that is installed here is asked; empty where there is none, or where it does not say.
 */
export async function composeHashes(
  world: World,
  project: Project,
  files: readonly string[],
): Promise<Map<string, string>> {
  const { env } = world.runner;
  const args = [...files.flatMap((file) => ["-f", file]), "--project-name", project.name, "config", "--hash", "*"];
  for (const [program = "", ...first] of [["docker", "compose"], ["docker-compose"]]) {
    const options = { cwd: world.workspace, env, timeout: LIMIT, signal: world.signal };
    const result = await run(program, [...first, ...args], options).catch(() => undefined);
    world.signal.throwIfAborted();
    if (result?.code !== 0) continue;
    const lines = result.stdout.matchAll(/^(\S+) ([0-9a-f]{64})$/gm);
    return new Map([...lines].map(([, service = "", hash = ""]) => [service, hash]));
  }
  return new Map();
}
