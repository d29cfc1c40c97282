import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { UserError } from "../../toolkit/errors.ts";
import { startRun } from "../fault/migrate-kill.ts";
import { type Lab, startLab } from "./migrate-lab.ts";
import { runIn, until } from "./migrate-support.ts";

// A server that these tests may ill-treat, with TLS, a small disk, and a real PgBouncer in front.
let lab: Lab;
let count = 0;
let database: string;
let folder: string;
beforeAll(async () => {
  lab = await startLab(["postgres"]);
});
afterAll(() => lab.stop());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrate-faults-"));
  database = `f${++count}`;
  await ask(`CREATE DATABASE ${database}`, "postgres");
});
afterEach(() => rmSync(folder, { recursive: true }));

const address = (host = "127.0.0.1", port = 5432, parameters = "") =>
  `postgres://lab:${lab.password}@${host}:${lab.port(port)}/${database}${parameters}`;
const write = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};
const run = (inputs: Record<string, string> = {}, env: Record<string, string> = {}) =>
  runIn(folder, { url: address(), ...inputs }, undefined, env);
const ctl = (what: string) =>
  lab.sh(`PATH=$PATH:/usr/lib/postgresql/17/bin pg_ctl -D /lab/pg -w ${what} >/dev/null`, "postgres");

async function ask(sql: string, name = database): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port: lab.port(5432),
    user: "lab",
    password: lab.password,
    database: name,
  });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("TLS", () => {
  it("checks authority and name where the address asks for TLS", async () => {
    write({ "1_a.sql": "CREATE TABLE a AS SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()" });
    const hint = async (url: string) => ((await run({ url })).error as UserError | undefined)?.hint ?? "";
    expect(await hint(address("localhost", 5432, "?sslmode=require"))).toMatch(
      /could not be checked: give its authority/,
    );
    expect(await hint(address("127.0.0.1", 5432, `?sslmode=verify-full&sslrootcert=${lab.authority}`))).toMatch(
      /certificate is for another name/,
    );
    const good = await run({ url: address("localhost", 5432, `?sslmode=verify-full&sslrootcert=${lab.authority}`) });
    expect(good.message).toBe("");
    expect(await ask("SELECT * FROM a")).toEqual([{ ssl: true }]);
    expect(await hint(address("localhost", 5432, "?sslmode=require&sslrootcert=/nowhere.pem"))).toBe("");
  });
});

describe("the address", () => {
  it("comes from a file or the environment too, and each part of it is hidden", async () => {
    write({ "1_a.sql": "CREATE TABLE a ()", address: `${address()}\n` });
    const byFile = await run({ url: "", "url-file": join(folder, "address") });
    expect(byFile).toMatchObject({ message: "", outputs: { applied: "1" } });
    const byEnvironment = await run({ url: "", mode: "status" }, { DATABASE_URL: address() });
    expect(byEnvironment).toMatchObject({ message: "", outputs: { current: "1" } });
    for (const { log, summary, outputs } of [byFile, byEnvironment]) {
      expect(log + summary + JSON.stringify(outputs)).not.toContain(lab.password);
    }
    expect((await run({ "url-file": "x" })).message).toMatch(/url and url-file are both set/);
    expect((await run({ url: "", "url-file": "/nowhere" })).message).toMatch(/url-file got "\/nowhere".*ENOENT/);
  });
});

