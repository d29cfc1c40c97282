import { afterAll, beforeAll, expect, test } from "vitest";
import { unfetch } from "../../actions/deploy/docker/fetched.ts";
import { ensureImage } from "../../actions/deploy/image.ts";
import type { Operation } from "../../actions/deploy/target.ts";
import type { TestService } from "../../scripts/setup/test-services.ts";
import { systemClock } from "../../toolkit/clock.ts";
import { listContainers, removeContainer } from "../../toolkit/docker/containers.ts";
import { inspectImage, listImages, pushImage, removeImage, tagImage } from "../../toolkit/docker/images.ts";
import { pullImage } from "../../toolkit/docker/pull.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import { startDeploy } from "../fault/deploy-kill.ts";
import { forgetTheImage, pushedApps } from "../load/deploy-rollback.ts";
import { type Bench, bench } from "./deploy-support.ts";

// What is on a host of images that came from a registry: after a plan, after runs that ended, after an app.

const DAY = 24 * 3_600_000;
let engine: Engine;
let images: [string, string];
let registry: TestService;
/** The first of the images at first, and later the second. */
let moving: string;
/** The first of them by its digest. */
let byDigest: string;
let host: Bench;
const pull = async (reference: string) =>
  await pullImage(engine, reference, { firstAnswer: 20_000, stall: 20_000 }, new AbortController().signal);
const idOf = async (reference: string) => (await inspectImage(engine, reference))?.id;
const marks = async () => await listImages(engine, `quayside-fetched/${host.app}`);
/** Lets the moving tag be another image's in the registry. */
const moveTo = async (image: string) => {
  const there = await idOf(moving);
  if (!(await idOf(image))) await pull(image);
  const [repo = "", tag = ""] = moving.split(/:(?=[^:]*$)/);
  await tagImage(engine, image, repo, tag);
  await pushImage(engine, repo, tag);
  if (there) await tagImage(engine, there, repo, tag);
  else await removeImage(engine, moving);
};

beforeAll(async () => {
  engine = await connect({ env: process.env });
  ({ images, registry } = await pushedApps(engine));
  moving = `${registry.address}/app:moving`;
  host = await bench(images[0], { "drain-timeout": "1s" });
  await moveTo(images[0]);
  for (const image of images) await removeImage(engine, image);
});

afterAll(async () => {
  await registry.stop();
  await host.close();
  for (const name of [...images, moving]) await removeImage(engine, name);
});

test("a plan leaves no image behind that was not there, and a tag where it was", async () => {
  const planned = await host.run({ mode: "plan" });
  expect([planned.message, planned.outputs.outcome]).toEqual(["", "planned"]);
  expect(planned.log).toContain(`${images[0]} was fetched to look at it, and removed again`);
  expect(planned.log).toMatch(/would bring \S+ into traffic\n/);
  expect([await idOf(images[0]), await marks()]).toEqual([undefined, []]);
  // As it was fetched, with all that stands between a reference and its digest.
  byDigest = `${images[0]}@${planned.outputs.digest}`;
  const again = await host.run({ mode: "plan", image: byDigest });
  expect(again.outputs).toMatchObject({ outcome: "planned", "release-id": planned.outputs["release-id"] });
  expect([await idOf(byDigest), await idOf(planned.outputs.digest ?? ""), await marks()]).toEqual([
    undefined,
    undefined,
    [],
  ]);

  await pull(moving);
  const before = await idOf(moving);
  await moveTo(images[1]);
  await removeImage(engine, images[1]);
  const moved = await host.run({ mode: "plan", image: moving, pull: "always" });
  expect(moved.outputs["release-id"]).not.toBe(planned.outputs["release-id"]);
  expect([await idOf(moving), await marks()]).toEqual([before, []]);
  await removeImage(engine, moving);
  await moveTo(images[0]);
});

