import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { withTimeout } from "../../toolkit/clock.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import {
  type Manifest,
  manifestOf,
  type RegistryClient,
  registryClient,
  repositoryPath,
} from "../../toolkit/registry.ts";
import type { World } from "../../toolkit/world.ts";
import { authFinder } from "./auth.ts";
import type { BuildInputs } from "./inputs.ts";
import { type Descriptor, entriesOf, isAttestation, platformImages, platformName } from "./manifests.ts";
import { type PushedTag, pushHint } from "./push.ts";
import { parseReference } from "./references.ts";

/** What a job of the matrix leaves for `mode: merge`, as JSON in a file of its own. */
interface DigestFile {
  readonly version: 1;
  readonly platforms: readonly string[];
  readonly digest: string;
  /** Names that have it. */
  readonly names: readonly string[];
}

const INDEX = "application/vnd.oci.image.index.v1+json";
const HINT =
  "Each job of the matrix writes one with push: true and digests-dir; hand them on with actions/upload-artifact (a name for each platform) and actions/download-artifact (pattern and merge-multiple: true).";

/** Leaves the digest of what was pushed without a tag in the folder that `mode: merge` reads. Returns the file's path. */
export async function leaveDigest(
  world: Pick<World, "workspace">,
  folder: string,
  pushed: { digest: string; names: readonly string[]; platforms: readonly string[] },
): Promise<string> {
  const path = join(resolve(world.workspace, folder), `${pushed.digest.replace("sha256:", "").slice(0, 16)}.json`);
  await mkdir(resolve(world.workspace, folder), { recursive: true });
  const file: DigestFile = { version: 1, ...pushed };
  await writeFile(path, `${JSON.stringify(file, null, 2)}\n`);
  return path;
}

async function readDigests(world: Pick<World, "workspace">, folder: string): Promise<DigestFile[]> {
  const names = await readdir(resolve(world.workspace, folder)).catch((error) => {
    throw new UserError(`digests-dir "${folder}" cannot be read`, { hint: HINT, cause: error });
  });
  const files: DigestFile[] = [];
  for (const name of names.filter((one) => one.endsWith(".json")).sort()) {
    const text = await readFile(join(resolve(world.workspace, folder), name), "utf8");
    files.push(parseDigest(text, `${folder}/${name}`));
  }
  if (files.length === 0) throw new UserError(`digests-dir "${folder}" holds no digests`, { hint: HINT });
  return files;
}

function parseDigest(text: string, name: string): DigestFile {
  let value: Partial<DigestFile> | null = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Told below, together with what has another form.
  }
  const list = (one: unknown) => Array.isArray(one) && one.every((part) => typeof part === "string");
  const fits = value?.version === 1 && list(value.platforms) && list(value.names);
  if (!fits || !/^sha256:[0-9a-f]{64}$/.test(String(value?.digest))) {
    throw new UserError(`${name} is no digest that the build action has written`, { hint: HINT });
  }
  return value as DigestFile;
}

/**
 * Joins the images of single platforms, which lie in the registry without a tag, and gives the whole the tags: only
 * manifests move. `onPushed` is told each tag as soon as it is there. Failures that may go away are tried again.
 */
export async function mergeTags(
  world: World,
  inputs: Pick<BuildInputs, "tags" | "registries" | "digestsDir" | "pushTimeout" | "pushAttempts">,
  annotations: readonly string[],
  onPushed: (pushed: PushedTag) => void,
): Promise<void> {
  const files = await readDigests(world, inputs.digestsDir);
  const signal = withTimeout(world.signal, inputs.pushTimeout, "The push");
  const authFor = authFinder(world, inputs.registries);
  const indexes = new Map<string, Manifest>();
  for (const reference of inputs.tags) {
    const { host, name, tag } = parseReference(reference);
    const auth = await authFor(host);
    const onRetry = (error: unknown) => world.runner.info(`${reference}: ${messageOf(error)}; trying again`);
    const client = registryClient(host, {
      fetch: world.fetch,
      signal,
      patience: { attempts: inputs.pushAttempts, clock: world.clock, onRetry },
      ...(auth ? { auth } : {}),
    });
    const path = repositoryPath(host, name);
    try {
      const index = indexes.get(name) ?? (await joined(client, path, name, files, annotations));
      indexes.set(name, index);
      await client.put(path, tag, index);
      world.runner.info(`Pushed ${reference} ${index.digest}`);
      onPushed({ reference, name, digest: index.digest });
    } catch (error) {
      throwIfAborted(signal);
      if (error instanceof UserError) throw error;
      const text = messageOf(error);
      throw new UserError(`${reference} could not be pushed: ${text}.`, {
        hint: pushHint(text, host, auth !== undefined),
        cause: error,
      });
    }
  }
}

async function joined(
  client: RegistryClient,
  path: string,
  name: string,
  files: readonly DigestFile[],
  annotations: readonly string[],
): Promise<Manifest> {
  const entries = new Map<string, Descriptor>();
  const origins = new Map<string, string>();
  for (const { digest, platforms } of files) {
    const manifest = await client.manifest(path, digest);
    if (!manifest) {
      throw new UserError(`${name} has no ${digest}, which a job has pushed for ${platforms.join(", ")}`, {
        hint: "Every job of the matrix has to push to all the names that the joined image gets.",
      });
    }
    for (const entry of await partsOf(client, path, manifest, platforms)) {
      const platform = platformName(entry.platform);
      const other = origins.get(platform);
      if (!isAttestation(entry) && other !== undefined && other !== digest) {
        throw new UserError(`Two jobs have pushed an image for ${platform}: ${other} and ${digest}`, {
          hint: "Give each job of the matrix a platform of its own, and remove what earlier runs have left in digests-dir.",
        });
      }
      origins.set(platform, digest);
      entries.set(entry.digest, entry);
    }
  }
  const own = annotations.flatMap((line) => {
    const [, key, value] = /^index:([^=]+)=(.*)$/s.exec(line) ?? [];
    return key === undefined ? [] : [[key, value]];
  });
  const body = {
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: [...entries.values()],
    ...(own.length > 0 ? { annotations: Object.fromEntries(own) } : {}),
  };
  return manifestOf(JSON.stringify(body), INDEX);
}

/** What one job adds: the entries of its index (with its attestations), or its single manifest. */
async function partsOf(
  client: RegistryClient,
  path: string,
  manifest: Manifest,
  platforms: readonly string[],
): Promise<readonly Descriptor[]> {
  const entries = entriesOf(manifest);
  if (entries) return entries;
  const [image] = await platformImages(client, path, manifest);
  const [os, architecture, variant] = (image?.platform || platforms[0] || "").split("/");
  const { digest, mediaType, text } = manifest;
  const platform = {
    ...(os ? { os } : {}),
    ...(architecture ? { architecture } : {}),
    ...(variant ? { variant } : {}),
  };
  return [{ mediaType, digest, size: Buffer.byteLength(text), platform }];
}
