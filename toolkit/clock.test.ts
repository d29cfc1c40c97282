import { expect, test } from "vitest";
import { systemClock, withTimeout } from "./clock.ts";
import { AbortedError } from "./errors.ts";

test("the clock waits, and an abort ends the wait with its reason", async () => {
  const begin = systemClock.elapsed();
  await systemClock.sleep(15);
  expect(systemClock.elapsed() - begin).toBeGreaterThanOrEqual(14);
  const stop = new AbortController();
  const wait = systemClock.sleep(60_000, stop.signal);
  stop.abort(new AbortedError("stop"));
  await expect(wait).rejects.toThrow("stop");
  await expect(systemClock.sleep(60_000, stop.signal)).rejects.toThrow("stop");
});

test("a time limit names what was waited for", async () => {
  const limit = withTimeout(undefined, 10, "the app");
  // The limit's own timer does not hold the process, so something else has to.
  await expect(systemClock.sleep(1000, limit)).rejects.toThrow("the app did not end within 0.01 s");
  expect(limit.reason).toMatchObject({ exitCode: 1 });
});

test("the outer signal ends a limited wait with its own reason", async () => {
  const outer = new AbortController();
  const limit = withTimeout(outer.signal, 60_000, "the app");
  outer.abort(new AbortedError("asked to stop"));
  await expect(systemClock.sleep(1000, limit)).rejects.toThrow("asked to stop");
});
