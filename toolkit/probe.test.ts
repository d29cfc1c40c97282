import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { probe } from "./probe.ts";

/** Probes a server until it has been asked so many times, however long that takes on a busy machine. */
async function against(listener: RequestListener, times: number, timeout = 10_000) {
  const end = new AbortController();
  let asked = 0;
  const server = createServer((request, answer) => {
    if (++asked === times) end.abort();
    listener(request, answer);
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    return await probe(url, { rate: 200, connections: 5, post: url, timeout, signal: end.signal });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("a server that always answers loses nothing, and is asked by GET and POST over few connections", async () => {
  const methods = new Set<string | undefined>();
  const sockets = new Set<unknown>();
  const result = await against((request, answer) => {
    methods.add(request.method);
    sockets.add(request.socket);
    answer.end("ok");
  }, 40);
  expect(result.requests).toBeGreaterThanOrEqual(40);
  expect(result).toMatchObject({ failures: 0, reasons: {} });
  expect([...methods].sort()).toEqual(["GET", "POST"]);
  expect(sockets.size).toBeLessThanOrEqual(5);
});

test("statuses, resets, cut answers and silence are failures, each by its kind", async () => {
  let count = 0;
  const { failures, reasons, requests } = await against(
    (request, answer) => {
      switch (count++ % 5) {
        case 0:
          return void answer.writeHead(503).end();
        case 1:
          return void request.socket.destroy();
        case 2:
          answer.writeHead(200, { "content-length": "10" }).write("half");
          return void setTimeout(() => request.socket.destroy(), 10);
        case 3:
          return;
        default:
          answer.end("ok");
      }
    },
    40,
    200,
  );
  expect(Object.keys(reasons)).toEqual(expect.arrayContaining(["status 503", "ECONNRESET", "no answer in time"]));
  expect(failures).toBeGreaterThan(3);
  expect(failures).toBeLessThan(requests);
});
