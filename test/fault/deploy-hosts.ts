/**
 * Deploys to three hosts while the second one fails: in each kind of operation, with its daemon frozen (as by SIGSTOP),
 * and with its connection cut, before any switch and in the middle. All three have to have the release of before
 * afterwards, in a time that is known. The control deploys to one host after the other.
 * `node test/fault/deploy-hosts.ts`
 */
import { randomBytes } from "node:crypto";
import type { Operation } from "../../actions/deploy/target.ts";
import { removeImage, tagImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { UserError } from "../../toolkit/errors.ts";
import { type Cuttable, cuttable } from "../engine/cuttable.ts";
import { type Bench, bench } from "../engine/deploy-support.ts";
import { makeSmallApp, startHosts, type TestHost } from "../engine/hosts-support.ts";

/** How the second host fails: an operation is refused, the daemon does nothing any more, or nothing comes through. */
export interface HostFault {
  readonly at: Operation["kind"];
  readonly how: "refuse" | "freeze" | "cut";
}

/** What became of one of them. Times are in milliseconds. */
export interface HostFaultResult extends HostFault {
  readonly outcome: string;
  readonly reason: string;
  readonly versions: readonly string[];
  readonly tookMs: number;
  readonly next: string;
  readonly wrong: readonly string[];
}

/** Three hosts with an app on them; the second is reached by a connection that can be cut. */
export interface FleetBench {
  readonly hosts: readonly TestHost[];
  readonly wire: Cuttable;
  readonly run: Bench["run"];
  close(): Promise<void>;
}

/** Makes them; gives the reason where this machine cannot have them. */
export async function fleetBench(): Promise<FleetBench | string> {
  const engine = await connect({ env: process.env });
  const hosts = await startHosts(engine, 3);
  if (typeof hosts === "string") return hosts;
  const [one, two, three] = hosts;
  const name = `127.0.0.1:9/quayside-test-fleet-${randomBytes(4).toString("hex")}`;
  await makeSmallApp(engine, `${name}:app`);
  await tagImage(engine, "haproxy:3.0", name, "proxy");
  const wire = await cuttable(two?.socket ?? "");
  const app = await bench(`${name}:app`, {
    publish: "0.0.0.0:8080",
    "drain-timeout": "2s",
    "stop-timeout": "1s",
    "monitor-seconds": "1s",
    "proxy-image": `${name}:proxy`,
    hosts: [one?.address, wire.address, three?.address].join("\n"),
  });
  return {
    hosts,
    wire,
    run: app.run,
    async close() {
      wire.stop();
      await Promise.all(hosts.map((host) => host.stop()));
      for (const tag of ["app", "proxy"]) await removeImage(engine, `${name}:${tag}`);
    },
  };
}

/** The operations after which there is no way back: the old containers are stopped one by one. */
const FINISH: readonly string[] = ["keep", "stop", "forget", "record"];
/** A host that says nothing is looked for every five seconds, and given up when it was silent twice for ten. */
const LIMIT = 75_000;
let count = 0;

/** Lets the second host fail once, and deploys again. */
export async function failHost(fleet: FleetBench, { at, how }: HostFault, oneByOne = false): Promise<HostFaultResult> {
  const { hosts, wire, run } = fleet;
  const wrong: string[] = [];
  const [before, after] = [`v${++count}`, `v${++count}`];
  const first = await run({ env: `VERSION=${before}` });
  if (first.message) throw new Error(first.message);
  let hit = false;
  const began = performance.now();
  const ended = await run(
    { env: `VERSION=${after}` },
    {
      oneByOne,
      before: async (_, { kind }, place) => {
        if (hit || kind !== at || place !== wire.address) return;
        hit = true;
        if (how === "refuse") throw new UserError("this host says no");
        if (how === "cut") wire.cut();
        else await hosts[1]?.freeze();
      },
    },
  );
  const tookMs = Math.round(performance.now() - began);
  if (!hit) wrong.push(`there was no ${at}`);
  if (how === "cut") wire.heal();
  if (how === "freeze") await hosts[1]?.thaw();
  const versions = await Promise.all(
    hosts.map(({ ip }) =>
      fetch(`http://${ip}:8080/`, { signal: AbortSignal.timeout(5000) }).then((one) => one.text(), String),
    ),
  );
  const { outcome = "" } = ended.outputs;
  if (ended.message === "") wrong.push("the job is green");
  // One that falls silent after its own switch stays there until it answers; the others go back, and it is said.
  const beyond = how !== "refuse" && (at === "drain" || at === "watch");
  const rest = FINISH.includes(at) ? after : before;
  const wanted = [rest, beyond ? after : rest, rest];
  if (versions.join() !== wanted.join()) wrong.push(`the hosts have ${versions}, not ${wanted}`);
  if (beyond && outcome !== "rollback-failed") wrong.push(`the outcome is ${outcome}`);
  if (tookMs > LIMIT) wrong.push(`it took ${tookMs} ms`);
  // The lock on the host that hung was held by a process that lives on: ours.
  const again = await run({ env: `VERSION=${after}` });
  if (again.message) wrong.push(`the next run: ${again.message}`);
  const next = again.outputs.outcome ?? "";
  return { at, how, outcome, reason: ended.message.split("\n")[0] ?? "", versions, tookMs, next, wrong };
}

if (import.meta.main) {
  const fleet = await fleetBench();
  if (typeof fleet === "string") throw new Error(`this machine cannot have three hosts: ${fleet}`);
  const refused = ["start", "await-healthy", "save-routes", "switch", "drain", "watch", "keep", "record"] as const;
  const silent = ["start", "await-healthy", "switch", "drain", "watch"] as const;
  const faults: HostFault[] = [
    ...refused.map((at) => ({ at, how: "refuse" }) as const),
    ...silent.flatMap((at) => (["freeze", "cut"] as const).map((how) => ({ at, how }))),
  ];
  const results: HostFaultResult[] = [];
  try {
    for (const fault of faults) {
      const result = await failHost(fleet, fault);
      console.error(JSON.stringify(result));
      results.push(result);
      if (result.wrong.length > 0) process.exitCode = 1;
    }
    const control = await failHost(fleet, { at: "switch", how: "refuse" }, true);
    if (control.wrong.length === 0) process.exitCode = 1;
    console.log(JSON.stringify({ results, control }, null, 2));
  } finally {
    await fleet.close();
  }
}
