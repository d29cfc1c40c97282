import { describe, expect, it } from "vitest";
import { MYSQL } from "../mysql/dialect.ts";
import { SQLITE } from "../sqlite/dialect.ts";
import { splitSql } from "./split.ts";

const mysql = { backslashes: true, hashes: true, brackets: false, delimiters: true };
const sqlite = { backslashes: false, hashes: false, brackets: true, delimiters: false };
const split = (text: string, rules = mysql) => {
  const found = splitSql(text, rules);
  return "mistake" in found ? found.mistake : found.pieces.map(({ sql, line, column }) => [sql, line, column]);
};

describe("splitSql", () => {
  it.each([
    [
      "SELECT ';', \"a;'\", `b;`; SELECT 2",
      mysql,
      [
        ["SELECT ';', \"a;'\", `b;`", 1, 1],
        ["SELECT 2", 1, 26],
      ],
    ],
    ["-- a; b\n# c;\n/* d; */ SELECT 1 -- e;\n;", mysql, [["SELECT 1 -- e;", 3, 10]]],
    [
      "SELECT 1--1; SELECT 2",
      mysql,
      [
        ["SELECT 1--1", 1, 1],
        ["SELECT 2", 1, 14],
      ],
    ],
    [
      "SELECT 'a\\';b'; SELECT 'c'';d'",
      mysql,
      [
        ["SELECT 'a\\';b'", 1, 1],
        ["SELECT 'c'';d'", 1, 17],
      ],
    ],
    [
      "SELECT 'a\\'; SELECT 2",
      sqlite,
      [
        ["SELECT 'a\\'", 1, 1],
        ["SELECT 2", 1, 14],
      ],
    ],
    [
      "SELECT [a;b]; --x;\n SELECT 2;;",
      sqlite,
      [
        ["SELECT [a;b]", 1, 1],
        ["SELECT 2", 2, 2],
      ],
    ],
    [
      "/*!40101 SET NAMES utf8 */; SELECT 1",
      mysql,
      [
        ["/*!40101 SET NAMES utf8 */", 1, 1],
        ["SELECT 1", 1, 29],
      ],
    ],
    [
      "DELIMITER $$\nCREATE PROCEDURE p() BEGIN SELECT 1; END$$\nDELIMITER ;\nSELECT 2;",
      mysql,
      [
        ["CREATE PROCEDURE p() BEGIN SELECT 1; END", 2, 1],
        ["SELECT 2", 4, 1],
      ],
    ],
    ["", mysql, []],
  ])("%j", (text, rules, expected) => {
    expect(split(text, rules)).toEqual(expected);
  });

  it.each([
    "CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW BEGIN IF NEW.a THEN SET NEW.b = 1; END IF; SET NEW.c = CASE WHEN 1 THEN 2 END; END",
    "CREATE DEFINER=`a`@`b` PROCEDURE p() BEGIN WHILE x DO BEGIN SELECT 1; END; END WHILE; CASE x WHEN 1 THEN SELECT 1; END CASE; LOOP LEAVE y; END LOOP; END",
    "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM a; DELETE FROM b; END",
    "BEGIN NOT ATOMIC SELECT 1; SELECT 2; END",
  ])("keeps the body of %s", (body) => {
    expect(split(`${body}; SELECT 9;`)).toEqual([
      [body, 1, 1],
      ["SELECT 9", 1, body.length + 3],
    ]);
  });

  it("says where a quote or a comment begins that does not end", () => {
    expect(split("SELECT 1;\n  'x; SELECT 2")).toMatchObject({
      line: 2,
      column: 3,
      message: "a quote begins here and does not end",
    });
    expect(split("/* x")).toMatchObject({ line: 1, column: 1, message: "a comment begins here and does not end" });
  });
});

describe("statements of MySQL", () => {
  const one = (text: string) => {
    const parsed = MYSQL.parse(text);
    const statement = "statements" in parsed ? parsed.statements[0] : undefined;
    return [statement?.outside, statement?.refused?.message.split(",")[0]];
  };
  it.each([
    ["INSERT INTO a VALUES (1)", undefined, undefined],
    ["(SELECT 1)", undefined, undefined],
    ["SET @a = 1", undefined, undefined],
    ["ALTER TABLE a ADD b int", "ALTER TABLE", undefined],
    ["CALL p()", "CALL P", undefined],
    ["ROLLBACK TO s", "ROLLBACK TO", undefined],
    ["COMMIT", "COMMIT", "holds COMMIT"],
    ["START TRANSACTION", "START TRANSACTION", "holds START TRANSACTION"],
    ["SET autocommit = 0", undefined, "holds SET autocommit"],
    ["USE other", "USE OTHER", "holds USE"],
    ["LOAD DATA LOCAL INFILE 'x' INTO TABLE a", "LOAD DATA", "holds LOAD DATA LOCAL"],
    ["LOCK TABLES a WRITE", "LOCK TABLES", "holds LOCK TABLES"],
  ])("%s", (text, outside, refused) => {
    expect(one(text)).toEqual([outside, refused]);
  });
});

describe("statements of SQLite", () => {
  const parse = async (text: string) => {
    await SQLITE.load();
    return SQLITE.parse(text);
  };
  it.each([
    ["CREATE TABLE a (id int)", undefined, undefined],
    ["PRAGMA user_version = 3", undefined, undefined],
    ["PRAGMA journal_mode = wal", "PRAGMA JOURNAL_MODE", undefined],
    ["VACUUM", "VACUUM", undefined],
    ["COMMIT", undefined, "holds COMMIT"],
  ])("%s", async (text, outside, refused) => {
    const parsed = await parse(text);
    const statement = "statements" in parsed ? parsed.statements[0] : undefined;
    expect([statement?.outside, statement?.refused?.message.split(",")[0]]).toEqual([outside, refused]);
  });
  it("has SQLite's own parser say what is no SQL, and where", async () => {
    expect(await parse("SELECT 1;\nSELECT 2,\n  FROM x;")).toEqual({
      mistake: { line: 3, column: 3, message: 'near "FROM": syntax error' },
    });
    expect(await parse("INSERT INTO nowhere VALUES (1")).toMatchObject({ mistake: { message: "incomplete input" } });
    expect(await parse("INSERT INTO nowhere VALUES (1)")).toHaveProperty("statements");
  });
});