describe("a pooler", () => {
  const bouncer = async (mode: string) => {
    await lab.sh(`mkdir -p /lab/bouncer && chown postgres /lab/bouncer && cd /lab/bouncer && cat >b.ini <<END
[databases]
* = host=127.0.0.1 port=5432
[pgbouncer]
listen_addr = 0.0.0.0
listen_port = 6432
auth_type = plain
auth_file = users
pool_mode = ${mode}
default_pool_size = 4
ignore_startup_parameters = extra_float_digits,options
pidfile = pid
END
      echo '"lab" "${lab.password}"' >users; chown postgres users b.ini
      su postgres -c "cd /lab/bouncer && /usr/sbin/pgbouncer -d b.ini" >/dev/null 2>&1
      for _ in $(seq 50); do bash -c '</dev/tcp/127.0.0.1/6432' 2>/dev/null && break; sleep 0.1; done`);
    return async () => void (await lab.sh("kill -9 $(cat /lab/bouncer/pid); rm -f /lab/bouncer/pid; sleep 0.2"));
  };

  it("is refused in transaction mode, with the reason, and taken in session mode", async () => {
    write({ "1_a.sql": "CREATE TABLE a ()" });
    const endFirst = await bouncer("transaction");
    const refused = await run({ url: address("127.0.0.1", 6432) });
    await endFirst();
    expect(refused.message).toMatch(/The address leads to a pooler in transaction mode, where no lock can be held/);
    expect(await ask("SELECT 1 FROM pg_class WHERE relname = 'a'")).toEqual([]);
    const endSecond = await bouncer("session");
    const taken = await run({ url: address("127.0.0.1", 6432) });
    await endSecond();
    expect(taken).toMatchObject({ message: "", outputs: { applied: "1" } });
  });
});

describe("the server", () => {
  it("is restarted in mid-file: nothing of it stays, and the next run goes on", async () => {
    write({ "1_a.sql": "CREATE TABLE a ()", "2_b.sql": "CREATE TABLE b (); SELECT pg_sleep(60)" });
    const running = run();
    await until(
      async () => (await ask("SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'")).length > 0,
      "the statement",
    );
    await ctl("-m fast restart");
    const { message, error, outputs } = await running;
    expect(message).toMatch(/2_b\.sql:1:20: statement 2 failed: .*Nothing of this file is in the database/);
    expect((error as UserError).hint).toMatch(/connection was lost/);
    expect(outputs).toMatchObject({ outcome: "failed", applied: "1", current: "1" });
    write({ "2_b.sql": "CREATE TABLE b ()" });
    // One that is just coming up is waited for.
    await ctl("-m fast stop");
    const early = run({ "connect-timeout": "60s" });
    await new Promise((done) => setTimeout(done, 300));
    await ctl("-l /lab/pg/log start");
    expect(await early).toMatchObject({ message: "", outputs: { applied: "1", current: "2" } });
  });

  it("has a full disk: the file is rolled back, and the way out is told", async () => {
    await lab.sh("install -d -o postgres /small/disk");
    await ask(`CREATE TABLESPACE small_${database} LOCATION '/small/disk'`);
    write({
      "1_a.sql": `CREATE TABLE a (t text) TABLESPACE small_${database};\nINSERT INTO a SELECT repeat(md5(i::text), 50) FROM generate_series(1, 40000) i`,
    });
    const { message, error } = await run();
    expect(message).toMatch(
      /1_a\.sql:2:\d+: statement \d failed: .*No space left on device \[SQLSTATE 53100\].*Nothing of this file/,
    );
    expect((error as UserError).hint).toMatch(/disk is full/);
    expect(await ask("SELECT relname FROM pg_class WHERE relname = 'a'")).toEqual([]);
    await ask(`DROP TABLESPACE small_${database}`);
  });

  it("is a standby: refused before anything is done", async () => {
    write({ "1_a.sql": "CREATE TABLE a ()" });
    await lab.sh("touch /lab/pg/standby.signal", "postgres");
    await ctl("-m fast restart");
    try {
      const { message, error } = await run();
      expect(message).toMatch(/takes no changes: it is a standby/);
      expect((error as UserError).hint).toMatch(/primary/);
      expect(await run({ mode: "plan" })).toMatchObject({ message: "", outputs: { pending: "1" } });
    } finally {
      await lab.sh("rm /lab/pg/standby.signal", "postgres");
      await ctl("-m fast restart");
    }
  });

  it("may have another time than this machine", async () => {
    await ask(`ALTER DATABASE ${database} SET timezone = 'Asia/Tokyo'`);
    write({ "20990101000000_a.sql": "SELECT 1" });
    const first = await run();
    expect(first.message).toBe("");
    // The history has the server's time; a file that is made now still comes behind the newest one.
    const [{ near } = {}] = await ask(
      "SELECT abs(extract(epoch FROM now() - applied_at)) < 60 AS near FROM quayside_migrations",
    );
    expect(near).toBe(true);
    expect((await run({ mode: "new", url: "", name: "b" })).log).toContain("20990101000001_b.sql");
  });
});

