import { parsePlPgSQLSync } from "libpg-query";
import { parseSql, type Statement } from "../sql.ts";
import { type Fields, open, type Tree } from "../tree.ts";

/**
 * The SQL inside of a DO block, with the line of the file that each stands on. What a block puts together as text while
 * it runs cannot be seen; a text that is written out can.
 */
export function hiddenIn(statement: Statement): { tree: Tree; line: number }[] {
  const { kind, fields } = open(statement.tree);
  if (kind !== "DoStmt") return [];
  const options = (fields.args ?? []).map((arg: Fields) => arg.DefElem) as Fields[];
  const language = options.find(({ defname }) => defname === "language")?.arg?.String?.sval ?? "plpgsql";
  const body = String(options.find(({ defname }) => defname === "as")?.arg?.String?.sval ?? "");
  if (language !== "plpgsql") return [];
  let parsed: unknown;
  try {
    parsed = parsePlPgSQLSync(statement.sql);
  } catch {
    // The server says what is wrong with it.
    return [];
  }
  const first =
    statement.line + statement.sql.slice(0, Math.max(0, statement.sql.indexOf(body))).split("\n").length - 1;
  return queriesIn(parsed).flatMap(({ sql, line }) => {
    const inner = parseSql(sql);
    if (!("statements" in inner)) return [];
    return inner.statements.map(({ tree }) => ({ tree, line: first + line - 1 }));
  });
}

function queriesIn(node: unknown): { sql: string; line: number }[] {
  if (Array.isArray(node)) return node.flatMap(queriesIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const { lineno = 1 } = value as Fields;
    if (key === "PLpgSQL_stmt_execsql")
      return [{ sql: String(value.sqlstmt?.PLpgSQL_expr?.query ?? ""), line: lineno }];
    if (key === "PLpgSQL_stmt_dynexecute") {
      const text = /^'((?:[^']|'')*)'$/.exec(String(value.query?.PLpgSQL_expr?.query ?? ""))?.[1];
      return text === undefined ? [] : [{ sql: text.replaceAll("''", "'"), line: lineno }];
    }
    return queriesIn(value);
  });
}
