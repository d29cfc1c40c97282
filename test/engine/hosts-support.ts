import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { putFiles } from "../../toolkit/docker/archives.ts";
import {
  createContainer,
  findContainer,
  logsOf,
  removeContainer,
  startContainer,
} from "../../toolkit/docker/containers.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { connect, type Engine, ping } from "../../toolkit/docker.ts";
import { type Certificates, certificates } from "./certificates.ts";

/** A Docker host of its own: a daemon in a container, with the programs of this machine. */
export interface TestHost {
  /** `unix:///…/engine.sock`. */
  readonly address: string;
  readonly socket: string;
  /** Where its published ports answer. */
  readonly ip: string;
  readonly engine: Engine;
  /** Where it answers over TLS, and to whom; only of a host that was started `overTls`. */
  readonly tls?: { readonly address: string } & Certificates;
  /** All that the daemon has logged so far, with what it logs for those who look for a fault. */
  log(): Promise<string>;
  /** Ends the daemon and waits until the next one answers; its containers end with it where it has no live-restore. */
  restart(signal?: "TERM" | "KILL"): Promise<void>;
  /** The daemon does nothing from now on, as with SIGSTOP; what it has started goes on. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Runs a script as root where the daemon runs. */
  inside(script: string): Promise<string>;
  stop(): Promise<void>;
}

/** What a daemon is started with, beside what it needs. */
export type DaemonOptions = readonly string[];

/** Options of a daemon whose disk is full soon: all that it keeps has to fit into so many megabytes of memory. */
export function smallDisk(megabytes: number): DaemonOptions {
  return ["--data-root", `${SMALL}/${megabytes}m`];
}
const SMALL = "/small";

/** Options of a daemon that also listens on TCP, for those who show a certificate of its CA. */
export const overTls: DaemonOptions = [
  ...["-H", "tcp://0.0.0.0:2376", "--tlsverify", "--tlscacert", "/sockets/ca.pem"],
  ...["--tlscert", "/sockets/server.pem", "--tlskey", "/sockets/server.key"],
];

/** Starts that many hosts; gives the reason where this machine cannot have any. */
export async function startHosts(
  engine: Engine,
  count: number,
  options: DaemonOptions = [],
): Promise<TestHost[] | string> {
  const tries = await Promise.allSettled(Array.from({ length: count }, () => startHost(engine, options)));
  const hosts = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  if (hosts.length === count) return hosts;
  await Promise.all(hosts.map((host) => host.stop()));
  return tries.map((one) => (one.status === "rejected" ? String(one.reason) : "")).join("\n");
}

function smallOf(options: DaemonOptions): Record<string, string> {
  const root = options.find((option) => option.startsWith(SMALL));
  return root ? { [root]: `size=${root.slice(SMALL.length + 1)}` } : {};
}

/**
 * Starts the daemon, and again whenever it ends; the first process of a container would take all others with it. Its
 * certificate has the container's address in it, so it comes once that is known.
 */
const DAEMON = `
for word; do case $word in /sockets/*.pem | /sockets/*.key) until [ -e "$word" ]; do sleep 0.1; done;; esac; done
trap 'kill $pid; wait $pid; exit 0' TERM
while :; do dockerd "$@" & pid=$!; echo $pid > /run/daemon.pid; wait $pid; wait $pid; sleep 0.5; done`;

/** What a container has to be for a daemon in it. */
export const RUNS_DOCKER = {
  capAdd: ["ALL"],
  // A daemon asks for what its own container may not have.
  capDrop: ["SYS_RESOURCE"],
  securityOpt: ["seccomp=unconfined", "apparmor=unconfined"],
  cgroupns: "host",
  tmpfs: { "/run": "", "/tmp": "" },
  mounts: [
    { type: "bind", source: "/sys/fs/cgroup", target: "/sys/fs/cgroup" },
    { type: "volume", target: "/var/lib/docker" },
    { type: "volume", target: "/var/lib/containerd" },
  ],
} as const;

