/**
 * Restarts the Docker Engine in the middle of deploys, with live-restore and without, by SIGTERM and by SIGKILL. With
 * live-restore nobody who asks may notice; without it the service has to be back by itself, but for SIGKILL. In all cases
 * the next deploy has to get to what is wanted. The load balancer's own restart is the control's: with routes that only HAProxy's memory
 * has, the new containers are lost.
 * `node test/fault/deploy-engine.ts`
 */
import { randomBytes } from "node:crypto";
import { balancerName } from "../../actions/deploy/docker/names.ts";
import type { Operation } from "../../actions/deploy/target.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { removeImage, tagImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { probe } from "../../toolkit/probe.ts";
import { type Bench, bench } from "../engine/deploy-support.ts";
import { makeSmallApp, startHosts, type TestHost } from "../engine/hosts-support.ts";

/** Where a daemon is restarted, and how. */
export interface Restart {
  readonly at: Operation["kind"];
  readonly signal: "TERM" | "KILL";
}

/** What became of one of them. Times are in milliseconds. */
export interface Restarted extends Restart {
  /** The run that was hit, and the one after it. */
  readonly outcomes: readonly string[];
  readonly requests: number;
  readonly failed: number;
  readonly reasons: Readonly<Record<string, number>>;
  /** Until the service answered again, from when the daemon did; -1 where nobody waited for that. */
  readonly backMs: number;
  readonly wrong: readonly string[];
}

/** A host of its own with an app on it. */
export interface EngineBench {
  /** Whether containers go on without their daemon. */
  readonly liveRestore: boolean;
  readonly host: TestHost;
  readonly app: Bench;
  readonly run: Bench["run"];
  readonly version: () => Promise<string>;
  readonly url: string;
  close(): Promise<void>;
}

/** Makes one; gives the reason where this machine cannot have it. */
export async function engineBench(options: readonly string[]): Promise<EngineBench | string> {
  const engine = await connect({ env: process.env });
  const started = await startHosts(engine, 1, options);
  if (typeof started === "string") return started;
  const [host] = started;
  if (!host) return "no host";
  const name = `127.0.0.1:9/quayside-test-engine-${randomBytes(4).toString("hex")}`;
  await makeSmallApp(engine, `${name}:app`);
  await tagImage(engine, "haproxy:3.0", name, "proxy");
  const more = { publish: "0.0.0.0:8080", "drain-timeout": "2s", "stop-timeout": "1s", "proxy-image": `${name}:proxy` };
  const app = await bench(`${name}:app`, { ...more, replicas: "2", hosts: host.address });
  const url = `http://${host.ip}:8080`;
  return {
    liveRestore: options.includes("--live-restore"),
    host,
    app,
    url,
    run: app.run,
    version: async () => await (await fetch(url)).text(),
    async close() {
      await host.stop();
      for (const tag of ["app", "proxy"]) await removeImage(engine, `${name}:${tag}`);
    },
  };
}

let count = 0;

/** Restarts the daemon in the middle of a deploy, waits for the service, and deploys again. */
export async function restartIn(there: EngineBench, restart: Restart): Promise<Restarted> {
  const { host, run, url } = there;
  const wrong: string[] = [];
  const [before, after] = [`v${++count}`, `v${++count}`];
  const first = await run({ env: `VERSION=${before}` });
  if (first.message) throw new Error(first.message);
  const stop = new AbortController();
  const asking = probe(url, { rate: 60, connections: 20, post: `${url}/post`, signal: stop.signal });
  let back = 0;
  const hit = await run(
    { env: `VERSION=${after}` },
    {
      before: async (_, { kind }) => {
        if (kind !== restart.at || back > 0) return;
        await host.restart(restart.signal);
        back = performance.now();
      },
    },
  );
  if (back === 0) wrong.push(`there was no ${restart.at}`);
  // By itself: nobody deploys meanwhile. Only that a daemon which is killed stops containers that should go on, when it
  // comes back, and takes them for stopped by somebody: those stand until the next deploy.
  const byItself = there.liveRestore || restart.signal === "TERM";
  const deadline = performance.now() + (byItself ? 60_000 : 0);
  let version = "";
  let well = 0;
  while (well < 20 && performance.now() < deadline) {
    version = await there.version().catch(() => "");
    well = version === before || version === after ? well + 1 : 0;
    await new Promise((done) => setTimeout(done, 50));
  }
  const backMs = byItself ? Math.round(performance.now() - back) : -1;
  if (byItself && well < 20) wrong.push(`the service is not back: ${version}`);
  const again = await run({ env: `VERSION=${after}` });
  if (again.message) wrong.push(`the next run: ${again.message}`);
  if ((await there.version().catch(String)) !== after) wrong.push("the next run did not get to what is wanted");
  const same = await run({ env: `VERSION=${after}` });
  if (same.outputs.outcome !== "unchanged") wrong.push(`another run is not without work: ${same.report?.operations}`);
  stop.abort();
  const { requests, failures, reasons } = await asking;
  const outcomes = [hit.outputs.outcome ?? "", again.outputs.outcome ?? ""];
  return { ...restart, outcomes, requests, failed: failures, reasons, backMs, wrong };
}

/**
 * Deploys, kills the HAProxy, and tells which version answers then. In the control the routes were saved nowhere but in
 * HAProxy's memory.
 */
export async function killProxy(there: EngineBench, saved: boolean): Promise<{ wanted: string; answers: string }> {
  const wanted = `v${++count}`;
  const arrange = (all: readonly Operation[]) => all.filter(({ kind }) => saved || kind !== "save-routes");
  const { message } = await there.run({ env: `VERSION=${wanted}` }, { arrange });
  if (message) throw new Error(message);
  const name = balancerName(there.app.app);
  const pid = async () => (await execIn(there.host.engine, name, ["cat", "/tmp/haproxy.pid"])).stdout;
  const before = await pid();
  await execIn(there.host.engine, name, ["sh", "-c", "kill -9 -1"], { user: "0" });
  const deadline = performance.now() + 20_000;
  while ([before, ""].includes(await pid().catch(() => "")) && performance.now() < deadline) {
    await new Promise((done) => setTimeout(done, 100));
  }
  let answers = "";
  while (answers !== wanted && performance.now() < deadline) {
    answers = await fetch(there.url).then(
      async (answer) => (answer.ok ? await answer.text() : `status ${answer.status}`),
      (error) => String(error),
    );
    await new Promise((done) => setTimeout(done, 200));
  }
  return { wanted, answers };
}

if (import.meta.main) {
  const results: unknown[] = [];
  const kinds = ["start", "await-healthy", "save-routes", "switch", "drain", "keep", "record"] as const;
  for (const options of [["--live-restore"], []]) {
    const there = await engineBench(options);
    if (typeof there === "string") throw new Error(`this machine cannot have a host of its own: ${there}`);
    try {
      for (const signal of ["TERM", "KILL"] as const) {
        for (const at of kinds) {
          const result = await restartIn(there, { at, signal });
          const { wrong, failed } = result;
          const lost = options.length > 0 ? failed : 0;
          if (wrong.length > 0 || lost > 0) process.exitCode = 1;
          results.push({ options, ...result });
          console.error(JSON.stringify(results.at(-1)));
        }
      }
      const right = await killProxy(there, true);
      const control = await killProxy(there, false);
      if (right.answers !== right.wanted || control.answers === control.wanted) process.exitCode = 1;
      results.push({ right, control });
    } finally {
      await there.close();
    }
  }
  console.log(JSON.stringify(results, null, 2));
}
