import type { SyntaxMistake } from "../sql.ts";
import { placeOf } from "../sql.ts";

/** In what the lexical rules of two databases differ. */
export interface SplitRules {
  /** Whether a backslash escapes in a string (MySQL). */
  readonly backslashes: boolean;
  /** Whether `#` begins a comment (MySQL). */
  readonly hashes: boolean;
  /** Whether `[name]` is a quoted name (SQLite). */
  readonly brackets: boolean;
  /** Whether a line `DELIMITER //` changes what ends a statement (the clients of MySQL). */
  readonly delimiters: boolean;
}

/** A piece of a text that ends with a semicolon. */
export interface Piece {
  readonly sql: string;
  readonly line: number;
  readonly column: number;
  /** Its words outside of quotes and comments, in capitals. */
  readonly words: readonly string[];
}

const WORD = /[A-Za-z_][\w$]*/y;

/**
 * Splits a text into statements where there is no parser to be had: by quotes, comments and semicolons, with the bodies
 * of triggers and routines kept whole.
 */
export function splitSql(text: string, rules: SplitRules): { pieces: Piece[] } | { mistake: SyntaxMistake } {
  const pieces: Piece[] = [];
  let delimiter = ";";
  let start = -1;
  let depth = 0;
  let words: string[] = [];
  let at = 0;
  const close = (end: number) => {
    if (start !== -1) pieces.push({ sql: text.slice(start, end).trimEnd(), ...placeOf(text, start), words });
    start = -1;
    depth = 0;
    words = [];
  };
  const begin = () => {
    if (start === -1) start = at;
  };
  while (at < text.length) {
    const rest = text.slice(at, at + 3);
    if (rules.delimiters && start === -1 && /^delimiter[ \t]/i.test(text.slice(at, at + 10))) {
      const line = text.slice(at).split("\n", 1)[0] ?? "";
      delimiter = line.slice(10).trim() || ";";
      at += line.length;
    } else if (isComment(rest, text, at, rules)) {
      at = endOfLine(text, at);
    } else if (rest.startsWith("/*")) {
      // What MySQL runs although it looks like a comment.
      if (rules.delimiters && /^\/\*M?!/.test(text.slice(at, at + 4))) begin();
      const end = text.indexOf("*/", at + 2);
      if (end === -1) return unclosed(text, at, "a comment");
      at = end + 2;
    } else if (/^['"`]/.test(rest) || (rules.brackets && rest.startsWith("["))) {
      begin();
      const end = endOfQuote(text, at, rules);
      if (end === -1) return unclosed(text, at, "a quote");
      at = end;
    } else if (depth === 0 && text.startsWith(delimiter, at)) {
      close(at);
      at += delimiter.length;
    } else {
      WORD.lastIndex = at;
      // A name may hold a dollar sign, and `END$$` is a word and a delimiter.
      const word = WORD.exec(text)?.[0].split(delimiter)[0];
      if (word !== undefined) {
        begin();
        // Its own delimiter says where a body ends.
        if (delimiter === ";") depth = Math.max(0, depth + change(word.toUpperCase(), words));
        words.push(word.toUpperCase());
        at += word.length;
      } else {
        if (/\S/.test(text[at] ?? "")) begin();
        at++;
      }
    }
  }
  close(text.length);
  return { pieces };
}

function isComment(rest: string, text: string, at: number, { hashes, delimiters }: SplitRules): boolean {
  if (rest.startsWith("--")) return !delimiters || /^--(\s|$)/.test(rest);
  return (hashes && rest.startsWith("#")) || (at === 0 && text.startsWith("#!"));
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

function endOfQuote(text: string, at: number, { backslashes }: SplitRules): number {
  const quote = text[at] === "[" ? "]" : (text[at] ?? "");
  for (let i = at + 1; i < text.length; i++) {
    if (backslashes && text[i] === "\\" && quote !== "`") i++;
    else if (text[i] === quote) {
      // A doubled quote stands for itself.
      if (quote !== "]" && text[i + 1] === quote) i++;
      else return i + 1;
    }
  }
  return -1;
}

// Within CREATE TRIGGER, PROCEDURE and the like, a semicolon below BEGIN or CASE ends nothing. `END IF`, `END LOOP` and
// so on close what is not counted here.
function change(word: string, words: readonly string[]): number {
  const body =
    (words[0] === "CREATE" &&
      words.slice(1, 12).some((one) => /^(TRIGGER|PROCEDURE|FUNCTION|EVENT|PACKAGE)$/.test(one))) ||
    (words[0] === "BEGIN" && (word === "ATOMIC" || words.includes("ATOMIC")));
  if (!body) return 0;
  const last = words.at(-1);
  if (last === "END" && /^(IF|LOOP|WHILE|REPEAT)$/.test(word)) return 1;
  if (word === "BEGIN" || word === "ATOMIC") return 1;
  if (word === "CASE") return last === "END" ? 0 : 1;
  return word === "END" ? -1 : 0;
}

function unclosed(text: string, at: number, what: string): { mistake: SyntaxMistake } {
  return { mistake: { ...placeOf(text, at), message: `${what} begins here and does not end` } };
}
