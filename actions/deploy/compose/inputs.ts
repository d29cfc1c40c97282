import type { PortBinding } from "../../../toolkit/docker/containers.ts";
import { UserError } from "../../../toolkit/errors.ts";
import type { World } from "../../../toolkit/world.ts";
import { balancerImageOf } from "../balancer.ts";
import { type Given, type Inputs, plainInputs } from "../inputs.ts";
import { meet } from "../publish.ts";
import type { Publish } from "../spec.ts";
import { composeHashes } from "./hashes.ts";
import { containerLabels, hashLabel, networkName, settingsWithNames } from "./names.ts";
import { ComposePreparation, dependenciesOf } from "./preparation.ts";
import { type Project, readProject } from "./project.ts";
import { closeKey } from "./reader.ts";
import { type ComposeService, readService } from "./service.ts";

/** What the inputs ask for together with a service of a compose file; what an input says wins. */
export async function composeInputs(world: World, given: Given): Promise<Inputs> {
  const { runner, workspace } = world;
  const project = await readProject({ files: given.composeFile, workspace, env: runner.env });
  const name = serviceName(project, given);
  const service = await readService(project, name);
  const services = await dependenciesOf(project, service);
  for (const one of [service, ...services.values()]) {
    // They are hidden before anything that holds them can be printed.
    for (const { secret, content } of one.files) if (secret) runner.mask(content.toString("utf8"));
  }
  checkProject(project);
  for (const one of [service, ...services.values()]) checkBinds(given, project, one);
  const inputs = merged(given, project, service);
  project.mistakes.throwAny();
  if (given.hosts.length > 1 && ["deploy", "plan"].includes(given.mode))
    warnOfMany(world, given.hosts.length, services);
  let asked: Promise<Map<string, string>> | undefined;
  const hashes = () => (asked ??= composeHashes(world, project, given.composeFile));
  return {
    ...inputs,
    origin: { ...inputs.origin, late: async () => hashLabel((await hashes()).get(service.name)) },
    notes: [...inputs.notes, ...project.mistakes.notes],
    preparation: (where, engine) =>
      new ComposePreparation(where, engine, {
        project,
        service,
        services,
        hashes,
        store: given.secretStore,
        helperImage: balancerImageOf(given),
      }),
  };
}

/** What each host starts for itself is no shared database: an app on two of them would read half of what it has written. */
function warnOfMany({ runner }: World, hosts: number, services: ReadonlyMap<string, ComposeService>): void {
  const apart = [...services.values()].filter(({ volumes }) => volumes.some(({ readOnly }) => !readOnly));
  if (apart.length === 0) return;
  const names = apart.map(({ name, volumes }) => `${name} (volume ${volumes.map(({ key }) => key).join(", ")})`);
  runner.annotate(
    "warning",
    `Each of the ${hosts} hosts starts its own ${names.join(" and ")}: they share no data. Where they have to, run it in one place, give its address to the app, and take it out of depends_on.`,
  );
}

/** A folder of the repository is on the runner; on another machine the engine would make an empty one in its place. */
function checkBinds(given: Given, project: Project, { settings, reader }: ComposeService): void {
  const remote = given.hosts.find((host) => /^(ssh|tcp|https):/.test(host));
  if (remote === undefined) return;
  for (const { type, source = "" } of settings.mounts ?? []) {
    if (type !== "bind" || !`${source}/`.startsWith(`${project.folder}/`)) continue;
    reader
      .at("volumes")
      .wrong(
        `mounts ${source} of this machine, which ${remote} does not have; copy it into the image, make it a config or a secret (their content is sent along), or name an absolute path of the host`,
      );
  }
}

/** The keys of a file beside its services; what they hold is read by those who use it. */
function checkProject({ root }: Project): void {
  root.only(["name", "version", "services", "networks", "volumes", "secrets", "configs", "include", "models"]);
  const keys = {
    networks: [
      "driver",
      "driver_opts",
      "internal",
      "attachable",
      "enable_ipv4",
      "enable_ipv6",
      "ipam",
      "external",
      "name",
      "labels",
    ],
    volumes: ["driver", "driver_opts", "external", "name", "labels"],
    secrets: ["file", "environment", "external", "name", "labels", "driver", "template_driver"],
    configs: ["file", "environment", "content", "external", "name", "labels", "template_driver"],
  };
  for (const [section, known] of Object.entries(keys)) {
    for (const [, declared] of root.at(section).entries()) declared.only(known);
  }
}

