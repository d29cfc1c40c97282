import { createHash } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { RegistryAuth } from "./docker/images.ts";
import { throwIfAborted } from "./errors.ts";
import type { Fetch, HttpAnswer, HttpRequest } from "./http.ts";
import { retry } from "./retry.ts";

/** A manifest as a registry holds it. */
export interface Manifest {
  /** `sha256:…` of exactly these bytes. */
  readonly digest: string;
  readonly mediaType: string;
  readonly text: string;
}

/** What is asked of a registry directly: to look manifests up and to give them further names. Layers never pass through here. */
export interface RegistryClient {
  /** The manifest under a tag or digest; undefined where there is none. */
  manifest(path: string, reference: string): Promise<Manifest | undefined>;
  /** The digest under a tag; undefined where there is none. */
  digest(path: string, reference: string): Promise<string | undefined>;
  /** Puts a manifest, whose parts the repository has, under a tag or under its own digest. */
  put(path: string, reference: string, manifest: Manifest): Promise<void>;
  /** All tags, at most 10,000 of them; none where there is no such repository. */
  tags(path: string): Promise<string[]>;
  /** A small blob, such as the configuration of an image; undefined where there is none. */
  blob(path: string, digest: string): Promise<Buffer | undefined>;
  /** The last bytes of a blob whose size is known; undefined where the registry does not give parts. */
  tail(path: string, digest: string, size: number, bytes: number): Promise<Buffer | undefined>;
}

/** An answer of a registry that refuses, or cannot for now. */
export class RegistryError extends Error {
  readonly status: number;
  /** Milliseconds that the registry asks to wait (Retry-After); undefined where it does not. */
  readonly wait: number | undefined;

  constructor(message: string, status: number, wait?: number) {
    super(message);
    this.name = "RegistryError";
    this.status = status;
    this.wait = wait;
  }
}

const ACCEPT = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");
/** Milliseconds for one request. */
const LIMIT = 20_000;
/** Pages of tags that are read, 1,000 tags each; a registry may give fewer. */
const TAG_PAGES = 10;
/** Bytes of a blob that is read into memory. */
const BLOB_LIMIT = 8 * 1024 * 1024;
/** Milliseconds between two tries at most, whatever a registry asks for. */
const LONGEST_WAIT = 30_000;

