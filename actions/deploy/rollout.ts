import { isDiskFull } from "../../toolkit/docker/api-errors.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { runUrl } from "../../toolkit/run-url.ts";
import type { World } from "../../toolkit/world.ts";
import { addressText } from "./balancer.ts";
import { BEHIND, proxyOf } from "./docker/names.ts";
import { readRecords } from "./docker/records.ts";
import { DockerTarget } from "./docker/target.ts";
import { commandOf } from "./docker/tasks.ts";
import { commitOf, goodReleases } from "./history.ts";
import type { Host } from "./hosts/connect.ts";
import { Fleet, type Member, placed } from "./hosts/fleet.ts";
import { logsOfFailed } from "./hosts/logs.ts";
import type { Inputs } from "./inputs.ts";
import { holderOf, takeLock } from "./lock.ts";
import { urlOf } from "./publish.ts";
import { afterFailure, type DeployReport } from "./report.ts";
import { type DeployRecord, type Desired, describe, type Operation } from "./target.ts";
import { TargetRollout } from "./target-rollout.ts";
import { type Wish, wishBack, wishOf } from "./wish.ts";

/** What the rollout tells while it runs. */
export interface Told {
  readonly report: DeployReport;
  /** Called whenever the report has got something that is an output. */
  readonly changed: () => void;
  readonly faults?: Faults | undefined;
}

/** Ways to do it wrong: for the controls of our tests. */
export interface Faults {
  /** Puts the operations into another order. */
  readonly arrange?: (operations: readonly Operation[]) => readonly Operation[];
  /** Called before each operation, with its number from 0, and the host's address where there are several. */
  readonly before?: (number: number, operation: Operation, place: string) => void | Promise<void>;
  /** Deploys on one host to its end before the next one begins. */
  readonly oneByOne?: boolean;
}

/**
 * Brings the release that the inputs ask for into traffic on every host, or only plans it. `report` is filled as things
 * become known. Whatever fails, the releases that were in traffic before are so afterwards, on all hosts; the error is
 * thrown then, with the outcome in the report.
 */
export async function rollout(world: World, hosts: readonly Host[], inputs: Inputs, told: Told): Promise<void> {
  const { runner, clock } = world;
  const { report } = told;
  const begin = clock.elapsed();
  const around = { told, moment: () => Math.round(clock.elapsed() - begin), number: 0 };
  const wishes = await wishesOf(world, hosts, inputs);
  const [wish] = wishes;
  const [first] = hosts;
  if (!wish || !first) throw new Error("there is no host to deploy to");
  Object.assign(report, {
    release: wish.release,
    image: wish.image,
    digest: wish.digest,
    url: urlOf(wish, first.engine.address),
  });
  told.changed();
  const targets = new Map<Member, { host: Host; target: DockerTarget; wish: Wish }>();
  for (const [index, host] of hosts.entries()) {
    const own = wishes[index] ?? wish;
    const name = hosts.length > 1 ? host.address : "";
    const { target, run } = rolloutOn(world, host, name, inputs, own, around, () => fleet);
    targets.set({ name, run }, { host, target, wish: own });
  }
  const fleet: Fleet = new Fleet([...targets.keys()], { oneByOne: told.faults?.oneByOne ?? false });
  const letGo: (() => Promise<void>)[] = [];
  const lockOf = async (member: Member, onWait: () => void) => {
    const { host, wish: own } = targets.get(member) ?? { host: first, wish };
    // Those before it in line may take away what they need no more.
    letGo.push(await own.keep());
    const holder = holderOf(runner.env, clock.now());
    const { onLock, lockTimeout: timeout } = inputs;
    // Apps that share a load balancer take turns: a reload for one of them is one for all.
    return await takeLock(
      host.engine,
      { app: inputs.proxy || inputs.app, image: own.shell.image, onLock, timeout, holder, onWait },
      world,
    );
  };
  try {
    // A plan changes nothing, and neither does a deploy of what is there: they need no lock, which is a change itself.
    await fleet.begin(inputs.mode === "plan" ? undefined : lockOf, told.faults?.arrange);
    report.previous = fleet.previous;
    if (inputs.mode === "plan") {
      report.outcome = "planned";
      for (const { name, run } of fleet.members) {
        for (const text of run.operations.map(describe)) {
          report.operations.push(placed(name, text));
          runner.info(placed(name, `would ${text}`));
        }
      }
      if (fleet.busy.length === 0) runner.info("Nothing to do: this release is in traffic.");
      return;
    }
    if (fleet.busy.length === 0) {
      report.outcome = "unchanged";
      runner.info(`Release ${wish.release} is in traffic; nothing was changed.`);
      return;
    }
    for (const { name, run } of fleet.busy) {
      for (const instance of run.standing) {
        report.moments.push({ at: 0, instance: placed(name, instance), what: "in traffic" });
      }
    }
    try {
      await fleet.deploy();
      report.switchMs = fleet.switchMs;
      // What failed while the record was written is told as well.
      await count(fleet, report);
    } catch (error) {
      report.reason = runner.redact(messageOf(error));
      report.switchMs = fleet.switchMs;
      const logs = await logsOfFailed(
        [...targets].map(([{ name, run }, { target }]) => ({
          name,
          started: run.operations.flatMap((operation) => (operation.kind === "start" ? operation.names : [])),
          logs: async (container) => runner.redact(await target.logs(container)),
        })),
        report.moments,
      );
      if (logs) report.logs = logs;
      if (fleet.settled) {
        // There is nothing to go back to any more; the new ones serve, and the next run tidies up.
        report.outcome = "deployed";
        throw failure(error, report);
      }
      await takeBack(fleet, report, runner.redact);
      throw failure(error, report);
    }
  } finally {
    await fleet.end();
    // Where it cannot be reached any more, a later deploy does it.
    await Promise.allSettled(letGo.map((image) => image()));
  }
}

