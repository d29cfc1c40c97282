/**
 * Hands the port of a load balancer over to one of another image, again and again under load: a client with idle
 * keep-alive connections, one that makes a connection for each request, both with half of their requests by POST, a long
 * request and a WebSocket across each. Nobody tries twice. `npm run test:load -- deploy-upgrade` does it for HAProxy and
 * nginx. Two controls: nginx where the kernel does not move the connections that wait (`tcp_migrate_req`), which may lose
 * some, and a load balancer that is made anew, which has to. Prints JSON; fails where a request was lost, or none in the
 * last control.
 */
import { parseArgs } from "node:util";
import { balancerName } from "../../actions/deploy/docker/names.ts";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { inspectImage, removeImage, tagImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { run } from "../../toolkit/process.ts";
import { bench, makeAppImage, makeNginxImage } from "../engine/deploy-support.ts";
import { spread } from "../support/figures.ts";
import { freePort } from "../support/free-port.ts";
import { longRequest, openSocket } from "./support/steady.ts";

const { values } = parseArgs({
  options: {
    upgrades: { type: "string", default: "20" },
    rate: { type: "string", default: "200" },
    /** Another image of nginx than the one that is made here. */
    nginx: { type: "string", default: "" },
    only: { type: "string", multiple: true, default: [] },
  },
});
const engine = await connect({ env: process.env });
const image = await makeAppImage(engine);
const other = "quayside-test-upgrade";

/** Another name is another version, as far as an upgrade goes. */
async function pair(name: string): Promise<readonly [string, string]> {
  const tag = name.replaceAll(/\W/g, "-");
  await tagImage(engine, name, other, tag);
  return [name, `${other}:${tag}`];
}

/** In the network of a load balancer, connections that wait are lost with the socket that they wait at. */
async function dontMigrate(container: string): Promise<void> {
  const { State } = await engine.api.getContainer(container).inspect();
  const script = "echo 0 > /proc/sys/net/ipv4/tcp_migrate_req";
  const { code, stderr } = await run("nsenter", ["-t", String(State.Pid), "-n", "sh", "-c", script], {
    timeout: 10_000,
  });
  if (code !== 0) throw new Error(`tcp_migrate_req could not be switched off, which takes root: ${stderr}`);
}

type Control = "anew" | "unmoved" | undefined;

async function series(balancer: string, images: readonly [string, string], upgrades: number, control?: Control) {
  const host = await bench(image, { "load-balancer": balancer, "drain-timeout": "10s" });
  const ports = [new URL(host.url).host, `127.0.0.1:${await freePort()}`];
  const took: number[] = [];
  const long: Record<string, number> = {};
  let cut = 0;
  let counted = 0;
  let failed = 0;
  try {
    const deploy = async (turn: number) => {
      const publish = (control === "anew" && ports[turn % 2]) || (ports[0] ?? "");
      const { message, outputs } = await host.run({ "proxy-image": images[turn % 2] ?? "", publish });
      if (message) throw new Error(`${balancer}, upgrade ${turn}: ${message}`);
      if (turn > 0) took.push(Number(outputs["duration-ms"]));
      counted += Number(outputs.requests);
      failed += Number(outputs["failed-requests"]);
    };
    await deploy(0);
    if (control === "unmoved") await dontMigrate(balancerName(host.app));
    const all = async () => {
      for (let turn = 1; turn <= upgrades; turn++) {
        const asked = longRequest(host.url, 2000);
        const socket = control === "anew" ? undefined : await openSocket(host.url);
        // Both have begun, and both end while the old one still waits for them.
        const ended = new Promise<void>((done) =>
          setTimeout(() => {
            if (socket?.close().cut) cut++;
            done();
          }, 2500),
        );
        await deploy(turn);
        await ended;
        const end = await asked;
        long[end] = (long[end] ?? 0) + 1;
      }
    };
    const rate = Number(values.rate);
    const [[, idle], fresh] = await host.probed(() => host.probed(all, { rate }), { rate, fresh: true });
    const containers = (await listContainers(engine, { "quayside.app": host.app, "quayside.role": "balancer" })).length;
    return {
      balancer,
      images,
      control,
      upgrades,
      requests: idle.requests + fresh.requests,
      failed: idle.failures + fresh.failures + cut + Object.keys(long).filter((end) => end !== "200").length,
      reasons: [idle.reasons, fresh.reasons],
      long,
      cut,
      counted: { requests: counted, failed },
      containers,
      p99: [idle.p99, fresh.p99].map(Math.round),
      upgradeMs: spread(took),
    };
  } finally {
    await host.close();
  }
}

try {
  const upgrades = Number(values.upgrades);
  const haproxy = await pair("haproxy:3.0");
  const nginx = await pair(
    values.nginx || ((await inspectImage(engine, "nginx:1.29")) ? "nginx:1.29" : await makeNginxImage(engine)),
  );
  const wanted = (name: string) => values.only.length === 0 || values.only.includes(name);
  const results = [];
  if (wanted("nginx")) results.push(await series("nginx", nginx, upgrades));
  if (wanted("haproxy")) results.push(await series("haproxy", haproxy, upgrades));
  if (results.some(({ failed }) => failed > 0)) process.exitCode = 1;
  if (wanted("unmoved")) results.push(await series("nginx", nginx, upgrades, "unmoved"));
  if (wanted("anew")) {
    const anew = await series("nginx", nginx, 3, "anew");
    if (anew.failed === 0) process.exitCode = 1;
    results.push(anew);
  }
  console.log(JSON.stringify(results, null, 2));
  for (const name of [haproxy[1], nginx[1]]) await removeImage(engine, name);
} finally {
  await removeImage(engine, image);
}
process.exit();
