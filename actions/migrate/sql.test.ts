import { beforeAll, describe, expect, it } from "vitest";
import { headOf, loadParser, parseSql, type Statement } from "./sql.ts";

beforeAll(loadParser);

const split = (text: string): Statement[] => {
  const result = parseSql(text);
  if ("mistake" in result) throw new Error(result.mistake.message);
  return result.statements;
};
const mistake = (text: string) => {
  const result = parseSql(text);
  if ("statements" in result) throw new Error("it parsed");
  return result.mistake;
};

it("splits by the grammar, not by semicolons, and knows where each statement begins", () => {
  const text = `-- é first; a comment
CREATE TABLE "é" (a text DEFAULT ';');  /* ; */ SELECT 'é;';

-- another
  DO $$ BEGIN PERFORM 1; END $$;
`;
  expect(split(text).map(({ number, line, column, sql }) => ({ number, line, column, sql }))).toEqual([
    { number: 1, line: 2, column: 1, sql: `CREATE TABLE "é" (a text DEFAULT ';')` },
    { number: 2, line: 2, column: 49, sql: "SELECT 'é;'" },
    { number: 3, line: 5, column: 3, sql: "DO $$ BEGIN PERFORM 1; END $$" },
  ]);
});

it.each(["", "  \n", "-- only a comment", "/* x */;;"])("finds no statement in %j", (text) => {
  expect(split(text)).toEqual([]);
});

describe("mistakes", () => {
  it("have line and column, counted in characters", () => {
    expect(mistake("SELECT 1;\nSELECT 'é😀', FROM x;")).toMatchObject({
      line: 2,
      column: 15,
      message: 'syntax error at or near "FROM"',
    });
  });

  it.each([
    ["SELECT 1;\n\\restrict abc\n", /command of psql/],
    ["COPY t FROM stdin;\n1\ta\n\\.\n", /INSERT statements/],
    ["SELECT * FROM {{ table }};", /template/],
    ["SELECT * FROM t WHERE a = :id;", /psql only/],
  ])("%j has a hint", (text, hint) => {
    expect(mistake(text).hint).toMatch(hint);
  });
});

it.each([
  ["CREATE INDEX CONCURRENTLY a ON t (b)", "CREATE INDEX CONCURRENTLY"],
  ["CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS a ON t (b)", "CREATE INDEX CONCURRENTLY"],
  ["DROP INDEX CONCURRENTLY a", "DROP INDEX CONCURRENTLY"],
  ["REINDEX INDEX CONCURRENTLY a", "REINDEX CONCURRENTLY"],
  ["REINDEX (CONCURRENTLY) TABLE a", "REINDEX CONCURRENTLY"],
  ["REINDEX (CONCURRENTLY false) TABLE a", undefined],
  ["REINDEX SCHEMA a", "REINDEX of more than one table"],
  ["REINDEX TABLE a", undefined],
  ["ALTER TABLE a DETACH PARTITION b CONCURRENTLY", "DETACH PARTITION CONCURRENTLY"],
  ["ALTER TABLE a DETACH PARTITION b", undefined],
  ["VACUUM", "VACUUM"],
  ["VACUUM (FULL) a", "VACUUM"],
  ["ANALYZE a", undefined],
  ["CLUSTER", "CLUSTER of all tables"],
  ["CLUSTER a USING b", undefined],
  ["CREATE DATABASE a", "CREATE DATABASE"],
  ["DROP DATABASE a", "DROP DATABASE"],
  ["CREATE TABLESPACE a LOCATION '/x'", "CREATE TABLESPACE"],
  ["DROP TABLESPACE a", "DROP TABLESPACE"],
  ["ALTER SYSTEM SET work_mem = '1MB'", "ALTER SYSTEM"],
  ["DISCARD ALL", "DISCARD ALL"],
  ["DISCARD PLANS", undefined],
  ["CREATE SUBSCRIPTION a CONNECTION 'x' PUBLICATION b", "CREATE SUBSCRIPTION"],
  ["ALTER SUBSCRIPTION a REFRESH PUBLICATION", "ALTER SUBSCRIPTION"],
  ["DROP SUBSCRIPTION a", "DROP SUBSCRIPTION"],
  ["CREATE INDEX a ON t (b)", undefined],
  ["DROP INDEX a", undefined],
  ["ALTER TYPE a ADD VALUE 'b'", undefined],
  ["REFRESH MATERIALIZED VIEW CONCURRENTLY a", undefined],
])("%s runs outside of a transaction: %s", (sql, outside) => {
  expect(split(sql)[0]?.outside).toBe(outside);
});

it("shows the beginning of a statement in one line", () => {
  expect(headOf("SELECT\n  1,\t2")).toBe("SELECT 1, 2");
  expect(headOf("x".repeat(50), 10)).toBe("xxxxxxxxx…");
});
