import { expect, test } from "vitest";
import type { Counted } from "../balancer.ts";
import { Tally } from "./tally.ts";

const counted = (by: string, requests: number, failed = 0): Counted => ({ by, requests, failed });

test.each([
  ["one that goes on", [counted("a", 5, 1), counted("a", 9, 2)], [9, 2]],
  ["another one", [counted("a", 5, 1), counted("b", 7, 1)], [12, 2]],
  ["another one that has counted as much by now", [counted("a", 5), counted("b", 5)], [10, 0]],
  ["one that was killed, and is called the same", [counted("a", 5, 1), counted("a", 2)], [7, 1]],
  ["nobody at this moment", [counted("a", 5, 1), undefined, counted("b", 1)], [6, 1]],
  ["nobody yet", [undefined], [0, 0]],
] as const)("%s: no request is counted twice, and none is lost", async (_, looks, [requests, failed]) => {
  const left: (Counted | undefined)[] = [...looks];
  const tally = new Tally(async () => left.shift());
  while (left.length > 1) await tally.total();
  expect(await tally.total()).toEqual({ requests, failed });
});

test("two who look at once do so one after the other; a look that fails changes nothing", async () => {
  const waits = [20, 1];
  let requests = 0;
  const tally = new Tally(async () => {
    requests += 10;
    const now = counted("a", requests);
    await new Promise((done) => setTimeout(done, waits.shift()));
    if (requests === 30) throw new Error("it does not answer");
    return now;
  });
  expect(await Promise.all([tally.total(), tally.total()])).toEqual([
    { requests: 10, failed: 0 },
    { requests: 20, failed: 0 },
  ]);
  await expect(tally.total()).rejects.toThrow("does not answer");
  expect(await tally.total()).toEqual({ requests: 40, failed: 0 });
});
