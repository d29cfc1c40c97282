import { throwIfAborted, UserError } from "../../../toolkit/errors.ts";
import { retry } from "../../../toolkit/retry.ts";
import { counted, formatDuration } from "../../../toolkit/units.ts";
import type { World } from "../../../toolkit/world.ts";
import type { AppliedFile, StatementTime } from "../apply.ts";
import { failureOf, type Stage } from "../failure.ts";
import type { Operation } from "../plan.ts";
import { fingerprintOf, headOf, type Statement } from "../sql.ts";
import type { PlainHistory } from "./history.ts";
import type { PlainSession } from "./session.ts";

/** What applying needs. */
export interface PlainOptions {
  readonly session: PlainSession;
  readonly history: PlainHistory;
  readonly world: World;
  /** How often a file, or a statement outside of a transaction, is tried again. */
  readonly retries: number;
  /** Throws where this run is not alone any more. */
  readonly checkLock: () => Promise<void>;
  readonly onApplied: (file: AppliedFile) => void;
}

/** Runs operations in their order. Throws a MigrationError at the first that fails; those before it stay applied. */
export async function applyPlain(operations: readonly Operation[], options: PlainOptions): Promise<void> {
  const { clock, signal, runner } = options.world;
  for (const operation of operations) {
    throwIfAborted(signal);
    await options.checkLock();
    const began = clock.elapsed();
    const statements = await (operation.transaction ? inTransaction : oneByOne)(operation, options);
    const milliseconds = clock.elapsed() - began;
    runner.info(
      `${operation.file.path}: ${counted(statements.length, "statement")} in ${formatDuration(milliseconds)}`,
    );
    options.onApplied({ operation, statements, milliseconds });
  }
}

async function inTransaction(operation: Operation, options: PlainOptions): Promise<StatementTime[]> {
  const { session, history } = options;
  const { clock, signal } = options.world;
  const { file, statements } = operation;
  return again(operation, options, async () => {
    let at: Statement | undefined;
    let stage: Stage = "rolled back";
    try {
      await session.fresh(statements);
      await session.begin();
      const began = clock.elapsed();
      const times: StatementTime[] = [];
      for (const statement of statements) {
        at = statement;
        throwIfAborted(signal);
        times.push(await timed(statement, options));
      }
      at = undefined;
      await (operation.undo
        ? history.remove(file)
        : history.record(file, "applied", statements.length, clock.elapsed() - began));
      stage = "commit";
      await session.commit();
      return times;
    } catch (error) {
      await session.rollback().catch(() => {});
      throw told(error, operation, at, stage, options);
    }
  });
}

async function oneByOne(operation: Operation, options: PlainOptions): Promise<StatementTime[]> {
  const { session, history, world } = options;
  const { file, statements, resume } = operation;
  const began = world.clock.elapsed();
  const times: StatementTime[] = [];
  const done = statements.slice(0, resume).map(fingerprintOf);
  await session.fresh(statements);
  if (!operation.undo) await history.begin(file, statements.length);
  if (resume > 0) world.runner.info(`${file.path}: goes on behind statement ${resume}, where an earlier run stopped`);
  for (const statement of statements.slice(resume)) {
    done.push(fingerprintOf(statement));
    const time = await again(operation, options, async () => {
      try {
        throwIfAborted(world.signal);
        return await step(operation, statement, done, options);
      } catch (error) {
        await session.rollback().catch(() => {});
        throw told(error, operation, statement, "partly done", options);
      }
    });
    times.push(time);
    world.runner.info(
      `${file.path}: statement ${statement.number} of ${statements.length} in ${formatDuration(time.milliseconds)}`,
    );
  }
  await (operation.undo ? history.remove(file) : history.finish(file, world.clock.elapsed() - began));
  return times;
}

// What the database commits by itself is recorded before and after; all else goes together with its record.
async function step(
  operation: Operation,
  statement: Statement,
  done: readonly string[],
  options: PlainOptions,
): Promise<StatementTime> {
  const { session, history, world } = options;
  const { file, inFlight, undo } = operation;
  if (statement.outside === undefined) {
    await session.begin();
    const time = await timed(statement, options);
    if (!undo) await history.step(file, done);
    await session.commit();
    return time;
  }
  const begun = inFlight === statement.number;
  if (!undo) await history.launch(file, statement.number);
  const time = await timed(statement, options).catch(async (error) => {
    const there = session.completed(error);
    // What was there before this statement was begun is none of its doing, also for the next run.
    if (there && !begun && !undo) await history.launch(file, null);
    if (!there || !begun) throw error;
    world.runner.info(`${file.path}: statement ${statement.number} was completed by the run that was stopped`);
    return { number: statement.number, line: statement.line, sql: headOf(statement.sql), milliseconds: 0 };
  });
  if (!undo) await history.step(file, done);
  return time;
}

async function timed(statement: Statement, { session, world }: PlainOptions): Promise<StatementTime> {
  const began = world.clock.elapsed();
  await session.query(statement.sql);
  const { number, line, sql } = statement;
  return { number, line, sql: headOf(sql), milliseconds: world.clock.elapsed() - began };
}

function again<T>(operation: Operation, options: PlainOptions, body: () => Promise<T>): Promise<T> {
  const { clock, signal, runner } = options.world;
  let last: unknown;
  return retry(
    () =>
      body().catch((error) => {
        last = error;
        throw error;
      }),
    {
      attempts: options.retries + 1,
      base: 500,
      cap: 15_000,
      clock,
      signal,
      transient: (error) => options.session.transient((error as { origin?: unknown }).origin),
      onRetry: (_, attempt, wait) =>
        runner.info(
          `${operation.file.path}: ${last instanceof Error ? last.message : ""}; try ${attempt + 1} of ${options.retries + 1} in ${formatDuration(wait)}`,
        ),
    },
  );
}

function told(
  error: unknown,
  operation: Operation,
  at: Statement | undefined,
  stage: Stage,
  { session, world }: PlainOptions,
): Error {
  if (error instanceof UserError) return error;
  return failureOf(error, {
    operation,
    at,
    stage,
    signal: world.signal,
    server: session.said(error),
    lost: session.lost(),
    hint: session.lost()
      ? "The connection was lost. See why in the server's log, and run again."
      : session.hint(error) || "Mend the file and run again; the files before it are applied and stay so.",
  });
}
