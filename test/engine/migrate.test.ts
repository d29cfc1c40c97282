import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { UserError } from "../../toolkit/errors.ts";
import { freePort } from "../support/free-port.ts";
import { stopServer } from "./migrate-server.ts";
import { type Bench, bench, until } from "./migrate-support.ts";

let open: Bench[] = [];
async function start(files: Record<string, string | Buffer> = {}): Promise<Bench> {
  const made = await bench(files);
  open.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  open = [];
});
afterAll(stopServer);

const tables = async (db: Bench) =>
  (
    await db.query(
      "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
    )
  ).map((row) => row.relname);
const history = (db: Bench) =>
  db.query("SELECT version, state, statements, done FROM quayside_migrations ORDER BY position");

describe("apply", () => {
  it("applies what is pending, once, and tells of it", async () => {
    const db = await start({
      "0001_users.sql": "CREATE TABLE users (id int PRIMARY KEY);\nINSERT INTO users VALUES (1);\n",
      "0002_index.sql":
        "CREATE INDEX CONCURRENTLY users_id ON users (id);\nCREATE INDEX CONCURRENTLY users_id2 ON users (id);",
    });
    const first = await db.run();
    expect(first.message).toBe("");
    expect(first.outputs).toMatchObject({
      outcome: "applied",
      applied: "2",
      pending: "0",
      current: "0002",
      target: "0002",
    });
    expect(first.report).toMatchObject({
      version: 1,
      before: "",
      applied: [
        {
          file: "0001_users.sql",
          transaction: true,
          statements: [
            { number: 1, line: 1 },
            { number: 2, line: 2 },
          ],
        },
        { file: "0002_index.sql", transaction: false, statements: [{ number: 1 }, { number: 2 }] },
      ],
    });
    expect(first.summary).toContain("2 files applied");
    expect(await history(db)).toMatchObject([
      { version: "0001", state: "applied", statements: 2, done: [] },
      { version: "0002", state: "applied", statements: 2 },
    ]);
    expect(await db.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'users_id2'::regclass")).toEqual([
      { indisvalid: true },
    ]);

    db.write({ "0003_more.sql": "ALTER TABLE users ADD COLUMN name text" });
    const second = await db.run();
    expect(second.outputs).toMatchObject({ outcome: "applied", applied: "1", current: "0003" });
    const third = await db.run();
    expect(third.outputs).toMatchObject({ outcome: "up-to-date", applied: "0", pending: "0", current: "0003" });
  });

  it("gives each file a fresh session: what one sets does not reach the next", async () => {
    const db = await start({
      "1_a.sql":
        "CREATE ROLE r_fresh; GRANT CREATE ON SCHEMA public TO r_fresh; SET ROLE r_fresh; SET search_path = ''; CREATE TABLE public.mine ();",
      "2_b.sql": "CREATE TABLE t AS SELECT current_user::text AS who, current_setting('search_path') AS path",
    });
    try {
      expect((await db.run()).message).toBe("");
      const [{ who, path } = {}] = await db.query("SELECT * FROM t");
      expect(path).toContain("public");
      expect(who).not.toBe("r_fresh");
    } finally {
      await db.query("DROP OWNED BY r_fresh; DROP ROLE r_fresh");
    }
  });

  it("keeps its history where it is told to, and leaves another tool's table alone", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a ()" });
    expect((await db.run({ schema: 'od"d', "history-table": "it's" })).message).toBe("");
    expect(await db.query(`SELECT version FROM "od""d"."it's"`)).toEqual([{ version: "1" }]);
    await db.query("CREATE TABLE other (id int, version text)");
    expect((await db.run({ "history-table": "other" })).message).toMatch(/other" is not a history of Quayside/);
  });

  it("takes the same file for the same with CRLF and a byte order mark", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a ();\n-- end\n" });
    await db.run();
    db.write({ "1_a.sql": "\uFEFFCREATE TABLE a ();\r\n-- end\r\n" });
    expect(await db.run()).toMatchObject({ message: "", outputs: { outcome: "up-to-date" } });
    db.write({ "2_b.sql": "\uFEFFCREATE TABLE b ();\r\n" });
    expect(await db.run()).toMatchObject({ message: "", outputs: { outcome: "applied" } });
  });
});

