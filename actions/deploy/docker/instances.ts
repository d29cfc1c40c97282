import { statusOf } from "../../../toolkit/docker/api-errors.ts";
import { putFiles } from "../../../toolkit/docker/archives.ts";
import {
  type Container,
  createContainer,
  findContainer,
  removeContainer,
  startContainer,
  stopContainer,
} from "../../../toolkit/docker/containers.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { messageOf, UserError } from "../../../toolkit/errors.ts";
import type { Endpoint } from "../balancer.ts";
import type { ReleaseSpec } from "../release.ts";
import { labelsOf } from "./names.ts";

/** What the containers of a release are made of, beside what its id is made of. */
export interface Making {
  readonly app: string;
  readonly release: string;
  readonly spec: ReleaseSpec;
  /** The image as it was named. */
  readonly image: string;
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

  /** Makes and starts a container; nothing happens where it runs. */
  async start(name: string, making: Making): Promise<void> {
    const { app, release, spec, image, secrets, labels } = making;
    const found = await this.refresh(name);
    if (found?.running) return;
    if (found) await removeContainer(this.#engine, found.id);
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
      if (statusOf(error) === undefined) throw error;
      throw new UserError(`${name} could not be started: ${messageOf(error)}`, { cause: error });
    }
    await this.refresh(name);
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
