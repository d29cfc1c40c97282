import { statusOf } from "../../../toolkit/docker/api-errors.ts";
import { cloneContainer } from "../../../toolkit/docker/clone.ts";
import {
  type Container,
  findContainer,
  listContainers,
  type PortBinding,
  removeContainer,
  renameContainer,
  setRestart,
  startContainer,
  stopContainer,
} from "../../../toolkit/docker/containers.ts";
import { removeImage, tagImage } from "../../../toolkit/docker/images.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { messageOf, UserError } from "../../../toolkit/errors.ts";
import type { Endpoint } from "../balancer.ts";
import { ADOPTED, adopt, COMPOSE_ONEOFF, COMPOSE_SERVICE } from "./adopt.ts";
import { makeContainer } from "./make.ts";
import type { Making } from "./making.ts";
import { instanceOf, keptImage, keptName, labelsOf, nameLabels, servingName } from "./names.ts";

/** 128 and the number of SIGKILL. */
const KILLED = 137;

/** The containers of one app on one engine, as they were when they were last looked at. */
export class Instances {
  readonly #engine: Engine;
  readonly #making: Making;
  #containers = new Map<string, Container>();
  /** Releases whose image was given the name under which it is kept. */
  readonly #named = new Map<string, Promise<void>>();

  constructor(engine: Engine, making: Making) {
    this.#engine = engine;
    this.#making = making;
  }

