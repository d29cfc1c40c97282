import { hostname } from "node:os";
import type { Engine } from "../../toolkit/docker.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { runUrl } from "../../toolkit/run-url.ts";
import type { World } from "../../toolkit/world.ts";
import { balancerName } from "./docker/names.ts";
import { readRecords } from "./docker/records.ts";
import { DockerTarget } from "./docker/target.ts";
import { ensureImage } from "./image.ts";
import type { Inputs } from "./inputs.ts";
import { type Lock, takeLock } from "./lock.ts";
import { plan, planBack } from "./plan.ts";
import { type ReleaseSpec, releaseId, secretHash } from "./release.ts";
import type { DeployReport } from "./report.ts";
import { type BalancerSettings, type DeployRecord, type Desired, describe, type Operation } from "./target.ts";

/** Taking back starts no container and waits for nobody; a host that cannot do it in this time needs a person. */
const BACK_LIMIT = 60_000;

/** What the rollout tells while it runs. */
export interface Told {
  readonly report: DeployReport;
  /** Called whenever the report has got something that is an output. */
  readonly changed: () => void;
  /** Puts the operations into another order, or ends the process between two of them: for the controls of our tests. */
  readonly arrange?: ((operations: readonly Operation[]) => Iterable<Operation>) | undefined;
}

/**
 * Brings the release that the inputs ask for into traffic, or only plans it. `report` is filled as things become known.
 * Whatever fails, the releases that were in traffic before are so afterwards; the error is thrown then, with the outcome
 * in the report.
 */
export async function rollout(world: World, engine: Engine, inputs: Inputs, image: string, told: Told): Promise<void> {
  const { runner, clock } = world;
  const { report } = told;
  const begin = clock.elapsed();
  const facts = await ensureImage(world, engine, image, inputs.pull);
  await ensureImage(world, engine, inputs.proxyImage, "missing");

  const spec: ReleaseSpec = {
    image: facts.id,
    port: inputs.port,
    env: Object.fromEntries(inputs.env),
    secrets: Object.fromEntries(
      [...inputs.secrets].map(([name, value]) => [name, secretHash({ content: Buffer.from(value) })]),
    ),
    network: inputs.network || inputs.app,
    ...(inputs.memory === undefined ? {} : { memory: inputs.memory }),
    ...(inputs.cpus === undefined ? {} : { cpus: inputs.cpus }),
  };
  const release = releaseId(spec);
  const settings: BalancerSettings = {
    algorithm: inputs.lbAlgorithm,
    gatePath: inputs.healthPath,
    servingPath: inputs.healthPath,
  };
  const { hostIp, hostPort } = inputs.publish;
  const shell = `${inputs.proxyImage} ${hostIp}:${hostPort} ${spec.network}`;
  Object.assign(report, {
    release,
    image,
    digest: /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1] ?? facts.id,
    url: `http://${hostIp === "0.0.0.0" ? "127.0.0.1" : hostIp}:${hostPort}`,
  });
  told.changed();
  const desired: Desired = {
    app: inputs.app,
    release,
    image,
    network: spec.network,
    replicas: inputs.replicas,
    strategy: inputs.strategy,
    shell,
    settings,
    monitor: inputs.monitorSeconds,
  };
  const target = new DockerTarget(engine, world, {
    app: inputs.app,
    release,
    spec,
    image,
    imagePresent: true,
    secrets: inputs.secrets,
    publish: inputs.publish,
    proxyImage: inputs.proxyImage,
    shell,
    settings,
    healthTimeout: inputs.healthTimeout,
    drainTimeout: inputs.drainTimeout,
    stopTimeout: inputs.stopTimeout,
    labels: {
      "quayside.commit": runner.env.GITHUB_SHA ?? runner.env.GIT_COMMIT ?? "",
      "quayside.run": runUrl(runner.env),
    },
    record: () => recordOf(world, report, inputs.replicas),
    onMoment: (instance, what) => report.moments.push({ at: clock.elapsed() - begin, instance, what }),
    fetchImage: async () => void (await ensureImage(world, engine, image, "missing")),
  });
  let lock: Lock | undefined;
  try {
    let observed = await target.observe();
    let operations = plan(desired, observed);
    // A plan changes nothing, and neither does a deploy of what is there: they need no lock, which is a change itself.
    if (inputs.mode !== "plan" && operations.length > 0) {
      lock = await takeLock(
        engine,
        {
          app: inputs.app,
          image: inputs.proxyImage,
          onLock: inputs.onLock,
          timeout: inputs.lockTimeout,
          holder: holderOf(runner.env, clock.now()),
        },
        world,
      );
      // Whoever held the lock until now may have changed everything.
      observed = await target.observe();
      operations = plan(desired, observed);
    }
    const before = observed.instances.filter(({ traffic, running }) => traffic === "in" && running);
    report.previous = before.find((instance) => instance.release !== release)?.release ?? before[0]?.release ?? "";
    if (inputs.mode === "plan") {
      report.outcome = "planned";
      report.operations = operations.map(describe);
      for (const text of report.operations) runner.info(`would ${text}`);
      if (operations.length === 0) runner.info("Nothing to do: this release is in traffic.");
      return;
    }
    if (!lock || operations.length === 0) {
      report.outcome = "unchanged";
      runner.info(`Release ${release} is in traffic; nothing was changed.`);
      return;
    }
    let start = await target.traffic();
    const count = async () => {
      const now = await target.traffic();
      report.requests = Math.max(0, now.requests - start.requests);
      report.failedRequests = Math.max(0, now.failed - start.failed);
    };
    let switched: { from: number; to: number } | undefined;
    // Once the old ones are being stopped there is nothing to go back to; the new ones serve, and the next run tidies up.
    let settled = false;
    try {
      for (const operation of told.arrange?.(operations) ?? operations) {
        // Whoever has lost the lock must not go on: another deploy may be changing the same things.
        await lock.check();
        if (operation.kind === "record") {
          await count();
          report.outcome = "deployed";
          report.durationMs = Math.round(clock.elapsed() - begin);
        }
        const from = clock.elapsed();
        settled ||= operation.kind === "stop" || operation.kind === "record";
        runner.info(describe(operation));
        await target.apply(operation, world.signal);
        report.operations.push(describe(operation));
        // Before the first release there was nobody who could have answered.
        if (operation.kind === "switch" && !switched && before.length === 0) start = await target.traffic();
        if (operation.kind === "switch") switched = { from: switched?.from ?? from, to: clock.elapsed() };
      }
      report.switchMs = switched ? Math.round(switched.to - switched.from) : 0;
    } catch (error) {
      report.reason = runner.redact(messageOf(error));
      await keepLogs(target, report, operations, runner.redact);
      if (settled) {
        report.outcome = "deployed";
        throw failure(error, report);
      }
      if (world.signal.aborted) target.hurry();
      const names = before.map(({ name }) => name);
      await takeBack(world, target, report, names, observed.balancer.settings, switched !== undefined);
      await count().catch(() => {});
      await target.apply({ kind: "record" }, AbortSignal.timeout(BACK_LIMIT)).catch(() => {});
      throw failure(error, report);
    }
  } finally {
    target.close();
    await lock?.release();
  }
}

