import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { createServer } from "node:net";
import { afterEach, beforeAll, expect, test } from "vitest";
import { describeWithDatabase } from "../support/database.ts";
import { type Service, startHere, startProcess } from "../support/service.ts";
import { until } from "../support/until.ts";

const settings = { HOST: "127.0.0.1", PORT: "0", DRAIN_DELAY_SECONDS: "0.2", SHUTDOWN_TIMEOUT_SECONDS: "15" };

async function post(url: string, body: object) {
  const headers = { "content-type": "application/json" };
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
}

async function json(url: string): Promise<Record<string, unknown>> {
  return (await fetch(url)).json() as Promise<Record<string, unknown>>;
}

describeWithDatabase("the service", (database) => {
  const running: Service[] = [];
  const env = (more: NodeJS.ProcessEnv = {}) => ({ ...settings, DATABASE_URL: database.url, ...more });
  const start = (how: typeof startHere, more?: NodeJS.ProcessEnv) => {
    const service = how(env(more));
    running.push(service);
    return service;
  };

  afterEach(async () => {
    // A test that fails may leave its lock, on which the others would wait.
    await database.query("ROLLBACK");
    for (const service of running) service.signal();
    await Promise.all(running.splice(0).map((service) => service.exitCode));
  });

  beforeAll(async () => {
    const service = startHere(env());
    const url = await service.url();
    const before = await fetch(`${url}/readyz`);
    expect([before.status, await before.json()]).toEqual([
      503,
      {
        status: "not ready",
        reasons: ["database: no migration has been applied (there is no table quayside_migrations)"],
      },
    ]);
    await database.migrate();
    expect(await json(`${url}/readyz`)).toEqual({ status: "ready" });
    service.signal();
    expect(await service.exitCode).toBe(0);
  });

  test("SIGTERM: not ready, the request under way is answered, connections close, exit code 0", async () => {
    const service = start(startProcess, { APP_RELEASE: "r7", DRAIN_DELAY_SECONDS: "1" });
    const url = await service.url();
    expect(await json(`${url}/version`)).toMatchObject({ release: "r7" });
    const { id } = (await (await post(`${url}/users`, { name: "Ada", email: "ada@example.com" })).json()) as {
      id: number;
    };

    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const request = async (path: string, using?: Agent) => {
      const [answer] = (await once(get(url + path, { agent: using }), "response")) as [IncomingMessage];
      answer.resume();
      return answer;
    };
    expect((await request("/healthz", agent)).headers.connection).toBe("keep-alive");

    await database.query("BEGIN; LOCK TABLE users");
    const underWay = request(`/users/${id}`);
    const waiting = `SELECT 1 FROM pg_stat_activity JOIN pg_locks USING (pid)
                     WHERE NOT granted AND relation = 'users'::regclass`;
    await until(async () => (await database.query(waiting)).rowCount === 1);
    const started = performance.now();
    service.signal();
    await until(async () => (await request("/readyz")).statusCode === 503);
    const last = await request("/version", agent);
    expect([last.statusCode, last.headers.connection]).toEqual([200, "close"]);
    await until(() =>
      fetch(`${url}/healthz`).then(
        () => false,
        () => true,
      ),
    );
    await database.query("COMMIT");

    expect((await underWay).statusCode).toBe(200);
    expect(await service.exitCode).toBe(0);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(service.output()).toMatch(/"signal":"SIGTERM","msg":"draining"/);
    expect(service.output()).toMatch(/"msg":"stopped"\}\n$/);
  });

  test("what one replica writes, the other does not keep; nor what the database is told by others", async () => {
    const first = await start(startHere).url();
    const second = await start(startHere).url();
    const { id } = (await (await post(`${first}/users`, { name: "A", email: "a@example.com" })).json()) as {
      id: number;
    };
    const name = async (url: string) => (await json(`${url}/users/${id}`)).name;
    const hits = async () => (await (await fetch(`${second}/metrics`)).text()).match(/result="hit"\} (\d+)/)?.[1];
    // Once it follows the changes, the second replica answers from memory.
    await until(async () => (await name(second)) === "A" && (await hits()) !== undefined);

    const headers = { "content-type": "application/json" };
    await fetch(`${first}/users/${id}`, { method: "PATCH", headers, body: JSON.stringify({ name: "B" }) });
    await until(async () => (await name(second)) === "B");
    await database.query("UPDATE users SET name = 'C' WHERE id = $1", [id]);
    await until(async () => (await name(second)) === "C");
    await until(async () => (await name(first)) === "C");
  });

  test("a lost connection for changes pauses the cache until it is back", async () => {
    const service = start(startHere);
    const url = await service.url();
    const listening = "SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN users_changed' AND backend_start > $1";
    const since = new Date(Date.now() - 2000);
    await until(async () => (await database.query(listening, [since])).rowCount === 1);
    await database.query(`SELECT pg_terminate_backend(pid) FROM (${listening}) listener`, [since]);
    await until(() => service.output().includes("connection for changes lost"));
    await until(async () => (await database.query(listening, [since])).rowCount === 1);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test("a database that does not answer: lives, is not ready, answers 503", async () => {
    const service = start(startHere, { DATABASE_URL: "postgres://app:secret@127.0.0.1:1/app" });
    const url = await service.url();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await json(`${url}/readyz`)).toMatchObject({ reasons: ["database: not reachable (ECONNREFUSED)"] });
    expect((await fetch(`${url}/users`)).status).toBe(503);
    expect(service.output()).not.toContain("secret");
  });

  test("a drain that takes too long is cut at its limit, and the exit code says so", async () => {
    const service = start(startHere, { DRAIN_DELAY_SECONDS: "0", SHUTDOWN_TIMEOUT_SECONDS: "0.2" });
    const url = await service.url();
    await database.query("BEGIN; LOCK TABLE users");
    const underWay = fetch(`${url}/users`).catch(() => "cut");
    await until(async () => /http_requests_in_flight 2/.test(await (await fetch(`${url}/metrics`)).text()));
    service.signal();
    expect(await service.exitCode).toBe(1);
    expect(await underWay).toBe("cut");
    await database.query("ROLLBACK");
  });
});

test("settings that are wrong: all mistakes, exit code 1", async () => {
  const service = startProcess({ PORT: "x" });
  expect(await service.exitCode).toBe(1);
  expect(service.output()).toMatch(
    /^The settings are wrong:\n {2}- PORT got "x".*\n {2}- DATABASE_URL is not set.*\n$/,
  );
  expect(await startHere({ PORT: "x" }).exitCode).toBe(1);
});

test("a port that is taken: one line, exit code 1", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const service = startHere({ HOST: "127.0.0.1", PORT: String(port), DATABASE_URL: "postgres://127.0.0.1:1/app" });
  expect(await service.exitCode).toBe(1);
  expect(service.output()).toContain(`Cannot listen on 127.0.0.1:${port} (EADDRINUSE)\n`);
  server.close();
});
