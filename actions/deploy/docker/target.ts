import { isDeepStrictEqual } from "node:util";
import { systemClock } from "../../../toolkit/clock.ts";
import { type Container, listContainers, logsOf, setRestart } from "../../../toolkit/docker/containers.ts";
import { listImages } from "../../../toolkit/docker/images.ts";
import { findNetwork, makeNetwork } from "../../../toolkit/docker/networks.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { throwIfAborted } from "../../../toolkit/errors.ts";
import type { World } from "../../../toolkit/world.ts";
import {
  addressText,
  type Counters,
  type Driver,
  type Endpoint,
  FULL,
  parseAddress,
  type Shell,
  weightsFor,
} from "../balancer.ts";
import { sweepScript } from "../certificates.ts";
import { HaproxyDriver } from "../haproxy/driver.ts";
import { NginxDriver } from "../nginx/driver.ts";
import { meet } from "../publish.ts";
import type {
  Balancer,
  BalancerSettings,
  DeployRecord,
  Instance,
  Observed,
  Operation,
  Preparation,
  Target,
  Task,
  Traffic,
} from "../target.ts";
import { ADOPTED, adopt, foreignContainers } from "./adopt.ts";
import { drain } from "./drain.ts";
import { Front } from "./front.ts";
import { awaitHealthy } from "./gate.ts";
import { addressOf, Instances } from "./instances.ts";
import { Leftovers } from "./leftovers.ts";
import type { Making } from "./making.ts";
import { balancerName, instanceOf, keptImage } from "./names.ts";
import { appendRecord, asRoot, type Recorded, readRecords, readRelease, recordAdopted, recordedOf } from "./records.ts";
import { Tally } from "./tally.ts";
import { Tasks, type TasksOptions } from "./tasks.ts";
import { type Limits, watch } from "./watch.ts";

/** What the target has to know to do its operations. Durations are in milliseconds. */
export interface DockerTargetOptions extends Making, Omit<TasksOptions, "grace"> {
  readonly shell: Shell;
  /** Certificates with their keys, in PEM. */
  readonly certificates: readonly Buffer[];
  readonly settings: BalancerSettings;
  readonly preparation?: Preparation;
  /** What a rollback to it or from it has to know. */
  readonly recorded: Recorded;
  readonly healthTimeout: number;
  readonly drainTimeout: number;
  readonly stopTimeout: number;
  readonly limits: Limits;
  /** The line that the operation `record` writes. */
  readonly record: () => DeployRecord;
}

/** What stands in front of an app on an engine; undefined where nothing does. */
export async function readBalancer(
  engine: Engine,
  { app, proxy }: { readonly app: string; readonly proxy: string },
): Promise<{ shell: Shell; settings: BalancerSettings } | undefined> {
  const driver = new HaproxyDriver(engine, { container: proxy, app, tls: false, certificates: [] });
  const shell = { kind: "haproxy", image: "", publish: { hostIp: "", hostPort: 0 } } as const;
  const front = new Front(engine, systemClock, driver, { proxy, app, shell, network: app });
  const { kind, image, address } = await front.observe();
  const where = parseAddress(address ?? "");
  const saved = where && (await driver.load());
  const product = kind === "nginx" ? kind : "haproxy";
  return where && saved && { shell: { ...where, kind: product, image: image ?? "" }, settings: saved.settings };
}

/** One Docker Engine with a load balancer in front of the app's containers. */
export class DockerTarget implements Target {
  readonly #engine: Engine;
  readonly #clock: World["clock"];
  readonly #info: (text: string) => void;
  readonly #options: DockerTargetOptions;
  /** What stands in front of the app now, and how one talks to it. */
  #driver: Driver;
  #front: Front;
  readonly #instances: Instances;
  readonly #tasks: Tasks;
  /** The kind and address of that one. */
  #faced: Shell;
  /** The kind and address that there are to be; those of before, once the deploy is taken back. */
  #wanted: Shell;
  /** Names of those that it would send traffic to, were it started now. */
  #routed: readonly string[] = [];
  /** Whether processes of before a reload may still have requests. */
  #reloaded = false;
  readonly #tally = new Tally(async () => (this.#front.running ? await this.#driver.traffic() : undefined));
  /** The balancer's counters of the moment before each instance came into traffic. */
  readonly #since = new Map<string, Counters>();
  readonly #leftovers: Leftovers;
  /** When those that were found healthy had been started: one that was started again since has to earn it anew. */
  readonly #healthy = new Map<string, number>();
  /** Whether the balancer had certificates when it was looked at. */
  #hadCertificates = false;
  /** Instances that have their requests past the balancer. */
  #direct = new Set<string>();
  #drainTimeout: number;
  #stopTimeout: number;

