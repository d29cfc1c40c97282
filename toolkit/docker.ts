import { readFileSync } from "node:fs";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { inspect } from "node:util";
import Docker from "dockerode";
import { systemClock } from "./clock.ts";
import { DEFAULT_SOCKET, type EngineAddress, parseAddress } from "./docker/addresses.ts";
import type { SshOptions, Tunnel } from "./docker/ssh.ts";
import { codeOf, messageOf, UserError } from "./errors.ts";
import { retry } from "./retry.ts";
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
  /** Ends the connection and all that waits for an answer over it; it ends with this process in any case. */
  close(): Promise<void>;
}

/** PEM texts for a TCP connection with TLS: who the engine must be, and who we are. */
export interface TlsOptions {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** How to connect. `host` is in the form of DOCKER_HOST and wins over the environment. */
export interface ConnectOptions {
  host?: string;
  env: Runner["env"];
  signal?: AbortSignal;
  /** Milliseconds until the engine must have answered; 10,000 where not given (30,000 over SSH). */
  timeout?: number;
  /** In place of DOCKER_CERT_PATH. */
  tls?: TlsOptions;
  ssh?: SshOptions;
  /** Folder for temporary files; the system's where not given. */
  temp?: string;
}

/**
 * Connects to the engine of DOCKER_HOST, or to the default socket, and asks for its version.
 * TLS as the docker command does it: DOCKER_TLS_VERIFY and DOCKER_CERT_PATH. SSH is one connection of the OpenSSH client.
 * Throws a UserError that says what was looked for, where, and what to do.
 */
export async function connect(options: ConnectOptions): Promise<Engine> {
  const address = options.host ?? (options.env.DOCKER_HOST || `unix://${DEFAULT_SOCKET}`);
  const parsed = parseAddress(address);
  let tunnel: Tunnel | undefined;
  if (parsed.kind === "ssh") {
    const { openTunnel } = await import("./docker/ssh.ts");
    const { temp, signal, timeout = 30_000 } = options;
    const limits = { ...(temp ? { temp } : {}), timeout, signal };
    tunnel = await retry(() => openTunnel(parsed, options.ssh ?? {}, limits), {
      attempts: 5,
      base: 500,
      cap: 4000,
      // A server that has too many others at its door (MaxStartups) hangs up before it has said its name.
      transient: (error) => /kex_exchange_identification|banner exchange/.test(messageOf(error)),
      clock: systemClock,
      ...(signal ? { signal } : {}),
    });
  }
  const limit = AbortSignal.timeout(options.timeout ?? 10_000);
  try {
    const settings = settingsOf(parsed, tunnel, options);
    // An agent of its own, so that whatever waits for an answer can be ended with the connection.
    const agent = new (settings.protocol === "https" ? HttpsAgent : HttpAgent)({ keepAlive: parsed.kind !== "socket" });
    const endConnections = endOf(agent, address);
    // docker-modem makes a text of the options of each request, for a log that nobody reads; with an agent in it that
    // has some connections open, this took 20 ms of each.
    Object.assign(agent, { [inspect.custom]: () => "the engine's connections" });
    const api = new Docker({ ...NOTHING_OF_THE_ENVIRONMENT, ...settings, ...{ agent } });
    const version = await Promise.race([
      api.version(),
      new Promise<never>((_, reject) => {
        limit.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true });
        options.signal?.addEventListener("abort", () => reject(options.signal?.reason), { once: true });
      }),
    ]);
    const close = async () => {
      endConnections();
      await tunnel?.close();
    };
    return { api, address, version: version.Version, apiVersion: version.ApiVersion, close };
  } catch (error) {
    const said = tunnel?.said() ?? "";
    await tunnel?.close();
    if (options.signal?.aborted) throw options.signal.reason;
    if (error instanceof UserError) throw error;
    throw new UserError(`No Docker Engine answers at ${address}: ${said || messageOf(error)}`, {
      hint: hintFor(error, parsed, said),
      cause: error,
    });
  }
}

/**
 * What ends every connection of an agent, also those that a command's streams have taken over, so that whoever waits for
 * an answer hears of it; and so does whoever asks afterwards.
 */
function endOf(agent: HttpAgent, address: string): () => void {
  const sockets = new Set<Duplex>();
  const create = agent.createConnection.bind(agent);
  let ended = false;
  agent.createConnection = (options, callback) => {
    if (ended) throw new UserError(`The connection to ${address} was closed`);
    const socket = create(options, callback);
    if (socket) sockets.add(socket.once("close", () => sockets.delete(socket)));
    return socket;
  };
  return () => {
    ended = true;
    for (const socket of sockets) socket.destroy();
  };
}

