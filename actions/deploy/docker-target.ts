import { isPortTaken, statusOf } from "../../toolkit/docker/api-errors.ts";
import { getFile, putFiles } from "../../toolkit/docker/archives.ts";
import {
  type Container,
  createContainer,
  findContainer,
  listContainers,
  logsOf,
  removeContainer,
  setRestart,
  signalContainer,
  startContainer,
  stopContainer,
} from "../../toolkit/docker/containers.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { findNetwork, makeNetwork } from "../../toolkit/docker/networks.ts";
import { makeVolume } from "../../toolkit/docker/volumes.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { lastLines } from "../../toolkit/log-text.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";
import {
  configText,
  FOLDER,
  FRONT_PORT,
  type SavedRoute,
  type SavedState,
  SLOTS,
  settingsMark,
  slotName,
} from "./haproxy/config.ts";
import { Control } from "./haproxy/control.ts";
import { parseStats, type Slot, slotsOf, trafficOf } from "./haproxy/stats.ts";
import type { ReleaseSpec } from "./release.ts";
import type { Publish } from "./spec.ts";
import type {
  BalancerSettings,
  DeployRecord,
  Instance,
  Moment,
  Observed,
  Operation,
  Target,
  Traffic,
} from "./target.ts";

/** What the target has to know to make the containers of a release. Durations are in milliseconds. */
export interface DockerTargetOptions {
  readonly app: string;
  readonly release: string;
  readonly spec: ReleaseSpec;
  /** The image as it was named, to fetch it and to run it. */
  readonly image: string;
  readonly imagePresent: boolean;
  readonly secrets: ReadonlyMap<string, string>;
  readonly publish: Publish;
  readonly proxyImage: string;
  readonly shell: string;
  readonly settings: BalancerSettings;
  readonly healthTimeout: number;
  readonly drainTimeout: number;
  readonly stopTimeout: number;
  readonly labels: Readonly<Record<string, string>>;
  /** The line that the operation `record` writes. */
  readonly record: () => DeployRecord;
  readonly onMoment: (instance: string, what: Moment["what"]) => void;
  readonly fetchImage: (signal: AbortSignal) => Promise<void>;
}

const CONFIG = `${FOLDER}/haproxy.cfg`;
const STATE = `${FOLDER}/state.json`;
const RECORDS = `${FOLDER}/deploys.jsonl`;
const POLL = 50;

/** Labels that every container of an app carries, with its role. */
export function labelsOf(app: string, role: "instance" | "balancer"): Record<string, string> {
  return { "quayside.app": app, "quayside.role": role };
}

/** Name of the balancer's container and of its volume. */
export function balancerName(app: string): string {
  return `${app}-balancer`;
}

/** The record of an app as its host keeps it, oldest first; empty where there is none. */
export async function readRecords(engine: Engine, app: string): Promise<DeployRecord[]> {
  const text = (await getFile(engine, balancerName(app), RECORDS).catch(() => undefined))?.toString("utf8") ?? "";
  return text.split("\n").flatMap((line) => {
    try {
      const record = JSON.parse(line) as DeployRecord;
      return record.version === 1 ? [record] : [];
    } catch {
      // A host that lost power may have half a line; the others are still worth reading.
      return [];
    }
  });
}

/** A field of `show info`; HAProxy writes some of their names with a capital, and not in every version the same ones. */
function infoOf(info: string, field: string): string | undefined {
  const line = info.split("\n").find((one) => one.toLowerCase().startsWith(`${field}:`));
  return line?.slice(field.length + 1).trim();
}

