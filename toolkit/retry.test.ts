import { expect, test } from "vitest";
import { AbortedError } from "./errors.ts";
import { type RetryOptions, retry } from "./retry.ts";

/** Options with a clock that only notes its waits. */
function options(change: Partial<RetryOptions> = {}): RetryOptions & { waits: number[] } {
  const waits: number[] = [];
  const clock = { now: () => 0, elapsed: () => 0, sleep: async (wait: number) => void waits.push(wait) };
  return { attempts: 4, base: 100, cap: 300, transient: () => true, clock, random: () => 0, waits, ...change };
}

const failing = (times: number) => {
  let calls = 0;
  return async (attempt: number) => {
    if (++calls <= times) throw new Error(`try ${attempt}`);
    return `done in ${attempt}`;
  };
};

test("tries again, waits between half of a doubling bound and the whole of it, and stops at the cap", async () => {
  const low = options();
  expect(await retry(failing(3), low)).toBe("done in 4");
  expect(low.waits).toEqual([50, 100, 150]);
  const high = options({ random: () => 0.999 });
  await retry(failing(3), high);
  expect(high.waits).toEqual([100, 200, 300]);
});

test("gives up after the last try with its error", async () => {
  const settings = options({ attempts: 2 });
  await expect(retry(failing(9), settings)).rejects.toThrow("try 2");
  expect(settings.waits).toHaveLength(1);
});

test("an error that does not pass is thrown at once", async () => {
  const settings = options({ transient: () => false });
  await expect(retry(failing(9), settings)).rejects.toThrow("try 1");
  expect(settings.waits).toEqual([]);
});

test("a wait that the error asks for wins", async () => {
  const settings = options({ asks: (error) => ((error as Error).message === "try 1" ? 7000 : undefined) });
  await retry(failing(2), settings);
  expect(settings.waits).toEqual([7000, 100]);
});

test("tells of each wait before it", async () => {
  const told: unknown[] = [];
  const onRetry: RetryOptions["onRetry"] = (error, attempt, wait) =>
    told.push([(error as Error).message, attempt, wait]);
  await retry(failing(1), options({ onRetry }));
  expect(told).toEqual([["try 1", 1, 50]]);
});

test("an abort ends it, whatever the error was", async () => {
  const stop = new AbortController();
  const body = async () => {
    stop.abort(new AbortedError("asked to stop"));
    throw new Error("broken by the abort");
  };
  await expect(retry(body, options({ signal: stop.signal }))).rejects.toThrow("asked to stop");
  await expect(retry(failing(0), options({ signal: stop.signal }))).rejects.toThrow("asked to stop");
});
