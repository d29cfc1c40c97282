import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { putFiles } from "../../../toolkit/docker/archives.ts";
import { createContainer, removeContainer, startContainer } from "../../../toolkit/docker/containers.ts";
import { makeNetwork, removeNetwork } from "../../../toolkit/docker/networks.ts";
import { run } from "../../../toolkit/process.ts";
import type { TestHost } from "../../engine/hosts-support.ts";

/** One way to bring an app to a new version, on a host of the bench. */
export interface Rollout {
  readonly name: string;
  /** How it was set up, for those who read the figures. */
  readonly how: string;
  /** Where the app answers. */
  readonly url: string;
  /** Brings that version of the app into traffic, the first time with nothing there before; gives what the command printed. */
  deploy(version: number): Promise<string>;
  /** Removes all that it made. */
  close(): Promise<void>;
}

/** What all of them get. */
export interface RolloutOptions {
  readonly host: TestHost;
  /** Image of the app, with a health check of its own. */
  readonly image: string;
  readonly replicas: number;
  /** The plugin `docker compose`. */
  readonly compose: string;
  /** The script of docker-rollout; left out where it is undefined. */
  readonly script: string | undefined;
}

const PORTS = { ours: 8081, peer: 8082 } as const;
/** Seconds that docker-rollout's old containers wait between being marked and being stopped, as its docs advise. */
const DRAIN = 2;

/**
 * The load balancer that the peers' containers stand behind: it finds them in Docker's DNS, asks each every 500 ms, takes
 * one out at its first bad answer, and tries a safe request again elsewhere. That is the most that can be done for them
 * from outside.
 */
const balancer = (name: string) => `
resolvers docker
  nameserver dns 127.0.0.11:53
  accepted_payload_size 8192
  hold valid 500ms
  hold obsolete 1s
  timeout resolve 500ms
defaults
  mode http
  timeout connect 2s
  timeout client 30s
  timeout server 30s
  option http-server-close
  option redispatch 1
  retries 3
  retry-on conn-failure empty-response
frontend web
  bind :8000
  default_backend app
backend app
  http-request disable-l7-retry unless METH_GET
  option httpchk
  http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host localhost hdr Connection close
  default-server check inter 500ms fall 1 rise 2 init-addr none resolvers docker
  server-template app 40 ${name}:8000
`;

/** All ways that this machine can compare. */
export function rollouts(options: RolloutOptions): (() => Promise<Rollout>)[] {
  const { script } = options;
  return [
    () => ours(options),
    () => compose(options),
    ...(script === undefined ? [] : [() => dockerRollout(options, script)]),
    () => swarm(options),
  ];
}

async function ours({ host, image, replicas }: RolloutOptions): Promise<Rollout> {
  const flags = ["--app", "bench", "--publish", `0.0.0.0:${PORTS.ours}`];
  const cli = async (...args: string[]) =>
    await must(host, process.execPath, [
      join(import.meta.dirname, "../../../dist/cli.js"),
      "deploy",
      ...flags,
      ...args,
    ]);
  return {
    name: "quayside",
    how: "quayside deploy --strategy rolling, as a process of its own",
    url: `http://${host.ip}:${PORTS.ours}`,
    deploy: async (version) => {
      const app = ["--image", image, "--replicas", String(replicas), "--env", `VERSION=${version}`];
      return await cli(...app, "--health-path", "/readyz", "--stop-timeout", "2s", "--keep-releases", "1", "--json");
    },
    close: async () => void (await cli("--mode", "down")),
  };
}

async function compose(options: RolloutOptions): Promise<Rollout> {
  const front = await behindBalancer(options, "web", "bridge");
  const project = composeProject(options);
  return {
    name: "docker compose up -d --wait",
    how: "one service behind a HAProxy that finds its containers in Docker's DNS",
    url: front.url,
    deploy: async (version) => {
      project.write(version);
      return await project.compose("up", "--detach", "--wait");
    },
    close: async () => {
      await project.close();
      await front.close();
    },
  };
}

async function dockerRollout(options: RolloutOptions, script: string): Promise<Rollout> {
  const front = await behindBalancer(options, "web", "bridge");
  const project = composeProject(options);
  return {
    name: "docker-rollout",
    how: `its script, with the drain hook of its docs (touch /tmp/drain && sleep ${DRAIN}), behind the same HAProxy as compose`,
    url: front.url,
    deploy: async (version) => {
      project.write(version);
      // Its first run starts one container only.
      if (version === 0) return await project.compose("up", "--detach", "--wait");
      return await must(options.host, "sh", [script, "rollout", "--file", project.file, "web"], project.env);
    },
    close: async () => {
      await project.close();
      await front.close();
    },
  };
}

