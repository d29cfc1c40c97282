import { afterAll, beforeAll, expect, test } from "vitest";
import { listContainers, removeContainer, stopContainer } from "../../toolkit/docker/containers.ts";
import { listNetworks } from "../../toolkit/docker/networks.ts";
import { connect } from "../../toolkit/docker.ts";
import { freePort } from "../support/free-port.ts";
import { type Bench, bench, makeAppImage, makeNginxImage } from "./deploy-support.ts";

/** What changes about the load balancer itself in a deploy: where it listens, which product it is, and whether it is there. */
let host: Bench;
let nginx: string;
let elsewhere: string;
const BAD = "VERSION=bad\nHEALTH=500";
const balancer = async () => {
  const labels = { "quayside.app": host.app, "quayside.role": "balancer" };
  return (await listContainers(host.engine, labels))[0]?.id ?? "";
};

beforeAll(async () => {
  const engine = await connect({ env: process.env });
  nginx = await makeNginxImage(engine);
  elsewhere = `127.0.0.1:${await freePort()}`;
  host = await bench(await makeAppImage(engine), { "health-timeout": "3s", "drain-timeout": "5s" });
  expect((await host.run({ env: "VERSION=1" })).message).toBe("");
});

afterAll(async () => {
  await host.close();
  expect(await listNetworks(host.engine, { "quayside.app": host.app })).toEqual([]);
});

test.each([
  ["at another address", () => ({ publish: elsewhere })],
  ["of another product", () => ({ "load-balancer": "nginx", "proxy-image": nginx })],
  ["in another network", () => ({ network: `${host.app}-other` })],
])(
  "a bad release that is to have a load balancer %s: the app stays where it is, and nobody notices",
  async (_, inputs) => {
    const before = await balancer();
    const [{ outputs }, seen] = await host.probed(() => host.run({ env: BAD, ...inputs() }));
    expect(outputs.outcome).toBe("failed-before-switch");
    expect(seen).toMatchObject({ failures: 0, reasons: {} });
    expect(await host.version()).toBe("1");
    expect(await balancer()).toBe(before);
  },
);

test("errors at another address take the app back to the address before", async () => {
  const inputs = { env: "VERSION=bad\nERRORS_AFTER_MS=0", publish: elsewhere, "max-error-rate": "5%" };
  const url = `http://${elsewhere}`;
  const [{ outputs, report }] = await host.probed(() => host.run({ ...inputs, "monitor-seconds": "20s" }), { url });
  expect(outputs.outcome).toBe("rolled-back");
  expect(report.operations.join("\n")).toContain("taking back: let the load balancer listen at");
  expect(await host.version()).toBe("1");
  await expect(fetch(url)).rejects.toThrow();
  expect((await host.run({ env: "VERSION=1" })).outputs.outcome).toBe("unchanged");
});

test.each([
  ["stopped", (id: string) => stopContainer(host.engine, id, 1000)],
  ["removed", (id: string) => removeContainer(host.engine, id)],
])("a load balancer that was %s leads to the release before again, and a bad one leaves it so", async (_, disturb) => {
  await disturb(await balancer());
  const { outputs } = await host.run({ env: BAD });
  expect(outputs.outcome).toBe("failed-before-switch");
  expect(await host.version()).toBe("1");
  await disturb(await balancer());
  expect((await host.run({ env: "VERSION=2" })).message).toBe("");
  expect(await host.version()).toBe("2");
  expect((await host.run({ env: "VERSION=1" })).message).toBe("");
});

test("from one product to the other and back: the new ones are healthy before the port moves", async () => {
  for (const [version, product] of [
    ["3", { "load-balancer": "nginx", "proxy-image": nginx }],
    ["4", {}],
  ] as const) {
    const { message, report } = await host.run({ env: `VERSION=${version}`, ...product });
    expect(message).toBe("");
    const words = report.operations.map((text: string) => text.split(" ").slice(0, 2).join(" "));
    expect(words.slice(0, 3)).toEqual([expect.stringMatching(/^start/), "wait until", "make the"]);
    expect(await host.version()).toBe(version);
  }
});

test("a cancelled change of product takes nothing away", async () => {
  for (const at of [1, 2, 3]) {
    const cancel = new AbortController();
    const before = (number: number) => {
      if (number === at) cancel.abort(new Error("cancelled"));
    };
    const inputs = { env: "VERSION=5", "load-balancer": "nginx", "proxy-image": nginx };
    const { outputs } = await host.run(inputs, { signal: cancel.signal, before });
    expect(outputs.outcome, `before operation ${at}`).toBe("failed-before-switch");
    expect(await host.version()).toBe("4");
  }
});
