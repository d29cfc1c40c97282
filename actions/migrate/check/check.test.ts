import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checksumOf, type MigrationFile } from "../files.ts";
import { loadParser } from "../sql.ts";
import { checkFiles } from "./check.ts";
import { RULE_NAMES } from "./rules.ts";

beforeAll(loadParser);

const filesOf = (texts: readonly string[]): MigrationFile[] =>
  texts.map((text, index) => ({
    path: `${index + 1}.sql`,
    file: `${index + 1}.sql`,
    version: String(index + 1),
    name: "",
    text,
    checksum: checksumOf(text),
  }));
const check = (texts: readonly string[], major = 17) => checkFiles(filesOf(texts), { major, wanted: () => true });
/** `file:line rule` of each finding. */
const found = (texts: readonly string[], major = 17) =>
  check(texts, major).map(({ path, line, rule }) => `${path.replace(".sql", "")}:${line} ${rule}`);

/** Of each rule what it finds, and what says the same safely. */
const PAIRS: readonly [rule: string, bad: readonly string[], good: readonly string[]][] = [
  ["index-not-concurrent", ["CREATE INDEX i ON t (a)"], ["CREATE INDEX CONCURRENTLY i ON t (a)"]],
  [
    "index-not-concurrent",
    ["CREATE TABLE t (a int)", "CREATE INDEX i ON t (a)"],
    ["CREATE TABLE t (a int); CREATE INDEX i ON public.t (a)"],
  ],
  ["drop-index-not-concurrent", ["DROP INDEX i"], ["DROP INDEX CONCURRENTLY i"]],
  ["reindex-not-concurrent", ["REINDEX TABLE t"], ["REINDEX TABLE CONCURRENTLY t"]],
  [
    "concurrently-if-not-exists",
    ["CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)"],
    ["CREATE INDEX CONCURRENTLY i ON t (a)"],
  ],
  [
    "concurrently-mixed",
    ["CREATE TABLE n (a int);\nCREATE INDEX CONCURRENTLY i ON t (a)"],
    ["CREATE TABLE n (a int)", "CREATE INDEX CONCURRENTLY i ON t (a); CREATE INDEX CONCURRENTLY j ON t (b)"],
  ],
  [
    "foreign-key-validated-at-once",
    ["ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u"],
    ["ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u NOT VALID", "ALTER TABLE t VALIDATE CONSTRAINT c"],
  ],
  [
    "foreign-key-validated-at-once",
    ["ALTER TABLE t ADD COLUMN a int DEFAULT 1 REFERENCES u"],
    ["ALTER TABLE t ADD COLUMN a int REFERENCES u"],
  ],
  [
    "check-validated-at-once",
    ["ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)"],
    ["ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID"],
  ],
  [
    "check-validated-at-once",
    ["ALTER TABLE t ADD COLUMN a int CHECK (a > 0)"],
    ["CREATE TABLE t (b int); ALTER TABLE t ADD COLUMN a int CHECK (a > 0)"],
  ],
  [
    "validate-in-same-transaction",
    ["ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\nALTER TABLE t VALIDATE CONSTRAINT c"],
    ["ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID", "ALTER TABLE t VALIDATE CONSTRAINT c"],
  ],
  [
    "unique-without-index",
    ["ALTER TABLE t ADD CONSTRAINT c UNIQUE (a)"],
    ["CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)", "ALTER TABLE t ADD CONSTRAINT c UNIQUE USING INDEX i"],
  ],
  [
    "unique-without-index",
    ["ALTER TABLE t ADD PRIMARY KEY (a)"],
    ["ALTER TABLE t ADD CONSTRAINT c PRIMARY KEY USING INDEX i"],
  ],
  ["unique-without-index", ["ALTER TABLE t ADD COLUMN a int UNIQUE"], ["ALTER TABLE t ADD COLUMN a int"]],
  [
    "exclusion-constraint",
    ["ALTER TABLE t ADD CONSTRAINT c EXCLUDE USING gist (a WITH &&)"],
    ["CREATE TABLE t (a int4range, EXCLUDE USING gist (a WITH &&))"],
  ],
  [
    "set-not-null",
    ["ALTER TABLE t ALTER COLUMN a SET NOT NULL"],
    [
      "ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID",
      "ALTER TABLE t VALIDATE CONSTRAINT c",
      "ALTER TABLE t ALTER a SET NOT NULL",
    ],
  ],
  [
    "add-required-column",
    ["ALTER TABLE t ADD COLUMN a int NOT NULL"],
    ["ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 0"],
  ],
  [
    "volatile-default",
    ["ALTER TABLE t ADD COLUMN a uuid DEFAULT gen_random_uuid()"],
    ["ALTER TABLE t ADD COLUMN a timestamptz DEFAULT now()"],
  ],
  [
    "volatile-default",
    ["ALTER TABLE t ADD COLUMN a serial"],
    ["ALTER TABLE t ADD COLUMN a uuid; ALTER TABLE t ALTER COLUMN a SET DEFAULT gen_random_uuid()"],
  ],
  [
    "volatile-default",
    ["ALTER TABLE t ADD COLUMN a int GENERATED ALWAYS AS (b * 2) STORED"],
    ["ALTER TABLE t ADD COLUMN a int GENERATED ALWAYS AS (b * 2) VIRTUAL"],
  ],
  [
    "change-column-type",
    ["CREATE TABLE t (a int)", "ALTER TABLE t ALTER COLUMN a TYPE bigint"],
    [
      "CREATE TABLE t (a varchar(10), n numeric(8,2))",
      "ALTER TABLE t ALTER COLUMN a TYPE varchar(20); ALTER TABLE t ALTER COLUMN a TYPE text; ALTER TABLE t ALTER COLUMN n TYPE numeric(10,2)",
    ],
  ],
  [
    "change-column-type",
    ["CREATE TABLE t (a varchar(20))", "ALTER TABLE t ALTER COLUMN a TYPE varchar(10)"],
    ["CREATE TABLE t (a int); ALTER TABLE t ALTER COLUMN a TYPE bigint"],
  ],
  ["rewrite-table", ["ALTER TABLE t SET UNLOGGED"], ["CREATE UNLOGGED TABLE t (a int)"]],
  ["rename", ["ALTER TABLE t RENAME COLUMN a TO b"], ["ALTER TABLE t ADD COLUMN b int"]],
  ["rename", ["ALTER TABLE t RENAME TO u"], ["CREATE TABLE t (); ALTER TABLE t RENAME TO u"]],
  ["rename", ["ALTER SCHEMA a RENAME TO b"], ["CREATE SCHEMA b"]],
  ["rename", ["ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'"], ["ALTER TYPE mood ADD VALUE 'blue'"]],
  ["rename", ["ALTER TABLE t SET SCHEMA s"], ["ALTER INDEX i RENAME TO j"]],
  ["drop-column", ["ALTER TABLE t DROP COLUMN a"], ["-- quayside: phase=post\nALTER TABLE t DROP COLUMN a"]],
  ["drop-not-null", ["ALTER TABLE t ALTER COLUMN a DROP NOT NULL"], ["ALTER TABLE t ALTER COLUMN a SET DEFAULT 0"]],
  ["drop-table", ["DROP TABLE t"], ["CREATE TABLE t (); DROP TABLE t"]],
  ["drop-table", ["CREATE TABLE a ();\nDROP TABLE a, t"], ["-- quayside: phase=post\nDROP TABLE t"]],
  ["drop-schema", ["DROP SCHEMA s CASCADE"], ["DROP TRIGGER g ON t"]],
  ["drop-database", ["DROP DATABASE d"], ["CREATE SCHEMA d"]],
  ["truncate", ["TRUNCATE t CASCADE"], ["CREATE TABLE t (); TRUNCATE t"]],
  ["update-all-rows", ["UPDATE t SET a = 1"], ["UPDATE t SET a = 1 WHERE id BETWEEN 1 AND 1000"]],
  ["delete-all-rows", ["DELETE FROM t"], ["DELETE FROM t WHERE id < 1000"]],
  ["vacuum-full", ["VACUUM FULL t"], ["VACUUM (ANALYZE, FULL false) t"]],
  ["vacuum-full", ["CLUSTER t USING i"], ["ANALYZE t"]],
  ["refresh-not-concurrent", ["REFRESH MATERIALIZED VIEW m"], ["REFRESH MATERIALIZED VIEW CONCURRENTLY m"]],
  ["detach-partition", ["ALTER TABLE t DETACH PARTITION p"], ["ALTER TABLE t DETACH PARTITION p CONCURRENTLY"]],
  [
    "attach-partition-without-check",
    ["ALTER TABLE t ATTACH PARTITION p FOR VALUES FROM (1) TO (2)"],
    [
      "ALTER TABLE p ADD CONSTRAINT c CHECK (a >= 1 AND a < 2) NOT VALID",
      "ALTER TABLE p VALIDATE CONSTRAINT c",
      "ALTER TABLE t ATTACH PARTITION p FOR VALUES FROM (1) TO (2)",
    ],
  ],
  [
    "attach-partition-without-check",
    ["CREATE TABLE p (a int)", "ALTER TABLE t ATTACH PARTITION p FOR VALUES IN (1)"],
    ["CREATE TABLE p (a int); ALTER TABLE t ATTACH PARTITION p FOR VALUES IN (1)"],
  ],
  [
    "create-partition-of",
    ["CREATE TABLE p PARTITION OF t FOR VALUES IN (1)"],
    ["CREATE TABLE t (a int) PARTITION BY LIST (a); CREATE TABLE p PARTITION OF t FOR VALUES IN (1)"],
  ],
  [
    "domain-constraint",
    ["ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0)"],
    ["ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID"],
  ],
  ["lock-timeout-off", ["SET lock_timeout = 0"], ["SET lock_timeout = '2s'"]],
  ["lock-timeout-off", ["SET LOCAL lock_timeout TO '0'"], ["SET statement_timeout = 0"]],
  ["json-column", ["ALTER TABLE t ADD COLUMN a json"], ["ALTER TABLE t ADD COLUMN a jsonb"]],
  ["json-column", ["CREATE TABLE t (a json)"], ["CREATE TABLE t (a jsonb)"]],
  [
    "work-under-lock",
    ["ALTER TABLE t ADD COLUMN a int;\nUPDATE t SET a = 1 WHERE id < 10"],
    ["ALTER TABLE t ADD COLUMN a int", "UPDATE t SET a = 1 WHERE id < 10"],
  ],
  [
    "work-under-lock",
    ["ALTER TABLE t ADD COLUMN a int;\nINSERT INTO u SELECT * FROM v"],
    ["ALTER TABLE t ADD COLUMN a int; INSERT INTO u VALUES (1)"],
  ],
  [
    "several-tables-locked",
    ["ALTER TABLE t ADD COLUMN a int;\nALTER TABLE u ADD COLUMN a int"],
    ["ALTER TABLE t ADD COLUMN a int; ALTER TABLE t ADD COLUMN b int", "ALTER TABLE u ADD COLUMN a int"],
  ],
  ["update-all-rows", ["UPDATE t SET a = 1 WHERE a IS NULL"], ["UPDATE t SET a = 1 WHERE b IS NULL"]],
  [
    "index-not-concurrent",
    ["CREATE TABLE t (a int) PARTITION BY LIST (a)", "CREATE INDEX i ON t (a)"],
    [
      "CREATE TABLE t (a int) PARTITION BY LIST (a)",
      "CREATE INDEX i ON ONLY t (a)",
      "ALTER INDEX i ATTACH PARTITION j",
    ],
  ],
  [
    "concurrently-on-partitioned",
    ["CREATE TABLE t (a int) PARTITION BY LIST (a)", "CREATE INDEX CONCURRENTLY i ON t (a)"],
    ["CREATE TABLE t (a int)", "CREATE INDEX CONCURRENTLY i ON t (a)"],
  ],
  ["drop-object", ["DROP VIEW v"], ["DROP VIEW v; CREATE VIEW v AS SELECT 1"]],
  ["drop-object", ["DROP FUNCTION s.f(int)"], ["-- quayside: phase=post\nDROP FUNCTION s.f(int)"]],
  [
    "drop-object",
    ["DROP TYPE mood"],
    ["DROP FUNCTION f(int); CREATE FUNCTION f(bigint) RETURNS int LANGUAGE sql AS 'SELECT 1'"],
  ],
  ["rename", ["ALTER FUNCTION f(int) RENAME TO g"], ["ALTER TABLE t RENAME CONSTRAINT c TO d"]],
  ["drop-default", ["ALTER TABLE t ALTER COLUMN a DROP DEFAULT"], ["ALTER TABLE t ALTER COLUMN a SET DEFAULT 1"]],
  [
    "drop-cascade",
    ["-- quayside: phase=post\nDROP TABLE t CASCADE"],
    ["-- quayside: phase=post\nDROP VIEW v; DROP TABLE t"],
  ],
  [
    "revoke",
    ["REVOKE SELECT ON t FROM app"],
    ["CREATE TABLE t (a int); REVOKE ALL ON t FROM PUBLIC; GRANT SELECT ON t TO app"],
  ],
  [
    "enable-row-security",
    ["ALTER TABLE t ENABLE ROW LEVEL SECURITY"],
    ["CREATE POLICY p ON t USING (true); ALTER TABLE t ENABLE ROW LEVEL SECURITY"],
  ],
  ["lock-table", ["LOCK TABLE t"], ["LOCK TABLE t IN ROW EXCLUSIVE MODE"]],
  [
    "enum-value-used-at-once",
    ["ALTER TYPE mood ADD VALUE 'blue';\nINSERT INTO t VALUES ('blue')"],
    ["ALTER TYPE mood ADD VALUE 'blue'", "INSERT INTO t VALUES ('blue')"],
  ],
  [
    "name-too-long",
    [`CREATE INDEX CONCURRENTLY ${"i".repeat(64)} ON t (a)`],
    [`CREATE INDEX CONCURRENTLY ${"i".repeat(63)} ON t (a)`],
  ],
  ["small-primary-key", ["CREATE TABLE t (id serial PRIMARY KEY)"], ["CREATE TABLE t (id bigserial PRIMARY KEY)"]],
  [
    "small-primary-key",
    ["CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, a int, PRIMARY KEY (id))"],
    ["CREATE TABLE t (id int PRIMARY KEY, n serial)"],
  ],
];

