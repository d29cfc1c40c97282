import type { Duplex } from "node:stream";
import type { ContainerCreateOptions, ContainerInspectInfo } from "dockerode";
import type { Engine } from "../docker.ts";
import { orMissing, unlessSettled } from "./api-errors.ts";
import { unframed } from "./frames.ts";

/** A command that says whether a container is well. Times are in milliseconds; what is not given is Docker's default. */
export interface HealthCheck {
  /** `["CMD", …]`, `["CMD-SHELL", text]`, or `["NONE"]` to leave out that of the image. */
  readonly test: readonly string[];
  readonly interval?: number;
  readonly timeout?: number;
  readonly startPeriod?: number;
  readonly startInterval?: number;
  readonly retries?: number;
}

/** Something that is mounted into a container. */
export interface Mount {
  readonly type: "volume" | "bind" | "tmpfs";
  /** Name of the volume (none: an anonymous one), or path on the host. */
  readonly source?: string;
  readonly target: string;
  readonly readOnly?: boolean;
  readonly propagation?: string;
  /** Volumes: whether files of the image at that place are left out. */
  readonly noCopy?: boolean;
  /** Volumes: a folder of it. */
  readonly subpath?: string;
  /** tmpfs: bytes, permission bits. */
  readonly size?: number;
  readonly mode?: number;
}

/** When the engine starts a container again by itself. */
export interface RestartPolicy {
  readonly name: "no" | "always" | "unless-stopped" | "on-failure";
  /** Tries; only for `on-failure`. */
  readonly max?: number;
}

/** Settings of a container beyond the common ones, as they are in a compose file. Sizes are in bytes. */
export interface ContainerSettings {
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly user?: string;
  readonly workingDir?: string;
  readonly hostname?: string;
  readonly domainname?: string;
  readonly platform?: string;
  readonly readOnly?: boolean;
  readonly init?: boolean;
  readonly tty?: boolean;
  readonly openStdin?: boolean;
  readonly privileged?: boolean;
  readonly stopSignal?: string;
  /** Milliseconds; counts where somebody else stops the container. */
  readonly stopTimeout?: number;
  readonly healthcheck?: HealthCheck;
  readonly mounts?: readonly Mount[];
  /** Options by path. */
  readonly tmpfs?: Readonly<Record<string, string>>;
  readonly capAdd?: readonly string[];
  readonly capDrop?: readonly string[];
  readonly securityOpt?: readonly string[];
  readonly groupAdd?: readonly string[];
  /** `name:address`. */
  readonly extraHosts?: readonly string[];
  readonly dns?: readonly string[];
  readonly dnsSearch?: readonly string[];
  readonly dnsOptions?: readonly string[];
  readonly ulimits?: readonly { readonly name: string; readonly soft: number; readonly hard: number }[];
  readonly logging?: { readonly driver?: string; readonly options?: Readonly<Record<string, string>> };
  readonly sysctls?: Readonly<Record<string, string>>;
  /** `/dev/x:/dev/y:rwm`. */
  readonly devices?: readonly string[];
  readonly shmSize?: number;
  readonly memoryReservation?: number;
  readonly memorySwap?: number;
  readonly cpuShares?: number;
  readonly cpuset?: string;
  readonly pidsLimit?: number;
  readonly oomScoreAdj?: number;
  readonly runtime?: string;
  readonly pid?: string;
  readonly ipc?: string;
  readonly usernsMode?: string;
  readonly cgroupns?: "host" | "private";
  /** Further networks, with the names under which others find it there. */
  readonly networks?: readonly { readonly name: string; readonly aliases: readonly string[] }[];
}

/** A port inside and the address of the host that leads to it; without a port of the host the engine picks one. */
export interface PortBinding {
  readonly port: number;
  readonly protocol?: "tcp" | "udp";
  readonly hostIp: string;
  readonly hostPort: number | undefined;
}

/** What a container is made of. */
export interface ContainerSpec extends ContainerSettings {
  readonly name: string;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The network it joins; `none` for no network at all. */
  readonly network: string;
  /** Further names under which others on the network find it. */
  readonly aliases?: readonly string[];
  /**
   * Whether its way out stays on that network, whatever others it joins later (API 1.48). Its published ports are where
   * its way out is: they move with it, and for a moment nobody answers. Older engines take the network whose name sorts first.
   */
  readonly gateway?: boolean;
  /** Ports inside and the addresses of the host that lead to them. */
  readonly publish?: readonly PortBinding[];
  readonly volumes?: readonly { readonly name: string; readonly target: string }[];
  readonly restart?: RestartPolicy["name"] | RestartPolicy;
  /** Bytes. */
  readonly memory?: number;
  /** Cores, also a part of one. */
  readonly cpus?: number;
  /** Removed by the engine as soon as it ends. */
  readonly autoRemove?: boolean;
  /** Its standard input is open once, for the first who attaches, and ends with that connection. */
  readonly stdin?: boolean;
}