/** The last release before the one in traffic that was deployed and good, by the host's own record. */
export async function previousImage(engine: Engine, app: string): Promise<string> {
  const records = (await readRecords(engine, app)).filter(({ outcome }) => outcome === "deployed");
  const current = records.at(-1);
  const previous = records.findLast(({ release }) => release !== current?.release);
  if (!previous) {
    throw new UserError(`There is no release of ${app} to go back to`, {
      hint: `The record in the volume ${balancerName(app)} names ${records.length === 0 ? "no deploy" : "only one release"}.`,
    });
  }
  return previous.image;
}

async function keepLogs(
  target: DockerTarget,
  report: DeployReport,
  operations: readonly Operation[],
  redact: (text: string) => string,
): Promise<void> {
  const started = operations.flatMap((operation) => (operation.kind === "start" ? operation.names : []));
  const failed = report.moments.findLast(({ what }) => what === "failed")?.instance ?? started[0];
  if (!failed) return;
  const lines = redact(await target.logs(failed).catch(() => "")).trim();
  if (lines !== "") report.logs = { container: failed, lines };
}

async function takeBack(
  world: World,
  target: DockerTarget,
  report: DeployReport,
  before: readonly string[],
  settings: BalancerSettings | undefined,
  switched: boolean,
): Promise<void> {
  report.outcome = switched ? "rolled-back" : "failed-before-switch";
  // The run may have been asked to stop; what was begun has to be taken back all the same.
  const signal = AbortSignal.timeout(BACK_LIMIT);
  try {
    const observed = await target.observe();
    if (before.length > 0 && !observed.instances.some(({ name, running }) => running && before.includes(name))) {
      throw new UserError("Of the release before no container runs any more, so the new ones were left as they are.");
    }
    for (const operation of planBack(before, observed, settings)) {
      world.runner.info(`taking back: ${describe(operation)}`);
      await target.apply(operation, signal);
      report.operations.push(`taking back: ${describe(operation)}`);
    }
  } catch (error) {
    report.outcome = "rollback-failed";
    report.reason += `\nTaking it back failed too: ${world.runner.redact(messageOf(error))}`;
  }
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

function recordOf(world: World, report: DeployReport, replicas: number): DeployRecord {
  const { env } = world.runner;
  return {
    version: 1,
    at: new Date(world.clock.now()).toISOString(),
    release: report.release,
    previous: report.previous,
    image: report.image,
    digest: report.digest,
    outcome: report.outcome,
    replicas,
    durationMs: report.durationMs,
    requests: report.requests,
    failedRequests: report.failedRequests,
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
