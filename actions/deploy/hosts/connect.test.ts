import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { connect, type Engine } from "../../../toolkit/docker.ts";
import type { World } from "../../../toolkit/world.ts";
import type { Given } from "../inputs.ts";
import { connectHosts } from "./connect.ts";

afterEach(() => void vi.useRealTimers());

/** Connects to the engine that DOCKER_HOST names, which ends then; gives whether it is known to be lost after a minute. */
async function lostAfter(address?: string): Promise<boolean> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json").end(JSON.stringify({ Version: "29.0", ApiVersion: "1.52" }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const engine = await connect({ host: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, env: {} });
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const world = { engine: async (): Promise<Engine> => ({ ...engine, ...(address ? { address } : {}) }) } as World;
  const [host] = await connectHosts(world, { hosts: [] as readonly string[] } as Given);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  for (let looks = 0; looks < 12; looks++) {
    vi.advanceTimersByTime(5000);
    await new Promise((done) => setTimeout(done, 10));
  }
  await host?.leave();
  expect(vi.getTimerCount()).toBe(0);
  return host?.lost?.aborted ?? false;
}

test("an engine of DOCKER_HOST on another machine is looked at for as long as the deploy takes, and known to be lost", async () => {
  expect(await lostAfter()).toBe(true);
  expect(await lostAfter("unix:///var/run/docker.sock")).toBe(false);
});
