import { throwIfAborted } from "../../toolkit/errors.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";
import type { Session } from "./database.ts";
import { serverError } from "./database.ts";
import { failureOf } from "./failure.ts";
import type { Operation } from "./plan.ts";
import type { PostgresEngine } from "./postgres.ts";
import { freshSession } from "./server.ts";
import { headOf, type Statement } from "./sql.ts";

/** What a statement did to tables that were there before its file. */
export interface Trace {
  readonly path: string;
  readonly number: number;
  readonly line: number;
  readonly sql: string;
  readonly milliseconds: number;
  /** The strongest lock on each table or index. */
  readonly locks: readonly { readonly table: string; readonly mode: string }[];
  /** Tables and indexes whose rows were written anew as a whole. */
  readonly rewritten: readonly string[];
}

/** Weakest first, as pg_locks names them. */
const STRENGTH = [
  "AccessShareLock",
  "RowShareLock",
  "RowExclusiveLock",
  "ShareUpdateExclusiveLock",
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock",
];

/** Where each relation of the user's lies on disk; one that moves was written anew. */
const PLACES = `SELECT c.oid::text AS oid, c.oid::regclass::text AS name, pg_relation_filenode(c.oid)::text AS place
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'i', 'm', 'p') AND n.nspname !~ '^(pg_|information_schema$)'`;

const LOCKS = `SELECT relation::text AS oid, mode FROM pg_locks
  WHERE locktype = 'relation' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND pid = `;

type Held = ReadonlyMap<string, string>;

/** Runs operations in a scratch database, statement by statement, and watches what each of them does. */
export async function trace(operations: readonly Operation[], engine: PostgresEngine, world: World): Promise<Trace[]> {
  const { work, workPid } = engine.locked();
  const traces: Trace[] = [];
  await engine.adopt({
    operations,
    held: [],
    baseline: [],
    rebaseline: [],
    problems: [],
    remarks: [],
    current: undefined,
    target: undefined,
  });
  for (const operation of operations) {
    const { file, statements, transaction } = operation;
    await work.query(freshSession(engine.connection.facts, { lockTimeout: 0, statementTimeout: 0 }));
    const there = await places(engine.connection.guard);
    let before = there;
    let held: Held = new Map();
    let at: Statement | undefined;
    try {
      if (transaction) await work.query("BEGIN");
      for (const statement of statements) {
        throwIfAborted(world.signal);
        at = statement;
        const began = world.clock.elapsed();
        const running = work.query(statement.sql);
        // One that is not in a transaction has given its locks back at its end, so it is looked at from beside.
        const seen = transaction ? undefined : watch(engine.connection.guard, workPid, running, world);
        await running;
        const milliseconds = world.clock.elapsed() - began;
        const now = (await seen) ?? (await locks(work, workPid));
        const after = await places(work);
        traces.push({
          path: file.path,
          number: statement.number,
          line: statement.line,
          sql: headOf(statement.sql),
          milliseconds,
          locks: [...now].flatMap(([oid, mode]) => {
            const relation = there.get(oid);
            return relation && held.get(oid) !== mode ? [{ table: relation.name, mode: spoken(mode) }] : [];
          }),
          rewritten: [...after].flatMap(([oid, { name, place }]) =>
            there.has(oid) && before.get(oid)?.place !== place ? [name] : [],
          ),
        });
        held = transaction ? now : new Map();
        before = after;
      }
      at = undefined;
      if (transaction) await work.query("COMMIT");
      await engine.record(operation);
    } catch (error) {
      await work.query("ROLLBACK").catch(() => {});
      throw failureOf(error, {
        operation,
        at,
        stage: "rolled back",
        signal: world.signal,
        server: serverError(error),
        lost: work.lost() !== undefined,
        hint: "It failed in the scratch database; the real one was not touched.",
      });
    }
  }
  return traces;
}

async function places(session: Session): Promise<Map<string, { name: string; place: string }>> {
  const rows = await session.query(PLACES);
  return new Map(rows.map(({ oid, name, place }) => [oid, { name, place }]));
}

async function locks(session: Session, pid: number): Promise<Map<string, string>> {
  return strongest(await session.query(LOCKS + pid));
}

function strongest(
  rows: readonly { oid?: string; mode?: string }[],
  into = new Map<string, string>(),
): Map<string, string> {
  for (const { oid = "", mode = "" } of rows) {
    if (STRENGTH.indexOf(mode) > STRENGTH.indexOf(into.get(oid) ?? "")) into.set(oid, mode);
  }
  return into;
}

// Locks that are held for less than a few milliseconds may be missed; what takes long is what matters.
async function watch(
  guard: Session,
  pid: number,
  running: Promise<unknown>,
  { clock }: World,
): Promise<Map<string, string>> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  running.then(end, end);
  const seen = new Map<string, string>();
  while (!ended) {
    strongest(await guard.query(LOCKS + pid), seen);
    await Promise.race([clock.sleep(2), running.catch(() => {})]);
  }
  return seen;
}

// PostgreSQL's manual writes ACCESS EXCLUSIVE, its tables AccessExclusiveLock.
const spoken = (mode: string): string =>
  mode
    .replace(/Lock$/, "")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toUpperCase();

/** Traces as lines for a log. */
export function traceLines(traces: readonly Trace[]): string[] {
  return traces.map(
    (one) =>
      `${one.path}:${one.line} ${one.sql}  [${[formatDuration(one.milliseconds), ...one.locks.map(({ table, mode }) => `${mode} on ${table}`), ...one.rewritten.map((table) => `writes ${table} anew`)].join("; ")}]`,
  );
}
