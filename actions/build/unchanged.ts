import { inspectImage } from "../../toolkit/docker/images.ts";
import { messageOf, throwIfAborted } from "../../toolkit/errors.ts";
import { type Manifest, registryClient, repositoryPath } from "../../toolkit/registry.ts";
import type { World } from "../../toolkit/world.ts";
import { authFinder } from "./auth.ts";
import type { Builder } from "./builder.ts";
import { basesOf, contentHash } from "./content.ts";
import type { Source } from "./facts.ts";
import type { BuildInputs } from "./inputs.ts";
import { parseReference } from "./references.ts";

/** The tag under which an image of this content is found again. */
export const contentTag = (hash: string): string => `content-${hash.slice(0, 32)}`;

/** The hash of what would be built; a sentence that says why there is none where that cannot be told. */
export async function contentOf(
  world: World,
  inputs: BuildInputs,
  source: Source,
  builder: Builder,
): Promise<{ hash: string } | { why: string }> {
  if (!source.local || !source.dockerfile) return { why: "the context is not a folder" };
  if (inputs.buildContexts.length > 0) return { why: "build-contexts may hold anything" };
  if (inputs.noCache || inputs.noCacheFilters.length > 0) return { why: "no-cache asks for it" };
  if (inputs.outputs.length > 0) return { why: "outputs asks for more than the image" };
  const bases = basesOf(source.instructions, inputs.buildArgs);
  if (!bases)
    return { why: "the Dockerfile takes things from addresses or images that only the build itself works out" };
  const authFor = authFinder(world, inputs.registries);
  const digests = new Map<string, string>();
  for (const base of bases) {
    const digest = await baseDigest(world, base, builder.driver === "docker" && !inputs.pull, authFor);
    if (!digest) return { why: `the digest of ${base} cannot be told` };
    digests.set(base, digest);
  }
  const dockerfile = source.dockerfile;
  return { hash: await contentHash(inputs, { ...source, dockerfile }, digests, world.runner.env) };
}

async function baseDigest(
  world: World,
  base: string,
  localFirst: boolean,
  authFor: ReturnType<typeof authFinder>,
): Promise<string | undefined> {
  const pinned = /@(sha256:[0-9a-f]{64})$/.exec(base)?.[1];
  if (pinned) return pinned;
  // The docker driver takes what the engine has before it asks a registry.
  const local = localFirst ? await inspectImage(await world.engine(), base) : undefined;
  if (local) return local.id;
  try {
    const { host, name, tag } = parseReference(base);
    const auth = await authFor(host);
    const client = registryClient(host, { fetch: world.fetch, signal: world.signal, ...(auth ? { auth } : {}) });
    return await client.digest(repositoryPath(host, name), tag);
  } catch {
    throwIfAborted(world.signal);
    return undefined;
  }
}

/** A repository that the tags go to. */
interface Target {
  readonly name: string;
  readonly host: string;
  readonly tags: readonly string[];
}

function targetsOf(references: readonly string[]): Target[] {
  const targets = new Map<string, { name: string; host: string; tags: string[] }>();
  for (const { host, name, tag } of references.map(parseReference)) {
    const target = targets.get(name) ?? { name, host, tags: [] };
    target.tags.push(tag);
    targets.set(name, target);
  }
  return [...targets.values()];
}

/**
 * Gives the image of this content that every one of the registries has the tags asked for; only manifests move. Returns
 * the digest of each name, or undefined where one does not have it, or could not be asked: then it is built.
 */
export async function reuse(
  world: World,
  inputs: Pick<BuildInputs, "tags" | "registries">,
  hash: string,
): Promise<Map<string, string> | undefined> {
  const authFor = authFinder(world, inputs.registries);
  const found: { target: Target; manifest: Manifest; client: ReturnType<typeof registryClient> }[] = [];
  try {
    for (const target of targetsOf(inputs.tags)) {
      const auth = await authFor(target.host);
      const client = registryClient(target.host, {
        fetch: world.fetch,
        signal: world.signal,
        ...(auth ? { auth } : {}),
      });
      const manifest = await client.manifest(repositoryPath(target.host, target.name), contentTag(hash));
      if (!manifest) return undefined;
      found.push({ target, manifest, client });
    }
    for (const { target, manifest, client } of found) {
      for (const tag of target.tags) await client.put(repositoryPath(target.host, target.name), tag, manifest);
    }
  } catch (error) {
    throwIfAborted(world.signal);
    world.runner.info(
      `Whether the image is there already could not be found out (${messageOf(error)}), so it is built.`,
    );
    return undefined;
  }
  return new Map(found.map(({ target, manifest }) => [target.name, manifest.digest]));
}

/** Leaves the pushed image under its content tag too, so that the next run finds it. A failure costs speed only and is a line of the log. */
export async function remember(
  world: World,
  inputs: Pick<BuildInputs, "registries">,
  refs: readonly string[],
  hash: string,
): Promise<void> {
  const authFor = authFinder(world, inputs.registries);
  for (const ref of refs) {
    const [name = "", digest = ""] = ref.split("@");
    try {
      const { host } = parseReference(name);
      const auth = await authFor(host);
      const client = registryClient(host, { fetch: world.fetch, signal: world.signal, ...(auth ? { auth } : {}) });
      const manifest = await client.manifest(repositoryPath(host, name), digest);
      if (manifest) await client.put(repositoryPath(host, name), contentTag(hash), manifest);
    } catch (error) {
      throwIfAborted(world.signal);
      world.runner.info(`${ref} could not be tagged for the next run: ${messageOf(error)}`);
    }
  }
}
