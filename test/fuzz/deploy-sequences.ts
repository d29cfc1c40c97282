/**
 * Deploys one app again and again, each time with other inputs: strategies, replicas, ports, networks, load balancers,
 * limits, compose files, releases that are bad, runs that are cancelled, rollbacks, and containers that somebody else has killed or
 * removed. After each step the app has to be as it was asked for, no request may have failed where none has to, the same
 * inputs must find nothing to do, and at the end nothing may be left.
 * `npm run test:fuzz -- deploy-sequences --minutes 10 [--seed 1] [--steps 15]`
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { balancerName } from "../../actions/deploy/docker/names.ts";
import { findContainer, listContainers, removeContainer } from "../../toolkit/docker/containers.ts";
import { listImages } from "../../toolkit/docker/images.ts";
import { removeNetwork } from "../../toolkit/docker/networks.ts";
import { removeVolume } from "../../toolkit/docker/volumes.ts";
import { connect } from "../../toolkit/docker.ts";
import { type Bench, bench, makeAppImage, makeNginxImage } from "../engine/deploy-support.ts";
import { freePort } from "../support/free-port.ts";
import { randomFrom } from "../support/random.ts";
import {
  composeText,
  type Dice,
  type Disturbance,
  firstWish,
  gapless,
  inputsOf,
  moved,
  nextStep,
  type Step,
  sharedProxy,
  type Wish,
} from "./support/deploy-steps.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    steps: { type: "string", default: "15" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
    only: { type: "boolean", default: false },
  },
});

/** An app on the host, and what it should be like. */
class Sequence {
  readonly #host: Bench;
  readonly #ports: Readonly<Record<string, string>>;
  readonly #nginx: string;
  /** Another app behind the same load balancer, which nobody touches. */
  readonly #neighbour: Bench | undefined;
  /** What is in traffic. */
  #wish: Wish;
  /** All versions that were good once: a rollback leads to one of them. */
  readonly #good = new Set<string>();
  readonly #folder = mkdtempSync(join(tmpdir(), "quayside-sequence-"));
  readonly #file = join(this.#folder, "compose.yaml");
  /** What the last run said. */
  #log = "";

  constructor(
    host: Bench,
    ports: Readonly<Record<string, string>>,
    nginx: string,
    neighbour: Bench | undefined,
    wish: Wish,
  ) {
    this.#neighbour = neighbour;
    this.#host = host;
    this.#ports = ports;
    this.#nginx = nginx;
    this.#wish = wish;
  }

  get wish(): Wish {
    return this.#wish;
  }

  get log(): string {
    return this.#log;
  }

