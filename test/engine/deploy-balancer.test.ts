import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { request } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Operation } from "../../actions/deploy/target.ts";
import {
  createContainer,
  findContainer,
  listContainers,
  removeContainer,
  startContainer,
  stopContainer,
} from "../../toolkit/docker/containers.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { removeImage, tagImage } from "../../toolkit/docker/images.ts";
import { listNetworks } from "../../toolkit/docker/networks.ts";
import { listVolumes } from "../../toolkit/docker/volumes.ts";
import { connect } from "../../toolkit/docker.ts";
import { AbortedError } from "../../toolkit/errors.ts";
import { freePort } from "../support/free-port.ts";
import { type Bench, bench, type Ended, makeAppImage } from "./deploy-support.ts";

let image: string;
let shop: Bench;
let blog: Bench;
const folder = mkdtempSync(join(tmpdir(), "quayside-tls-"));
const proxy = `qt-edge-${randomBytes(3).toString("hex")}`;
const other = `quayside-test-haproxy:${randomBytes(4).toString("hex")}`;

beforeAll(async () => {
  const engine = await connect({ env: process.env });
  image = await makeAppImage(engine);
  // Another name is another version, as far as an upgrade goes.
  await tagImage(engine, "haproxy:3.0", other.split(":")[0] ?? "", other.split(":")[1] ?? "");
  const edge = { proxy, publish: `127.0.0.1:${await freePort()}` };
  shop = await bench(image, { ...edge, domains: "shop.test" });
  blog = await bench(image, { ...edge, domains: "blog.test\nwww.blog.test", path: "/posts", "health-path": "/readyz" });
});

afterAll(async () => {
  await shop.close();
  await blog.close();
  expect(await listContainers(shop.engine, { "quayside.proxy": proxy })).toEqual([]);
  for (const name of [image, other]) await removeImage(shop.engine, name);
  rmSync(folder, { recursive: true, force: true });
});

/** Asks the shared address for a host; undici would not let a `host` header through. */
async function ask(host: string, path: string, url = shop.url): Promise<{ status: number; body: string }> {
  const { port } = new URL(url);
  const { stdout } = await run([
    "curl",
    "-s",
    "-m",
    "10",
    "-w",
    "\n%{http_code}",
    "-H",
    `Host: ${host}`,
    `http://127.0.0.1:${port}${path}`,
  ]);
  const lines = stdout.trimEnd().split("\n");
  return { status: Number(lines.at(-1)), body: lines.slice(0, -1).join("\n") };
}

async function run([file = "", ...args]: string[]): Promise<{ stdout: string }> {
  return { stdout: execFileSync(file, args, { encoding: "utf8" }) };
}

/** Names of the files that an app has in the memory of the host. */
async function secretsOf({ engine, app }: Bench): Promise<string> {
  const id = await createContainer(engine, {
    name: `${app}-look`,
    image: "haproxy:3.0",
    labels: { "quayside.test": "deploy" },
    entrypoint: ["sleep", "60"],
    user: "0",
    network: "none",
    mounts: [{ type: "bind", source: "/dev/shm", target: "/host" }],
  });
  try {
    await startContainer(engine, id);
    return (await execIn(engine, id, ["sh", "-c", `cd /host/quayside/${app} && find . -type f | sed 's#.*/##'`]))
      .stdout;
  } finally {
    await removeContainer(engine, id);
  }
}

test("several apps share a load balancer, told apart by host and path, and one's deploy loses none of the other's requests", async () => {
  expect((await shop.run({ env: "VERSION=shop-1" })).message).toBe("");
  expect((await blog.run({ env: "VERSION=blog-1" })).message).toBe("");
  expect(await ask("shop.test", "/version")).toEqual({ status: 200, body: "shop-1" });
  expect(await ask("SHOP.test:80", "/posts/1")).toMatchObject({ body: "shop-1" });
  expect(await ask("www.blog.test", "/posts")).toMatchObject({ body: "blog-1" });
  expect(await ask("blog.test", "/posts/a?b=c")).toMatchObject({ body: "blog-1" });
  expect(await ask("blog.test", "/postscript")).toMatchObject({ status: 404 });
  expect(await ask("nobody.test", "/")).toMatchObject({ status: 404 });
  const [{ message }, seen] = await shop.probed(() => blog.run({ env: "VERSION=blog-2" }), { host: "shop.test" });
  expect(message).toBe("");
  expect(seen).toMatchObject({ failures: 0, reasons: {} });
  expect(await ask("blog.test", "/posts")).toMatchObject({ body: "blog-2" });
  expect(await ask("shop.test", "/version")).toMatchObject({ body: "shop-1" });
  expect((await blog.run({ env: "VERSION=blog-2" })).outputs.outcome).toBe("unchanged");
});

