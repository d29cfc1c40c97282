import { type ActionBody, outputsOf, type SetOutputs } from "../../toolkit/action.ts";
import { isDiskFull } from "../../toolkit/docker/api-errors.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import { type Shown, showDeployment } from "./deployment.ts";
import { proxyOf } from "./docker/names.ts";
import { connectHosts, type Host } from "./hosts/connect.ts";
import { type Given, type Inputs, readDeployInputs } from "./inputs.ts";
import { type DeployReport, summaryOf } from "./report.ts";
import { resolveInputs } from "./resolve-inputs.ts";
import type { Faults } from "./rollout.ts";
import { spec } from "./spec.ts";

/** The deploy action. */
export const main: ActionBody = async (world) => await deploy(world);

/** The deploy action; `faults` are only given by tests. */
export async function deploy(world: World, faults?: Faults): Promise<void> {
  const { runner, clock } = world;
  const begin = clock.elapsed();
  const set = outputsOf(spec, runner);
  const given = readGiven(world, set);
  const report: DeployReport = {
    version: 1,
    outcome: "failed-before-switch",
    app: given.app,
    release: "",
    previous: "",
    image: given.image,
    digest: "",
    url: "",
    requests: 0,
    failedRequests: 0,
    switchMs: 0,
    durationMs: 0,
    operations: [],
    moments: [],
    samples: [],
  };
  const tell = () =>
    set({
      outcome: report.outcome,
      "release-id": report.release,
      "previous-release": report.previous,
      image: report.image,
      digest: report.digest,
      url: report.url,
      "deployment-id": report.deploymentId ?? "",
      requests: report.requests,
      "failed-requests": report.failedRequests,
      "switch-ms": report.switchMs,
      "duration-ms": report.durationMs,
      report: { ...report },
    });
  let hosts: readonly Host[] = [];
  let shown: Shown | undefined;
  try {
    const inputs = await resolveInputs(world, given);
    report.image = inputs.image;
    for (const note of inputs.notes) runner.info(note);
    hosts = await connectHosts(world, given);
    if (["down", "unlock", "status"].includes(inputs.mode)) {
      for (const host of hosts) await tend(world, host, inputs, report, hosts.length > 1 ? `${host.address}: ` : "");
    } else {
      const [{ rollout, commitBack }, { preflight }] = await Promise.all([
        import("./rollout.ts"),
        import("./hosts/preflight.ts"),
      ]);
      const [first] = hosts;
      const commit = inputs.mode === "rollback" && first ? commitBack(first, inputs) : undefined;
      if (inputs.mode !== "plan") shown = showDeployment(world, { ...inputs, url: inputs.environmentUrl, commit });
      void shown?.id.then((id) => {
        if (id !== undefined) report.deploymentId = id;
      });
      await preflight(world, hosts, inputs);
      await rollout(world, hosts, inputs, { report, changed: tell, faults });
    }
  } catch (reason) {
    const error = isDiskFull(reason) && !(reason instanceof UserError) ? await diskIsFull(reason) : reason;
    report.reason ??= runner.redact(messageOf(error));
    throw error;
  } finally {
    report.durationMs = Math.round(clock.elapsed() - begin);
    await shown?.close(report);
    tell();
    await runner.summary(summaryOf(report));
    await Promise.all(hosts.map((host) => host.leave()));
  }
}

/** The inputs; a run whose inputs are wrong has an outcome, too. */
function readGiven({ runner }: World, set: SetOutputs<typeof spec>): Given {
  try {
    return readDeployInputs(runner);
  } catch (error) {
    set({ outcome: "failed-before-switch" });
    throw error;
  }
}

/** Where an engine could not even take the image or the lock. */
async function diskIsFull(reason: unknown): Promise<UserError> {
  const { message, hint } = (await import("./rollout.ts")).diskFull(reason);
  return new UserError(message, { hint: `Nothing was changed. ${hint}`, cause: reason });
}

/** The modes that are about what is there, on one host after the other. */
async function tend(
  world: World,
  { engine }: Host,
  inputs: Inputs,
  report: DeployReport,
  place: string,
): Promise<void> {
  const { runner } = world;
  const where = { app: inputs.app, proxy: proxyOf(inputs) };
  if (inputs.mode === "down") {
    const { takeDown } = await import("./down.ts");
    const removed = await takeDown(world, engine, inputs);
    report.operations.push(...removed.map((what) => `${place}${what}`));
    report.outcome = "removed";
    runner.info(`${place}${removed.length > 0 ? `Removed ${removed.join(", ")}` : "There was nothing to remove."}`);
  } else if (inputs.mode === "unlock") {
    const { breakLock } = await import("./lock.ts");
    const holder = await breakLock(engine, inputs.proxy || inputs.app);
    report.outcome = "unlocked";
    if (holder !== undefined) report.operations.push(`${place}removed the lock of ${holder}`);
    runner.info(`${place}${holder === undefined ? "There was no lock." : `Removed the lock of ${holder}`}`);
  } else {
    if (place !== "") runner.info(place);
    const { statusOf } = await import("./status.ts");
    const own: DeployReport = { ...report, operations: [] };
    await statusOf(engine, where, own, runner.info);
    Object.assign(report, {
      ...own,
      operations: [...report.operations, ...own.operations.map((line) => `${place}${line}`)],
    });
  }
}