/** The engine's own clock, in milliseconds since the epoch; undefined where it does not say it. */
export async function engineTime(engine: Engine): Promise<number | undefined> {
  const { SystemTime } = (await engine.api.info()) as { SystemTime?: string };
  const time = Date.parse(SystemTime ?? "");
  return Number.isNaN(time) ? undefined : time;
}

/** Throws where the engine does not answer within so many milliseconds. */
export async function ping(engine: Engine, timeout: number): Promise<void> {
  await (engine.api.ping as (options: object) => Promise<unknown>)({ abortSignal: AbortSignal.timeout(timeout) });
}

/** docker-modem fills what is not given from DOCKER_HOST and its relatives, also where another host is meant. */
const NOTHING_OF_THE_ENVIRONMENT = {
  host: undefined,
  port: undefined,
  socketPath: undefined,
  ca: undefined,
  cert: undefined,
  key: undefined,
  protocol: "http",
  timeout: undefined,
} as unknown as Docker.DockerOptions;

function settingsOf(address: EngineAddress, tunnel: Tunnel | undefined, options: ConnectOptions): Docker.DockerOptions {
  if (address.kind === "socket") return { socketPath: address.path };
  if (address.kind === "ssh") return { socketPath: tunnel?.socket ?? "" };
  const { env, tls } = options;
  const secure = address.secure || tls !== undefined || Boolean(env.DOCKER_TLS_VERIFY);
  return {
    host: address.host,
    port: address.port ?? (secure ? 2376 : 2375),
    protocol: secure ? "https" : "http",
    ...(secure ? (tls ?? certificatesOf(env)) : {}),
  };
}

function certificatesOf(env: Runner["env"]): TlsOptions {
  const folder = env.DOCKER_CERT_PATH ?? join(env.HOME ?? "", ".docker");
  const read = (file: string) => {
    try {
      return readFileSync(join(folder, file), "utf8");
    } catch (error) {
      throw new UserError(`The certificates for the Docker Engine cannot be read: ${messageOf(error)}`, {
        hint: "DOCKER_CERT_PATH names the folder with ca.pem, cert.pem and key.pem.",
        cause: error,
      });
    }
  };
  return { ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") };
}

function hintFor(error: unknown, address: EngineAddress, said: string): string {
  if (address.kind === "ssh") {
    if (/prohibited/i.test(said)) {
      return "The SSH server forbids forwarding: allow it for this user (AllowStreamLocalForwarding, DisableForwarding).";
    }
    return `The login went well. Check that the engine runs there and that this user may open ${address.socket}: it has to be in the docker group, or the path be another one (ssh://user@host/path/of/docker.sock).`;
  }
  const tls = tlsHint(`${codeOf(error) ?? ""} ${messageOf(error)}`);
  if (tls) return tls;
  switch (codeOf(error)) {
    case "ENOENT":
      return "There is no such socket: start the Docker Engine, or set DOCKER_HOST to where it listens.";
    case "EACCES":
      return "This user may not open the socket: add it to the docker group, or set DOCKER_HOST.";
    case "ECONNREFUSED":
      return "Nothing listens there: start the Docker Engine, or name where it listens (DOCKER_HOST, or hosts of a deploy).";
    default:
      return "Check that the Docker Engine runs and that DOCKER_HOST, if set, names it.";
  }
}

function tlsHint(text: string): string | undefined {
  if (/ALTNAME/.test(text)) return "Its certificate is for another name: use the name or address that stands in it.";
  if (/HAS_EXPIRED|NOT_YET_VALID/.test(text)) {
    return "Its certificate is not valid at this time: renew it, or set the clock of this machine or of the host.";
  }
  if (/SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/.test(text)) {
    return "Its certificate is not from the CA that was given (tls-ca, or ca.pem of DOCKER_CERT_PATH).";
  }
  if (/alert|CERTIFICATE_REQUIRED|ECONNRESET|socket hang up/i.test(text)) {
    return "The engine does not take our certificate (tls-cert and tls-key, or cert.pem and key.pem), or wants TLS where none is spoken.";
  }
  if (/PEM|DECODER|asn1|key values mismatch|bad base64/i.test(text)) {
    return "A certificate or the key is not readable: each is a PEM text from its BEGIN line to its END line, and the key belongs to the certificate.";
  }
  if (/wrong version number|Parse Error|HPE_/i.test(text)) return "The engine there speaks no TLS, or we speak none.";
  return undefined;
}