describe("a run", () => {
  it("that gets SIGTERM cancels its statement, rolls back, reports and ends in time", async () => {
    write({ "1_a.sql": "CREATE TABLE a (); SELECT pg_sleep(60)" });
    const child = startRun(address(), folder);
    await until(
      async () => (await ask("SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'")).length > 0,
      "the statement",
    );
    const began = performance.now();
    child.process.kill("SIGTERM");
    const { code, log } = await child.ended;
    expect(code).toBe(143);
    expect(log).toMatch(/The run was asked to stop \(SIGTERM\)/);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(await ask("SELECT 1 FROM pg_class WHERE relname = 'a'")).toEqual([]);
    expect(
      await ask(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'",
      ),
    ).toEqual([]);
  });

  it("names the run that holds the lock by its page, and since when", async () => {
    write({ "1_a.sql": "SELECT pg_sleep(3)" });
    const holder = run(
      {},
      { GITHUB_REPOSITORY: "acme/shop", GITHUB_RUN_ID: "4711", GITHUB_SERVER_URL: "https://github.com" },
    );
    await until(
      async () => (await ask("SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(3)'")).length > 0,
      "the statement",
    );
    expect((await run({ "wait-for-lock": "0s" })).message).toMatch(
      /Another run migrates this database: https:\/\/github\.com\/acme\/shop\/actions\/runs\/4711 \(process \d+, user lab.*since 20\d\d-.*Z/,
    );
    expect((await holder).message).toBe("");
  });
});

describe("trace", () => {
  const scratch = async () => {
    await ask(`CREATE DATABASE ${database}s`, "postgres");
    return address().replace(/\/f\d+$/, `/${database}s`);
  };

  it("tells what each pending statement really does, and leaves the real database alone", async () => {
    write({ "1_a.sql": "CREATE TABLE a (id int PRIMARY KEY, n int); CREATE TABLE b (id int PRIMARY KEY)" });
    await run();
    write({
      "2_b.sql":
        "ALTER TABLE a ADD COLUMN x int DEFAULT 5;\nALTER TABLE a ALTER COLUMN id TYPE bigint;\nCREATE INDEX i ON b (id);\nCREATE TABLE fresh (id int REFERENCES b);",
      "3_c.sql": "CREATE INDEX CONCURRENTLY j ON a (n)",
    });
    const { message, report, summary, log, outputs } = await run({ mode: "trace", "scratch-url": await scratch() });
    expect(message).toBe("");
    expect(outputs.outcome).toBe("traced");
    expect(report.traces).toMatchObject([
      { path: "2_b.sql", line: 1, locks: [{ table: "a", mode: "ACCESS EXCLUSIVE" }], rewritten: [] },
      { path: "2_b.sql", line: 2, rewritten: ["a"] },
      { path: "2_b.sql", line: 3, locks: [{ table: "b", mode: "SHARE" }], rewritten: [] },
      { path: "2_b.sql", line: 4, rewritten: [] },
      { path: "3_c.sql", line: 1, rewritten: [] },
    ]);
    const foreign = report.traces[3].locks.find(({ table }: { table: string }) => table === "b");
    expect(foreign.mode).toBe("SHARE ROW EXCLUSIVE");
    expect(report.traces.every(({ milliseconds }: { milliseconds: number }) => milliseconds > 0)).toBe(true);
    expect(summary).toContain("locks really taken");
    expect(log).toMatch(
      /2_b\.sql:2 ALTER TABLE a ALTER COLUMN id TYPE bigint {2}\[.*ACCESS EXCLUSIVE on a.*writes a anew/,
    );
    expect(await ask("SELECT 1 FROM pg_class WHERE relname = 'fresh'")).toEqual([]);
    write({ "4_d.sql": "SELECT missing" });
    const again = await run({ mode: "trace", "scratch-url": address().replace(/\/f\d+$/, `/${database}s`) });
    expect(again.message).toMatch(/4_d\.sql:1:8: statement 1 failed: column "missing" does not exist/);
    expect((await run({ mode: "trace" })).message).toMatch(/scratch-url is not set/);
  });
});
