import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { desired, instance as instanceOf } from "../../test/support/deploy-wish.ts";
import type { Clock } from "../../toolkit/clock.ts";
import type { Instance, Observed, Operation, Target } from "./target.ts";
import { TargetRollout } from "./target-rollout.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;
const clock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((done, fail) => {
      setTimeout(done, milliseconds);
      signal?.addEventListener("abort", () => fail(signal.reason));
    }),
};
const { settings } = desired;
const instance = (release: string, more: Partial<Instance> = {}) => instanceOf(release, 1, more);
const seen = (instances: readonly Instance[]): Observed => ({
  networkPresent: true,
  missing: [],
  balancer: {
    state: "running",
    kind: "haproxy",
    image: "haproxy:3.0",
    address: desired.address,
    connected: true,
    settings,
    saved: ["shop-old-1"],
  },
  instances,
  orphans: [],
  last: { release: "old" },
  kept: [],
  done: [],
});

/** Takes back a deploy to the `old` release, with a target whose operations take as long as `takes` says. */
async function takenBack(then: readonly Instance[], takes: (kind: Operation["kind"]) => number): Promise<string[]> {
  let now = seen([instance("old")]);
  const did: string[] = [];
  const target: Target = {
    observe: async () => now,
    async apply({ kind }, signal) {
      await clock.sleep(takes(kind), signal);
      did.push(kind);
    },
    traffic: async () => ({ requests: 0, failed: 0 }),
    logs: async () => "",
    hurry: () => {},
    close: () => {},
  };
  const around = { clock, signal: new AbortController().signal, info: () => {}, after: () => {}, onSample: () => {} };
  const run = new TargetRollout(target, desired, around);
  await run.begin();
  now = seen(then);
  const back = run.takeBack().then(
    () => did,
    (error: Error) => [error.message],
  );
  await vi.advanceTimersByTimeAsync(30 * MINUTE);
  return await back;
}

test("taking back gives requests the time that they may take, and those that made room theirs to get healthy", async () => {
  const leaves = [instance("old", { traffic: "draining" }), instance("new")];
  const requests = (kind: Operation["kind"]) => (kind === "drain" ? 5 * MINUTE : 10);
  expect(await takenBack(leaves, requests)).toEqual(["switch", "drain", "stop"]);
  const halted = [instance("old", { running: false, kept: true, traffic: "out" })];
  const slow = (kind: Operation["kind"]) => (kind === "await-healthy" ? 3 * MINUTE : 10);
  expect(await takenBack(halted, slow)).toEqual(["start", "await-healthy", "save-routes", "switch"]);
});

test("an operation of taking back that hangs is given up after a minute", async () => {
  const hangs = (kind: Operation["kind"]) => (kind === "stop" ? 20 * MINUTE : 10);
  expect(await takenBack([instance("old"), instance("new")], hangs)).toEqual([
    "stop and remove shop-new-1 did not end within 60 s",
  ]);
});