test("a shared load balancer that is gone comes back for all of its apps", async () => {
  await removeContainer(shop.engine, proxy);
  expect((await shop.run({ env: "VERSION=shop-1" })).message).toBe("");
  expect(await ask("shop.test", "/version")).toEqual({ status: 200, body: "shop-1" });
  await expect.poll(() => ask("blog.test", "/posts"), { timeout: 10_000 }).toMatchObject({ body: "blog-2" });
});

test("an app that goes takes nothing from one that shares its network and its load balancer", async () => {
  const { publish = "" } = shop.inputs;
  const docs = await bench(image, { proxy, publish, domains: "docs.test", network: shop.app });
  expect((await docs.run({ env: "VERSION=docs-1", secrets: "TOKEN=of docs" })).message).toBe("");
  expect(await ask("docs.test", "/version")).toEqual({ status: 200, body: "docs-1" });
  expect(await secretsOf(docs)).toContain("0");
  // Another app's deploy may be at the load balancer that both have.
  let during: Ended | undefined;
  const before = async (number: number) => {
    if (number === 0) during = await docs.run({ mode: "down", "on-lock": "fail" });
  };
  expect((await shop.run({ env: "VERSION=shop-2" }, { before })).message).toBe("");
  expect(during?.message).toMatch(/Another deploy of .* runs/);
  expect(await ask("docs.test", "/version")).toEqual({ status: 200, body: "docs-1" });
  await docs.close();
  expect(await secretsOf(docs)).toBe("");
  await expect.poll(() => ask("docs.test", "/version"), { timeout: 10_000 }).toMatchObject({ status: 404 });
  expect(await ask("shop.test", "/version")).toEqual({ status: 200, body: "shop-2" });
  expect((await shop.run({ env: "VERSION=shop-1" })).message).toBe("");
});

test("a load balancer that does not come up takes over from nobody, and what is counted goes on", async () => {
  const stop = new AbortController();
  const before = async (_: number, { kind }: Operation) => {
    if (kind === "upgrade-balancer") setTimeout(() => stop.abort(new AbortedError("The run was asked to stop.")), 1000);
  };
  // There is no HAProxy in it.
  const [ended, seen] = await shop.probed(
    () => shop.run({ env: "VERSION=shop-1", "proxy-image": image }, { before, signal: stop.signal }),
    { host: "shop.test" },
  );
  expect(ended.message).toContain("asked to stop");
  expect(seen).toMatchObject({ failures: 0, reasons: {} });
  expect(ended.report.requests).toBeGreaterThan(0);
  expect(ended.report.requests).toBeLessThanOrEqual(seen.requests);
  const { id = "" } = (await findContainer(shop.engine, proxy)) ?? {};
  expect(await listContainers(shop.engine, { "quayside.successor-of": id })).toEqual([]);
});

test("a load balancer of another image takes the port over without a gap, twice, and comes back after a restart", async () => {
  const run = (image: string) => shop.run({ env: "VERSION=shop-1", "proxy-image": image });
  const [ends, seen] = await shop.probed(async () => [await run(other), await run("haproxy:3.0")], {
    host: "shop.test",
  });
  expect(ends.map(({ message }) => message)).toEqual(["", ""]);
  expect(ends[0]?.report.operations[0]).toBe(`hand the port over to a load balancer of ${other}`);
  expect(seen).toMatchObject({ failures: 0, reasons: {} });
  const owner = await findContainer(shop.engine, proxy);
  const successors = await listContainers(shop.engine, { "quayside.successor-of": owner?.id ?? "" });
  expect(successors).toHaveLength(1);
  // Whoever of the two is killed, the other one or the same one answers again.
  await execIn(shop.engine, successors[0]?.id ?? "", ["sh", "-c", "kill -9 $(cat /tmp/haproxy.pid)"]);
  await expect
    .poll(() => ask("shop.test", "/version").catch(() => 0), { timeout: 20_000 })
    .toMatchObject({ body: "shop-1" });
  expect((await run("haproxy:3.0")).outputs.outcome).toBe("unchanged");
});

