import { systemClock } from "../../toolkit/clock.ts";
import { isPortTaken, statusOf } from "../../toolkit/docker/api-errors.ts";
import {
  type ContainerSpec,
  createContainer,
  findContainer,
  logsOf,
  removeContainer,
  startContainer,
} from "../../toolkit/docker/containers.ts";
import { type Runtime, runtimeOf } from "../../toolkit/docker/runtime.ts";
import { makeVolume } from "../../toolkit/docker/volumes.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { throwIfAborted, UserError } from "../../toolkit/errors.ts";

/** A container of the set-up that runs. */
export interface Service extends Runtime {
  readonly id: string;
  /** Whether it ran before this call. */
  readonly already: boolean;
}

/**
 * The container of this name: as it is where it runs, started where it stands still, made with its volumes where there
 * is none. A container of that name without the labels is not ours and is left alone.
 *
 * @throws UserError where the name belongs to somebody else or the port is taken; `isPortTaken` knows the latter.
 */
export async function ensureService(engine: Engine, spec: ContainerSpec, signal: AbortSignal): Promise<Service> {
  throwIfAborted(signal);
  const found = await findContainer(engine, spec.name);
  if (found === undefined) return { ...(await make(engine, spec, signal)), already: false };
  if (Object.entries(spec.labels).some(([name, value]) => found.labels[name] !== value)) {
    throw new UserError(`A container named ${spec.name} is there already, and this set-up did not make it.`, {
      hint: `Give it another name: docker rename ${spec.name} ${spec.name}-old`,
    });
  }
  if (!found.running) await start(engine, found.id, spec);
  return { ...(await describe(engine, found.id, spec)), already: found.running };
}

async function make(engine: Engine, spec: ContainerSpec, signal: AbortSignal): Promise<Omit<Service, "already">> {
  for (const volume of spec.volumes ?? []) await makeVolume(engine, volume.name, spec.labels);
  let id: string;
  try {
    id = await createContainer(engine, spec);
  } catch (error) {
    // Another set-up has made it since we looked.
    if (statusOf(error) === 409) return await ensureService(engine, spec, signal);
    throw error;
  }
  try {
    await start(engine, id, spec);
    return await describe(engine, id, spec);
  } catch (error) {
    await removeContainer(engine, id);
    throw error;
  }
}

async function start(engine: Engine, id: string, spec: ContainerSpec): Promise<void> {
  try {
    await startContainer(engine, id);
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    const ports = (spec.publish ?? []).map(({ hostIp, hostPort }) => `${hostIp}:${hostPort}`).join(", ");
    throw new UserError(`${spec.name} cannot listen on ${ports}: port is already allocated`, {
      hint: "ss -ltnp shows which program listens where; end it, or choose another port.",
      cause: error,
    });
  }
}

async function describe(engine: Engine, id: string, spec: ContainerSpec): Promise<Omit<Service, "already">> {
  const runtime = await runtimeOf(engine, id);
  const lost = (spec.publish ?? []).some(({ port }) => runtime?.ports[`${port}/tcp`] === undefined);
  if (runtime === undefined || lost) {
    throw new UserError(
      `${spec.name} ended as soon as it was started. Its last lines:\n${await logsOf(engine, id, 15)}`,
      {
        hint: `docker rm -f ${spec.name} lets the next run make it anew.`,
      },
    );
  }
  return { id, ...runtime };
}

/**
 * Asks until `ready` says yes.
 *
 * @throws UserError with the container's last log lines after `limit` milliseconds, or as soon as it has ended.
 */
export async function waitUntilReady(
  engine: Engine,
  id: string,
  options: { name: string; limit: number; signal: AbortSignal; ready: () => Promise<boolean> },
): Promise<void> {
  const deadline = systemClock.elapsed() + options.limit;
  while (!(await options.ready())) {
    const running = (await findContainer(engine, id))?.running === true;
    if (!running || systemClock.elapsed() > deadline) {
      const what = running ? `gave no answer in ${options.limit / 1000} s` : "has ended";
      throw new UserError(`${options.name} ${what}. Its last lines:\n${await logsOf(engine, id, 15)}`, {
        hint: `docker rm -f ${options.name} lets the next run make it anew.`,
      });
    }
    await systemClock.sleep(50, options.signal);
  }
}
