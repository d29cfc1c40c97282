import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FOLDER, FRONT_PORT } from "../../actions/deploy/balancer.ts";
import { Front } from "../../actions/deploy/docker/front.ts";
import { balancerName } from "../../actions/deploy/docker/names.ts";
import { nginxText } from "../../actions/deploy/nginx/config.ts";
import { NginxDriver } from "../../actions/deploy/nginx/driver.ts";
import { ENDING, WORKERS } from "../../actions/deploy/nginx/supervisor.ts";
import type { Operation } from "../../actions/deploy/target.ts";
import { systemClock } from "../../toolkit/clock.ts";
import { putFiles } from "../../toolkit/docker/archives.ts";
import {
  type ContainerSpec,
  createContainer,
  listContainers,
  removeContainer,
  startContainer,
  stopContainer,
} from "../../toolkit/docker/containers.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { inspectImage, removeImage, tagImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { startDeploy } from "../fault/deploy-kill.ts";
import { longRequest, openSocket } from "../load/support/steady.ts";
import { freePort } from "../support/free-port.ts";
import { type Bench, bench, makeAppImage, makeNginxImage } from "./deploy-support.ts";

let image: string;
let nginx: string;
let host: Bench;
/** The same image by another name, which is another version as far as an upgrade goes. */
const other = `quayside-test-nginx-other:${randomBytes(4).toString("hex")}`;

beforeAll(async () => {
  const engine = await connect({ env: process.env });
  image = await makeAppImage(engine);
  // The public image where it is there or can be had; Debian's nginx else.
  nginx = (await inspectImage(engine, "nginx:1.29")) ? "nginx:1.29" : await makeNginxImage(engine);
  const [repo = "", tag = ""] = other.split(":");
  await tagImage(engine, nginx, repo, tag);
  host = await bench(image, { "load-balancer": "nginx", "proxy-image": nginx, "drain-timeout": "20s" });
});

afterAll(async () => {
  await host.close();
  for (const name of [image, other]) await removeImage(host.engine, name);
});

test("nginx in front: workers of before are waited for, and deploys lose no request", async () => {
  expect((await host.run({ env: "VERSION=1" })).message).toBe("");
  const [ended, seen] = await host.probed(async () => [
    await host.run({ env: "VERSION=2", replicas: "2" }),
    await host.run({ env: "VERSION=3", replicas: "2", strategy: "blue-green" }),
  ]);
  expect(ended.map(({ message }) => message)).toEqual(["", ""]);
  expect(seen).toMatchObject({ failures: 0, reasons: {} });
  expect(seen.requests).toBeGreaterThan(50);
  expect(await host.version()).toBe("3");
  expect((await host.run({ env: "VERSION=3", replicas: "2" })).outputs.outcome).toBe("unchanged");
});

test("control: the old ones stopped at once, and requests are lost", async () => {
  const stopFirst = (operations: readonly Operation[]) => operations.filter(({ kind }) => kind !== "drain");
  const open = Array.from({ length: 8 }, () => fetch(`${host.url}/?wait=20000`, { method: "POST" }));
  await Promise.all(Array.from({ length: 8 }, () => fetch(host.url)));
  const { message } = await host.run(
    { env: "VERSION=4", replicas: "2", strategy: "blue-green" },
    { arrange: stopFirst },
  );
  expect(message).toBe("");
  const statuses = await Promise.all(
    open.map((one) =>
      one.then(
        ({ status }) => status,
        () => 0,
      ),
    ),
  );
  expect(statuses.filter((status) => status !== 200).length).toBeGreaterThan(0);
});

test("the log of failures stays small", async () => {
  const folder = `${FOLDER}/run`;
  const inside = async (script: string) =>
    (await execIn(host.engine, balancerName(host.app), ["sh", "-c", script], { user: "0" })).stdout.trim();
  await inside(`yes '10.0.0.1:8000 502' | head -n 100000 >> ${folder}/failed.log`);
  // The worker writes into the new one.
  await expect.poll(() => inside(`wc -c < ${folder}/failed.log`), { timeout: 15_000 }).toBe("0");
  expect(Number(await inside(`wc -c < ${folder}/failed.log.1`))).toBeGreaterThanOrEqual(1_800_000);
});

test("errors of the new release take it back, and they are counted in the new log", async () => {
  const [ended] = await host.probed(() =>
    host.run({ env: "VERSION=6\nERRORS_AFTER_MS=0", replicas: "1", "max-error-rate": "5%", "monitor-seconds": "30s" }),
  );
  expect(ended.message).toMatch(/answers of the new release \d+ failed/);
  expect(ended.outputs.outcome).toBe("rolled-back");
});

