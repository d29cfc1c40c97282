import { messageOf, UserError } from "../../toolkit/errors.ts";
import type { ServerError } from "./database.ts";
import type { Operation } from "./plan.ts";
import { placeOf, type Statement } from "./sql.ts";

/** Where and why a file failed. */
export interface Failure {
  readonly path: string;
  /** From 1; undefined where no statement of the file was at fault (the commit, a lost connection). */
  readonly statement?: number;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly server?: ServerError;
  /** What is in the database now. */
  readonly state: string;
  /** The way out. */
  readonly hint: string;
}

/** A migration failed; `failure` has all that is known. */
export class MigrationError extends UserError {
  readonly failure: Failure;

  constructor(failure: Failure, cause: unknown) {
    const { path, line, column, statement, server, message, state, hint } = failure;
    const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
    const what = statement === undefined ? "failed" : `statement ${statement} failed`;
    const code = server?.sqlstate ? ` [SQLSTATE ${server.sqlstate}]` : "";
    const extra = server?.detail ? ` (${server.detail})` : "";
    super(`${place}: ${what}: ${message}${code}${extra}. ${state}`, { hint });
    this.failure = failure;
    // The text of the cause is in the message already; it is only kept for whoever looks for it.
    Object.defineProperty(this, "origin", { value: cause, enumerable: false });
  }
}

/** How far a file was when it failed. */
export type Stage = "rolled back" | "commit" | "partly done";

/** What a failure is told with. */
export interface FailureFacts {
  readonly operation: Operation;
  /** The statement that was at fault, where one was. */
  readonly at: Statement | undefined;
  readonly stage: Stage;
  readonly signal: AbortSignal;
  /** The server's own words, where it said something. */
  readonly server: ServerError | undefined;
  /** Whether the connection is gone. */
  readonly lost: boolean;
  readonly hint: string;
}

/** The error to throw for one that stopped a file: its own where it is told already, the reason of an abort, or all that is known. */
export function failureOf(error: unknown, facts: FailureFacts): Error {
  const { operation, at, stage, signal, server, lost, hint } = facts;
  // The lock is gone: that is no failure of the file.
  if (error instanceof UserError) return error;
  if (signal.aborted) {
    // The reason says who asked; what the caller adds says what was done.
    return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
  }
  const failure: Failure = {
    path: operation.file.path,
    ...(at ? { statement: at.number, ...placeIn(at, server?.position) } : {}),
    message: server?.message ?? messageOf(error),
    ...(server ? { server } : {}),
    state: stateAfter(operation, at, stage, lost),
    hint,
  };
  return new MigrationError(failure, error);
}

function placeIn(at: Statement, position: number | undefined): { line: number; column: number } {
  if (position === undefined) return { line: at.line, column: at.column };
  const { line, column } = placeOf(at.sql, [...at.sql].slice(0, position - 1).join("").length);
  return { line: at.line + line - 1, column: line === 1 ? at.column + column - 1 : column };
}

function stateAfter(operation: Operation, at: Statement | undefined, stage: Stage, lost: boolean): string {
  if (stage === "commit" && lost)
    return "Whether the file was committed is not known here; the next run reads it from the history";
  if (stage !== "partly done") return "Nothing of this file is in the database";
  const done = (at?.number ?? 1) - 1;
  const rest =
    done === 0
      ? "None of its statements is done"
      : `Its first ${done} of ${operation.statements.length} statements are done and recorded`;
  return `${rest}; the next run goes on at statement ${done + 1}`;
}
