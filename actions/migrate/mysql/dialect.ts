import type { Dialect } from "../engine.ts";
import { type Piece, splitSql } from "../plain/split.ts";
import type { Parsed, Refusal } from "../sql.ts";
import { refusedTransaction } from "../tree.ts";

/** MySQL 8 and MariaDB 10.6 on, whose DDL is atomic for each statement and commits by itself. */
export const MYSQL: Dialect = {
  name: "MySQL",
  load: async () => {},
  parse,
  checked: false,
  promises: [
    "Changes of the schema commit by themselves on this database, so a file with one of them runs statement by statement, each recorded; one that fails half-way stays half done, and the next run goes on there.",
    "A file of INSERT, UPDATE, DELETE and the like alone is in the database as a whole or not at all, on tables of InnoDB.",
    "The server's own parser looks at every statement that it can prepare before the first one runs.",
    "The rules of the check are PostgreSQL's; files of this database are only parsed and put in order.",
  ],
  connect: async (inputs, world) => (await import("./engine.ts")).connectMysql(inputs, world),
};

const RULES = { backslashes: true, hashes: true, brackets: false, delimiters: true };

function parse(text: string): Parsed {
  const split = splitSql(text, RULES);
  if ("mistake" in split) return split;
  return {
    statements: split.pieces.map((piece, index) => ({
      number: index + 1,
      line: piece.line,
      column: piece.column,
      sql: piece.sql,
      tree: {},
      outside: commits(piece),
      refused: refused(piece),
    })),
  };
}

/** Statements that leave a transaction as it is (MySQL's manual, "Statements That Cause an Implicit Commit"). */
const WITHIN = /^(INSERT|UPDATE|DELETE|REPLACE|SELECT|WITH|TABLE|VALUES|DO|SET|SAVEPOINT|RELEASE|SHOW|EXPLAIN|)$/;

function commits({ words }: Piece): string | undefined {
  const [first = "", second = ""] = words;
  return WITHIN.test(first) ? undefined : `${first} ${second}`.trim();
}

function refused({ words }: Piece): Refusal | undefined {
  const [first, second] = words;
  if (first === "ROLLBACK" && words.includes("TO")) return undefined;
  if (first === "BEGIN" && words.includes("ATOMIC")) return undefined;
  if (/^(BEGIN|COMMIT|ROLLBACK|XA)$/.test(first ?? "") || (first === "START" && second === "TRANSACTION")) {
    return refusedTransaction(first === "START" ? "START TRANSACTION" : (first ?? ""));
  }
  if (first === "SET" && words.includes("AUTOCOMMIT")) return refusedTransaction("SET autocommit");
  if (first === "USE") {
    return {
      message: "holds USE, which would take the statements behind it into another database",
      hint: "Write the name of the database in front of the table: other.users.",
    };
  }
  if (first === "LOAD" && words.includes("LOCAL")) {
    return {
      message: "holds LOAD DATA LOCAL, for which there is no file here",
      hint: "Write INSERT statements, or LOAD DATA from a file of the server.",
    };
  }
  if (/^(LOCK|UNLOCK)$/.test(first ?? "")) {
    return {
      message: `holds ${first} TABLES, which would keep the history from being written`,
      hint: "Take it out: no other migration runs beside this one.",
    };
  }
  return undefined;
}
