import { UserError } from "../../toolkit/errors.ts";
import type { Session } from "./database.ts";

/** What is known of a server before anything is done to it. */
export interface ServerFacts {
  /** `server_version_num`: 150014 is 15.14. */
  readonly version: number;
  readonly database: string;
  readonly readOnly: boolean;
}

/** Asks the server what it is. */
export async function serverFacts(session: Session): Promise<ServerFacts> {
  const [row] = await session.query(
    `SELECT current_setting('server_version_num')::int AS version, current_database() AS database,
       pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS "readOnly"`,
  );
  return row as unknown as ServerFacts;
}

/** `15.14`, as people write it. */
export const versionText = (version: number): string => `${Math.floor(version / 10_000)}.${version % 10_000}`;

/** Throws a UserError where the server cannot be migrated at all. */
export function refuseReadOnly(facts: ServerFacts): void {
  if (!facts.readOnly) return;
  throw new UserError("The server takes no changes: it is a standby, or read-only by its settings", {
    hint: "Give the address of the primary server in the input url.",
  });
}

/** Limits of the session that runs the statements, in milliseconds; 0 is none. */
export interface Limits {
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

/**
 * SQL that puts a session into the state in which every file begins: what an earlier file has SET is gone, and the
 * limits are on. A killed run is noticed by the server within a second also while a statement runs (PostgreSQL 14 on).
 */
export function freshSession(facts: Pick<ServerFacts, "version">, limits: Limits): string {
  const set = [
    "RESET SESSION AUTHORIZATION",
    "RESET ROLE",
    "RESET ALL",
    limitsSql(limits),
    "SET idle_in_transaction_session_timeout = '10min'",
    // Keeps the stream from being taken for dead by a firewall, and a dead one from keeping the lock.
    "SET tcp_keepalives_idle = 10",
    "SET tcp_keepalives_interval = 5",
    "SET tcp_keepalives_count = 3",
  ];
  if (facts.version >= 140_000) set.push("SET client_connection_check_interval = '1s'");
  return set.join("; ");
}

/** SQL that sets the limits of the statements to come. */
export const limitsSql = ({ lockTimeout, statementTimeout }: Limits): string =>
  `SET lock_timeout = ${lockTimeout}; SET statement_timeout = ${statementTimeout}`;

/** How many rows tables have by the server's statistics; those that it has not counted yet are left out. */
export async function estimatedRows(session: Session, tables: readonly string[]): Promise<Map<string, number>> {
  const rows = await session.query(
    `SELECT t.name, c.reltuples::bigint::text AS rows FROM unnest($1::text[]) AS t(name)
     JOIN pg_class c ON c.oid = to_regclass(t.name) WHERE c.reltuples >= 0`,
    [[...new Set(tables)]],
  );
  return new Map(rows.map((row) => [String(row.name), Number(row.rows)]));
}
