import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { run } from "../../toolkit/process.ts";

/** Seconds of a slice of load; whatever becomes of us, no load outlives it. */
const SLICE = 20;

/** What wrk saw. Latencies are in milliseconds. */
export interface WrkResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** Answers that were no 2xx or 3xx, and connections that broke. */
  readonly failed: number;
  readonly p99: number;
}

/** Asks `url` over so many keep-alive connections for `seconds`. `program` is the path of wrk. */
export async function wrk(program: string, url: string, connections: number, seconds: number): Promise<WrkResult> {
  const args = ["-t", "1", "-c", String(connections), "-d", `${seconds}s`, "--latency", url];
  const { code, stdout, stderr } = await run(program, args, { timeout: seconds * 1000 + 30_000 });
  if (code !== 0) throw new Error(`wrk ended with ${code}:\n${stdout}${stderr}`);
  return parseWrk(stdout);
}

/** Load that goes on in slices of a bounded time until it is stopped. */
export interface Load {
  /** Sum over the slices that have ended; the p99 is that of the worst of them. */
  readonly seen: Omit<WrkResult, "requestsPerSecond">;
  /** Ends the slice under way and gives the sum of all. */
  stop(): Promise<Load["seen"]>;
}

/** Starts wrk with so many keep-alive connections that are never idle. Throws from `stop` where a slice went wrong. */
export function startWrk(program: string, url: string, connections: number): Load {
  let seen: Load["seen"] = { requests: 0, failed: 0, p99: 0 };
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
    requestsPerSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1] ?? 0),
    failed: answers + broken.reduce((sum, count) => sum + Number(count), 0),
    p99: Number(value) * scale,
  };
}