/** A container as the engine describes it. */
export interface Container {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Id of the image. */
  readonly image: string;
  /** The image as it was named when the container was made. */
  readonly imageName: string;
  readonly status: "created" | "running" | "paused" | "restarting" | "removing" | "exited" | "dead";
  readonly running: boolean;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** What the engine says about a failed start. */
  readonly error: string;
  /** How often the engine has started it again by itself. */
  readonly restarts: number;
  /** Milliseconds since the epoch, by the engine's clock. */
  readonly startedAt: number;
  /** What the engine does when it ends by itself. */
  readonly restart: RestartPolicy;
  /** Docker's own health check; undefined where the image has none. */
  readonly health?: { readonly status: "starting" | "healthy" | "unhealthy"; readonly last: string };
  /** The check's command: `["CMD", …]` or `["CMD-SHELL", text]`; undefined where there is none. */
  readonly healthTest?: readonly string[];
  /** IPv4 addresses by network; only running containers have any. */
  readonly addresses: Readonly<Record<string, string>>;
  /** `127.0.0.1:8080` for each port that is published. */
  readonly published: readonly string[];
}

/** Ports as the engine's API has them: by the port in the container, with all that lead there. */
export function portBindings(ports: readonly PortBinding[]): Record<string, { HostIp: string; HostPort: string }[]> {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { port, protocol = "tcp", hostIp, hostPort } of ports) {
    const key = `${port}/${protocol}`;
    bindings[key] = [...(bindings[key] ?? []), { HostIp: hostIp, HostPort: hostPort ? String(hostPort) : "" }];
  }
  return bindings;
}

/** Creates a container and does not start it; returns its id. Name conflicts throw an error with status 409. */
export async function createContainer(engine: Engine, spec: ContainerSpec): Promise<string> {
  const bindings = portBindings(spec.publish ?? []);
  const mounts: Mount[] = [
    ...(spec.volumes ?? []).map(({ name, target }) => ({ type: "volume", source: name, target }) as const),
    ...(spec.mounts ?? []),
  ];
  const body = defined({
    Image: spec.image,
    Labels: { ...spec.labels },
    Env: Object.entries(spec.env ?? {}).map(([name, value]) => `${name}=${value}`),
    Entrypoint: spec.entrypoint && [...spec.entrypoint],
    Cmd: spec.command && [...spec.command],
    User: spec.user || undefined,
    WorkingDir: spec.workingDir,
    Hostname: spec.hostname,
    Domainname: spec.domainname,
    Tty: spec.tty,
    StopSignal: spec.stopSignal,
    StopTimeout: spec.stopTimeout === undefined ? undefined : Math.ceil(spec.stopTimeout / 1000),
    Healthcheck: spec.healthcheck && healthcheckOf(spec.healthcheck),
    ...(spec.stdin ? { OpenStdin: true, StdinOnce: true, AttachStdin: true } : { OpenStdin: spec.openStdin }),
    ExposedPorts: Object.fromEntries(Object.keys(bindings).map((key) => [key, {}])),
    HostConfig: defined({
      NetworkMode: spec.network,
      PortBindings: bindings,
      RestartPolicy: restartOf(spec.restart ?? "no"),
      Mounts: mounts.length > 0 ? mounts.map(mountOf) : undefined,
      Tmpfs: spec.tmpfs && { ...spec.tmpfs },
      Memory: spec.memory,
      MemorySwap: spec.memorySwap ?? spec.memory,
      MemoryReservation: spec.memoryReservation,
      NanoCpus: spec.cpus && Math.round(spec.cpus * 1e9),
      CpuShares: spec.cpuShares,
      CpusetCpus: spec.cpuset,
      PidsLimit: spec.pidsLimit,
      OomScoreAdj: spec.oomScoreAdj,
      AutoRemove: spec.autoRemove || undefined,
      ReadonlyRootfs: spec.readOnly,
      Init: spec.init,
      Privileged: spec.privileged,
      CapAdd: spec.capAdd && [...spec.capAdd],
      CapDrop: spec.capDrop && [...spec.capDrop],
      SecurityOpt: spec.securityOpt && [...spec.securityOpt],
      GroupAdd: spec.groupAdd && [...spec.groupAdd],
      ExtraHosts: spec.extraHosts && [...spec.extraHosts],
      Dns: spec.dns && [...spec.dns],
      DnsSearch: spec.dnsSearch && [...spec.dnsSearch],
      DnsOptions: spec.dnsOptions && [...spec.dnsOptions],
      Ulimits: spec.ulimits?.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
      LogConfig: spec.logging && { Type: spec.logging.driver ?? "", Config: { ...spec.logging.options } },
      Sysctls: spec.sysctls && { ...spec.sysctls },
      Devices: spec.devices?.map(deviceOf),
      ShmSize: spec.shmSize,
      Runtime: spec.runtime,
      PidMode: spec.pid,
      IpcMode: spec.ipc,
      UsernsMode: spec.usernsMode,
      CgroupnsMode: spec.cgroupns,
    }),
    NetworkingConfig:
      spec.aliases || spec.gateway
        ? {
            EndpointsConfig: {
              [spec.network]: defined({
                Aliases: spec.aliases && [...spec.aliases],
                GwPriority: spec.gateway ? 1 : undefined,
              }),
            },
          }
        : undefined,
  });
  // Only name and platform belong into the address: dockerode would put all of it there, with the environment, where
  // daemons and proxies log it.
  const container = await engine.api.createContainer({
    _query: defined({ name: spec.name, platform: spec.platform }),
    _body: body,
  } as unknown as ContainerCreateOptions);
  try {
    // Before API 1.44 a container is created with one network and joins the others.
    for (const { name, aliases } of spec.networks ?? []) {
      await engine.api.getNetwork(name).connect({ Container: container.id, EndpointConfig: { Aliases: [...aliases] } });
    }
  } catch (error) {
    await removeContainer(engine, container.id).catch(() => {});
    throw error;
  }
  return container.id;
}

