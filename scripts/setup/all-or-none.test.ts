import { expect, test } from "vitest";
import { allOrNone } from "./all-or-none.ts";

const never = new AbortController().signal;

test("gives all results", async () => {
  expect(await allOrNone(never, () => [Promise.resolve(1), Promise.resolve("a")])).toEqual([1, "a"]);
});

test("a failure stops the others and is thrown after they have ended", async () => {
  let ended = false;
  const slow = async (signal: AbortSignal) => {
    await new Promise((done) => signal.addEventListener("abort", done));
    await Promise.resolve();
    ended = true;
    throw new Error("stopped");
  };
  const both = allOrNone(never, (signal) => [slow(signal), Promise.reject(new Error("first"))]);
  await expect(both).rejects.toThrow("first");
  expect(ended).toBe(true);
});
