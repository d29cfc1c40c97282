/**
 * Deploys many times at once, each run a process of its own, and reads in the release log whether they came one after
 * the other. Then a holder of the lock is killed, and the next one has to have it in five seconds; where it was killed
 * before it had started the lock, the next one has to wait for those who are only slow. The control takes a folder for a
 * lock, as some tools do, which its holder leaves behind.
 * `npm run test:fault -- deploy-parallel --processes 10`
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readRecords } from "../../actions/deploy/docker/records.ts";
import type { DeployRecord } from "../../actions/deploy/target.ts";
import { createContainer, findContainer } from "../../toolkit/docker/containers.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { type Bench, bench, makeAppImage } from "../engine/deploy-support.ts";
import { startDeploy } from "./deploy-kill.ts";

/** Milliseconds that the next one may wait for the lock of a holder that was killed. */
export const FREED = 5000;
/** Milliseconds for a whole deploy that meets a lock that was never started. */
const UNBORN = 40_000;

/** What is wrong with a log of deploys that were to come one after the other; nothing where they did. */
export function unserial(records: readonly Pick<DeployRecord, "release" | "previous" | "outcome">[]): string[] {
  return records.flatMap(({ release, previous, outcome }, index) => {
    const before = records[index - 1]?.release ?? previous;
    return [
      ...(outcome === "deployed" ? [] : [`${release} ended as ${outcome}`]),
      ...(previous === before ? [] : [`${release} began from ${previous || "nothing"}, and ${before} was in traffic`]),
    ];
  });
}

/** Deploys that many releases at once under a probe; gives what was wrong. */
export async function together(host: Bench, count: number): Promise<{ wrong: string[]; requests: number }> {
  const before = await readRecords(host.engine, host.app);
  const standing = before.filter(({ outcome }) => outcome === "deployed").slice(-1);
  const versions = Array.from({ length: count }, (_, index) => `together-${index + 1}`);
  const [ended, seen] = await host.probed(
    () =>
      Promise.all(versions.map((version) => startDeploy({ ...host.inputs, replicas: "1", env: `VERSION=${version}` }))),
    { rate: 40 },
  );
  const wrong = ended.flatMap(({ end, log }) => (end === 0 ? [] : [`a run ended with ${end}: ${log}`]));
  if (seen.failures > 0) wrong.push(`requests failed: ${JSON.stringify(seen.reasons)}`);
  const records = (await readRecords(host.engine, host.app)).slice(before.length);
  // The one before them says what the first of them had to find.
  wrong.push(...unserial([...standing, ...records]));
  if (records.length !== count) wrong.push(`${records.length} of ${count} are on record`);
  const last = await host.version();
  if (!versions.includes(last)) wrong.push(`${last} answers`);
  return { wrong, requests: seen.requests };
}

/**
 * Kills a run that holds the lock, and gives the milliseconds that the one who waits for it needed from then on;
 * undefined where it still waited after `patience`. With a folder both take that for their lock instead.
 */
export async function freedAfter(host: Bench, patience: number, folder?: string): Promise<number | undefined> {
  const held = "wait until healthy";
  let freed = 0;
  let told: () => void = () => {};
  const waits = new Promise<void>((done) => {
    told = done;
  });
  const inputs = (env: string) => ({ ...host.inputs, replicas: "1", env });
  const killed = startDeploy(
    inputs("VERSION=held\nBOOT_MS=120000"),
    { when: waits, text: held },
    "SIGKILL",
    folder,
  ).then(() => {
    freed = performance.now();
  });
  await until(() => findContainer(host.engine, `${host.app}-deploy-lock`));
  const stop = new AbortController();
  let got = 0;
  const next = startDeploy(inputs("VERSION=next"), { signal: stop.signal }, "SIGKILL", folder, (log) => {
    if (log.includes("Waiting for ")) told();
    if (/^(start|remove) /m.test(log)) got ||= performance.now();
  });
  await killed;
  await until(async () => got > 0 || performance.now() - freed > patience);
  if (got === 0) stop.abort();
  await next;
  return got === 0 ? undefined : Math.round(got - freed);
}

/** Milliseconds that a deploy needs where a holder died between making its lock and starting it. */
export async function freedUnborn(host: Bench): Promise<number> {
  const name = `${host.app}-deploy-lock`;
  const labels = { "quayside.holder": "one that died" };
  await createContainer(host.engine, { name, image: host.inputs.image ?? "", labels, network: "none" });
  const began = performance.now();
  const { message } = await host.run({ replicas: "1", env: "VERSION=unborn" });
  if (message) throw new Error(message);
  return Math.round(performance.now() - began);
}

async function until(there: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!(await there())) {
    if (performance.now() > deadline) throw new Error("waited for two minutes for nothing");
    await new Promise((done) => setTimeout(done, 50));
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { processes: { type: "string", default: "10" } } });
  const engine = await connect({ env: process.env });
  const image = await makeAppImage(engine);
  const host = await bench(image);
  const folder = mkdtempSync(join(tmpdir(), "quayside-lock-"));
  try {
    const first = await host.run({ replicas: "1", env: "VERSION=standing" });
    if (first.message) throw new Error(first.message);
    const { wrong, requests } = await together(host, Number(values.processes));
    const freed = [await freedAfter(host, 20_000), await freedAfter(host, 20_000), await freedAfter(host, 20_000)];
    const unborn = await freedUnborn(host);
    const control = await freedAfter(host, 20_000, join(folder, "lock"));
    const late = freed.some((ms) => ms === undefined || ms > FREED) || unborn > UNBORN;
    if (wrong.length > 0 || late || control !== undefined) process.exitCode = 1;
    const results = { processes: Number(values.processes), requests, wrong, freedAfterMs: freed, unbornMs: unborn };
    console.log(JSON.stringify({ ...results, control: control ?? "never freed" }, null, 2));
  } finally {
    await host.close();
    await removeImage(engine, image);
    rmSync(folder, { recursive: true });
  }
}
