import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FOLDER } from "../../actions/deploy/balancer.ts";
import { balancerName } from "../../actions/deploy/docker/names.ts";
import { asRoot } from "../../actions/deploy/docker/records.ts";
import { listContainers, startContainer, stopContainer } from "../../toolkit/docker/containers.ts";
import { inspectImage, removeImage } from "../../toolkit/docker/images.ts";
import { removeNetwork } from "../../toolkit/docker/networks.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { type Bench, bench, makeAppImage, makeNginxImage } from "./deploy-support.ts";

let engine: Engine;
let image: string;

beforeAll(async () => {
  engine = await connect({ env: process.env });
  image = await makeAppImage(engine);
});

afterAll(async () => {
  await removeImage(engine, image);
});

// After a restart of a host its containers come up in any order, and the engine gives addresses as they come.
describe.each(["haproxy", "nginx"])("containers that come back with each other's addresses, behind %s", (product) => {
  const network = `qt-net-${randomBytes(4).toString("hex")}`;
  let shop: Bench;
  let other: Bench;

  beforeAll(async () => {
    const nginx = (await inspectImage(engine, "nginx:1.29")) ? "nginx:1.29" : await makeNginxImage(engine);
    const balancer: Record<string, string> =
      product === "nginx" ? { "load-balancer": product, "proxy-image": nginx } : {};
    shop = await bench(image, { network, env: "VERSION=shop", ...balancer });
    other = await bench(image, { network, env: "VERSION=other", ...balancer });
    for (const app of [shop, other]) expect((await app.run()).message).toBe("");
  });

  afterAll(async () => {
    for (const app of [shop, other]) await app.close();
    await removeNetwork(engine, network);
  });

  const instance = async ({ app }: Bench) => {
    const [container] = await listContainers(engine, { "quayside.app": app, "quayside.role": "instance" });
    if (!container) throw new Error(`${app} has no container`);
    return container;
  };
  const addressOf = async (app: Bench) => (await instance(app)).addresses[network];

  /** Starts both anew in the other order, so that each has the address that the other one had. */
  async function swap(): Promise<void> {
    const before = [await addressOf(shop), await addressOf(other)];
    const [first, second] = await Promise.all([instance(shop), instance(other)]);
    for (const { id } of [first, second]) await stopContainer(engine, id, 1000);
    // The engine gives the lowest address that is free.
    const low = [...before].sort((a, b) => Number(a?.split(".")[3]) - Number(b?.split(".")[3]))[0];
    for (const { id } of low === before[0] ? [second, first] : [first, second]) await startContainer(engine, id);
    expect([await addressOf(shop), await addressOf(other)]).toEqual(before.toReversed());
  }

  async function restartBalancers(): Promise<void> {
    for (const { app } of [shop, other]) {
      await stopContainer(engine, balancerName(app), 5000);
      await startContainer(engine, balancerName(app));
    }
  }

  const versions = async () => await Promise.all([shop, other].map((app) => app.version().catch(() => "none")));

  // nginx looks names up at its start only.
  if (product === "haproxy") {
    test("each app is found again while the load balancer runs", async () => {
      await swap();
      await expect.poll(versions, { timeout: 20_000 }).toEqual(["shop", "other"]);
      expect((await shop.run()).outputs.outcome).toBe("unchanged");
    });
  }

  test("each app is found again when the load balancer starts, too", async () => {
    await swap();
    await restartBalancers();
    await expect.poll(versions, { timeout: 20_000 }).toEqual(["shop", "other"]);
    expect((await shop.run()).outputs.outcome).toBe("unchanged");
  });

  test("control: with the addresses of before in its configuration, one app's requests are another one's; a deploy mends it", async () => {
    const files = product === "nginx" ? "nginx.conf" : "haproxy/app-*.cfg";
    for (const app of [shop, other]) {
      const { id, addresses } = await instance(app);
      const host = id.slice(0, 12);
      const script =
        product === "nginx"
          ? `sed -i 's/; # ${host}$/;/' ${files}`
          : `sed -i 's/ ${host}:/ ${addresses[network]}:/' ${files}`;
      await asRoot(engine, balancerName(app.app), `cd ${FOLDER} && ${script}`);
    }
    await swap();
    await restartBalancers();
    await expect.poll(versions, { timeout: 20_000 }).toEqual(["other", "shop"]);
    for (const app of [shop, other]) expect((await app.run({ env: `VERSION=new-${app.app}` })).message).toBe("");
    expect(await versions()).toEqual([`new-${shop.app}`, `new-${other.app}`]);
  });

  // An engine that is killed leaves them so: it takes them for stopped by somebody, and starts none of them again.
  test.each([
    ["the app and the load balancer were stopped", false],
    ["the load balancer came up again without the app", true],
  ])("where %s, a deploy brings both back", async (_, started) => {
    await stopContainer(engine, balancerName(shop.app), 5000);
    await stopContainer(engine, (await instance(shop)).id, 1000);
    if (started) await startContainer(engine, balancerName(shop.app));
    expect((await shop.run({ env: `VERSION=again-${started}` })).message).toBe("");
    expect(await shop.version()).toBe(`again-${started}`);
  });
});
