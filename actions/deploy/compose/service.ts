import type { ContainerSettings, HealthCheck, PortBinding, RestartPolicy } from "../../../toolkit/docker/containers.ts";
import type { Manner } from "../release.ts";
import { readEnvironment } from "./environment.ts";
import { readFiles, type ServiceFile } from "./files.ts";
import { type MountedVolume, readMounts } from "./mounts.ts";
import { parsePort } from "./ports.ts";
import type { Project } from "./project.ts";
import type { Reader } from "./reader.ts";

/** A service of a compose file, as it is made into containers. Times are in milliseconds, sizes in bytes. */
export interface ComposeService {
  readonly name: string;
  readonly image: string | undefined;
  readonly builds: boolean;
  readonly pull: "missing" | "always" | undefined;
  readonly containerName: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly settings: ContainerSettings;
  readonly memory: number | undefined;
  readonly cpus: number | undefined;
  /** Its own secrets and configs. */
  readonly files: readonly ServiceFile[];
  /** Keys of the project's networks, the first one first, with further names of the service there. */
  readonly networks: readonly { readonly key: string; readonly aliases: readonly string[] }[];
  /** Keys of the project's volumes that it uses, and whether it writes to any of them. */
  readonly volumes: readonly MountedVolume[];
  readonly ports: readonly PortBinding[];
  readonly exposed: readonly number[];
  readonly stopTimeout: number | undefined;
  readonly restart: RestartPolicy | undefined;
  readonly replicas: number | undefined;
  readonly update: UpdateConfig | undefined;
  readonly rollback: UpdateConfig | undefined;
  readonly dependsOn: readonly Dependency[];
  /** Where it stands in the files. */
  readonly reader: Reader;
}

/** `deploy.update_config` or `deploy.rollback_config`, which Compose itself does not heed. */
export interface UpdateConfig extends Manner {
  readonly failureAction?: "pause" | "continue" | "rollback";
  readonly maxFailureRatio?: number;
}

/** Another service that has to be there first. */
export interface Dependency {
  readonly service: string;
  readonly condition: "service_started" | "service_healthy" | "service_completed_successfully";
  readonly required: boolean;
  readonly reader: Reader;
}

/** Keys that say how an image is made or how one develops: nothing of them is part of a deploy. */
const ELSEWHERE = ["build", "develop", "attach", "profiles", "extends"];
/** Keys that cannot be done here, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  network_mode: "is not supported: the load balancer has to reach the service on a network",
  links: "is not supported: services on one network find each other by their names",
  external_links: "is not supported: put both on one network",
  volumes_from: "is not supported: name the volumes under volumes",
  mac_address: "is not supported: two containers with one address cannot run at once",
  post_start: "is not supported: start it from the image's entrypoint",
  pre_stop: "is not supported: the container is empty before it is stopped; let it handle SIGTERM",
  gpus: "is not supported: reserve them with deploy.resources.reservations.devices on Swarm",
  credential_spec: "is only for Windows",
  isolation: "is only for Windows",
  provider: "is not supported: it is no container",
  use_api_socket: "is not supported: it would hand the host's engine to the service",
};
const KEYS = [
  ...[
    "image",
    "command",
    "entrypoint",
    "environment",
    "env_file",
    "secrets",
    "configs",
    "networks",
    "volumes",
    "ports",
  ],
  ...["expose", "healthcheck", "stop_grace_period", "stop_signal", "user", "working_dir", "hostname", "domainname"],
  ...[
    "read_only",
    "tmpfs",
    "cap_add",
    "cap_drop",
    "init",
    "extra_hosts",
    "ulimits",
    "logging",
    "labels",
    "annotations",
  ],
  ...["depends_on", "deploy", "restart", "container_name", "dns", "dns_search", "dns_opt", "group_add", "security_opt"],
  ...["shm_size", "sysctls", "privileged", "devices", "tty", "stdin_open", "platform", "pull_policy", "mem_limit"],
  ...["mem_reservation", "memswap_limit", "cpus", "cpu_shares", "cpuset", "pids_limit", "oom_score_adj", "scale"],
  ...["runtime", "pid", "ipc", "userns_mode", "cgroup"],
];

/** Reads one service; what is wrong with it is told to the project's mistakes. */
export async function readService(project: Project, name: string): Promise<ComposeService> {
  const service = project.root.at("services").at(name);
  for (const [key, value] of service.entries()) {
    const refused = REFUSED[key];
    if (refused !== undefined) value.wrong(refused);
  }
  service.only([...KEYS, ...ELSEWHERE, ...Object.keys(REFUSED)]);
  const deploy = readDeploy(service.at("deploy"));
  const { mounts, volumes } = readMounts(project, service.at("volumes"));
  const networks = readNetworks(project, service.at("networks"));
  const limit = service.at("mem_limit").size();
  const builds = service.at("build").present;
  return {
    name,
    image: service.at("image").text() || undefined,
    builds,
    pull: readPull(service.at("pull_policy")),
    containerName: service.at("container_name").text(),
    env: await readEnvironment(project, service),
    labels: Object.fromEntries([...service.at("labels").pairs()].map(([key, value]) => [key, value ?? ""])),
    settings: { ...readSettings(service), ...(mounts.length > 0 ? { mounts } : {}) },
    memory: deploy.memory ?? limit,
    cpus: deploy.cpus ?? service.at("cpus").number({ min: 0 }),
    files: await readFiles(project, service),
    networks,
    volumes,
    ports: service.at("ports").items().flatMap(parsePort),
    exposed: service
      .at("expose")
      .items()
      .flatMap((item) => {
        const text = item.text() ?? "";
        const port = Number(/^(\d+)(?:-\d+)?(?:\/(?:tcp|udp))?$/.exec(text)?.[1]);
        return port >= 1 && port <= 65535 ? [port] : (item.wrong(`takes a port; got "${text}"`) ?? []);
      }),
    stopTimeout: service.at("stop_grace_period").duration(),
    restart: deploy.restart ?? readRestart(service.at("restart")),
    replicas: deploy.replicas ?? service.at("scale").whole({ min: 0, max: 32 }),
    update: deploy.update,
    rollback: deploy.rollback,
    dependsOn: readDependsOn(project, service.at("depends_on")),
    reader: service,
  };
}

