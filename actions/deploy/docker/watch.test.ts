import { expect, test } from "vitest";
import { systemClock } from "../../../toolkit/clock.ts";
import type { Container } from "../../../toolkit/docker/containers.ts";
import { UserError } from "../../../toolkit/errors.ts";
import type { Driver } from "../balancer.ts";
import type { Instances } from "./instances.ts";
import { type Watch, watch } from "./watch.ts";

/** Watches one container for a moment; gives why it is taken back. */
async function watched(container: Partial<Container>, restarts = 0): Promise<string> {
  const instances = {
    refresh: async () => ({ running: true, restarts: 0, oomKilled: false, ...container }),
    died: async (name: string) => new UserError(`${name} did not stay up`),
  } as unknown as Instances;
  const limits = { errorRate: undefined, p99: undefined, restarts };
  const options: Watch = {
    driver: {} as Driver,
    instances,
    clock: systemClock,
    limits,
    since: new Map(),
    onMoment: () => {},
  };
  return await watch(options, ["shop-1"], 0, new AbortController().signal).then(
    () => "",
    (error: Error) => error.message,
  );
}

test("one that the engine has started again more often than is allowed is taken back, also while it runs", async () => {
  expect(await watched({})).toBe("");
  expect(await watched({ restarts: 1 })).toBe("shop-1 was started again once in traffic; max-restarts is 0");
  expect(await watched({ restarts: 1 }, 1)).toBe("");
  expect(await watched({ restarts: 2, oomKilled: true }, 1)).toBe("shop-1 did not stay up");
});

test("one that is down while the engine starts it again is given as many starts as are allowed", async () => {
  const down = { running: false, status: "restarting" } as const;
  expect(await watched({ ...down, restarts: 1 }, 1)).toBe("");
  expect(await watched({ ...down, status: "exited" }, 1)).toBe("shop-1 did not stay up");
});
