/**
 * Deploys again and again under load and counts what was lost: wrk with connections that are never idle, a client with
 * idle ones and half of its requests by POST, a long request and a WebSocket across the switches. Nobody tries twice.
 * `npm run test:load -- deploy --deploys 100 --strategy rolling`; a control, in which the old containers are stopped
 * before they are empty, has to lose some. Prints JSON; fails where a request was lost, or none in the control.
 */
import { parseArgs } from "node:util";
import type { Operation } from "../../actions/deploy/target.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { bench, makeAppImage } from "../engine/deploy-support.ts";
import { longRequest, openSocket } from "./support/steady.ts";
import { ensureWrk, startWrk } from "./support/wrk.ts";

const { values } = parseArgs({
  options: {
    deploys: { type: "string", default: "100" },
    strategy: { type: "string", multiple: true, default: ["rolling", "blue-green", "canary"] },
    replicas: { type: "string", default: "2" },
    connections: { type: "string", default: "48" },
    algorithm: { type: "string", default: "roundrobin" },
    control: { type: "string", default: "5" },
    balancer: { type: "string", default: "" },
  },
});
const wrk = await ensureWrk();
const engine = await connect({ env: process.env });
const image = await makeAppImage(engine);

interface Series {
  readonly strategy: string;
  readonly deploys: number;
  readonly requests: number;
  readonly failed: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly counted: { readonly requests: number; readonly failed: number };
  readonly deployMs: { readonly median: number; readonly max: number };
  readonly switchMs: { readonly median: number; readonly max: number };
  readonly p99: number;
  readonly long: Readonly<Record<string, number>>;
  readonly sockets: { readonly opened: number; readonly heard: number; readonly cut: number };
}

/** A series of deploys under load, each with another release. */
async function series(strategy: string, deploys: number, arrange?: (all: readonly Operation[]) => Operation[]) {
  const host = await bench(image, {
    ...(values.balancer ? { "load-balancer": values.balancer, "proxy-image": "nginx:1.28" } : {}),
    strategy,
    replicas: values.replicas,
    "lb-algorithm": values.algorithm,
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
  let load: ReturnType<typeof startWrk> | undefined;
  try {
    const first = await host.run({ env: env(0) });
    if (first.message) throw new Error(first.message);
    load = startWrk(wrk, host.url, Number(values.connections));
    const [, probe] = await host.probed(
      async () => {
        for (let version = 1; version <= deploys; version++) {
          // In the control one is open for certain when the old containers are stopped, however busy the machine is.
          const asked = arrange
            ? longRequest(host.url, 60_000)
            : version % 5 === 1
              ? longRequest(host.url, 4000)
              : undefined;
          const socket = version % 5 === 2 ? await openSocket(host.url) : undefined;
          // It ends by itself well inside of the drain timeout, and after the switch.
          if (socket) {
            opened++;
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
          if (version % 10 === 0) console.error(`· ${strategy}: ${version} of ${deploys} deploys`);
        }
      },
      { rate: 200 },
    );
    const seen = await load.stop();
    const result: Series = {
      strategy,
      deploys,
      requests: seen.requests + probe.requests,
      failed: seen.failed + probe.failures,
      reasons: probe.reasons,
      counted,
      deployMs: spread(took),
      switchMs: spread(moved),
      p99: Math.round(probe.p99),
      long,
      sockets: { opened, heard, cut },
    };
    return result;
  } finally {
    await load?.stop().catch(() => {});
    await host.close();
  }
}

function spread(numbers: readonly number[]) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, max: sorted.at(-1) ?? 0 };
}

try {
  const results: Series[] = [];
  for (const strategy of values.strategy) {
    const result = await series(strategy, Number(values.deploys));
    console.error(JSON.stringify(result));
    results.push(result);
    if (result.failed > 0 || result.sockets.cut > 0 || Object.keys(result.long).some((end) => end !== "200"))
      process.exitCode = 1;
  }
  const stopFirst = (all: readonly Operation[]) => all.filter(({ kind }) => kind !== "drain");
  const control = await series("rolling", Number(values.control), stopFirst);
  if (control.failed === 0 && Object.keys(control.long).every((end) => end === "200")) process.exitCode = 1;
  console.log(
    JSON.stringify({ replicas: Number(values.replicas), algorithm: values.algorithm, results, control }, null, 2),
  );
} finally {
  await removeImage(engine, image);
}
