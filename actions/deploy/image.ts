import { configuredAuth, readDockerConfig } from "../../toolkit/docker/credentials.ts";
import { type ImageFacts, inspectImage } from "../../toolkit/docker/images.ts";
import { pullImage } from "../../toolkit/docker/pull.ts";
import { splitHost } from "../../toolkit/docker/registry-host.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { retry } from "../../toolkit/retry.ts";
import type { World } from "../../toolkit/world.ts";

/**
 * The image as the host holds it, pulled where it is missing (or always) with the login of the user's Docker
 * configuration. Throws a UserError where it can neither be found nor pulled.
 */
export async function ensureImage(
  world: World,
  engine: Engine,
  reference: string,
  pull: "missing" | "always",
): Promise<ImageFacts> {
  const there = await inspectImage(engine, reference);
  if (there && pull === "missing") return there;
  world.runner.info(`Fetching ${reference}`);
  try {
    const auth = await configuredAuth(await readDockerConfig(world.runner.env), splitHost(reference).host, world.run, {
      env: world.runner.env,
      signal: world.signal,
    });
    await retry(() => pullImage(engine, reference, { firstAnswer: 30_000, stall: 120_000 }, world.signal, auth), {
      attempts: 3,
      base: 1000,
      cap: 5000,
      transient: (error) => /\b(429|5\d\d)\b|EOF|reset|timeout|timed out|in time/i.test(messageOf(error)),
      clock: world.clock,
      signal: world.signal,
      onRetry: (error) => world.runner.info(`Trying again: ${messageOf(error)}`),
    });
  } catch (error) {
    throwIfAborted(world.signal);
    throw new UserError(`The image ${reference} is not on the host and cannot be pulled: ${messageOf(error)}`, {
      hint: "Check its name and tag, and that this host may pull it: docker login, or a registry that it can reach.",
      cause: error,
    });
  }
  const pulled = await inspectImage(engine, reference);
  if (!pulled) throw new Error(`${reference} was pulled and is not there`);
  return pulled;
}
