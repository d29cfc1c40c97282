import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { withTimeout } from "../../toolkit/clock.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";

/** Whether the engine holds an image under this name. */
export async function hasImage(engine: Engine, name: string): Promise<boolean> {
  return (await orMissing(engine.api.getImage(name).inspect())) !== undefined;
}

/** What an engine call answers, or undefined where it says that there is no such object. */
export async function orMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** The HTTP status of an engine's answer that was an error. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === "number" ? status : undefined;
}

/** Limits of a pull, in milliseconds. */
export interface PullLimits {
  /** Until the registry must have said something. */
  readonly firstAnswer: number;
  /** Between two messages of progress. */
  readonly stall: number;
}

/**
 * Pulls one image without credentials.
 *
 * @throws Error where no registry answers in time, or refuses: the engine's own words.
 */
export async function pullImage(engine: Engine, name: string, limits: PullLimits, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const late = () => stop.abort(new Error(`the registry of ${name} gave no answer in time`));
  let timer = setTimeout(late, limits.firstAnswer);
  try {
    const abortSignal = AbortSignal.any([signal, stop.signal]);
    const stream = await engine.api.pull(name, { abortSignal });
    await readProgress(stream as Readable, () => {
      clearTimeout(timer);
      timer = setTimeout(late, limits.stall);
    });
  } catch (error) {
    throwIfAborted(signal);
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

/** Imports a tar file as an image of one layer. `changes` are instructions of a Dockerfile, as `docker import` takes them. */
export async function importImage(
  engine: Engine,
  tar: string,
  name: string,
  changes: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const abortSignal = withTimeout(signal, 3 * 60_000, `importing ${name}`);
  const [repo, tag] = splitName(name);
  const stream = await engine.api.importImage(createReadStream(tar), { repo, tag, changes: [...changes], abortSignal });
  await readProgress(stream as Readable, () => {});
}

/** Reads the messages of a pull, a push or an import to their end. An error inside of the stream is raised. */
async function readProgress(stream: Readable, onMessage: () => void): Promise<void> {
  let rest = "";
  for await (const chunk of stream.setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) check(line);
  }
  check(rest);

  function check(line: string): void {
    if (line.trim() === "") return;
    onMessage();
    const message = JSON.parse(line) as { error?: string; errorDetail?: { message?: string } };
    const error = message.errorDetail?.message ?? message.error;
    if (error !== undefined) throw new Error(error);
  }
}

/** How an image is made from another one. */
export interface ImageRecipe {
  readonly name: string;
  /** The image below it. */
  readonly from: string;
  /** Path of a tar file that is unpacked over it before the script runs. */
  readonly tar: string;
  /** What is run in it, by `sh -eu`. */
  readonly script: string;
  /** Instructions of a Dockerfile for the image's settings: CMD, ENV, USER, LABEL… */
  readonly changes: readonly string[];
  /** The image's STOPSIGNAL, which is not among the instructions that an engine takes there. */
  readonly stopSignal: string;
}

/**
 * Makes an image: one container, one script, one layer. That needs no builder, shows the script's last lines where it
 * fails, and works on every engine. The container has the host's network, as packages come from where the host gets them.
 *
 * @throws Error with the script's last lines.
 */
export async function makeImage(engine: Engine, recipe: ImageRecipe, signal: AbortSignal): Promise<void> {
  const abortSignal = withTimeout(signal, 5 * 60_000, `making ${recipe.name}`);
  const container = await engine.api.createContainer({
    Image: recipe.from,
    Cmd: ["sh", "-euc", recipe.script],
    StopSignal: recipe.stopSignal,
    HostConfig: { NetworkMode: "host" },
    abortSignal,
  });
  try {
    await container.putArchive(createReadStream(recipe.tar), { path: "/", abortSignal });
    await container.start({ abortSignal });
    const { StatusCode } = (await container.wait({ abortSignal })) as { StatusCode: number };
    if (StatusCode !== 0) {
      throw new Error(
        `the script of ${recipe.name} ended with code ${StatusCode}:\n${await lastLog(engine, container.id)}`,
      );
    }
    const [repo, tag] = splitName(recipe.name);
    // Without `_query` and `_body`, dockerode sends the query's values as the new image's settings as well.
    const query = { container: container.id, repo, tag, pause: false, changes: recipe.changes };
    await container.commit({ _query: query, _body: {}, abortSignal });
  } finally {
    await container.remove({ force: true, v: true }).catch(() => {});
  }
}

/** The last lines that a container wrote, both streams as one text. */
export async function lastLog(engine: Engine, id: string, tail = 15): Promise<string> {
  const log = await engine.api.getContainer(id).logs({ stdout: true, stderr: true, tail, follow: false });
  // A bar of progress redraws its line after a carriage return: only the last state counts.
  return demultiplex(log)
    .replace(/^.*\r(?=.)/gm, "")
    .trim();
}

/** The text of a log in the engine's framing: eight bytes (stream, three zeros, length) before each piece. */
export function demultiplex(log: Buffer): string {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 8 <= log.length; ) {
    const length = log.readUInt32BE(at + 4);
    pieces.push(log.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return Buffer.concat(pieces).toString("utf8");
}

/** A container that the set-up keeps running. */
export interface ServiceSpec {
  readonly name: string;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly env: readonly string[];
  readonly cmd?: readonly string[];
  /** The port inside, as in `5000/tcp`, and where it is published on loopback; 0 lets the engine choose. */
  readonly port: string;
  readonly hostPort: number;
  /** A named volume and where it is mounted; without one the data goes with the container. */
  readonly volume?: { readonly name: string; readonly target: string };
  /** Name of a network to join, and the name under which the others find the container there. */
  readonly network?: { readonly name: string; readonly alias: string };
  /** Path of an in-memory file system. */
  readonly tmpfs?: string;
}

/** A running container of the set-up. */
export interface Service {
  readonly id: string;
  /** The published port on loopback. */
  readonly hostPort: number;
  /** Its environment: where a password that was made up on its creation is found again. */
  readonly env: readonly string[];
  /** Whether it ran already. */
  readonly already: boolean;
}

/**
 * The container of this name: as it is where it runs, started where it stands still, made where there is none.
 * A container of that name that lacks the labels is not ours and is left alone.
 *
 * @throws UserError where the name belongs to somebody else, or the port is taken.
 */
export async function ensureService(engine: Engine, spec: ServiceSpec, signal: AbortSignal): Promise<Service> {
  throwIfAborted(signal);
  const found = await orMissing(engine.api.getContainer(spec.name).inspect());
  if (found !== undefined) {
    const foreign = Object.entries(spec.labels).some(([key, value]) => found.Config.Labels?.[key] !== value);
    if (foreign) {
      throw new UserError(`A container named ${spec.name} is there already and was not made by this set-up.`, {
        hint: `Rename or remove it: docker rename ${spec.name} ${spec.name}-old`,
      });
    }
    if (!found.State.Running) await start(engine, found.Id, spec);
    return { ...(await describe(engine, found.Id, spec)), already: found.State.Running };
  }
  if (spec.volume !== undefined) await engine.api.createVolume({ Name: spec.volume.name, Labels: { ...spec.labels } });
  const container = await engine.api.createContainer({
    name: spec.name,
    Image: spec.image,
    Env: [...spec.env],
    Labels: { ...spec.labels },
    ExposedPorts: { [spec.port]: {} },
    HostConfig: {
      PortBindings: {
        [spec.port]: [{ HostIp: "127.0.0.1", HostPort: spec.hostPort === 0 ? "" : String(spec.hostPort) }],
      },
      RestartPolicy: { Name: "unless-stopped" },
      ...(spec.volume === undefined
        ? {}
        : { Mounts: [{ Type: "volume", Source: spec.volume.name, Target: spec.volume.target }] }),
      ...(spec.tmpfs === undefined ? {} : { Tmpfs: { [spec.tmpfs]: "" } }),
      ...(spec.network === undefined ? {} : { NetworkMode: spec.network.name }),
    },
    ...(spec.cmd === undefined ? {} : { Cmd: [...spec.cmd] }),
    ...(spec.network === undefined
      ? {}
      : { NetworkingConfig: { EndpointsConfig: { [spec.network.name]: { Aliases: [spec.network.alias] } } } }),
  });
  try {
    await start(engine, container.id, spec);
  } catch (error) {
    await container.remove({ force: true, v: true }).catch(() => {});
    throw error;
  }
  return { ...(await describe(engine, container.id, spec)), already: false };
}

async function start(engine: Engine, id: string, spec: ServiceSpec): Promise<void> {
  try {
    await engine.api.getContainer(id).start();
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    throw new UserError(`${spec.name} cannot listen on 127.0.0.1:${spec.hostPort}: the port is taken.`, {
      hint: `ss -ltnp 'sport = :${spec.hostPort}' shows by what.`,
      cause: error,
    });
  }
}

/** Whether a container did not start because another program has its port. */
export function isPortTaken(error: unknown): boolean {
  return /port is already allocated|address already in use/.test(messageOf(error));
}

async function describe(engine: Engine, id: string, spec: ServiceSpec): Promise<Omit<Service, "already">> {
  const found = await engine.api.getContainer(id).inspect();
  const published = found.NetworkSettings.Ports[spec.port]?.[0]?.HostPort;
  if (published === undefined) {
    throw new UserError(`${spec.name} does not run:\n${await lastLog(engine, id)}`, {
      hint: `docker rm -f ${spec.name}, then run this again.`,
    });
  }
  return { id, hostPort: Number(published), env: found.Config.Env ?? [] };
}

/**
 * Asks until `ready` says yes.
 *
 * @throws UserError with the container's last log lines after `limit` milliseconds, or as soon as it has ended.
 */
export async function waitUntilReady(
  engine: Engine,
  service: Pick<Service, "id">,
  options: { name: string; limit: number; signal: AbortSignal; ready: () => Promise<boolean> },
): Promise<void> {
  const deadline = performance.now() + options.limit;
  while (!(await options.ready())) {
    const state = (await orMissing(engine.api.getContainer(service.id).inspect()))?.State;
    if (performance.now() > deadline || state?.Running !== true) {
      const what = state?.Running === true ? `gave no answer in ${options.limit / 1000} s` : "has ended";
      const log = state === undefined ? "" : await lastLog(engine, service.id);
      throw new UserError(`${options.name} ${what}. Its last lines:\n${log}`);
    }
    await delay(50, undefined, { signal: options.signal });
  }
}

/** Cuts `name:tag` in two; a registry's port is no tag. */
export function splitName(name: string): [repo: string, tag: string] {
  const colon = name.lastIndexOf(":");
  return colon > name.lastIndexOf("/") ? [name.slice(0, colon), name.slice(colon + 1)] : [name, "latest"];
}
