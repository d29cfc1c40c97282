import { gunzipSync, gzipSync } from "node:zlib";
import { actionsCache } from "../../../toolkit/actions-cache.ts";
import { messageOf, UserError } from "../../../toolkit/errors.ts";
import type { World } from "../../../toolkit/world.ts";
import type { Store } from "./store.ts";

/** A history is a few megabytes at most; more is none. */
const LARGEST = 64 * 1024 * 1024;

/** GitHub's cache: it needs no permission, and a pull request, from a fork too, sees what its target branch stored. */
export function cacheStore(world: World, name: string): Store {
  const { env } = world.runner;
  const cache = actionsCache(world);
  if (!cache) {
    throw new UserError("the store cache needs the cache service of GitHub's runner, which is not here", {
      hint: "Keep the history in a file: `store: .quayside/test-history.json`.",
    });
  }
  // A cache is never changed, so each run makes one of its own and the newest with this beginning is read.
  const prefix = `quayside-${name}-`;
  const read = async () => {
    const bytes = await cache.restore(`${prefix}${env.GITHUB_RUN_ID ?? ""}`, [prefix], LARGEST);
    if (!bytes) return [];
    try {
      return [gunzipSync(bytes, { maxOutputLength: LARGEST }).toString("utf8")];
    } catch (error) {
      throw new UserError(`the cache ${name} cannot be read: ${messageOf(error)}`, { cause: error });
    }
  };
  let loaded: Promise<string[]> | undefined;
  const load = () => (loaded ??= read());
  return {
    name: `the cache ${name}`,
    load,
    async update(make) {
      const { text } = make(await load());
      const { GITHUB_RUN_ID: run = "0", GITHUB_RUN_ATTEMPT: attempt = "1", GITHUB_JOB: job = "" } = env;
      await cache.save(`${prefix}${run}-${attempt}-${job}`, gzipSync(text));
    },
  };
}
