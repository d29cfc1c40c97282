import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
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

/** The process port of a machine without docker and buildx. */
export const withoutBuildx: World["run"] = async (file) => {
  throw new UserError(`${file} was not found on the PATH`);
};

/** What the front does with a request: answers it with a status, cuts the connection, or holds it for milliseconds. */
export type Fault = number | "reset" | { readonly hold: number };

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
  if (fault) await systemClock.sleep(fault.hold);
  const [hostname, port] = address.split(":");
  const { authorization: _own, ...headers } = ask.headers;
  const inner = request({ hostname, port, method, path: url, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(answer);
  });
  inner.on("error", () => answer.destroy());
  ask.pipe(inner);
}
