import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import { serve } from "../../src/serve.ts";
import { until } from "./until.ts";

/** A running service, in this process or in one of its own. */
export type Service = {
  /** Where it listens; waits until it does. */
  url: () => Promise<string>;
  signal: () => void;
  exitCode: Promise<number | null>;
  /** What it has written to standard output and standard error so far. */
  output: () => string;
};

/** Starts `src/main.ts` as a process, as a container would. */
export function startProcess(env: NodeJS.ProcessEnv): Service {
  const main = new URL("../../src/main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
  const exitCode = once(child, "exit").then(([code]) => code as number | null);
  return service([child.stdout, child.stderr], () => void child.kill("SIGTERM"), exitCode);
}

/** Runs the service here, where its coverage is counted. */
export function startHere(env: NodeJS.ProcessEnv): Service {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const host = Object.assign(new EventEmitter(), { env, stdout, stderr });
  return service([stdout, stderr], () => void host.emit("SIGTERM", "SIGTERM"), serve(host));
}

function service(streams: Readable[], signal: () => void, exitCode: Promise<number | null>): Service {
  let text = "";
  for (const stream of streams) stream.on("data", (chunk) => (text += chunk));
  const address = () => text.match(/listening at (http:\/\/[\d.]+:\d+)/)?.[1];
  const url = async () => {
    await until(() => address() !== undefined);
    return address() as string;
  };
  return { url, signal, exitCode, output: () => text };
}
