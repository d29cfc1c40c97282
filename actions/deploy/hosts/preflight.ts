import { createServer } from "node:net";
import { takenPorts } from "../../../toolkit/docker/containers.ts";
import { engineTime } from "../../../toolkit/docker.ts";
import { codeOf, UserError } from "../../../toolkit/errors.ts";
import { formatDuration } from "../../../toolkit/units.ts";
import type { World } from "../../../toolkit/world.ts";
import { foreignContainers } from "../docker/adopt.ts";
import { proxyOf } from "../docker/names.ts";
import type { Inputs } from "../inputs.ts";
import { meet } from "../publish.ts";
import type { Publish } from "../spec.ts";
import type { Host } from "./connect.ts";

/** The oldest API that has all that is asked for: Docker Engine 19.03, of 2019. */
const OLDEST_API = "1.40";
/** Milliseconds that two clocks may differ without anybody noticing. */
const SKEW = 60_000;

/**
 * Looks whether a deploy can work at all, before anything is changed: how old the engines are, whose the ports are, what
 * their clocks say. Throws a UserError with all that forbids it, on all hosts at once.
 */
export async function preflight(world: World, hosts: readonly Host[], inputs: Inputs): Promise<void> {
  const found = await Promise.all(hosts.map((host) => problemsOf(world, host, inputs)));
  const problems = found.flatMap((problems, index) => {
    const { address } = hosts[index] ?? { address: "" };
    return problems.map((problem) => ({
      ...problem,
      message: address === "" ? problem.message : `${address}: ${problem.message}`,
    }));
  });
  const [first] = problems;
  if (!first) return;
  throw new UserError(problems.map(({ message }) => message).join("\n"), {
    hint: `${[...new Set(problems.map(({ hint }) => hint))].join(" ")} Nothing was changed.`,
  });
}

interface Problem {
  readonly message: string;
  readonly hint: string;
}

async function problemsOf(world: World, { engine, address }: Host, inputs: Inputs): Promise<Problem[]> {
  const { version, apiVersion } = engine;
  if (older(apiVersion, OLDEST_API)) {
    return [
      {
        message: `Docker Engine ${version} is too old: it speaks version ${apiVersion} of its API, and ${OLDEST_API} is needed`,
        hint: "Deploys need Docker Engine 19.03 or newer.",
      },
    ];
  }
  const before = world.clock.now();
  const [theirs, ports, foreign] = await Promise.all([
    engineTime(engine),
    takenPorts(engine),
    foreignContainers(engine, inputs.origin),
  ]);
  const skew = theirs === undefined ? 0 : theirs - before;
  if (Math.abs(skew) > SKEW) {
    world.runner.annotate(
      "warning",
      `The clock of ${address || "the Docker host"} is ${formatDuration(Math.abs(skew))} ${skew > 0 ? "ahead of" : "behind"} the clock of this machine: times in logs and records will not fit together, and certificates may be refused. Let both be set by NTP.`,
    );
  }
  // Going back leaves what stands in front as it is, wherever it listens.
  if (inputs.mode === "rollback") return [];
  const own = proxyOf(inputs);
  const mine = ports.filter(({ container }) => container === own);
  const { publish } = inputs;
  // A port that the load balancer has already stays with it.
  if (mine.some(({ hostPort }) => hostPort === publish.hostPort)) return [];
  const holders = ports.filter(({ hostIp, hostPort }) => hostPort === publish.hostPort && meet(hostIp, publish.hostIp));
  if (foreign.length > 0) {
    const names = foreign.map(({ name }) => name).join(", ");
    world.runner.info(
      `${address ? `${address}: ` : ""}Found ${names}, made by docker compose: the release before this one.`,
    );
  }
  // Those of the service make room once the new ones are healthy.
  if (holders.some(({ container }) => foreign.some(({ name }) => name === container))) return [];
  const holder = holders.find(({ container }) => !ours(container, inputs));
  const where = `${publish.hostIp}:${publish.hostPort}`;
  if (holder) {
    return [
      {
        message: `The load balancer cannot listen on ${where}: the container ${holder.container} has that port`,
        hint: "Give another address with publish, or stop that container.",
      },
    ];
  }
  if (/^unix:\/\/(\/var)?\/run\//.test(engine.address) && (await isTaken(publish))) {
    return [
      {
        message: `The load balancer cannot listen on ${where}: the port is taken`,
        hint: `Give another address with publish, or free this one: ss -ltnp 'sport = :${publish.hostPort}' shows who has it.`,
      },
    ];
  }
  return [];
}

/** Whether a container will be out of the way by the time that the port is needed. */
function ours(container: string, inputs: Inputs): boolean {
  return container === proxyOf(inputs) || container.startsWith(`${inputs.app}-`);
}

/** Whether a program of this machine listens there; an engine on a local socket is mostly one of this machine. */
async function isTaken({ hostIp, hostPort }: Publish): Promise<boolean> {
  const server = createServer();
  return await new Promise((done) => {
    server.once("error", (error) => done(codeOf(error) === "EADDRINUSE"));
    server.listen(hostPort, hostIp, () => server.close(() => done(false)));
  });
}

/** Whether one version of the API is older than another. */
export function older(version: string, other: string): boolean {
  const [a = 0, b = 0] = version.split(".").map(Number);
  const [c = 0, d = 0] = other.split(".").map(Number);
  return a < c || (a === c && b < d);
}