async function swarm(options: RolloutOptions): Promise<Rollout> {
  const { host, image, replicas } = options;
  const docker = async (...args: string[]) => await must(host, "docker", args);
  await docker("swarm", "init", "--advertise-addr", host.ip);
  const front = await behindBalancer(options, "tasks.web", "overlay");
  return {
    name: "docker service update",
    how: "--update-order start-first --update-parallelism 0 on a swarm of one node, DNS round robin, behind the same HAProxy",
    url: front.url,
    deploy: async (version) => {
      if (version > 0) {
        // It waits until the service has converged.
        return await docker(
          "service",
          "update",
          "--quiet",
          "--no-resolve-image",
          "--env-add",
          `VERSION=${version}`,
          "web",
        );
      }
      const network = ["--network", "bench-front", "--endpoint-mode", "dnsrr"];
      const update = ["--update-order", "start-first", "--update-parallelism", "0", "--update-monitor", "0s"];
      const rest = ["--replicas", String(replicas), "--stop-grace-period", "2s", "--env", "VERSION=0"];
      return await docker(
        "service",
        "create",
        "--quiet",
        "--name",
        "web",
        "--no-resolve-image",
        ...network,
        ...update,
        ...rest,
        image,
      );
    },
    close: async () => {
      await docker("service", "rm", "web");
      await front.close();
      await docker("swarm", "leave", "--force");
    },
  };
}

/** A HAProxy on a network of its own, before all that has a name in that network's DNS. */
async function behindBalancer({ host }: RolloutOptions, name: string, driver: string) {
  if (driver === "overlay")
    await must(host, "docker", ["network", "create", "-d", driver, "--attachable", "bench-front"]);
  else await makeNetwork(host.engine, "bench-front", {});
  const id = await createContainer(host.engine, {
    name: "bench-proxy",
    image: "haproxy:3.0",
    labels: {},
    network: "bench-front",
    publish: [{ port: 8000, hostIp: "0.0.0.0", hostPort: PORTS.peer }],
    entrypoint: ["haproxy", "-f", "/tmp/bench.cfg"],
    command: [],
  });
  await putFiles(host.engine, id, "/tmp", [{ name: "bench.cfg", content: balancer(name) }]);
  await startContainer(host.engine, id);
  return {
    url: `http://${host.ip}:${PORTS.peer}`,
    async close() {
      await removeContainer(host.engine, id);
      await removeNetwork(host.engine, "bench-front");
    },
  };
}

/** The app as a service of a compose file; `docker compose` is there as a plugin, too, for those that call it so. */
function composeProject({ host, image, replicas, compose }: RolloutOptions) {
  const folder = mkdtempSync(join(tmpdir(), "quayside-bench-compose-"));
  const file = join(folder, "compose.yaml");
  mkdirSync(join(folder, "docker/cli-plugins"), { recursive: true });
  symlinkSync(compose, join(folder, "docker/cli-plugins/docker-compose"));
  const env = { DOCKER_CONFIG: join(folder, "docker") };
  const call = async (...args: string[]) => await must(host, compose, ["-f", file, ...args], env);
  return {
    file,
    env,
    compose: call,
    write: (version: number) =>
      writeFileSync(
        file,
        `name: bench
services:
  web:
    image: ${image}
    environment: { VERSION: "${version}" }
    stop_grace_period: 2s
    deploy: { replicas: ${replicas} }
    networks: [front]
    labels: { docker-rollout.pre-stop-hook: "touch /tmp/drain && sleep ${DRAIN}" }
networks: { front: { name: bench-front, external: true } }
`,
      ),
    async close() {
      await call("down", "--timeout", "1");
      rmSync(folder, { recursive: true });
    },
  };
}

async function must(host: TestHost, file: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, DOCKER_HOST: host.address, ...more };
  const { code, stdout, stderr } = await run(file, [...args], { env, timeout: 300_000 });
  if (code !== 0)
    throw new Error(`${file} ${args.join(" ")} ended with ${code}:\n${stdout.slice(-1000)}${stderr.slice(-1000)}`);
  return stdout;
}