describe("plan and status", () => {
  it("show what apply would do and change nothing", async () => {
    const db = await start({
      "1_a.sql": "CREATE TABLE a (id int)",
      "2_b.sql": "CREATE INDEX CONCURRENTLY a_id ON a (id); VACUUM a;",
    });
    const plan = await db.run({ mode: "plan" });
    expect(plan.outputs).toMatchObject({ outcome: "pending", applied: "0", pending: "2", current: "", target: "2" });
    expect(plan.log).toContain("statement by statement: CREATE INDEX CONCURRENTLY in line 1 cannot run in one");
    expect(plan.log).toContain("[SHARE UPDATE EXCLUSIVE on a]");
    expect(plan.report.pending[1].statements[1]).toMatchObject({
      sql: "VACUUM a",
      lock: { mode: "SHARE UPDATE EXCLUSIVE" },
    });
    expect(await tables(db)).toEqual([]);
    await db.run();
    await db.query("INSERT INTO a SELECT generate_series(1, 1234); ANALYZE a");
    db.write({ "3_c.sql": "ALTER TABLE a ADD x int" });
    const sized = await db.run({ mode: "plan" });
    expect(sized.log).toContain("[ACCESS EXCLUSIVE on a, about 1,234 rows]");
    expect(sized.report.pending[0].statements[0]).toMatchObject({ estimatedRows: 1234 });
    const status = await db.run({ mode: "status" });
    expect(status.outputs).toMatchObject({ outcome: "pending", pending: "1", current: "2" });
    expect(status.log).toMatch(/applied\s+\S+ 1_a.sql/);
    expect(status.log).toMatch(/pending\s+3_c.sql/);
  });

  it("plan needs no database, apply and status do", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a ()" });
    expect(await db.run({ mode: "plan", url: "" })).toMatchObject({ message: "", outputs: { pending: "1" } });
    expect((await db.run({ mode: "apply", url: "" })).message).toMatch(/url is not set/);
  });
});

describe("check", () => {
  it("tells of what is pending, on its line, and fails as fail-on says", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a (id int); DROP TABLE IF EXISTS old" });
    await db.run();
    db.write({ "2_b.sql": "SELECT 1;\n\nCREATE INDEX i ON a (id);\nDROP INDEX i;" });
    const { message, outputs, log, summary, report } = await db.run({ mode: "check" });
    expect(message).toMatch(/^The check has 1 finding:\n {2}- 2_b\.sql:3 index-not-concurrent: Writes to a wait/);
    expect(outputs).toMatchObject({ outcome: "failed", findings: "2" });
    expect(report.findings).toMatchObject([
      { rule: "index-not-concurrent", line: 3 },
      { rule: "drop-index-not-concurrent", line: 4 },
    ]);
    expect(log).toContain("error: 2_b.sql:3: Writes to a wait");
    expect(log).toContain("warning: 2_b.sql:4:");
    expect(summary).toContain("2 findings in the check");
    expect((await db.run({ mode: "check", "fail-on": "never" })).message).toBe("");
    expect((await db.run({ mode: "check", "fail-on": "warning" })).message).toMatch(/2 findings/);
    expect(await tables(db)).toEqual(["a", "quayside_migrations"]);
    db.write({ "2_b.sql": "CREATE INDEX CONCURRENTLY i ON a (id);" });
    expect(await db.run({ mode: "check" })).toMatchObject({
      message: "",
      outputs: { findings: "0", outcome: "pending" },
    });
  });

  it("compares with the base branch, without a database", async () => {
    const db = await start({ "1_a.sql": "DROP TABLE x", "3_c.sql": "SELECT 3", "4_d.sql": "SELECT 4" });
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
        cwd: db.folder,
        stdio: "pipe",
      });
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-q", "-m", "base");
    git("checkout", "-q", "-b", "feature");
    db.write({ "2_late.sql": "DROP TABLE y", "3_c.sql": "SELECT 33" });
    db.remove("4_d.sql");
    git("add", ".");
    git("commit", "-q", "-m", "feature");
    const { report, log } = await db.run({ mode: "check", url: "", base: "main" });
    expect(report.findings.map((one: { path: string }) => one.path)).toEqual(["2_late.sql"]);
    expect(log).toMatch(/3_c\.sql: was changed, and main has it already/);
    expect(log).toMatch(/4_d\.sql: was deleted, and main has it/);
    expect(log).toMatch(/2_late\.sql: sorts before version 4, which main has already/);
    expect((await db.run({ mode: "check", url: "", base: "nowhere" })).message).toMatch(
      /base "nowhere" is not in this checkout/,
    );
    expect((await db.run({ mode: "check", url: "" })).report.findings).toHaveLength(2);
  });
});

