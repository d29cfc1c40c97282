import { readdir } from "node:fs/promises";
import type { ImageBuildOptions } from "dockerode";
import type { Engine } from "../docker.ts";
import { throwIfAborted } from "../errors.ts";
import { readTrace, type TraceStatus } from "./buildkit-trace.ts";
import type { RegistryAuth } from "./images.ts";
import { readStream } from "./stream.ts";

/** A build through the Engine API, with BuildKit inside of the engine. Secrets and SSH are not possible this way. */
export interface EngineBuild {
  /** Folder that is sent, without what its .dockerignore names. */
  readonly context: string;
  /** Path of the Dockerfile within the context. */
  readonly dockerfile: string;
  readonly tags: readonly string[];
  readonly args: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly platform?: string;
  readonly network?: string;
  readonly hosts: readonly string[];
  readonly shmSize?: number;
  readonly cacheFrom: readonly string[];
  readonly pull: boolean;
  readonly noCache: boolean;
}

/**
 * Builds and returns the image's id. `onLine` is told the progress in the form of `buildx --progress plain`.
 * Throws what the engine said of a failed build; when `signal` is aborted the connection ends, and the build with it.
 */
export async function buildImage(
  engine: Engine,
  build: EngineBuild,
  options: { auth: readonly RegistryAuth[]; onLine: (line: string) => void; signal?: AbortSignal },
): Promise<string> {
  const { signal, onLine } = options;
  throwIfAborted(signal);
  const query: Record<string, unknown> = {
    // As a number: for the text "2" dockerode opens the engine's deprecated session, which serves nothing we need.
    version: 2,
    dockerfile: build.dockerfile,
    t: build.tags,
    buildargs: build.args,
    labels: build.labels,
    target: build.target || undefined,
    platform: build.platform || undefined,
    networkmode: build.network || undefined,
    extrahosts: build.hosts.length > 0 ? build.hosts.join(",") : undefined,
    shmsize: build.shmSize,
    cachefrom: build.cacheFrom.length > 0 ? build.cacheFrom : undefined,
    pull: build.pull ? "1" : undefined,
    nocache: build.noCache,
    registryconfig: Object.fromEntries(options.auth.map((auth) => [auth.serveraddress, auth])),
    abortSignal: signal,
  };
  const stream = await engine.api
    .buildImage(
      { context: build.context, src: await readdir(build.context) },
      Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as ImageBuildOptions,
    )
    .catch((error) => {
      throwIfAborted(signal);
      throw error;
    });
  const print = tracePrinter(onLine);
  let id = "";
  await readStream(
    stream as AsyncIterable<Buffer>,
    (message) => {
      if (message.id === "moby.buildkit.trace" && typeof message.aux === "string") {
        print(readTrace(Buffer.from(message.aux, "base64")));
      } else if (message.stream) {
        for (const line of message.stream.split(/\r?\n/)) if (line !== "") onLine(line);
      }
      const aux = message.aux as { ID?: string } | undefined;
      if (aux?.ID) id = aux.ID;
    },
    signal,
  );
  if (id === "") throw new Error("the engine told no image id");
  return id;
}

/** Prints a build's trace in the form of `buildx --progress plain`: `#3 [2/4] RUN …`, `#3 text`, `#3 DONE 1.2s`. */
export function tracePrinter(onLine: (line: string) => void): (status: TraceStatus) => void {
  const steps = new Map<string, { number: number; named: boolean; ended: boolean; rest: string }>();
  const of = (id: string) => {
    const step = steps.get(id) ?? { number: steps.size + 1, named: false, ended: false, rest: "" };
    steps.set(id, step);
    return step;
  };
  return ({ steps: told, logs }) => {
    for (const { id, name, started } of told) {
      const step = of(id);
      if (step.named || (started === undefined && !told.some((one) => one.id === id && one.cached))) continue;
      step.named = true;
      onLine(`#${step.number} ${name}`);
    }
    for (const { step: id, text } of logs) {
      const step = of(id);
      const lines = (step.rest + text).split(/\r\n|\n|\r/);
      step.rest = lines.pop() ?? "";
      for (const line of lines) onLine(`#${step.number} ${line}`);
    }
    for (const { id, cached, started, completed, error } of told) {
      const step = of(id);
      if (step.ended || !step.named || completed === undefined) continue;
      step.ended = true;
      if (step.rest !== "") onLine(`#${step.number} ${step.rest}`);
      const seconds = ((completed - (started ?? completed)) / 1000).toFixed(1);
      onLine(`#${step.number} ${error !== "" ? `ERROR: ${error}` : cached ? "CACHED" : `DONE ${seconds}s`}`);
    }
  };
}
