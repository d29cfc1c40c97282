import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { connect } from "../../../toolkit/docker.ts";
import { messageOf, UserError } from "../../../toolkit/errors.ts";
import type { World } from "../../../toolkit/world.ts";
import type { Inputs } from "../inputs.ts";
import { preflight } from "./preflight.ts";

// Against daemons on the loopback that answer over HTTP as real ones do.

interface Answers {
  readonly api?: string;
  /** Milliseconds that its clock is ahead. */
  readonly skew?: number;
  readonly containers?: readonly object[];
}

const NOW = Date.parse("2026-03-04T05:06:07Z");

async function looked(answers: readonly Answers[], more: Partial<Inputs> = {}) {
  const warnings: string[] = [];
  const asked: string[] = [];
  const servers = answers.map(({ api = "1.41", skew = 0, containers = [] }) =>
    createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const path = (request.url ?? "").replace(/^\/v[\d.]+/, "");
      const body = path.startsWith("/version")
        ? { Version: "18.06.3-ce", ApiVersion: api }
        : path.startsWith("/info")
          ? { SystemTime: new Date(NOW + skew).toISOString() }
          : containers;
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    }),
  );
  const hosts = await Promise.all(
    servers.map(async (server, index) => {
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      const engine = await connect({ host: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, env: {} });
      return { engine, address: `host${index + 1}` };
    }),
  );
  const world = {
    clock: { now: () => NOW },
    runner: { info: () => {}, annotate: (_: string, text: string) => warnings.push(text) },
  } as unknown as World;
  const inputs = {
    app: "shop",
    proxy: "",
    publish: { hostIp: "0.0.0.0", hostPort: 80 },
    origin: { instance: {}, balancer: {} },
    ...more,
  } as Inputs;
  try {
    const error = await preflight(world, hosts, inputs).then(
      () => undefined,
      (problem: unknown) => problem,
    );
    if (error !== undefined) expect(error).toBeInstanceOf(UserError);
    const hint = error instanceof UserError ? error.hint : "";
    return { message: error === undefined ? "" : messageOf(error), hint, warnings, asked };
  } finally {
    await Promise.all(hosts.map(({ engine }) => engine.close()));
    for (const server of servers) server.close();
  }
}

const holder = (name: string, port = 80, ip = "0.0.0.0", app = "") => ({
  Id: name,
  Names: [`/${name}`],
  Labels: { "quayside.app": app },
  Ports: [{ IP: ip, PrivatePort: 8000, PublicPort: port, Type: "tcp" }],
});

test("an engine that is new enough, with its clock and its port, is fine, and is only asked", async () => {
  const { message, warnings, asked } = await looked([{}]);
  expect([message, warnings]).toEqual(["", []]);
  expect(asked.filter((one) => !one.startsWith("GET "))).toEqual([]);
});

test("an engine that is too old is refused with what it is and what is needed", async () => {
  const { message, hint } = await looked([{ api: "1.38" }]);
  expect(message).toBe(
    "host1: Docker Engine 18.06.3-ce is too old: it speaks version 1.38 of its API, and 1.40 is needed",
  );
  expect(hint).toContain("Docker Engine 19.03 or newer");
  expect(hint).toContain("Nothing was changed");
  // As numbers: 1.9 is older than 1.40.
  expect((await looked([{ api: "1.9" }])).message).toContain("too old");
  expect((await looked([{ api: "1.40" }])).message).toBe("");
});

test("a port that another container has is refused by its name; that of the app itself is not", async () => {
  const { message, hint } = await looked([{ containers: [holder("caddy")] }]);
  expect(message).toBe("host1: The load balancer cannot listen on 0.0.0.0:80: the container caddy has that port");
  expect(hint).toContain("Give another address with publish, or stop that container.");
  expect((await looked([{ containers: [holder("shop-balancer")] }])).message).toBe("");
  expect((await looked([{ containers: [holder("caddy", 81)] }])).message).toBe("");
  // Who goes back names no address, and the one that is taken where none is given is not asked for.
  expect((await looked([{ containers: [holder("caddy")] }], { mode: "rollback" })).message).toBe("");
  const other = { publish: { hostIp: "127.0.0.1", hostPort: 80 } } as Partial<Inputs>;
  expect((await looked([{ containers: [holder("caddy", 80, "10.0.0.1")] }], other)).message).toBe("");
  expect((await looked([{ containers: [holder("web", 80, "0.0.0.0", "shop")] }])).message).toBe("");
  expect((await looked([{ containers: [holder("web", 80, "0.0.0.0", "other")] }])).message).toContain(
    "web has that port",
  );
  // Its name begins as those of shop do.
  expect(
    (await looked([{ containers: [holder("shop-admin-balancer", 80, "0.0.0.0", "shop-admin")] }])).message,
  ).toContain("shop-admin-balancer has that port");
});

test("every port that is to be listened at is looked at, those of the service, too", async () => {
  const publishTls = { hostIp: "0.0.0.0", hostPort: 443 };
  const ports = [
    { port: 9000, hostPort: 9001, hostIp: "" },
    { port: 53, hostPort: 5353, hostIp: "", protocol: "udp" as const },
    { port: 9000, hostPort: undefined, hostIp: "" },
  ];
  const containers = [holder("caddy", 443), holder("minio", 9001, "127.0.0.1"), holder("dns", 5353)];
  const { message, hint } = await looked([{ containers }], { publishTls, ports });
  expect(message.split("\n")).toEqual([
    "host1: The load balancer cannot listen on 0.0.0.0:443: the container caddy has that port",
    "host1: The service cannot have 0.0.0.0:9001: the container minio has that port",
  ]);
  expect(hint).toContain("publish-tls, or stop that container.");
  expect(hint).toContain("Give it another port in the compose file");
});

test("a clock that is off is a warning, from a minute on and in either direction", async () => {
  const ahead = await looked([{ skew: 3_600_000 }]);
  expect(ahead.message).toBe("");
  expect(ahead.warnings).toEqual([expect.stringMatching(/clock of host1 is .* ahead of the clock of this machine/)]);
  expect((await looked([{ skew: -120_000 }])).warnings).toEqual([expect.stringContaining("behind")]);
  expect((await looked([{ skew: 30_000 }])).warnings).toEqual([]);
});

test("what is wrong on several hosts is told at once", async () => {
  const { message } = await looked([{ api: "1.38" }, {}, { containers: [holder("caddy")] }]);
  expect(message.split("\n")).toEqual([
    expect.stringContaining("host1: Docker Engine"),
    expect.stringContaining("host3: The load balancer cannot listen"),
  ]);
});
