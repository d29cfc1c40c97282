import { expect, test } from "vitest";
import type { Clock } from "../../toolkit/clock.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { takeLock } from "./lock.ts";

test("a name that the engine gives to nobody and says nobody has is not waited for without an end", async () => {
  const answer = async (statusCode: number) => {
    throw Object.assign(new Error("no"), { statusCode });
  };
  const api = { createContainer: () => answer(409), getContainer: () => ({ inspect: () => answer(404) }) };
  let now = 0;
  const clock: Clock = {
    now: () => now,
    elapsed: () => now,
    async sleep(milliseconds) {
      await new Promise((done) => setImmediate(done));
      now += milliseconds;
    },
  };
  const options = { app: "shop", image: "haproxy:3.0", onLock: "wait", timeout: 60_000, holder: "me" } as const;
  const world = { clock, signal: new AbortController().signal, runner: { info: () => {} } };
  await expect(takeLock({ api } as unknown as Engine, options, world)).rejects.toThrow(
    "Another deploy of shop still runs after 1 m 00 s: somebody",
  );
}, 2000);
