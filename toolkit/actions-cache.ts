import { createHash } from "node:crypto";
import { messageOf, throwIfAborted, UserError } from "./errors.ts";
import type { HttpAnswer, HttpRequest } from "./http.ts";
import type { World } from "./world.ts";

/** The cache of GitHub Actions, as far as it holds single small files. Each throws a UserError where it is refused. */
export interface ActionsCache {
  /** What is stored under the key, else the newest under a key that begins with one of the prefixes. */
  restore(key: string, prefixes: readonly string[], largest: number): Promise<Uint8Array | undefined>;
  /** Stores bytes under a key that is not taken yet. */
  save(key: string, bytes: Uint8Array): Promise<void>;
}

/** Milliseconds that one request may take. */
const REQUEST_LIMIT = 30_000;
/** What is stored has to be of one kind with what is asked for; ours is not mixed up with that of actions/cache. */
const VERSION = createHash("sha256").update("quayside: one gzipped file").digest("hex");

/**
 * The cache service of the runner (version 2, `github.actions.results.api.v1.CacheService`), spoken to directly: three
 * calls, where @actions/cache with its Azure client adds more to dist/ than all the rest of it has. Undefined outside
 * of GitHub's runner. A step's own processes have no such token, and what we start must not get it either.
 */
export function actionsCache({
  runner,
  fetch,
  signal,
}: Pick<World, "runner" | "fetch" | "signal">): ActionsCache | undefined {
  const { ACTIONS_RESULTS_URL: address, ACTIONS_RUNTIME_TOKEN: token } = runner.env;
  if (!address || !token) return undefined;
  runner.mask(token);
  const ask = async (what: string, url: string, init: HttpRequest): Promise<HttpAnswer> => {
    try {
      const limit = AbortSignal.timeout(REQUEST_LIMIT);
      const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, limit]) });
      if (response.ok) return response;
      throw new Error(`it answers ${response.status} ${(await response.text()).slice(0, 300)}`);
    } catch (error) {
      throwIfAborted(signal);
      // Addresses are signed, which makes them secrets: only the message is told.
      throw new UserError(`the cache service did not ${what}: ${messageOf(error).replace(/https?:\/\/\S+/g, "…")}`);
    }
  };
  const call = async (what: string, method: string, body: object) => {
    const url = `${address.replace(/\/+$/, "")}/twirp/github.actions.results.api.v1.CacheService/${method}`;
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const response = await ask(what, url, {
      method: "POST",
      headers,
      body: JSON.stringify({ ...body, version: VERSION }),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  return {
    async restore(key, prefixes, largest) {
      const found = await call("look up the cache", "GetCacheEntryDownloadURL", { key, restore_keys: prefixes });
      if (found.ok !== true || typeof found.signed_download_url !== "string") return undefined;
      const response = await ask("give the cache", found.signed_download_url, {});
      if (Number(response.headers.get("content-length") ?? 0) > largest) throw new UserError("the cache is too large");
      return new Uint8Array(await response.arrayBuffer());
    },
    async save(key, bytes) {
      const made = await call("reserve the cache", "CreateCacheEntry", { key });
      if (made.ok !== true || typeof made.signed_upload_url !== "string") {
        throw new UserError(
          `the cache service did not take the key ${key}: it may be taken, or the token can only read`,
        );
      }
      const headers = { "x-ms-blob-type": "BlockBlob", "content-type": "application/octet-stream" };
      await ask("take the cache", made.signed_upload_url, { method: "PUT", headers, body: bytes });
      const done = await call("close the cache", "FinalizeCacheEntryUpload", { key, size_bytes: String(bytes.length) });
      if (done.ok !== true) throw new UserError("the cache service did not close the cache");
    },
  };
}
