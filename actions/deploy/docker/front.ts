import { isPortTaken } from "../../../toolkit/docker/api-errors.ts";
import {
  type Container,
  type ContainerSettings,
  createContainer,
  findContainer,
  listContainers,
  logsOf,
  removeContainer,
  renameContainer,
  startContainer,
} from "../../../toolkit/docker/containers.ts";
import { connectNetwork, makeNetwork } from "../../../toolkit/docker/networks.ts";
import { makeVolume } from "../../../toolkit/docker/volumes.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { UserError } from "../../../toolkit/errors.ts";
import { lastLines } from "../../../toolkit/log-text.ts";
import type { World } from "../../../toolkit/world.ts";
import { addressText, type Driver, type Endpoint, FOLDER, FRONT_PORT, type Shell, TLS_PORT } from "../balancer.ts";
import type { Balancer, BalancerSettings } from "../target.ts";
import { BEHIND, homeNetwork } from "./names.ts";
import { asRoot } from "./records.ts";
import { RUN } from "./supervisor.ts";

const POLL = 50;
/** Milliseconds that a balancer may take until it answers. */
const START_LIMIT = 15_000;
/** How the name of one ends that has not taken everything over yet: a killed run leaves it so. */
const NEXT = "-next";

/** What a front has to know. */
export interface FrontOptions {
  /** Name of the container that owns the port, and of the volume. */
  readonly proxy: string;
  /** The app that it was made for alone; undefined where several apps share it. */
  readonly app: string | undefined;
  readonly shell: Shell;
  readonly network: string;
  /** Labels that its containers have beside ours. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/**
 * The containers of one load balancer. The first one owns the port and the network and stays; one of another image comes
 * beside it and takes its work over, so that the port is never without somebody who answers.
 */
export class Front {
  readonly #engine: Engine;
  readonly #clock: World["clock"];
  readonly #driver: Driver;
  readonly #options: FrontOptions;
  #owner: Container | undefined;
  #successors: Container[] = [];

  constructor(engine: Engine, clock: World["clock"], driver: Driver, options: FrontOptions) {
    this.#engine = engine;
    this.#clock = clock;
    this.#driver = driver;
    this.#options = options;
  }

  get running(): boolean {
    return this.#owner?.running === true;
  }

