import { spawn } from "node:child_process";
import { mkdir, open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "../../toolkit/clock.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { codeOf, UserError } from "../../toolkit/errors.ts";
import { run } from "../../toolkit/process.ts";
import { aptInstall, tailOf } from "./apt.ts";
import { findProgram, systemPath } from "./find-program.ts";
import { withHeartbeat } from "./heartbeat.ts";
import { withLock } from "./lock.ts";
import { type OsRelease, readOsRelease } from "./os-release.ts";
import type { SetupWorld } from "./world.ts";

/** Milliseconds that a started daemon has until it answers; a machine's first start makes its store and its bridge. */
const START_LIMIT = 60_000;

/**
 * The Docker Engine that DOCKER_HOST or the default socket answers for. Where the default socket is silent and we are
 * root on Debian or Ubuntu, the `docker.io` package is installed if need be and the daemon started. An engine that runs
 * is never changed, and sudo is never used. Two set-ups at once start one daemon.
 *
 * @throws UserError that says what was looked for, where, and what to do; with the daemon's last log lines where it did
 * not come up.
 */
export async function ensureEngine(world: SetupWorld): Promise<Engine> {
  const found = await answering(world);
  if ("version" in found) return found;
  const os = await readOsRelease();
  const refusal = whyNotStart(found, {
    platform: process.platform,
    uid: process.getuid?.(),
    os,
    dockerHost: world.env.DOCKER_HOST,
  });
  if (refusal !== undefined) throw new UserError(found.message, { hint: refusal, cause: found });

  const lock = join(world.cacheDir, "engine.lock");
  const onWait = (pid: number) => world.log(`Process ${pid} is already setting up the Docker Engine: waiting for it`);
  return await withLock(lock, { limitMs: 6 * 60_000, signal: world.signal, onWait }, async () => {
    const meanwhile = await answering(world);
    if ("version" in meanwhile) return meanwhile;
    if ((await findProgram("dockerd", world.env)) === undefined) {
      world.log(`No Docker Engine answers: installing the docker.io package with apt (as root on ${os.name})`);
      await withHeartbeat(world, "installing docker.io", async () => await aptInstall(world, ["docker.io"]));
    }
    return await start(world);
  });
}

async function answering(world: SetupWorld): Promise<Engine | UserError> {
  try {
    return await connect({ env: world.env, signal: world.signal });
  } catch (error) {
    if (error instanceof UserError && !world.signal.aborted) return error;
    throw error;
  }
}

/** What decides whether an engine may be started here. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The user's id; undefined where the platform has none. */
  readonly uid: number | undefined;
  readonly os: OsRelease;
  readonly dockerHost: string | undefined;
}

/** The way out where no engine of ours may take the place of the one that did not answer; undefined where one may. */
export function whyNotStart(found: UserError, machine: Machine): string | undefined {
  const { platform, uid, os, dockerHost } = machine;
  if (dockerHost) return `${found.hint} Without DOCKER_HOST, the default socket is asked.`;
  // The socket is there and somebody listens, or may: starting a second daemon would take it away from them.
  if (!["ENOENT", "ECONNREFUSED"].includes(codeOf(found) ?? "")) return found.hint;
  if (platform !== "linux") return "Start Docker Desktop, or set DOCKER_HOST to where an engine listens.";
  if (os.usesApt && uid === 0) return undefined;
  return (
    "Install Docker (https://docs.docker.com/engine/install/) and start it, or set DOCKER_HOST. " +
    `As root on Debian or Ubuntu this is done for you; this is user ${uid} on ${os.name}.`
  );
}

async function start(world: SetupWorld): Promise<Engine> {
  // Installing the package starts the daemon by itself where an init system runs.
  if (await hasSystemd()) {
    world.log("Starting the Docker Engine: systemctl start docker");
    const result = await run("systemctl", ["start", "docker"], {
      env: world.env,
      timeout: START_LIMIT,
      signal: world.signal,
    });
    if (result.code !== 0) {
      throw new UserError(`systemctl start docker failed:\n${tailOf(result)}`, {
        hint: "journalctl -u docker says more.",
      });
    }
    return await connect({ env: world.env, signal: world.signal });
  }
  const dockerd = await findProgram("dockerd", world.env);
  if (dockerd === undefined) throw new Error("The docker.io package is installed and brought no dockerd.");
  await mkdir(world.cacheDir, { recursive: true });
  const log = join(world.cacheDir, "dockerd.log");
  world.log(`Starting dockerd in the background; it writes to ${log}`);
  return await startDetached(world, dockerd, log);
}

async function hasSystemd(): Promise<boolean> {
  return await stat("/run/systemd/system").then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function startDetached(world: SetupWorld, dockerd: string, log: string): Promise<Engine> {
  const file = await open(log, "w");
  // Not the process port: that one ends its children with us, and this daemon is to stay.
  const child = spawn(dockerd, [], {
    detached: true,
    stdio: ["ignore", file.fd, file.fd],
    env: { ...world.env, PATH: systemPath(world.env) },
  });
  let ended: string | undefined;
  child.once("error", (error) => {
    ended = `could not be started: ${error.message}`;
  });
  child.once("exit", (code, signal) => {
    ended = `ended with ${signal ?? `code ${code}`}`;
  });
  child.unref();
  await file.close();
  const deadline = systemClock.elapsed() + START_LIMIT;
  for (;;) {
    const found = await answering(world);
    if ("version" in found) return found;
    if (ended === undefined && systemClock.elapsed() > deadline) ended = `gave no answer in ${START_LIMIT / 1000} s`;
    if (ended !== undefined) break;
    await systemClock.sleep(100, world.signal);
  }
  const lines = (await readFile(log, "utf8").catch(() => "")).trim().split("\n").slice(-15).join("\n");
  throw new UserError(`dockerd ${ended}. Its last lines:\n${lines}`, {
    hint: `The whole log is ${log}. Mend what it names and run this again, or set DOCKER_HOST to another engine.`,
  });
}
