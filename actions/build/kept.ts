import {
  type ImageFacts,
  inspectImage,
  lastTagged,
  listImages,
  removeImage,
  tagImage,
} from "../../toolkit/docker/images.ts";
import { pullImage } from "../../toolkit/docker/pull.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { messageOf, throwIfAborted } from "../../toolkit/errors.ts";
import { registryClient, repositoryPath } from "../../toolkit/registry.ts";
import type { World } from "../../toolkit/world.ts";
import { authFinder } from "./auth.ts";
import type { BuildInputs } from "./inputs.ts";
import { parseReference } from "./references.ts";
import { contentTag } from "./unchanged.ts";

/** How many contents of a name an engine keeps; the ones used longest ago lose their tag. */
const KEPT = 5;

/** The name that the content tags of an image lie under in the engine. */
const homeOf = ([first]: readonly string[]): string => (first ? parseReference(first).name : "quayside-built");

/**
 * Gives the image of this content that the engine holds, or that the registry of the first tag has and the engine fetches,
 * the tags asked for. Its id, or undefined where there is none or it could not be told: then it is built.
 */
export async function findKept(
  world: World,
  inputs: Pick<BuildInputs, "tags" | "registries" | "platforms">,
  hash: string,
): Promise<{ id: string; from: string } | undefined> {
  const reference = `${homeOf(inputs.tags)}:${contentTag(hash)}`;
  try {
    const engine = await world.engine();
    const here = await inspectImage(engine, reference);
    const found = here ?? (await fetchKept(world, engine, inputs, reference));
    if (!found) return undefined;
    // Its content tag too: the engine then knows that it was of use again.
    await tagAll(engine, found.id, [reference, ...inputs.tags]);
    return { id: found.id, from: here ? "engine" : "registry" };
  } catch (error) {
    throwIfAborted(world.signal);
    world.runner.info(
      `Whether the image is there already could not be found out (${messageOf(error)}), so it is built.`,
    );
    return undefined;
  }
}

async function fetchKept(
  world: World,
  engine: Engine,
  inputs: Pick<BuildInputs, "registries" | "platforms">,
  reference: string,
): Promise<ImageFacts | undefined> {
  const { host, name, tag } = parseReference(reference);
  // A bare name is one of this machine, hardly one of Docker Hub's own images.
  if (host === "docker.io" && !name.includes("/")) return undefined;
  const auth = await authFinder(world, inputs.registries)(host);
  const signal = AbortSignal.any([world.signal, AbortSignal.timeout(10_000)]);
  const client = registryClient(host, { fetch: world.fetch, signal, ...(auth ? { auth } : {}) });
  if (!(await client.digest(repositoryPath(host, name), tag))) return undefined;
  world.runner.info(`Fetching ${reference}, an image of this content`);
  await pullImage(engine, reference, { firstAnswer: 30_000, stall: 120_000 }, world.signal, auth);
  const image = await inspectImage(engine, reference);
  const platform = image && `${image.os}/${image.architecture}`;
  // Of an image for several platforms the engine takes its own.
  const asked = inputs.platforms[0] ?? platform;
  return platform !== undefined && `${asked}/`.startsWith(`${platform}/`) ? image : undefined;
}

/** Leaves a built image in the engine under its content tag, so that the next run finds it. A failure costs speed only and is a line of the log. */
export async function keepBuilt(
  world: World,
  inputs: Pick<BuildInputs, "tags">,
  id: string,
  hash: string,
): Promise<void> {
  const home = homeOf(inputs.tags);
  try {
    const engine = await world.engine();
    await tagImage(engine, id, home, contentTag(hash));
    const all = (await listImages(engine, home)).filter(isContentTag);
    if (all.length <= KEPT) return;
    const aged = await Promise.all(
      all.map(async (reference) => ({ reference, used: await lastTagged(engine, reference) })),
    );
    aged.sort((a, b) => b.used - a.used);
    // One that a container runs by this name stays.
    for (const { reference } of aged.slice(KEPT)) await removeImage(engine, reference).catch(() => {});
  } catch (error) {
    throwIfAborted(world.signal);
    world.runner.info(`The image could not be kept for the next run: ${messageOf(error)}`);
  }
}

/** The part of a content's hash that an image's tags in the engine tell; undefined where it was not kept by its content. */
export function contentOfTags(tags: readonly string[]): string | undefined {
  return tags.map((tag) => CONTENT_TAG.exec(tag)?.[1]).find((hash) => hash !== undefined);
}

const CONTENT_TAG = /:content-([0-9a-f]{32})$/;
const isContentTag = (reference: string) => CONTENT_TAG.test(reference);

async function tagAll(engine: Engine, id: string, references: readonly string[]): Promise<void> {
  for (const reference of references) {
    const { name, tag } = parseReference(reference);
    await tagImage(engine, id, name, tag);
  }
}
