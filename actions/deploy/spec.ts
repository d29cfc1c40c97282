import type { ActionSpec } from "../../toolkit/action.ts";
import { choice, custom, duration, flag, integer, lines, optional, pairs, size, text } from "../../toolkit/inputs.ts";
import { parseDuration } from "../../toolkit/units.ts";
import type { CanaryStep } from "./target.ts";

/** Host address and port that lead to the load balancer. */
export interface Publish {
  readonly hostIp: string;
  readonly hostPort: number;
}

const inputs = {
  mode: choice(["deploy", "plan", "status", "rollback", "unlock", "down"], {
    describe:
      "What to do: bring a release into traffic; only say what that would do; show what runs and the last deploys; go back to the last release that was good; take the lock away from a run that holds it; remove the app with all that was made for it.",
  }),
  app: custom("a name of lower-case letters, digits and hyphens, at most 40", parseApp, {
    describe: "Name of the app; containers, volumes and the lock begin with it.",
    required: true,
    example: "shop",
  }),
  image: text({
    describe:
      "Image to deploy, best with its digest. Needed for `deploy` and `plan`, unless the service of `compose-file` names one; where both do, this one counts.",
    example: "ghcr.io/acme/shop@sha256:…",
  }),
  "compose-file": lines({
    describe:
      "Compose files to take the service from, the base first and those that override it after it. Where this is set, the inputs below add to what the service says, or win over it.",
    example: "compose.yaml",
  }),
  service: text({
    describe:
      "Service of `compose-file` to deploy; not needed where it has only one. What it depends on is started once.",
    example: "web",
  }),
  "move-port": flag({
    describe:
      "Whether the port that the service publishes on the host moves to the load balancer. Otherwise the service keeps it, and since two containers cannot have it at once, the old one is stopped before the new one starts.",
  }),
  order: choice(["auto", "start-first", "stop-first"], {
    describe:
      "Whether the new containers start beside the old ones or after them. `auto` starts first unless a port of the host, a `container_name` or a volume of the compose file forbids two at once, and says so; `stop-first` has a gap.",
  }),
  port: optional(
    integer(
      { min: 1, max: 65535 },
      {
        describe:
          "Port that the app listens on in its container. Where neither this nor a compose file says it, the only one that the image's EXPOSE names, else 8000.",
      },
    ),
  ),
  publish: optional(
    custom("an address and port of the host, or a port", parsePublish, {
      describe:
        "Where the host answers: address and port of the load balancer. A port alone listens on all addresses. 127.0.0.1:8080 where not set.",
      example: "0.0.0.0:80",
    }),
  ),
  replicas: optional(
    integer(
      { min: 1, max: 32 },
      { describe: "How many containers serve the app. 1 where neither this nor a compose file says it." },
    ),
  ),
  env: pairs({
    describe: "Environment of the app. Whoever may inspect containers on the host can read it: see `secrets`.",
    example: "LOG_LEVEL=info",
  }),
  secrets: pairs({
    describe:
      "Secrets of the app; each becomes the file `/run/secrets/NAME` in the container and shows up in no environment, argument, label or log.",
    example: "DB_PASSWORD=${{ secrets.DB_PASSWORD }}",
    secret: true,
  }),
  "secret-store": choice(["tmpfs", "disk"], {
    describe:
      "Where the host keeps the files of `secrets`: in memory, so that after a restart of the host the app needs a deploy before it starts again; or on its disk, readable by root only.",
  }),
  network: text({
    describe:
      "Docker network of the app and its load balancer; made where it is not there. `<app>`, or the first network of the service, where not set.",
    example: "backend",
  }),
  strategy: choice(["rolling", "blue-green", "canary"], {
    describe:
      "How traffic moves once every new container is healthy: container by container (`parallelism`, `delay`), all at once, or by growing parts (`canary-steps`). The old ones run on until the end in any case.",
  }),
  parallelism: optional(
    integer(
      { min: 0, max: 32 },
      {
        describe:
          "How many containers move at once with strategy rolling; 0 for all. 1 where neither this nor `update_config` (with mode rollback `rollback_config`) of a compose file says it.",
        example: "4",
      },
    ),
  ),
  delay: optional(
    duration({
      describe:
        "How long those that have moved are watched before the next ones do, with strategy rolling. Not at all where neither this nor `update_config` (with mode rollback `rollback_config`) of a compose file says it.",
      example: "10s",
    }),
  ),
  "canary-steps": custom("steps such as 5@60s,25@60s,100", parseSteps, {
    describe:
      "Parts of the traffic that a canary gets one after the other, in percent, and how long each is watched. The last one is always 100.",
    default: "5@60s,25@60s,100",
    example: "10@30s,50@30s,100",
  }),
  smoke: custom("a path, a command, or a JSON array of its words", parseCommand, {
    describe:
      "What every new container is tried out with before it gets traffic: a path, which has to answer 2xx or 3xx, or a command, which runs in a container of the new image with the address in CANDIDATE_URL.",
    example: "/api/version",
  }),
  preflight: custom("a command, or a JSON array of its words", parseCommand, {
    describe:
      "Command that has to succeed in a container of the new image before `pre-deploy` runs. Where not set, an image has to be able to start at all.",
    example: "node --check server.js",
  }),
  "pre-deploy": custom("a command, or a JSON array of its words", parseCommand, {
    describe:
      "Command that runs exactly once in a container of the new image, with its environment and secrets, before any new container is started: a migration. A text is for /bin/sh, a JSON array is taken word by word. Going back does not undo it.",
    example: "npm run migrate",
  }),
  "post-deploy": custom("a command, or a JSON array of its words", parseCommand, {
    describe: "Command that runs once in a container of the new image after the deploy was recorded.",
    example: '["node", "warm-cache.js"]',
  }),
  "task-timeout": duration({
    describe: "How long `preflight`, `pre-deploy`, `post-deploy` and a smoke command may take each.",
    default: "10m",
  }),
  "health-path": custom("a path that begins with /", parsePath, {
    describe:
      "Path that has to answer 2xx or 3xx before a container gets traffic, asked from the load balancer's network. Where not set, an open port is enough.",
    example: "/readyz",
  }),
  "health-timeout": optional(
    duration({
      describe:
        "How long a new container may take until it is healthy. 60s where not set, and longer where the health check of a compose file may take longer.",
    }),
  ),
  "drain-timeout": duration({
    describe: "How long requests in flight may take to end; what is left after that is cut and counted.",
    default: "30s",
  }),
  "monitor-seconds": optional(
    duration({
      describe:
        "How long the new release is watched in traffic while the old one stands by; a container that dies or turns unhealthy meanwhile, or a limit below that is broken, takes the deploy back. Not at all where neither this nor `update_config.monitor` (with mode rollback `rollback_config.monitor`) of a compose file says it.",
    }),
  ),
  "max-error-rate": optional(
    custom("a percentage", parsePercent, {
      describe:
        "Part of the new release's answers that may fail while it is watched (5xx or cut off, as the load balancer counts them, of 20 answers or more).",
      example: "1%",
    }),
  ),
  "max-p99-ms": optional(
    integer(
      { min: 1, max: 3_600_000 },
      {
        describe: "Milliseconds that 99 of 100 answers of the new release may take while it is watched.",
        example: "500",
      },
    ),
  ),
  "max-restarts": integer(
    { min: 0, max: 100 },
    { describe: "How often each new container may end and be started again while it is watched.", default: "0" },
  ),
  "keep-releases": integer(
    { min: 0, max: 50 },
    {
      describe:
        "How many releases before this one stay on the host, stopped, to go back to without a registry; their images are never removed.",
      default: "3",
    },
  ),
  "stop-timeout": optional(
    duration({
      describe:
        "How long a container has between SIGTERM and SIGKILL. It is empty by then. 10s where neither this nor `stop_grace_period` of a compose file says it.",
    }),
  ),
  memory: optional(size({ describe: "Memory limit of each container." })),
  cpus: optional(custom("a number of cores", parseCpus, { describe: "CPU limit of each container.", example: "0.5" })),
  "lb-algorithm": choice(["roundrobin", "leastconn", "source"], {
    describe: "How the load balancer picks a container.",
  }),
  sticky: flag({
    describe: "Whether a client stays with its container, by a cookie, as long as that one takes requests.",
  }),
  proxy: custom(
    "a name of lower-case letters, digits and hyphens, at most 40",
    (raw) => (raw === "" ? "" : parseApp(raw)),
    {
      describe:
        "Name of the load balancer's container. Several apps that give the same name share one, told apart by `domains` and `path`; `publish` and `proxy-image` have to be the same for all of them. `<app>-balancer`, for this app alone, where not set.",
      example: "edge",
    },
  ),
  domains: custom("host names, one a line", parseHosts, {
    describe:
      "Host names that the app answers for, where several apps share a load balancer. Every name where not set.",
    example: "shop.example.com",
  }),
  path: custom("a path that begins with /", parsePath, {
    describe: "Path below which the app answers, where several apps share a load balancer; the app gets it as it is.",
    default: "/",
    example: "/api",
  }),
  certificates: lines({
    describe:
      "PEM files with a certificate, its chain and its key each, for `publish-tls`. Chosen by the name asked for.",
    example: "certs/shop.pem",
  }),
  "publish-tls": optional(
    custom("an address and port of the host, or a port", parsePublish, {
      describe: "Where the load balancer answers with TLS; needs `certificates`.",
      example: "0.0.0.0:443",
    }),
  ),
  "tls-redirect": flag({ describe: "Whether plain HTTP is sent to HTTPS." }),
  "load-balancer": choice(["haproxy", "nginx"], {
    describe:
      "Product in front of the app. nginx changes traffic by reloads; it has no cookie, no sharing, and no percentiles.",
  }),
  "proxy-image": text({
    describe:
      "Image of the load balancer, with bash or nc in it, as the public ones have: HAProxy 2.6 or newer (haproxy:3.0 where not set), or nginx (nginx:1.29 where not set; before 1.27.4 it keeps no connection open).",
    example: "haproxy:3.0-alpine",
  }),
  pull: choice(["missing", "always"], {
    describe: "When the image is pulled: where the host does not have it, or at every deploy.",
  }),
  hosts: lines({
    describe:
      "Docker hosts to deploy to, one a line: `ssh://user@host`, `tcp://host:2376`, `unix:///path`. All of them get the new release, or none. The engine of DOCKER_HOST, else the local socket, where not set.",
    example: "ssh://deploy@10.0.0.5",
  }),
  "known-hosts": text({
    describe:
      "Lines of a known_hosts file with the keys of the hosts of `ssh://`. Needed for them: a host whose key is not in there is refused.",
    example: "10.0.0.5 ssh-ed25519 AAAA…",
  }),
  "ssh-key": text({
    describe:
      "Private key for `ssh://`, without passphrase. It is on the disk of the runner only until the login. Where not set, the agent and the keys of the runner's user are asked.",
    example: "${{ secrets.DEPLOY_KEY }}",
    secret: true,
  }),
  "tls-ca": text({
    describe:
      "Certificate of the CA that the engines of `tcp://` are signed by, as PEM. Needed unless they are on this machine.",
    example: "${{ vars.DOCKER_CA }}",
  }),
  "tls-cert": text({ describe: "Our client certificate for `tcp://`, as PEM.", example: "${{ vars.DOCKER_CERT }}" }),
  "tls-key": text({
    describe: "The key of `tls-cert`, as PEM.",
    example: "${{ secrets.DOCKER_KEY }}",
    secret: true,
  }),
  "on-lock": choice(["wait", "fail"], { describe: "What to do while another deploy of the app runs." }),
  "lock-timeout": duration({ describe: "How long to wait for another deploy.", default: "15m" }),
  environment: text({
    describe:
      "Environment that GitHub shows this deploy under, from in progress to its end. Where not set, it is not shown.",
    example: "production",
  }),
  "environment-url": text({
    describe: "Where people reach the app, for GitHub; the address of the load balancer where not set.",
    example: "https://shop.example.com",
  }),
  token: text({
    describe: "Token for `environment`; needs deployments: write.",
    example: "${{ github.token }}",
    secret: true,
  }),
} as const;