/** One Docker Engine with HAProxy in front of the app's containers. */
export class DockerTarget implements Target {
  readonly #engine: Engine;
  readonly #clock: World["clock"];
  readonly #info: (text: string) => void;
  readonly #options: DockerTargetOptions;
  #control: Control | undefined;
  #containers = new Map<string, Container>();
  #saved: SavedState | undefined;
  /** Slots that were given to instances in this run or were found to be theirs. */
  #slots = new Map<string, string>();
  /** What a HAProxy that was reloaded since has counted. */
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
  }

  close(): void {
    this.#control?.close();
  }

  /** From now on nobody is waited for: a cancelled job has 7.5 s in all. What is open after a second is cut off. */
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
    this.#containers = new Map(containers.map((container) => [container.name, container]));
    const balancer = this.#containers.get(balancerName(app));
    const running = balancer?.running === true;
    const [state, records] = balancer
      ? await Promise.all([
          getFile(this.#engine, balancer.id, STATE).catch(() => undefined),
          readRecords(this.#engine, app),
        ])
      : [undefined, []];
    this.#saved = state ? (JSON.parse(state.toString("utf8")) as SavedState) : undefined;
    const slots = running ? await this.#appSlots() : [];
    const description = running ? infoOf(await this.#ctl().command("show info"), "description") : undefined;
    const saved = this.#saved;

    const routed = new Map(slots.filter(({ traffic }) => traffic !== "out").map((slot) => [slot.address, slot]));
    this.#slots.clear();
    const instances: Instance[] = containers
      .filter(({ labels }) => labels["quayside.role"] === "instance")
      .map((container) => {
        const address = this.#address(container);
        const slot = address ? routed.get(address) : undefined;
        if (slot) {
          this.#slots.set(container.name, slot.name);
          routed.delete(slot.address);
        }
        return {
          id: container.id,
          name: container.name,
          release: container.labels["quayside.release"] ?? "",
          number: Number(container.labels["quayside.number"]) || 0,
          running: container.running,
          traffic: slot?.traffic ?? "out",
        };
      });
    const last = records.findLast(({ outcome }) => outcome === "deployed");
    return {
      imagePresent: this.#options.imagePresent,
      networkPresent: network !== undefined,
      balancer: {
        state: !balancer ? "absent" : running ? "running" : "stopped",
        ...(balancer?.labels["quayside.shell"] ? { shell: balancer.labels["quayside.shell"] } : {}),
        ...(saved && (!running || description === settingsMark(saved.settings)) ? { settings: saved.settings } : {}),
        saved: saved?.routes.filter((route) => this.#stillAt(route)).map(({ name }) => name) ?? [],
      },
      instances: instances.sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1)),
      orphans: [...routed.values()].map(({ name }) => name),
      ...(last ? { last } : {}),
    };
  }

  async apply(operation: Operation, signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    const { app, spec } = this.#options;
    switch (operation.kind) {
      case "fetch-image":
        return await this.#options.fetchImage(signal);
      case "make-network":
        return await makeNetwork(this.#engine, operation.name, { "quayside.app": app });
      case "start-balancer":
        return await this.#startBalancer(this.#options.settings, signal);
      case "replace-balancer":
        await this.#keepCount();
        await removeContainer(this.#engine, balancerName(app));
        return await this.#startBalancer(operation.settings, signal);
      case "reload-balancer":
        return await this.#reload(operation.settings, signal);
      case "remove":
      case "stop":
        return void (await Promise.all(operation.names.map((name) => this.#stop(name))));
      case "start":
        return void (await Promise.all(operation.names.map((name) => this.#start(name, spec))));
      case "await-healthy":
        return await this.#awaitHealthy(operation.names, signal);
      case "save-routes":
        await this.#assignSlots(operation.names);
        return await this.#save(this.#saved?.settings ?? this.#options.settings, this.#routesTo(operation.names));
      case "switch":
        return await this.#switch(operation.enter, operation.leave);
      case "drain":
        return await this.#drain(operation.names, signal);
      case "clear-routes":
        return await this.#ctl().change(operation.routes.map((slot) => `set server app/${slot} state maint`));
      case "watch":
        return await this.#watch(operation.names, operation.milliseconds, signal);
      case "record":
        return await this.#record();
    }
  }

  async traffic(): Promise<Traffic> {
    const now = this.#running() ? trafficOf(await this.#stats()) : { requests: 0, failed: 0 };
    return { requests: this.#counted.requests + now.requests, failed: this.#counted.failed + now.failed };
  }

  async logs(name: string): Promise<string> {
    return await logsOf(this.#engine, name, 50);
  }

  #ctl(): Control {
    this.#control ??= new Control(this.#engine, balancerName(this.#options.app));
    return this.#control;
  }

  #running(): boolean {
    return this.#containers.get(balancerName(this.#options.app))?.running === true;
  }

  async #stats() {
    return parseStats(await this.#ctl().command("show stat"));
  }

  async #appSlots(): Promise<Slot[]> {
    return slotsOf(await this.#stats(), "app");
  }

  /** Where the balancer finds a container: `10.0.0.3:8000`; undefined while it has no address. */
  #address(container: Container): string | undefined {
    const ip = container.addresses[container.labels["quayside.network"] ?? ""];
    return ip ? `${ip}:${container.labels["quayside.port"]}` : undefined;
  }

  #stillAt(route: SavedRoute): boolean {
    const container = this.#containers.get(route.name);
    return container !== undefined && this.#address(container) === `${route.address}:${route.port}`;
  }

  #endpoint(name: string): { address: string; port: number } {
    const container = this.#containers.get(name);
    const [address, port] = (container && this.#address(container))?.split(":") ?? [];
    if (!address) throw new Error(`${name} has no address on its network`);
    return { address, port: Number(port) };
  }

  #routesTo(names: readonly string[]): SavedRoute[] {
    return names.map((name) => {
      const slot = this.#slots.get(name);
      if (!slot) throw new Error(`${name} has no slot`);
      return { name, slot, ...this.#endpoint(name) };
    });
  }

  async #refresh(name: string): Promise<Container | undefined> {
    const container = await findContainer(this.#engine, name);
    if (container) this.#containers.set(name, container);
    else this.#containers.delete(name);
    return container;
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
      // The image's own entry is left out: HAProxy itself has to be the process that gets the signals.
      entrypoint: ["haproxy"],
      command: ["-W", "-db", "-f", CONFIG],
      network: spec.network,
      publish: [{ port: FRONT_PORT, ...publish }],
      volumes: [{ name, target: FOLDER }],
      restart: "unless-stopped",
    });
    // Containers may have come back with other addresses than those that were saved.
    const routes = (this.#saved?.routes ?? []).flatMap((route) => {
      const container = this.#containers.get(route.name);
      const address = container?.running ? this.#address(container) : undefined;
      return address ? [{ ...route, ...this.#endpoint(route.name) }] : [];
    });
    const state: SavedState = { version: 1, settings, routes };
    await putFiles(this.#engine, name, FOLDER, [
      { name: "haproxy.cfg", content: configText(state) },
      { name: "state.json", content: JSON.stringify(state) },
    ]);
    this.#saved = state;
    for (const route of routes) this.#slots.set(route.name, route.slot);
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

  /** Waits until HAProxy runs with these settings, in another process than `old`, which goes on for a while after a reload. */
  async #answers(settings: BalancerSettings, signal: AbortSignal, old?: string): Promise<void> {
    const name = balancerName(this.#options.app);
    const deadline = this.#clock.elapsed() + 15_000;
    for (;;) {
      const container = await this.#refresh(name);
      let why = "it does not run";
      if (container?.running) {
        // Each try needs a connection of its own: an old process would answer over the one that is open.
        this.#control?.close();
        try {
          const info = await this.#ctl().command("show info");
          if (infoOf(info, "description") === settingsMark(settings) && infoOf(info, "pid") !== old) return;
          why = "it still runs with its old settings";
        } catch (error) {
          why = messageOf(error);
        }
      }
      if (this.#clock.elapsed() > deadline || (container && container.restarts > 2)) {
        const log = lastLines(await this.logs(name), 5).join("\n");
        throw new UserError(`HAProxy did not come up: ${why}\n${log}`, {
          hint: `docker logs ${name} says more.`,
        });
      }
      await this.#clock.sleep(POLL, signal);
    }
  }

  /** Writes the configuration for the next start, each file whole or not at all. */
  async #save(settings: BalancerSettings, routes: readonly SavedRoute[]): Promise<void> {
    const name = balancerName(this.#options.app);
    const state: SavedState = { version: 1, settings, routes };
    await putFiles(this.#engine, name, FOLDER, [
      { name: "haproxy.cfg.new", content: configText(state) },
      { name: "state.json.new", content: JSON.stringify(state) },
    ]);
    await this.#asRoot(`mv -f ${CONFIG}.new ${CONFIG} && mv -f ${STATE}.new ${STATE}`);
    this.#saved = state;
  }

  async #reload(settings: BalancerSettings, signal: AbortSignal): Promise<void> {
    // What is in traffic at this moment stays there; the saved routes may already be those of the next release.
    const slots = (await this.#appSlots()).filter(({ traffic }) => traffic === "in");
    const routes = slots.flatMap((slot) => {
      const name = [...this.#slots].find(([, assigned]) => assigned === slot.name)?.[0];
      const [address = "", port] = slot.address.split(":");
      return name ? [{ name, slot: slot.name, address, port: Number(port) }] : [];
    });
    await this.#keepCount();
    await this.#save(settings, routes);
    const old = infoOf(await this.#ctl().command("show info"), "pid");
    await signalContainer(this.#engine, balancerName(this.#options.app), "SIGUSR2");
    await this.#answers(settings, signal, old);
  }

  async #keepCount(): Promise<void> {
    this.#counted = await this.traffic().catch(() => this.#counted);
  }

  async #asRoot(script: string): Promise<void> {
    const { code, stderr } = await execIn(this.#engine, balancerName(this.#options.app), ["sh", "-c", script], {
      user: "0",
    });
    if (code !== 0) throw new Error(`a command in the load balancer's container failed: ${stderr.trim()}`);
  }

  async #record(): Promise<void> {
    const line = `${JSON.stringify(this.#options.record())}\n`;
    await putFiles(this.#engine, balancerName(this.#options.app), FOLDER, [{ name: "deploy.new", content: line }]);
    await this.#asRoot(`cat ${FOLDER}/deploy.new >> ${RECORDS} && rm -f ${FOLDER}/deploy.new`);
  }

  // --- instances

  async #start(name: string, spec: ReleaseSpec): Promise<void> {
    const { app, release, image, secrets, labels } = this.#options;
    const found = await this.#refresh(name);
    if (found?.running) return;
    if (found) await removeContainer(this.#engine, found.id);
    this.#options.onMoment(name, "starting");
    try {
      await createContainer(this.#engine, {
        name,
        image,
        labels: {
          ...labels,
          ...labelsOf(app, "instance"),
          "quayside.release": release,
          "quayside.number": name.split("-").at(-1) ?? "",
          "quayside.image": image,
          "quayside.network": spec.network,
          "quayside.port": String(spec.port),
        },
        env: spec.env,
        network: spec.network,
        // A new container that dies shall stay dead, with its exit code and its log, until it has been found healthy.
        restart: "no",
        ...(spec.memory === undefined ? {} : { memory: spec.memory }),
        ...(spec.cpus === undefined ? {} : { cpus: spec.cpus }),
      });
      if (secrets.size > 0) {
        // In the container's own layer: it outlives a restart, and is gone with the container.
        await putFiles(this.#engine, name, "/", [
          { name: "run/secrets/", content: "" },
          ...[...secrets].map(([file, content]) => ({ name: `run/secrets/${file}`, content, mode: 0o444 })),
        ]);
      }
      await startContainer(this.#engine, name);
    } catch (error) {
      this.#options.onMoment(name, "failed");
      if (statusOf(error) === undefined) throw error;
      throw new UserError(`${name} could not be started: ${messageOf(error)}`, { cause: error });
    }
    await this.#refresh(name);
  }

  /** Gives each of these a slot that neither leads anywhere nor is spoken for; one that has a slot keeps it. */
  async #assignSlots(names: readonly string[]): Promise<void> {
    const without = names.filter((name) => !this.#slots.has(name));
    if (without.length === 0) return;
    const busy = (await this.#appSlots()).filter(({ traffic }) => traffic !== "out").map(({ name }) => name);
    const taken = new Set([...this.#slots.values(), ...busy]);
    const free = Array.from({ length: SLOTS }, (_, index) => slotName(index)).filter((slot) => !taken.has(slot));
    for (const name of without) {
      const slot = free.shift();
      if (!slot) throw new Error("every slot of the load balancer is taken");
      this.#slots.set(name, slot);
    }
  }

  async #awaitHealthy(names: readonly string[], signal: AbortSignal): Promise<void> {
    await this.#assignSlots(names);
    await Promise.all(names.map((name) => this.#refresh(name)));
    const gate = (name: string) => `gate/${this.#slots.get(name)}`;
    for (const name of names) {
      const container = this.#containers.get(name);
      if (!container?.running) throw await this.#died(name);
    }
    await this.#ctl().change(
      names.flatMap((name) => {
        const { address, port } = this.#endpoint(name);
        return [
          `set server ${gate(name)} state maint`,
          `set server ${gate(name)} addr ${address} port ${port}`,
          `set server ${gate(name)} state ready`,
          // HAProxy trusts a server that leaves maintenance; this one has to earn it.
          `set server ${gate(name)} health down`,
        ];
      }),
    );
    try {
      await this.#healthy(names, signal);
    } finally {
      await this.#ctl()
        .change(names.map((name) => `set server ${gate(name)} state maint`))
        .catch(() => {});
    }
  }

  async #healthy(names: readonly string[], signal: AbortSignal): Promise<void> {
    const deadline = this.#clock.elapsed() + this.#options.healthTimeout;
    const passed = new Set<string>();
    const pending = new Set(names);
    while (pending.size > 0) {
      const gate = new Map(slotsOf(await this.#stats(), "gate").map((slot) => [slot.name, slot]));
      const late = this.#clock.elapsed() > deadline;
      await Promise.all(
        [...pending].map(async (name) => {
          const container = await this.#refresh(name);
          if (!container?.running) throw await this.#died(name);
          if (container.health?.status === "unhealthy") {
            this.#options.onMoment(name, "failed");
            throw new UserError(
              `${name} is unhealthy, its own health check says: ${container.health.last || "nothing"}`,
            );
          }
          const slot = gate.get(this.#slots.get(name) ?? "");
          if (slot?.up && !passed.has(name) && (await this.#ownCheck(container, signal))) passed.add(name);
          if (slot?.up && passed.has(name)) {
            this.#options.onMoment(name, "healthy");
            pending.delete(name);
          } else if (late) {
            this.#options.onMoment(name, "failed");
            throw new UserError(this.#notHealthy(name, container, slot), {
              hint: "Look at the last log lines; or give a longer health-timeout, or another health-path or port.",
            });
          }
        }),
      );
      if (pending.size > 0) await this.#clock.sleep(POLL, signal);
    }
  }

  /**
   * Whether the image's own health check is content. While Docker still waits for its first turn, which may be half a
   * minute, the same command is run here.
   */
  async #ownCheck(container: Container, signal: AbortSignal): Promise<boolean> {
    if (!container.health || container.health.status === "healthy") return true;
    const [kind, ...words] = container.healthTest ?? [];
    const argv = kind === "CMD-SHELL" ? ["/bin/sh", "-c", words.join(" ")] : words;
    if (argv.length === 0) return true;
    return (await execIn(this.#engine, container.id, argv, { signal }).catch(() => undefined))?.code === 0;
  }

  #notHealthy(name: string, container: Container, slot: Slot | undefined): string {
    const { settings, spec, healthTimeout } = this.#options;
    const asked = settings.gatePath === "" ? `port ${spec.port}` : `port ${spec.port}, GET ${settings.gatePath}`;
    const found = slot?.up
      ? `its own health check still fails: ${container.health?.last || "it said nothing"}`
      : `asked at ${asked}: ${slot?.check ?? "no answer"}`;
    return `${name} was not healthy within ${formatDuration(healthTimeout)}; ${found}`;
  }

  async #died(name: string): Promise<UserError> {
    const container = await this.#refresh(name);
    this.#options.onMoment(name, "failed");
    if (!container) return new UserError(`${name} is gone: somebody removed it`);
    const why = container.oomKilled
      ? "it ran out of memory"
      : container.error || `it ended with exit code ${container.exitCode}`;
    return new UserError(`${name} did not stay up: ${why}`, {
      hint: container.oomKilled
        ? "Give it more memory, or find out what it needs it for."
        : "Its last log lines say why.",
    });
  }

  async #switch(enter: readonly string[], leave: readonly string[]): Promise<void> {
    await this.#assignSlots(enter);
    await Promise.all(enter.map((name) => setRestart(this.#engine, name, "unless-stopped")));
    const slot = (name: string) => {
      const assigned = this.#slots.get(name);
      if (!assigned) throw new Error(`${name} has no slot`);
      return `app/${assigned}`;
    };
    // The new ones first: there is no moment without anyone to answer.
    await this.#ctl().change([
      ...enter.flatMap((name) => {
        const { address, port } = this.#endpoint(name);
        return [
          `set server ${slot(name)} addr ${address} port ${port}`,
          `set server ${slot(name)} weight 100`,
          `set server ${slot(name)} state ready`,
        ];
      }),
      ...leave.map((name) => `set server ${slot(name)} state drain`),
    ]);
    for (const name of enter) this.#options.onMoment(name, "in traffic");
    for (const name of leave) this.#options.onMoment(name, "draining");
  }

  async #drain(names: readonly string[], signal: AbortSignal): Promise<void> {
    const deadline = this.#clock.elapsed() + this.#drainTimeout;
    const waiting = new Map(names.flatMap((name) => (this.#slots.has(name) ? [[name, 0] as [string, number]] : [])));
    while (waiting.size > 0) {
      const slots = new Map((await this.#appSlots()).map((slot) => [slot.name, slot]));
      for (const [name, seen] of waiting) {
        const assigned = this.#slots.get(name) ?? "";
        const open = slots.get(assigned)?.open ?? 0;
        // Empty twice in a row: a request may have been given to it in the instant before it was taken out.
        if (open === 0 && seen < 1) waiting.set(name, seen + 1);
        else if (open === 0 || this.#clock.elapsed() > deadline) {
          if (open > 0) {
            this.#info(
              `${name}: ${open} requests were still open after ${formatDuration(this.#drainTimeout)} and are cut off`,
            );
            await this.#ctl().command(`shutdown sessions server app/${assigned}`);
          }
          await this.#ctl().change([`set server app/${assigned} state maint`]);
          this.#options.onMoment(name, "empty");
          waiting.delete(name);
        } else waiting.set(name, 0);
      }
      if (waiting.size > 0) await this.#clock.sleep(POLL, signal);
    }
  }

  async #watch(names: readonly string[], milliseconds: number, signal: AbortSignal): Promise<void> {
    const until = this.#clock.elapsed() + milliseconds;
    while (this.#clock.elapsed() < until) {
      for (const name of names) {
        const container = await this.#refresh(name);
        if (!container?.running || container.restarts > 0) throw await this.#died(name);
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
    const container = await this.#refresh(name);
    const slot = this.#slots.get(name);
    if (slot && this.#running()) await this.#ctl().change([`set server app/${slot} state maint`]);
    this.#slots.delete(name);
    if (!container) return;
    await stopContainer(this.#engine, container.id, this.#stopTimeout);
    await removeContainer(this.#engine, container.id);
    this.#containers.delete(name);
    this.#options.onMoment(name, "stopped");
  }
}