/** The path of an image name within its registry: `org/app` of `ghcr.io/org/app`, `library/node` of `node`. */
export function repositoryPath(host: string, name: string): string {
  const path = name.replace(/^(index\.)?docker\.io\//, "").replace(host === "docker.io" ? /^$/ : `${host}/`, "");
  return host === "docker.io" && !path.includes("/") ? `library/${path}` : path;
}

/** The manifest of that text, with the digest that any registry gives it. */
export function manifestOf(text: string, mediaType: string): Manifest {
  return { digest: `sha256:${createHash("sha256").update(text).digest("hex")}`, mediaType, text };
}

/** Settings of a client. */
export interface RegistryOptions {
  readonly fetch: Fetch;
  readonly auth?: RegistryAuth;
  readonly signal?: AbortSignal;
  /** Where given, 408, 429, 5xx and broken connections are tried again so often, after what Retry-After asks for. */
  readonly patience?: { readonly attempts: number; readonly clock: Clock; readonly onRetry?: (error: unknown) => void };
}

/**
 * A client of one registry, by the OCI Distribution Specification 1.1: Basic and Bearer logins, plain HTTP on loopback
 * only. Its calls throw a RegistryError with the status where the registry refuses.
 */
export function registryClient(host: string, options: RegistryOptions): RegistryClient {
  const scheme = /^(localhost|127\.|\[::1\])/.test(host) ? "http" : "https";
  const base = `${scheme}://${host === "docker.io" ? "registry-1.docker.io" : host}/v2`;
  const { username, password } = options.auth ?? {};
  const basic = username && `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}`;
  const logins = new Map<string, string>();

  const send = async (url: string, init: HttpRequest): Promise<HttpAnswer> => {
    const limit = AbortSignal.timeout(LIMIT);
    const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
    try {
      return await options.fetch(url, { ...init, signal });
    } catch (error) {
      throwIfAborted(options.signal);
      throw error;
    }
  };

  const login = async (challenge: string, path: string): Promise<string | undefined> => {
    if (/^basic\b/i.test(challenge)) return basic || undefined;
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(challenge)?.[1];
    const realm = of("realm");
    // A password is only sent to where the registry itself asks for it, and never without TLS to another machine.
    if (!/^bearer\b/i.test(challenge) || !realm || (scheme === "https" && !realm.startsWith("https://")))
      return undefined;
    const url = new URL(realm);
    url.searchParams.set("service", of("service") ?? "");
    url.searchParams.set("scope", of("scope") ?? `repository:${path}:pull`);
    const answer = await send(url.href, { headers: basic ? { authorization: basic } : {} });
    if (!answer.ok) {
      await answer.body?.cancel();
      return undefined;
    }
    const { token, access_token: access } = (await answer.json()) as { token?: string; access_token?: string };
    return `Bearer ${token ?? access ?? ""}`;
  };

  const once = async (method: string, path: string, way: string, init: HttpRequest): Promise<HttpAnswer> => {
    const key = `${method === "PUT"} ${path}`;
    const attempt = async () => {
      const authorization = logins.get(key);
      const headers = { ...init.headers, ...(authorization ? { authorization } : {}) };
      return await send(`${base}/${path}/${way}`, { ...init, method, headers });
    };
    let answer = await attempt();
    if (answer.status === 401) {
      const authorization = await login(answer.headers.get("www-authenticate") ?? "", path);
      if (authorization) {
        await answer.body?.cancel();
        logins.set(key, authorization);
        answer = await attempt();
      }
    }
    if (answer.ok || answer.status === 404) return answer;
    const text = (await answer.text().catch(() => "")).slice(0, 300);
    const after = Number(answer.headers.get("retry-after"));
    throw new RegistryError(
      `${host} answers ${path}/${way} with ${answer.status}${text ? `: ${text}` : ""}`,
      answer.status,
      after > 0 ? Math.min(after * 1000, LONGEST_WAIT) : undefined,
    );
  };

  const ask = async (method: string, path: string, way: string, init: HttpRequest = {}): Promise<HttpAnswer> => {
    const { patience, signal } = options;
    if (!patience) return await once(method, path, way, init);
    return await retry(() => once(method, path, way, init), {
      attempts: patience.attempts,
      base: 1000,
      cap: LONGEST_WAIT,
      // What is no answer at all is a connection that broke or was never there.
      transient: (error) =>
        error instanceof RegistryError ? [408, 429].includes(error.status) || error.status >= 500 : true,
      asks: (error) => (error instanceof RegistryError ? error.wait : undefined),
      clock: patience.clock,
      onRetry: (error) => patience.onRetry?.(error),
      ...(signal ? { signal } : {}),
    });
  };

  /** What is there, or undefined. */
  const get = async <T>(answer: HttpAnswer, read: (answer: HttpAnswer) => Promise<T>): Promise<T | undefined> => {
    if (answer.status !== 404) return await read(answer);
    await answer.body?.cancel();
    return undefined;
  };

  return {
    async manifest(path, reference) {
      const answer = await ask("GET", path, `manifests/${reference}`, { headers: { accept: ACCEPT } });
      return await get(answer, async ({ headers }) =>
        manifestOf(await answer.text(), headers.get("content-type") ?? "application/vnd.oci.image.manifest.v1+json"),
      );
    },
    async digest(path, reference) {
      const answer = await ask("HEAD", path, `manifests/${reference}`, { headers: { accept: ACCEPT } });
      return answer.status === 404 ? undefined : (answer.headers.get("docker-content-digest") ?? undefined);
    },
    async put(path, reference, manifest) {
      const init = { body: manifest.text, headers: { "content-type": manifest.mediaType } };
      const answer = await ask("PUT", path, `manifests/${reference}`, init);
      await answer.body?.cancel();
      if (answer.status === 404) throw new RegistryError(`${host} has no repository ${path}`, 404);
    },
    async tags(path) {
      const found: string[] = [];
      let way: string | undefined = "tags/list?n=1000";
      for (let page = 0; way !== undefined && page < TAG_PAGES; page++) {
        const answer: HttpAnswer = await ask("GET", path, way);
        const body = await get(answer, async () => (await answer.json()) as { tags?: unknown });
        if (Array.isArray(body?.tags)) found.push(...body.tags.filter((tag) => typeof tag === "string"));
        // Only the query counts: the rest of the address is the registry's own idea of itself.
        const next = /<[^>]*\?([^>]+)>\s*;\s*rel="?next/.exec(answer.headers.get("link") ?? "")?.[1];
        way = next && `tags/list?${next}`;
      }
      return found;
    },
    async blob(path, digest) {
      const answer = await ask("GET", path, `blobs/${digest}`);
      return await get(answer, async () => {
        if (Number(answer.headers.get("content-length")) > BLOB_LIMIT) {
          await answer.body?.cancel();
          throw new Error(`${path}@${digest} is larger than it may be`);
        }
        return Buffer.from(await answer.arrayBuffer());
      });
    },
    async tail(path, digest, size, bytes) {
      const range = `bytes=${Math.max(0, size - bytes)}-${size - 1}`;
      const answer = await ask("GET", path, `blobs/${digest}`, { headers: { range } });
      if (answer.status === 206) return Buffer.from(await answer.arrayBuffer());
      await answer.body?.cancel();
      return undefined;
    },
  };
}
