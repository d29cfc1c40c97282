/**
 * The same app brought to a new version under the same load, on the same engine: by us, by `docker compose up -d`, by
 * docker-rollout's script and by a service update of a swarm that starts first; with 1, 4 and 16 replicas. Wall time of
 * the whole command, requests that failed, and p99 during the deploy beside the p99 outside of it. What the engine alone
 * takes to start as many containers and to stop the old ones stands beside it: nobody who starts new ones first can be
 * faster.
 * `npm run bench -- deploy --peers FOLDER` (with docker-rollout in FOLDER/docker-rollout); `--write` keeps the figures.
 * Uses dist/, as it is.
 */
import { existsSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DeployBench } from "../../scripts/bench-figures.ts";
import { ensureCompose, ensureDockerTools } from "../../scripts/setup/buildx.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { createContainer, removeContainer, startContainer, stopContainer } from "../../toolkit/docker/containers.ts";
import { copyImage } from "../../toolkit/docker/images.ts";
import { makeNetwork, removeNetwork } from "../../toolkit/docker/networks.ts";
import { connect } from "../../toolkit/docker.ts";
import { probe } from "../../toolkit/probe.ts";
import { makeAppImage } from "../engine/deploy-support.ts";
import { startHosts, type TestHost } from "../engine/hosts-support.ts";
import { spread } from "../support/figures.ts";
import { type Rollout, rollouts } from "./support/rollouts.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    replicas: { type: "string", multiple: true, default: ["1", "4", "16"] },
    peers: { type: "string", default: "" },
    write: { type: "boolean", default: false },
  },
});
const root = join(import.meta.dirname, "../..");
const LOAD = { rate: 150, connections: 30 } as const;
/** Docker's own question to the app, which costs as little as such a one can. */
const QUESTION =
  "exec 3<>/dev/tcp/127.0.0.1/8000 && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q ' 200 ' <&3";
const READY = `--interval=2s --timeout=2s --retries=3 CMD ${JSON.stringify(["bash", "-c", QUESTION])}`;
const world = {
  log: (line: string) => console.error(`· ${line}`),
  env: process.env,
  cacheDir: cacheDirOf(process.env),
  signal: new AbortController().signal,
};

/** One deploy as it was seen from outside. */
interface Seen {
  readonly milliseconds: number;
  readonly requests: number;
  readonly failed: number;
  readonly during: number;
  readonly outside: number;
}

/** What is asked while `body` runs; none of it is tried twice. */
async function asked<T>(url: string, body: () => Promise<T>) {
  const stop = new AbortController();
  const asking = probe(url, { ...LOAD, post: `${url}/post`, signal: stop.signal });
  try {
    const result = await body();
    stop.abort();
    return [result, await asking] as const;
  } finally {
    stop.abort();
  }
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function measure({ url, deploy }: Rollout, version: number): Promise<Seen> {
  const [, quiet] = await asked(url, () => pause(3000));
  const [milliseconds, busy] = await asked(url, async () => {
    await pause(500);
    const began = performance.now();
    await deploy(version);
    const took = performance.now() - began;
    await pause(1000);
    return took;
  });
  const { requests, failures } = busy;
  return { milliseconds, requests, failed: failures + quiet.failures, during: busy.p99, outside: quiet.p99 };
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if ((await fetch(url).catch(() => undefined))?.ok) return;
    await pause(200);
  }
  throw new Error(`${url} does not answer`);
}

/**
 * Milliseconds that the engine alone takes for what none can spare who starts new ones first: to start as many
 * containers beside those that run, all at once, and then to stop those.
 */
