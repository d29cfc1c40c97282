import { isPortTaken } from "../../../toolkit/docker/api-errors.ts";
import {
  type Container,
  createContainer,
  listContainers,
  logsOf,
  removeContainer,
  startContainer,
} from "../../../toolkit/docker/containers.ts";
import { findNetwork, makeNetwork, type NetworkOptions } from "../../../toolkit/docker/networks.ts";
import { hasVolume, makeVolume } from "../../../toolkit/docker/volumes.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { messageOf, UserError } from "../../../toolkit/errors.ts";
import { formatDuration } from "../../../toolkit/units.ts";
import type { World } from "../../../toolkit/world.ts";
import { type FileStore, placeFiles } from "../docker/files.ts";
import { ensureImage } from "../image.ts";
import type { Missing, Preparation } from "../target.ts";
import {
  containerLabels,
  hashLabel,
  isExternal,
  networkName,
  resourceLabels,
  settingsWithNames,
  volumeName,
} from "./names.ts";
import type { Project } from "./project.ts";
import { type ComposeService, type Dependency, readService } from "./service.ts";

/** What the preparation is made from. */
export interface Prepared {
  readonly project: Project;
  /** The service that is deployed. */
  readonly service: ComposeService;
  /** The services that it needs, each after those that it needs itself. */
  readonly services: ReadonlyMap<string, ComposeService>;
  /** The hashes of the services, as Compose makes them. */
  readonly hashes: () => Promise<ReadonlyMap<string, string>>;
  readonly store: FileStore;
  readonly helperImage: string;
}

/** How long a service may take until it is as the one that needs it wants it. */
const READY_LIMIT = 5 * 60_000;

/** All services that one needs, directly or not, each after those that it needs itself. */
export async function dependenciesOf(project: Project, service: ComposeService): Promise<Map<string, ComposeService>> {
  const found = new Map<string, ComposeService>();
  const visit = async (one: ComposeService, open: readonly string[]) => {
    for (const { service: name, reader } of one.dependsOn) {
      if (open.includes(name)) {
        reader.wrong(`goes in a circle: ${[...open.slice(open.indexOf(name)), name].join(" → ")}`);
        continue;
      }
      if (found.has(name)) continue;
      const needed = await readService(project, name);
      if (needed.image === undefined) {
        needed.reader.wrong("takes image: what it is built from is not here when it is deployed");
      }
      await visit(needed, [...open, name]);
      found.set(name, needed);
    }
  };
  await visit(service, [service.name]);
  return found;
}

/** Networks, volumes and other services of a compose project, made once where they are not there. */
export class ComposePreparation implements Preparation {
  readonly #world: World;
  readonly #engine: Engine;
  readonly #made: Prepared;

  constructor(world: World, engine: Engine, made: Prepared) {
    this.#world = world;
    this.#engine = engine;
    this.#made = made;
  }

