import type { Agent, IncomingMessage } from "node:http";
import { codeOf } from "./errors.ts";

/** What an answer is asked for; `Response` of fetch has all of it. */
export interface HttpAnswer {
  readonly status: number;
  /** Whether the status is one of success, 200 to 299. */
  readonly ok: boolean;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
  json(): Promise<unknown>;
  arrayBuffer(): Promise<ArrayBuffer>;
  /** `cancel` gives the connection up where nobody wants the rest. */
  readonly body?: { cancel(): Promise<void> } | null;
}

/** Asks an address over HTTP. A fetch that an action needs no more of, so a test may pass its own, or the global one. */
export type Fetch = (url: string, init?: HttpRequest) => Promise<HttpAnswer>;

/** What is asked. */
export interface HttpRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** `manual` gives the redirect itself as the answer; followed where not given. */
  readonly redirect?: "follow" | "manual";
}

/** By protocol; connections are kept, since a registry is asked several times. */
const agents = new Map<string, Agent>();
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * The Fetch of the real world, over Node's own http: the global fetch costs 15 MB of memory and 30 ms before it has asked
 * anything. Follows redirects of GET and HEAD, without the login where they lead to another host. Node 24.5 and newer
 * go through the proxy that HTTPS_PROXY and NO_PROXY name.
 */
export const httpFetch: Fetch = async (url, init = {}) => {
  let address = new URL(url);
  let headers = init.headers ?? {};
  for (let hops = 0; ; hops++) {
    const answer = await ask(address, { ...init, headers });
    const location = answer.headers.location;
    const moved = REDIRECTS.includes(answer.statusCode ?? 0) && location !== undefined;
    if (!moved || init.redirect === "manual" || !["GET", "HEAD"].includes(init.method ?? "GET") || hops >= 5)
      return answerOf(answer);
    answer.destroy();
    const next = new URL(location, address);
    if (next.origin !== address.origin) {
      headers = Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"));
    }
    address = next;
  }
};

async function ask(url: URL, init: HttpRequest, again = true): Promise<IncomingMessage> {
  const { Agent: Connections, request } =
    url.protocol === "https:" ? await import("node:https") : await import("node:http");
  const agent = agents.get(url.protocol) ?? new Connections({ keepAlive: true, ...{ proxyEnv: process.env } });
  agents.set(url.protocol, agent);
  const options = {
    agent,
    method: init.method ?? "GET",
    headers: {
      "user-agent": "quayside",
      ...init.headers,
      ...(init.body === undefined ? {} : { "content-length": String(Buffer.byteLength(init.body)) }),
    },
    ...(init.signal ? { signal: init.signal } : {}),
  };
  try {
    return await new Promise((done, fail) => {
      const asked = request(url, options, done);
      // A connection that was kept may have been closed by the other side just now; nothing was asked then.
      asked.on("error", (error) => fail(Object.assign(error, { stale: asked.reusedSocket })));
      asked.end(init.body);
    });
  } catch (error) {
    const stale = (error as { stale?: boolean }).stale === true && codeOf(error) === "ECONNRESET";
    if (again && stale && !init.signal?.aborted) return await ask(url, init, false);
    throw error;
  }
}

function answerOf(message: IncomingMessage): HttpAnswer {
  const read = async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };
  const status = message.statusCode ?? 0;
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: {
      get: (name) => {
        const value = message.headers[name.toLowerCase()];
        return value === undefined ? null : String(value);
      },
    },
    text: async () => (await read()).toString("utf8"),
    json: async () => JSON.parse((await read()).toString("utf8")),
    arrayBuffer: async () => Uint8Array.from(await read()).buffer,
    // A short rest is read away, so that the connection can be used again.
    body: { cancel: async () => void message.resume() },
  };
}