/** The containers of the load balancer, the one that owns the port first, and whether nginx runs in them. */
async function balancers(): Promise<[name: string, serves: boolean][]> {
  const all = await listContainers(host.engine, { "quayside.app": host.app, "quayside.role": "balancer" });
  const names = all.map(({ name }) => name).sort();
  const serves = async (name: string) =>
    (await execIn(host.engine, name, ["test", "-e", "/tmp/nginx.pid"]).catch(() => ({ code: 1 }))).code === 0;
  return await Promise.all(names.map(async (name) => [name, await serves(name)] as [string, boolean]));
}

/** Has it deployed with another image of nginx, as the release that runs. */
const hand = (image: string) => ({ env: "VERSION=3", replicas: "1", "proxy-image": image });

test("an nginx of another image takes the port over without a gap, twice; requests are counted across it, long ones end", async () => {
  expect((await host.run(hand(nginx))).message).toBe("");
  const [owner] = await balancers();
  const upgrade = async (image: string) => {
    let sent: Promise<string[]> | undefined;
    const ended = await host.run(hand(image), {
      async before(_, { kind }) {
        if (kind !== "upgrade-balancer") return;
        const wait = (index: number) => new Promise((done) => setTimeout(done, index * 15));
        sent = Promise.all(
          Array.from({ length: 100 }, async (_, index) => {
            await wait(index);
            return await longRequest(host.url, index === 0 ? 2500 : 1);
          }),
        );
      },
    });
    expect(ended.message).toBe("");
    expect(ended.report.operations[0]).toBe(`hand the port over to a load balancer of ${image}`);
    expect(await sent).toEqual(Array.from({ length: 100 }, () => "200"));
    // Those that the action itself asks are counted, too.
    expect(Number(ended.outputs.requests)).toBeGreaterThanOrEqual(100);
    expect(Number(ended.outputs.requests)).toBeLessThan(160);
    expect(ended.outputs["failed-requests"]).toBe("0");
    expect(await balancers()).toEqual([
      [owner?.[0], false],
      [expect.stringMatching(`^${owner?.[0]}-[0-9a-z]+$`), true],
    ]);
  };
  await upgrade(other);
  const [[{ message }, idle], fresh] = await host.probed(() => host.probed(() => host.run(hand(nginx))), {
    fresh: true,
  });
  expect(message).toBe("");
  expect([idle, fresh]).toMatchObject(Array.from({ length: 2 }, () => ({ failures: 0, reasons: {} })));
  expect(idle.requests + fresh.requests).toBeGreaterThan(300);
});

/** How 30 requests end that wait at an nginx when it is told to end, while another one listens beside it. */
async function waited(sysctls: Readonly<Record<string, string>>): Promise<string[]> {
  const port = await freePort();
  const script = "nginx -c /quayside/nginx.conf -g 'daemon off;' & sleep 60";
  const settings = { algorithm: "roundrobin", gatePath: "", servingPath: "" } as const;
  const ids: string[] = [];
  const start = async (more: Partial<ContainerSpec>) => {
    const labels = { "quayside.test": "deploy" };
    const name = `quayside-test-nginx-${randomBytes(4).toString("hex")}`;
    const common = { name, image: nginx, labels, entrypoint: ["sh", "-c", script], user: "0", network: "bridge" };
    const id = await createContainer(host.engine, { ...common, ...more });
    ids.push(id);
    await putFiles(host.engine, id, "/", [
      { name: "quayside/run/", content: "" },
      { name: "quayside/nginx.conf", content: nginxText({ settings, routes: [] }, "abc") },
      { name: "tmp/keepalive.conf", content: "" },
    ]);
    await startContainer(host.engine, id);
    await expect.poll(async () => (await workers(id, "0")).split("\n").length).toBeGreaterThan(1);
    return id;
  };
  const workers = async (id: string, signal: string) =>
    (await execIn(host.engine, id, ["sh", "-c", `${WORKERS}each serving 'echo $p; kill -${signal} \${p#/proc/}'`]))
      .stdout;
  try {
    const old = await start({ sysctls, publish: [{ port: FRONT_PORT, hostIp: "127.0.0.1", hostPort: port }] });
    await start({ network: `container:${old}` });
    await workers(old, "STOP");
    const ends = Array.from({ length: 30 }, () => longRequest(`http://127.0.0.1:${port}`, 0));
    await new Promise((done) => setTimeout(done, 500));
    await execIn(host.engine, old, ["sh", "-c", "kill -QUIT $(cat /tmp/nginx.pid)"]);
    await workers(old, "CONT");
    return await Promise.all(ends);
  } finally {
    for (const id of ids.reverse()) await removeContainer(host.engine, id);
  }
}

