import { isPortTaken } from "../../../toolkit/docker/api-errors.ts";
import {
  createContainer,
  listContainers,
  logsOf,
  removeContainer,
  setRestart,
  startContainer,
} from "../../../toolkit/docker/containers.ts";
import { findNetwork, makeNetwork } from "../../../toolkit/docker/networks.ts";
import { makeVolume } from "../../../toolkit/docker/volumes.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { throwIfAborted, UserError } from "../../../toolkit/errors.ts";
import { lastLines } from "../../../toolkit/log-text.ts";
import { formatDuration } from "../../../toolkit/units.ts";
import type { World } from "../../../toolkit/world.ts";
import { type Driver, type Endpoint, FOLDER, FRONT_PORT } from "../balancer.ts";
import { HaproxyDriver } from "../haproxy/driver.ts";
import type { Publish } from "../spec.ts";
import type {
  BalancerSettings,
  DeployRecord,
  Instance,
  Moment,
  Observed,
  Operation,
  Target,
  Traffic,
} from "../target.ts";
import { awaitHealthy } from "./gate.ts";
import { Instances, type Making } from "./instances.ts";
import { balancerName, labelsOf } from "./names.ts";
import { appendRecord, readRecords } from "./records.ts";

/** What the target has to know to do its operations. Durations are in milliseconds. */
export interface DockerTargetOptions extends Making {
  readonly imagePresent: boolean;
  readonly publish: Publish;
  readonly proxyImage: string;
  readonly shell: string;
  readonly settings: BalancerSettings;
  readonly healthTimeout: number;
  readonly drainTimeout: number;
  readonly stopTimeout: number;
  /** The line that the operation `record` writes. */
  readonly record: () => DeployRecord;
  readonly onMoment: (instance: string, what: Moment["what"]) => void;
  readonly fetchImage: (signal: AbortSignal) => Promise<void>;
}

const POLL = 50;

/** One Docker Engine with a load balancer in front of the app's containers. */
export class DockerTarget implements Target {
  readonly #engine: Engine;
  readonly #clock: World["clock"];
  readonly #info: (text: string) => void;
  readonly #options: DockerTargetOptions;
  readonly #driver: Driver;
  readonly #instances: Instances;
  #saved: { settings: BalancerSettings; endpoints: readonly Endpoint[] } | undefined;
  /** What a balancer that was reloaded since has counted. */
  #counted: Traffic = { requests: 0, failed: 0 };
  #drainTimeout: number;
  #stopTimeout: number;

  constructor(engine: Engine, world: Pick<World, "clock" | "runner">, options: DockerTargetOptions) {
    this.#drainTimeout = options.drainTimeout;
    this.#stopTimeout = options.stopTimeout;
    this.#engine = engine;
    this.#clock = world.clock;
    this.#info = world.runner.info;
    this.#options = options;
    this.#instances = new Instances(engine);
    this.#driver = new HaproxyDriver(engine, balancerName(options.app));
  }

  close(): void {
    this.#driver.close();
  }

  hurry(): void {
    this.#drainTimeout = Math.min(this.#drainTimeout, 1000);
    this.#stopTimeout = Math.min(this.#stopTimeout, 1000);
  }

