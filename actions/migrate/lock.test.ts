import { describe, expect, it } from "vitest";
import type { Session } from "./database.ts";
import { lockKey, refuseTransactionPooler } from "./lock.ts";

/** A session behind which the server's process changes as `pids` says, the last one for good. */
const session = (handshakePid: number, pids: number[]): Session => ({
  handshakePid,
  lost: () => undefined,
  close: async () => {},
  query: async () => [{ pid: pids.length > 1 ? pids.shift() : pids[0] }],
});

describe("refuseTransactionPooler", () => {
  it.each([
    ["a server that is reached directly", session(11, [11]), session(12, [12])],
    // A pooler tells process ids of its own, but each of its sessions keeps its server session.
    ["a pooler in session mode", session(901, [11]), session(902, [12])],
  ])("takes %s", async (_, first, second) => {
    await expect(refuseTransactionPooler(first, second)).resolves.toBeUndefined();
  });

  it.each([
    ["hands the same server session to both", session(901, [11]), session(902, [11])],
    ["hands out another one each time", session(901, [11, 12, 13]), session(902, [12, 11, 14])],
  ])("refuses a pooler that %s", async (_, first, second) => {
    await expect(refuseTransactionPooler(first, second)).rejects.toThrow(/pooler in transaction mode/);
  });
});

it("makes a key for each history table that is always the same and fits into 64 bits", () => {
  expect(lockKey("public.a")).toBe(lockKey("public.a"));
  expect(lockKey("public.a")).not.toBe(lockKey("public.b"));
  expect(BigInt.asIntN(64, lockKey("public.a"))).toBe(lockKey("public.a"));
});
