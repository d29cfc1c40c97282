import { readdirSync } from "node:fs";
import pg from "pg";
import type { Config } from "./config.ts";

/** `bigint` ids arrive as text; they stay far below 2^53, so they are numbers here. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 && format !== "binary" ? Number : pg.types.getTypeParser(oid, format),
};

/** What every connection of the app has in common. */
export function connectionOptions(config: Config): pg.ClientConfig {
  return {
    connectionString: config.databaseUrl,
    connectionTimeoutMillis: config.databaseConnectTimeoutSeconds * 1000,
    application_name: "sample-app",
    keepAlive: true,
    types,
  };
}

/** The pool that serves requests. It connects when the first query needs it. */
export function createPool(config: Config): pg.Pool {
  return new pg.Pool({
    ...connectionOptions(config),
    max: config.databasePoolSize,
    statement_timeout: config.databaseStatementTimeoutSeconds * 1000,
  });
}

/** A pool of one connection for the readiness probe: a pool that is busy with requests is no reason to be not ready. */
export function createProbePool(config: Config): pg.Pool {
  return new pg.Pool({ ...connectionOptions(config), max: 1, query_timeout: 2000 });
}

/** True where an error says that the database cannot be used at the moment, rather than that a statement was wrong. */
export function isUnavailable(error: unknown): boolean {
  const { code, message = "" } = error as { code?: string; message?: string };
  // SQLSTATE classes 08 (connection), 53 (resources) and 57P (shutdown), and Node's network errors.
  if (
    code &&
    /^(08|53|57P)\w{2,3}$|^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)$/.test(code)
  ) {
    return true;
  }
  return /^Connection terminated|timeout exceeded when trying to connect|^Query read timeout/.test(message);
}

/** The versions of the migrations in a folder: the digits that a file's name starts with. */
export function migrationVersions(directory: URL): string[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith(".sql") && !file.endsWith(".down.sql"))
    .flatMap((file) => file.match(/^\d+/)?.[0] ?? [])
    .sort();
}

/**
 * Why the database cannot serve this release; empty where it can. Every one of `expected` must have been applied. A
 * database that is further on is fine: in a rollout the old release still runs after the new one's migrations.
 */
export async function databaseProblems(pool: pg.Pool, expected: readonly string[]): Promise<string[]> {
  let applied: Set<string>;
  try {
    const { rows } = await pool.query<{ version: string }>(
      "SELECT version FROM quayside_migrations WHERE applied_at IS NOT NULL",
    );
    applied = new Set(rows.map((row) => row.version));
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === "42P01") return ["database: no migration has been applied (there is no table quayside_migrations)"];
    return [`database: not reachable (${code ?? message})`];
  }
  const missing = expected.filter((version) => !applied.has(version));
  return missing.length > 0 ? [`database: migrations not applied: ${missing.join(", ")}`] : [];
}
