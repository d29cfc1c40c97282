import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { greeting } from "../../src/greeting.ts";
import { createMetrics } from "../../src/metrics.ts";
import { testApp } from "../support/test-app.ts";

test("the greeting is on the front page and in /version", async () => {
  const app = await testApp({ config: { appVersion: "<1>", appGitSha: "abc", appRelease: "r7" } });
  const page = await app.inject("/");
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(page.body).toContain(`<h1>${greeting.text}</h1>`);
  expect(page.body).toContain(greeting.color);
  expect(page.body).toContain("<dd>&#60;1&#62;</dd>");
  expect((await app.inject("/version")).json()).toEqual({
    version: "<1>",
    git_sha: "abc",
    release: "r7",
    instance: expect.any(String),
    greeting: greeting.text,
    color: greeting.color,
  });
});

test("/openapi.json describes every route, each schema once", async () => {
  const app = await testApp();
  const api = (await app.inject("/openapi.json")).json();
  expect(api.openapi).toBe("3.1.0");
  expect(Object.keys(api.paths)).toEqual(["/healthz", "/readyz", "/version", "/users", "/users/{user_id}"]);
  expect(Object.keys(api.components.schemas)).toEqual(expect.arrayContaining(["User", "UserCreate", "UserUpdate"]));
  const text = JSON.stringify(api);
  const used = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name));
  expect([...used].sort()).toEqual(Object.keys(api.components.schemas).sort());
  expect(api.paths["/users"].post.responses["422"]).toMatchObject({ description: "Unprocessable Entity" });
});

test("/docs loads nothing from outside", async () => {
  const app = await testApp();
  const page = await app.inject("/docs");
  expect(page.statusCode).toBe(200);
  expect(page.headers["content-security-policy"]).toMatch(/default-src 'self'/);
  const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link as string);
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    expect(link).toMatch(/^\/docs\//);
    expect((await app.inject(link)).statusCode).toBe(200);
  }
  expect((await app.inject("/docs/static/swagger-initializer.js")).body).toContain('"validatorUrl":null');
});

test("liveness does not depend on anything, readiness says why not", async () => {
  const state = { draining: false };
  let reasons: string[] = [];
  const app = await testApp({ state, problems: async () => reasons });
  expect((await app.inject("/healthz")).json()).toEqual({ status: "ok" });
  expect((await app.inject("/readyz")).json()).toEqual({ status: "ready" });

  reasons = ["database: not reachable (ECONNREFUSED)"];
  const notReady = await app.inject("/readyz");
  expect([notReady.statusCode, notReady.json()]).toEqual([503, { status: "not ready", reasons }]);
  expect((await app.inject("/healthz")).statusCode).toBe(200);

  state.draining = true;
  const draining = await app.inject("/readyz");
  expect(draining.json()).toEqual({ status: "not ready", reasons: ["the app is shutting down"] });
  expect(draining.headers.connection).toBe("close");
});

test("every answer carries a request id: the client's where it is short and plain", async () => {
  const app = await testApp();
  const id = async (given?: string) =>
    (await app.inject({ url: "/healthz", headers: given ? { "x-request-id": given } : {} })).headers["x-request-id"];
  expect(await id("build-42.a")).toBe("build-42.a");
  expect(await id()).toMatch(/^[0-9a-f-]{36}$/);
  expect(await id("a b")).toMatch(/^[0-9a-f-]{36}$/);
  expect(await id("x".repeat(200))).toMatch(/^[0-9a-f-]{36}$/);
});

test("writes one line of JSON for a request, and none for a probe", async () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const app = await testApp({ logger: { level: "info", stream } });
  await app.inject("/healthz");
  await app.inject({ url: "/users/7", headers: { "x-request-id": "abc" } });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { reqId: "abc", method: "GET", url: "/users/7", status: 404, msg: "answered" },
  ]);
});

test("/metrics counts by route, not by address", async () => {
  const metrics = createMetrics({ process: true });
  metrics.observe("answer", "A gauge", () => 42);
  const app = await testApp({ metrics });
  await app.inject("/users/1");
  await app.inject("/users/2");
  const none = await app.inject("/no/such/page");
  expect([none.statusCode, none.json()]).toEqual([404, { detail: "Not Found" }]);
  const { body, headers } = await app.inject("/metrics");
  expect(headers["content-type"]).toMatch(/^text\/plain/);
  expect(body).toContain('http_request_duration_seconds_count{method="GET",route="/users/:user_id",status="404"} 2');
  expect(body).toContain('http_request_duration_seconds_count{method="GET",route="none",status="404"} 1');
  expect(body).toContain("http_requests_in_flight 1");
  expect(body).toContain("answer 42");
  expect(body).toContain("process_resident_memory_bytes");
});
