import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { systemClock } from "./clock.ts";
import { codeOf, messageOf } from "./errors.ts";

/** How to ask. */
export interface ProbeOptions {
  /** Requests a second, spread over the connections. */
  rate: number;
  /** Keep-alive connections; each is idle most of the time, which is where careless proxies lose requests. 20 where not given. */
  connections?: number;
  /** Whether each request has a connection of its own instead; `connections` is how many there are at once. */
  fresh?: boolean;
  /** Address for POST requests; every second request goes there where it is given. */
  post?: string;
  /** Ends the probe; requests under way are waited for and counted. */
  signal: AbortSignal;
  /** The host to ask for, where it is not that of the address. */
  host?: string;
  /** Milliseconds until a request counts as failed; 10,000 where not given. */
  timeout?: number;
}

/** What the probe saw. Latencies are in milliseconds and those of answered requests. */
export interface ProbeResult {
  requests: number;
  /** Anything but a 2xx: another status, a reset, a time-out. Nothing is tried twice. */
  failures: number;
  /** How often each kind of failure was seen. */
  reasons: Record<string, number>;
  p50: number;
  p99: number;
  max: number;
}

/** Asks an address all the time, until the signal ends it, the way a user's browser and a service's client do. */
export async function probe(address: string, options: ProbeOptions): Promise<ProbeResult> {
  const { rate, connections = 20, fresh = false, post, signal, host, timeout = 10_000 } = options;
  const latencies: number[] = [];
  const reasons: Record<string, number> = {};
  const failed = (reason: string) => {
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  };
  let requests = 0;
  const pause = (connections / rate) * 1000;
  const connection = async (number: number) => {
    const agent = new (address.startsWith("https:") ? HttpsAgent : HttpAgent)({ keepAlive: !fresh, maxSockets: 1 });
    try {
      await systemClock.sleep(pause * (number / connections), signal);
      for (let turn = number; !signal.aborted; turn++) {
        requests++;
        const began = performance.now();
        try {
          const status = await ask(
            post && turn % 2 === 1 ? post : address,
            agent,
            timeout,
            post !== undefined && turn % 2 === 1,
            host,
          );
          if (status >= 200 && status < 300) latencies.push(performance.now() - began);
          else failed(`status ${status}`);
        } catch (error) {
          failed(codeOf(error) ?? messageOf(error));
        }
        // Between nothing and twice the pause, so that the connections do not fall into step.
        await systemClock.sleep(pause * 2 * Math.random(), signal);
      }
    } catch {
      // The signal ended a pause.
    } finally {
      agent.destroy();
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, number) => connection(number)));
  latencies.sort((a, b) => a - b);
  const at = (part: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? 0;
  const failures = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  return { requests, failures, reasons, p50: at(0.5), p99: at(0.99), max: at(1) };
}

function ask(
  address: string,
  agent: HttpAgent | HttpsAgent,
  timeout: number,
  post: boolean,
  host?: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const send = address.startsWith("https:") ? httpsRequest : httpRequest;
    const request = send(
      address,
      { agent, method: post ? "POST" : "GET", ...(host ? { headers: { host } } : {}) },
      (answer) => {
        answer.resume();
        answer.on("error", reject);
        answer.on("close", () =>
          answer.complete ? resolve(answer.statusCode ?? 0) : reject(new Error("the answer was cut off")),
        );
      },
    );
    const limit = setTimeout(() => request.destroy(new Error("no answer in time")), timeout);
    request.on("close", () => clearTimeout(limit));
    request.on("error", reject);
    request.end(post ? "probe" : undefined);
  });
}