  async observe(): Promise<Observed> {
    const { app, spec } = this.#options;
    const [containers, network] = await Promise.all([
      listContainers(this.#engine, { "quayside.app": app }),
      findNetwork(this.#engine, spec.network),
    ]);
    this.#instances.take(containers);
    const balancer = this.#instances.get(balancerName(app));
    const running = balancer?.running === true;
    const [saved, records] = balancer
      ? await Promise.all([this.#driver.load(), readRecords(this.#engine, app)])
      : [undefined, []];
    this.#saved = saved;
    const own = containers.filter(({ labels }) => labels["quayside.role"] === "instance");
    const endpoints = own.flatMap(({ name }) => this.#instances.endpointOf(name) ?? []);
    const seen = running ? await this.#driver.look(endpoints) : undefined;
    const settings = running ? seen?.settings : saved?.settings;
    const instances: Instance[] = own.map((container) => ({
      id: container.id,
      name: container.name,
      release: container.labels["quayside.release"] ?? "",
      number: Number(container.labels["quayside.number"]) || 0,
      running: container.running,
      traffic: seen?.traffic.get(container.name) ?? "out",
    }));
    const last = records.findLast(({ outcome }) => outcome === "deployed");
    return {
      imagePresent: this.#options.imagePresent,
      networkPresent: network !== undefined,
      balancer: {
        state: !balancer ? "absent" : running ? "running" : "stopped",
        ...(balancer?.labels["quayside.shell"] ? { shell: balancer.labels["quayside.shell"] } : {}),
        ...(settings ? { settings } : {}),
        saved: saved?.endpoints.filter((endpoint) => this.#stillAt(endpoint)).map(({ name }) => name) ?? [],
      },
      instances: instances.sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1)),
      orphans: seen?.orphans ?? [],
      ...(last ? { last } : {}),
    };
  }

  async apply(operation: Operation, signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    const { app, settings } = this.#options;
    switch (operation.kind) {
      case "fetch-image":
        return await this.#options.fetchImage(signal);
      case "make-network":
        return await makeNetwork(this.#engine, operation.name, { "quayside.app": app });
      case "start-balancer":
        return await this.#startBalancer(settings, signal);
      case "replace-balancer":
        await this.#keepCount();
        await removeContainer(this.#engine, balancerName(app));
        return await this.#startBalancer(operation.settings, signal);
      case "reload-balancer": {
        await this.#keepCount();
        const since = await this.#driver.reload(operation.settings);
        return await this.#answers(operation.settings, signal, since);
      }
      case "remove":
      case "stop":
        return void (await Promise.all(operation.names.map((name) => this.#stop(name))));
      case "start":
        return void (await Promise.all(operation.names.map((name) => this.#start(name))));
      case "await-healthy":
        return await this.#awaitHealthy(operation.names, signal);
      case "save-routes":
        return await this.#driver.save(
          (await this.#driver.load())?.settings ?? settings,
          this.#instances.endpoints(operation.names),
        );
      case "switch":
        return await this.#switch(operation.enter, operation.leave);
      case "drain":
        return await this.#drain(operation.names, signal);
      case "clear-routes":
        return await this.#driver.clear(operation.routes);
      case "watch":
        return await this.#watch(operation.names, operation.milliseconds, signal);
      case "record":
        return await appendRecord(this.#engine, app, this.#options.record());
    }
  }

  async traffic(): Promise<Traffic> {
    const now = this.#running() ? await this.#driver.traffic() : { requests: 0, failed: 0 };
    return { requests: this.#counted.requests + now.requests, failed: this.#counted.failed + now.failed };
  }

  async logs(name: string): Promise<string> {
    return await logsOf(this.#engine, name, 50);
  }

  #running(): boolean {
    return this.#instances.get(balancerName(this.#options.app))?.running === true;
  }

  #stillAt({ name, address, port }: Endpoint): boolean {
    const now = this.#instances.endpointOf(name);
    return now?.address === address && now.port === port;
  }

  // --- the balancer

  async #startBalancer(settings: BalancerSettings, signal: AbortSignal): Promise<void> {
    const { app, spec, publish, proxyImage, shell } = this.#options;
    const name = balancerName(app);
    const labels = labelsOf(app, "balancer");
    await makeVolume(this.#engine, name, labels);
    // One that stands still is made anew: all that it has to keep is in the volume, and its count of restarts with it.
    await removeContainer(this.#engine, name);
    await createContainer(this.#engine, {
      name,
      image: proxyImage,
      labels: { ...labels, "quayside.shell": shell },
      entrypoint: this.#driver.entrypoint,
      command: this.#driver.command,
      network: spec.network,
      publish: [{ port: FRONT_PORT, ...publish }],
      volumes: [{ name, target: FOLDER }],
      restart: "unless-stopped",
    });
    // Containers may have come back with other addresses than those that were saved.
    const endpoints = (this.#saved?.endpoints ?? []).flatMap((saved) => this.#instances.endpointOf(saved.name) ?? []);
    await this.#driver.install(settings, endpoints);
    try {
      await startContainer(this.#engine, name);
    } catch (error) {
      await removeContainer(this.#engine, name).catch(() => {});
      if (!isPortTaken(error)) throw error;
      throw new UserError(
        `The load balancer cannot listen on ${publish.hostIp}:${publish.hostPort}: the port is taken.`,
        {
          hint: `Give another address with publish, or free this one: ss -ltnp 'sport = :${publish.hostPort}' shows who has it.`,
          cause: error,
        },
      );
    }
    await this.#answers(settings, signal);
  }

  /** Waits until the balancer runs with these settings. `since` is what the driver gave for a reload. */
  async #answers(settings: BalancerSettings, signal: AbortSignal, since?: string): Promise<void> {
    const name = balancerName(this.#options.app);
    const deadline = this.#clock.elapsed() + 15_000;
    for (;;) {
      const container = await this.#instances.refresh(name);
      const answer = container?.running ? await this.#driver.answers(settings, since) : "it does not run";
      if (answer === true) return;
      if (this.#clock.elapsed() > deadline || (container && container.restarts > 2)) {
        const log = lastLines(await this.logs(name), 5).join("\n");
        throw new UserError(`The load balancer did not come up: ${answer}\n${log}`, {
          hint: `docker logs ${name} says more.`,
        });
      }
      await this.#clock.sleep(POLL, signal);
    }
  }

  async #keepCount(): Promise<void> {
    this.#counted = await this.traffic().catch(() => this.#counted);
  }

  // --- instances

  async #start(name: string): Promise<void> {
    if ((await this.#instances.refresh(name))?.running) return;
    this.#options.onMoment(name, "starting");
    try {
      await this.#instances.start(name, this.#options);
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
  }

  async #switch(enter: readonly string[], leave: readonly string[]): Promise<void> {
    await Promise.all(enter.map((name) => setRestart(this.#engine, name, "unless-stopped")));
    await this.#driver.move(this.#instances.endpoints(enter), leave);
    for (const name of enter) this.#options.onMoment(name, "in traffic");
    for (const name of leave) this.#options.onMoment(name, "draining");
  }

  async #drain(names: readonly string[], signal: AbortSignal): Promise<void> {
    const deadline = this.#clock.elapsed() + this.#drainTimeout;
    const empty = new Map(names.map((name) => [name, false]));
    while (empty.size > 0) {
      const open = await this.#driver.open([...empty.keys()]);
      for (const [name, before] of empty) {
        const count = open.get(name) ?? 0;
        const late = this.#clock.elapsed() > deadline;
        if (count > 0 && !late) empty.set(name, false);
        // Empty twice in a row: a request may have been given to it in the instant before it was taken out.
        else if (count === 0 && !before) empty.set(name, true);
        else {
          if (count > 0) {
            this.#info(
              `${name}: ${count} requests were still open after ${formatDuration(this.#drainTimeout)} and are cut off`,
            );
          }
          await this.#driver.out([name], count > 0);
          this.#options.onMoment(name, "empty");
          empty.delete(name);
        }
      }
      if (empty.size > 0) await this.#clock.sleep(POLL, signal);
    }
  }

  async #watch(names: readonly string[], milliseconds: number, signal: AbortSignal): Promise<void> {
    const until = this.#clock.elapsed() + milliseconds;
    while (this.#clock.elapsed() < until) {
      for (const name of names) {
        const container = await this.#instances.refresh(name);
        if (!container?.running || container.restarts > 0) {
          this.#options.onMoment(name, "failed");
          throw await this.#instances.died(name);
        }
        if (container.health?.status === "unhealthy") {
          throw new UserError(
            `${name} turned unhealthy in traffic: ${container.health.last || "its check said nothing"}`,
          );
        }
      }
      await this.#clock.sleep(Math.min(500, Math.max(1, until - this.#clock.elapsed())), signal);
    }
  }

  async #stop(name: string): Promise<void> {
    if (this.#running()) await this.#driver.out([name]);
    if (await this.#instances.stop(name, this.#stopTimeout)) this.#options.onMoment(name, "stopped");
  }
}