describe.each(PAIRS)("%s", (rule, bad, good) => {
  it("finds the bad one, and nothing else", () => {
    expect(check(bad).map((finding) => finding.rule)).toEqual([rule]);
    const [finding] = check(bad);
    expect(finding?.path).toBe(`${bad.length}.sql`);
    expect(finding?.line).toBe((bad.at(-1) ?? "").split("\n").length);
  });
  it("leaves the good one alone", () => {
    expect(found(good)).toEqual([]);
  });
});

it("is told of in the README, rule by rule", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const [, section = ""] = /## Rules of the check\n([\s\S]*?)\n## /.exec(readme) ?? [];
  const words = new Set(section.match(/[a-z]+(-[a-z]+)*/g));
  expect(RULE_NAMES.filter((rule) => !words.has(rule))).toEqual([]);
});

it("finds nothing in the files of the sample app", () => {
  const folder = join(import.meta.dirname, "../../../sample-app/migrations");
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith(".sql") && !name.endsWith(".down.sql"))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
  expect(texts.length).toBeGreaterThan(0);
  expect(check(texts)).toEqual([]);
});

it("finds nothing in a schema that is grown with care", () => {
  expect(
    check([
      `CREATE EXTENSION IF NOT EXISTS citext; CREATE TYPE mood AS ENUM ('sad', 'ok');
       CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email citext NOT NULL UNIQUE, m mood, data jsonb);
       CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric(8, 2) CHECK (total >= 0));
       CREATE INDEX orders_user ON orders (user_id); INSERT INTO users (email) SELECT 'a@example.com'; COMMENT ON TABLE users IS 'x';
       CREATE VIEW v AS SELECT id FROM users; CREATE MATERIALIZED VIEW mv AS SELECT 1 AS id; GRANT SELECT ON users TO app;
       REVOKE ALL ON orders FROM PUBLIC; ALTER TABLE users ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON users USING (true);`,
      "ALTER TABLE users ADD COLUMN name text; ALTER TABLE users ADD COLUMN seen timestamptz DEFAULT now()",
      "CREATE INDEX CONCURRENTLY users_name ON users (name);\nDROP INDEX CONCURRENTLY orders_user;\nREINDEX INDEX CONCURRENTLY users_name;",
      "ALTER TABLE orders ADD CONSTRAINT small CHECK (total < 1000000) NOT VALID",
      "ALTER TABLE orders VALIDATE CONSTRAINT small",
      "ALTER TABLE users ADD CONSTRAINT named CHECK (name IS NOT NULL) NOT VALID",
      "ALTER TABLE users VALIDATE CONSTRAINT named",
      "ALTER TABLE users ALTER COLUMN name SET NOT NULL; ALTER TABLE users DROP CONSTRAINT named",
      "UPDATE users SET name = 'x' WHERE id BETWEEN 1 AND 1000; DELETE FROM orders WHERE id < 100",
      "CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f();",
      "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'great' AFTER 'ok'",
      "DROP VIEW v; CREATE VIEW v AS SELECT id, name FROM users; REFRESH MATERIALIZED VIEW CONCURRENTLY mv",
      "-- quayside: phase=post\nALTER TABLE orders DROP COLUMN total; DROP MATERIALIZED VIEW mv",
    ]),
  ).toEqual([]);
});

