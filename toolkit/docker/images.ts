import type { Engine } from "../docker.ts";
import { throwIfAborted } from "../errors.ts";
import { orMissing } from "./api-errors.ts";
import { readStream } from "./stream.ts";

/** What the engine knows of an image it holds. */
export interface ImageFacts {
  /** `sha256:…` of the image's configuration (of its manifest, where containerd stores the images). */
  readonly id: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** References that name it, `name:tag`. */
  readonly tags: readonly string[];
  /** The same with the digests of the registries that it came from or went to, `name@sha256:…`. */
  readonly digests: readonly string[];
  /** Bytes of each layer with the instruction that made it, the base first; instructions without a layer have 0. */
  readonly layers: readonly { readonly createdBy: string; readonly size: number }[];
  /** Digests of the unpacked layers, the base first. */
  readonly diffIds: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** The user that it runs as; "" stands for root. */
  readonly user: string;
  /** TCP ports that its EXPOSE names. */
  readonly exposed: readonly number[];
  readonly os: string;
  readonly architecture: string;
}

/** The image of that reference or id; undefined where the engine holds none. */
export async function inspectImage(engine: Engine, reference: string): Promise<ImageFacts | undefined> {
  const image = engine.api.getImage(reference);
  const facts = await orMissing(image.inspect());
  if (!facts) return undefined;
  const history = ((await orMissing(image.history())) ?? []) as { CreatedBy?: string; Size?: number }[];
  return {
    id: facts.Id,
    size: facts.Size,
    tags: facts.RepoTags ?? [],
    digests: facts.RepoDigests ?? [],
    layers: history.map((layer) => ({ createdBy: layer.CreatedBy ?? "", size: layer.Size ?? 0 })).reverse(),
    diffIds: facts.RootFS?.Layers ?? [],
    labels: facts.Config?.Labels ?? {},
    user: facts.Config?.User ?? "",
    exposed: Object.keys(facts.Config?.ExposedPorts ?? {})
      .flatMap((port) => /^(\d+)(?:\/tcp)?$/.exec(port)?.[1] ?? [])
      .map(Number),
    os: facts.Os,
    architecture: facts.Architecture,
  };
}

/** The id of the image that a reference names now; undefined where the engine holds none. */
export async function imageId(engine: Engine, reference: string): Promise<string | undefined> {
  return (await orMissing(engine.api.getImage(reference).inspect()))?.Id;
}

/** When the image of a reference was last given a name in this engine, in milliseconds since the epoch; 0 where it does not tell. */
export async function lastTagged(engine: Engine, reference: string): Promise<number> {
  const facts = (await orMissing(engine.api.getImage(reference).inspect())) as
    | { Metadata?: { LastTagTime?: string } }
    | undefined;
  return Date.parse(facts?.Metadata?.LastTagTime ?? "") || 0;
}

/** Whether the engine keeps images in containerd's store, which holds indexes, attestations and annotations too. */
export async function storesInContainerd(engine: Engine): Promise<boolean> {
  const { DriverStatus } = (await engine.api.info()) as { DriverStatus?: string[][] };
  return DriverStatus?.some((pair) => pair.includes("io.containerd.snapshotter.v1")) ?? false;
}

/** Gives an image a further name. A name that another image had moves to this one. */
export async function tagImage(engine: Engine, source: string, name: string, tag: string): Promise<void> {
  await engine.api.getImage(source).tag({ repo: name, tag });
}

/**
 * Copies an image from one engine to another, without a registry between them: what `docker save | docker load` does.
 * Only layers that the other one does not have take room there, but all of them are sent.
 */
export async function copyImage(from: Engine, to: Engine, reference: string, signal: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  const archive = (await from.api.getImage(reference).get()) as NodeJS.ReadableStream & { destroy(): void };
  const onAbort = () => archive.destroy();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const answer = await to.api.loadImage(archive, { quiet: true });
    await readStream(answer as AsyncIterable<Buffer>, () => {}, signal);
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  } finally {
    signal.removeEventListener("abort", onAbort);
    archive.destroy();
  }
}

/** Takes one name (or the whole image, by its id) away; no error where it is gone already. */
export async function removeImage(engine: Engine, reference: string): Promise<void> {
  await orMissing(engine.api.getImage(reference).remove());
}