  /** All containers of it that run, by name. */
  get containers(): string[] {
    return [this.#owner, ...this.#successors].flatMap((one) => (one?.running ? [one.name] : []));
  }

  async observe(): Promise<Omit<Balancer, "saved" | "settings">> {
    const { proxy, network } = this.#options;
    this.#owner = await findContainer(this.#engine, proxy);
    if (!this.#owner) return { state: "absent", connected: false };
    const successors = await listContainers(this.#engine, { "quayside.successor-of": this.#owner.id });
    // Their names are in the order of their making.
    this.#successors = successors.sort((a, b) => (a.name < b.name ? -1 : 1));
    const active = this.#successors.findLast(({ running }) => running) ?? this.#owner;
    return {
      state: this.#owner.running ? "running" : "stopped",
      kind: this.#owner.labels["quayside.balancer"] ?? "",
      midway: successors.some(({ name }) => name.endsWith(NEXT)),
      image: active.labels["quayside.image"] ?? "",
      address: this.#owner.labels["quayside.address"] ?? "",
      connected: this.#owner.addresses[network] !== undefined,
    };
  }

  /**
   * Makes and starts it. Whatever stood there before is removed: all that it has to keep is in the volume. It is in the
   * app's network, in all that the one before was in, and in `also`. `aside` is without its ports, while somebody else
   * still has them.
   */
  async start(
    settings: BalancerSettings,
    endpoints: readonly Endpoint[],
    signal: AbortSignal,
    { aside = false, also = [] }: { readonly aside?: boolean; readonly also?: readonly string[] } = {},
  ): Promise<void> {
    const { proxy, app, shell, network } = this.#options;
    const { publish, publishTls } = shell;
    await makeVolume(this.#engine, proxy, this.#own());
    // One that is shared outlives each of its apps, and with it their networks.
    const home = app ? network : homeNetwork(proxy);
    if (!app) await makeNetwork(this.#engine, home, this.#own());
    for (const { id } of this.#successors) await removeContainer(this.#engine, id);
    this.#successors = [];
    // Where it had gone, nobody but the containers of other apps knows which networks those have.
    const others = app ? [] : await listContainers(this.#engine, { [BEHIND]: proxy, "quayside.role": "instance" });
    const theirs = others.flatMap(({ running, labels }) => (running ? (labels["quayside.network"] ?? []) : []));
    const networks = new Set([network, ...also, ...theirs, ...Object.keys(this.#owner?.addresses ?? {})]);
    networks.delete(home);
    const spec = {
      ...this.#common(),
      name: proxy,
      labels: {
        ...this.#labels(),
        "quayside.balancer": shell.kind,
        "quayside.image": shell.image,
        "quayside.address": aside ? "" : addressText(shell),
      },
      network: home,
      gateway: true,
      publish: aside
        ? []
        : [{ port: FRONT_PORT, ...publish }, ...(publishTls ? [{ port: TLS_PORT, ...publishTls }] : [])],
    };
    const make = async (more: ContainerSettings) => {
      await removeContainer(this.#engine, proxy);
      await createContainer(this.#engine, { ...spec, ...more });
      await this.#driver.install(settings, endpoints);
      for (const name of networks) await connectNetwork(this.#engine, name, proxy);
      await startContainer(this.#engine, proxy);
    };
    const { sysctls } = this.#driver;
    try {
      // An older kernel does not know it, and some runtimes know none at all.
      await make(sysctls ? { sysctls } : {}).catch(async (error) => {
        if (!sysctls || isPortTaken(error)) throw error;
        await make({});
      });
    } catch (error) {
      await removeContainer(this.#engine, proxy).catch(() => {});
      if (!isPortTaken(error)) throw error;
      throw new UserError(`The load balancer cannot listen on ${addressText(shell)}: the port is taken.`, {
        hint: `Give another address with publish, or free this one: ss -ltnp 'sport = :${publish.hostPort}' shows who has it.`,
        cause: error,
      });
    }
    await this.#answers(proxy, signal);
  }

  /** Lets a container of the wanted image take over, and waits until the one before has no request left. */
  async upgrade(settings: BalancerSettings, patience: number, signal: AbortSignal): Promise<void> {
    const { proxy, shell } = this.#options;
    const owner = this.#owner;
    if (!owner) throw new Error("there is no load balancer to take over from");
    const last = `${proxy}-${Date.now().toString(36)}`;
    const name = `${last}${NEXT}`;
    await this.#driver.prepare(settings);
    await asRoot(this.#engine, proxy, `cd ${RUN} && rm -f handover-* && touch successor handover-${last}`);
    const labels = { "quayside.successor-of": owner.id, "quayside.image": shell.image };
    await createContainer(this.#engine, {
      ...this.#common(),
      name,
      labels: { ...this.#labels(), ...labels },
      network: `container:${owner.id}`,
      env: { SUCCESSOR: last },
    });
    try {
      await startContainer(this.#engine, name);
      await this.#answers(name, signal);
    } catch (error) {
      await removeContainer(this.#engine, name);
      throw error;
    }
    // One that a killed run has started may have come up only meanwhile.
    await this.observe();
    for (const container of this.containers) if (container !== name) await this.#driver.retire(container);
    // The one before may have answered a connection that was for both.
    await this.#answers(name, signal);
    const previous = this.#successors.filter((one) => one.name !== name);
    await this.settle(patience, signal);
    for (const { id } of previous) await removeContainer(this.#engine, id);
    await renameContainer(this.#engine, name, last);
    await this.observe();
  }

  /** Takes over settings that need a reload. */
  async reload(settings: BalancerSettings, signal: AbortSignal): Promise<void> {
    await this.#driver.prepare(settings);
    await this.#driver.reload(this.containers);
    await this.#answers(this.#options.proxy, signal);
  }

  /** Waits until processes of before a reload or a handover are gone, at most so many milliseconds; says whether they are. */
  async settle(patience: number, signal: AbortSignal): Promise<boolean> {
    const deadline = this.#clock.elapsed() + patience;
    while ((await this.#driver.lingering(this.containers)) > 0) {
      if (this.#clock.elapsed() > deadline) return false;
      await this.#clock.sleep(4 * POLL, signal);
    }
    return true;
  }

  async connect(network: string): Promise<void> {
    await connectNetwork(this.#engine, network, this.#options.proxy);
  }

  /** Waits until the one that was installed or prepared last answers. */
  async #answers(name: string, signal: AbortSignal): Promise<void> {
    const deadline = this.#clock.elapsed() + START_LIMIT;
    for (;;) {
      const container = await findContainer(this.#engine, name);
      if (name === this.#options.proxy) this.#owner = container;
      const answer = container?.running ? await this.#driver.answers(container.name) : "it does not run";
      if (answer === true) return;
      if (this.#clock.elapsed() > deadline || (container && container.restarts > 2)) {
        const log = lastLines(await logsOf(this.#engine, name, 50), 5).join("\n");
        throw new UserError(`The load balancer did not come up: ${answer}\n${log}`, {
          hint: `docker logs ${name} says more.`,
        });
      }
      await this.#clock.sleep(POLL, signal);
    }
  }

  #common() {
    return {
      image: this.#options.shell.image,
      entrypoint: this.#driver.entrypoint,
      command: [],
      volumes: [{ name: this.#options.proxy, target: FOLDER }],
      restart: "unless-stopped",
      // That of HAProxy's own images is for HAProxy as the first process.
      stopSignal: "SIGTERM",
    } as const;
  }

  #labels(): Record<string, string> {
    return { ...this.#options.labels, ...this.#own() };
  }

  /** The labels of what outlives the container: its volume with the record is nobody else's to list. */
  #own(): Record<string, string> {
    const { app, proxy } = this.#options;
    return { ...(app ? { "quayside.app": app } : {}), "quayside.proxy": proxy, "quayside.role": "balancer" };
  }
}
