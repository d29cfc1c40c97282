import { beforeAll, expect, it } from "vitest";
import { lockOf } from "./locks.ts";
import { loadParser, parseSql } from "./sql.ts";

beforeAll(loadParser);

// The modes are those of PostgreSQL's manual; test/engine reads the same ones from pg_locks.
it.each([
  ["ALTER TABLE s.t ADD COLUMN a int", "ACCESS EXCLUSIVE s.t"],
  ["ALTER TABLE t VALIDATE CONSTRAINT c", "SHARE UPDATE EXCLUSIVE t"],
  ["ALTER TABLE t VALIDATE CONSTRAINT c, ADD COLUMN a int", "ACCESS EXCLUSIVE t"],
  ["ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u", "SHARE ROW EXCLUSIVE t"],
  ["ALTER TABLE t ADD CHECK (a > 0)", "ACCESS EXCLUSIVE t"],
  ["ALTER TABLE t ATTACH PARTITION p DEFAULT", "SHARE UPDATE EXCLUSIVE t"],
  ["ALTER TABLE t DETACH PARTITION p", "ACCESS EXCLUSIVE t"],
  ["ALTER TABLE t DETACH PARTITION p CONCURRENTLY", "SHARE UPDATE EXCLUSIVE t"],
  ["CREATE INDEX ON t (a)", "SHARE t"],
  ["CREATE INDEX CONCURRENTLY ON t (a)", "SHARE UPDATE EXCLUSIVE t"],
  ["DROP INDEX i", "ACCESS EXCLUSIVE i"],
  ["DROP INDEX CONCURRENTLY s.i", "SHARE UPDATE EXCLUSIVE s.i"],
  ["DROP TABLE t", "ACCESS EXCLUSIVE t"],
  ["TRUNCATE t", "ACCESS EXCLUSIVE t"],
  ["ALTER TABLE t RENAME a TO b", "ACCESS EXCLUSIVE t"],
  ["CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()", "SHARE ROW EXCLUSIVE t"],
  ["CREATE TABLE n (a int REFERENCES t)", "SHARE ROW EXCLUSIVE t"],
  ["CREATE TABLE n (a int)", undefined],
  ["CREATE TABLE n PARTITION OF t DEFAULT", "ACCESS EXCLUSIVE t"],
  ["UPDATE t SET a = 1", "ROW EXCLUSIVE t"],
  ["LOCK TABLE t IN SHARE MODE", "SHARE t"],
  ["LOCK TABLE t", "ACCESS EXCLUSIVE t"],
  ["VACUUM t", "SHARE UPDATE EXCLUSIVE t"],
  ["VACUUM FULL t", "ACCESS EXCLUSIVE t"],
  ["REFRESH MATERIALIZED VIEW m", "ACCESS EXCLUSIVE m"],
  ["REFRESH MATERIALIZED VIEW CONCURRENTLY m", "EXCLUSIVE m"],
  ["SELECT 1", undefined],
])("%s takes %s", (sql, expected) => {
  const result = parseSql(sql);
  if ("mistake" in result) throw new Error(result.mistake.message);
  const lock = lockOf(result.statements[0]?.tree ?? {});
  expect(lock && `${lock.mode} ${lock.table}`).toBe(expected);
});
