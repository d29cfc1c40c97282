/**
 * Deploys again and again under load and counts what was lost: wrk with connections that are never idle, a client with
 * idle ones and half of its requests by POST, a long request and a WebSocket across the switches. Nobody tries twice.
 * `npm run test:load -- deploy` does it for each strategy, with so many deploys and requests at least, three rounds in a
 * row, each round with another number of replicas and another algorithm. A control, in which the old containers are
 * stopped before they are empty, has to lose some. Prints JSON, which `--write` keeps; fails where a request was lost, or
 * none in the control.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { balancerName } from "../../actions/deploy/docker/names.ts";
import type { Operation } from "../../actions/deploy/target.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { ensureWrk } from "../../scripts/setup/wrk.ts";
import { logsOf } from "../../toolkit/docker/containers.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { messageOf } from "../../toolkit/errors.ts";
import { bench, makeAppImage } from "../engine/deploy-support.ts";
import { type Spread, spread } from "../support/figures.ts";
import { type Load, startWrk } from "../support/wrk.ts";
import { longRequest, openSocket, type Socket } from "./support/steady.ts";

const { values } = parseArgs({
  options: {
    deploys: { type: "string", default: "100" },
    requests: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "3" },
    strategy: { type: "string", multiple: true, default: ["rolling", "blue-green", "canary"] },
    connections: { type: "string", default: "48" },
    control: { type: "string", default: "5" },
    balancer: { type: "string", default: "" },
    write: { type: "boolean", default: false },
  },
});
const wrk = await ensureWrk({
  log: (line) => console.error(`· ${line}`),
  signal: new AbortController().signal,
  env: process.env,
  cacheDir: cacheDirOf(process.env),
});
const engine = await connect({ env: process.env });
const image = await makeAppImage(engine);

/** What differs from round to round. */
interface Round {
  readonly replicas: number;
  readonly algorithm: "roundrobin" | "leastconn" | "source";
}

const ROUNDS: readonly [Round, ...Round[]] = [
  { replicas: 2, algorithm: "roundrobin" },
  { replicas: 1, algorithm: "leastconn" },
  { replicas: 3, algorithm: "source" },
];

/** A series of deploys under load, with one strategy. Times are in milliseconds. */
export interface Series extends Round {
  readonly strategy: string;
  readonly deploys: number;
  readonly requests: number;
  readonly failed: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly counted: { readonly requests: number; readonly failed: number };
  readonly deployMs: Spread;
  readonly switchMs: Spread;
  /** As the client with idle connections saw it, while it was deployed all the time, and before. */
  readonly p99: number;
  readonly p99Outside: number;
  readonly long: Readonly<Record<string, number>>;
  readonly sockets: { readonly opened: number; readonly heard: number; readonly cut: number };
}