  constructor(engine: Engine, world: Pick<World, "clock" | "runner">, options: DockerTargetOptions) {
    this.#drainTimeout = options.drainTimeout;
    this.#stopTimeout = options.stopTimeout;
    this.#engine = engine;
    this.#clock = world.clock;
    this.#info = world.runner.info;
    this.#options = options;
    this.#instances = new Instances(engine, options);
    this.#tasks = new Tasks(engine, world.clock, { ...options, grace: () => Math.min(this.#stopTimeout, 3000) });
    this.#leftovers = new Leftovers(engine, world.clock, options);
    this.#faced = options.shell;
    this.#wanted = options.shell;
    [this.#front, this.#driver] = this.#standing(options.shell);
  }

  /** A load balancer of this kind and address, whether it is there or not. */
  #standing(shell: Shell): [Front, Driver] {
    const { app, proxy, certificates, spec, origin } = this.#options;
    const tls = shell.publishTls !== undefined;
    const driver: Driver =
      shell.kind === "nginx"
        ? new NginxDriver(this.#engine, { container: proxy, containers: () => front.containers, app, certificates })
        : new HaproxyDriver(this.#engine, { container: proxy, app, tls, certificates });
    const front: Front = new Front(this.#engine, this.#clock, driver, {
      proxy,
      app: proxy === balancerName(app) ? app : undefined,
      shell,
      network: spec.network,
      labels: origin.balancer,
    });
    return [front, driver];
  }

  /** From now on this one is talked to. */
  async #face(shell: Shell): Promise<void> {
    this.#driver.close();
    [this.#front, this.#driver] = this.#standing(shell);
    this.#faced = shell;
    await this.#front.observe();
  }

  close(): void {
    this.#driver.close();
  }

  hurry(): void {
    this.#drainTimeout = Math.min(this.#drainTimeout, 1000);
    this.#stopTimeout = Math.min(this.#stopTimeout, 1000);
  }

  async observe(): Promise<Observed> {
    const { app, proxy, release, spec, recorded, preparation, shell } = this.#options;
    const images = keptImage(app, "").repo;
    const [front, own, foreign, network, kept, missing] = await Promise.all([
      this.#front.observe(),
      listContainers(this.#engine, { "quayside.app": app }),
      foreignContainers(this.#engine, this.#options.origin),
      findNetwork(this.#engine, spec.network),
      listImages(this.#engine, images),
      preparation?.missing() ?? [],
    ]);
    const there = shellOf(front, shell);
    if (there && !sameShell(there, this.#faced)) await this.#face(there);
    const containers = [...own, ...foreign.map((one) => adopt(one, this.#options))];
    this.#instances.take(containers);
    this.#leftovers.look(containers);
    const { running } = this.#front;
    const [saved, records, file] =
      front.state === "absent"
        ? [undefined, []]
        : await Promise.all([
            this.#driver.load(),
            readRecords(this.#engine, app, proxy),
            readRelease(this.#engine, { app, proxy }, release).catch(() => undefined),
            // Whose connection is opened meanwhile, which takes as long as reading a file.
            running ? this.#driver.traffic() : undefined,
          ]);
    this.#hadCertificates ||= saved?.settings.certificates !== undefined;
    const all = containers.filter(({ labels }) => labels["quayside.role"] === "instance");
    const endpoints = all.flatMap((container) => {
      const { name, kept } = instanceOf(container);
      return kept ? [] : (this.#instances.endpointOf(name) ?? []);
    });
    const stillSaved = saved?.endpoints.filter((endpoint) => this.#stillAt(endpoint)).map(({ name }) => name) ?? [];
    const seen = running ? await this.#driver.look(endpoints) : undefined;
    const settings = running ? seen?.settings : saved?.settings;
    // One that does not run sends traffic to those that were saved, once it is started. Where it is gone, those had
    // traffic that the engine is to start again by itself.
    const believed = (container: Container) => {
      const { name, kept } = instanceOf(container);
      if (running || kept || !container.running) return false;
      return front.state === "absent" ? container.restart.name !== "no" : stillSaved.includes(name);
    };
    const instances = all.map((container) => {
      const { name } = instanceOf(container);
      return this.#instance(container, seen?.traffic.get(name) ?? (believed(container) ? "in" : undefined));
    });
    this.#routed = running
      ? stillSaved
      : instances.flatMap(({ name, traffic, direct }) => (traffic === "in" && !direct ? [name] : []));
    this.#direct = new Set(instances.flatMap(({ name, direct }) => (direct ? [name] : [])));
    const releases = new Set([
      ...kept.map((name) => name.slice(images.length + 1)),
      ...instances.flatMap((one) => (one.kept ? [one.release] : [])),
    ]);
    const age = (release: string) => records.findLastIndex((record) => record.release === release);
    const last = records.findLast(({ outcome }) => outcome === "deployed");
    // What Compose has in traffic was good by somebody's word.
    const adopted = instances.find(({ direct }) => direct);
    return {
      networkPresent: network !== undefined,
      missing,
      balancer: {
        ...front,
        ...(settings ? { settings } : {}),
        saved: stillSaved,
      },
      instances: instances.sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1)),
      orphans: seen?.orphans ?? [],
      ...(last || adopted ? { last: last ?? adopted } : {}),
      ...(file && !isDeepStrictEqual(recordedOf(file), recorded) ? { outdated: true } : {}),
      kept: [...releases].sort((a, b) => age(b) - age(a)),
      done: containers
        .filter(({ labels, status, exitCode }) => labels["quayside.task"] && status === "exited" && exitCode === 0)
        .map(({ labels }) => ({ task: labels["quayside.task"] as Task, release: labels["quayside.release"] ?? "" })),
    };
  }

  #instance(container: Container, traffic: Instance["traffic"] | undefined): Instance {
    const { labels, running } = container;
    const foreign = labels[ADOPTED] !== undefined;
    const holdsPort = container.published.some((text) => this.#taken(...addressOf(text)));
    const direct = foreign && running && traffic === undefined;
    return {
      id: container.id,
      ...instanceOf(container),
      release: labels["quayside.release"] ?? "",
      number: Number(labels["quayside.number"]) || 0,
      running,
      traffic: traffic ?? (direct ? "in" : "out"),
      ...(direct ? { direct } : {}),
      ...(holdsPort ? { holdsPort } : {}),
      ...(running && this.#instances.lostPorts(container, this.#taken).length > 0 ? { lacksPort: true } : {}),
    };
  }

  /** Whether the balancer is to listen at this address of the host. */
  readonly #taken = (hostIp: string, hostPort: number): boolean => {
    const { publish, publishTls } = this.#wanted;
    return [publish, publishTls].some((one) => one && one.hostPort === hostPort && meet(one.hostIp, hostIp));
  };

  async apply(operation: Operation, signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    const { app, settings, preparation } = this.#options;
    switch (operation.kind) {
      case "make-network":
        if (preparation) return await preparation.makeNetwork(operation.name);
        return await makeNetwork(this.#engine, operation.name, { "quayside.app": app });
      case "prepare":
        return await preparation?.prepare(operation.key, signal);
      case "start-balancer":
        return await this.#startBalancer(operation.settings ?? settings, signal, operation);
      case "replace-balancer":
        return await this.#countOn(() => this.#startBalancer(operation.settings, signal));
      case "restore-balancer":
        return await this.#countOn(() => this.#restore(operation.balancer, operation.names, signal));
      case "upgrade-balancer":
        return await this.#countOn(async () => {
          await this.#front.upgrade(operation.settings, this.#drainTimeout, signal);
          await this.#driver.load();
        });
      case "connect-balancer":
        return await this.#front.connect(operation.network);
      case "reload-balancer":
        this.#reloaded = true;
        return await this.#countOn(() => this.#front.reload(operation.settings, signal));
      case "remove":
      case "stop":
        return void (await Promise.all(operation.names.map((name) => this.#stop(name))));
      case "start":
        return void (await Promise.all(operation.names.map((name) => this.#start(name))));
      case "await-healthy":
        return await this.#awaitHealthy(operation.names, signal);
      case "run-task":
        return await this.#tasks.run(operation.task, signal);
      case "smoke":
        return await this.#tasks.smoke(this.#instances.endpoints(operation.names), signal);
      case "weigh":
        return await this.#weigh(operation.names, operation.percent);
      case "keep":
      case "halt":
        return void (await Promise.all(operation.names.map((name) => this.#keep(name))));
      case "forget":
        return await this.#leftovers.forget(this.#instances, operation.releases);
      case "save-routes":
        // An engine that restarts from now on has to bring them back: nobody else is led to any more.
        await this.#keepUp(operation.names);
        return await this.#driver.save(this.#instances.endpoints(operation.names));
      case "switch":
        return await this.#switch(operation.enter, operation.leave);
      case "drain":
        return await this.#drain(operation.names, signal);
      case "clear-routes":
        return await this.#driver.clear(operation.routes);
      case "watch": {
        const { limits, onMoment } = this.#options;
        const watched = { driver: this.#driver, instances: this.#instances, clock: this.#clock };
        const options = { ...watched, limits, since: this.#since, onMoment };
        return await watch(options, operation.names, operation.milliseconds, signal);
      }
      case "record":
        await this.#record();
        await this.#instances.hideKept(this.#options.app);
        // From now on another run knows that they were done.
        return await this.#tasks.remove();
    }
  }

  async traffic(): Promise<Traffic> {
    return await this.#tally.total();
  }

  async logs(name: string): Promise<string> {
    return await logsOf(this.#engine, this.#instances.get(name)?.id ?? name, 50);
  }

  #stillAt({ name, address, host, port }: Endpoint): boolean {
    const now = this.#instances.endpointOf(name);
    return (
      now !== undefined && now.port === port && now.host === host && (host !== undefined || now.address === address)
    );
  }

  // --- the balancer

  async #startBalancer(
    settings: BalancerSettings,
    signal: AbortSignal,
    options: { readonly aside?: boolean } = {},
  ): Promise<void> {
    const saved = this.#front.running ? await this.#driver.load() : undefined;
    if (!sameShell(this.#faced, this.#options.shell)) {
      await this.#face(this.#options.shell);
      await this.#driver.load();
    }
    const names = saved?.endpoints.map(({ name }) => name) ?? this.#routed;
    // Containers may have come back with other addresses than those that were saved.
    const endpoints = names.flatMap((name) => this.#instances.endpointOf(name) ?? []);
    await this.#front.start(settings, endpoints, signal, { ...options, also: this.#networksOf(names) });
  }

  async #restore(balancer: Balancer, names: readonly string[], signal: AbortSignal): Promise<void> {
    const { shell, settings } = this.#options;
    this.#wanted = shellOf(balancer, shell) ?? shell;
    await this.#face(this.#wanted);
    await this.#driver.load();
    const options = { aside: balancer.address === "", also: this.#networksOf(names) };
    await this.#front.start(balancer.settings ?? settings, this.#instances.endpoints(names), signal, options);
  }

  /** The networks in which these are. */
  #networksOf(names: readonly string[]): string[] {
    return names.flatMap((name) => this.#instances.get(name)?.labels["quayside.network"] ?? []);
  }

  /** Does what may let the balancer count anew. */
  async #countOn(change: () => Promise<void>): Promise<void> {
    await this.traffic().catch(() => {});
    await change();
    if (this.#since.size === 0) return;
    // Those in traffic are judged by what comes from here on.
    for (const [name, counters] of await this.#driver.counters([...this.#since.keys()]))
      this.#since.set(name, counters);
  }

  // --- instances

  async #start(name: string): Promise<void> {
    try {
      await this.#instances.start(name, this.#taken, () => this.#options.onMoment(name, "starting"));
    } catch (error) {
      this.#options.onMoment(name, "failed");
      throw error;
    }
  }

  async #awaitHealthy(names: readonly string[], signal: AbortSignal): Promise<void> {
    const { spec, settings, healthTimeout, onMoment } = this.#options;
    const asked = settings.gatePath === "" ? `port ${spec.port}` : `port ${spec.port}, GET ${settings.gatePath}`;
    const gate = {
      engine: this.#engine,
      driver: this.#driver,
      instances: this.#instances,
      clock: this.#clock,
      timeout: healthTimeout,
      asked,
      onMoment,
    };
    await awaitHealthy(gate, names, signal);
    for (const name of names) this.#healthy.set(name, this.#instances.get(name)?.startedAt ?? 0);
  }

  /** Throws for the first that does not run as it was found healthy, before it could get traffic. */
  async #allAlive(names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => this.#instances.refresh(name)));
    for (const name of names) {
      const { running, startedAt } = this.#instances.get(name) ?? {};
      // In traffic, the engine may start it again as often as `max-restarts` says.
      const since = this.#since.has(name) ? undefined : this.#healthy.get(name);
      if (running && (!since || since === startedAt)) continue;
      this.#options.onMoment(name, "failed");
      throw await this.#instances.died(name);
    }
  }

  /** From now on the engine starts them again; throws for the first that does not run. */
  async #keepUp(names: readonly string[]): Promise<void> {
    const restart = this.#options.spec.restart ?? ({ name: "unless-stopped" } as const);
    await this.#allAlive(names);
    const containers = names.flatMap((name) => this.#instances.get(name) ?? []);
    await Promise.all(containers.map((container) => setRestart(this.#engine, container, restart)));
  }

  /** What all have that come into traffic: the engine starts them again, and their counters are known. */
  async #admit(names: readonly string[]): Promise<void> {
    await this.#keepUp(names);
    for (const [name, counters] of await this.#driver.counters(names)) {
      if (!this.#since.has(name)) this.#since.set(name, counters);
    }
  }

  async #weigh(names: readonly string[], percent: number): Promise<void> {
    await this.#admit(names);
    const { traffic } = await this.#driver.look(this.#allEndpoints());
    const others = [...traffic].flatMap(([name, state]) =>
      (state === "in" || state === "part") && !names.includes(name) ? [name] : [],
    );
    const { fresh, old } = weightsFor(percent, names.length, others.length);
    const entries = (list: readonly string[], weight: number) =>
      this.#instances.endpoints(list).map((endpoint) => ({ ...endpoint, weight }));
    await this.#driver.move([...entries(others, old), ...entries(names, fresh)], []);
    for (const name of names) this.#options.onMoment(name, "in traffic");
  }

  #allEndpoints(): Endpoint[] {
    return this.#instances.names().flatMap((name) => this.#instances.endpointOf(name) ?? []);
  }

  async #switch(enter: readonly string[], leave: readonly string[]): Promise<void> {
    await this.#admit(enter);
    await this.#driver.move(
      this.#instances.endpoints(enter).map((endpoint) => ({ ...endpoint, weight: FULL })),
      leave.filter((name) => !this.#direct.has(name)),
    );
    for (const name of enter) this.#options.onMoment(name, "in traffic");
    for (const name of leave) this.#options.onMoment(name, "draining");
  }

  async #drain(names: readonly string[], signal: AbortSignal): Promise<void> {
    const { onMoment } = this.#options;
    const deadline = this.#clock.elapsed() + this.#drainTimeout;
    const patience = { clock: this.#clock, timeout: this.#drainTimeout };
    await drain({ driver: this.#driver, ...patience, info: this.#info, onMoment }, names, signal);
    // Requests that came before a reload are with a process that no counter tells of.
    if (!this.#reloaded) return;
    if (!(await this.#front.settle(Math.max(0, deadline - this.#clock.elapsed()), signal))) {
      this.#info("Requests from before the load balancer was reloaded are still open and are cut off");
    }
  }

  async #keep(name: string): Promise<void> {
    if (this.#front.running) await this.#driver.out([name]);
    if (await this.#instances.keep(name, this.#options.app, this.#stopTimeout)) this.#options.onMoment(name, "stopped");
  }

  /** Writes the record of a deploy that has ended, and removes what nobody needs then. */
  async #record(): Promise<void> {
    const { app, proxy, release, image, spec, recorded } = this.#options;
    const record = this.#options.record();
    await recordAdopted(this.#engine, { app, proxy }, record);
    const { replicas, outcome } = record;
    const healthPath = this.#options.settings.gatePath;
    const file = { version: 1, release, image, spec, replicas, healthPath, ...recorded } as const;
    const deployed = outcome === "deployed";
    await appendRecord(this.#engine, { app, proxy }, record, deployed ? file : undefined);
    await Promise.all([this.#leftovers.sweep(deployed), deployed ? this.#sweepCertificates() : undefined]);
  }

  /** Removes those of before: nobody takes this deploy back any more. */
  async #sweepCertificates(): Promise<void> {
    const { app, proxy, settings } = this.#options;
    if (!this.#hadCertificates) return;
    await asRoot(this.#engine, proxy, sweepScript(app, settings.certificates ?? []));
  }

  async #stop(name: string): Promise<void> {
    this.#leftovers.removing(this.#instances.get(name));
    if (this.#front.running) await this.#driver.out([name]);
    if (await this.#instances.stop(name, this.#stopTimeout)) this.#options.onMoment(name, "stopped");
  }
}

/** What stands in front of an app by what was seen of it; undefined where nothing does, or where it is at no address. */
function shellOf({ state, kind, image, address }: Omit<Balancer, "saved">, wanted: Shell): Shell | undefined {
  if (state === "absent") return undefined;
  const product = kind === "nginx" ? kind : "haproxy";
  const where = parseAddress(address ?? "");
  // One without its port is to have the wanted one.
  return {
    ...(where ?? { publish: wanted.publish, publishTls: wanted.publishTls }),
    kind: product,
    image: image ?? "",
  };
}

function sameShell(one: Shell, other: Shell): boolean {
  return one.kind === other.kind && addressText(one) === addressText(other);
}
