import { run } from "../../../toolkit/process.ts";

/** What one run of wrk saw. */
export interface Load {
  readonly requestsPerSecond: number;
  /** Milliseconds within which 99 of 100 answers came. */
  readonly p99: number;
  /** Answers that were not 2xx or 3xx, and connections that broke. */
  readonly failed: number;
}

/** Asks `url` over `connections` kept-open connections for `seconds`. */
export async function wrk(path: string, url: string, connections: number, seconds: number): Promise<Load> {
  const args = ["--threads", "1", "--connections", String(connections), "--duration", `${seconds}s`, "--latency", url];
  const { code, stdout, stderr } = await run(path, args, { timeout: seconds * 1000 + 30_000 });
  if (code !== 0) throw new Error(`wrk ended with ${code}:\n${stdout}${stderr}`);
  return parseWrk(stdout);
}

/** Reads what `wrk --latency` prints. */
export function parseWrk(text: string): Load {
  const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0);
  const latency = /^\s+99%\s+([\d.]+)(us|ms|s|m)/m.exec(text);
  if (!latency) throw new Error(`wrk said nothing of latency:\n${text}`);
  const unit = { us: 0.001, ms: 1, s: 1000, m: 60_000 }[latency[2] as "us" | "ms" | "s" | "m"];
  const broken = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text) ?? [];
  return {
    requestsPerSecond: number(/Requests\/sec:\s+([\d.]+)/),
    p99: Number(latency[1]) * unit,
    failed: broken.slice(1).reduce((sum, part) => sum + Number(part), number(/Non-2xx or 3xx responses: (\d+)/)),
  };
}