function readPull(value: Reader): ComposeService["pull"] {
  const text = value.text();
  if (text === undefined || /^(missing|if_not_present|build)$/.test(text)) return undefined;
  if (/^(always|daily|weekly|every_.*)$/.test(text)) return "always";
  if (text === "never") return "missing";
  return value.wrong(`takes always, missing or never; got "${text}"`);
}

function readSettings(service: Reader): ContainerSettings {
  const list = (key: string) => (service.at(key).present ? service.at(key).texts() : undefined);
  const command = service.at("command").command();
  const entrypoint = service.at("entrypoint").command();
  return drop({
    entrypoint,
    command,
    user: service.at("user").text(),
    workingDir: service.at("working_dir").text(),
    hostname: service.at("hostname").text(),
    domainname: service.at("domainname").text(),
    platform: service.at("platform").text(),
    readOnly: service.at("read_only").flag(),
    init: service.at("init").flag(),
    tty: service.at("tty").flag(),
    openStdin: service.at("stdin_open").flag(),
    privileged: service.at("privileged").flag(),
    stopSignal: service.at("stop_signal").text(),
    stopTimeout: service.at("stop_grace_period").duration(),
    healthcheck: readHealthcheck(service.at("healthcheck")),
    tmpfs: readTmpfs(service.at("tmpfs")),
    capAdd: list("cap_add"),
    capDrop: list("cap_drop"),
    securityOpt: list("security_opt"),
    groupAdd: list("group_add"),
    extraHosts: readExtraHosts(service.at("extra_hosts")),
    dns: list("dns"),
    dnsSearch: list("dns_search"),
    dnsOptions: list("dns_opt"),
    ulimits: readUlimits(service.at("ulimits")),
    logging: readLogging(service.at("logging")),
    sysctls: service.at("sysctls").present
      ? Object.fromEntries([...service.at("sysctls").pairs()].map(([key, value]) => [key, value ?? ""]))
      : undefined,
    devices: readDevices(service.at("devices")),
    shmSize: service.at("shm_size").size(),
    memoryReservation:
      service.at("deploy").at("resources").at("reservations").at("memory").size() ??
      service.at("mem_reservation").size(),
    memorySwap: service.at("memswap_limit").text() === "-1" ? -1 : service.at("memswap_limit").size(),
    cpuShares: service.at("cpu_shares").whole({ min: 0 }),
    cpuset: service.at("cpuset").text(),
    pidsLimit:
      service.at("deploy").at("resources").at("limits").at("pids").whole({ min: -1 }) ??
      service.at("pids_limit").whole({ min: -1 }),
    oomScoreAdj: service.at("oom_score_adj").whole({ min: -1000, max: 1000 }),
    runtime: service.at("runtime").text(),
    pid: hostOnly(service.at("pid")),
    ipc: service.at("ipc").text(),
    usernsMode: hostOnly(service.at("userns_mode")),
    cgroupns: service.at("cgroup").choice(["host", "private"]),
  });
}

