import { connect, type Engine, ping } from "../../../toolkit/docker.ts";
import { messageWithHint, throwIfAborted, UserError } from "../../../toolkit/errors.ts";
import type { World } from "../../../toolkit/world.ts";
import type { Given } from "../inputs.ts";

/** A Docker host that a deploy goes to. */
export interface Host {
  /** As it was given in `hosts`; "" for the engine of the environment. */
  readonly address: string;
  readonly engine: Engine;
  /** Aborted when the host does not answer any more. */
  readonly lost?: AbortSignal;
  /** Ends what this run has of it. The engine of the environment stays: the steps after this one share it. */
  readonly leave: () => Promise<void>;
}

/**
 * Connects to every host, all at once. Where one of them cannot be reached nothing is changed anywhere: throws a
 * UserError that names each of those, with what to do.
 */
export async function connectHosts(world: World, given: Given): Promise<Host[]> {
  if (given.hosts.length === 0) {
    const engine = await world.engine();
    const { lost, unwatch } = engine.address.startsWith("unix:") ? {} : watched(engine);
    return [{ address: "", engine, ...(lost ? { lost } : {}), leave: async () => unwatch?.() }];
  }
  const engines = await connectAll(world, given);
  return engines.map((engine) => {
    const { lost, unwatch } = watched(engine);
    const leave = async () => {
      unwatch();
      await engine.close();
    };
    return { address: engine.address, engine, lost, leave };
  });
}

/** Whether every host can be reached: what each of them is, in words. Throws as `connectHosts` does. */
export async function reachHosts(world: World, given: Given): Promise<string[]> {
  const engines = await connectAll(world, given);
  await Promise.all(engines.map((engine) => engine.close()));
  return engines.map(({ version, address }) => `Docker Engine ${version} at ${address}`);
}

async function connectAll(world: World, given: Given): Promise<Engine[]> {
  const { hosts, sshKey, knownHosts, tlsCa, tlsCert, tlsKey } = given;
  const options = {
    env: world.runner.env,
    signal: world.signal,
    temp: world.temp,
    ssh: { ...(sshKey ? { key: sshKey } : {}), ...(knownHosts ? { knownHosts } : {}) },
    ...(tlsCa ? { tls: { ca: tlsCa, cert: tlsCert, key: tlsKey } } : {}),
  };
  const tries = await Promise.allSettled(hosts.map((host) => connect({ host, ...options })));
  const failed = tries.flatMap((one, index) =>
    one.status === "rejected" ? [{ host: hosts[index] ?? "", why: one.reason }] : [],
  );
  const engines = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  if (failed.length === 0) return engines;
  await Promise.all(engines.map((engine) => engine.close()));
  throwIfAborted(world.signal);
  const [first] = failed;
  if (hosts.length === 1) throw first?.why;
  const lines = failed.map(({ host, why }) => `  ${host}: ${messageWithHint(why, "\n    ")}`);
  throw new UserError(`${failed.length} of ${hosts.length} hosts cannot be reached:\n${lines.join("\n")}`, {
    hint: "Nothing was changed on any host.",
    cause: first?.why,
  });
}

/** Milliseconds between two looks, and that an answer may take. */
const LOOK = 5000;
const ANSWER = 10_000;

/**
 * A host whose network is gone or whose engine hangs answers nothing, not even that it does, and a call to it would wait
 * for a quarter of an hour or for ever. So somebody asks; once it is lost, every call to it fails at once.
 */
function watched(engine: Engine): { lost: AbortSignal; unwatch: () => void } {
  const lost = new AbortController();
  let misses = 0;
  let looking = false;
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    await ping(engine, ANSWER).then(
      () => (misses = 0),
      () => misses++,
    );
    looking = false;
    // Once may be chance.
    if (misses < 2) return;
    clearInterval(timer);
    lost.abort(
      new UserError(`${engine.address} does not answer any more`, { hint: "Look at the host and its network." }),
    );
    await engine.close();
  }, LOOK);
  timer.unref();
  return { lost: lost.signal, unwatch: () => clearInterval(timer) };
}