describe("order and truth", () => {
  it("refuses edited, deleted, late and doubled files with the exact list, and runs nothing", async () => {
    const db = await start({
      "1_a.sql": "CREATE TABLE a ()",
      "2_b.sql": "CREATE TABLE b ()",
      "4_d.sql": "CREATE TABLE d ()",
    });
    await db.run();
    db.write({
      "1_a.sql": "CREATE TABLE a (id int)",
      "3_late.sql": "CREATE TABLE c ()",
      "5_e.sql": "CREATE TABLE e ()",
      "05_f.sql": "CREATE TABLE f ()",
    });
    db.remove("2_b.sql");
    const { message, report, outputs } = await db.run();
    expect(message).toMatch(/^4 things are in the way/);
    expect(report.problems.map((one: { kind: string; path: string }) => [one.kind, one.path])).toEqual([
      ["duplicate", "5_e.sql"],
      ["edited", "1_a.sql"],
      ["deleted", "2_b.sql"],
      ["late", "3_late.sql"],
    ]);
    expect(outputs).toMatchObject({ outcome: "failed", applied: "0" });
    expect(await tables(db)).toEqual(["a", "b", "d", "quayside_migrations"]);
  });

  it("has a way out of each", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a ()", "2_b.sql": "CREATE TABLE b ()", "4_d.sql": "SELECT 1" });
    await db.query("CREATE TABLE a (); CREATE TABLE b ();");
    const first = await db.run({ baseline: "2" });
    expect(first).toMatchObject({ message: "", outputs: { applied: "1", current: "4", pending: "0" } });
    db.write({ "1_a.sql": "CREATE TABLE a () -- mended", "3_late.sql": "CREATE TABLE c ()" });
    db.remove("2_b.sql");
    expect((await db.run({ baseline: "2" })).message).toMatch(/^3 things are in the way/);
    const allowed = { "allow-late": "3_late.sql", "allow-missing": "2_b.sql", rebaseline: "1_a.sql" };
    expect(await db.run(allowed)).toMatchObject({ message: "", outputs: { applied: "1" } });
    expect(await db.run({ "allow-missing": "2_b.sql" })).toMatchObject({
      message: "",
      outputs: { outcome: "up-to-date" },
    });
    expect((await history(db)).map((row) => `${row.version} ${row.state}`)).toEqual([
      "1 baseline",
      "2 baseline",
      "4 applied",
      "3 applied",
    ]);
  });

  it.each([
    ["a syntax error", "CREATE TABLE x ();\nCREATE TABEL y ();", /2_bad\.sql:2:8 syntax error at or near "TABEL"/],
    ["a psql meta-command", "\\set x 1\nSELECT 1;", /2_bad\.sql:1:1 .*command of psql/],
    ["COPY data", "COPY a FROM stdin;\n1\n\\.\n", /2_bad\.sql:2:1 .*INSERT/],
    ["COMMIT", "CREATE TABLE x ();\nCOMMIT;\nCREATE TABLE y ();", /2_bad\.sql:2:1 holds COMMIT/],
    ["nothing", "", /2_bad\.sql is empty/],
    ["a template", "CREATE TABLE {{ name }} ();", /template/],
    ["another encoding", Buffer.from("SELECT 'é'", "latin1"), /2_bad\.sql is not UTF-8/],
  ])("runs nothing where a later file holds %s", async (_, text, message) => {
    const db = await start({ "1_a.sql": "CREATE TABLE a ()", "2_bad.sql": text });
    expect((await db.run()).message).toMatch(message);
    expect(await tables(db)).toEqual([]);
  });

  it("refuses a file without a version", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a ()", "users.sql": "CREATE TABLE u ()" });
    expect((await db.run()).message).toMatch(/users\.sql has no version/);
    expect(await tables(db)).toEqual([]);
  });
});