test("control: the load balancer made anew instead, and requests are refused", async () => {
  const publish = `127.0.0.1:${await freePort()}`;
  const [{ message, report }, seen] = await shop.probed(() => shop.run({ env: "VERSION=shop-1", publish }), {
    host: "shop.test",
  });
  expect(message).toBe("");
  expect(report.operations.join("\n")).toMatch(/^make the load balancer anew/m);
  expect(seen.failures).toBeGreaterThan(0);
  const back = await shop.run({ env: "VERSION=shop-1" });
  expect(back.message).toBe("");
});

test("an address that somebody takes meanwhile: the load balancer is where it was, with the other apps' routes", async () => {
  const port = await freePort();
  const server = createServer();
  const before = async (_: number, { kind }: Operation) => {
    if (kind === "replace-balancer") await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  };
  const failed = await shop.run({ env: "VERSION=elsewhere", publish: `127.0.0.1:${port}` }, { before });
  server.close();
  expect(failed.message).toContain("the port is taken");
  expect(failed.outputs.outcome).toBe("failed-before-switch");
  expect(await ask("shop.test", "/version")).toEqual({ status: 200, body: "shop-1" });
  await expect.poll(() => ask("blog.test", "/posts"), { timeout: 10_000 }).toMatchObject({ body: "blog-2" });
  expect((await shop.run({ env: "VERSION=shop-1" })).report.operations).toEqual([]);
});

test("TLS with certificates from files, chosen by name; plain HTTP is sent there; a renewed one is taken over without a loss", async () => {
  const certificate = (name: string) => {
    const path = join(folder, `${name}.pem`);
    const parts = ["key", "crt"].map((part) => join(folder, `${name}.${part}`));
    const [key = "", crt = ""] = parts;
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", `/CN=${name}`],
        ...["-addext", `subjectAltName=DNS:${name}`, "-keyout", key, "-out", crt],
      ],
      { stdio: "ignore" },
    );
    writeFileSync(path, parts.map((part) => readFileSync(part, "utf8")).join(""));
    return path;
  };
  const port = await freePort();
  const secure = await bench(image, {
    "publish-tls": `127.0.0.1:${port}`,
    certificates: ["a.test", "b.test"].map(certificate).join("\n"),
    "tls-redirect": "true",
  });
  let served = "";
  const names = async (servername: string) =>
    await new Promise<string>((done, fail) => {
      const asked = request(
        { port, host: "127.0.0.1", servername, rejectUnauthorized: false, agent: false },
        (answer) => {
          const { subject, fingerprint256 } = (answer.socket as import("node:tls").TLSSocket).getPeerCertificate();
          served = fingerprint256;
          answer.resume().on("end", () => done(`${subject?.CN} ${answer.statusCode}`));
        },
      );
      asked.on("error", fail).end();
    });
  try {
    expect((await secure.run()).message).toBe("");
    expect(await names("b.test")).toBe("b.test 200");
    expect(await names("a.test")).toBe("a.test 200");
    const plain = await fetch(`${secure.url}/x`, { redirect: "manual" });
    expect([plain.status, plain.headers.get("location")]).toEqual([301, expect.stringMatching(/^https:.*\/x$/)]);
    certificate("a.test");
    const renewed = await secure.run();
    expect(renewed.message).toBe("");
    expect(renewed.report.operations).toContain("reload the load balancer with its changed settings");
    expect(await names("a.test")).toBe("a.test 200");
    // A release that fails takes its certificates and names back with it, and nobody notices that they were there.
    const renewedOne = served;
    certificate("a.test");
    const changed = { certificates: join(folder, "a.test.pem"), domains: "a.test" };
    const [bad, seen] = await secure.probed(
      () => secure.run({ ...changed, "tls-redirect": "false", env: "HEALTH=500", "health-timeout": "1s" }),
      { url: `${secure.url}/readyz` },
    );
    expect(bad.outputs.outcome).toBe("failed-before-switch");
    expect(Object.keys(seen.reasons)).toEqual(["status 301"]);
    expect([await names("a.test"), served]).toEqual(["a.test 200", renewedOne]);
    const limits = { "monitor-seconds": "20s", "max-error-rate": "1%", "tls-redirect": "false" };
    const [back] = await secure.probed(() => secure.run({ ...changed, ...limits, env: "ERRORS_AFTER_MS=0" }), {
      host: "a.test",
    });
    expect(back.outputs.outcome).toBe("rolled-back");
    expect([await names("a.test"), served]).toEqual(["a.test 200", renewedOne]);
    expect(await names("b.test")).toBe("b.test 200");
    // What is taken out is served no more.
    expect((await secure.run({ certificates: join(folder, "a.test.pem") })).message).toBe("");
    expect(await names("b.test")).toBe("a.test 200");
    expect(served).not.toBe(renewedOne);
  } finally {
    await secure.close();
  }
});

