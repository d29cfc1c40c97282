/**
 * Kills deploys with SIGKILL: before each of their operations in turn, and then at random moments. Meanwhile a probe
 * asks, and the next deploy has to find its way to exactly what is wanted, without anybody's help.
 * `node test/fault/deploy-kill.ts --random 30`
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import type { ProbeResult } from "../../toolkit/probe.ts";
import { type Bench, bench, makeAppImage } from "../engine/deploy-support.ts";

/**
 * How a child was ended: before an operation by its number, after so many milliseconds, so long after it wrote a text
 * (and not before `when`), or by somebody's word.
 */
export type Kill =
  | { readonly operation: number }
  | { readonly after: number }
  | { readonly text: string; readonly delay?: number; readonly when?: Promise<void> }
  | { readonly signal: AbortSignal };

/** What a campaign saw. */
export interface Campaign {
  readonly kills: number;
  readonly probe: ProbeResult;
  /** What was not as it should be after a recovery, one sentence each. */
  readonly wrong: readonly string[];
  /** The longest time in milliseconds that a deploy after a kill took. */
  readonly slowest: number;
}

/**
 * Runs the action in a process of its own, which ends as `kill` says; gives its exit code, or the signal's name, and
 * milliseconds from the signal to its end. A `folder` is its lock besides. `onLog` hears all of its log so far.
 */
export async function startDeploy(
  inputs: Readonly<Record<string, string>>,
  kill?: Kill,
  stop: NodeJS.Signals = "SIGKILL",
  folder?: string,
  onLog?: (log: string) => void,
): Promise<{ end: string | number; log: string; ms: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "support/deploy-child.ts")], {
    env: {
      PATH: process.env.PATH,
      DEPLOY_INPUTS: JSON.stringify(inputs),
      ...(kill && "operation" in kill ? { KILL_AT: String(kill.operation) } : {}),
      ...(folder ? { LOCK_FOLDER: folder } : {}),
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  let sent = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const send = (delay: number) => {
    timer ??= setTimeout(() => {
      sent = performance.now();
      child.kill(stop);
    }, delay);
  };
  child.stderr.on("data", (text) => {
    log += text;
    onLog?.(log);
    if (kill && "text" in kill && log.includes(kill.text))
      void (kill.when ?? Promise.resolve()).then(() => send(kill.delay ?? 0));
  });
  if (kill && "signal" in kill) kill.signal.addEventListener("abort", () => send(0), { once: true });
  if (kill && "after" in kill) send(kill.after);
  return await new Promise((done) =>
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      done({ end: signal ?? code ?? "", log, ms: Math.round(performance.now() - sent) });
    }),
  );
}

/** Kills a deploy in each of these ways, and deploys again after it: mostly the same release, else the one before. */
export async function killCampaign(host: Bench, kills: readonly Kill[]): Promise<Campaign> {
  const wrong: string[] = [];
  let slowest = 0;
  const first = await host.run({ replicas: "2", env: "VERSION=0" });
  if (first.message) throw new Error(first.message);
  const [, probe] = await host.probed(
    async () => {
      for (const [round, kill] of kills.entries()) {
        const what = JSON.stringify(kill);
        const next = { ...host.inputs, replicas: "2", env: `VERSION=${round + 1}` };
        const { end, log } = await startDeploy(next, kill);
        if (end !== "SIGKILL" && "operation" in kill) wrong.push(`${what}: the run ended with ${end}: ${log}`);
        const began = performance.now();
        // Every third time somebody deploys what was there before instead.
        const version = round % 3 === 2 ? round : round + 1;
        const again = await host.run({ replicas: "2", env: `VERSION=${version}` });
        slowest = Math.max(slowest, performance.now() - began);
        if (again.message) wrong.push(`${what}: the next run failed: ${again.message}`);
        wrong.push(...(await oddities(host, String(version))).map((oddity) => `${what}: ${oddity}`));
        if (version === round) await host.run({ replicas: "2", env: `VERSION=${round + 1}` });
      }
    },
    { rate: 60 },
  );
  return { kills: kills.length, probe, wrong, slowest };
}

/** What differs from a host where two containers of this version are in traffic and nothing else is left. */
export async function oddities(host: Bench, version: string): Promise<string[]> {
  const found: string[] = [];
  if ((await host.version()) !== version) found.push(`version ${await host.version()} answers, not ${version}`);
  const containers = await listContainers(host.engine, { "quayside.app": host.app });
  const roles = containers
    .filter(({ name }) => !name.endsWith("-kept"))
    .map(({ labels, running }) => `${labels["quayside.role"]}${running ? "" : " (stopped)"}`)
    .sort();
  if (roles.join() !== "balancer,instance,instance") found.push(`the host has ${roles.join(", ")}`);
  const { outputs, report } = await host.run({ replicas: "2", env: `VERSION=${version}` });
  if (outputs.outcome !== "unchanged") found.push(`another run is not without work: ${report?.operations}`);
  return found;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { random: { type: "string", default: "30" } } });
  const engine = await connect({ env: process.env });
  const image = await makeAppImage(engine);
  const host = await bench(image);
  // From the fourth release on there are nine: the oldest one that was kept is forgotten.
  const operations: Kill[] = Array.from({ length: 9 }, (_, operation) => ({ operation }));
  const random: Kill[] = Array.from({ length: Number(values.random) }, () => ({ after: 300 + Math.random() * 5000 }));
  try {
    const campaign = await killCampaign(host, [...operations, ...random]);
    console.log(JSON.stringify(campaign, null, 2));
    if (campaign.wrong.length > 0 || campaign.probe.failures > 0) process.exitCode = 1;
  } finally {
    await host.close();
    await removeImage(engine, image);
  }
}