  async missing(): Promise<readonly Missing[]> {
    const { project, service, services } = this.#made;
    const missing: Missing[] = [];
    const all = [...services.values(), service];
    const main = service.networks[0]?.key;
    const networks = new Set(all.flatMap((one) => one.networks.map(({ key }) => key)));
    for (const key of networks) {
      const name = networkName(project, key);
      if (await findNetwork(this.#engine, name)) continue;
      if (isExternal(project, "networks", key)) throw absent("network", name);
      if (key !== main) missing.push({ key: `network ${key}`, what: `make network ${name}` });
    }
    for (const key of new Set(all.flatMap((one) => one.volumes.map((volume) => volume.key)))) {
      const name = volumeName(project, key);
      if (await hasVolume(this.#engine, name)) continue;
      if (isExternal(project, "volumes", key)) throw absent("volume", name);
      missing.push({ key: `volume ${key}`, what: `make volume ${name}` });
    }
    if (services.size === 0) return missing;
    const there = await this.#containers();
    for (const [name] of services) {
      const condition = this.#condition(name);
      if (this.#fulfilled(there.get(name), condition)) continue;
      const wait = {
        service_started: "",
        service_healthy: " and wait until it is healthy",
        service_completed_successfully: " and wait until it has ended well",
      }[condition];
      missing.push({ key: `service ${name}`, what: `start ${name}${wait}` });
    }
    return missing;
  }

  async makeNetwork(name: string): Promise<void> {
    const { project, service } = this.#made;
    const key = service.networks.find((one) => networkName(project, one.key) === name)?.key;
    if (key === undefined) return await makeNetwork(this.#engine, name, {});
    await this.#network(key);
  }

  async prepare(key: string, signal: AbortSignal): Promise<void> {
    const [kind, name = ""] = key.split(" ");
    if (kind === "network") await this.#network(name);
    else if (kind === "volume") await this.#volume(name);
    else await this.#service(name, signal);
  }

  /** The strictest thing that anybody wants of a service. */
  #condition(name: string): Dependency["condition"] {
    const { service, services } = this.#made;
    const wanted = [service, ...services.values()]
      .flatMap((one) => one.dependsOn)
      .filter((dependency) => dependency.service === name)
      .map(({ condition }) => condition);
    return (
      wanted.find((one) => one === "service_completed_successfully") ??
      wanted.find((one) => one === "service_healthy") ??
      "service_started"
    );
  }

  #fulfilled(container: Container | undefined, condition: Dependency["condition"]): boolean {
    if (!container) return false;
    if (condition === "service_completed_successfully")
      return container.status === "exited" && container.exitCode === 0;
    return container.running && (condition === "service_started" || container.health?.status === "healthy");
  }

  /** One container of each service of the project. */
  async #containers(): Promise<Map<string, Container>> {
    const label = { "com.docker.compose.project": this.#made.project.name, "com.docker.compose.oneoff": "False" };
    const containers = await listContainers(this.#engine, label);
    // One that runs wins over one that stands still.
    containers.sort((a, b) => Number(a.running) - Number(b.running));
    return new Map(containers.map((one) => [one.labels["com.docker.compose.service"] ?? "", one]));
  }

  async #network(key: string): Promise<void> {
    const { project } = this.#made;
    const declared = project.root.at("networks").at(key);
    const ipam = declared.at("ipam");
    const pools = ipam.at("config").items();
    const driver = declared.at("driver").text();
    const driverOptions = textsOf(declared.at("driver_opts").pairs());
    const options: NetworkOptions = {
      ...(driver ? { driver } : {}),
      ...(declared.at("driver_opts").present ? { driverOptions } : {}),
      internal: declared.at("internal").flag() === true,
      attachable: declared.at("attachable").flag() === true,
      ipv6: declared.at("enable_ipv6").flag() === true,
      ...(pools.length > 0
        ? {
            ipam: {
              ...(ipam.at("driver").text() ? { driver: ipam.at("driver").text() ?? "default" } : {}),
              pools: pools.map((pool) => ({
                subnet: pool.at("subnet").text() ?? "",
                gateway: pool.at("gateway").text() ?? "",
                range: pool.at("ip_range").text() ?? "",
              })),
            },
          }
        : {}),
    };
    const labels = { ...textsOf(declared.at("labels").pairs()), ...resourceLabels(project, "network", key) };
    await makeNetwork(this.#engine, networkName(project, key), labels, options);
  }

  async #volume(key: string): Promise<void> {
    const { project } = this.#made;
    const declared = project.root.at("volumes").at(key);
    const driver = declared.at("driver").text();
    const labels = { ...textsOf(declared.at("labels").pairs()), ...resourceLabels(project, "volume", key) };
    await makeVolume(this.#engine, volumeName(project, key), labels, {
      ...(driver ? { driver } : {}),
      ...(declared.at("driver_opts").present ? { driverOptions: textsOf(declared.at("driver_opts").pairs()) } : {}),
    });
  }

  /** Starts a service where it does not run, and waits until it is as it is wanted. What runs is left as it is. */
  async #service(name: string, signal: AbortSignal): Promise<void> {
    const service = this.#made.services.get(name);
    if (!service) throw new Error(`there is no service ${name} to start`);
    const condition = this.#condition(name);
    const found = (await this.#containers()).get(name);
    const id = found?.id ?? (await this.#create(service));
    if (!found?.running) await this.#start(service, id, found === undefined);
    const { clock } = this.#world;
    const deadline = clock.elapsed() + READY_LIMIT;
    for (;;) {
      const container = (await this.#containers()).get(name);
      if (!container) throw new UserError(`${name} is gone: somebody removed it`);
      if (this.#fulfilled(container, condition)) return;
      const ended = !container.running && container.status === "exited";
      const without = condition === "service_healthy" && container.running && !container.health;
      const unwell = container.health?.status === "unhealthy";
      if (ended || without || unwell || clock.elapsed() > deadline) {
        const why = without
          ? "it has no health check, so nobody can know when it is healthy"
          : ended
            ? `it ended with exit code ${container.exitCode}`
            : unwell
              ? `it is unhealthy: ${container.health?.last || "its check said nothing"}`
              : `it was not ready within ${formatDuration(READY_LIMIT)}`;
        const log = without ? "" : await logsOf(this.#engine, container.id, 20);
        throw new UserError(`The app needs ${name}, and ${why}${log ? `\nLast lines of ${name}:\n${log}` : ""}`, {
          hint: without
            ? `Give ${name} a healthcheck in the compose file.`
            : `docker logs ${container.name} says more.`,
        });
      }
      await clock.sleep(100, signal);
    }
  }

  async #create(service: ComposeService): Promise<string> {
    const { project, store, helperImage } = this.#made;
    const image = service.image ?? "";
    const found = await ensureImage(this.#world, this.#engine, { reference: image, pull: service.pull ?? "missing" });
    await ensureImage(this.#world, this.#engine, { reference: helperImage, pull: "missing" });
    const { settings, networks } = settingsWithNames(project, service);
    const [first = "default", ...others] = networks;
    const aliases = (key: string) => [
      service.name,
      ...(service.networks.find((network) => network.key === key)?.aliases ?? []),
    ];
    // They outlive releases of the app, so their files lie elsewhere.
    const where = { app: project.name, release: `service-${service.name}`, store, image: helperImage };
    const files = await placeFiles(this.#engine, where, service.files);
    return await createContainer(this.#engine, {
      ...settings,
      name: service.containerName ?? `${project.name}-${service.name}-1`,
      image,
      env: service.env,
      labels: {
        ...service.labels,
        ...containerLabels(project, service),
        ...hashLabel((await this.#made.hashes()).get(service.name)),
        "com.docker.compose.container-number": "1",
        "com.docker.compose.image": found.id,
      },
      network: networkName(project, first),
      aliases: aliases(first),
      ...(others.length > 0
        ? { networks: others.map((key) => ({ name: networkName(project, key), aliases: aliases(key) })) }
        : {}),
      publish: service.ports,
      restart: service.restart ?? "no",
      mounts: [...(settings.mounts ?? []), ...files],
      ...(service.memory === undefined ? {} : { memory: service.memory }),
      ...(service.cpus === undefined ? {} : { cpus: service.cpus }),
    });
  }

  async #start(service: ComposeService, id: string, ours: boolean): Promise<void> {
    try {
      await startContainer(this.#engine, id);
    } catch (error) {
      if (ours) await removeContainer(this.#engine, id).catch(() => {});
      throw new UserError(`The app needs ${service.name}, which could not be started: ${messageOf(error)}`, {
        ...(isPortTaken(error)
          ? { hint: "Free the port that it wants, or give it another one in the compose file." }
          : {}),
        cause: error,
      });
    }
  }
}

function absent(kind: "network" | "volume", name: string): UserError {
  return new UserError(`The ${kind} ${name} is not there, and the compose file says that somebody else makes it`, {
    hint: `docker ${kind} create ${name}; or take external out.`,
  });
}

function textsOf(pairs: ReadonlyMap<string, string | undefined>): Record<string, string> {
  return Object.fromEntries([...pairs].map(([key, value]) => [key, value ?? ""]));
}
