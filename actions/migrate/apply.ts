import type { Clock } from "../../toolkit/clock.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { retry } from "../../toolkit/retry.ts";
import { formatDuration } from "../../toolkit/units.ts";
import { type ServerError, type Session, serverError } from "./database.ts";
import type { History } from "./history.ts";
import type { MigrationLock } from "./lock.ts";
import { clearWay, completedBefore, ownTransaction } from "./outside.ts";
import type { Operation } from "./plan.ts";
import { freshSession, type Limits, limitsSql, type ServerFacts } from "./server.ts";
import { fingerprintOf, headOf, placeOf, type Statement } from "./sql.ts";
import { kindOf } from "./tree.ts";

/** A statement that was run, and how long it took in milliseconds. */
export interface StatementTime {
  readonly number: number;
  readonly line: number;
  readonly sql: string;
  readonly milliseconds: number;
}

/** A file that this run has applied. */
export interface AppliedFile {
  readonly operation: Operation;
  readonly statements: readonly StatementTime[];
  readonly milliseconds: number;
}

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
}

/** A migration failed; `failure` has all that is known. */
export class MigrationError extends UserError {
  readonly failure: Failure;

  constructor(failure: Failure, hint: string, cause: unknown) {
    const { path, line, column, statement, server, message, state } = failure;
    const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
    const what = statement === undefined ? "failed" : `statement ${statement} failed`;
    const extra = server?.detail ? ` (${server.detail})` : "";
    super(`${place}: ${what}: ${message}${server ? ` [SQLSTATE ${server.sqlstate}]` : ""}${extra}. ${state}`, { hint });
    this.failure = failure;
    // The text of the cause is in the message already; it is only kept for whoever looks for it.
    Object.defineProperty(this, "origin", { value: cause, enumerable: false });
  }
}

/** What applying needs. */
export interface ApplyOptions {
  /** Runs the statements. */
  work: Session;
  /** The server's process behind it. */
  workPid: number;
  /** Idle; holds the lock, and cancels what runs on the other one. */
  guard: Session;
  lock: MigrationLock;
  history: History;
  facts: ServerFacts;
  limits: Limits;
  retries: number;
  /** What the history says of who applied it: the address of the run. */
  run: string;
  clock: Clock;
  signal: AbortSignal;
  info: (text: string) => void;
  /** Told of each file as soon as it is in the database. */
  onApplied: (file: AppliedFile) => void;
}

/** Lock not available, deadlock detected, serialization failure: nothing has happened, and the next try may succeed. */
const TRANSIENT = new Set(["55P03", "40P01", "40001"]);

/** Runs operations in their order. Throws a MigrationError at the first that fails; those before it stay applied. */
export async function applyAll(operations: readonly Operation[], options: ApplyOptions): Promise<void> {
  const stopCancelling = cancelOnAbort(options);
  try {
    for (const operation of operations) {
      throwIfAborted(options.signal);
      const began = options.clock.elapsed();
      const statements = await (operation.transaction ? inTransaction : operation.undo ? undoOutside : oneByOne)(
        operation,
        options,
      );
      const milliseconds = options.clock.elapsed() - began;
      const count = statements.length === 1 ? "1 statement" : `${statements.length} statements`;
      options.info(`${operation.file.path}: ${count} in ${formatDuration(milliseconds)}`);
      options.onApplied({ operation, statements, milliseconds });
    }
  } finally {
    stopCancelling();
  }
}

