import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { preflight } from "../../actions/deploy/hosts/preflight.ts";
import { readDeployInputs } from "../../actions/deploy/inputs.ts";
import { resolveInputs } from "../../actions/deploy/resolve-inputs.ts";
import { systemClock } from "../../toolkit/clock.ts";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { removeImage, tagImage } from "../../toolkit/docker/images.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import { bench } from "./deploy-support.ts";
import { makeSmallApp, smallDisk, startHosts, type TestHost } from "./hosts-support.ts";

// What the unit tests of preflight.ts show against daemons that answer as real ones do, here against real ones; an engine
// that is too old cannot be had.

const name = `127.0.0.1:9/quayside-test-bad-${randomBytes(4).toString("hex")}`;
let engine: Engine;

beforeAll(async () => {
  engine = await connect({ env: process.env });
  await tagImage(engine, "haproxy:3.0", name, "proxy");
  await makeSmallApp(engine, `${name}:one`);
  await makeSmallApp(engine, `${name}:two`, [], 24 << 20);
});

afterAll(async () => {
  for (const tag of ["proxy", "one", "two"]) await removeImage(engine, `${name}:${tag}`);
});

test("a program of the host has the port: told before anything is changed", async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  const host = await bench(`${name}:one`, { publish: `127.0.0.1:${port}` });
  const { message, outputs } = await host.run();
  server.close();
  expect(message).toContain(`The load balancer cannot listen on 127.0.0.1:${port}: the port is taken`);
  expect(message).toMatch(/ss -ltnp .* shows who has it\. Nothing was changed\./);
  expect(outputs.outcome).toBe("failed-before-switch");
  expect(await listContainers(engine, { "quayside.app": host.app })).toEqual([]);
});

test("a clock that is an hour behind that of a real engine is a warning with what it is", async () => {
  let log = "";
  const write = (text: string) => {
    log += text;
  };
  const runner = terminalRunner({ app: "qt-clock", image: `${name}:one`, publish: "127.0.0.1:1" }, {}, { write });
  // Whose clock is moved makes no difference to what the two say; the engine's would move everybody's.
  const clock = { ...systemClock, now: () => Date.now() - 3_600_000 };
  const world = { ...realWorld(runner, new AbortController().signal), clock };
  const inputs = await resolveInputs(world, readDeployInputs(runner));
  await preflight(world, [{ address: "", engine }], inputs);
  expect(log).toMatch(/The clock of the Docker host is (1h|60m|59m|1 h|3600)\S* .*ahead of the clock of this machine/);
  log = "";
  await preflight({ ...world, clock: systemClock }, [{ address: "", engine }], inputs);
  expect(log).toBe("");
});

test("a host whose disk is full: what runs goes on, and what is to be done is told", async (context) => {
  const started = await startHosts(engine, 1, smallDisk(400));
  if (typeof started === "string") return context.skip(`this machine cannot have a host of its own: ${started}`);
  const [host] = started as [TestHost];
  try {
    const more = {
      publish: "0.0.0.0:8080",
      "drain-timeout": "1s",
      "proxy-image": `${name}:proxy`,
      hosts: host.address,
    };
    const app = await bench(`${name}:one`, more);
    const version = async () => await (await fetch(`http://${host.ip}:8080/`)).text();
    expect((await app.run({ env: "VERSION=one" })).message).toBe("");
    const there = async () => (await listContainers(host.engine, {})).map((one) => one.id).sort();
    const before = await there();
    const full = async (left: number) =>
      await host.inside(
        `cd /small/400m; rm -f fill; free=$(df -k --output=avail . | tail -1); head -c $(((free - ${left}) * 1024)) /dev/zero > fill`,
      );
    // No room for the image; and then none for anything, the lock to begin with.
    const tries = [
      { left: 8000, image: `${name}:two` },
      { left: 0, image: `${name}:one` },
    ];
    for (const { left, image } of tries) {
      await full(left);
      const { message, outputs } = await app.run({ image, env: "VERSION=two" });
      expect(message).toMatch(/^The disk of the Docker host is full: .*no space left on device/);
      expect(message).toContain("Nothing was changed. Free some of it there: docker system df says what takes it");
      expect(outputs.outcome).toBe("failed-before-switch");
      expect(await version()).toBe("one");
    }
    expect(await there()).toEqual(before);
    await host.inside("rm /small/400m/fill");
    expect((await app.run({ env: "VERSION=two" })).message).toBe("");
    expect(await version()).toBe("two");
  } finally {
    await host.stop();
  }
});