const outputs = {
  outcome:
    "`deployed`, `unchanged`, `rolled-back`, `failed-before-switch`, `rollback-failed`; `planned`, `shown`, `unlocked` or `removed` in the other modes.",
  "release-id": "Release that was to be deployed: a short hash of all that its containers are made of.",
  "previous-release": "Release that was in traffic before; empty at the first deploy.",
  image: "Image that was deployed, as it was named.",
  digest: "Its digest, or its image id where it never was in a registry.",
  url: "Where the app answers.",
  "deployment-id": "Id of the deployment on GitHub; empty where none is shown.",
  requests: "Requests that the load balancer got during the deploy.",
  "failed-requests": "Those of them that were answered with a 5xx or cut off, as the load balancer counted them.",
  "switch-ms": "Milliseconds from the first change of traffic to the last.",
  "duration-ms": "Milliseconds that the whole run took.",
  report: "All of it as JSON.",
} as const;

/** What the deploy action is to its users. */
export const spec = {
  name: "deploy",
  title: "Deploy",
  description: "Rolls a container image out on a Docker host behind HAProxy without losing a request.",
  branding: { icon: "upload-cloud", color: "green" },
  inputs,
  outputs,
  post: true,
} as const satisfies ActionSpec;

function parseApp(raw: string): string {
  if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(raw)) throw new Error("no such name");
  return raw;
}

