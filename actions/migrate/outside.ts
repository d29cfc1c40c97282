import { UserError } from "../../toolkit/errors.ts";
import { identifier, type Session } from "./database.ts";
import { relationName } from "./locks.ts";
import type { Statement } from "./sql.ts";
import { alterations, type Fields, kindOf, open } from "./tree.ts";

/** The index that a CREATE INDEX CONCURRENTLY makes, or undefined for every other statement. */
function indexOf(statement: Statement): { name: string; relation: Fields } | undefined {
  const { kind, fields } = open(statement.tree);
  return kind === "IndexStmt" && fields.concurrent && fields.idxname
    ? { name: fields.idxname, relation: fields.relation }
    : undefined;
}

/** A relation as SQL, quoted. */
function quoted(relation: Fields): string {
  return [relation.schemaname, relation.relname].filter(Boolean).map(identifier).join(".");
}

/**
 * Makes the way free for a statement that runs outside of a transaction, and says whether it is needed at all.
 *
 * A build of an index that was stopped or failed leaves an invalid index behind: it is not used, slows every write, and
 * makes IF NOT EXISTS succeed without an index. It is dropped here, before the statement runs and after it has failed.
 * `inFlight` says that an earlier run had begun this very statement: what is complete was made by it then.
 */
export async function clearWay(
  session: Session,
  statement: Statement,
  inFlight: boolean,
  info: (text: string) => void,
): Promise<"run" | "done"> {
  const index = indexOf(statement);
  if (index) return clearIndex(session, index, inFlight, info);
  const { kind, fields } = open(statement.tree);
  if (kind === "ReindexStmt") await clearReindex(session, info);
  if (kind === "AlterTableStmt" && inFlight) return finishDetach(session, fields, info);
  return "run";
}

async function clearIndex(
  session: Session,
  index: { name: string; relation: Fields },
  inFlight: boolean,
  info: (text: string) => void,
): Promise<"run" | "done"> {
  const [found] = await session.query(
    `SELECT n.nspname AS schema, i.indisvalid AND i.indisready AS valid,
       EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid) AS building
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = $1 AND i.indrelid = to_regclass($2)`,
    [index.name, quoted(index.relation)],
  );
  if (!found) return "run";
  if (found.valid) return inFlight ? "done" : "run";
  if (found.building) {
    throw new UserError(`The index ${index.name} is being built by another session`, {
      hint: "Wait until it is ready, or end that session; pg_stat_progress_create_index shows it.",
    });
  }
  info(
    `The index ${index.name} on ${relationName(index.relation)} is invalid, left by a build that did not end: dropping it`,
  );
  await session.query(`DROP INDEX CONCURRENTLY ${identifier(found.schema)}.${identifier(index.name)}`);
  return "run";
}

// REINDEX CONCURRENTLY builds beside the old index, under its name and `_ccnew` (PostgreSQL's manual, REINDEX).
async function clearReindex(session: Session, info: (text: string) => void): Promise<void> {
  const rows = await session.query(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT i.indisvalid AND c.relkind = 'i' AND c.relname ~ '_cc(new|old)\\d*$' AND n.nspname <> 'pg_toast'
       AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)`,
  );
  for (const { schema, name } of rows) {
    info(`The index ${name} was left by a REINDEX CONCURRENTLY that did not end: dropping it`);
    await session.query(`DROP INDEX CONCURRENTLY ${identifier(schema)}.${identifier(name)}`);
  }
}

async function finishDetach(session: Session, fields: Fields, info: (text: string) => void): Promise<"run" | "done"> {
  const partition = alterations(fields).find((cmd) => cmd.subtype === "AT_DetachPartition")?.def?.PartitionCmd?.name;
  if (!partition) return "run";
  const [row] = await session.query(
    "SELECT inhdetachpending AS pending FROM pg_inherits WHERE inhrelid = to_regclass($1) AND inhparent = to_regclass($2)",
    [quoted(partition), quoted(fields.relation)],
  );
  if (!row) return "done";
  if (!row.pending) return "run";
  info(`The detaching of ${relationName(partition)} was begun by an earlier run: finishing it`);
  await session.query(`ALTER TABLE ${quoted(fields.relation)} DETACH PARTITION ${quoted(partition)} FINALIZE`);
  return "done";
}

/** SQLSTATEs that say "it is there already" or "it is gone already", by what was to be made or removed. */
const ALREADY: Readonly<Record<string, string>> = {
  IndexStmt: "42P07",
  CreatedbStmt: "42P04",
  DropdbStmt: "3D000",
  CreateTableSpaceStmt: "42710",
  DropTableSpaceStmt: "42704",
  CreateSubscriptionStmt: "42710",
  DropSubscriptionStmt: "42704",
  DropStmt: "42704",
};

/** Whether a failure of a statement that an earlier run had begun says that it was completed then. */
export const completedBefore = (statement: Statement, sqlstate: string | undefined): boolean =>
  sqlstate !== undefined && ALREADY[kindOf(statement.tree)] === sqlstate;

/**
 * Whether a statement of a file without a transaction still gets one of its own, together with its record. Procedures
 * and DO blocks may commit by themselves, which they can only do outside of one.
 */
export const ownTransaction = (statement: Statement): boolean =>
  statement.outside === undefined && !/^(CallStmt|DoStmt)$/.test(kindOf(statement.tree));

/** Names of all invalid indexes that nobody is building at the moment, on which table each is. */
export async function invalidIndexes(session: Session): Promise<string[]> {
  const rows = await session.query(
    `SELECT format('%s on %s', i.indexrelid::regclass, i.indrelid::regclass) AS name
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT i.indisvalid AND c.relkind = 'i' AND n.nspname NOT IN ('pg_toast', 'pg_catalog')
       AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
     ORDER BY 1`,
  );
  return rows.map((row) => String(row.name));
}
