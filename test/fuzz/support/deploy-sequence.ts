import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { balancerName } from "../../../actions/deploy/docker/names.ts";
import { listContainers, removeContainer } from "../../../toolkit/docker/containers.ts";
import { listImages } from "../../../toolkit/docker/images.ts";
import { removeNetwork } from "../../../toolkit/docker/networks.ts";
import { removeVolume } from "../../../toolkit/docker/volumes.ts";
import { UserError } from "../../../toolkit/errors.ts";
import type { ProbeResult } from "../../../toolkit/probe.ts";
import { type Bench, bench, type Ended } from "../../engine/deploy-support.ts";
import { SiteCertificates } from "./deploy-certificates.ts";
import { databaseAt, differences, type Looked, urlOf, versionAt } from "./deploy-checks.ts";
import { disturb } from "./deploy-disturbances.ts";
import { projectOf, writeProject } from "./deploy-file.ts";
import { type Place, PORTS_THERE, type Ports, portsHere } from "./deploy-places.ts";
import { gapless, hostsOf, inputsOf, type Step, sharedProxy, type Wish } from "./deploy-steps.ts";

/** An app on its hosts, and what it should be like. */
export class Sequence {
  readonly #host: Bench;
  readonly #places: readonly Place[];
  readonly #ports: Ports;
  readonly #nginx: string;
  /** Another app behind the same load balancer, which nobody touches. */
  readonly #neighbour: Bench | undefined;
  readonly #folder: string;
  readonly #certificates: SiteCertificates;
  /** What was asked for last. */
  #wish: Wish;
  /** What is in traffic on each host; those that were never deployed to are not in it. */
  readonly #there = new Map<Place, Wish>();
  /** Containers of the service that the app needs, by host. */
  readonly #databases = new Map<Place, string>();
  /** All versions that were good once: a rollback leads to one of them. */
  readonly #good = new Set<string>();
  /** What the last step's runs said. */
  #log = "";

  private constructor(
    wish: Wish,
    places: readonly Place[],
    nginx: string,
    made: {
      readonly host: Bench;
      readonly ports: Ports;
      readonly folder: string;
      readonly certificates: SiteCertificates;
      readonly neighbour: Bench | undefined;
    },
  ) {
    this.#wish = wish;
    this.#places = places;
    this.#nginx = nginx;
    this.#host = made.host;
    this.#ports = made.ports;
    this.#folder = made.folder;
    this.#certificates = made.certificates;
    this.#neighbour = made.neighbour;
  }

  /** An app that is not there yet, with another one beside it where the wish says so. */
  static async make(wish: Wish, places: readonly Place[], images: { app: string; nginx: string }): Promise<Sequence> {
    const ports = wish.spread ? PORTS_THERE : await portsHere();
    const folder = mkdtempSync(join(tmpdir(), "quayside-sequence-"));
    const certificates = new SiteCertificates(
      folder,
      places.map(({ ip }) => ip),
    );
    const host = await bench(images.app, { "on-lock": "fail", publish: ports.a });
    const tls: Record<string, string> = wish.tls ? { "publish-tls": ports.t, certificates: certificates.next } : {};
    const shared = { proxy: sharedProxy(host.app), publish: ports.a, path: "/next", ...tls };
    const neighbour = wish.shared ? await bench(images.app, shared) : undefined;
    return new Sequence(wish, places, images.nginx, { host, ports, folder, certificates, neighbour });
  }

  get wish(): Wish {
    return this.#wish;
  }

  get log(): string {
    return this.#log;
  }

  /** Brings it into traffic for the first time. */
  async begin(): Promise<string[]> {
    const own = await this.#run(this.#inputs(this.#wish));
    const next = own.message === "" ? await this.#neighbour?.run({ env: "VERSION=next door" }) : undefined;
    const message = own.message || next?.message;
    if (message) return [`the first deploy failed: ${message}`];
    this.#serves(this.#wish);
    return await this.#looks();
  }

