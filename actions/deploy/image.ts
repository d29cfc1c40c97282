import { configuredAuth, readDockerConfig } from "../../toolkit/docker/credentials.ts";
import { copyImage, type ImageFacts, inspectImage, tagImage } from "../../toolkit/docker/images.ts";
import { pullImage } from "../../toolkit/docker/pull.ts";
import { listedAs, splitHost } from "../../toolkit/docker/registry-host.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { retry } from "../../toolkit/retry.ts";
import { formatSize } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";
import { holdImage, markFetched, unfetch } from "./docker/fetched.ts";

/** The image that is wanted. */
export interface WantedImage {
  readonly reference: string;
  readonly pull: "missing" | "always";
  /** The app that it is fetched for, which takes it away again one day; what is fetched for none stays. */
  readonly app?: string;
  /** The engine of this machine, for a host that cannot pull. */
  readonly source?: Engine | undefined;
}

/**
 * The image as the host holds it, pulled where it is missing (or always) with the login of the user's Docker
 * configuration. A host that cannot pull it gets it from `source`, where that has it.
 * Throws a UserError where it can neither be found nor had.
 */
export async function ensureImage(world: World, engine: Engine, wanted: WantedImage): Promise<ImageFacts> {
  const { reference, pull, app } = wanted;
  const there = await inspectImage(engine, reference);
  if (there && pull === "missing") return there;
  const fetched = await fetchImage(world, engine, wanted);
  if (app !== undefined && there?.id !== fetched.id) await markFetched(engine, app, reference, fetched.id);
  return fetched;
}

/**
 * Lets an image that was found stay, whatever others do with its names, and fetches it again where it is gone by now.
 * Gives the function that lets it go.
 */
export async function keepImage(
  world: World,
  engine: Engine,
  id: string,
  wanted: WantedImage & { readonly app: string },
): Promise<() => Promise<void>> {
  const held = await holdImage(engine, wanted.app, id);
  if (held) return held;
  const again = await ensureImage(world, engine, wanted);
  const letGo = again.id === id ? await holdImage(engine, wanted.app, id) : undefined;
  if (letGo) return letGo;
  throw new UserError(`The image ${wanted.reference} was taken away or replaced while this began`, {
    hint: "Run it again; best name the image by its digest.",
  });
}

/**
 * The same for a run that changes nothing: what it takes to fetch an image that is not there is taken back, and a tag
 * that another image had goes back to that one.
 */
export async function lookAtImage(
  world: World,
  engine: Engine,
  wanted: WantedImage & { readonly app: string },
): Promise<ImageFacts> {
  const { reference, app } = wanted;
  const before = await inspectImage(engine, reference);
  const image = await ensureImage(world, engine, wanted);
  if (before?.id === image.id) return image;
  await unfetch(engine, app, reference, image.id);
  world.runner.info(`${reference} was fetched to look at it, and removed again`);
  const tag = /^(.+):([^:@]+)$/.exec(listedAs(reference));
  if (before && tag?.[1] && tag[2]) await tagImage(engine, before.id, tag[1], tag[2]);
  return image;
}

async function fetchImage(world: World, engine: Engine, { reference, source }: WantedImage): Promise<ImageFacts> {
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
    if (copied) return copied;
    throw new UserError(`The image ${reference} is not on the host and cannot be pulled: ${messageOf(error)}`, {
      hint: "Check its name and tag, and that this host may pull it: docker login, or a registry that it can reach.",
      cause: error,
    });
  }
  const pulled = await inspectImage(engine, reference);
  if (!pulled) throw new Error(`${reference} was pulled and is not there`);
  return pulled;
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