/** The commit of the release that `mode: rollback` would bring back; `""` where nobody knows it. */
export async function commitBack({ engine }: Host, inputs: Inputs): Promise<string> {
  const records = await readRecords(engine, inputs.app, proxyOf(inputs));
  return commitOf(records, goodReleases(records)[1] ?? "");
}

/** What each host is to get. The tasks of a deploy run once, on the first one. */
async function wishesOf(world: World, hosts: readonly Host[], inputs: Inputs): Promise<Wish[]> {
  if (inputs.mode === "rollback") {
    const wishes = await Promise.all(hosts.map(({ engine }) => wishBack(world, engine, inputs)));
    const releases = new Set(wishes.map(({ release }) => release));
    if (releases.size > 1) {
      throw new UserError(`The hosts would not go back to the same release, but to ${[...releases].join(" and ")}`, {
        hint: "Deploy the image that you want on all of them.",
      });
    }
    return wishes;
  }
  // A host that reaches no registry gets the image from here; where there is no engine here, it has to pull.
  const named = hosts.some(({ address }) => address !== "");
  const source = named ? await world.engine().catch(() => undefined) : undefined;
  const wishes = await Promise.all(hosts.map(({ engine }) => wishOf(world, engine, inputs, source)));
  return wishes.map((wish, index) => ({ ...wish, tasks: index === 0 ? wish.tasks : [] }));
}

interface Around {
  readonly told: Told;
  /** Milliseconds since the run began. */
  readonly moment: () => number;
  /** Operations so far, on all hosts. */
  number: number;
}

/** The rollout on one host, which tells the report of what it does. */
function rolloutOn(
  world: World,
  host: Host,
  name: string,
  inputs: Inputs,
  wish: Wish,
  around: Around,
  fleet: () => Fleet,
): { target: DockerTarget; run: TargetRollout } {
  const { runner, clock } = world;
  const { told, moment } = around;
  const { report, faults } = told;
  const { engine } = host;
  const target = new DockerTarget(engine, world, {
    ...wish,
    app: inputs.app,
    proxy: proxyOf(inputs),
    files: inputs.files,
    store: inputs.secretStore,
    origin: inputs.origin,
    ...(inputs.preparation ? { preparation: inputs.preparation(world, engine) } : {}),
    healthTimeout: inputs.healthTimeout,
    drainTimeout: inputs.drainTimeout,
    stopTimeout: inputs.stopTimeout,
    limits: { errorRate: inputs.maxErrorRate, p99: inputs.maxP99Ms, restarts: inputs.maxRestarts },
    commands: commandsOf(inputs),
    taskTimeout: inputs.taskTimeout,
    smoke: smokeOf(inputs.smoke),
    labels: {
      [BEHIND]: proxyOf(inputs),
      "quayside.commit": runner.env.GITHUB_SHA ?? runner.env.GIT_COMMIT ?? "",
      "quayside.run": runUrl(runner.env),
    },
    record: () => recordOf(world, report, inputs.mode, wish),
    onMoment: (instance, what) => report.moments.push({ at: moment(), instance: placed(name, instance), what }),
  });
  const run = new TargetRollout(target, desiredOf(inputs, wish), {
    clock,
    signal: host.lost ? AbortSignal.any([world.signal, host.lost]) : world.signal,
    lost: host.lost,
    info: (text) => runner.info(placed(name, text)),
    before: async (operation) => {
      await faults?.before?.(around.number++, operation, name);
      if (operation.kind !== "record") return;
      await count(fleet(), report);
      report.outcome = "deployed";
      report.switchMs = fleet().switchMs;
      report.durationMs = moment();
    },
    after: (_, text) => report.operations.push(placed(name, text)),
    // Several hosts at once would give a picture of none of them.
    onSample: (sample) => {
      if (name === "") report.samples.push({ at: moment(), ...sample });
    },
  });
  return { target, run };
}

