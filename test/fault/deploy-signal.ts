/**
 * Asks deploys to stop, by SIGINT and SIGTERM, in each of their phases. GitHub kills a cancelled job 7.5 seconds after the
 * first of them: by then the release of before has to be in traffic alone, the lock free, and nothing left over.
 * `node test/fault/deploy-signal.ts`
 */
import { createServer, type Socket } from "node:net";
import { findContainer, listContainers } from "../../toolkit/docker/containers.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { type Bench, bench, makeAppImage } from "../engine/deploy-support.ts";
import { longRequest } from "../load/support/steady.ts";
import { startDeploy } from "./deploy-kill.ts";

/** The milliseconds that GitHub gives a job from the first signal on. */
const PATIENCE = 7500;

/** A phase of a deploy: with what inputs it lasts, and by what in the log it is known. */
interface SignalPhase {
  readonly text: string;
  readonly delay: number;
  readonly env: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Milliseconds that a request of before goes on. */
  readonly long?: number;
}

/** The phases in which a deploy is asked to stop. */
export const SIGNAL_PHASES = {
  "pre-deploy": { text: "run pre-deploy once", delay: 1500, env: "", inputs: { "pre-deploy": "sleep 60" } },
  "health gate": { text: "wait until healthy", delay: 1000, env: "BOOT_MS=60000" },
  "smoke test": {
    text: "try out",
    delay: 1500,
    env: "",
    inputs: { smoke: '["node", "-e", "setTimeout(() => {}, 60000)"]' },
  },
  "canary step": {
    text: "of the traffic to",
    delay: 1500,
    env: "",
    inputs: { strategy: "canary", "canary-steps": "20@60s,100" },
  },
  drain: { text: "wait until no request is left", delay: 800, env: "", long: 40_000 },
  watch: { text: "watch ", delay: 1500, env: "", inputs: { "monitor-seconds": "60s" } },
  // It dies while it is watched, so it is taken back, which waits for a request that it still has.
  "taking back": {
    text: "taking back: ",
    delay: 200,
    env: "ERRORS_AFTER_MS=0",
    inputs: { "monitor-seconds": "60s", "max-error-rate": "5%" },
  },
} as const satisfies Readonly<Record<string, SignalPhase>>;

/** What became of one that was asked to stop. */
export interface Stopped {
  readonly phase: string;
  readonly signal: string;
  readonly end: string | number;
  /** Milliseconds from the signal to the end. */
  readonly ms: number;
  readonly wrong: readonly string[];
}

let count = 0;

/** Asks one deploy to stop. There has to be a release in traffic. */
export async function stopIn(host: Bench, name: string, signal: "SIGINT" | "SIGTERM"): Promise<Stopped> {
  const phase: SignalPhase | undefined = SIGNAL_PHASES[name as keyof typeof SIGNAL_PHASES];
  if (!phase) throw new Error(`there is no phase ${name}`);
  const before = await host.version();
  if (phase.long) void longRequest(host.url, phase.long);
  const version = `stop-${process.pid}-${++count}`;
  const given = { ...host.inputs, replicas: "2", env: `VERSION=${version}\n${phase.env}`, ...phase.inputs };
  const { end, log, ms } = await startDeploy(given, { text: phase.text, delay: phase.delay }, signal);
  const wrong = await leftovers(host, before);
  const code = signal === "SIGINT" ? 130 : 143;
  // One that was being taken back for another reason ends for that one.
  if (end !== code && name !== "taking back") wrong.push(`it ended with ${end}, not ${code}: ${log}`);
  if (name === "taking back" && end !== 1) wrong.push(`it ended with ${end}, not 1: ${log}`);
  if (ms > PATIENCE) wrong.push(`it took ${ms} ms`);
  if (log.includes("failed too")) wrong.push(`it was not taken back: ${log}`);
  return { phase: name, signal, end, ms, wrong };
}

/** The same while the image is fetched from a registry that never answers. */
export async function stopInPull(host: Bench, signal: "SIGINT" | "SIGTERM"): Promise<Stopped> {
  const before = await host.version();
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket.on("error", () => {})));
  await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
  const { port } = silent.address() as { port: number };
  const given = { ...host.inputs, image: `127.0.0.1:${port}/no/such:image` };
  const { end, log, ms } = await startDeploy(given, { text: "Fetching", delay: 1000 }, signal);
  for (const socket of sockets) socket.destroy();
  silent.close();
  const wrong = await leftovers(host, before);
  if (end !== (signal === "SIGINT" ? 130 : 143)) wrong.push(`it ended with ${end}: ${log}`);
  if (ms > PATIENCE) wrong.push(`it took ${ms} ms`);
  return { phase: "pull", signal, end, ms, wrong };
}

async function leftovers(host: Bench, before: string): Promise<string[]> {
  const found: string[] = [];
  if (await findContainer(host.engine, `${host.app}-deploy-lock`)) found.push("the lock is still there");
  const containers = (await listContainers(host.engine, { "quayside.app": host.app })).filter(
    ({ name, labels }) => !name.endsWith("-kept") && labels["quayside.role"] !== "lock",
  );
  const roles = containers.map(({ labels, running }) => `${labels["quayside.role"]}${running ? "" : " (stopped)"}`);
  if (roles.sort().join() !== "balancer,instance,instance") found.push(`the host has ${roles.join(", ")}`);
  const versions = new Set<string>();
  for (let n = 0; n < 20; n++) versions.add(await host.version());
  if ([...versions].join() !== before) found.push(`${[...versions].join(", ")} answers, not ${before}`);
  return found;
}

if (import.meta.main) {
  const engine = await connect({ env: process.env });
  const image = await makeAppImage(engine);
  const host = await bench(image, { "drain-timeout": "30s" });
  const results: Stopped[] = [];
  try {
    const first = await host.run({ replicas: "2", env: "VERSION=standing" });
    if (first.message) throw new Error(first.message);
    const [, probe] = await host.probed(
      async () => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) {
          for (const phase of Object.keys(SIGNAL_PHASES)) results.push(await stopIn(host, phase, signal));
          results.push(await stopInPull(host, signal));
          console.error(results.map((result) => JSON.stringify(result)).join("\n"));
        }
      },
      { rate: 60 },
    );
    // A 500 is the answer of the release that breaks so that it is taken back.
    const lost = Object.keys(probe.reasons).filter((reason) => reason !== "status 500");
    if (lost.length > 0 || results.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
    console.log(JSON.stringify({ results, probe }, null, 2));
  } finally {
    await host.close();
    await removeImage(engine, image);
  }
}
