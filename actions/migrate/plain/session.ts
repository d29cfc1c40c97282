import type { Row, ServerError } from "../database.ts";
import type { Statement } from "../sql.ts";

/** A session of a database whose statements are not parsed here: MySQL, MariaDB or SQLite. */
export interface PlainSession {
  /** Runs one statement with `?` for its values. */
  query(sql: string, values?: readonly (string | number | null)[]): Promise<Row[]>;
  /** The time of the server in UTC, as SQL. */
  readonly now: string;
  /** SQL that makes the history table of this quoted name where it is missing. */
  createTable(table: string): string;
  /** Names of the columns of a table; none where it is not there. */
  columns(table: string): Promise<string[]>;
  /** Puts the session into the state in which every file begins. */
  fresh(statements: readonly Statement[]): Promise<void>;
  begin(): Promise<void>;
  /** Throws where what was done breaks a rule that the database only checks at the end. */
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** The server's own words for an error; undefined where it came from elsewhere. */
  said(error: unknown): ServerError | undefined;
  /** Whether an error may go away by itself, with nothing done: a lock that others hold, a deadlock. */
  transient(error: unknown): boolean;
  /** Whether a failure of a statement that was begun before says that it was completed then: it exists, or it is gone. */
  completed(error: unknown): boolean;
  hint(error: unknown): string;
  lost(): boolean;
}