describe("a failing statement", () => {
  it("is told with file, line, SQLSTATE and the server's words; its file is rolled back, those before stay", async () => {
    const db = await start({
      "1_a.sql": "CREATE TABLE a (id int)",
      "2_b.sql": "CREATE TABLE b (id int);\n\n  SELECT 'é',\n    missing\n  FROM a;",
      "3_c.sql": "CREATE TABLE c (id int)",
    });
    const { message, outputs, report, summary, log } = await db.run();
    expect(message).toMatch(/^2_b\.sql:4:5: statement 2 failed: column "missing" does not exist \[SQLSTATE 42703\]/);
    expect(message).toContain("Nothing of this file is in the database");
    expect(outputs).toMatchObject({ outcome: "failed", applied: "1", pending: "2", current: "1", target: "3" });
    expect(report.failure).toMatchObject({
      path: "2_b.sql",
      statement: 2,
      line: 4,
      column: 5,
      server: { sqlstate: "42703" },
    });
    expect(summary).toContain("42703");
    expect(log).toContain("2_b.sql:4");
    expect(await tables(db)).toEqual(["a", "quayside_migrations"]);
    db.write({ "2_b.sql": "CREATE TABLE b (id int)" });
    expect((await db.run()).outputs).toMatchObject({ outcome: "applied", applied: "2" });
  });

  it("is not mended by a ROLLBACK TO that follows it", async () => {
    const db = await start({
      "1_a.sql": "CREATE TABLE a (); SAVEPOINT s; SELECT missing; ROLLBACK TO s; CREATE TABLE b ();",
      "2_b.sql": "CREATE TABLE c ();",
    });
    expect((await db.run()).message).toMatch(/1_a\.sql:1:40: statement 3 failed: .*Nothing of this file/);
    expect(await tables(db)).toEqual(["quayside_migrations"]);
    db.write({ "1_a.sql": "CREATE TABLE a (); SAVEPOINT s; CREATE TABLE x (); ROLLBACK TO s; CREATE TABLE b ();" });
    expect((await db.run()).message).toBe("");
    expect(await tables(db)).toEqual(["a", "b", "c", "quayside_migrations"]);
  });

  it("is rolled back too where only the commit fails", async () => {
    const db = await start({
      "1_a.sql": `CREATE TABLE p (id int PRIMARY KEY);
        CREATE TABLE c (id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
        INSERT INTO c VALUES (1);`,
    });
    const { message } = await db.run();
    expect(message).toMatch(/1_a\.sql: failed: .*foreign key.*\[SQLSTATE 23503\].*Nothing of this file/);
    expect(await tables(db)).toEqual(["quayside_migrations"]);
  });

  it("outside of a transaction keeps what is done, and the next run goes on there", async () => {
    const db = await start({
      "1_a.sql": "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1);",
      "2_b.sql":
        "CREATE TABLE side ();\nCREATE INDEX CONCURRENTLY fine ON a (id);\nCREATE UNIQUE INDEX CONCURRENTLY twice ON a (id);",
    });
    const { message } = await db.run();
    expect(message).toMatch(/2_b\.sql:3:1: statement 3 failed: .*SQLSTATE 23505.*first 2 of 3 statements are done/);
    expect(await history(db)).toMatchObject([{ version: "1" }, { version: "2", state: "running", statements: 3 }]);
    // What the failed build left is gone.
    expect(await db.query("SELECT 1 FROM pg_class WHERE relname = 'twice'")).toEqual([]);
    expect(
      (await db.query("SELECT cardinality(done) AS n, applied_at FROM quayside_migrations WHERE version = '2'"))[0],
    ).toEqual({ n: 2, applied_at: null });
    db.write({
      "2_b.sql":
        "CREATE TABLE side ();\nCREATE INDEX CONCURRENTLY fine ON a (id);\nCREATE INDEX CONCURRENTLY twice ON a (id);",
    });
    const second = await db.run();
    expect(second.message).toBe("");
    expect(second.log).toContain("goes on behind statement 2");
    expect(second.report.applied[0].statements).toHaveLength(1);
  });
});