function serviceName(project: Project, given: Given): string {
  const names = project.root
    .at("services")
    .entries()
    .map(([key]) => key);
  if (given.service !== "") {
    if (names.includes(given.service)) return given.service;
    project.mistakes.throwAny();
    const meant = closeKey(given.service, names);
    throw new UserError(`service got "${given.service}"; ${given.composeFile.join(", ")} has no such service`, {
      hint:
        names.length > 0
          ? `${meant ? `Did you mean ${meant}? ` : ""}It has ${names.join(", ")}.`
          : "It has no services at all.",
    });
  }
  const [only] = names;
  if (names.length === 1 && only !== undefined) return only;
  project.mistakes.throwAny();
  throw new UserError("service is not set; it takes the name of the service to deploy", {
    hint: `${given.composeFile.join(", ")} has ${names.join(", ") || "none"}.`,
  });
}

/** Pure but for the mistakes and notes that it adds. */
export function merged(given: Given, project: Project, service: ComposeService): Inputs {
  const { reader } = service;
  const image = given.image || service.image || "";
  if (image === "" && ["deploy", "plan"].includes(given.mode)) {
    const build = reader.at("build");
    if (build.present) build.wrong("makes an image that has no name here: build it first, and give it as image");
    else reader.wrong("takes image; or give it with the input image");
  }
  const plain = plainInputs(given);
  const { ports, publish, port } = placePorts(given, service);
  const replicas = given.replicas ?? Math.max(1, service.replicas ?? 1);
  if (service.replicas === 0) reader.at("deploy").at("replicas").wrong("takes 1 or more; mode: down removes the app");
  const notes: string[] = [];
  const order = orderOf(given, service, ports, replicas, notes);
  const { settings, networks } = settingsWithNames(project, service);
  const [first = "default", ...others] = networks;
  const check = service.settings.healthcheck;
  const checked = check !== undefined && check.test[0] !== "NONE";
  if (!checked && given.healthPath === "") {
    notes.push(
      `${service.name} has no healthcheck in the compose file and no health-path is given: where its image has none either, a port that is open is taken for healthy. A health-path such as /readyz knows better, or a healthcheck: { test: [CMD, …] } in the compose file.`,
    );
  }
  const { interval = 30_000, timeout = 30_000, startPeriod = 0, retries = 3 } = check ?? {};
  const longest = checked ? startPeriod + (interval + timeout) * Math.max(1, retries) : 0;
  for (const { key, config, what } of [
    { key: "update_config", config: service.update, what: "deploy" },
    { key: "rollback_config", config: service.rollback, what: "rollback" },
  ]) {
    const action = config?.failureAction ?? "rollback";
    if (action !== "rollback") {
      notes.push(`${key}.failure_action: ${action} is not heeded: a ${what} that fails is taken back.`);
    }
  }
  const { failureAction: _action, maxFailureRatio: _ratio, ...rollback } = service.rollback ?? {};
  const user = (label: string) => !label.startsWith("com.docker.compose.");
  return {
    ...plain,
    image,
    port,
    publish,
    replicas,
    order,
    env: new Map([...Object.entries(service.env), ...given.env]),
    files: [...service.files.filter(({ path }) => !plain.files.some((file) => file.path === path)), ...plain.files],
    pull: given.pull === "missing" ? (service.pull ?? "missing") : given.pull,
    network: given.network || networkName(project, first),
    aliases: [...new Set([service.name, ...(service.networks[0]?.aliases ?? [])])],
    parallelism: given.parallelism ?? service.update?.parallelism ?? 1,
    delay: given.delay ?? service.update?.delay ?? 0,
    healthTimeout: given.healthTimeout ?? Math.max(60_000, longest),
    monitorSeconds: given.monitorSeconds ?? service.update?.monitor ?? 0,
    rollback: { ...rollback, ...plain.rollback },
    stopTimeout: given.stopTimeout ?? service.stopTimeout ?? 10_000,
    memory: given.memory ?? service.memory,
    cpus: given.cpus ?? service.cpus,
    ports,
    settings: {
      ...settings,
      ...(others.length > 0
        ? {
            networks: others.map((key) => ({
              name: networkName(project, key),
              aliases: [service.name, ...(service.networks.find((one) => one.key === key)?.aliases ?? [])],
            })),
          }
        : {}),
    },
    labels: Object.fromEntries(Object.entries(service.labels).filter(([label]) => user(label))),
    ...(service.restart ? { restart: service.restart } : {}),
    ...(service.containerName ? { containerName: service.containerName } : {}),
    origin: {
      instance: containerLabels(project, service),
      // As one more container of the service: `down --remove-orphans` takes it along. It counts as one that
      // `docker compose run` has made: `up` would take it for one too many of the service, and remove it.
      balancer: {
        ...containerLabels(project, service),
        "com.docker.compose.oneoff": "True",
        "com.docker.compose.container-number": "1000",
      },
    },
    notes,
  };
}

