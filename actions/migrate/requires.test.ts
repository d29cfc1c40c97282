import { beforeAll, expect, it } from "vitest";
import { tooNew } from "./requires.ts";
import { loadParser, parseSql } from "./sql.ts";

beforeAll(loadParser);

it.each([
  ["MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE", 15],
  ["MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE RETURNING *", 17],
  ["CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT", 15],
  ["CREATE TABLE t (a int UNIQUE NULLS NOT DISTINCT)", 15],
  ["ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (a)", 15],
  ["REINDEX (TABLESPACE x) TABLE t", 14],
  ["CREATE OR REPLACE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()", 14],
  ["CREATE FUNCTION f() RETURNS int RETURN 1", 14],
  ["CREATE VIEW v WITH (security_invoker) AS SELECT 1", 15],
  ["ALTER TABLE t DETACH PARTITION p CONCURRENTLY", 14],
  ["ALTER TABLE t DETACH PARTITION p FINALIZE", 14],
  ["ALTER TABLE t ALTER a SET COMPRESSION lz4", 14],
  ["CREATE TABLE t (a text COMPRESSION lz4)", 14],
  ["ALTER TABLE t SET ACCESS METHOD heap", 15],
  ["ALTER TABLE t ALTER a SET EXPRESSION AS (b + 1)", 17],
  ["ALTER TABLE t ADD COLUMN a int GENERATED ALWAYS AS (b) VIRTUAL", 18],
  ["ALTER TABLE t ADD CONSTRAINT c NOT NULL a NOT VALID", 18],
  ["ALTER TABLE t ADD PRIMARY KEY (a, b WITHOUT OVERLAPS)", 18],
  ["ALTER TABLE t ADD FOREIGN KEY (a, PERIOD b) REFERENCES c (d, PERIOD e)", 18],
  ["ALTER TABLE t ADD CHECK (a > 0) NOT ENFORCED", 18],
  ["CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED)", 18],
  ["CREATE TABLE t (a int PRIMARY KEY, b int CHECK (b > 0), FOREIGN KEY (b) REFERENCES u)", 13],
  ["ALTER TABLE t ADD CHECK (a > 0) NOT VALID", 13],
  ["CREATE INDEX i ON t (a)", 13],
])("%s needs PostgreSQL %i", (sql, since) => {
  const parsed = parseSql(sql);
  const tree = ("statements" in parsed && parsed.statements[0]?.tree) || {};
  const majors = [13, 14, 15, 16, 17, 18].filter((major) => tooNew(tree, major) === undefined);
  expect(majors[0]).toBe(since);
});
