import type { ActionSpec } from "../../toolkit/action.ts";
import { choice, custom, duration, integer, optional, pairs, size, text } from "../../toolkit/inputs.ts";

/** Host address and port that lead to the load balancer. */
export interface Publish {
  readonly hostIp: string;
  readonly hostPort: number;
}

const inputs = {
  mode: choice(["deploy", "plan", "status", "rollback", "down"], {
    describe:
      "What to do: bring a release into traffic; only say what that would do; show what runs and the last deploys; go back to the release before; remove the app with all that was made for it.",
  }),
  app: custom("a name of lower-case letters, digits and hyphens, at most 40", parseApp, {
    describe: "Name of the app; containers, volumes and the lock begin with it.",
    required: true,
    example: "shop",
  }),
  image: text({
    describe: "Image to deploy, best with its digest. Needed for `deploy` and `plan`.",
    example: "ghcr.io/acme/shop@sha256:…",
  }),
  port: integer(
    { min: 1, max: 65535 },
    { describe: "Port that the app listens on in its container.", default: "8000" },
  ),
  publish: custom("an address and port of the host, or a port", parsePublish, {
    describe: "Where the host answers: address and port of the load balancer. A port alone listens on all addresses.",
    default: "127.0.0.1:8080",
    example: "0.0.0.0:80",
  }),
  replicas: integer({ min: 1, max: 32 }, { describe: "How many containers serve the app.", default: "1" }),
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
  network: text({
    describe: "Docker network of the app and its load balancer; made where it is not there. `<app>` where not set.",
    example: "backend",
  }),
  strategy: choice(["rolling", "blue-green"], {
    describe:
      "How traffic moves once every new container is healthy: container by container, or all at once. The old ones run on until the end either way.",
  }),
  "health-path": custom("a path that begins with /", parsePath, {
    describe:
      "Path that has to answer 2xx or 3xx before a container gets traffic, asked from the load balancer's network. Where not set, an open port is enough.",
    example: "/readyz",
  }),
  "health-timeout": duration({
    describe: "How long a new container may take until it is healthy.",
    default: "60s",
  }),
  "drain-timeout": duration({
    describe: "How long requests in flight may take to end; what is left after that is cut and counted.",
    default: "30s",
  }),
  "monitor-seconds": duration({
    describe:
      "How long the new release is watched in traffic while the old one stands by; a container that dies or turns unhealthy meanwhile takes the deploy back.",
    default: "0",
  }),
  "stop-timeout": duration({
    describe: "How long a container has between SIGTERM and SIGKILL. It is empty by then.",
    default: "10s",
  }),
  memory: optional(size({ describe: "Memory limit of each container." })),
  cpus: optional(custom("a number of cores", parseCpus, { describe: "CPU limit of each container.", example: "0.5" })),
  "lb-algorithm": choice(["roundrobin", "leastconn", "source"], {
    describe: "How the load balancer picks a container.",
  }),
  "proxy-image": text({
    describe: "HAProxy image of the load balancer; 2.6 or newer, with bash or nc in it, as the public ones have.",
    default: "haproxy:3.0",
    example: "haproxy:3.0-alpine",
  }),
  pull: choice(["missing", "always"], {
    describe: "When the image is pulled: where the host does not have it, or at every deploy.",
  }),
  "on-lock": choice(["wait", "fail"], { describe: "What to do while another deploy of the app runs." }),
  "lock-timeout": duration({ describe: "How long to wait for another deploy.", default: "15m" }),
} as const;

const outputs = {
  outcome:
    "`deployed`, `unchanged`, `rolled-back`, `failed-before-switch`, `rollback-failed`; `planned`, `shown` or `removed` in the other modes.",
  "release-id": "Release that was to be deployed: a short hash of all that its containers are made of.",
  "previous-release": "Release that was in traffic before; empty at the first deploy.",
  image: "Image that was deployed, as it was named.",
  digest: "Its digest, or its image id where it never was in a registry.",
  url: "Where the app answers.",
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

function parseCpus(raw: string): number {
  const value = Number(raw);
  if (!/^\d+(\.\d+)?$/.test(raw) || value <= 0) throw new Error("not a number of cores");
  return value;
}