test("what waits at the nginx of before when it ends is answered by the other one; control: without the kernel's help, cut", async () => {
  const driver = new NginxDriver(host.engine, { container: "", containers: () => [], app: "", certificates: [] });
  // There is nobody behind them.
  expect(new Set(await waited(driver.sysctls))).toEqual(new Set(["502"]));
  expect(new Set(await waited({}))).not.toEqual(new Set(["502"]));
});

test("where the kernel does not know what it is asked for, the load balancer starts without it", async () => {
  class Odd extends NginxDriver {
    override readonly sysctls = { "net.ipv4.tcp_migrate_req": "1", "net.ipv4.quayside_has_no_such": "1" };
  }
  const proxy = `${host.app}-odd`;
  const driver = new Odd(host.engine, { container: proxy, containers: () => [], app: host.app, certificates: [] });
  const publish = { hostIp: "127.0.0.1", hostPort: await freePort() };
  const shell = { kind: "nginx", image: nginx, publish } as const;
  const front = new Front(host.engine, systemClock, driver, { proxy, app: host.app, shell, network: host.app });
  const settings = { algorithm: "roundrobin", gatePath: "", servingPath: "" } as const;
  // What it has made goes with the app.
  await front.start(settings, [], new AbortController().signal);
  expect((await fetch(`http://127.0.0.1:${publish.hostPort}`)).status).toBe(502);
  await removeContainer(host.engine, proxy);
});

test("the container that owns the port serves again when the other one is gone, and is followed when it starts again", async () => {
  const version = async () => await host.version().catch(() => "none");
  expect((await host.run(hand(other))).message).toBe("");
  const [owner = ["", false]] = await balancers();
  await stopContainer(host.engine, owner[0], 5000);
  await startContainer(host.engine, owner[0]);
  await expect.poll(version, { timeout: 20_000 }).toBe("3");
  // The one of the newer image is in the new network, too.
  await expect.poll(async () => (await balancers()).filter(([, serves]) => serves).length, { timeout: 10_000 }).toBe(1);
  expect((await host.run(hand(other))).message).toBe("");
  expect(await version()).toBe("3");
  const [, successor] = await balancers();
  await removeContainer(host.engine, successor?.[0] ?? "");
  await expect.poll(version, { timeout: 20_000 }).toBe("3");
  expect(await balancers()).toEqual([[owner[0], true]]);
  expect((await host.run(hand(nginx))).outputs.outcome).toBe("unchanged");
});

test.each([
  [
    "before the one of before is told to end",
    async () => (await balancers()).filter(([, serves]) => serves).length === 2,
  ],
  [
    "while the one of before has a request left",
    async () => {
      const ending = async ([name]: [string, boolean]) =>
        Number((await execIn(host.engine, name, ["sh", "-c", ENDING]).catch(() => undefined))?.stdout);
      return (await Promise.all((await balancers()).map(ending))).some((count) => count > 0);
    },
  ],
])("killed in the middle of that, %s: nothing is lost, and the next run converges", async (_, moment) => {
  const kill = new AbortController();
  const socket = await openSocket(host.url);
  const [ended, seen] = await host.probed(
    async () => {
      const run = startDeploy({ ...host.inputs, ...hand(other) }, { signal: kill.signal });
      await expect.poll(moment, { timeout: 20_000, interval: 20 }).toBe(true);
      kill.abort();
      expect((await run).end).toBe("SIGKILL");
      const closed = new Promise<boolean>((done) => setTimeout(() => done(socket.close().cut), 2000));
      const next = await host.run(hand(nginx));
      expect(await closed).toBe(false);
      return next;
    },
    { fresh: true },
  );
  expect(ended.message).toBe("");
  expect(seen).toMatchObject({ failures: 0, reasons: {} });
  const [owner, successor, ...rest] = await balancers();
  expect([owner?.[1], successor?.[1], rest]).toEqual([false, true, []]);
  expect((await host.run(hand(nginx))).outputs.outcome).toBe("unchanged");
});
