import { spawn } from "node:child_process";
import { aptInstall } from "../../../scripts/setup/apt.ts";
import { findProgram } from "../../../scripts/setup/find-program.ts";
import { cacheDirOf } from "../../../scripts/setup/world.ts";

/** What wrk saw. Latencies are in milliseconds. */
export interface WrkResult {
  readonly requests: number;
  /** Answers that were no 2xx or 3xx, and connections that broke. */
  readonly failed: number;
  readonly p99: number;
}

/** wrk, from the PATH or from Debian's package of that name. */
export async function ensureWrk(): Promise<string> {
  const found = await findProgram("wrk", process.env);
  if (found) return found;
  const { env } = process;
  const { signal } = new AbortController();
  await aptInstall({ env, signal, cacheDir: cacheDirOf(env), log: (line) => console.error(`· ${line}`) }, ["wrk"]);
  const installed = await findProgram("wrk", process.env);
  if (!installed) throw new Error("wrk was installed and is not there");
  return installed;
}

/** Starts wrk with so many keep-alive connections that are never idle; `stop` ends it and gives what it saw. */
export function startWrk(program: string, url: string, connections: number): { stop(): Promise<WrkResult> } {
  const child = spawn(
    program,
    ["-t", "2", "-c", String(connections), "-d", "3h", "--timeout", "30s", "--latency", url],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let output = "";
  child.stdout.on("data", (text) => {
    output += text;
  });
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  return {
    async stop() {
      child.kill("SIGINT");
      await ended;
      return parseWrk(output);
    },
  };
}

/** Reads wrk's report. */
export function parseWrk(output: string): WrkResult {
  const requests = Number(/(\d+) requests in/.exec(output)?.[1] ?? Number.NaN);
  if (!Number.isFinite(requests)) throw new Error(`wrk did not tell what it saw:\n${output}`);
  const answers = Number(/Non-2xx or 3xx responses: (\d+)/.exec(output)?.[1] ?? 0);
  const broken = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(output)?.slice(1) ?? [];
  const [, value = "0", unit = "ms"] = /99%\s+([\d.]+)(us|ms|s|m)/.exec(output) ?? [];
  const scale = { us: 0.001, ms: 1, s: 1000, m: 60_000 }[unit] ?? 1;
  return {
    requests,
    failed: answers + broken.reduce((sum, count) => sum + Number(count), 0),
    p99: Number(value) * scale,
  };
}
