import type { Dialect } from "../engine.ts";
import { type Piece, splitSql } from "../plain/split.ts";
import type { Parsed, Refusal, SyntaxMistake } from "../sql.ts";
import { placeOf } from "../sql.ts";
import { refusedTransaction } from "../tree.ts";

// The module is there from Node 22.5 on.
let sqlite: typeof import("node:sqlite") | undefined;

/** SQLite 3 by way of Node's own module. */
export const SQLITE: Dialect = {
  name: "SQLite",
  load: async () => {
    sqlite ??= await import("node:sqlite");
  },
  parse,
  checked: false,
  promises: [
    "Each file is in the database as a whole, with its row of the history, or not at all; VACUUM and the like run outside of a transaction and are recorded.",
    "SQLite's own parser looks at every statement before the first one runs.",
    "Other programs can read meanwhile and have to wait for their writes; a statement that runs cannot be cancelled, so a stop comes between two of them.",
    "PRAGMA foreign_keys counts for the whole file, and foreign keys are checked before it is committed.",
    "The rules of the check are PostgreSQL's; files of this database are only parsed and put in order.",
  ],
  connect: async (inputs, world) => (await import("./engine.ts")).connectSqlite(inputs, world),
};

const RULES = { backslashes: false, hashes: false, brackets: true, delimiters: false };

function parse(text: string): Parsed {
  const shell = /^\.[a-z]+\b.*$/m.exec(text);
  const split = splitSql(text, RULES);
  if ("mistake" in split) return split;
  const { pieces } = split;
  const within = shell && pieces.some(({ sql }) => sql.startsWith(shell[0]) || sql.includes(`\n${shell[0]}`));
  if (shell && within) {
    const mistake = {
      ...placeOf(text, shell.index),
      message: `${shell[0].split(" ")[0]} is a command of SQLite's shell`,
    };
    return { mistake: { ...mistake, hint: "Take it out: only SQL is run." } };
  }
  for (const piece of pieces) {
    const mistake = mistakeIn(piece);
    if (mistake) return { mistake };
  }
  return {
    statements: pieces.map((piece, index) => ({
      number: index + 1,
      line: piece.line,
      column: piece.column,
      sql: piece.sql,
      tree: {},
      outside: outside(piece),
      refused: refused(piece),
    })),
  };
}

// An empty database knows no table, but what is no SQL it says in the same words as the real one.
function mistakeIn({ sql, line, column }: Piece): SyntaxMistake | undefined {
  if (!sqlite) throw new Error("the parser is not loaded");
  const database = new sqlite.DatabaseSync(":memory:");
  try {
    if (!/^\s*pragma\b/i.test(sql)) database.prepare(sql);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const near = /^near "([\s\S]*)": syntax error$/.exec(message)?.[1];
    if (near === undefined && !/^(incomplete input|unrecognized token)/.test(message)) return undefined;
    const offset = near === undefined ? 0 : occurrence(sql, near);
    const place = placeOf(sql, offset);
    return { line: line + place.line - 1, column: place.line === 1 ? column + offset : place.column, message };
  } finally {
    database.close();
  }
}

// SQLite only says which word; where it stands once, that is the place.
function occurrence(sql: string, near: string): number {
  const first = sql.indexOf(near);
  return near === "" || first === -1 || first !== sql.lastIndexOf(near) ? 0 : first;
}

/** Settings that are part of the file or of its transaction. */
const WITHIN =
  /^\s*pragma\s+(\w+\.)?(foreign_keys|user_version|application_id|defer_foreign_keys|foreign_key_check|integrity_check|table_info|writable_schema|legacy_alter_table)\b/i;

function outside({ words, sql }: Piece): string | undefined {
  const [first = ""] = words;
  if (/^(VACUUM|ATTACH|DETACH)$/.test(first)) return first;
  return first === "PRAGMA" && !WITHIN.test(sql) ? `PRAGMA ${words[1] ?? ""}` : undefined;
}

function refused({ words }: Piece): Refusal | undefined {
  const [first = ""] = words;
  if (first === "ROLLBACK" && words.includes("TO")) return undefined;
  return /^(BEGIN|COMMIT|END|ROLLBACK)$/.test(first) ? refusedTransaction(first) : undefined;
}