async function startHost(engine: Engine, options: DaemonOptions): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), "qsh-"));
  chmodSync(folder, 0o777);
  const bind = (source: string, target: string, readOnly = false) =>
    ({ type: "bind", source, target, readOnly }) as const;
  const id = await createContainer(engine, {
    name: `quayside-test-host-${randomBytes(4).toString("hex")}`,
    image: "haproxy:3.0",
    labels: { "quayside.test": "deploy-what" },
    network: "bridge",
    user: "0",
    entrypoint: ["sh", "-c", DAEMON, "sh"],
    command: ["-H", "unix:///sockets/engine.sock", "--group", "0", "--debug", ...options],
    ...RUNS_DOCKER,
    stopTimeout: 1000,
    tmpfs: { ...RUNS_DOCKER.tmpfs, ...smallOf(options) },
    mounts: [...RUNS_DOCKER.mounts, bind("/usr", "/usr", true), bind("/etc", "/etc", true), bind(folder, "/sockets")],
  });
  const thaw = () => engine.api.getContainer(id).unpause();
  const stop = async () => {
    await thaw().catch(() => {});
    await removeContainer(engine, id);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await startContainer(engine, id);
    const tls = options.includes("--tlsverify") ? await giveCertificates(engine, id, folder) : undefined;
    const socket = join(folder, "engine.sock");
    for (let tries = 0; ; tries++) {
      const inner = await connect({ host: `unix://${socket}`, env: {}, timeout: 1000 }).catch(() => undefined);
      const container = await findContainer(engine, id);
      if (inner) {
        return {
          address: `unix://${socket}`,
          socket,
          ip: container?.addresses.bridge ?? "",
          engine: inner,
          ...(tls ? { tls } : {}),
          log: () => logsOf(engine, id, 100_000),
          async restart(signal = "TERM") {
            const script = `pid=$(cat /run/daemon.pid); kill -${signal} $pid; until [ "$(cat /run/daemon.pid)" != $pid ]; do sleep 0.1; done`;
            await execIn(engine, id, ["sh", "-c", script]);
            const deadline = performance.now() + 60_000;
            while (
              !(await ping(inner, 1000).then(
                () => true,
                () => false,
              ))
            ) {
              if (performance.now() > deadline)
                throw new Error(`the daemon is not back: ${await logsOf(engine, id, 5)}`);
              await new Promise((done) => setTimeout(done, 100));
            }
          },
          inside: async (script) => (await execIn(engine, id, ["sh", "-c", script], { user: "0" })).stdout,
          freeze: () => engine.api.getContainer(id).pause(),
          thaw,
          stop,
        };
      }
      if (!container?.running || tries > 120)
        throw new Error(`no daemon in a container: ${await logsOf(engine, id, 5)}`);
      await new Promise((done) => setTimeout(done, 250));
    }
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes a CA for a host and puts what its daemon waits for into its folder, each file whole at once. */
async function giveCertificates(engine: Engine, id: string, folder: string): Promise<NonNullable<TestHost["tls"]>> {
  const ip = (await findContainer(engine, id))?.addresses.bridge ?? "";
  const made = certificates("quayside-test", ip);
  for (const [name, text] of Object.entries({
    "ca.pem": made.ca,
    "server.pem": made.server.cert,
    "server.key": made.server.key,
  })) {
    writeFileSync(join(folder, `${name}.new`), text);
    renameSync(join(folder, `${name}.new`), join(folder, name));
  }
  return { address: `tcp://${ip}:2376`, ...made };
}

/** What the app of these tests answers: its version; `HEALTH` for its health path. */
const APP = `
defaults
  mode http
  timeout client 60s
  timeout server 60s
  timeout connect 1s
frontend app
  bind :8000
  http-request return status 503 content-type text/plain string down if { path /readyz } { env(HEALTH) -m str 503 }
  http-request return status 200 content-type text/plain lf-string "%[env(VERSION)]"
`;

/**
 * Makes an image of an app out of the load balancer's, so that a host that has one of them has most of the other; with so
 * many bytes of its own, that nothing makes smaller.
 */
export async function makeSmallApp(
  engine: Engine,
  name: string,
  changes: readonly string[] = [],
  bytes = 0,
): Promise<void> {
  const container = `quayside-test-small-${randomBytes(4).toString("hex")}`;
  const labels = { "quayside.test": "deploy-what" };
  const id = await createContainer(engine, { name: container, image: "haproxy:3.0", labels, network: "none" });
  try {
    await putFiles(engine, id, "/", [
      { name: "app.cfg", content: APP },
      ...(bytes > 0 ? [{ name: "ballast", content: randomBytes(bytes) }] : []),
    ]);
    const [repo = "", tag = ""] = name.split(/:(?=[^:]*$)/);
    const query = {
      container: id,
      repo,
      tag,
      changes: ['ENTRYPOINT ["haproxy", "-f", "/app.cfg"]', "CMD []", ...changes],
    };
    await engine.api.getContainer(id).commit({ _query: query, _body: {} });
  } finally {
    await removeContainer(engine, id);
  }
}