async function engineAlone({ engine }: TestHost, image: string, replicas: number): Promise<number> {
  await makeNetwork(engine, "bench-alone", {});
  const named = (what: string) => Array.from({ length: replicas }, (_, index) => `bench-alone-${what}-${index}`);
  const start = async (name: string) => {
    const spec = { name, image, env: { VERSION: "1" }, labels: {}, network: "bench-alone" };
    await startContainer(engine, await createContainer(engine, spec));
  };
  try {
    await Promise.all(named("old").map(start));
    // An app that has not begun to listen for the signal yet would be waited for until it is killed.
    await pause(2000 + replicas * 300);
    const began = performance.now();
    await Promise.all(named("new").map(start));
    await Promise.all(named("old").map((name) => stopContainer(engine, name, 2000)));
    return performance.now() - began;
  } finally {
    await Promise.all([...named("old"), ...named("new")].map((name) => removeContainer(engine, name)));
    await removeNetwork(engine, "bench-alone");
  }
}

/** The same again with nothing changed, by us: milliseconds of each, and how many operations it took. */
async function unchanged({ deploy }: Rollout, version: number) {
  const took: number[] = [];
  let operations = 0;
  for (let count = 0; count < 3; count++) {
    const began = performance.now();
    const { outputs } = JSON.parse(await deploy(version));
    took.push(performance.now() - began);
    operations += outputs.report.operations.length;
  }
  return { took, operations };
}

const compose = await ensureCompose(world);
const { docker } = await ensureDockerTools(world);
if (!compose || !docker) throw new Error("docker and docker compose cannot be had here");
const rollout = join(values.peers, "docker-rollout/docker-rollout");
const script = values.peers !== "" && existsSync(rollout) ? rollout : undefined;
if (!script) world.log("docker-rollout is left out: --peers names no folder that has it");

const here = await connect({ env: process.env });
const hosts = await startHosts(here, 1);
if (typeof hosts === "string") throw new Error(hosts);
const [host] = hosts;
if (!host) throw new Error("no host");
try {
  for (const name of ["haproxy:3.0", "node:24-bookworm-slim"]) await copyImage(here, host.engine, name, world.signal);
  const image = await makeAppImage(host.engine, `HEALTHCHECK ${READY}`);
  const seen = new Map<string, Seen[]>();
  const alone = new Map<number, number[]>();
  const again = { took: [] as number[], operations: 0 };
  const how: Record<string, string> = {};
  const sizes = values.replicas.map(Number);
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const replicas of sizes) {
      alone.set(replicas, [...(alone.get(replicas) ?? []), await engineAlone(host, image, replicas)]);
      for (const start of rollouts({ host, image, replicas, compose: compose.path, script })) {
        const way = await start();
        try {
          how[way.name] = way.how;
          await way.deploy(0);
          await answers(way.url);
          await pause(1000);
          const one = await measure(way, 1);
          const key = `${way.name}\n${replicas}`;
          seen.set(key, [...(seen.get(key) ?? []), one]);
          console.error(`· round ${round}, ${replicas} replicas, ${way.name}: ${JSON.stringify(one)}`);
          if (way.name !== "quayside") continue;
          const { took, operations } = await unchanged(way, 1);
          again.took.push(...took);
          again.operations += operations;
        } finally {
          await way.close();
        }
      }
    }
  }
  const measured = [...seen].map(([key, all]) => {
    const [tool = "", replicas] = key.split("\n");
    return {
      tool,
      replicas: Number(replicas),
      milliseconds: spread(all.map((one) => one.milliseconds)),
      failed: spread(all.map((one) => one.failed)),
      requests: all.reduce((sum, one) => sum + one.requests, 0),
      p99During: spread(all.map((one) => one.during)),
      p99Outside: spread(all.map((one) => one.outside)),
    };
  });
  const figures: DeployBench = {
    cores: availableParallelism(),
    rounds: Number(values.rounds),
    load: LOAD,
    how,
    measured,
    engineAlone: [...alone].map(([replicas, all]) => ({ replicas, milliseconds: spread(all) })),
    unchanged: { milliseconds: spread(again.took), operations: again.operations },
  };
  const text = `${JSON.stringify(figures, null, 2)}\n`;
  if (values.write) writeFileSync(join(root, "docs/bench/deploy.json"), text);
  console.log(text);
} finally {
  await host.stop();
}
