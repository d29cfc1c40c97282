import type { RegistryAuth } from "./docker/images.ts";
import { throwIfAborted } from "./errors.ts";

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
  /** Puts a manifest that the repository has under a further tag. */
  tag(path: string, tag: string, manifest: Manifest): Promise<void>;
}

const ACCEPT = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");
/** Milliseconds for one request. */
const LIMIT = 20_000;

/** The path of an image name within its registry: `org/app` of `ghcr.io/org/app`, `library/node` of `node`. */
export function repositoryPath(host: string, name: string): string {
  const path = name.replace(/^(index\.)?docker\.io\//, "").replace(host === "docker.io" ? /^$/ : `${host}/`, "");
  return host === "docker.io" && !path.includes("/") ? `library/${path}` : path;
}

/**
 * A client of one registry, by the OCI Distribution Specification 1.1: Basic and Bearer logins, plain HTTP on loopback
 * only. Its calls throw an Error with the status where the registry refuses.
 */
export function registryClient(
  host: string,
  options: { fetch: typeof fetch; auth?: RegistryAuth; signal?: AbortSignal },
): RegistryClient {
  const scheme = /^(localhost|127\.|\[::1\])/.test(host) ? "http" : "https";
  const base = `${scheme}://${host === "docker.io" ? "registry-1.docker.io" : host}/v2`;
  const { username, password } = options.auth ?? {};
  const basic = username && `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}`;
  const logins = new Map<string, string>();

  const send = async (url: string, init: RequestInit): Promise<Response> => {
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

  const ask = async (method: string, path: string, reference: string, init: RequestInit = {}): Promise<Response> => {
    const url = `${base}/${path}/manifests/${reference}`;
    const key = `${method === "PUT"} ${path}`;
    const attempt = async () => {
      const authorization = logins.get(key);
      const headers = {
        accept: ACCEPT,
        ...(init.headers as Record<string, string>),
        ...(authorization ? { authorization } : {}),
      };
      return await send(url, { ...init, method, headers });
    };
    const first = await attempt();
    if (first.status !== 401) return first;
    await first.body?.cancel();
    const authorization = await login(first.headers.get("www-authenticate") ?? "", path);
    if (!authorization) return first;
    logins.set(key, authorization);
    return await attempt();
  };

  const refuse = async (answer: Response, what: string): Promise<never> => {
    const text = (await answer.text().catch(() => "")).slice(0, 300);
    throw new Error(`${host} answers ${what} with ${answer.status}${text ? `: ${text}` : ""}`);
  };

  return {
    async manifest(path, reference) {
      const answer = await ask("GET", path, reference);
      if (answer.status === 404) {
        await answer.body?.cancel();
        return undefined;
      }
      if (!answer.ok) return await refuse(answer, `${path}:${reference}`);
      const { createHash } = await import("node:crypto");
      const bytes = Buffer.from(await answer.arrayBuffer());
      const mediaType = answer.headers.get("content-type") ?? "application/vnd.oci.image.manifest.v1+json";
      return {
        digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
        mediaType,
        text: bytes.toString("utf8"),
      };
    },
    async digest(path, reference) {
      const answer = await ask("HEAD", path, reference);
      if (answer.status === 404) return undefined;
      if (!answer.ok) return await refuse(answer, `${path}:${reference}`);
      return answer.headers.get("docker-content-digest") ?? undefined;
    },
    async tag(path, tag, manifest) {
      const answer = await ask("PUT", path, tag, {
        body: manifest.text,
        headers: { "content-type": manifest.mediaType },
      });
      if (!answer.ok) return await refuse(answer, `the tag ${path}:${tag}`);
      await answer.body?.cancel();
    },
  };
}
