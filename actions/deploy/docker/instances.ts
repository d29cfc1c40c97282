import { statusOf } from "../../../toolkit/docker/api-errors.ts";
import {
  type Container,
  findContainer,
  removeContainer,
  renameContainer,
  setRestart,
  startContainer,
  stopContainer,
} from "../../../toolkit/docker/containers.ts";
import { tagImage } from "../../../toolkit/docker/images.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { messageOf, UserError } from "../../../toolkit/errors.ts";
import type { Endpoint, Shell } from "../balancer.ts";
import type { Inputs } from "../inputs.ts";
import type { ReleaseSpec, SecretFile } from "../release.ts";
import type { FileStore } from "./files.ts";
import { COMPOSE_SERVICE, makeContainer } from "./make.ts";
import { instanceOf, keptImage, keptName, labelsOf, nameLabels, servingName } from "./names.ts";

/** What the containers of a release are made of, beside what its id is made of. */
export interface Making {
  readonly app: string;
  readonly release: string;
  readonly spec: ReleaseSpec;
  /** The image as it was named. */
  readonly image: string;
  /** A reference to it that the engine has. */
  readonly present: string;
  /** Its secrets and configs; those that `spec.secrets` names. */
  readonly files: readonly SecretFile[];
  readonly store: FileStore;
  readonly shell: Pick<Shell, "image">;
  readonly labels: Readonly<Record<string, string>>;
  /** Labels that say where it comes from, of the instances and of the balancer. */
  readonly origin: Inputs["origin"];
}

/** The containers of one app on one engine, as they were when they were last looked at. */
export class Instances {
  readonly #engine: Engine;
  #containers = new Map<string, Container>();
  /** Releases whose image was given the name under which it is kept. */
  readonly #named = new Map<string, Promise<void>>();

  constructor(engine: Engine) {
    this.#engine = engine;
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
    const container = (id && (await findContainer(this.#engine, id))) || (await findContainer(this.#engine, name));
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

  /** Makes and starts a container, or the one that was put aside; nothing happens, and nothing is told, where it runs. */
  async start(name: string, making: Making, onStarting: () => void): Promise<void> {
    const found = await this.refresh(name);
    if (found?.running) return;
    onStarting();
    if (found) await removeContainer(this.#engine, found.id);
    const kept = await findContainer(this.#engine, keptName(name));
    try {
      if (kept) await renameContainer(this.#engine, kept.id, servingName(name, kept.labels));
      const id = kept?.id ?? (await this.#make(name, making));
      await startContainer(this.#engine, id);
      const started = await findContainer(this.#engine, id);
      if (started) this.#containers.set(name, started);
    } catch (error) {
      if (statusOf(error) === undefined) throw error;
      throw new UserError(`${name} could not be started: ${messageOf(error)}`, { cause: error });
    }
  }

  async #make(name: string, making: Making): Promise<string> {
    const { app, release, spec, image, origin } = making;
    const number = name.split("-").at(-1) ?? "";
    return await makeContainer(this.#engine, making, {
      name: spec.containerName ?? name,
      labels: {
        ...nameLabels(name, spec.containerName),
        ...origin.instance,
        ...(origin.instance[COMPOSE_SERVICE] ? { "com.docker.compose.container-number": number } : {}),
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
    await setRestart(this.#engine, container.id, "no");
    await removeContainer(this.#engine, keptName(name));
    await renameContainer(this.#engine, container.id, keptName(name));
    this.#containers.delete(name);
    return true;
  }

  /** Gives the image of a release a name that no pruning takes away, once for all of its containers. */
  async #keepImage(app: string, { image, labels }: Container): Promise<void> {
    const { repo, tag } = keptImage(app, labels["quayside.release"] ?? "");
    const named = this.#named.get(tag) ?? tagImage(this.#engine, image, repo, tag);
    this.#named.set(tag, named);
    await named;
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
    const why = container.oomKilled
      ? "it ran out of memory"
      : container.error || `it ended with exit code ${container.exitCode}`;
    return new UserError(`${name} did not stay up: ${why}`, {
      hint: container.oomKilled
        ? "Give it more memory, or find out what it needs it for."
        : "Its last log lines say why.",
    });
  }
}
