import { statusOf } from "../../../toolkit/docker/api-errors.ts";
import { putFiles } from "../../../toolkit/docker/archives.ts";
import {
  type Container,
  createContainer,
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
import type { Endpoint } from "../balancer.ts";
import { type ReleaseSpec, secretHash } from "../release.ts";
import { keptImage, keptName, labelsOf } from "./names.ts";

/** What the containers of a release are made of, beside what its id is made of. */
export interface Making {
  readonly app: string;
  readonly release: string;
  readonly spec: ReleaseSpec;
  /** The image as it was named. */
  readonly image: string;
  /** A reference to it that the engine has. */
  readonly present: string;
  readonly secrets: ReadonlyMap<string, string>;
  readonly labels: Readonly<Record<string, string>>;
}

/** The containers of one app on one engine, as they were when they were last looked at. */
export class Instances {
  readonly #engine: Engine;
  #containers = new Map<string, Container>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Forgets all and takes these. */
  take(containers: readonly Container[]): void {
    this.#containers = new Map(containers.map((container) => [container.name, container]));
  }

  get(name: string): Container | undefined {
    return this.#containers.get(name);
  }

  /** Names of all that run. */
  names(): string[] {
    return [...this.#containers.values()].flatMap(({ name, running, labels }) =>
      running && labels["quayside.role"] === "instance" ? [name] : [],
    );
  }

  async refresh(name: string): Promise<Container | undefined> {
    const container = await findContainer(this.#engine, name);
    if (container) this.#containers.set(name, container);
    else this.#containers.delete(name);
    return container;
  }

  /** Where the balancer finds an instance; undefined while it has no address. */
  endpointOf(name: string): Endpoint | undefined {
    const container = this.#containers.get(name);
    const address = container?.addresses[container.labels["quayside.network"] ?? ""];
    if (!container || !address) return undefined;
    return { name, address, port: Number(container.labels["quayside.port"]) };
  }

  /** Where the balancer finds these; throws where one has no address. */
  endpoints(names: readonly string[]): Endpoint[] {
    return names.map((name) => {
      const endpoint = this.endpointOf(name);
      if (!endpoint) throw new Error(`${name} has no address on its network`);
      return endpoint;
    });
  }

  /** Makes and starts a container, or the one that was put aside; nothing happens where it runs. */
  async start(name: string, making: Making): Promise<void> {
    const found = await this.refresh(name);
    if (found?.running) return;
    if (found) await removeContainer(this.#engine, found.id);
    const kept = await findContainer(this.#engine, keptName(name));
    try {
      if (kept) await renameContainer(this.#engine, kept.id, name);
      else await this.#make(name, making);
      await startContainer(this.#engine, name);
    } catch (error) {
      if (statusOf(error) === undefined) throw error;
      throw new UserError(`${name} could not be started: ${messageOf(error)}`, { cause: error });
    }
    await this.refresh(name);
  }

  async #make(name: string, { app, release, spec, image, present, secrets, labels }: Making): Promise<void> {
    const lacking = Object.entries(spec.secrets).filter(
      ([secret, hash]) =>
        !secrets.has(secret) || secretHash({ content: Buffer.from(secrets.get(secret) ?? "") }) !== hash,
    );
    if (lacking.length > 0) {
      throw new UserError(`${name} cannot be made again: its secrets are not among the inputs`, {
        hint: `Give secrets as they were for release ${release}: ${lacking.map(([secret]) => secret).join(", ")}.`,
      });
    }
    await createContainer(this.#engine, {
      name,
      image: present,
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
  }

  /** Stops a container and puts it aside for a rollback; says whether there was one that ran. */
  async keep(name: string, app: string, timeout: number): Promise<boolean> {
    const container = await this.refresh(name);
    if (!container) return false;
    const { repo, tag } = keptImage(app, container.labels["quayside.release"] ?? "");
    await tagImage(this.#engine, container.image, repo, tag);
    await stopContainer(this.#engine, container.id, timeout);
    // The engine shall not start it again, whatever becomes of the engine.
    await setRestart(this.#engine, container.id, "no");
    await removeContainer(this.#engine, keptName(name));
    await renameContainer(this.#engine, container.id, keptName(name));
    this.#containers.delete(name);
    return true;
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
