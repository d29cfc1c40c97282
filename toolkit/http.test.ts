import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { httpFetch } from "./http.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

/** Starts a server on loopback and gives its address. */
async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer as never);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("sends method, headers and body, and gives status, headers and text", async () => {
  const base = await serve((ask, answer) => {
    let body = "";
    ask.on("data", (chunk) => {
      body += chunk;
    });
    ask.on("end", () => answer.writeHead(201, { "x-a": "b" }).end(`${ask.method} ${ask.headers["x-c"]} ${body}`));
  });
  const answer = await httpFetch(base, { method: "PUT", headers: { "x-c": "d" }, body: "grüße" });
  expect([answer.status, answer.ok, answer.headers.get("X-A"), answer.headers.get("x-none")]).toEqual([
    201,
    true,
    "b",
    null,
  ]);
  expect(await answer.text()).toBe("PUT d grüße");
});

test("sends bytes as they are", async () => {
  const base = await serve(async (ask, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of ask) chunks.push(chunk as Buffer);
    answer.end(`${ask.headers["content-length"]} ${Buffer.concat(chunks).toString("hex")}`);
  });
  const answer = await httpFetch(base, { method: "PUT", body: new Uint8Array([0, 255, 128, 10]) });
  expect(await answer.text()).toBe("4 00ff800a");
});

test("follows a redirect, and keeps the login from another host", async () => {
  const other = await serve((ask, answer) => answer.end(String(ask.headers.authorization)));
  const base = await serve((ask, answer) =>
    ask.url === "/here"
      ? answer.end(`kept ${ask.headers.authorization}`)
      : answer.writeHead(307, { location: ask.url === "/a" ? "/here" : other }).end(),
  );
  const headers = { authorization: "Basic x" };
  expect(await (await httpFetch(`${base}/a`, { headers })).text()).toBe("kept Basic x");
  expect(await (await httpFetch(`${base}/b`, { headers })).text()).toBe("undefined");
});

test("a kept connection that the other side has closed is no failure", async () => {
  let count = 0;
  const base = await serve((ask, answer) => {
    count++;
    if (count === 2) ask.socket.destroy();
    else answer.end("fine");
  });
  expect(await (await httpFetch(base)).text()).toBe("fine");
  expect(await (await httpFetch(base)).text()).toBe("fine");
});

test("ends with its signal", async () => {
  const base = await serve(() => {});
  await expect(httpFetch(base, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
});
