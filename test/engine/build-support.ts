import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { constants } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { main } from "../../actions/build/main.ts";
import { type RecordingRunner, recordingRunner } from "../../actions/build/test-world.ts";
import { systemClock } from "../../toolkit/clock.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { realWorld, type World } from "../../toolkit/world.ts";

/** How a run of the build action ended, and all that it told. */
export interface Ran {
  readonly runner: RecordingRunner;
  readonly outputs: Record<string, string>;
  /** Message and hint of the error; undefined where it went well. */
  readonly error: string | undefined;
  /** Log, annotations, outputs, summary and error in one text, to look for what must not be in it. */
  readonly everything: string;
}

/** Runs the action against the real engine; waits between tries are 50 times shorter than they would be. */
export async function runBuild(
  inputs: Record<string, string>,
  world: { workspace: string; temp: string; env?: Record<string, string>; run?: World["run"]; signal?: AbortSignal },
): Promise<Ran> {
  const runner = recordingRunner(inputs, { ...process.env, ...world.env });
  const real = realWorld(runner, world.signal ?? new AbortController().signal, world.workspace);
  let error: string | undefined;
  try {
    await main({
      ...real,
      temp: world.temp,
      run: world.run ?? real.run,
      clock: { ...systemClock, sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / 50, signal) },
    });
  } catch (thrown) {
    error = `${messageOf(thrown)}\n${thrown instanceof UserError ? thrown.hint : (thrown as Error).stack}`;
  }
  const parts = [runner.log, runner.annotations, runner.outputs, runner.summaries, error];
  return { runner, outputs: runner.outputs, error, everything: JSON.stringify(parts) };
}

/** The action as a process of its own, as a runner starts it. */
export interface Started {
  readonly child: ChildProcess;
  /** Ends with the exit code (or 128 and the signal's number) and all that the process left: its log and the runner's files. */
  readonly ended: Promise<{ code: number; log: string; outputs: string; everything: string }>;
}

/** Starts the action from its sources, with the files that GitHub's runner gives a step. They lie in `files`. */
export async function startAction(
  inputs: Record<string, string>,
  options: { workspace: string; temp: string; files: string; env?: Record<string, string> },
): Promise<Started> {
  const start = join(options.files, "start.mjs");
  const entry = pathToFileURL(join(import.meta.dirname, "../../actions/entry.ts")).href;
  await mkdir(options.files, { recursive: true });
  await writeFile(start, `import { start } from ${JSON.stringify(entry)};\nawait start("build");\n`);
  const names = ["GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "GITHUB_PATH"];
  const files = Object.fromEntries(names.map((name) => [name, join(options.files, name)]));
  for (const file of Object.values(files)) await writeFile(file, "");
  const child = spawn(process.execPath, ["--no-warnings", start], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...files,
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: options.workspace,
      RUNNER_TEMP: options.temp,
      ...options.env,
    },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (log += data));
  const ended = new Promise<number>((done, fail) => {
    child.once("error", fail);
    child.once("close", (code, signal) => done(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).then(async (code) => {
    const texts = await Promise.all(Object.values(files).map((file) => readFile(file, "utf8")));
    return { code, log, outputs: texts[0] ?? "", everything: [log, ...texts].join("\n") };
  });
  return { child, ended };
}

/** The command lines of all processes of this machine, as everybody can read them. */
export async function commandLines(): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry));
  return await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
}

/** The process port of a machine without docker and buildx. */
export const withoutBuildx: World["run"] = async (file) => {
  throw new UserError(`${file} was not found on the PATH`);
};

/**
 * What the front does with a request: answers it with a status, cuts the connection, holds it for milliseconds, or cuts
 * it once so many bytes of its body have come (at its end, where it has fewer).
 */
export type Fault = number | "reset" | { readonly hold: number } | { readonly cutAfter: number };

/** A server in front of a registry that can ask for a password and fail on purpose. */
export interface Front {
  /** `127.0.0.1:port`, as an image name begins. */
  readonly host: string;
  /** `METHOD /path` of each request, faults included. */
  readonly asked: string[];
  /** Decides on each request; undefined lets it through. */
  fault: (method: string, path: string) => Fault | undefined;
  /** `user:password` that is asked for; undefined for none. */
  login: string | undefined;
  stop(): Promise<void>;
}

/** Starts such a server in front of the registry at `address` (`host:port`). */
export async function startFront(address: string): Promise<Front> {
  const front: Front = { host: "", asked: [], fault: () => undefined, login: undefined, stop: async () => {} };
  const server = createServer((ask, answer) => void serve(front, address, ask, answer));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return Object.assign(front, {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
}

async function serve(front: Front, address: string, ask: IncomingMessage, answer: ServerResponse): Promise<void> {
  const { method = "", url = "" } = ask;
  front.asked.push(`${method} ${url.replace(/\?.*/, "")}`);
  const expected = front.login && `Basic ${Buffer.from(front.login).toString("base64")}`;
  if (expected && ask.headers.authorization !== expected) {
    const body = JSON.stringify({ errors: [{ code: "UNAUTHORIZED", message: "authentication required" }] });
    answer.writeHead(401, { "www-authenticate": 'Basic realm="test"', "content-type": "application/json" }).end(body);
    return;
  }
  const fault = front.fault(method, url);
  if (fault === "reset") return void ask.socket.destroy();
  if (typeof fault === "number") return void answer.writeHead(fault).end();
  if (fault && "hold" in fault) await systemClock.sleep(fault.hold);
  if (fault && "cutAfter" in fault) {
    let seen = 0;
    ask.on("data", (chunk: Buffer) => {
      seen += chunk.length;
      if (seen > fault.cutAfter) ask.socket.destroy();
    });
    ask.on("end", () => ask.socket.destroy());
    return;
  }
  const [hostname, port] = address.split(":");
  const { authorization: _own, ...headers } = ask.headers;
  const inner = request({ hostname, port, method, path: url, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(answer);
  });
  inner.on("error", () => answer.destroy());
  ask.pipe(inner);
}
