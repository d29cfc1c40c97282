import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findContainer } from "../../toolkit/docker/containers.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { FREED, freedAfter, together, unserial } from "../fault/deploy-parallel.ts";
import { replicaCampaign } from "../fault/deploy-replica.ts";
import { stopIn, stopInPull } from "../fault/deploy-signal.ts";
import { type Bench, bench, makeAppImage } from "./deploy-support.ts";

// Tastes of the campaigns of test/fault/, which go on for longer.
let image: string;
let host: Bench;

beforeAll(async () => {
  image = await makeAppImage(await connect({ env: process.env }));
  host = await bench(image, { "drain-timeout": "20s", "keep-releases": "1" });
  expect((await host.run({ replicas: "1", env: "VERSION=one" })).message).toBe("");
});

afterAll(async () => {
  await host.close();
  await removeImage(host.engine, image);
});

test("scaled from one to five to two under a probe: no request is lost, and those that stay are not started again", async () => {
  const first = await findContainer(host.engine, await oneName());
  const [ended, seen] = await host.probed(async () => [
    await host.run({ replicas: "5", env: "VERSION=one" }),
    await host.run({ replicas: "2", env: "VERSION=one" }),
  ]);
  expect(ended.map(({ message }) => message)).toEqual(["", ""]);
  expect(seen).toMatchObject({ failures: 0, reasons: {} });
  expect((await findContainer(host.engine, await oneName()))?.startedAt).toBe(first?.startedAt);
});

test("a container killed in traffic: HAProxy lives on, no GET is lost, and the next deploy works", async () => {
  const seen = await replicaCampaign(host, 1);
  expect(seen).toMatchObject({ getsFailed: 0, reasons: {}, proxyLives: true, next: "deployed" });
  expect(seen.postsFailed).toBeLessThanOrEqual(seen.mostPostsFailed);
});

test("asked to stop while it pulls and while it drains: the release before, the lock free, nothing left", async () => {
  expect((await host.run({ replicas: "2", env: "VERSION=standing" })).message).toBe("");
  const stopped = [await stopInPull(host, "SIGTERM"), await stopIn(host, "drain", "SIGINT")];
  // How long it takes on a machine that has time is the campaign's to say.
  const wrong = stopped.flatMap((one) => one.wrong).filter((text) => !/^it took \d+ ms$/.test(text));
  expect(wrong).toEqual([]);
});

test("many deploys at once end one after the other; where the holder is killed, the next one has the lock in five seconds", async () => {
  expect((await together(host, 3)).wrong).toEqual([]);
  expect(await freedAfter(host, 20_000)).toBeLessThan(FREED);
});

test("control: a folder as the lock is left behind by a holder that is killed; a log of runs that mixed is told", async () => {
  const folder = mkdtempSync(join(tmpdir(), "quayside-lock-"));
  expect(await freedAfter(host, 3000, join(folder, "lock"))).toBeUndefined();
  rmSync(folder, { recursive: true });
  const one = { release: "b", previous: "a", outcome: "deployed" } as const;
  expect(unserial([one, { ...one, release: "c", previous: "b" }])).toEqual([]);
  expect(unserial([one, { ...one, release: "c" }])).toEqual(["c began from a, and b was in traffic"]);
});

async function oneName(): Promise<string> {
  const line = (await host.engine.api.listContainers()).find(
    ({ Labels }) =>
      Labels["quayside.app"] === host.app &&
      Labels["quayside.role"] === "instance" &&
      Labels["quayside.number"] === "1",
  );
  return line?.Id ?? "";
}