  /** Does one step; gives what is wrong afterwards. */
  async step(step: Step): Promise<string[]> {
    this.#log = "";
    const { app } = this.#host;
    const place = this.#places[step.place] as Place;
    const balancer = this.#neighbour ? sharedProxy(app) : balancerName(app);
    if (step.disturbance) await disturb(step.disturbance, place, { app, balancer });
    if (step.kind === "rollback") return await this.#rollBack(step);
    if (step.kind === "unreachable") await place.daemon?.freeze();
    const before = new Map(this.#there);
    const from = this.#wish;
    const inputs = { ...this.#inputs(step.wish), ...(step.kind === "bad" ? this.#bad(step.wish) : {}) };
    const cancel = new AbortController();
    let refused = false;
    const at = (number: number) => {
      if (number !== step.at) return;
      if (step.kind === "cancel") cancel.abort(new Error("cancelled"));
      if (step.kind !== "fail") return;
      refused = true;
      throw new UserError("this operation is refused");
    };
    const asked = [...before].map(([where, wish]) => ({
      where,
      wish,
      url: urlOf({ place: where, ports: this.#ports }, wish),
    }));
    const [ended, seen] = await this.#probed(
      asked.flatMap(({ url, wish }) => [
        { url, host: wish.domains ?? "" },
        ...(this.#neighbour ? [{ url: `${url}/next`, host: "" }] : []),
      ]),
      async () => await this.#run(inputs, { signal: cancel.signal, before: at }),
    ).finally(() => place.daemon?.thaw().catch(() => {}));
    const wrong = told(step, ended, cancel.signal.aborted || refused);
    for (const { where, wish, url } of asked) {
      const quiet = !step.disturbance || where !== place;
      // Those that are not deployed to have nothing to lose.
      const touched = hostsOf(step.wish).some((number) => this.#places[number] === where);
      if (quiet && (!touched || gapless(wish, step))) wrong.push(...lost(seen, url, ended));
      if (quiet && this.#neighbour) wrong.push(...lost(seen, `${url}/next`, ended));
    }
    // Cancelled when the new ones served already, they go on, and the next run tidies up.
    const failed = ended.message !== "";
    const serves = !failed || ended.outputs.outcome === "deployed";
    if (serves) this.#serves(step.wish);
    if (failed && serves) {
      const again = await this.#run(inputs);
      if (again.message !== "") wrong.push(`the run after the one that failed failed: ${again.message}`);
    }
    // Where it fails on the first host, nobody has looked after the others yet.
    if (!serves && step.disturbance && place !== this.#targets(from)[0]) await this.#run(this.#inputs(from));
    return [...wrong, ...(await this.#looks(serves))];
  }

  /** Takes it down; gives what is left of it. */
  async end(): Promise<string[]> {
    const { app } = this.#host;
    // Those that it was taken from are its hosts all the same.
    const hosts = this.#hostsInput([...this.#there.keys()]);
    const { message } = await this.#run({ ...this.#inputs(this.#wish), ...hosts, mode: "down" });
    await this.#neighbour?.close();
    rmSync(this.#folder, { recursive: true });
    const left: string[] = [];
    for (const { engine, name } of this.#places) {
      // What the compose file has made stays, as it does where Compose is taken down without --volumes.
      const composed = await listContainers(engine, { "com.docker.compose.project": projectOf(app) });
      await Promise.all(
        composed
          .filter(({ labels }) => labels["com.docker.compose.service"] === "db")
          .map(({ id }) => removeContainer(engine, id)),
      );
      await removeNetwork(engine, `${projectOf(app)}_default`);
      await removeVolume(engine, `${projectOf(app)}_data`);
      const containers = await listContainers(engine, { "quayside.app": app });
      const volumes = (await engine.api.listVolumes({ filters: { name: [app] } })).Volumes ?? [];
      const networks = await engine.api.listNetworks({ filters: { name: [app] } });
      const all = [
        ...containers.map((one) => one.name),
        ...volumes.map(({ Name }) => `volume ${Name}`),
        ...networks.map(({ Name }) => `network ${Name}`),
        ...(await listImages(engine, `quayside-kept/${app}`)),
      ];
      left.push(...all.map((one) => (name ? `${one} on ${name}` : one)));
    }
    return [
      ...(message ? [`down failed: ${message}`] : []),
      ...(left.length > 0 ? [`down left ${left.join(", ")}`] : []),
    ];
  }

  async #run(...args: Parameters<Bench["run"]>): Promise<Ended> {
    const ended = await this.#host.run(...args);
    this.#log += ended.log;
    return ended;
  }

  #inputs(wish: Wish): Record<string, string> {
    const { app, inputs } = this.#host;
    const file = { app, image: inputs.image ?? "", ports: this.#ports };
    return {
      ...inputsOf(wish, app, this.#ports),
      ...(wish["load-balancer"] === "nginx" ? { "proxy-image": this.#nginx } : {}),
      ...(wish.tls ? { certificates: this.#certificates.write(wish) } : {}),
      ...(wish.composed ? { image: "", "compose-file": writeProject(this.#folder, wish, file) } : {}),
      ...(wish.spread ? this.#hostsInput(this.#targets(wish)) : {}),
    };
  }

  #bad(wish: Wish): Record<string, string> {
    const env = `${this.#inputs(wish).env ?? ""}\nHEALTH=500`;
    return { env, "health-path": "/readyz", "health-timeout": "3s" };
  }

  #hostsInput(places: readonly Place[]): Record<string, string> {
    return { hosts: places.flatMap(({ name }) => name || []).join("\n") };
  }

  #targets(wish: Wish): Place[] {
    return hostsOf(wish).map((number) => this.#places[number] as Place);
  }

  /** From now on this is in traffic on its hosts. */
  #serves(wish: Wish): void {
    this.#wish = wish;
    for (const place of this.#targets(wish)) this.#there.set(place, wish);
  }

  async #rollBack({ disturbance }: Step): Promise<string[]> {
    const { message, outputs } = await this.#run({ ...this.#inputs(this.#wish), mode: "rollback" });
    if (message !== "") {
      // Nothing is kept where none is to be kept, or where it is the very first; or not the same on each host.
      if (!/There is no release|would not go back to the same release/.test(message))
        return [`rollback failed: ${message}`];
      // What was stopped before is brought back by a deploy only, then.
      if (disturbance) await this.#run(this.#inputs(this.#wish));
      return await this.#looks();
    }
    const release = outputs["release-id"];
    const versions = new Set<string>();
    for (const place of this.#targets(this.#wish)) {
      const there = (await listContainers(place.engine, { "quayside.app": this.#host.app })).filter(
        ({ running, labels }) => running && labels["quayside.role"] === "instance",
      );
      if (there.length === 0 || there.some(({ labels }) => labels["quayside.release"] !== release))
        return [`after the rollback to ${release} others run: ${there.map(({ name }) => name)}`];
      versions.add(await versionAt(this.#looked(place), this.#wish));
    }
    const [version = ""] = versions;
    if (versions.size !== 1 || !this.#good.has(version))
      return [`the rollback led to ${[...versions]}, which was never there`];
    const { message: none } = await this.#run({ ...this.#hostsInput(this.#targets(this.#wish)), mode: "status" });
    if (none !== "") return [`status failed: ${none}`];
    this.#serves({ ...this.#wish, version });
    // The next deploy says again what is wanted.
    const again = await this.#run(this.#inputs(this.#wish));
    return again.message === "" ? await this.#looks(true) : [`the deploy after a rollback failed: ${again.message}`];
  }

  #looked(place: Place): Looked {
    return {
      app: this.#host.app,
      place,
      ports: this.#ports,
      certificates: this.#certificates,
      neighbour: this.#neighbour !== undefined,
      database: this.#databases.get(place),
    };
  }

  /** What is not as it should be on all hosts; `settled` where the same inputs are to find nothing to do. */
  async #looks(settled = false): Promise<string[]> {
    const wrong: string[] = [];
    for (const place of this.#places) {
      const wish = this.#there.get(place);
      const found = await differences(this.#looked(place), wish);
      if (found.length === 0 && wish?.version) this.#good.add(wish.version);
      wrong.push(...found.map((one) => (place.name ? `${place.name}: ${one}` : one)));
      const database = this.#wish.composed ? await databaseAt(place, this.#host.app) : undefined;
      if (database) this.#databases.set(place, database);
    }
    if (!settled) return wrong;
    const plan = await this.#run({ ...this.#inputs(this.#wish), mode: "plan" });
    if (plan.message !== "" || plan.report.operations.length > 0)
      wrong.push(`a plan of the same says ${plan.message || JSON.stringify(plan.report.operations)}`);
    return wrong;
  }

  /** Asks at all of these addresses meanwhile; what was seen is by address. */
  async #probed<T>(
    asked: readonly { readonly url: string; readonly host: string }[],
    body: () => Promise<T>,
  ): Promise<[T, Map<string, ProbeResult>]> {
    const [first, ...others] = asked;
    if (!first) return [await body(), new Map()];
    const [[result, seen], own] = await this.#host.probed(() => this.#probed(others, body), {
      ...(first.host ? { host: first.host } : {}),
      url: first.url,
      rate: 40,
    });
    return [result, seen.set(first.url, own)];
  }
}

/** What is wrong with how a run ended; `disturbed` where it was cancelled or an operation was refused. */
function told({ kind }: Step, { message, outputs, report }: Ended, disturbed: boolean): string[] {
  const wrong: string[] = [];
  const failed = message !== "";
  if (!outputs.outcome) wrong.push("no outcome was told");
  if (kind === "bad" && !failed) wrong.push(`a bad release ended well: ${outputs.outcome}`);
  if (kind === "unreachable" && (!/cannot be reached/.test(message) || report?.operations.length > 0))
    wrong.push(`a host did not answer, and it says: ${message || outputs.outcome}`);
  const may = kind === "bad" || kind === "unreachable" || disturbed;
  if (failed && !may) wrong.push(`it failed: ${message}`);
  if (outputs.outcome === "rollback-failed") wrong.push(`it could not be taken back: ${message}`);
  return wrong;
}

/** Requests that failed at an address, in words. */
function lost(seen: ReadonlyMap<string, ProbeResult>, url: string, { report }: Ended): string[] {
  const { requests = 0, failures = 0, reasons = {} } = seen.get(url) ?? {};
  if (failures === 0) return [];
  return [
    `${failures} of ${requests} requests to ${url} failed: ${JSON.stringify(reasons)}; ${JSON.stringify(report?.operations)}`,
  ];
}
