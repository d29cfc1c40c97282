import type { Clock } from "../../toolkit/clock.ts";
import { messageOf, throwIfAborted } from "../../toolkit/errors.ts";
import { retry } from "../../toolkit/retry.ts";
import { counted, formatDuration } from "../../toolkit/units.ts";
import { type ServerError, type Session, serverError } from "./database.ts";
import { failureOf, MigrationError, type Stage } from "./failure.ts";
import type { History } from "./history.ts";
import type { MigrationLock } from "./lock.ts";
import { clearWay, completedBefore, ownTransaction } from "./outside.ts";
import type { Operation } from "./plan.ts";
import { freshSession, type Limits, limitsSql, type ServerFacts } from "./server.ts";
import { fingerprintOf, headOf, type Statement } from "./sql.ts";
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
      options.info(
        `${operation.file.path}: ${counted(statements.length, "statement")} in ${formatDuration(milliseconds)}`,
      );
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
      throw failed(error, operation, at, options, committing ? "commit" : "rolled back");
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
        throw failed(error, operation, statement, options, "partly done");
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
        throw failed(error, operation, statement, options, "partly done");
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
    time = await timed(statement, options).catch(async (error) => {
      const there = completedBefore(statement, serverError(error)?.sqlstate);
      // What was there before this statement was begun is none of its doing, also for the next run.
      if (there && !begun) await history.launch(work, file, null);
      if (there && begun) return undefined;
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

function failed(
  error: unknown,
  operation: Operation,
  at: Statement | undefined,
  { work, signal }: ApplyOptions,
  stage: Stage,
): Error {
  const server = serverError(error);
  const lost = work.lost() !== undefined || (server !== undefined && /^(57P0|08)/.test(server.sqlstate));
  return failureOf(error, { operation, at, stage, signal, server, lost, hint: hintFor(server, lost) });
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
