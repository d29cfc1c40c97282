import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createConnection } from "mysql2/promise";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { UserError } from "../../toolkit/errors.ts";
import { type Lab, startLab } from "./migrate-lab.ts";
import { runIn, until } from "./migrate-support.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "migrate-others-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const write = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};

describe("MariaDB", () => {
  let lab: Lab;
  let url: string;
  let count = 0;
  let database: string;
  const admin = () =>
    createConnection({ host: "127.0.0.1", port: lab.port(3306), user: "lab", password: lab.password, database });
  const ask = async (sql: string) => {
    const connection = await admin();
    try {
      const [rows] = await connection.query(sql);
      return rows as Record<string, unknown>[];
    } finally {
      connection.destroy();
    }
  };
  beforeAll(async () => {
    lab = await startLab(["mariadb"]);
  });
  afterAll(() => lab.stop());
  beforeEach(async () => {
    database = "information_schema";
    const name = `t${++count}`;
    await ask(`CREATE DATABASE ${name}`);
    database = name;
    url = `mysql://lab:${lab.password}@127.0.0.1:${lab.port(3306)}/${database}`;
  });
  const run = (inputs: Record<string, string> = {}, signal?: AbortSignal) => runIn(folder, { url, ...inputs }, signal);

  it("says in the plan what it can promise, applies each file once, and undoes", async () => {
    write({
      "1_a.sql": "CREATE TABLE a (id int PRIMARY KEY, t text) ENGINE=InnoDB; CREATE INDEX i ON a (t(10));",
      "2_b.sql": "INSERT INTO a VALUES (1, 'x;y'), (2, \"it's\\\\'\"); # end\nUPDATE a SET t = 'z' WHERE id = 1;",
      "2_b.down.sql": "DELETE FROM a",
      "3_c.sql":
        "DELIMITER //\nCREATE PROCEDURE p() BEGIN UPDATE a SET t = 'p'; DELETE FROM a WHERE id = 9; END//\nDELIMITER ;\nCREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.t = 'g'; SET NEW.id = NEW.id; END;",
      "3_c.down.sql": "DROP PROCEDURE p",
    });
    const plan = await run({ mode: "plan" });
    expect(plan.message).toBe("");
    expect(plan.log).toMatch(/Connected to t\d+ at 127\.0\.0\.1:\d+, MariaDB 1\d/);
    expect(plan.log).toContain("Changes of the schema commit by themselves on this database");
    expect(plan.log).toContain("1_a.sql: statement by statement: CREATE TABLE in line 1 cannot run in one");
    expect(plan.log).toContain("2_b.sql: in one transaction");
    expect(plan.summary).toContain("What this can promise");
    const runs = await Promise.all(Array.from({ length: 4 }, () => run()));
    expect(runs.map(({ message }) => message)).toEqual(["", "", "", ""]);
    expect(runs.map(({ outputs }) => outputs.applied).sort()).toEqual(["0", "0", "0", "3"]);
    expect(runs.some(({ log }) => /Another run migrates this database: session \d+ \(lab from /.test(log))).toBe(true);
    expect(await ask("SELECT * FROM a ORDER BY id")).toEqual([
      { id: 1, t: "z" },
      { id: 2, t: "it's\\'" },
    ]);
    expect(
      await ask("SELECT version, state, done IS NOT NULL AS d FROM quayside_migrations ORDER BY position"),
    ).toEqual([
      { version: "1", state: "applied", d: 1 },
      { version: "2", state: "applied", d: 1 },
      { version: "3", state: "applied", d: 1 },
    ]);
    const undone = await run({ mode: "rollback", to: "1" });
    expect(undone).toMatchObject({ message: "", outputs: { outcome: "rolled-back", applied: "2", current: "1" } });
    expect(await ask("SELECT * FROM a")).toEqual([]);
  });

  it("tells of a syntax error before anything runs, by the server's own parser", async () => {
    write({ "1_a.sql": "CREATE TABLE a (id int)", "2_b.sql": "SELECT 1;\n\nINSERT INTO a\n  VALEUS (1);" });
    const { message } = await run();
    expect(message).toMatch(/2_b\.sql:4:1 syntax error near 'VALEUS \(1\)'/);
    expect(await ask("SHOW TABLES")).toEqual([]);
    write({ "2_b.sql": "START TRANSACTION; INSERT INTO a VALUES (1); COMMIT;" });
    expect((await run()).message).toMatch(/2_b\.sql:1:1 holds START TRANSACTION[\s\S]*2_b\.sql:1:46 holds COMMIT/);
  });

  it("keeps what is done and goes on there; rows go together with their record", async () => {
    write({
      "1_a.sql":
        "CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (1);\nALTER TABLE a ADD x int;",
    });
    const first = await run();
    expect(first.message).toMatch(
      /1_a\.sql:2:1: statement 3 failed: Duplicate entry.*\[SQLSTATE 23000\].*first 2 of 4 statements are done/,
    );
    expect(first.report.failure).toMatchObject({ statement: 3, line: 2, server: { sqlstate: "23000" } });
    write({
      "1_a.sql":
        "CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);\nALTER TABLE a ADD x int;",
    });
    const second = await run();
    expect(second.message).toBe("");
    expect(second.log).toContain("goes on behind statement 2");
    expect(await ask("SELECT id FROM a ORDER BY id")).toEqual([{ id: 1 }, { id: 2 }]);
    write({ "2_b.sql": "INSERT INTO a VALUES (3, 3); INSERT INTO a VALUES (3, 3)" });
    expect((await run()).message).toMatch(/2_b\.sql:1:30.*Nothing of this file is in the database/);
    expect(await ask("SELECT count(*) AS n FROM a")).toEqual([{ n: 2 }]);
    write({ "2_b.sql": "CREATE TABLE a (id int)" });
    // What was there before is not taken for the work of the run that failed.
    for (let n = 0; n < 2; n++) expect((await run()).message).toMatch(/already exists \[SQLSTATE 42S01\]/);
  });

  it("gives way after lock-timeout, tries again, and stops when it is asked to", async () => {
    write({ "1_a.sql": "CREATE TABLE a (id int PRIMARY KEY)" });
    await run();
    write({ "2_b.sql": "ALTER TABLE a ADD x int" });
    const app = await admin();
    await app.query("START TRANSACTION");
    await app.query("SELECT * FROM a");
    const running = run({ "lock-timeout": "1s" });
    await until(
      async () =>
        (await ask("SELECT 1 FROM information_schema.processlist WHERE state LIKE 'Waiting for table metadata lock'"))
          .length > 0,
      "the run to wait",
    );
    await new Promise((done) => setTimeout(done, 1500));
    await app.query("COMMIT");
    app.destroy();
    const { message, log } = await running;
    expect(message).toBe("");
    expect(log).toMatch(/Lock wait timeout exceeded.*try 2 of 11/);
    write({ "3_c.sql": "CREATE TABLE c (id int); SELECT sleep(30);" });
    const stop = new AbortController();
    const stopped = run({}, stop.signal);
    await until(
      async () =>
        (await ask("SELECT 1 FROM information_schema.processlist WHERE info = 'SELECT sleep(30)'")).length > 0,
      "the statement",
    );
    const began = performance.now();
    stop.abort(new Error("asked to stop"));
    expect((await stopped).message).toMatch(/asked to stop/);
    expect(performance.now() - began).toBeLessThan(3000);
    expect((await run({ mode: "status" })).outputs).toMatchObject({ pending: "1" });
  });

  it("converges after SIGKILL between and within statements", async () => {
    write({
      "1_a.sql":
        "CREATE TABLE a (id int PRIMARY KEY AUTO_INCREMENT, n int); INSERT INTO a (n) VALUES (1); SELECT sleep(0.2); ALTER TABLE a ADD x int; INSERT INTO a (n) VALUES (2);",
      "2_b.sql": "INSERT INTO a (n) VALUES (3); UPDATE a SET n = n + 10; SELECT sleep(0.1);",
      "3_c.sql": "CREATE INDEX i ON a (n); UPDATE a SET x = coalesce(x, 0) + n; DROP INDEX i ON a;",
    });
    for (let round = 0; round < 5; round++) {
      const child = spawn(
        process.execPath,
        [
          "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
          join(import.meta.dirname, "../fault/support/migrate-child.ts"),
          folder,
        ],
        { env: { ...process.env, DATABASE_URL: url }, stdio: ["ignore", "pipe", "ignore"] },
      );
      const closed = new Promise((done) => child.once("close", done));
      await new Promise((done) => child.stdout.once("data", done));
      await new Promise((done) => setTimeout(done, 150 + 120 * round));
      child.kill("SIGKILL");
      await closed;
    }
    expect((await run()).message).toBe("");
    expect(await ask("SELECT n, x FROM a ORDER BY id")).toEqual([
      { n: 11, x: 11 },
      { n: 12, x: 12 },
      { n: 13, x: 13 },
    ]);
  });

  it("finds drift, takes a baseline, and refuses what is edited", async () => {
    write({
      "1_a.sql": "CREATE TABLE a (id int PRIMARY KEY, t varchar(10) NOT NULL)",
      "2_b.sql": "CREATE VIEW v AS SELECT id FROM a",
    });
    await run();
    await ask(`CREATE DATABASE ${database}x`);
    const scratch = url.replace(/\/t\d+$/, `/${database}x`);
    expect(await run({ mode: "drift", "scratch-url": scratch })).toMatchObject({
      message: "",
      outputs: { outcome: "in-sync" },
    });
    await ask("ALTER TABLE a ADD extra int, MODIFY t varchar(20) NOT NULL");
    await ask(`DROP DATABASE ${database}x`);
    await ask(`CREATE DATABASE ${database}x`);
    const { message } = await run({ mode: "drift", "scratch-url": scratch });
    expect(message).toMatch(/column a\.extra is there, and no migration makes it/);
    expect(message).toMatch(/column a\.t is "varchar\(20\).*", and the migrations make it "varchar\(10\)/);
    write({ "1_a.sql": "CREATE TABLE a (id bigint PRIMARY KEY)" });
    expect((await run()).message).toMatch(/1_a\.sql was changed after it was applied/);
    expect((await run({ rebaseline: "1_a.sql" })).message).toBe("");
    await ask("DROP TABLE quayside_migrations");
    expect(await run({ baseline: "2" })).toMatchObject({ message: "", outputs: { applied: "0", current: "2" } });
  });

  it("tells of a wrong password, a missing database, an unknown authority and a missing right", async () => {
    write({ "1_a.sql": "CREATE TABLE a (id int)" });
    const wrong = await run({ url: url.replace(lab.password, "not-it-at-all") });
    expect((wrong.error as UserError).hint).toMatch(/User or password is wrong/);
    expect(wrong.log + wrong.message).not.toContain("not-it-at-all");
    expect(((await run({ url: `${url}x` })).error as UserError).hint).toMatch(/There is no database/);
    const tls = url.replace("127.0.0.1", "localhost");
    expect(((await run({ url: `${tls}?ssl-mode=REQUIRED` })).error as UserError).hint).toMatch(/could not be checked/);
    expect((await run({ url: `${tls}?ssl-mode=VERIFY_IDENTITY&ssl-ca=${lab.authority}` })).message).toBe("");
    const other = await run({ url: `${url}?ssl-mode=VERIFY_IDENTITY&ssl-ca=${lab.authority}` });
    expect(other.message).toMatch(/The name of the server at 127\.0\.0\.1 cannot be checked/);
    await ask("CREATE USER IF NOT EXISTS weak@'%' IDENTIFIED BY 'weak-password'");
    await ask(`GRANT ALL ON ${database}.quayside_migrations TO weak@'%'`);
    write({ "2_b.sql": "CREATE TABLE b (id int)" });
    const weak = await run({ url: url.replace(`lab:${lab.password}`, "weak:weak-password") });
    expect(weak.message).toMatch(/2_b\.sql:1:1: statement 1 failed: CREATE command denied.*\[SQLSTATE 42000\]/);
    expect((weak.error as UserError).hint).toMatch(/has not the right/);
  });
});

describe("SQLite", () => {
  const run = (inputs: Record<string, string> = {}) => runIn(folder, { url: "sqlite:data/app.db", ...inputs });
  const ask = (sql: string) => {
    const database = new DatabaseSync(join(folder, "data/app.db"));
    try {
      return database.prepare(sql).all() as Record<string, unknown>[];
    } finally {
      database.close();
    }
  };

  it("applies, resumes, undoes, and has nothing half done", async () => {
    write({
      "1_a.sql": "CREATE TABLE a (id integer PRIMARY KEY, [odd;name] text);\nINSERT INTO a VALUES (1, 'x');",
      "2_b.sql":
        "CREATE TRIGGER g AFTER INSERT ON a BEGIN UPDATE a SET [odd;name] = CASE WHEN new.id > 1 THEN 'g' ELSE 'h' END; SELECT 1; END;\nINSERT INTO a VALUES (2, 'y');",
      "2_b.down.sql": "DROP TRIGGER g; DELETE FROM a WHERE id = 2;",
      "3_c.sql": "VACUUM;",
    });
    const plan = await run({ mode: "plan", url: "", dialect: "sqlite" });
    expect(plan.log).toContain("3_c.sql: statement by statement: VACUUM in line 1 cannot run in one");
    expect(plan.log).toContain("a statement that runs cannot be cancelled");
    const first = await run();
    expect(first.message).toBe("");
    expect(first.outputs).toMatchObject({ outcome: "applied", applied: "3", current: "3" });
    expect(first.log).toMatch(/Connected to .*app\.db, SQLite 3/);
    expect(ask("SELECT * FROM a")).toEqual([
      { id: 1, "odd;name": "g" },
      { id: 2, "odd;name": "g" },
    ]);
    expect((await run()).outputs).toMatchObject({ outcome: "up-to-date" });
    write({ "4_d.sql": "CREATE TABLE d (id int);\nINSERT INTO nowhere VALUES (1);" });
    const broken = await run();
    expect(broken.message).toMatch(/4_d\.sql:2:1: statement 2 failed: no such table: nowhere\. Nothing of this file/);
    expect(ask("SELECT name FROM sqlite_schema WHERE name = 'd'")).toEqual([]);
    write({ "4_d.sql": "SELECT 1;\nCREATE TABEL d (id int);" });
    expect((await run()).message).toMatch(/4_d\.sql:2:8 near "TABEL": syntax error/);
    write({ "4_d.sql": ".mode csv\nSELECT 1;" });
    expect((await run()).message).toMatch(/4_d\.sql:1:1 \.mode is a command of SQLite's shell/);
    write({ "4_d.sql": "BEGIN; SELECT 1; COMMIT;" });
    expect((await run()).message).toMatch(/4_d\.sql:1:1 holds BEGIN/);
    rmSync(join(folder, "4_d.sql"));
    expect((await run({ mode: "rollback", to: "2" })).message).toMatch(/3_c\.sql has no file that undoes it/);
  });

  it("rebuilds a table with foreign keys off, and checks them before it commits", async () => {
    write({
      "1_a.sql":
        "CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE c (id integer PRIMARY KEY, p int REFERENCES p (id) ON DELETE CASCADE); INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1);",
      "2_b.sql":
        "PRAGMA foreign_keys = off; CREATE TABLE n (id integer PRIMARY KEY, more text); INSERT INTO n (id) SELECT id FROM p; DROP TABLE p; ALTER TABLE n RENAME TO p; PRAGMA foreign_keys = on;",
    });
    expect((await run()).message).toBe("");
    expect(ask("SELECT * FROM c")).toEqual([{ id: 1, p: 1 }]);
    write({ "3_c.sql": "PRAGMA foreign_keys = off; DELETE FROM p;" });
    expect((await run()).message).toMatch(/foreign keys do not hold: row 1 of c refers to nothing in p/);
    expect(ask("SELECT count(*) AS n FROM p")).toEqual([{ n: 1 }]);
  });

  it("applies each file once when runs start at once, also beside an app that writes", async () => {
    write({ "1_a.sql": "CREATE TABLE a (id int); INSERT INTO a VALUES (1);", "2_b.sql": "INSERT INTO a VALUES (2);" });
    const runs = await Promise.all(Array.from({ length: 5 }, () => run()));
    expect(runs.map(({ message }) => message)).toEqual(Array(5).fill(""));
    expect(ask("SELECT id FROM a")).toEqual([{ id: 1 }, { id: 2 }]);
    const app = new DatabaseSync(join(folder, "data/app.db"));
    app.exec("BEGIN IMMEDIATE; INSERT INTO a VALUES (9)");
    write({ "3_c.sql": "INSERT INTO a VALUES (3);" });
    const running = run();
    await new Promise((done) => setTimeout(done, 300));
    app.exec("COMMIT");
    app.close();
    expect((await running).message).toBe("");
    expect(ask("SELECT count(*) AS n FROM a")).toEqual([{ n: 4 }]);
  });

  it("finds drift, and tells of a file that is none", async () => {
    write({ "1_a.sql": "CREATE TABLE a (id int);" });
    await run();
    const drift = () => run({ mode: "drift", "scratch-url": "sqlite:scratch.db" });
    expect(await drift()).toMatchObject({ message: "", outputs: { outcome: "in-sync" } });
    rmSync(join(folder, "scratch.db"));
    ask("ALTER TABLE a ADD COLUMN extra text");
    expect((await drift()).message).toMatch(/table a is "CREATE TABLE a \(id int, extra text\)"/);
    writeFileSync(join(folder, "no.db"), "this is no database at all, but long enough to be read as one".repeat(20));
    expect((await run({ url: "sqlite:no.db" })).message).toMatch(/could not be opened: file is not a database/);
    expect((await run({ mode: "status", url: "sqlite:nowhere.db" })).message).toMatch(/There is no database file/);
    expect((await run({ mode: "trace", "scratch-url": "sqlite:x.db" })).message).toMatch(/knows PostgreSQL only/);
  });
});