/** Which ports of the host stay with the service, where the load balancer listens, and what it asks. */
function placePorts(
  given: Given,
  service: ComposeService,
): { ports: PortBinding[]; publish: Publish; port: number | undefined } {
  const fixed = service.ports.filter(({ hostPort }) => hostPort !== undefined);
  const tcp = fixed.filter(({ protocol }) => protocol !== "udp");
  const port = (moved?: PortBinding) =>
    given.port ?? moved?.port ?? tcp[0]?.port ?? service.ports[0]?.port ?? service.exposed[0];
  const publish = given.publish ?? { hostIp: "127.0.0.1", hostPort: 8080 };
  const moved = given.movePort ? (tcp.find((one) => one.port === given.port) ?? tcp[0]) : undefined;
  if (given.movePort && !moved) {
    return { ports: [...service.ports], publish, port: port() };
  }
  if (moved) {
    const ip = moved.hostIp === "" || moved.hostIp.includes(":") ? "0.0.0.0" : moved.hostIp;
    return {
      ports: service.ports.filter((one) => one !== moved),
      publish: given.publish ?? { hostIp: ip, hostPort: moved.hostPort ?? 8080 },
      port: port(moved),
    };
  }
  const clash = tcp.find(({ hostPort, hostIp }) => hostPort === publish.hostPort && meet(hostIp, publish.hostIp));
  if (clash) {
    service.reader
      .at("ports")
      .wrong(
        `wants port ${clash.hostPort} of the host, and so does the load balancer (publish); set move-port: true to give it to the load balancer, or publish to another one`,
      );
  }
  return { ports: [...service.ports], publish, port: port() };
}

function orderOf(
  given: Given,
  service: ComposeService,
  ports: readonly PortBinding[],
  replicas: number,
  notes: string[],
): Inputs["order"] {
  const { reader, containerName, update } = service;
  const port = ports.find(({ hostPort }) => hostPort !== undefined);
  const forbidden = port
    ? {
        key: "ports",
        why: `publishes port ${port.hostPort} of the host, which two containers cannot have at once`,
        way: "set move-port: true to give the port to the load balancer",
      }
    : containerName
      ? {
          key: "container_name",
          why: `has container_name: ${containerName}, which two containers cannot have at once`,
          way: "take container_name out; others find it as the service's name",
        }
      : undefined;
  if (forbidden) {
    if (replicas > 1)
      reader
        .at(forbidden.key)
        .wrong(`allows one container only, and ${replicas} replicas are wanted; ${forbidden.way}`);
    if (given.order === "start-first")
      reader.at(forbidden.key).wrong(`does not go with order: start-first; ${forbidden.way}`);
    notes.push(`Stop first, with a gap: ${service.name} ${forbidden.why}. Without a gap: ${forbidden.way}.`);
    return "stop-first";
  }
  if (given.order !== "auto") return given.order;
  if (update?.order) return update.order;
  const volume = service.volumes.find(({ readOnly }) => !readOnly);
  if (volume && replicas === 1) {
    notes.push(
      `Stop first, with a gap: the only container of ${service.name} writes to the volume ${volume.key}, which may not be meant for two. Where it is, set order: start-first.`,
    );
    return "stop-first";
  }
  return "start-first";
}