describe("locks", () => {
  it("gives way to the app after lock-timeout, tries again, and succeeds when the lock is free", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a (id int)" });
    await db.run();
    db.write({ "2_b.sql": "CREATE TABLE b (); ALTER TABLE a ADD COLUMN x int" });
    const app = await db.session();
    await app.query("BEGIN; SELECT * FROM a");
    const running = db.run({ "lock-timeout": "200ms" });
    await until(
      async () =>
        (
          await db.query(
            "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'ALTER TABLE a%' AND wait_event_type = 'Lock'",
          )
        ).length > 0,
      "the run to wait",
    );
    // Several times what the server lets it wait.
    await new Promise((done) => setTimeout(done, 1000));
    await app.query("COMMIT");
    await app.end();
    const { message, log } = await running;
    expect(message).toBe("");
    expect(log).toMatch(/canceling statement due to lock timeout; try 2 of 11/);
  });

  it("gives up after lock-retries with the way out", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a (id int)" });
    await db.run();
    db.write({ "2_b.sql": "ALTER TABLE a ADD COLUMN x int" });
    const app = await db.session();
    await app.query("BEGIN; SELECT * FROM a");
    const { message, error } = await db.run({ "lock-timeout": "100ms", "lock-retries": "1" });
    await app.end();
    expect(message).toMatch(/SQLSTATE 55P03/);
    expect((error as UserError).hint).toMatch(/raise lock-timeout or lock-retries/);
  });

  it("limits a statement, but not one that is CONCURRENTLY", async () => {
    const db = await start({ "1_a.sql": "SELECT pg_sleep(5)" });
    expect((await db.run({ "statement-timeout": "200ms" })).message).toMatch(/SQLSTATE 57014/);
    db.write({
      "1_a.sql": `CREATE TABLE a (id int);
        CREATE FUNCTION slow(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 FROM pg_sleep(0.5)';
        INSERT INTO a VALUES (1)`,
      "2_b.sql": "CREATE INDEX CONCURRENTLY a_slow ON a (slow(id))",
    });
    expect((await db.run({ "statement-timeout": "300ms" })).message).toBe("");
  });

  it("does not wait inside of the server, which would deadlock with CONCURRENTLY", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a (id int)" });
    await db.run();
    // The control: the holder builds an index, the other one waits in pg_advisory_lock with a snapshot that is older.
    const [holder, waiter] = await Promise.all([db.session(), db.session()]);
    await holder.query("SET deadlock_timeout = '300ms'; SELECT pg_advisory_lock(1)");
    const waiting = waiter
      .query("SET deadlock_timeout = '300ms'; SELECT pg_advisory_lock(1)")
      .catch((error) => error.code);
    await until(
      async () => (await db.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).length > 0,
      "the waiter",
    );
    const building = holder.query("CREATE INDEX CONCURRENTLY i ON a (id)").catch((error) => error.code);
    await holder.query("SELECT pg_advisory_unlock(1)");
    expect(await Promise.all([waiting, building])).toContain("40P01");
    await Promise.all([holder.end(), waiter.end()]);
    await db.query("DROP INDEX IF EXISTS i");
    // Ours: one holds the lock and builds, the other one tries again and again.
    db.write({ "2_b.sql": "CREATE INDEX CONCURRENTLY i ON a (id)" });
    const slow = await db.session();
    await slow.query("BEGIN; LOCK TABLE a IN ROW EXCLUSIVE MODE");
    const runs = [db.run(), db.run()];
    await new Promise((done) => setTimeout(done, 2500));
    await slow.query("COMMIT");
    await slow.end();
    const ended = await Promise.all(runs);
    expect(ended.map((run) => run.message)).toEqual(["", ""]);
    expect(ended.map((run) => run.outputs.applied).sort()).toEqual(["0", "1"]);
  });

  it("applies each file once when ten runs start at once", async () => {
    const db = await start({
      "1_a.sql": "CREATE TABLE a (id int); SELECT pg_sleep(0.1)",
      "2_b.sql": "CREATE INDEX CONCURRENTLY i ON a (id)",
      "3_c.sql": "INSERT INTO a VALUES (1)",
    });
    const runs = await Promise.all(Array.from({ length: 10 }, () => db.run()));
    expect(runs.map((run) => run.message)).toEqual(Array(10).fill(""));
    expect(runs.map((run) => run.outputs.applied).sort()).toEqual([...Array(9).fill("0"), "3"]);
    expect(await db.query("SELECT count(*)::int AS n FROM a")).toEqual([{ n: 1 }]);
    expect(runs.some((run) => run.log.includes("Another run migrates this database: quayside migrate (process"))).toBe(
      true,
    );
  });

  it("waits no longer than wait-for-lock and names the holder", async () => {
    const db = await start({ "1_a.sql": "SELECT pg_sleep(2.5)" });
    const holder = db.run();
    await until(
      async () => (await db.query("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'")).length > 0,
      "the first run",
    );
    expect((await db.run({ "wait-for-lock": "1s" })).message).toMatch(
      /Another run migrates this database: quayside migrate \(process \d+/,
    );
    expect((await holder).message).toBe("");
  });

  it("stops before the next file when the lock is lost", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a (); SELECT pg_sleep(1)", "2_b.sql": "CREATE TABLE b ()" });
    const running = db.run();
    await until(async () => {
      const rows = await db.query(
        `SELECT pg_terminate_backend(idle.pid) FROM pg_stat_activity busy, pg_stat_activity idle JOIN pg_locks USING (pid)
         WHERE busy.query = 'SELECT pg_sleep(1)' AND busy.datname = current_database()
         AND idle.datname = current_database() AND idle.pid <> busy.pid AND locktype = 'advisory'`,
      );
      return rows.length > 0;
    }, "the lock");
    const { message, outputs } = await running;
    expect(message).toMatch(/The lock of this run is gone/);
    expect(outputs).toMatchObject({ outcome: "failed", applied: "1", pending: "1" });
    expect(await tables(db)).toEqual(["a", "quayside_migrations"]);
  });
});

