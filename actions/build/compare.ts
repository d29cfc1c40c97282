import type { ImageFacts } from "../../toolkit/docker/images.ts";
import { messageOf, throwIfAborted } from "../../toolkit/errors.ts";
import { type RegistryClient, registryClient, repositoryPath } from "../../toolkit/registry.ts";
import type { World } from "../../toolkit/world.ts";
import { authFinder } from "./auth.ts";
import type { BuildInputs } from "./inputs.ts";
import { type Descriptor, type PlatformImage, platformImages } from "./manifests.ts";
import { validTag } from "./metadata/tags.ts";
import { parseReference } from "./references.ts";

/** The image that a new one is compared with, as it was before anything was pushed. */
export interface Compared {
  readonly reference: string;
  readonly images: readonly PlatformImage[];
  /** Bytes that an image of the engine has more, unpacked; or why that cannot be told. */
  moreThan(image: ImageFacts): Promise<{ bytes: number } | { why: string }>;
}

/** Milliseconds for the look at the other image; it runs beside the build. */
const LIMIT = 10_000;

/**
 * The references to compare with, the best first: `compare-with`, else the tag of the base branch (of the pushed branch
 * itself, outside of pull requests) and `latest`. None where the name is one of this machine only.
 */
export function candidates(
  inputs: Pick<BuildInputs, "tags" | "compareWith" | "metadata">,
  env: World["runner"]["env"],
): string[] {
  if (inputs.compareWith !== "") return [inputs.compareWith];
  if (inputs.tags[0] === undefined) return [];
  const { host, name } = parseReference(inputs.tags[0]);
  // A bare name is hardly one of Docker Hub's own images, so nobody is asked about it.
  if (host === "docker.io" && !name.includes("/")) return [];
  const branch = env.GITHUB_BASE_REF || /^refs\/heads\/(.+)$/.exec(env.GITHUB_REF ?? "")?.[1];
  const { prefix = "", suffix = "" } = inputs.metadata?.flavor ?? {};
  const tags = [...(branch ? [validTag(`${prefix}${branch}${suffix}`)] : []), "latest"];
  return tags.filter((tag) => !tag.includes("{{")).map((tag) => `${name}:${tag}`);
}

/**
 * Looks the other image up in its registry: the first candidate that is there. A sentence that says why where there is
 * none, or where the registry does not tell. Never throws but for an abort.
 */
export async function lookUp(
  world: World,
  inputs: Pick<BuildInputs, "tags" | "compareWith" | "metadata" | "registries">,
): Promise<Compared | { why: string }> {
  const wanted = candidates(inputs, world.runner.env);
  if (wanted.length === 0) return { why: "there is no name in a registry to compare with" };
  const signal = AbortSignal.any([world.signal, AbortSignal.timeout(LIMIT)]);
  try {
    for (const reference of wanted) {
      const { host, name, tag } = parseReference(reference);
      const client = await clientFor(world, inputs, host, signal);
      const manifest = await client.manifest(repositoryPath(host, name), tag);
      if (!manifest) continue;
      const path = repositoryPath(host, name);
      const images = await platformImages(client, path, manifest);
      return { reference, images, moreThan: (image) => unpackedMore(client, path, images, image) };
    }
    return { why: `the registry has no ${wanted.join(" and no ")} to compare with` };
  } catch (error) {
    throwIfAborted(world.signal);
    return { why: `the image to compare with could not be looked at (${messageOf(error)})` };
  }
}

/** What the registry has of an image that was pushed: its platforms, with their digests and packed sizes. */
export async function pushedImages(
  world: World,
  inputs: Pick<BuildInputs, "registries">,
  ref: string,
): Promise<PlatformImage[]> {
  const [reference = "", digest = ""] = ref.split("@");
  const { host, name } = parseReference(reference);
  const signal = AbortSignal.any([world.signal, AbortSignal.timeout(LIMIT)]);
  const client = await clientFor(world, inputs, host, signal);
  const manifest = await client.manifest(repositoryPath(host, name), digest);
  return manifest ? await platformImages(client, repositoryPath(host, name), manifest) : [];
}

async function clientFor(
  world: World,
  inputs: Pick<BuildInputs, "registries">,
  host: string,
  signal: AbortSignal,
): Promise<RegistryClient> {
  const auth = await authFinder(world, inputs.registries)(host);
  return registryClient(host, { fetch: world.fetch, signal, ...(auth ? { auth } : {}) });
}

/**
 * How many bytes more a new image has, or why that cannot be told: packed as in the registry where it was pushed, else
 * unpacked, where the engine has it.
 */
export async function difference(
  world: World,
  compared: Compared | { why: string },
  pushed: readonly PlatformImage[],
  built: ImageFacts | undefined,
): Promise<{ bytes: number } | { why: string }> {
  if ("why" in compared) return compared;
  const mine = pushed[0];
  if (mine) {
    const theirs = compared.images.find(({ platform }) => platform === mine.platform);
    return theirs
      ? { bytes: mine.packed - theirs.packed }
      : { why: `${compared.reference} has no image for ${mine.platform}` };
  }
  if (!built) return { why: "the builder keeps the image to itself" };
  try {
    return await compared.moreThan(built);
  } catch (error) {
    throwIfAborted(world.signal);
    return { why: `the layers of ${compared.reference} could not be looked at (${messageOf(error)})` };
  }
}

/** What is read of an image's configuration. */
interface Config {
  readonly rootfs?: { readonly diff_ids?: readonly string[] };
  readonly history?: readonly { readonly empty_layer?: boolean }[];
}

/**
 * Bytes that an image of the engine has more than one of the registry, without a pull: what both have in common counts
 * for nothing, and gzip keeps the unpacked size of a layer in its last four bytes (RFC 1952).
 */
async function unpackedMore(
  client: RegistryClient,
  path: string,
  images: readonly PlatformImage[],
  built: ImageFacts,
): Promise<{ bytes: number } | { why: string }> {
  const wanted = `${built.os}/${built.architecture}`;
  const other = images.find(({ platform }) => platform === wanted || platform.startsWith(`${wanted}/`));
  const manifest = other && (await client.manifest(path, other.digest));
  if (!manifest) return { why: `the other image is not there for ${wanted}` };
  const { config, layers = [] } = JSON.parse(manifest.text) as { config: Descriptor; layers?: Descriptor[] };
  const { rootfs, history = [] } = JSON.parse(String(await client.blob(path, config.digest))) as Config;
  const theirs = rootfs?.diff_ids ?? [];
  const different = theirs.findIndex((id, index) => id !== built.diffIds[index]);
  const common = different < 0 ? theirs.length : different;
  // The histories agree as far as the layers do, and only the other one says which instructions made no layer.
  let steps = 0;
  for (let made = 0; made < common && steps < history.length; steps++) if (!history[steps]?.empty_layer) made++;
  let bytes = built.size - built.layers.slice(0, steps).reduce((sum, { size }) => sum + size, 0);
  for (const { mediaType, digest, size } of layers.slice(common)) {
    const end = /gzip$/.test(mediaType) ? await client.tail(path, digest, size, 4) : undefined;
    if (end?.length !== 4) return { why: "the registry does not tell the unpacked size of its layers" };
    bytes -= end.readUInt32LE();
  }
  return { bytes };
}
