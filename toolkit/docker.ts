import { readFileSync } from "node:fs";
import { join } from "node:path";
import Docker from "dockerode";
import { codeOf, messageOf, UserError } from "./errors.ts";
import type { Runner } from "./runner.ts";

/**
 * A connection to one Docker Engine. `api` is dockerode itself; it is only used by the files of `toolkit/docker/`, which
 * know its traps, and nowhere else.
 */
export interface Engine {
  readonly api: Docker;
  /** Where it answers, for messages: `unix:///var/run/docker.sock`, `tcp://10.0.0.5:2376`. */
  readonly address: string;
  readonly version: string;
  readonly apiVersion: string;
}

/** How to connect. `host` is in the form of DOCKER_HOST and wins over the environment. */
export interface ConnectOptions {
  host?: string;
  env: Runner["env"];
  signal?: AbortSignal;
  /** Milliseconds until the engine must have answered; 10,000 where not given. */
  timeout?: number;
}

/**
 * Connects to the engine of DOCKER_HOST, or to the default socket, and asks for its version.
 * TLS as the docker command does it: DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.
 * Throws a UserError that says what was looked for, where, and what to do.
 */
export async function connect(options: ConnectOptions): Promise<Engine> {
  const address = options.host ?? (options.env.DOCKER_HOST || "unix:///var/run/docker.sock");
  const api = new Docker(settingsOf(address, options.env));
  const limit = AbortSignal.timeout(options.timeout ?? 10_000);
  try {
    const version = await Promise.race([
      api.version(),
      new Promise<never>((_, reject) => {
        limit.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true });
        options.signal?.addEventListener("abort", () => reject(options.signal?.reason), { once: true });
      }),
    ]);
    return { api, address, version: version.Version, apiVersion: version.ApiVersion };
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    throw new UserError(`No Docker Engine answers at ${address}: ${messageOf(error)}`, {
      hint: hintFor(error),
      cause: error,
    });
  }
}

function settingsOf(address: string, env: Runner["env"]): Docker.DockerOptions {
  const url = /^(unix|npipe|tcp|http|https):\/\/(.*)$/.exec(address);
  if (!url) {
    throw new UserError(`DOCKER_HOST "${address}" is not an address of a Docker Engine`, {
      hint: "It takes unix:///path/to/docker.sock, tcp://host:port or npipe:////./pipe/docker_engine.",
    });
  }
  const [, scheme, rest = ""] = url;
  if (scheme === "unix" || scheme === "npipe") return { socketPath: rest };
  const { hostname, port } = new URL(`http://${rest}`);
  const secure = scheme === "https" || Boolean(env.DOCKER_TLS_VERIFY);
  const certificates = env.DOCKER_CERT_PATH ?? join(env.HOME ?? "", ".docker");
  const read = (file: string) => readFileSync(join(certificates, file));
  return {
    host: hostname,
    port: port || (secure ? 2376 : 2375),
    protocol: secure ? "https" : "http",
    ...(secure ? { ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") } : {}),
  };
}

function hintFor(error: unknown): string {
  switch (codeOf(error)) {
    case "ENOENT":
      return "There is no such socket: start the Docker Engine, or set DOCKER_HOST to where it listens.";
    case "EACCES":
      return "This user may not open the socket: add it to the docker group, or set DOCKER_HOST.";
    case "ECONNREFUSED":
      return "Nothing listens there: start the Docker Engine, or set DOCKER_HOST to where it listens.";
    default:
      return "Check that the Docker Engine runs and that DOCKER_HOST, if set, names it.";
  }
}