/** The references (the id where it has none) of all images whose name matches a pattern such as `*\/shop`, of any tag. */
export async function listImages(engine: Engine, pattern: string): Promise<string[]> {
  const images = await engine.api.listImages({ filters: { reference: [pattern] } });
  return images.flatMap(({ Id, RepoTags }) => {
    const tags = (RepoTags ?? []).filter((tag) => tag !== "<none>:<none>");
    return tags.length > 0 ? tags : [Id];
  });
}

/** Credentials for one registry, as the engine takes them per request. */
export interface RegistryAuth {
  readonly serveraddress: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
}

/** Whether a registry takes a login, as the engine sees it; `unknown` where the registry could not be asked. */
export async function checkLogin(
  engine: Engine,
  auth: RegistryAuth,
  signal?: AbortSignal,
): Promise<"taken" | "refused" | "unknown"> {
  // An identity token is for the token server; a registry cannot be asked about it in this way.
  if (auth.identitytoken) return "unknown";
  try {
    await engine.api.checkAuth({ ...auth, ...(signal ? { abortSignal: signal } : {}) });
    return "taken";
  } catch (error) {
    throwIfAborted(signal);
    return /401|unauthorized|incorrect username/i.test(String(error)) ? "refused" : "unknown";
  }
}

/** Where a push is. */
export interface PushProgress {
  /** Layers that the registry holds now, and those that are known of. */
  readonly done: number;
  readonly layers: number;
  /** Of `done`, those that the registry had before. */
  readonly existing: number;
  /** Bytes sent of the layers under way, and what they have in all. */
  readonly sent: number;
  readonly total: number;
}

/** What the registry holds after a push. */
export interface Pushed {
  /** `sha256:…` of the manifest. */
  readonly digest: string;
  /** Bytes of the manifest. */
  readonly size: number;
  readonly progress: PushProgress;
}

/**
 * Pushes one tag. `tag` is always sent: without it the engine pushes every local tag of the name (Engine API,
 * ImagePush). Ends the push when `signal` is aborted. Throws what the registry or the engine said.
 */
export async function pushImage(
  engine: Engine,
  name: string,
  tag: string,
  options: { auth?: RegistryAuth; onProgress?: (progress: PushProgress) => void; signal?: AbortSignal } = {},
): Promise<Pushed> {
  const { signal } = options;
  const layers = new Map<string, { state: "sending" | "pushed" | "existing"; sent: number; total: number }>();
  let result: { digest: string; size: number } | undefined;
  throwIfAborted(signal);
  const stream = await engine.api
    .getImage(name)
    // The engine asks for the header even where there is nothing to say in it.
    .push({ tag, authconfig: options.auth ?? {}, ...(signal ? { abortSignal: signal } : {}) })
    .catch((error) => {
      throwIfAborted(signal);
      throw error;
    });
  await readStream(
    stream as AsyncIterable<Buffer>,
    (message) => {
      const aux = message.aux as { Digest?: string; Size?: number } | undefined;
      if (aux?.Digest) result = { digest: aux.Digest, size: aux.Size ?? 0 };
      // Containerd's store tells the digest in a sentence only.
      const said = /digest: (sha256:[0-9a-f]{64}) size: (\d+)/.exec(message.status ?? "");
      if (said?.[1] && !result) result = { digest: said[1], size: Number(said[2]) };
      if (!message.id || !/^[0-9a-f]{12,}$/.test(message.id)) return;
      const { current = 0, total = 0 } = message.progressDetail ?? {};
      const state = /^(Pushed|Mounted)/.test(message.status ?? "")
        ? "pushed"
        : /already exists/.test(message.status ?? "")
          ? "existing"
          : "sending";
      layers.set(message.id, { state, sent: current, total: Math.max(current, total) });
      options.onProgress?.(progressOf(layers.values()));
    },
    signal,
  );
  if (!result) throw new Error(`the engine told no digest for ${name}:${tag}`);
  return { ...result, progress: progressOf(layers.values()) };
}

function progressOf(layers: Iterable<{ state: string; sent: number; total: number }>): PushProgress {
  const all = [...layers];
  const sending = all.filter((layer) => layer.state === "sending");
  return {
    layers: all.length,
    done: all.length - sending.length,
    existing: all.filter((layer) => layer.state === "existing").length,
    sent: sending.reduce((sum, layer) => sum + layer.sent, 0),
    total: sending.reduce((sum, layer) => sum + layer.total, 0),
  };
}