test("the last app takes a shared load balancer along that somebody has stopped", async () => {
  const alone = `${proxy}-alone`;
  const last = await bench(image, { proxy: alone });
  expect((await last.run()).message).toBe("");
  await stopContainer(last.engine, alone, 1000);
  await last.close();
  const labels = { "quayside.proxy": alone };
  expect(await listContainers(last.engine, labels)).toEqual([]);
  expect([await listVolumes(last.engine, labels), await listNetworks(last.engine, labels)]).toEqual([[], []]);
});

test("leastconn spares a slow container, roundrobin does not, source and a cookie stay", async () => {
  const app = await bench(image);
  const start = async (inputs: Record<string, string>) => {
    const { message } = await app.run({ replicas: "2", env: "QUICK=1", ...inputs });
    expect(message).toBe("");
  };
  // Each on a connection of its own: one that is open leads to the process of before a reload.
  const which = async (headers: Record<string, string> = {}) =>
    await new Promise<{ name: string; cookie: string }>((done, fail) => {
      const asked = get(`${app.url}/name`, { agent: false, headers }, (answer) => {
        let name = "";
        answer.on("data", (text) => {
          name += text;
        });
        answer.on("end", () => done({ name, cookie: answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" }));
      });
      asked.on("error", fail);
    });
  /** Which part of so many requests each of them got, in percent, while ten at a time ask. */
  const spread = async (count: number) => {
    const seen = new Map<string, number>();
    const one = async () => {
      for (let n = 0; n < count / 10; n++) {
        const { name } = await which();
        seen.set(name, (seen.get(name) ?? 0) + 100 / count);
      }
    };
    await Promise.all(Array.from({ length: 10 }, one));
    return seen;
  };
  try {
    await start({});
    // One of them is slow from now on: sixty times as long as the other.
    const [first] = await listContainers(app.engine, { "quayside.app": app.app, "quayside.role": "instance" });
    await execIn(app.engine, first?.id ?? "", ["sh", "-c", "kill -USR2 1"]);
    const slow = first?.id.slice(0, 12) ?? "";
    expect(Math.abs(((await spread(400)).get(slow) ?? 0) - 50)).toBeLessThanOrEqual(2);
    await start({ "lb-algorithm": "source" });
    expect([...(await spread(100)).values()].map(Math.round)).toEqual([100]);
    await start({ "lb-algorithm": "leastconn" });
    const spared = (await spread(400)).get(slow) ?? 0;
    expect(spared).toBeGreaterThan(0);
    expect(spared).toBeLessThan(40);
    await start({ sticky: "true" });
    const { name, cookie } = await which();
    expect(cookie).toMatch(/^quayside-.*=s\d+$/);
    for (let n = 0; n < 20; n++) expect((await which({ cookie })).name).toBe(name);
    // Its container leaves: the client is served by another one and loses nothing.
    const [{ message }, seen] = await app.probed(() =>
      app.run({ replicas: "2", env: "QUICK=1\nVERSION=2", sticky: "true" }),
    );
    expect(message).toBe("");
    expect(seen.failures).toBe(0);
    expect((await which({ cookie })).name).not.toBe(name);
  } finally {
    await app.close();
  }
});
