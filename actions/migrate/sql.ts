import { createHash } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { loadModule, parseSync } from "libpg-query";
import { messageOf } from "../../toolkit/errors.ts";
import { refusalOf, type Tree, whyOutside } from "./tree.ts";

/** One statement of a file. */
export interface Statement {
  /** From 1, in the order of the file. */
  readonly number: number;
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly column: number;
  /** Its SQL without the semicolon. */
  readonly sql: string;
  /** PostgreSQL's own syntax tree of it; empty for another database. */
  readonly tree: Tree;
  /** Why it cannot run inside of a transaction; undefined where it can. */
  readonly outside: string | undefined;
  /** Why it cannot be run as it stands, and the way out; undefined where it can. */
  readonly refused: Refusal | undefined;
}

/** Why a statement is not run, and what to write in its place. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** The statements of a text, or where it is no SQL. */
export type Parsed = { readonly statements: Statement[] } | { readonly mistake: SyntaxMistake };

/** A text with the parser of its database; PostgreSQL's where none is given. */
export interface ParsedText {
  readonly text: string;
  readonly parse?: ((text: string) => Parsed) | undefined;
}

/** A place where the text is no SQL. */
export interface SyntaxMistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint?: string;
}

/** Loads the parser (PostgreSQL 18's own grammar as WebAssembly); needed once before `parseSql`. */
export async function loadParser(): Promise<void> {
  // V8 would compile the one huge function of the grammar anew to make it faster: that takes half a second and 550 MB,
  // and parsing all files of a project takes less than that. Both flags, since only together they keep it from doing so.
  for (const flag of ["--no-wasm-tier-up", "--no-wasm-dynamic-tiering"]) setFlagsFromString(flag);
  await loadModule();
}

/** Line and column, both from 1, of an offset in UTF-16 units. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at !== -1; at = before.indexOf("\n", at + 1)) line++;
  return { line, column: before.length - start + 1 };
}

const known = new WeakMap<object, Parsed>();

/** Parses a file; the plan and the check look at the same one. */
export function parseFile(file: ParsedText): Parsed {
  const found = known.get(file) ?? (file.parse ?? parseSql)(file.text);
  known.set(file, found);
  return found;
}

/** Splits a text into its statements by the real parser, or says where it is no SQL. */
export function parseSql(text: string): Parsed {
  if (text.trim() === "") return { statements: [] };
  let parsed: { stmts?: { stmt?: unknown; stmt_location?: number; stmt_len?: number }[] };
  try {
    parsed = parseSync(text);
  } catch (error) {
    return { mistake: mistakeOf(error, text) };
  }
  // The parser counts bytes of UTF-8. Places are counted on from one statement to the next: a file may hold many.
  const bytes = Buffer.from(text);
  let place = { line: 1, column: 1 };
  let counted = 0;
  const statements = (parsed.stmts ?? []).map((raw, index) => {
    const start = raw.stmt_location ?? 0;
    const slice = bytes.subarray(start, raw.stmt_len ? start + raw.stmt_len : bytes.length).toString();
    const lead = slice.length - slice.replace(/^(\s+|--[^\n]*(\n|$))+/, "").length;
    const between = bytes.subarray(counted, start).toString() + slice.slice(0, lead);
    const { line, column } = placeOf(between, between.length);
    place = { line: place.line + line - 1, column: line === 1 ? place.column + column - 1 : column };
    counted = start + Buffer.byteLength(slice.slice(0, lead));
    const tree = raw.stmt as Tree;
    const sql = slice.slice(lead).replace(/[;\s]+$/, "");
    return { number: index + 1, ...place, sql, tree, outside: whyOutside(tree), refused: refusalOf(tree) };
  });
  return { statements };
}

/** Identifies a statement, so that a resumed file is known to begin as it did. */
export function fingerprintOf(statement: Pick<Statement, "sql">): string {
  return createHash("sha256").update(statement.sql).digest("hex").slice(0, 16);
}

/** The beginning of a statement in one line, for a log or a table. */
export function headOf(sql: string, length = 90): string {
  const line = sql.replace(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

function mistakeOf(error: unknown, text: string): SyntaxMistake {
  const details = (error as { sqlDetails?: { cursorPosition?: number } }).sqlDetails;
  // The position counts characters, not UTF-16 units.
  const characters = [...text].slice(0, details?.cursorPosition ?? 0).join("").length;
  const place = placeOf(text, characters);
  const hint = hintFor(text, text.split("\n")[place.line - 1] ?? "");
  return { ...place, message: messageOf(error), ...(hint ? { hint } : {}) };
}

function hintFor(text: string, line: string): string | undefined {
  if (/^\s*\\/m.test(text) && !/\bfrom\s+stdin\b/i.test(text)) {
    return "A line that begins with a backslash is a command of psql, not SQL: take it out (pg_dump writes \\restrict; \\i has no counterpart).";
  }
  if (/\bcopy\b[^;]*\bfrom\s+stdin\b/i.test(text)) {
    return "Data below COPY … FROM stdin can only be read by psql: write INSERT statements (pg_dump --inserts does).";
  }
  if (/\{\{|\$\{|<%/.test(line)) return "It looks like a template: migrations run as they are, nothing is filled in.";
  if (/(^|[\s(=,]):['"]?[a-z_]\w*/i.test(line))
    return "Variables such as :name are filled in by psql only: write the value.";
  return undefined;
}
