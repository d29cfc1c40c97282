import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { aptInstall } from "../../../scripts/setup/apt.ts";
import { findProgram } from "../../../scripts/setup/find-program.ts";
import { cacheDirOf } from "../../../scripts/setup/world.ts";

/** Seconds of a slice of load; whatever becomes of us, no load outlives it. */
const SLICE = 20;

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

/** Load that goes on in slices of a bounded time until it is stopped. */
export interface Load {
  /** Sum over the slices that have ended; the p99 is that of the worst of them. */
  readonly seen: WrkResult;
  /** Ends the slice under way and gives the sum of all. */
  stop(): Promise<WrkResult>;
}

/** Starts wrk with so many keep-alive connections that are never idle. Throws from `stop` where a slice went wrong. */
export function startWrk(program: string, url: string, connections: number): Load {
  let seen: WrkResult = { requests: 0, failed: 0, p99: 0 };
  let child: ChildProcess | undefined;
  let stopped = false;
  const slices = (async () => {
    while (!stopped) {
      const args = ["-t", "2", "-c", String(connections), "-d", `${SLICE}s`, "--timeout", "30s", "--latency", url];
      const started = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
      child = started;
      let output = "";
      started.stdout.on("data", (text) => {
        output += text;
      });
      await once(started, "close");
      const { requests, failed, p99 } = parseWrk(output);
      seen = { requests: seen.requests + requests, failed: seen.failed + failed, p99: Math.max(seen.p99, p99) };
    }
  })();
  // `stop` is what throws.
  slices.catch(() => {});
  return {
    get seen() {
      return seen;
    },
    async stop() {
      stopped = true;
      child?.kill("SIGINT");
      await slices;
      return seen;
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