describe("rollback and new", () => {
  it("undoes the newest, or all above a version, with their rows", async () => {
    const db = await start({
      "1_a.sql": "CREATE TABLE a (id int)",
      "2_b.sql": "CREATE TABLE b ()",
      "2_b.down.sql": "DROP TABLE b",
      "3_c.sql": "CREATE INDEX CONCURRENTLY i ON a (id)",
      "3_c.down.sql": "DROP INDEX CONCURRENTLY i",
      "4_d.sql": "CREATE TABLE d ()",
      "4_d.down.sql": "DROP TABLE d; SELECT missing",
    });
    await db.run();
    const broken = await db.run({ mode: "rollback", to: "1" });
    expect(broken.message).toMatch(/4_d\.down\.sql:1:22: statement 2 failed.*Nothing of this file is in the database/);
    expect(broken.outputs).toMatchObject({ outcome: "failed", applied: "0", current: "4" });
    db.write({ "4_d.down.sql": "DROP TABLE d" });
    const newest = await db.run({ mode: "rollback" });
    expect(newest).toMatchObject({ message: "", outputs: { outcome: "rolled-back", applied: "1", current: "3" } });
    expect((await db.run({ mode: "rollback", to: "0" })).message).toMatch(
      /1_a\.sql has no file that undoes it\. Write 1_a\.down\.sql/,
    );
    expect((await db.run({ mode: "rollback", to: "7" })).message).toMatch(/Version 7.*has not been applied/);
    expect(await db.run({ mode: "rollback", to: "1" })).toMatchObject({
      message: "",
      outputs: { applied: "2", current: "1" },
    });
    expect(await tables(db)).toEqual(["a", "quayside_migrations"]);
    expect(await db.run()).toMatchObject({ message: "", outputs: { applied: "3", current: "4" } });
  });

  it("writes an empty file behind the others", async () => {
    const db = await start({ "007_a.sql": "SELECT 1" });
    expect((await db.run({ mode: "new", url: "", name: "Add a user's e-mail!" })).log).toContain(
      "008_add_a_user_s_e_mail.sql",
    );
    expect(readFileSync(join(db.folder, "008_add_a_user_s_e_mail.sql"), "utf8")).toBe("-- Add a user's e-mail!\n");
    expect((await db.run({ mode: "new", url: "" })).message).toMatch(/name is not set/);
    const dated = await start({ "20240102030405_a.sql": "SELECT 1" });
    expect((await dated.run({ mode: "new", url: "", name: "b" })).log).toMatch(/Wrote 20\d{12}_b\.sql/);
  });
});

describe("drift", () => {
  const files = {
    "1_a.sql":
      "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE a (id int PRIMARY KEY, m mood DEFAULT 'ok', n varchar(10) NOT NULL);",
    "2_b.sql": "CREATE INDEX CONCURRENTLY a_n ON a (n)",
    "3_c.sql": "CREATE VIEW v AS SELECT id FROM a; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
  };

  it("finds nothing where all came by migrations, and everything that did not", async () => {
    const db = await start(files);
    await db.run();
    const clean = await db.run({ mode: "drift", "scratch-url": (await start()).url });
    expect(clean).toMatchObject({ message: "", outputs: { outcome: "in-sync", findings: "0" } });
    await db.query(`ALTER TABLE a ADD COLUMN extra int; ALTER TABLE a ALTER COLUMN n TYPE varchar(20); DROP INDEX a_n;
      ALTER TYPE mood ADD VALUE 'happy'; CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';
      ALTER TABLE a ADD CONSTRAINT c CHECK (id > 0); CREATE SEQUENCE s; CREATE POLICY p ON a USING (true);
      ALTER TABLE a ENABLE ROW LEVEL SECURITY; CREATE DOMAIN d AS int CHECK (VALUE > 0); CREATE TYPE pair AS (x int, y int)`);
    const drifted = await db.run({ mode: "drift", "scratch-url": (await start()).url });
    expect(drifted.report.differences.map((one: { kind: string; name: string }) => `${one.kind} ${one.name}`)).toEqual([
      "column public.a.extra",
      "column public.a.n",
      "constraint c on public.a",
      "domain public.d",
      "enum public.mood",
      "function public.f()",
      "index public.a_n",
      "policy p on public.a",
      "sequence public.s",
      "table public.a",
      "type public.pair",
    ]);
    expect(drifted.message).toContain(
      'column public.a.n is "character varying(20) NOT NULL", and the migrations make it "character varying(10) NOT NULL"',
    );
    expect(drifted.message).toContain("index public.a_n is missing: the migrations make it");
    expect(drifted.outputs).toMatchObject({ outcome: "failed", findings: "11" });
  });

  it("leaves a database that is in use alone", async () => {
    const db = await start(files);
    await db.run();
    const used = await start();
    await used.query("CREATE TABLE mine ()");
    expect((await db.run({ mode: "drift", "scratch-url": used.url })).message).toMatch(
      /scratch-url is not empty: it has table public\.mine/,
    );
    expect((await db.run({ mode: "drift", "scratch-url": db.url })).message).toMatch(/is not empty/);
    expect((await db.run({ mode: "drift" })).message).toMatch(/scratch-url is not set/);
    expect(await tables(used)).toEqual(["mine"]);
  });
});

