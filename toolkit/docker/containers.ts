import type { Duplex } from "node:stream";
import type { ContainerInspectInfo } from "dockerode";
import type { Engine } from "../docker.ts";
import { orMissing, unlessSettled } from "./api-errors.ts";
import { unframed } from "./frames.ts";

/** What a container is made of. */
export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly user?: string;
  /** The network it joins; `none` for no network at all. */
  readonly network: string;
  /** Further names under which others on the network find it. */
  readonly aliases?: readonly string[];
  /** Ports inside and the addresses of the host that lead to them. */
  readonly publish?: readonly { readonly port: number; readonly hostIp: string; readonly hostPort: number }[];
  readonly volumes?: readonly { readonly name: string; readonly target: string }[];
  readonly restart?: "no" | "unless-stopped";
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
  /** Docker's own health check; undefined where the image has none. */
  readonly health?: { readonly status: "starting" | "healthy" | "unhealthy"; readonly last: string };
  /** The check's command: `["CMD", …]` or `["CMD-SHELL", text]`; undefined where there is none. */
  readonly healthTest?: readonly string[];
  /** IPv4 addresses by network; only running containers have any. */
  readonly addresses: Readonly<Record<string, string>>;
  /** `127.0.0.1:8080` for each port that is published. */
  readonly published: readonly string[];
}

/** Creates a container and does not start it; returns its id. Name conflicts throw an error with status 409. */
export async function createContainer(engine: Engine, spec: ContainerSpec): Promise<string> {
  const ports = spec.publish ?? [];
  const container = await engine.api.createContainer({
    name: spec.name,
    Image: spec.image,
    Labels: { ...spec.labels },
    Env: Object.entries(spec.env ?? {}).map(([name, value]) => `${name}=${value}`),
    ...(spec.entrypoint ? { Entrypoint: [...spec.entrypoint] } : {}),
    ...(spec.command ? { Cmd: [...spec.command] } : {}),
    ...(spec.user ? { User: spec.user } : {}),
    ...(spec.stdin ? { OpenStdin: true, StdinOnce: true, AttachStdin: true } : {}),
    ExposedPorts: Object.fromEntries(ports.map(({ port }) => [`${port}/tcp`, {}])),
    HostConfig: {
      NetworkMode: spec.network,
      PortBindings: Object.fromEntries(
        ports.map(({ port, hostIp, hostPort }) => [`${port}/tcp`, [{ HostIp: hostIp, HostPort: String(hostPort) }]]),
      ),
      RestartPolicy: { Name: spec.restart ?? "no" },
      ...(spec.volumes
        ? { Mounts: spec.volumes.map(({ name, target }) => ({ Type: "volume", Source: name, Target: target })) }
        : {}),
      ...(spec.memory ? { Memory: spec.memory, MemorySwap: spec.memory } : {}),
      ...(spec.cpus ? { NanoCpus: Math.round(spec.cpus * 1e9) } : {}),
      ...(spec.autoRemove ? { AutoRemove: true } : {}),
    },
    ...(spec.aliases
      ? { NetworkingConfig: { EndpointsConfig: { [spec.network]: { Aliases: [...spec.aliases] } } } }
      : {}),
  });
  return container.id;
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

/** Says what the engine does when the container ends by itself. */
export async function setRestart(engine: Engine, id: string, restart: "no" | "unless-stopped"): Promise<void> {
  await engine.api.getContainer(id).update({ RestartPolicy: { Name: restart } });
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
    status: State.Status as Container["status"],
    running: State.Running && !State.Restarting,
    exitCode: State.ExitCode,
    oomKilled: State.OOMKilled,
    error: State.Error,
    restarts: found.RestartCount,
    startedAt: Date.parse(State.StartedAt),
    ...(health
      ? {
          health: {
            status: health.Status as "starting" | "healthy" | "unhealthy",
            last: (health.Log ?? []).at(-1)?.Output?.trim() ?? "",
          },
        }
      : {}),
    ...(test?.[0]?.startsWith("CMD") ? { healthTest: test } : {}),
    addresses: Object.fromEntries(
      Object.entries(NetworkSettings.Networks ?? {}).flatMap(([name, { IPAddress }]) =>
        IPAddress ? [[name, IPAddress]] : [],
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