test("what a run has fetched that was killed goes a day later; what was there before stays", async () => {
  expect((await host.run()).message).toBe("");
  const { app: _, ...inputs } = host.inputs;
  const killed = await startDeploy({ ...inputs, app: host.app, image: images[1] }, { operation: 0 });
  expect(killed.end).toBe("SIGKILL");
  await removeContainer(engine, `${host.app}-deploy-lock`);
  expect(await idOf(images[1])).toBeDefined();
  expect((await host.run({ env: "VERSION=next", pull: "always" })).message).toBe("");
  // Another run may have fetched it and wait for its turn.
  expect(await idOf(images[1])).toBeDefined();
  const own = `${registry.address}/app:own`;
  await tagImage(engine, images[1], `${registry.address}/app`, "own");
  const later = () => systemClock.now() + DAY + 60_000;
  expect((await host.run({ env: "VERSION=later" }, { now: later })).message).toBe("");
  expect(await idOf(images[1])).toBeUndefined();
  // The name that somebody else has given it is his.
  expect(await idOf(own)).toBeDefined();
  await removeImage(engine, own);
});

test("a tag that has moved on is gone back from to the very image, by its digest", async () => {
  const { message, outputs } = await host.run({ image: moving, env: "VERSION=old" });
  expect(message).toBe("");
  // The registry's word for it, and not the engine's.
  expect(outputs.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect((await inspectImage(engine, moving))?.digests).toEqual([`${registry.address}/app@${outputs.digest}`]);
  const old = await idOf(moving);
  await moveTo(images[1]);
  expect((await host.run({ image: moving, env: "VERSION=new", pull: "always" })).message).toBe("");
  expect(await idOf(moving)).not.toBe(old);
  await forgetTheImage(host);
  if (old) await removeImage(engine, old);
  expect(await idOf(old ?? "")).toBeUndefined();
  const back = await host.run({ mode: "rollback", image: "" });
  expect([back.message, await host.version()]).toEqual(["", "old"]);
  expect((await inspectImage(engine, `${registry.address}/app@${outputs.digest}`))?.id).toBe(old);
});

test("the same again is no fetch; down takes what was fetched for the app, and nothing else", async () => {
  await pull(images[1]);
  expect((await host.run({ image: images[1], env: "VERSION=there" })).message).toBe("");
  expect(await marks()).not.toEqual([]);
  const { log } = await host.run({ mode: "down" });
  expect(log).toContain(`image ${registry.address}/app@sha256:`);
  expect([await idOf(images[0]), await marks()]).toEqual([undefined, []]);
  expect(await idOf(images[1])).toBeDefined();
});

test("an image that a plan takes away again while a deploy of it begins stays for the deploy, and goes with its release", async () => {
  for (const image of images) await removeImage(engine, image);
  const runner = terminalRunner({}, { PATH: process.env.PATH }, { write: () => {} });
  const world = realWorld(runner, new AbortController().signal);
  // A plan has fetched it and is about to remove it …
  const { id } = await ensureImage(world, engine, { app: host.app, reference: byDigest, pull: "missing" });
  // … which it does when the deploy has found it, and before there is a container.
  const before = async (number: number) => {
    if (number === 0) await unfetch(engine, host.app, byDigest, id);
  };
  const held = await host.run({ image: byDigest, env: "VERSION=held" }, { before });
  expect([held.message, await host.version()]).toEqual(["", "held"]);
  expect(held.log).not.toContain("Fetching");
  expect(await idOf(byDigest)).toBeUndefined();
  expect(await marks()).toEqual([expect.stringContaining(":held-")]);
  // Whoever has nothing to do holds nothing; the name that is left goes with the release, also where none is kept.
  expect((await host.run({ image: id, env: "VERSION=held" })).outputs.outcome).toBe("unchanged");
  expect((await host.run({ image: images[1], "keep-releases": "0" })).message).toBe("");
  expect(await idOf(id)).toBeUndefined();
  // Where nobody takes it away, nothing is left of that either.
  expect(await marks()).toEqual([expect.not.stringContaining(":held-")]);
});

test("a tag that moves in mid-deploy changes nothing: what was looked at is what runs", async () => {
  await pull(images[0]);
  const id = await idOf(images[0]);
  const [repo = "", tag = ""] = moving.split(/:(?=[^:]*$)/);
  await tagImage(engine, images[0], repo, tag);
  const before = async (_: number, { kind }: Operation) => {
    if (kind === "start") await tagImage(engine, images[1], repo, tag);
  };
  await pull(images[1]);
  expect((await host.run({ image: moving, env: "VERSION=same" }, { before })).message).toBe("");
  const running = (await listContainers(engine, { "quayside.app": host.app, "quayside.role": "instance" })).filter(
    (one) => one.running,
  );
  expect(running.map((one) => one.image)).toEqual([id]);
});