describe("the project's own tool", () => {
  // A tool that keeps its history in alembic's table, and says what it was given.
  const tool = `const pg = require(process.env.PG_MODULE);
    const [, , , what, ...rest] = process.argv;
    (async () => {
      const client = new pg.Client(process.env.DATABASE_URL);
      await client.connect();
      const show = async (name) => (await client.query("SHOW " + name)).rows[0][name];
      await client.query("CREATE TABLE IF NOT EXISTS alembic_version (version_num text)");
      if (what === "upgrade") {
        console.log("limits", await show("lock_timeout"), await show("statement_timeout"), await show("application_name"));
        console.log("address", process.env.DATABASE_URL);
        if (process.env.FAIL) { console.error("it broke"); process.exit(7); }
        const locks = await client.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        console.log("locks", locks.rowCount);
        if (!process.env.SKIP) await client.query("INSERT INTO alembic_version VALUES ('abc123')");
      } else {
        process.exitCode = (await client.query("SELECT 1 FROM alembic_version")).rowCount === 1 ? 0 : 1;
      }
      await client.end();
    })();`;
  const command = (env = "") =>
    `${env} PG_MODULE=${join(process.cwd(), "node_modules/pg")} ${process.execPath} tool.cjs alembic upgrade head`;

  it("runs under the lock and the limits, hides the address, and is checked", async () => {
    const db = await start({ "tool.cjs": tool });
    const { message, log, outputs, report } = await db.run({ command: command(), "lock-timeout": "3s" });
    expect(message).toBe("");
    expect(log).toContain("limits 3s 30min quayside command");
    expect(log).toContain("locks 2");
    expect(log).toContain("address ***");
    expect(outputs).toMatchObject({ outcome: "applied", applied: "1", current: "abc123" });
    expect(report.command).toEqual({ tool: "alembic", added: ["abc123"], recorded: 1, checked: true });
  });

  it("fails with its last lines and its code, and where it has skipped something", async () => {
    const db = await start({ "tool.cjs": tool });
    const broken = await db.run({ command: command("FAIL=1") });
    expect(broken.message).toMatch(/^The command ended with 7:[\s\S]*it broke/);
    expect((broken.error as UserError).exitCode).toBe(7);
    const skipped = await db.run({ command: command("export SKIP=1;") });
    expect(skipped.message).toMatch(/succeeded, and migrations are pending all the same/);
    expect(skipped.outputs).toMatchObject({ outcome: "failed" });
  });
});

describe("phases", () => {
  it("leave what takes away until the rollout is over", async () => {
    const db = await start({
      "1_a.sql": "CREATE TABLE a (old int)",
      "2_b.sql": "-- quayside: phase=post\nALTER TABLE a DROP COLUMN old",
      "3_c.sql": "ALTER TABLE a ADD COLUMN new int",
    });
    expect((await db.run({ phase: "post" })).message).toMatch(/1_a\.sql belongs before the rollout/);
    const pre = await db.run({ phase: "pre" });
    expect(pre).toMatchObject({
      message: "",
      outputs: { outcome: "applied", applied: "2", pending: "0" },
      report: { held: ["2_b.sql"] },
    });
    expect(await db.run({ phase: "post" })).toMatchObject({ message: "", outputs: { applied: "1" } });
    expect(await db.run()).toMatchObject({ message: "", outputs: { outcome: "up-to-date" } });
  });
});