  inputs(wish: Wish): Record<string, string> {
    const proxy: Record<string, string> = wish["load-balancer"] === "nginx" ? { "proxy-image": this.#nginx } : {};
    const { app, inputs } = this.#host;
    if (!wish.composed) return { ...inputsOf(wish, app, this.#ports), ...proxy };
    writeFileSync(this.#file, composeText(wish, app, inputs.image ?? "", this.#ports));
    return { ...inputsOf(wish, app, this.#ports), ...proxy, "compose-file": this.#file };
  }

  url(wish: Wish): string {
    return `http://${this.#ports[moved(wish) ? "s" : (wish.publish ?? "")]}`;
  }

  /** Brings it into traffic for the first time. */
  async begin(): Promise<string[]> {
    const own = await this.#host.run(this.inputs(this.#wish));
    const next = own.message === "" ? await this.#neighbour?.run({ env: "VERSION=next door" }) : undefined;
    const message = own.message || next?.message;
    if (message) return [`the first deploy failed: ${message}`];
    return await this.#looks(this.#wish);
  }

  /** Does one step; gives what is wrong afterwards. */
  async step(step: Step): Promise<string[]> {
    const from = this.#wish;
    if (step.disturbance) await this.#disturb(step.disturbance);
    if (step.kind === "rollback") return await this.#rollBack();
    const bad: Record<string, string> =
      step.kind === "bad"
        ? { env: `${this.inputs(step.wish).env}\nHEALTH=500`, "health-path": "/readyz", "health-timeout": "3s" }
        : {};
    const cancel = new AbortController();
    const before = (number: number) => {
      if (step.kind === "cancel" && number === step.at) cancel.abort(new Error("cancelled"));
    };
    const inputs = { ...this.inputs(step.wish), ...bad };
    const run = async () => await this.#host.run(inputs, { signal: cancel.signal, before });
    const beside = async () =>
      (await this.#neighbour?.probed(run, { url: `${this.url(from)}/next`, rate: 30 })) ??
      ([await run(), undefined] as const);
    const [[ended, next], seen] = await this.#host.probed(beside, { url: this.url(from), rate: 60 });
    this.#log = ended.log;
    const failed = ended.message !== "";
    const wrong: string[] = [];
    if (step.kind === "bad" && !failed) wrong.push(`a bad release ended well: ${ended.outputs.outcome}`);
    if (failed && step.kind !== "bad" && !cancel.signal.aborted) wrong.push(`it failed: ${ended.message}`);
    if (!ended.outputs.outcome) wrong.push("no outcome was told");
    if (gapless(from, step) && seen.failures > 0) {
      wrong.push(
        `${seen.failures} of ${seen.requests} requests failed: ${JSON.stringify(seen.reasons)}; ${JSON.stringify(ended.report?.operations)}`,
      );
    }
    if (step.disturbance === "" && next && next.failures > 0) {
      wrong.push(
        `${next.failures} of ${next.requests} requests to the app next door failed: ${JSON.stringify(next.reasons)}`,
      );
    }
    // Cancelled when the new ones served already, they go on, and the next run tidies up.
    const serves = !failed || ended.outputs.outcome === "deployed";
    if (serves) this.#wish = step.wish;
    if (failed && serves) {
      const again = await this.#host.run(inputs);
      this.#log += again.log;
      if (again.message !== "") wrong.push(`the run after the cancelled one failed: ${again.message}`);
    }
    return [...wrong, ...(await this.#looks(this.#wish, serves ? this.#wish : undefined))];
  }

  async #rollBack(): Promise<string[]> {
    const { message, outputs } = await this.#host.run({ ...this.inputs(this.#wish), mode: "rollback" });
    if (message !== "") {
      // Nothing is kept where none is to be kept, or where it is the very first.
      if (/There is no release/.test(message)) return await this.#looks(this.#wish);
      return [`rollback failed: ${message}`];
    }
    const release = outputs["release-id"];
    const there = (await listContainers(this.#host.engine, { "quayside.app": this.#host.app })).filter(
      ({ running, labels }) => running && labels["quayside.role"] === "instance",
    );
    if (there.length === 0 || there.some(({ labels }) => labels["quayside.release"] !== release))
      return [`after the rollback to ${release} others run: ${there.map(({ name }) => name)}`];
    const version = await this.#version(this.#wish);
    if (!this.#good.has(version)) return [`the rollback led to ${version}, which was never there`];
    const { message: none } = await this.#host.run({ mode: "status" });
    if (none !== "") return [`status failed: ${none}`];
    this.#wish = { ...this.#wish, version };
    // The next deploy says again what is wanted.
    const again = await this.#host.run(this.inputs(this.#wish));
    return again.message === ""
      ? await this.#looks(this.#wish, this.#wish)
      : [`the deploy after a rollback failed: ${again.message}`];
  }

  async #version(wish: Wish): Promise<string> {
    const answer = await fetch(this.url(wish), { signal: AbortSignal.timeout(10_000) });
    return answer.ok ? (await answer.text()).trim() : `status ${answer.status}`;
  }

  /** What is not as this wish says; `settled` where the same inputs are to find nothing to do. */
  async #looks(wish: Wish, settled?: Wish): Promise<string[]> {
    const wrong: string[] = [];
    const { engine, app } = this.#host;
    const version = await this.#version(wish).catch((error) => String(error.cause ?? error));
    if (version !== wish.version) wrong.push(`${version} answers instead of ${wish.version}`);
    else this.#good.add(version);
    if (wish["service-port"] && !moved(wish)) {
      const own = await fetch(`http://${this.#ports.s}`).then((answer) => answer.text(), String);
      if (own.trim() !== wish.version) wrong.push(`the service's own port answers ${own}`);
    }
    if (this.#neighbour) {
      const next = await fetch(`${this.url(wish)}/next`).then((answer) => answer.text(), String);
      if (next.trim() !== "next door") wrong.push(`the app next door answers ${next}`);
    }
    const running = (await listContainers(engine, { "quayside.app": app })).filter(({ running }) => running);
    const instances = running.filter(({ labels }) => labels["quayside.role"] === "instance");
    if (instances.length !== Number(wish.replicas))
      wrong.push(
        `${instances.length} containers run instead of ${wish.replicas}: ${instances.map(({ name }) => name)}`,
      );
    const others = running.filter(({ labels }) => !["instance", "balancer"].includes(labels["quayside.role"] ?? ""));
    if (others.length > 0) wrong.push(`it left ${others.map(({ name }) => name)} running`);
    if (!settled) return wrong;
    const plan = await this.#host.run({ ...this.inputs(settled), mode: "plan" });
    if (plan.message !== "" || plan.report.operations.length > 0)
      wrong.push(`a plan of the same says ${plan.message || JSON.stringify(plan.report.operations)}`);
    return wrong;
  }

  async #disturb(what: Disturbance): Promise<void> {
    const { engine, app } = this.#host;
    const all = await listContainers(engine, { "quayside.app": app });
    const instance = all.find(({ running, labels }) => running && labels["quayside.role"] === "instance");
    const balancer = await findContainer(engine, this.#neighbour ? sharedProxy(app) : balancerName(app));
    const one = (id: string | undefined) => engine.api.getContainer(id ?? "");
    switch (what) {
      case "kill an instance":
        return void (await one(instance?.id).kill());
      case "remove an instance":
        return void (await one(instance?.id).remove({ force: true }));
      case "stop an instance":
        return void (await one(instance?.id).stop({ t: 1 }));
      case "restart the balancer":
        return void (await one(balancer?.id).restart({ t: 1 }));
      case "kill the balancer":
        return void (await one(balancer?.id).kill());
      case "remove the balancer":
        return void (await one(balancer?.id).remove({ force: true }));
      case "stop the balancer":
        return void (await one(balancer?.id).stop({ t: 1 }));
      case "remove what was kept": {
        const kept = all.filter(({ running, labels }) => !running && labels["quayside.role"] === "instance");
        await Promise.all(kept.map(({ id }) => removeContainer(engine, id)));
      }
    }
  }

  /** Takes it down; gives what is left of it. */
  async end(): Promise<string[]> {
    const { engine, app } = this.#host;
    const { message } = await this.#host.run({ ...this.inputs(this.#wish), mode: "down" });
    await this.#neighbour?.close();
    // What the compose file has made stays, as it does where Compose is taken down without --volumes.
    await removeNetwork(engine, `${app}p_default`);
    await removeVolume(engine, `${app}p_data`);
    rmSync(this.#folder, { recursive: true });
    const containers = await listContainers(engine, { "quayside.app": app });
    const volumes = (await engine.api.listVolumes({ filters: { name: [app] } })).Volumes ?? [];
    const networks = await engine.api.listNetworks({ filters: { name: [app] } });
    const left = [
      ...containers.map(({ name }) => name),
      ...volumes.map(({ Name }) => `volume ${Name}`),
      ...networks.map(({ Name }) => `network ${Name}`),
      ...(await listImages(engine, `quayside-kept/${app}`)),
    ];
    return [
      ...(message ? [`down failed: ${message}`] : []),
      ...(left.length > 0 ? [`down left ${left.join(", ")}`] : []),
    ];
  }
}

function diceOf(seed: number): Dice {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return { below, pick: (all) => all[below(all.length)] as (typeof all)[number] };
}

const engine = await connect({ env: process.env });
const nginx = await makeNginxImage(engine);
const image = await makeAppImage(engine);
const until = Date.now() + Number(values.minutes) * 60_000;
const findings: string[] = [];
let [sequences, steps] = [0, 0];
for (let seed = Number(values.seed); Date.now() < until && (sequences === 0 || !values.only); seed++, sequences++) {
  const dice = diceOf(seed);
  const host = await bench(image, { "on-lock": "fail" });
  const address = async () => `127.0.0.1:${await freePort()}`;
  const ports = { a: host.inputs.publish ?? "", b: await address(), s: await address() };
  const wish = firstWish(dice);
  const shared = { proxy: sharedProxy(host.app), publish: ports.a, path: "/next" };
  const neighbour = wish.shared ? await bench(image, shared) : undefined;
  const sequence = new Sequence(host, ports, nginx, neighbour, wish);
  console.log(`seed ${seed}: ${JSON.stringify(sequence.wish)}`);
  let wrong = await sequence.begin();
  for (let number = 1; wrong.length === 0 && number <= Number(values.steps) && Date.now() < until; number++, steps++) {
    const step = nextStep(dice, number, sequence.wish);
    const began = performance.now();
    wrong = await sequence.step(step).catch((error) => [`${error.stack}`]);
    if (wrong.length > 0) console.log(sequence.log.replace(/^/gm, "    | "));
    console.log(`  ${number}. ${step.text} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  }
  wrong.push(...(await sequence.end()));
  if (wrong.length > 0) {
    findings.push(`seed ${seed}: ${wrong.join("; ")}`);
    console.log(`  WRONG: ${wrong.join("\n  ")}`);
  }
}
await engine.api.getImage(image).remove({ force: true });
console.log(`${sequences} sequences of ${steps} steps, ${findings.length} wrong`);
for (const finding of findings) console.log(finding);
if (findings.length > 0) process.exitCode = 1;
