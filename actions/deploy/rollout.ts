import { hostname } from "node:os";
import type { Engine } from "../../toolkit/docker.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { runUrl } from "../../toolkit/run-url.ts";
import type { World } from "../../toolkit/world.ts";
import { addressText } from "./balancer.ts";
import { proxyOf } from "./docker/names.ts";
import { DockerTarget } from "./docker/target.ts";
import { commandOf } from "./docker/tasks.ts";
import type { Inputs } from "./inputs.ts";
import { takeLock } from "./lock.ts";
import { PHASES } from "./phases.ts";
import type { DeployReport } from "./report.ts";
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
  /** Called before each operation, with its number from 0. */
  readonly before?: (number: number, operation: Operation) => void | Promise<void>;
}

/**
 * Brings the release that the inputs ask for into traffic, or only plans it. `report` is filled as things become known.
 * Whatever fails, the releases that were in traffic before are so afterwards; the error is thrown then, with the outcome
 * in the report.
 */
export async function rollout(world: World, engine: Engine, inputs: Inputs, told: Told): Promise<void> {
  const { runner, clock } = world;
  const { report } = told;
  const begin = clock.elapsed();
  const wish = inputs.mode === "rollback" ? await wishBack(world, engine, inputs) : await wishOf(world, engine, inputs);
  const proxy = proxyOf(inputs);
  Object.assign(report, {
    release: wish.release,
    image: wish.image,
    digest: wish.digest,
    url: urlOf(wish),
  });
  told.changed();
  const moment = () => Math.round(clock.elapsed() - begin);
  const target = new DockerTarget(engine, world, {
    ...wish,
    app: inputs.app,
    proxy,
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
      "quayside.commit": runner.env.GITHUB_SHA ?? runner.env.GIT_COMMIT ?? "",
      "quayside.run": runUrl(runner.env),
    },
    record: () => recordOf(world, report, inputs.mode, wish.replicas),
    onMoment: (instance, what) => report.moments.push({ at: moment(), instance, what }),
  });
  let number = 0;
  const run = new TargetRollout(target, desiredOf(inputs, wish), {
    clock,
    signal: world.signal,
    info: runner.info,
    before: async (operation) => {
      await told.faults?.before?.(number++, operation);
      if (operation.kind !== "record") return;
      await count(run, report);
      report.outcome = "deployed";
      report.switchMs = run.switchMs;
      report.durationMs = moment();
    },
    after: (_, text) => report.operations.push(text),
    onSample: (sample) => report.samples.push({ at: moment(), ...sample }),
  });
  try {
    const lock = () =>
      takeLock(
        engine,
        {
          // Apps that share a load balancer take turns: a reload for one of them is one for all.
          app: inputs.proxy || inputs.app,
          image: wish.shell.image,
          onLock: inputs.onLock,
          timeout: inputs.lockTimeout,
          holder: holderOf(runner.env, clock.now()),
        },
        world,
      );
    // A plan changes nothing, and neither does a deploy of what is there: they need no lock, which is a change itself.
    await run.begin(inputs.mode === "plan" ? undefined : lock, told.faults?.arrange);
    report.previous = run.previous;
    if (inputs.mode === "plan") {
      report.outcome = "planned";
      report.operations = run.operations.map(describe);
      for (const text of report.operations) runner.info(`would ${text}`);
      if (run.operations.length === 0) runner.info("Nothing to do: this release is in traffic.");
      return;
    }
    if (run.operations.length === 0) {
      report.outcome = "unchanged";
      runner.info(`Release ${wish.release} is in traffic; nothing was changed.`);
      return;
    }
    try {
      for (const phase of PHASES) await run.run(phase);
      report.switchMs = run.switchMs;
      // What failed while the record was written is told as well.
      await count(run, report);
    } catch (error) {
      report.reason = runner.redact(messageOf(error));
      report.switchMs = run.switchMs;
      await keepLogs(target, run, report, runner.redact);
      if (run.settled) {
        // There is nothing to go back to any more; the new ones serve, and the next run tidies up.
        report.outcome = "deployed";
        throw failure(error, report);
      }
      await takeBack(run, report, runner.redact);
      throw failure(error, report);
    }
  } finally {
    await run.end();
  }
}