  /** Forgets all and takes these. */
  take(containers: readonly Container[]): void {
    this.#containers = new Map(
      containers.map((container) => {
        const { name, kept } = instanceOf(container);
        return [kept ? container.name : name, container];
      }),
    );
  }

  get(name: string): Container | undefined {
    return this.#containers.get(name);
  }

  /** Names of all that run. */
  names(): string[] {
    return [...this.#containers].flatMap(([name, { running, labels }]) =>
      running && labels["quayside.role"] === "instance" ? [name] : [],
    );
  }

  async refresh(name: string): Promise<Container | undefined> {
    const id = this.#containers.get(name)?.id;
    const found = (id && (await findContainer(this.#engine, id))) || (await findContainer(this.#engine, name));
    const container = found && adopt(found, this.#making);
    if (container) this.#containers.set(name, container);
    else this.#containers.delete(name);
    return container;
  }

  /** Where the balancer finds an instance; undefined while it has no address. */
  endpointOf(name: string): Endpoint | undefined {
    const container = this.#containers.get(name);
    const network = container?.labels["quayside.network"] ?? "";
    const address = container?.addresses[network];
    if (!container || !address) return undefined;
    // Every network but the engine's first one has a DNS, which knows containers by the beginning of their ids, too.
    const host = network === "bridge" ? undefined : container.id.slice(0, 12);
    return { name, address, ...(host ? { host } : {}), port: Number(container.labels["quayside.port"]) };
  }

  /** Where the balancer finds these; throws where one has no address. */
  endpoints(names: readonly string[]): Endpoint[] {
    return names.map((name) => {
      const endpoint = this.endpointOf(name);
      if (!endpoint) throw new Error(`${name} has no address on its network`);
      return endpoint;
    });
  }

  /**
   * Makes and starts a container, or the one that was put aside; nothing happens, and nothing is told, where it runs.
   * `taken` says which ports of the host the balancer has.
   */
  async start(
    name: string,
    taken: (hostIp: string, hostPort: number) => boolean,
    onStarting: () => void,
  ): Promise<void> {
    const found = this.#containers.has(name) ? await this.refresh(name) : undefined;
    if (found?.running) return;
    onStarting();
    if (found) await removeContainer(this.#engine, found.id);
    const kept = this.#containers.get(keptName(name));
    try {
      const id = kept ? await this.#bring(name, kept, taken) : await this.#make(name, this.#making);
      await startContainer(this.#engine, id);
      const started = await findContainer(this.#engine, id);
      if (started) this.#containers.set(name, started);
    } catch (error) {
      if (statusOf(error) === undefined) throw error;
      throw new UserError(`${name} could not be started: ${messageOf(error)}`, { cause: error });
    }
  }

  /**
   * Ports of the host that a container of the release that is wanted should have and has not: it came back at a time when
   * the balancer had them.
   */
  lostPorts(
    { labels, published }: Pick<Container, "labels" | "published">,
    taken: (hostIp: string, hostPort: number) => boolean,
  ): PortBinding[] {
    const { release, spec } = this.#making;
    if (labels["quayside.release"] !== release) return [];
    const has = new Set(published.map((text) => addressOf(text)[1]));
    return (spec.ports ?? []).filter(
      ({ hostIp, hostPort }) => hostPort !== undefined && !has.has(hostPort) && !taken(hostIp, hostPort),
    );
  }

  /** One that was put aside, under the name that it serves with. */
  async #bring(name: string, kept: Container, taken: (hostIp: string, hostPort: number) => boolean): Promise<string> {
    const serving = servingName(name, kept.labels);
    // Taken back, it has all of its ports again; as the release that is wanted, it stands behind the balancer.
    const wanted = kept.labels["quayside.release"] === this.#making.release;
    const loses = wanted && kept.published.some((text) => taken(...addressOf(text)));
    const publish = this.lostPorts(kept, taken);
    if (kept.labels[COMPOSE_ONEOFF] !== "True" && !kept.labels[ADOPTED] && !loses && publish.length === 0) {
      await renameContainer(this.#engine, kept.id, serving);
      return kept.id;
    }
    const id = await cloneContainer(this.#engine, kept.id, {
      name: serving,
      labels: { [COMPOSE_ONEOFF]: "False" },
      ...(wanted ? { without: taken, publish } : {}),
    });
    await removeContainer(this.#engine, kept.id);
    return id;
  }

  async #make(name: string, making: Making): Promise<string> {
    const { app, release, spec, image, origin } = making;
    const number = name.split("-").at(-1) ?? "";
    return await makeContainer(this.#engine, making, {
      name: spec.containerName ?? name,
      labels: {
        ...nameLabels(name, spec.containerName),
        ...origin.instance,
        ...(await origin.late?.()),
        ...(origin.instance[COMPOSE_SERVICE]
          ? { "com.docker.compose.container-number": number, "com.docker.compose.image": spec.image }
          : {}),
        ...labelsOf(app, "instance"),
        "quayside.release": release,
        "quayside.number": number,
        "quayside.image": image,
        "quayside.network": spec.network,
        "quayside.port": String(spec.port),
      },
      ...(spec.aliases ? { aliases: spec.aliases } : {}),
      ...(spec.ports ? { publish: spec.ports } : {}),
      // A new container that dies shall stay dead, with its exit code and its log, until it has been found healthy.
      restart: "no",
    });
  }

  /** Stops a container and puts it aside for a rollback; says whether there was one that ran. */
  async keep(name: string, app: string, timeout: number): Promise<boolean> {
    const container = await this.refresh(name);
    if (!container) return false;
    await this.#keepImage(app, container);
    await stopContainer(this.#engine, container.id, timeout);
    // The engine shall not start it again, whatever becomes of the engine.
    await setRestart(this.#engine, container, { name: "no" });
    await removeContainer(this.#engine, keptName(name));
    // One that Compose has made gets the labels that it lacks, and that takes another container.
    const { imageName, labels } = container;
    const foreign = labels[ADOPTED] !== undefined && !(await isOurs(this.#engine, container.id));
    if (foreign) await this.#replace(container, keptName(name), { ...labels, "quayside.image": imageName });
    else await renameContainer(this.#engine, container.id, keptName(name));
    this.#containers.delete(name);
    return true;
  }

  /**
   * Lets Compose no longer count those that were put aside, which its `up` and `start` would start. It takes another
   * container each, so it is done when nobody will want to have the first one back.
   */
  async hideKept(app: string): Promise<void> {
    const labels = { ...labelsOf(app, "instance"), [COMPOSE_ONEOFF]: "False" };
    for (const container of await listContainers(this.#engine, labels)) {
      if (!instanceOf(container).kept || container.running) continue;
      const { name } = container;
      const before = `${name}-before`;
      await removeContainer(this.#engine, before);
      await renameContainer(this.#engine, container.id, before);
      await this.#replace(container, name, { [COMPOSE_ONEOFF]: "True" });
    }
  }

  async #replace({ id }: Container, name: string, labels: Readonly<Record<string, string>>): Promise<void> {
    await cloneContainer(this.#engine, id, { name, labels });
    await removeContainer(this.#engine, id);
  }

  /** Gives the image of a release a name that no pruning takes away, once for all of its containers. */
  async #keepImage(app: string, { image, labels }: Container): Promise<void> {
    const { repo, tag } = keptImage(app, labels["quayside.release"] ?? "");
    const named = this.#named.get(tag) ?? tagImage(this.#engine, image, repo, tag);
    this.#named.set(tag, named);
    await named;
  }

  /** Removes what was put aside of these releases, and the names of their images. */
  async forget(app: string, releases: readonly string[]): Promise<void> {
    for (const release of releases) {
      const labels = { ...labelsOf(app, "instance"), "quayside.release": release };
      const kept = (await listContainers(this.#engine, labels)).filter((container) => instanceOf(container).kept);
      await Promise.all(kept.map(({ id }) => removeContainer(this.#engine, id)));
      const { repo, tag } = keptImage(app, release);
      await removeImage(this.#engine, `${repo}:${tag}`);
    }
  }

  /** Stops and removes a container; says whether there was one. */
  async stop(name: string, timeout: number): Promise<boolean> {
    const container = await this.refresh(name);
    if (!container) return false;
    await stopContainer(this.#engine, container.id, timeout);
    await removeContainer(this.#engine, container.id);
    this.#containers.delete(name);
    return true;
  }

  /** Why a container does not run, as an error for the user. */
  async died(name: string): Promise<UserError> {
    const container = await this.refresh(name);
    if (!container) return new UserError(`${name} is gone: somebody removed it`);
    const again = container.running && !container.oomKilled;
    const why = again ? "it ended and was started again" : container.error || `it ${howItEnded(container)}`;
    return new UserError(`${name} did not stay up: ${why}`, {
      hint: container.oomKilled
        ? "Give it more memory, or find out what it needs it for."
        : "Its last log lines say why.",
    });
  }
}

/** How a container ended, as what it did. Nobody of ours has killed it. */
export function howItEnded({ oomKilled, exitCode }: Pick<Container, "oomKilled" | "exitCode">): string {
  if (oomKilled) return "ran out of memory";
  // Not every engine hears of it from every kernel.
  if (exitCode === KILLED) return `was killed (exit code ${KILLED}), as one is that ran out of memory`;
  return `ended with exit code ${exitCode}`;
}

/** The parts of `address:port`. */
export function addressOf(text: string): [hostIp: string, hostPort: number] {
  const colon = text.lastIndexOf(":");
  return [text.slice(0, colon), Number(text.slice(colon + 1))];
}

/** Whether a container carries our labels by itself. */
async function isOurs(engine: Engine, id: string): Promise<boolean> {
  return (await findContainer(engine, id))?.labels["quayside.app"] !== undefined;
}
