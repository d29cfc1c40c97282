import { afterAll, beforeAll, expect, test } from "vitest";
import { readRecords } from "../../actions/deploy/docker/records.ts";
import { findContainer } from "../../toolkit/docker/containers.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { startDeploy } from "../fault/deploy-kill.ts";
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

test("containers killed in traffic: HAProxy lives on, no GET is lost, and the next deploy works", async () => {
  const seen = await replicaCampaign(host, 2);
  expect(seen).toMatchObject({ getsFailed: 0, reasons: {}, proxyLives: true, next: "deployed" });
  expect(seen.postsFailed).toBeLessThanOrEqual(seen.mostPostsFailed);
});

test("asked to stop while it pulls, in a canary's step and while it drains: the release before, the lock free, nothing left", async () => {
  expect((await host.run({ replicas: "2", env: "VERSION=standing" })).message).toBe("");
  const stopped = [
    await stopInPull(host, "SIGTERM"),
    await stopIn(host, "canary step", "SIGTERM"),
    await stopIn(host, "drain", "SIGINT"),
  ];
  // How long it takes on a machine that has time is the campaign's to say.
  const wrong = stopped.flatMap((one) => one.wrong).filter((text) => !/^it took \d+ ms$/.test(text));
  expect(wrong).toEqual([]);
});

test("many deploys at once end one after the other; where the holder is killed, the next one has the lock in five seconds", async () => {
  const before = (await readRecords(host.engine, host.app)).filter(({ outcome }) => outcome === "deployed").length;
  const versions = ["p1", "p2", "p3", "p4", "p5"];
  const [ended, seen] = await host.probed(
    () =>
      Promise.all(versions.map((version) => startDeploy({ ...host.inputs, replicas: "1", env: `VERSION=${version}` }))),
    { rate: 40 },
  );
  expect(ended.map(({ end, log }) => (end === 0 ? "" : log))).toEqual(versions.map(() => ""));
  expect(seen).toMatchObject({ failures: 0, reasons: {} });
  // Each began where the one before it had ended.
  const records = (await readRecords(host.engine, host.app)).filter(({ outcome }) => outcome === "deployed");
  const [last, ...others] = records.slice(before - 1);
  expect(others).toHaveLength(versions.length);
  let release = last?.release;
  for (const record of others) {
    expect(record.previous).toBe(release);
    release = record.release;
  }
  let freed = 0;
  const killed = startDeploy(
    { ...host.inputs, replicas: "1", env: "VERSION=held\nBOOT_MS=60000" },
    { text: "wait until healthy", delay: 3000 },
  ).then(() => {
    freed = performance.now();
  });
  await expect.poll(() => findContainer(host.engine, `${host.app}-deploy-lock`), { timeout: 20_000 }).toBeDefined();
  let got = 0;
  const next = await host.run(
    { replicas: "1", env: "VERSION=next" },
    {
      before: () => {
        got ||= performance.now();
      },
    },
  );
  await killed;
  expect(next.message).toBe("");
  expect(next.log).toContain("Waiting for another deploy");
  expect(got - freed).toBeLessThan(5000);
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
