import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { systemClock } from "../../../toolkit/clock.ts";
import type { Container } from "../../../toolkit/docker/containers.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import type { Driver } from "../balancer.ts";
import { awaitHealthy, type Gate } from "./gate.ts";
import type { Instances } from "./instances.ts";

test("a health check that hangs when it is asked holds nobody up once Docker's own turn went well", async () => {
  const hangs: PassThrough[] = [];
  const exec = async () => ({
    start: async () => {
      const stream = new PassThrough();
      hangs.push(stream);
      return stream;
    },
    inspect: async () => ({ Running: false, ExitCode: 1 }),
  });
  let looks = 0;
  const container = () =>
    ({
      id: "1",
      running: true,
      health: { status: looks > 3 ? "healthy" : "starting", last: "" },
      healthTest: ["CMD", "wait-for-ever"],
    }) as unknown as Container;
  const gate: Gate = {
    engine: { api: { getContainer: () => ({ exec }) } } as unknown as Engine,
    driver: {
      gate: async () => {},
      ungate: async () => {},
      asked: async () => new Map([["shop-1", { passed: true, good: true, text: "" }]]),
    } as unknown as Driver,
    instances: {
      get: container,
      refresh: async () => {
        looks++;
        return container();
      },
      endpoints: () => [],
    } as unknown as Instances,
    clock: systemClock,
    timeout: 20_000,
    asked: "port 8000",
    onMoment: () => {},
  };
  await awaitHealthy(gate, ["shop-1"], new AbortController().signal);
  // Whoever was asked is let go.
  expect(hangs.map((stream) => stream.destroyed)).toEqual([true]);
});
