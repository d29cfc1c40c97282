import { configuredAuth, readDockerConfig } from "../../toolkit/docker/credentials.ts";
import { copyImage, type ImageFacts, inspectImage } from "../../toolkit/docker/images.ts";
import { pullImage } from "../../toolkit/docker/pull.ts";
import { splitHost } from "../../toolkit/docker/registry-host.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { retry } from "../../toolkit/retry.ts";
import { formatSize } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";

/**
 * The image as the host holds it, pulled where it is missing (or always) with the login of the user's Docker
 * configuration. A host that cannot pull it gets it from `source`, the engine of this machine, where that has it.
 * `fetched` says that the host did not have it before.
 * Throws a UserError where it can neither be found nor had.
 */
export async function ensureImage(
  world: World,
  engine: Engine,
  reference: string,
  pull: "missing" | "always",
  source?: Engine,
): Promise<ImageFacts & { readonly fetched: boolean }> {
  const there = await inspectImage(engine, reference);
  if (there && pull === "missing") return { ...there, fetched: false };
  world.runner.info(`Fetching ${reference}`);
  try {
    const auth = await configuredAuth(await readDockerConfig(world.runner.env), splitHost(reference).host, world.run, {
      env: world.runner.env,
      signal: world.signal,
    });
    await retry(() => pullImage(engine, reference, { firstAnswer: 30_000, stall: 120_000 }, world.signal, auth), {
      // Where it can be had from elsewhere, nobody has to wait for a registry that may be out of reach.
      attempts: source ? 1 : 3,
      base: 1000,
      cap: 5000,
      transient: (error) => /\b(429|5\d\d)\b|EOF|reset|timeout|timed out|in time/i.test(messageOf(error)),
      clock: world.clock,
      signal: world.signal,
      onRetry: (error) => world.runner.info(`Trying again: ${messageOf(error)}`),
    });
  } catch (error) {
    throwIfAborted(world.signal);
    const copied = source && (await copyFrom(world, source, engine, reference, messageOf(error)));
    if (copied) return { ...copied, fetched: there === undefined };
    throw new UserError(`The image ${reference} is not on the host and cannot be pulled: ${messageOf(error)}`, {
      hint: "Check its name and tag, and that this host may pull it: docker login, or a registry that it can reach.",
      cause: error,
    });
  }
  const pulled = await inspectImage(engine, reference);
  if (!pulled) throw new Error(`${reference} was pulled and is not there`);
  return { ...pulled, fetched: there?.id !== pulled.id };
}

/** The image, sent from the engine of this machine; undefined where that does not have it. */
async function copyFrom(
  world: World,
  source: Engine,
  engine: Engine,
  reference: string,
  why: string,
): Promise<ImageFacts | undefined> {
  const facts = await inspectImage(source, reference).catch(() => undefined);
  if (!facts) return undefined;
  const [reason] = why.split("\n");
  world.runner.info(
    `${engine.address} cannot pull ${reference} (${reason}): sending ${formatSize(facts.size)} from the engine of this machine`,
  );
  await copyImage(source, engine, reference, world.signal);
  // Where it is named by a digest only, it arrives without that name.
  return (await inspectImage(engine, reference)) ?? (await inspectImage(engine, facts.id));
}
