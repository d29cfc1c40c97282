import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { drain, followConnections } from "../../src/drain.ts";
import { memoryUsers } from "../support/memory-users.ts";
import { testApp } from "../support/test-app.ts";

let app: FastifyInstance;
let port: number;
let options: Parameters<typeof drain>[1];
let slow: PromiseWithResolvers<undefined>;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeEach(async () => {
  const state = { draining: false };
  const users = memoryUsers();
  slow = Promise.withResolvers();
  users.get = () => slow.promise;
  app = await testApp({ state, users });
  const connections = followConnections(app);
  await app.listen({ host: "127.0.0.1", port: 0 });
  port = (app.server.address() as AddressInfo).port;
  options = { state, connections, release: async () => {}, delayMs: 500, limitMs: 10_000 };
});

afterEach(() => app.close());

async function request(path: string, using?: Agent): Promise<IncomingMessage> {
  const [answer] = await once(get({ port, host: "127.0.0.1", path, agent: using ?? false }), "response");
  answer.resume();
  return answer;
}

test("answers what is under way, closes quiet connections, then releases what the app stands on", async () => {
  const events: string[] = [];
  const unused = connect(port, "127.0.0.1");
  await once(unused, "connect");
  // The request under way ends once this one is closed, however busy the machine is; the drain waits for it, up to its limit.
  unused.resume().on("close", () => {
    events.push("unused connection closed");
    slow.resolve(undefined);
  });
  await request("/healthz", agent);
  const underWay = request("/users/1");
  const [, response] = await once(app.server, "request");
  response.on("finish", () => events.push("answered"));

  const release = async () => void events.push("released");
  const drained = drain(app, { ...options, release });
  expect((await request("/readyz")).statusCode).toBe(503);
  const last = await request("/healthz", agent);
  expect([last.statusCode, last.headers.connection]).toEqual([200, "close"]);

  expect(await drained).toBe(true);
  expect((await underWay).statusCode).toBe(404);
  expect(events).toEqual(["unused connection closed", "answered", "released"]);
  await expect(request("/healthz")).rejects.toThrow("ECONNREFUSED");
});

test("an answer that was under way asks its client to leave the connection", async () => {
  const underWay = request("/users/1", agent);
  await once(app.server, "request");
  setTimeout(() => slow.resolve(undefined), 100);
  expect(await drain(app, { ...options, delayMs: 0 })).toBe(true);
  expect((await underWay).headers.connection).toBe("close");
});

test("gives up at the limit and cuts what is left", async () => {
  const underWay = request("/users/1");
  await once(app.server, "request");
  const cut = expect(underWay).rejects.toThrow("socket hang up");
  expect(await drain(app, { ...options, limitMs: 200 })).toBe(false);
  await cut;
});
