import { createServer } from "node:net";
import { type TakenPort, takenPorts } from "../../../toolkit/docker/containers.ts";
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

type Place = Pick<Host, "address" | "engine">;

/**
 * Looks whether a deploy can work at all, before anything is changed: how old the engines are, whose the ports are, what
 * their clocks say. Throws a UserError with all that forbids it, on all hosts at once.
 */
export async function preflight(world: World, hosts: readonly Place[], inputs: Inputs): Promise<void> {
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

async function problemsOf(world: World, { engine, address }: Place, inputs: Inputs): Promise<Problem[]> {
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
  if (foreign.length > 0 && inputs.mode !== "rollback") {
    const names = foreign.map(({ name }) => name).join(", ");
    world.runner.info(
      `${address ? `${address}: ` : ""}Found ${names}, made by docker compose: the release before this one.`,
    );
  }
  const local = /^unix:\/\/(\/var)?\/run\//.test(engine.address);
  const problems: Problem[] = [];
  for (const listener of listenersOf(inputs)) {
    const holders = ports.filter((one) => one.hostPort === listener.hostPort && meet(one.hostIp, listener.hostIp));
    // What is of the app has the port already, or makes room for who is to have it; so do Compose's containers.
    const makesRoom = (one: TakenPort) => ours(one, inputs) || foreign.some(({ name }) => name === one.container);
    const holder = holders.find((one) => !makesRoom(one));
    const who = holder ? `the container ${holder.container} has that port` : "the port is taken";
    if (!holder && (holders.length > 0 || !local || !(await isTaken(listener)))) continue;
    problems.push({
      message: `${listener.what} ${listener.hostIp}:${listener.hostPort}: ${who}`,
      hint: holder
        ? `${listener.way}, or stop that container.`
        : `${listener.way}, or free this one: ss -ltnp 'sport = :${listener.hostPort}' shows who has it.`,
    });
  }
  return problems;
}

interface Listener extends Publish {
  /** What cannot be where it is taken, up to the address. */
  readonly what: string;
  /** How to give another one. */
  readonly way: string;
}

/** All that is to listen on the host. */
function listenersOf({ mode, publish, publishTls, ports = [] }: Inputs): Listener[] {
  // Going back leaves what stands in front as it is, wherever it listens.
  if (mode === "rollback") return [];
  const what = "The load balancer cannot listen on";
  return [
    { ...publish, what, way: "Give another address with publish" },
    ...(publishTls ? [{ ...publishTls, what, way: "Give another address with publish-tls" }] : []),
    ...ports.flatMap(({ hostIp, hostPort, protocol }) =>
      hostPort && protocol !== "udp"
        ? [
            {
              hostIp: hostIp || "0.0.0.0",
              hostPort,
              what: "The service cannot have",
              way: "Give it another port in the compose file",
            },
          ]
        : [],
    ),
  ];
}

/** Whether a container is of the app, or in front of it. */
function ours({ container, labels }: TakenPort, inputs: Inputs): boolean {
  return container === proxyOf(inputs) || labels["quayside.app"] === inputs.app;
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