/** The same without what is undefined: an engine takes a null for a wish in some fields. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}

function restartOf(restart: RestartPolicy["name"] | RestartPolicy) {
  const { name, max } = typeof restart === "string" ? { name: restart, max: undefined } : restart;
  return { Name: name, ...(max === undefined ? {} : { MaximumRetryCount: max }) };
}

function restartIn(policy: { readonly Name: string; readonly MaximumRetryCount?: number } | undefined): RestartPolicy {
  const name = (policy?.Name || "no") as RestartPolicy["name"];
  return { name, ...(policy?.MaximumRetryCount ? { max: policy.MaximumRetryCount } : {}) };
}

function healthcheckOf(check: HealthCheck) {
  const nanoseconds = (milliseconds: number | undefined) => milliseconds && Math.round(milliseconds * 1e6);
  return defined({
    Test: [...check.test],
    Interval: nanoseconds(check.interval),
    Timeout: nanoseconds(check.timeout),
    StartPeriod: nanoseconds(check.startPeriod),
    StartInterval: nanoseconds(check.startInterval),
    Retries: check.retries,
  });
}

function mountOf(mount: Mount) {
  return defined({
    Type: mount.type,
    Source: mount.source,
    Target: mount.target,
    ReadOnly: mount.readOnly,
    BindOptions: mount.propagation === undefined ? undefined : { Propagation: mount.propagation },
    VolumeOptions:
      mount.noCopy === undefined && mount.subpath === undefined
        ? undefined
        : defined({ NoCopy: mount.noCopy, Subpath: mount.subpath }),
    TmpfsOptions:
      mount.type === "tmpfs" && (mount.size !== undefined || mount.mode !== undefined)
        ? defined({ SizeBytes: mount.size, Mode: mount.mode })
        : undefined,
  });
}

function deviceOf(device: string) {
  const [host = "", inside = host, permissions = "rwm"] = device.split(":");
  return { PathOnHost: host, PathInContainer: inside, CgroupPermissions: permissions };
}

/** Starts a container; nothing happens where it runs. */
export async function startContainer(engine: Engine, id: string): Promise<void> {
  await orMissing(engine.api.getContainer(id).start().catch(ignoring(304)));
}

/** Asks it to stop (its stop signal) and kills it after so many milliseconds; nothing happens where it stands still. */
export async function stopContainer(engine: Engine, id: string, timeout: number): Promise<void> {
  await unlessSettled(engine.api.getContainer(id).stop({ t: Math.ceil(timeout / 1000) }));
}

/** Removes a container, also a running one, and its anonymous volumes; nothing happens where there is none. */
export async function removeContainer(engine: Engine, id: string): Promise<void> {
  await unlessSettled(engine.api.getContainer(id).remove({ force: true, v: true }));
}

/** Sends a signal to the first process of a container. */
export async function signalContainer(engine: Engine, id: string, signal: string): Promise<void> {
  await engine.api.getContainer(id).kill({ signal });
}

/**
 * Says what the engine does when the container ends by itself; nothing happens where it does so already: the engine
 * starts two processes for a container that runs.
 */
