/**
 * Kills containers of an app with SIGKILL while they are in traffic, one after the other, and lets the engine start them
 * again. HAProxy has to live on, only what was on the killed container may be lost, and of that no GET: those are asked
 * again elsewhere. The control leaves checks and retries out.
 * `node test/fault/deploy-replica.ts --kills 20`
 */
import { parseArgs } from "node:util";
import { FOLDER } from "../../actions/deploy/balancer.ts";
import { balancerName } from "../../actions/deploy/docker/names.ts";
import {
  createContainer,
  findContainer,
  listContainers,
  removeContainer,
  startContainer,
} from "../../toolkit/docker/containers.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { probe } from "../../toolkit/probe.ts";
import { type Bench, bench, makeAppImage } from "../engine/deploy-support.ts";

/** Connections by which POST requests come; each can lose one request for each kill. */
const POSTS = 4;

/** What became of so many kills. */
export interface ReplicaCampaign {
  readonly kills: number;
  readonly gets: number;
  readonly getsFailed: number;
  readonly posts: number;
  readonly postsFailed: number;
  readonly mostPostsFailed: number;
  readonly reasons: Readonly<Record<string, number>>;
  /** Whether the process of HAProxy is the one of before. */
  readonly proxyLives: boolean;
  /** How the deploy after it ended. */
  readonly next: string;
}

/** Kills that many times; `unguarded` takes checks and retries away from HAProxy first. */
export async function replicaCampaign(host: Bench, kills: number, unguarded = false): Promise<ReplicaCampaign> {
  const { engine, app, url } = host;
  const first = await host.run({ replicas: "3", env: "VERSION=kill-0" });
  if (first.message) throw new Error(first.message);
  const proxy = balancerName(app);
  if (unguarded) {
    const script = `cd ${FOLDER}
sed -i -e 's/retries 3/retries 0/' -e '/retry-on/d' -e '/option redispatch/d' -e 's/default-server check/default-server no-check/' haproxy/app-${app}.cfg
kill -USR2 $(cat /tmp/haproxy.pid)`;
    const { code, stderr } = await execIn(engine, proxy, ["sh", "-c", script], { user: "0" });
    if (code !== 0) throw new Error(stderr);
    await pause(2000);
  }
  // A process of the container's own cannot send SIGKILL to its first one; the host can.
  const killer = await createContainer(engine, {
    name: `${app}-killer`,
    image: "haproxy:3.0",
    labels: { "quayside.test": "proofs" },
    network: "none",
    pid: "host",
    user: "0",
    entrypoint: ["sleep", "1000"],
    command: [],
  });
  const pids = async () => (await execIn(engine, proxy, ["cat", "/tmp/haproxy.pid"])).stdout;
  try {
    await startContainer(engine, killer);
    const before = await pids();
    const stop = new AbortController();
    const { signal } = stop;
    const gets = probe(url, { rate: 150, connections: 20, signal });
    // Each takes a while, so that there is one on every container most of the time.
    const posts = poster(`${url}/?wait=150`, signal);
    await pause(500);
    for (let kill = 0; kill < kills; kill++) {
      const there = await instances(host);
      const one = there[kill % there.length];
      const { State } = await engine.api.getContainer(one?.id ?? "").inspect();
      const { code } = await execIn(engine, killer, ["sh", "-c", `kill -9 ${State.Pid}`]);
      if (code !== 0) throw new Error("the container could not be killed");
      await again(host, one?.id ?? "", State.StartedAt);
      // Until HAProxy has found it well again.
      await pause(2500);
    }
    stop.abort();
    const [got, posted] = await Promise.all([gets, posts]);
    const proxyLives = (await pids()) === before;
    const { message, outputs } = await host.run({ replicas: "3", env: "VERSION=kill-1" });
    return {
      kills,
      gets: got.requests,
      getsFailed: got.failures,
      posts: posted.requests,
      postsFailed: posted.failed,
      mostPostsFailed: kills * POSTS,
      reasons: got.reasons,
      proxyLives,
      next: message || (outputs.outcome ?? ""),
    };
  } finally {
    await removeContainer(engine, killer);
  }
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function instances({ engine, app }: Bench) {
  const all = await listContainers(engine, { "quayside.app": app, "quayside.role": "instance" });
  return all.filter(({ name, running }) => running && !name.endsWith("-kept"));
}

/** Waits until the engine has started a container again. */
async function again({ engine }: Bench, id: string, started: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const { State } = await engine.api.getContainer(id).inspect();
    if (State.Running && State.StartedAt !== started) return;
    await pause(100);
  }
  throw new Error(`${(await findContainer(engine, id))?.name} was not started again`);
}

async function poster(url: string, signal: AbortSignal): Promise<{ requests: number; failed: number }> {
  let [requests, failed] = [0, 0];
  const one = async () => {
    while (!signal.aborted) {
      requests++;
      const ok = await fetch(url, { method: "POST", body: "once" }).then(
        async (answer) => {
          await answer.text();
          return answer.ok;
        },
        () => false,
      );
      if (!ok) failed++;
    }
  };
  await Promise.all(Array.from({ length: POSTS }, one));
  return { requests, failed };
}

/** Whether all was as promised. */
export function held({ getsFailed, postsFailed, mostPostsFailed, proxyLives, next }: ReplicaCampaign): boolean {
  return getsFailed === 0 && postsFailed <= mostPostsFailed && proxyLives && next === "deployed";
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { kills: { type: "string", default: "20" } } });
  const engine = await connect({ env: process.env });
  const image = await makeAppImage(engine);
  const results: ReplicaCampaign[] = [];
  try {
    for (const unguarded of [false, true]) {
      const host = await bench(image, { "keep-releases": "0" });
      try {
        results.push(await replicaCampaign(host, unguarded ? 5 : Number(values.kills), unguarded));
      } finally {
        await host.close();
      }
    }
    const [result, control] = results;
    if (!result || !control || !held(result) || control.getsFailed === 0) process.exitCode = 1;
    console.log(JSON.stringify({ result, control }, null, 2));
  } finally {
    await removeImage(engine, image);
  }
}