it("has a pair for every rule", () => {
  expect([...new Set(PAIRS.map(([rule]) => rule))].sort()).toEqual([...RULE_NAMES].sort());
});

it("looks into DO blocks, and tells the very line", () => {
  const block = `DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'i') THEN
    CREATE INDEX i ON t (a);
  END IF;
  EXECUTE 'DROP TABLE u';
END
$$;`;
  expect(found([block])).toEqual(["1:4 index-not-concurrent", "1:6 drop-table"]);
  expect(found([`-- quayside-ignore index-not-concurrent, drop-table: small and unused\n${block}`])).toEqual([]);
  expect(found(["DO $$ BEGIN PERFORM 1; EXECUTE format('DROP TABLE %I', 'u'); END $$"])).toEqual([]);
});

it("reads a file of ten thousand statements in a moment", { timeout: 60_000 }, () => {
  // Time of the processor, which a busy machine does not stretch as it does the clock's; it grew with the square once.
  const began = process.cpuUsage();
  expect(found([Array.from({ length: 10_000 }, (_, n) => `INSERT INTO t VALUES (${n}, 'text');`).join("\n")])).toEqual(
    [],
  );
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(8000);
});

it("knows what a version of the server cannot do", () => {
  expect(found(["ALTER TABLE t DETACH PARTITION p"], 13)).toEqual([]);
  expect(found(["ALTER TABLE t ADD CONSTRAINT c NOT NULL a"], 18)).toEqual(["1:1 set-not-null"]);
});

