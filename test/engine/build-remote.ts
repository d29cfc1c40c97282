import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBuildkit } from "../../scripts/setup/buildkit.ts";
import { findProgram, systemPath } from "../../scripts/setup/find-program.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { systemClock } from "../../toolkit/clock.ts";
import { type ProcessResult, run } from "../../toolkit/process.ts";

/** Why no BuildKit of our own can be started on this machine; undefined where one can. */
export async function whyNoBuildkit(): Promise<string | undefined> {
  const found = await findBuildkit({ env: process.env, cacheDir: cacheDirOf(process.env) });
  if ("why" in found) return `${found.why} and was not compiled`;
  if (process.getuid?.() !== 0) return "buildkitd needs root here";
  return (await findProgram("runc", process.env)) === undefined ? "buildkitd needs runc" : undefined;
}

/** A buildkitd that only this test has, and a builder of buildx that reaches it. */
export interface Buildkit {
  /** Name of the builder. */
  readonly builder: string;
  /** The environment in which buildx knows the builder. */
  readonly env: Record<string, string>;
  /** Runs a command of buildx in that environment. */
  buildx(...words: string[]): Promise<ProcessResult>;
  /** Ends the daemon at once, as a crash would. */
  kill(): Promise<void>;
  /** Ends it and removes what it kept. */
  stop(): Promise<void>;
}

/**
 * Starts a buildkitd with a state of its own (in `root`, where a test wants a certain disk) and tells buildx of it by the
 * `remote` driver, in a configuration of its own. `buildx` is the command as the action finds it.
 */
export async function startBuildkit(buildx: readonly string[], root?: string): Promise<Buildkit> {
  const found = await findBuildkit({ env: process.env, cacheDir: cacheDirOf(process.env) });
  if ("why" in found) throw new Error(found.why);
  const folder = await mkdtemp(join(tmpdir(), "quayside-test-buildkit-"));
  const state = root ?? join(folder, "state");
  await mkdir(state, { recursive: true });
  const address = `unix://${join(folder, "buildkitd.sock")}`;
  const log = join(folder, "log");
  const file = await open(log, "w");
  const args = [
    "--root",
    state,
    "--addr",
    address,
    "--oci-worker-binary",
    "runc",
    "--containerd-worker=false",
    "--allow-insecure-entitlement",
    "network.host",
  ];
  // Its containers get no network of their own: that would need CNI plugins.
  const child = spawn(found.path, [...args, "--oci-worker-net", "host"], {
    stdio: ["ignore", file.fd, file.fd],
    env: { ...process.env, PATH: systemPath(process.env) },
  });
  await file.close();
  const env = { BUILDX_CONFIG: join(folder, "buildx") };
  const builder = "quayside-test";
  const [command = "", ...prefix] = buildx;
  const ask = (...words: string[]) =>
    run(command, [...prefix, ...words], { env: { ...process.env, ...env }, timeout: 60_000 });
  await ask("create", "--name", builder, "--driver", "remote", address);
  const deadline = performance.now() + 60_000;
  while (!/Status:\s+running/.test((await ask("inspect", builder)).stdout)) {
    if (child.exitCode !== null || performance.now() > deadline) {
      throw new Error(`buildkitd did not come up:\n${(await readFile(log, "utf8")).slice(-2000)}`);
    }
    await systemClock.sleep(100);
  }
  return {
    builder,
    env,
    buildx: ask,
    kill: () => end(child, "SIGKILL"),
    stop: async () => {
      await end(child, "SIGTERM");
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((done) => child.once("exit", done));
  child.kill(signal);
  await closed;
}
