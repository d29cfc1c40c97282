import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import pg from "pg";
import type { CachedUsers } from "./users/cached-users.ts";

/**
 * Keeps `cache` true while other replicas write: listens to the database's `users_changed` messages and forgets the
 * user that each names. While it is not connected it cannot know what changes, so the cache is paused.
 * @returns when `signal` is aborted.
 */
export async function followChanges(
  options: pg.ClientConfig,
  cache: Pick<CachedUsers, "forget" | "pause" | "resume">,
  log: FastifyBaseLogger,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    cache.pause();
    const client = new pg.Client(options);
    const ended = new Promise<void>((resolve) => client.once("end", resolve));
    const end = () => void client.end();
    client.on("error", (error) => log.warn({ err: error }, "connection for changes lost"));
    client.on("notification", ({ payload }) => cache.forget(Number(payload)));
    signal.addEventListener("abort", end);
    try {
      await client.connect();
      await client.query("LISTEN users_changed");
      if (!signal.aborted) cache.resume();
      await ended;
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, "cannot follow changes, the cache is off");
      void client.end();
    }
    signal.removeEventListener("abort", end);
    await sleep(1000, undefined, { signal }).catch(() => {});
  }
  cache.pause();
}