function parsePublish(raw: string): Publish {
  const match = /^(?:(\d{1,3}(?:\.\d{1,3}){3}):)?(\d{1,5})$/.exec(raw);
  const hostPort = Number(match?.[2]);
  if (!match || hostPort < 1 || hostPort > 65535) throw new Error("not an address and a port");
  return { hostIp: match[1] ?? "0.0.0.0", hostPort };
}

// The path becomes a word of HAProxy's configuration, so nothing that is special there may be in it.
function parsePath(raw: string): string {
  if (raw !== "" && !/^\/[\w./~%&=?+:@,;-]*$/.test(raw)) throw new Error("not a path");
  return raw;
}

// What starts like an array has to be one: a shell would look for a program called `[`.
function parseCommand(raw: string): string {
  if (!raw.startsWith("[")) return raw;
  const words: unknown = JSON.parse(raw);
  if (!Array.isArray(words) || words.length === 0 || words.some((word) => typeof word !== "string")) {
    throw new Error("not an array of words");
  }
  return raw;
}

// "5@60s,25@60s,100": percent and how long it is held; a bare percent is not held.
function parseSteps(raw: string): CanaryStep[] {
  const steps = raw.split(",").map((step) => {
    const match = /^(\d{1,3})%?(?:@(\S+))?$/.exec(step.trim());
    const percent = Number(match?.[1]);
    if (!match || percent < 1 || percent > 100) throw new Error("not a step");
    return { percent, hold: match[2] ? parseDuration(match[2]) : 0 };
  });
  if (steps.some(({ percent }, index) => percent <= (steps[index - 1]?.percent ?? 0))) throw new Error("not growing");
  return steps;
}

function parsePercent(raw: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*%?$/.exec(raw);
  const value = Number(match?.[1]);
  if (!match || value > 100) throw new Error("not a percentage");
  return value / 100;
}

function parseHosts(raw: string): string[] {
  const hosts = raw.split(/[\s,]+/).filter((host) => host !== "");
  if (hosts.some((host) => !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))) throw new Error("not a host name");
  return hosts;
}

function parseCpus(raw: string): number {
  const value = Number(raw);
  if (!/^\d+(\.\d+)?$/.test(raw) || value <= 0) throw new Error("not a number of cores");
  return value;
}