describe("being stopped", () => {
  it("cancels the statement, rolls back, gives the lock back and tells what was done", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a ()", "2_b.sql": "CREATE TABLE b (); SELECT pg_sleep(30);" });
    const stop = new AbortController();
    const running = db.run({}, stop.signal);
    await until(
      async () => (await db.query("SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(30)'")).length > 0,
      "the statement",
    );
    const began = performance.now();
    stop.abort(new Error("asked to stop"));
    const { message, outputs } = await running;
    expect(performance.now() - began).toBeLessThan(3000);
    expect(message).toMatch(/asked to stop/);
    expect(outputs).toMatchObject({ outcome: "failed", applied: "1", pending: "1", current: "1" });
    expect(await tables(db)).toEqual(["a", "quayside_migrations"]);
    expect(
      await db.query(
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
      ),
    ).toEqual([]);
  });

  it("tells of a connection that is lost in mid-file, and the next run goes on", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a (); SELECT pg_sleep(30); CREATE TABLE b ();" });
    const running = db.run();
    await until(
      async () =>
        (await db.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(30)'"))
          .length > 0,
      "the statement",
    );
    const { message, error } = await running;
    expect(message).toMatch(/1_a\.sql:1:20: statement 2 failed: .*Nothing of this file is in the database/);
    expect((error as UserError).hint).toMatch(/connection was lost/);
    db.write({ "1_a.sql": "CREATE TABLE a ();" });
    expect((await db.run()).outputs).toMatchObject({ outcome: "applied" });
  });
});

describe("no way in", () => {
  const noSecret = (db: Bench, ...texts: string[]) => {
    const password = new URL(db.url).password;
    for (const text of texts) expect(text).not.toContain(password);
  };

  it("tells of a server that is not there", async () => {
    const db = await start({ "1_a.sql": "SELECT 1" });
    const port = await freePort();
    const url = new URL(db.url);
    url.port = String(port);
    const { message, error, log, summary } = await db.run({ url: url.href, "connect-timeout": "1s" });
    expect(message).toMatch(new RegExp(`No connection to t_\\w+ at 127\\.0\\.0\\.1:${port}`));
    expect((error as UserError).hint).toMatch(/Nothing listens there/);
    noSecret(db, message, log, summary);
  });

  it("tells of a wrong password, a missing database and a server without TLS", async () => {
    const db = await start({ "1_a.sql": "SELECT 1" });
    const variant = (change: (url: URL) => void) => {
      const url = new URL(db.url);
      change(url);
      return db.run({ url: url.href });
    };
    const wrong = await variant((url) => {
      url.password = "not-the-password";
    });
    expect((wrong.error as UserError).hint).toMatch(/password is wrong/);
    noSecret(db, wrong.message, wrong.log);
    expect(wrong.log + wrong.message).not.toContain("not-the-password");
    const missing = await variant((url) => {
      url.pathname = "/nowhere";
    });
    expect((missing.error as UserError).hint).toMatch(/no database "nowhere"/);
    const tls = await variant((url) => url.searchParams.set("sslmode", "require"));
    expect((tls.error as UserError).hint).toMatch(/speaks no TLS/);
  });

  it("tells of a right that is missing, and of a server that is read-only", async () => {
    const db = await start({ "1_a.sql": "CREATE TABLE a ()", "2_b.sql": "CREATE ROLE nobody" });
    const name = new URL(db.url).pathname.slice(1);
    await db.query(`CREATE ROLE ${name} LOGIN PASSWORD 'weak-one'; GRANT CREATE ON SCHEMA public TO ${name}`);
    const url = new URL(db.url);
    url.username = name;
    url.password = "weak-one";
    const weak = await db.run({ url: url.href });
    await db.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
    expect(weak.message).toMatch(
      /2_b\.sql:1:1: statement 1 failed: permission denied to create role \[SQLSTATE 42501\]/,
    );
    expect((weak.error as UserError).hint).toMatch(/has not the right/);
    await db.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    expect((await db.run()).message).toMatch(/takes no changes/);
  });

  it("keeps the password out of everything that is written", async () => {
    const db = await start({
      "1_a.sql": `CREATE TABLE a (); SELECT '${new URL((await start()).url).password}' FROM nowhere`,
    });
    const { message, log, summary, outputs } = await db.run();
    expect(message).toContain("nowhere");
    noSecret(db, log, summary, JSON.stringify(outputs));
  });
});