describe("comments that take a rule off", () => {
  it("work for their statement only", () => {
    expect(found(["-- quayside-ignore drop-table: nobody uses it since 2.0\nDROP TABLE t;\nDROP TABLE u;"])).toEqual([
      "1:3 drop-table",
    ]);
  });
  it("may stand behind the statement, name several rules, and be squawk's", () => {
    expect(found(["DROP TABLE t; -- quayside-ignore drop-table, rename: gone"])).toEqual(["1:1 unused-ignore"]);
    expect(found(["-- squawk-ignore ban-drop-table\nDROP TABLE t"])).toEqual([]);
    expect(found(["-- squawk-ignore constraint-missing-not-valid\nALTER TABLE t ADD CHECK (a > 0)"])).toEqual([]);
  });
  it("are told when they find nothing, name no rule, or give no reason", () => {
    expect(found(["-- quayside-ignore drop-table: why\nSELECT 1"])).toEqual(["1:1 unused-ignore"]);
    expect(check(["-- quayside-ignore drop-tabel: why\nSELECT 1"])[0]?.message).toBe("There is no rule drop-tabel.");
    expect(found(["-- quayside-ignore drop-table\nDROP TABLE t"])).toEqual(["1:1 ignore-without-reason"]);
  });
});

it("reads all files for what they say, and tells of those that are wanted", () => {
  const files = filesOf([
    "CREATE TABLE t (a varchar(5)); DROP TABLE x",
    "ALTER TABLE t ALTER a TYPE text; DROP TABLE y",
  ]);
  const findings = checkFiles(files, { major: 17, wanted: (file) => file.version === "2" });
  expect(findings.map(({ path, rule }) => [path, rule])).toEqual([["2.sql", "drop-table"]]);
});