function hostOnly(value: Reader): string | undefined {
  const text = value.text();
  return text === undefined || text === "host" ? text : value.wrong(`takes host; got "${text}"`);
}

function readHealthcheck(value: Reader): HealthCheck | undefined {
  if (!value.present) return undefined;
  value.only(["test", "interval", "timeout", "retries", "start_period", "start_interval", "disable"]);
  if (value.at("disable").flag()) return { test: ["NONE"] };
  const test = value.at("test");
  // Without a test of its own, it only changes the times of the image's.
  const words = test.node?.kind === "scalar" ? ["CMD-SHELL", test.text() ?? ""] : test.texts();
  if (test.present && !/^(NONE|CMD|CMD-SHELL)$/.test(words[0] ?? "")) {
    test.wrong('takes a text, or a list that begins with "CMD", "CMD-SHELL" or "NONE"');
  }
  return drop({
    test: words,
    interval: value.at("interval").duration(),
    timeout: value.at("timeout").duration(),
    startPeriod: value.at("start_period").duration(),
    startInterval: value.at("start_interval").duration(),
    retries: value.at("retries").whole({ min: 0 }),
  });
}

function readTmpfs(value: Reader): Record<string, string> | undefined {
  if (!value.present) return undefined;
  return Object.fromEntries(
    value.texts().map((text) => {
      const at = text.indexOf(":");
      return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function readExtraHosts(value: Reader): string[] | undefined {
  if (!value.present) return undefined;
  if (value.node?.kind === "map") {
    return value.entries().flatMap(([name, addresses]) => addresses.texts().map((address) => `${name}:${address}`));
  }
  return value.items().flatMap((item) => {
    const [, name, address] = /^([^:=]+)[:=](.+)$/.exec(item.text() ?? "") ?? [];
    return name && address ? [`${name}:${address}`] : (item.wrong("takes name:address") ?? []);
  });
}

function readUlimits(value: Reader): ContainerSettings["ulimits"] {
  if (!value.present) return undefined;
  return value.entries().map(([name, limit]) => {
    if (limit.node?.kind !== "map") {
      const both = limit.whole({ min: -1 }) ?? 0;
      return { name, soft: both, hard: both };
    }
    limit.only(["soft", "hard"]);
    return { name, soft: limit.at("soft").whole({ min: -1 }) ?? 0, hard: limit.at("hard").whole({ min: -1 }) ?? 0 };
  });
}

function readLogging(value: Reader): ContainerSettings["logging"] {
  if (!value.present) return undefined;
  value.only(["driver", "options"]);
  const driver = value.at("driver").text();
  const options = [...value.at("options").pairs()].map(([key, option]) => [key, option ?? ""] as const);
  return { ...(driver ? { driver } : {}), options: Object.fromEntries(options) };
}

function readDevices(value: Reader): string[] | undefined {
  if (!value.present) return undefined;
  return value.items().flatMap((item) => {
    if (item.node?.kind !== "map") return item.text() ?? [];
    const source = item.at("source").text() ?? "";
    return `${source}:${item.at("target").text() ?? source}:${item.at("permissions").text() ?? "rwm"}`;
  });
}

function readNetworks(project: Project, value: Reader): ComposeService["networks"] {
  const known = project.root.at("networks");
  const declared = new Set(["default", ...known.entries().map(([key]) => key)]);
  const found: { key: string; aliases: string[]; priority: number }[] = [];
  const check = (reader: Reader, key: string) => {
    if (!declared.has(key)) reader.wrong(`names the network ${key}, which is not under networks`);
  };
  if (value.node?.kind === "list") {
    for (const item of value.items()) {
      const key = item.text() ?? "";
      check(item, key);
      found.push({ key, aliases: [], priority: 0 });
    }
  } else {
    for (const [key, network] of value.entries()) {
      check(network.present ? network : value, key);
      network.only(["aliases", "priority", "gw_priority"]);
      const priority = network.at("priority").whole({ min: -1_000_000 }) ?? 0;
      found.push({ key, aliases: network.at("aliases").texts(), priority });
    }
  }
  if (found.length === 0) return [{ key: "default", aliases: [] }];
  return found.sort((a, b) => b.priority - a.priority).map(({ key, aliases }) => ({ key, aliases }));
}

function readRestart(value: Reader): RestartPolicy | undefined {
  const text = value.text();
  if (text === undefined) return undefined;
  const [, name, max] = /^(no|always|unless-stopped|on-failure)(?::(\d+))?$/.exec(text) ?? [];
  if (name === undefined || (max !== undefined && name !== "on-failure")) {
    // `restart: no` without quotes is false to older readers.
    if (text === "false") return { name: "no" };
    return value.wrong(`takes no, always, unless-stopped, on-failure or on-failure:N; got "${text}"`);
  }
  return { name: name as RestartPolicy["name"], ...(max === undefined ? {} : { max: Number(max) }) };
}

function readDeploy(value: Reader) {
  value.only([
    "replicas",
    "resources",
    "update_config",
    "rollback_config",
    "restart_policy",
    "mode",
    "labels",
    "endpoint_mode",
    "placement",
  ]);
  const mode = value.at("mode").text();
  if (mode !== undefined && mode !== "replicated")
    value.at("mode").wrong(`takes replicated on a Docker host; got "${mode}"`);
  for (const key of ["labels", "endpoint_mode", "placement"]) {
    if (value.at(key).present)
      value.mistakes.notes.add(`${value.at(key).path} is for Swarm and changes nothing on a Docker host.`);
  }
  const resources = value.at("resources");
  resources.only(["limits", "reservations"]);
  resources.at("limits").only(["cpus", "memory", "pids"]);
  const reserved = resources.at("reservations");
  reserved.only(["cpus", "memory", "devices", "generic_resources"]);
  for (const key of ["devices", "generic_resources"]) {
    if (reserved.at(key).present) reserved.at(key).wrong("is not supported");
  }
  if (reserved.at("cpus").present) {
    value.mistakes.notes.add(`${reserved.at("cpus").path} is for schedulers; a Docker host keeps no cores free.`);
  }
  return {
    replicas: value.at("replicas").whole({ min: 0, max: 32 }),
    memory: resources.at("limits").at("memory").size(),
    cpus: resources.at("limits").at("cpus").number({ min: 0 }),
    restart: readRestartPolicy(value.at("restart_policy")),
    update: readUpdate(value.at("update_config"), "deploy"),
    rollback: readUpdate(value.at("rollback_config"), "rollback"),
  };
}

function readRestartPolicy(value: Reader): RestartPolicy | undefined {
  if (!value.present) return undefined;
  value.only(["condition", "delay", "max_attempts", "window"]);
  for (const key of ["delay", "window"]) {
    if (value.at(key).duration() !== undefined) {
      value.mistakes.notes.add(`${value.at(key).path} is for Swarm; a Docker host waits twice as long after each try.`);
    }
  }
  const max = value.at("max_attempts").whole({ min: 0 });
  switch (value.at("condition").choice(["none", "on-failure", "any"])) {
    case "none":
      return { name: "no" };
    case "on-failure":
      return { name: "on-failure", ...(max === undefined ? {} : { max }) };
    default:
      return { name: "unless-stopped" };
  }
}

function readUpdate(value: Reader, what: "deploy" | "rollback"): UpdateConfig | undefined {
  if (!value.present) return undefined;
  value.only(["parallelism", "delay", "failure_action", "monitor", "max_failure_ratio", "order"]);
  const ratio = value.at("max_failure_ratio");
  if (ratio.present) {
    unheeded(ratio, `one container that fails takes the ${what} back; max-error-rate is about answers`);
  }
  return drop({
    parallelism: value.at("parallelism").whole({ min: 0 }),
    delay: value.at("delay").duration(),
    monitor: value.at("monitor").duration(),
    order: value.at("order").choice(["start-first", "stop-first"]),
    failureAction: value.at("failure_action").choice(["pause", "continue", "rollback"]),
    maxFailureRatio: value.at("max_failure_ratio").number({ min: 0, max: 1 }),
  });
}

function unheeded(value: Reader, why: string): void {
  value.mistakes.notes.add(`${value.path} is not heeded: ${why}.`);
}

function readDependsOn(project: Project, value: Reader): Dependency[] {
  const services = project.root.at("services");
  const found: Dependency[] = [];
  const add = (reader: Reader, service: string, condition: Dependency["condition"], required: boolean) => {
    if (services.at(service).present) found.push({ service, condition, required, reader });
    else if (required) reader.wrong(`names the service ${service}, which is not under services`);
  };
  if (value.node?.kind === "list") {
    for (const item of value.items()) add(item, item.text() ?? "", "service_started", true);
    return found;
  }
  for (const [service, entry] of value.entries()) {
    entry.only(["condition", "required", "restart"]);
    const condition = entry
      .at("condition")
      .choice(["service_started", "service_healthy", "service_completed_successfully"]);
    add(entry.present ? entry : value, service, condition ?? "service_started", entry.at("required").flag() ?? true);
  }
  return found;
}

/** The same without what is undefined. */
function drop<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never;
}