/** Where the app answers, as a browser would be told. */
function urlOf({ shell, settings }: Wish): string {
  const { publish, publishTls } = shell;
  const { hostIp, hostPort } = publishTls ?? publish;
  const host = settings.hosts?.[0] ?? (hostIp === "0.0.0.0" ? "127.0.0.1" : hostIp);
  const port = hostPort === (publishTls ? 443 : 80) ? "" : `:${hostPort}`;
  return `${publishTls ? "https" : "http"}://${host}${port}${settings.path ?? ""}`;
}

function desiredOf(inputs: Inputs, wish: Wish): Desired {
  return {
    app: inputs.app,
    release: wish.release,
    image: wish.image,
    network: wish.spec.network,
    replicas: wish.replicas,
    strategy: inputs.strategy,
    order: inputs.order,
    steps: inputs.canarySteps,
    tasks: wish.tasks,
    smoke: inputs.smoke !== "",
    keep: inputs.keepReleases,
    balancerKind: wish.shell.kind,
    balancerImage: wish.shell.image,
    handsOver: wish.shell.kind === "haproxy",
    address: addressText(wish.shell),
    settings: wish.settings,
    monitor: inputs.monitorSeconds,
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

async function count(run: TargetRollout, report: DeployReport): Promise<void> {
  const { requests, failed } = await run.count();
  report.requests = requests;
  report.failedRequests = failed;
}

async function keepLogs(
  target: DockerTarget,
  run: TargetRollout,
  report: DeployReport,
  redact: (text: string) => string,
): Promise<void> {
  const started = run.operations.flatMap((operation) => (operation.kind === "start" ? operation.names : []));
  const failed = report.moments.findLast(({ what }) => what === "failed")?.instance ?? started[0];
  if (!failed) return;
  const lines = redact(await target.logs(failed).catch(() => "")).trim();
  if (lines !== "") report.logs = { container: failed, lines };
}

async function takeBack(run: TargetRollout, report: DeployReport, redact: (text: string) => string): Promise<void> {
  report.outcome = run.switched ? "rolled-back" : "failed-before-switch";
  try {
    await run.takeBack();
  } catch (error) {
    report.outcome = "rollback-failed";
    report.reason += `\nTaking it back failed too: ${redact(messageOf(error))}`;
  }
  await count(run, report).catch(() => {});
  await run.recordFailure();
}

function failure(error: unknown, report: DeployReport): unknown {
  if (!(error instanceof UserError)) return error;
  const logs = report.logs ? `\nLast lines of ${report.logs.container}:\n${indent(report.logs.lines)}` : "";
  const now = {
    deployed: "The new release is in traffic; run this again to finish what is left.",
    "failed-before-switch": "It never got traffic; what ran before goes on.",
    "rolled-back": "The release before is in traffic again.",
    "rollback-failed": "Taking it back failed; look at the host.",
  }[report.outcome];
  return new UserError(`${messageOf(error)}${logs}`, {
    exitCode: error.exitCode,
    cause: error.cause,
    hint: [now, error.hint].filter(Boolean).join(" "),
  });
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}

function recordOf(world: World, report: DeployReport, mode: string, replicas: number): DeployRecord {
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
    commit: env.GITHUB_SHA ?? env.GIT_COMMIT ?? env.TRAVIS_COMMIT ?? "",
    run: runUrl(env),
  };
}

/** Who deploys, for those who find the lock taken. */
function holderOf(env: World["runner"]["env"], now: number): string {
  const run = runUrl(env) || `${env.USER ?? "somebody"} on ${hostname()}, process ${process.pid}`;
  return `${run}, since ${new Date(now).toISOString()}`;
}