// The statement that runs when the job is cancelled is cancelled on the server; its transaction is then rolled back.
// It is done again and again, since a request that comes between two statements cancels nothing.
function cancelOnAbort({ guard, workPid, signal }: ApplyOptions): () => void {
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => void guard.query("SELECT pg_cancel_backend($1)", [workPid]).catch(() => {});
  const onAbort = () => {
    cancel();
    timer = setInterval(cancel, 250);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  return () => {
    clearInterval(timer);
    signal.removeEventListener("abort", onAbort);
  };
}

async function inTransaction(operation: Operation, options: ApplyOptions): Promise<StatementTime[]> {
  const { work, history, clock } = options;
  const { file, statements } = operation;
  return again(operation, options, async () => {
    const began = clock.elapsed();
    let at: Statement | undefined;
    let committing = false;
    try {
      // Nothing may be sent before this is known to have succeeded: without BEGIN each statement would stay.
      await Promise.all([options.lock.check(), work.query(`${freshSession(options.facts, options.limits)}; BEGIN`)]);
      throwIfAborted(options.signal);
      const sent = clock.elapsed();
      const ends: number[] = [];
      // All are sent at once and answered one by one. After a failure the server refuses what follows, COMMIT too.
      const running = statements.map((statement, index) =>
        work.query(statement.sql).then(() => {
          ends[index] = clock.elapsed();
        }),
      );
      const commit = async () => {
        const record = operation.undo
          ? history.removed(file)
          : history.applied(file, statements.length, clock.elapsed() - began, options.run);
        await work.query(`${SELF}; ${record}; COMMIT`);
      };
      // ROLLBACK TO would mend what has failed, and COMMIT would then keep half of the file.
      const unmendable = !statements.some(({ tree }) => kindOf(tree) === "TransactionStmt");
      const committed = unmendable ? commit() : undefined;
      committed?.catch(() => {});
      const results = await Promise.allSettled(running);
      const failed = results.findIndex(({ status }) => status === "rejected");
      if (failed !== -1) {
        at = statements[failed];
        throw (results[failed] as PromiseRejectedResult).reason;
      }
      committing = true;
      if (!committed) throwIfAborted(options.signal);
      await (committed ?? commit());
      return statements.map(({ number, line, sql }, index) => ({
        number,
        line,
        sql: headOf(sql),
        milliseconds: (ends[index] ?? sent) - (ends[index - 1] ?? sent),
      }));
    } catch (error) {
      await work.query("ROLLBACK").catch(() => {});
      throw failureOf(error, operation, at, options, committing ? "commit" : "rolled back");
    }
  });
}

async function oneByOne(operation: Operation, options: ApplyOptions): Promise<StatementTime[]> {
  const { work, history, clock, info } = options;
  const { file, statements, resume } = operation;
  const began = clock.elapsed();
  const times: StatementTime[] = [];
  await options.lock.check();
  await work.query(freshSession(options.facts, options.limits));
  await history.begin(work, file, statements.length, options.run);
  if (resume > 0) info(`${file.path}: goes on behind statement ${resume}, where an earlier run stopped`);
  for (const statement of statements.slice(resume)) {
    const time = await again(operation, options, async () => {
      try {
        throwIfAborted(options.signal);
        return await (ownTransaction(statement) ? stepInTransaction : stepOutside)(operation, statement, options);
      } catch (error) {
        await work.query("ROLLBACK").catch(() => {});
        if (statement.outside && !options.signal.aborted && !work.lost()) {
          await clearWay(work, statement, false, info).catch((left) =>
            info(`What the failed statement left could not be removed: ${messageOf(left)}`),
          );
        }
        throw failureOf(error, operation, statement, options, "partly done");
      }
    });
    times.push(time);
    info(`${file.path}: statement ${statement.number} of ${statements.length} in ${formatDuration(time.milliseconds)}`);
  }
  await work.query(SELF);
  await history.finish(work, file, clock.elapsed() - began);
  return times;
}

// A file that undoes outside of a transaction holds one statement, which may be repeated after a stop.
async function undoOutside(operation: Operation, options: ApplyOptions): Promise<StatementTime[]> {
  const { work, history, info } = options;
  const [statement] = operation.statements;
  await options.lock.check();
  await work.query(freshSession(options.facts, { lockTimeout: 0, statementTimeout: 0 }));
  const times: StatementTime[] = [];
  if (statement) {
    try {
      await clearWay(work, statement, false, info);
      times.push(await timed(statement, options));
    } catch (error) {
      if (!completedBefore(statement, serverError(error)?.sqlstate)) {
        throw failureOf(error, operation, statement, options, "partly done");
      }
      info(`${operation.file.path}: was undone by a run that was stopped`);
    }
  }
  await work.query(`${SELF}; ${history.removed(operation.file)}`);
  return times;
}

// A file may have changed the role; that must not concern the history.
const SELF = "RESET SESSION AUTHORIZATION; RESET ROLE";

// The statement and its record are in the database together or not at all.
async function stepInTransaction(
  { file }: Operation,
  statement: Statement,
  options: ApplyOptions,
): Promise<StatementTime> {
  const { work, history, limits } = options;
  await work.query(`${limitsSql(limits)}; BEGIN`);
  const time = await timed(statement, options);
  await work.query(`${SELF}; ${history.step(file, fingerprintOf(statement))}; COMMIT`);
  return time;
}

// The server commits such a statement by itself, so its record comes after it; `launch` says that it was under way.
async function stepOutside(
  { file, inFlight }: Operation,
  statement: Statement,
  options: ApplyOptions,
): Promise<StatementTime> {
  const { work, history, clock, info } = options;
  const began = clock.elapsed();
  const begun = inFlight === statement.number;
  // What is CONCURRENTLY waits for others without holding them up, and a limit would only leave half of it behind.
  await work.query(limitsSql(statement.outside ? { lockTimeout: 0, statementTimeout: 0 } : options.limits));
  let time: StatementTime | undefined;
  if ((await clearWay(work, statement, begun, info)) === "run") {
    await history.launch(work, file, statement.number);
    time = await timed(statement, options).catch((error) => {
      if (begun && completedBefore(statement, serverError(error)?.sqlstate)) return undefined;
      throw error;
    });
  }
  if (!time) info(`${file.path}: statement ${statement.number} was completed by the run that was stopped`);
  await work.query(`${SELF}; ${history.step(file, fingerprintOf(statement))}`);
  const { number, line, sql } = statement;
  return time ?? { number, line, sql: headOf(sql), milliseconds: clock.elapsed() - began };
}

async function timed(statement: Statement, { work, clock }: ApplyOptions): Promise<StatementTime> {
  const began = clock.elapsed();
  await work.query(statement.sql);
  const { number, line, sql } = statement;
  return { number, line, sql: headOf(sql), milliseconds: clock.elapsed() - began };
}

function again<T>(operation: Operation, options: ApplyOptions, body: () => Promise<T>): Promise<T> {
  return retry(body, {
    attempts: options.retries + 1,
    base: 500,
    cap: 15_000,
    clock: options.clock,
    signal: options.signal,
    transient: (error) => error instanceof MigrationError && TRANSIENT.has(error.failure.server?.sqlstate ?? ""),
    onRetry: (error, attempt, wait) =>
      options.info(
        `${operation.file.path}: ${(error as MigrationError).failure.message}; try ${attempt + 1} of ${options.retries + 1} in ${formatDuration(wait)}`,
      ),
  });
}

function failureOf(
  error: unknown,
  operation: Operation,
  at: Statement | undefined,
  options: ApplyOptions,
  stage: "rolled back" | "commit" | "partly done",
): Error {
  // The lock is gone: that is no failure of the file.
  if (error instanceof UserError) return error;
  if (options.signal.aborted) {
    // The reason says who asked; what the caller adds says what was done.
    return options.signal.reason instanceof Error ? options.signal.reason : new Error(String(options.signal.reason));
  }
  const server = serverError(error);
  const lost = options.work.lost() ?? (server && /^(57P0|08)/.test(server.sqlstate) ? error : undefined);
  const place = at && placeIn(at, server?.position);
  const failure: Failure = {
    path: operation.file.path,
    ...(at ? { statement: at.number } : {}),
    ...place,
    message: server?.message ?? messageOf(error),
    ...(server ? { server } : {}),
    state: stateAfter(operation, at, stage, lost !== undefined),
  };
  return new MigrationError(failure, hintFor(server, lost !== undefined), error);
}

function placeIn(at: Statement, position: number | undefined): { line: number; column: number } {
  if (position === undefined) return { line: at.line, column: at.column };
  const { line, column } = placeOf(at.sql, [...at.sql].slice(0, position - 1).join("").length);
  return { line: at.line + line - 1, column: line === 1 ? at.column + column - 1 : column };
}

function stateAfter(operation: Operation, at: Statement | undefined, stage: string, lost: boolean): string {
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

function hintFor(server: ServerError | undefined, lost: boolean): string {
  if (lost) return "The connection was lost. See why in the server's log, and run again.";
  const said = server?.hint ? `The server says: ${server.hint} ` : "";
  switch (server?.sqlstate) {
    case "55P03":
      return `${said}Other sessions kept the lock all the time: look for long transactions, or raise lock-timeout or lock-retries.`;
    case "57014":
      return `${said}It ran longer than statement-timeout allows: raise it, or do the work in smaller steps.`;
    case "42501":
      return `${said}The user of the url has not the right to do this: grant it, or give another user.`;
    case "53100":
      return `${said}The server's disk is full: make room, and run again.`;
    case "25001":
      return `${said}Put the line "-- quayside: transaction=off" into the file, so that it runs outside of a transaction.`;
    default:
      return `${said}Mend the file and run again; the files before it are applied and stay so.`;
  }
}