export async function setRestart(
  engine: Engine,
  { id, restart: now }: Pick<Container, "id" | "restart">,
  restart: RestartPolicy,
): Promise<void> {
  if (now.name === restart.name && now.max === restart.max) return;
  await engine.api.getContainer(id).update({ RestartPolicy: restartOf(restart) });
}

/** Gives a container another name; throws with status 409 where another one has it. */
export async function renameContainer(engine: Engine, id: string, name: string): Promise<void> {
  await engine.api.getContainer(id).rename({ name });
}

/** A container by its id or name; undefined where there is none. */
export async function findContainer(engine: Engine, id: string): Promise<Container | undefined> {
  const found = await orMissing(engine.api.getContainer(id).inspect());
  return found && describe(found);
}

/** All containers, also those that stand still, that carry these labels; an empty value stands for any. */
export async function listContainers(engine: Engine, labels: Readonly<Record<string, string>>): Promise<Container[]> {
  const label = Object.entries(labels).map(([name, value]) => (value === "" ? name : `${name}=${value}`));
  const listed = await engine.api.listContainers({ all: true, filters: { label } });
  const found = await Promise.all(listed.map(({ Id }) => findContainer(engine, Id)));
  return found.filter((container) => container !== undefined);
}

/** A port of the host, and the container that has it. */
export interface TakenPort {
  readonly container: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly hostIp: string;
  readonly hostPort: number;
}

/** TCP ports of the host that running containers have. */
export async function takenPorts(engine: Engine): Promise<TakenPort[]> {
  const running = await engine.api.listContainers();
  return running.flatMap(({ Names, Labels, Ports }) => {
    const container = (Names[0] ?? "").replace(/^\//, "");
    return (Ports ?? []).flatMap(({ IP, PublicPort, Type }) =>
      PublicPort && Type === "tcp" ? [{ container, labels: Labels ?? {}, hostIp: IP ?? "", hostPort: PublicPort }] : [],
    );
  });
}

/** The last lines that a container wrote, both streams as one text; `""` where there is no such container. */
export async function logsOf(engine: Engine, id: string, tail: number): Promise<string> {
  const log = await orMissing(engine.api.getContainer(id).logs({ stdout: true, stderr: true, tail, follow: false }));
  return log ? unframed(log).trimEnd() : "";
}

/** Attaches to the standard input of a container; it ends there when the stream is closed, or when this process is. */
export async function attachStdin(engine: Engine, id: string): Promise<Duplex> {
  const options = { stream: true, stdin: true, stdout: false, stderr: false, hijack: true };
  return (await engine.api.getContainer(id).attach(options)) as unknown as Duplex;
}

/** Ends when the container has: gives its exit code. */
export async function waitForContainer(engine: Engine, id: string, signal?: AbortSignal): Promise<number> {
  const container = engine.api.getContainer(id);
  const { StatusCode } = (await container.wait(signal ? { abortSignal: signal } : {})) as { StatusCode: number };
  return StatusCode;
}

function describe(found: ContainerInspectInfo): Container {
  const { State, Config, NetworkSettings } = found;
  const health = State.Health && (State.Health.Status as string) !== "none" ? State.Health : undefined;
  const test = Config.Healthcheck?.Test;
  return {
    id: found.Id,
    name: found.Name.replace(/^\//, ""),
    labels: Config.Labels ?? {},
    image: found.Image,
    imageName: Config.Image,
    status: State.Status as Container["status"],
    running: State.Running && !State.Restarting,
    exitCode: State.ExitCode,
    oomKilled: State.OOMKilled,
    error: State.Error,
    restarts: found.RestartCount,
    startedAt: Date.parse(State.StartedAt),
    restart: restartIn(found.HostConfig.RestartPolicy),
    ...(health
      ? {
          health: {
            status: health.Status as "starting" | "healthy" | "unhealthy",
            last: (health.Log ?? []).at(-1)?.Output?.trim() ?? "",
          },
        }
      : {}),
    ...(test?.[0]?.startsWith("CMD") ? { healthTest: test } : {}),
    // An engine that was killed still tells those of containers that have stopped since.
    addresses: Object.fromEntries(
      Object.entries(NetworkSettings.Networks ?? {}).flatMap(([name, { IPAddress }]) =>
        IPAddress && State.Running ? [[name, IPAddress]] : [],
      ),
    ),
    // What was asked for, so that it is known of a container that stands still as well.
    published: Object.values(
      (found.HostConfig.PortBindings ?? {}) as Record<string, { HostIp: string; HostPort: string }[]>,
    )
      .flat()
      .map(({ HostIp, HostPort }) => `${HostIp}:${HostPort}`),
  };
}

function ignoring(status: number): (error: unknown) => void {
  return (error) => {
    if ((error as { statusCode?: number }).statusCode !== status) throw error;
  };
}