function desiredOf(inputs: Inputs, wish: Wish): Desired {
  return {
    app: inputs.app,
    release: wish.release,
    image: wish.image,
    network: wish.spec.network,
    replicas: wish.replicas,
    strategy: inputs.strategy,
    ...wish.manner,
    steps: inputs.canarySteps,
    tasks: wish.tasks,
    smoke: inputs.smoke !== "",
    keep: inputs.keepReleases,
    balancerKind: wish.shell.kind,
    balancerImage: wish.shell.image,
    address: addressText(wish.shell),
    settings: wish.settings,
  };
}

function commandsOf(inputs: Inputs) {
  return {
    ...(inputs.preflight ? { preflight: commandOf(inputs.preflight) } : {}),
    "pre-deploy": commandOf(inputs.preDeploy),
    "post-deploy": commandOf(inputs.postDeploy),
  };
}

function smokeOf(text: string) {
  if (text === "") return undefined;
  return text.startsWith("/") && !text.includes(" ") ? { path: text } : { command: commandOf(text) };
}

async function count(fleet: Fleet, report: DeployReport): Promise<void> {
  const { requests, failed } = await fleet.count();
  report.requests = requests;
  report.failedRequests = failed;
}

async function takeBack(fleet: Fleet, report: DeployReport, redact: (text: string) => string): Promise<void> {
  report.outcome = fleet.switched ? "rolled-back" : "failed-before-switch";
  try {
    await fleet.takeBack();
  } catch (error) {
    report.outcome = "rollback-failed";
    report.reason += `\nTaking it back failed too: ${redact(messageOf(error))}`;
  }
  await count(fleet, report).catch(() => {});
  await fleet.recordFailure();
}

function failure(reason: unknown, report: DeployReport): unknown {
  const error = isDiskFull(reason) ? diskFull(reason) : reason;
  if (!(error instanceof UserError)) return error;
  const logs = report.logs ? `\nLast lines of ${report.logs.container}:\n${indent(report.logs.lines)}` : "";
  return new UserError(`${messageOf(error)}${logs}`, {
    exitCode: error.exitCode,
    cause: error.cause,
    hint: [afterFailure(report), error.hint].filter(Boolean).join(" "),
  });
}

/** What is to be done about an engine whose disk is full. */
export function diskFull(error: unknown): UserError {
  return new UserError(`The disk of the Docker host is full: ${messageOf(error)}`, {
    hint: "Free some of it there: docker system df says what takes it, docker image prune removes what nobody needs.",
    cause: error,
  });
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}

function recordOf(world: World, report: DeployReport, mode: string, { replicas, commit }: Wish): DeployRecord {
  const { env } = world.runner;
  return {
    version: 1,
    at: new Date(world.clock.now()).toISOString(),
    release: report.release,
    previous: report.previous,
    image: report.image,
    digest: report.digest,
    outcome: report.outcome,
    mode,
    replicas,
    durationMs: report.durationMs,
    switchMs: report.switchMs,
    requests: report.requests,
    failedRequests: report.failedRequests,
    ...(report.reason ? { reason: report.reason } : {}),
    by: env.GITHUB_ACTOR ?? env.BUILD_USER ?? env.USER ?? "",
    commit: commit ?? env.GITHUB_SHA ?? env.GIT_COMMIT ?? env.TRAVIS_COMMIT ?? "",
    run: runUrl(env),
  };
}
