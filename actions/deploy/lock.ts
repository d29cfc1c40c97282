import { hostname } from "node:os";
import type { Duplex } from "node:stream";
import type { Clock } from "../../toolkit/clock.ts";
import { statusOf } from "../../toolkit/docker/api-errors.ts";
import {
  attachStdin,
  createContainer,
  findContainer,
  removeContainer,
  startContainer,
} from "../../toolkit/docker/containers.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { UserError } from "../../toolkit/errors.ts";
import { runUrl } from "../../toolkit/run-url.ts";
import type { Runner } from "../../toolkit/runner.ts";
import { formatDuration } from "../../toolkit/units.ts";

/** A lock that is held. */
export interface Lock {
  /** Throws where the lock is not ours or no longer: called before each change. */
  check(): Promise<void>;
  release(): Promise<void>;
}

/** How a lock is taken. */
export interface LockOptions {
  readonly app: string;
  /** An image that has `cat` and is on the host already. */
  readonly image: string;
  readonly onLock: "wait" | "fail";
  /** Milliseconds to wait for another holder. */
  readonly timeout: number;
  /** Shown to others: who holds it. */
  readonly holder: string;
  /** Called before waiting for another holder. */
  readonly onWait?: (() => void) | undefined;
}

const POLL = 500;
/**
 * Rounds that a lock may be seen between its creation and its start, which a busy host takes some seconds for; later the
 * holder has died in between. One that was only slow finds its lock gone before its first change, and makes none.
 */
const STALE_ROUNDS = 30;
/** Milliseconds that one may take to be removed. */
const LEAVING = 10_000;

/**
 * Takes the lock of an app: a container with a fixed name, which the engine gives to one only. It runs `cat` on a
 * standard input that this process holds open, so it ends, and is removed by the engine, as soon as this process is
 * gone, however it went. That works over every kind of connection.
 */
export async function takeLock(
  engine: Engine,
  options: LockOptions,
  world: { clock: Clock; signal: AbortSignal; runner: Pick<Runner, "info"> },
): Promise<Lock> {
  const name = lockName(options.app);
  const started = world.clock.elapsed();
  let told = "";
  let rounds = 0;
  let unborn = "";
  for (;;) {
    const taken = await tryLock(engine, name, options, world.clock);
    if (taken) return taken;
    const holder = await findContainer(engine, name);
    const who = holder?.labels["quayside.holder"] ?? "somebody";
    if (world.clock.elapsed() - started > options.timeout + (holder ? 0 : LEAVING)) {
      throw new UserError(
        `Another deploy of ${options.app} still runs after ${formatDuration(options.timeout)}: ${who}`,
        { hint: "Look at that run; or give a longer lock-timeout." },
      );
    }
    if (!holder) {
      // It is being removed just now.
      await world.clock.sleep(50, world.signal);
      continue;
    }
    // A lock that never started, or that ended and was not removed, has no holder that could ever free it.
    rounds = unborn === holder.id ? rounds + 1 : 0;
    unborn = holder.running ? "" : holder.id;
    if (rounds >= STALE_ROUNDS) {
      await removeContainer(engine, holder.id);
      continue;
    }
    if (options.onLock === "fail") {
      throw new UserError(`Another deploy of ${options.app} runs: ${who}`, {
        hint: "Let it end and run this again, or set on-lock: wait.",
      });
    }
    options.onWait?.();
    if (told !== who) world.runner.info(`Waiting for another deploy of ${options.app}: ${who}`);
    told = who;
    await world.clock.sleep(POLL, world.signal);
  }
}

/**
 * Takes a lock away from whoever holds it, and gives the holder's words for itself; undefined where nobody does. A holder
 * that still runs notices before its next change, and makes none any more.
 */
export async function breakLock(engine: Engine, app: string): Promise<string | undefined> {
  const found = await findContainer(engine, lockName(app));
  if (!found) return undefined;
  await removeContainer(engine, found.id);
  return found.labels["quayside.holder"] ?? "somebody";
}

/** Who deploys, for those who find the lock taken. */
export function holderOf(env: Runner["env"], now: number): string {
  const run = runUrl(env) || `${env.USER ?? "somebody"} on ${hostname()}, process ${process.pid}`;
  return `${run}, since ${new Date(now).toISOString()}`;
}

function lockName(app: string): string {
  return `${app}-deploy-lock`;
}

async function tryLock(engine: Engine, name: string, options: LockOptions, clock: Clock): Promise<Lock | undefined> {
  let id: string;
  try {
    id = await createContainer(engine, {
      name,
      image: options.image,
      entrypoint: ["cat"],
      command: [],
      network: "none",
      stdin: true,
      autoRemove: true,
      labels: { "quayside.app": options.app, "quayside.role": "lock", "quayside.holder": options.holder },
    });
  } catch (error) {
    if (statusOf(error) === 409) return undefined;
    throw error;
  }
  // The name is ours from here on, so there can be looked around while the engine starts it; `check` waits for that.
  const born = start(engine, id);
  born.catch(() => {});
  return {
    async check() {
      await born;
      const mine = await findContainer(engine, id);
      if (!mine?.running) {
        throw new UserError(
          "The lock of this deploy is gone: somebody removed it, or the connection to the host broke.",
          {
            hint: "Nothing more was changed. Run the deploy again; it goes on from what is there.",
          },
        );
      }
    },
    async release() {
      (await born.catch(() => undefined))?.destroy();
      await removeContainer(engine, id).catch(() => {});
      // The engine may be removing it by itself by now, and the next in line finds its name taken until that is done.
      for (let tries = 0; tries < 40 && (await findContainer(engine, id).catch(() => undefined)); tries++) {
        await clock.sleep(50);
      }
    },
  };
}

/** Starts the container of a lock and gives its standard input, whose end is the end of the lock. */
async function start(engine: Engine, id: string): Promise<Duplex> {
  let stdin: Duplex | undefined;
  try {
    stdin = await attachStdin(engine, id);
    stdin.on("error", () => {});
    await startContainer(engine, id);
    return stdin;
  } catch (error) {
    stdin?.destroy();
    await removeContainer(engine, id).catch(() => {});
    throw error;
  }
}