/** Each deploy has another release. It ends with the first deploy after which both numbers are reached. */
async function series(
  round: Round,
  strategy: string,
  least: { readonly deploys: number; readonly requests: number },
  arrange?: (all: readonly Operation[]) => Operation[],
) {
  const { replicas, algorithm } = round;
  const host = await bench(image, {
    ...(values.balancer ? { "load-balancer": values.balancer, "proxy-image": "nginx:1.28" } : {}),
    strategy,
    replicas: String(replicas),
    "lb-algorithm": algorithm,
    "canary-steps": "10@300ms,50@300ms,100",
    "keep-releases": "1",
    "drain-timeout": "10s",
  });
  const env = (version: number) => `VERSION=${version}\nQUICK=1\nSLOW_EVERY=100`;
  const long: Record<string, number> = {};
  const took: number[] = [];
  const moved: number[] = [];
  const counted = { requests: 0, failed: 0 };
  let [opened, heard, cut] = [0, 0, 0];
  let refused = "";
  let told = false;
  let load: Load | undefined;
  try {
    const first = await host.run({ env: env(0) });
    if (first.message) throw new Error(first.message);
    const running = startWrk(wrk, host.url, Number(values.connections));
    load = running;
    const [, before] = await host.probed(() => new Promise((done) => setTimeout(done, 5000)), { rate: 200 });
    const [deploys, probe] = await host.probed(
      async () => {
        let version = 0;
        while (version < least.deploys || running.seen.requests < least.requests) {
          version++;
          // In the control one is open for certain when the old containers are stopped, however busy the machine is.
          const asked = arrange
            ? longRequest(host.url, 60_000)
            : version % 10 === 1
              ? longRequest(host.url, 4000)
              : undefined;
          let socket: Socket | undefined;
          if (version % 10 === 2) {
            opened++;
            socket = await openSocket(host.url).catch((error) => {
              refused = messageOf(error);
              return undefined;
            });
          }
          // It ends by itself well inside of the drain timeout, and after the switch.
          if (socket) {
            setTimeout(() => {
              const { echoes, cut: early } = socket.close();
              heard += echoes;
              if (early) cut++;
            }, 6000);
          }
          const { message, outputs } = await host.run({ env: env(version) }, arrange ? { arrange } : {});
          if (message) throw new Error(`deploy ${version}: ${message}`);
          took.push(Number(outputs["duration-ms"]));
          moved.push(Number(outputs["switch-ms"]));
          counted.requests += Number(outputs.requests);
          counted.failed += Number(outputs["failed-requests"]);
          const end = await asked;
          if (end) long[end] = (long[end] ?? 0) + 1;
          if (!told && !arrange && (refused || running.seen.failed > 0)) {
            // What it says of its servers is gone with it.
            told = true;
            const log = await logsOf(engine, balancerName(host.app), 100);
            console.error(`· lost by deploy ${version} of ${host.app}: ${refused || "a request of wrk"}\n${log}`);
          }
          if (version % 10 === 0) {
            console.error(`· ${strategy}: ${version} deploys, ${running.seen.requests} requests`);
          }
        }
        return version;
      },
      { rate: 200 },
    );
    const seen = await running.stop();
    const result: Series = {
      ...round,
      strategy,
      deploys,
      requests: seen.requests + before.requests + probe.requests,
      failed: seen.failed + before.failures + probe.failures + (refused ? 1 : 0),
      reasons: { ...before.reasons, ...probe.reasons, ...(refused ? { [`socket: ${refused}`]: 1 } : {}) },
      counted,
      deployMs: spread(took),
      switchMs: spread(moved),
      p99: Math.round(probe.p99),
      p99Outside: Math.round(before.p99),
      long,
      sockets: { opened, heard, cut },
    };
    return result;
  } finally {
    await load?.stop().catch(() => {});
    await host.close();
  }
}

/** Whether nothing was lost, by any of those who asked. */
function whole({ failed, sockets, long }: Series): boolean {
  return failed === 0 && sockets.cut === 0 && Object.keys(long).every((end) => end === "200");
}

try {
  const results: Series[] = [];
  const least = { deploys: Number(values.deploys), requests: Number(values.requests) };
  const stopFirst = (all: readonly Operation[]) => all.filter(({ kind }) => kind !== "drain");
  const control = await series(ROUNDS[0], "rolling", { deploys: Number(values.control), requests: 0 }, stopFirst);
  console.error(`· control: ${JSON.stringify(control)}`);
  if (whole(control)) process.exitCode = 1;
  let text = "";
  for (let count = 0; count < Number(values.rounds); count++) {
    const round = ROUNDS[count % ROUNDS.length] ?? ROUNDS[0];
    for (const strategy of values.strategy) {
      const result = await series(round, strategy, least);
      console.error(JSON.stringify(result));
      results.push(result);
      if (!whole(result)) process.exitCode = 1;
      text = `${JSON.stringify({ rounds: count + 1, results, control }, null, 2)}\n`;
      // It takes an hour or more: what is measured by then is kept, whatever becomes of the rest.
      if (values.write) writeFileSync(join(import.meta.dirname, "../../docs/bench/deploy-load.json"), text);
    }
  }
  console.log(text);
} finally {
  await removeImage(engine, image);
}
