import { readFileSync } from "node:fs";
import pg from "pg";
import type { Clock } from "../../toolkit/clock.ts";
import { codeOf, messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { retry } from "../../toolkit/retry.ts";
import type { DatabaseUrl } from "./url.ts";

/** A row of a result. Whole numbers of 64 bits arrive as text. */
// biome-ignore lint/suspicious/noExplicitAny: each query knows its own columns.
export type Row = Record<string, any>;

/** One connection to a PostgreSQL server. */
export interface Session {
  /** Runs SQL and returns its rows. Without `values` it may be several statements, whose last rows are returned. */
  query(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Process id that the handshake told; a pooler in between tells one that is not the server's. */
  readonly handshakePid: number;
  /** Why the connection is gone; undefined while it is there. */
  lost(): Error | undefined;
  /** Ends it; never throws, and waits a second at most. */
  close(): Promise<void>;
}

/** What the server says when a statement fails. */
export interface ServerError {
  readonly message: string;
  /** Five characters; the appendix "PostgreSQL Error Codes" lists them. */
  readonly sqlstate: string;
  readonly detail?: string;
  readonly hint?: string;
  /** Where in the query, in characters from 1. */
  readonly position?: number;
}

/** The server's own words for an error, or undefined where it came from elsewhere (a lost connection). */
export function serverError(error: unknown): ServerError | undefined {
  if (!(error instanceof pg.DatabaseError) || !error.code) return undefined;
  return {
    message: error.message,
    sqlstate: error.code,
    ...(error.detail ? { detail: error.detail } : {}),
    ...(error.hint ? { hint: error.hint } : {}),
    ...(error.position ? { position: Number(error.position) } : {}),
  };
}

/** An identifier for SQL. */
export const identifier = (name: string): string => pg.escapeIdentifier(name);
/** A text, number or null for SQL. */
export const literal = (value: string | number | null): string =>
  value === null ? "NULL" : typeof value === "number" ? String(value) : pg.escapeLiteral(value);

/** How to connect. */
export interface OpenOptions {
  /** Name that others see in pg_stat_activity; 63 bytes at most are kept. */
  name: string;
  clock: Clock;
  signal: AbortSignal;
  /** Milliseconds. */
  timeout: number;
  /** Told before each new try. */
  onRetry?: (why: string) => void;
}

/**
 * Connects, and tries again for as long as the server is starting or not yet listening.
 * Throws a UserError that says what went wrong and what to look at, and nothing of the password.
 */
export async function openSession(url: DatabaseUrl, options: OpenOptions): Promise<Session> {
  const { clock, signal } = options;
  const end = clock.elapsed() + options.timeout;
  try {
    return await retry(() => connect(url, options, Math.max(1000, end - clock.elapsed())), {
      attempts: 1000,
      base: 250,
      cap: 2000,
      clock,
      signal,
      transient: (error) =>
        !(error instanceof UserError) &&
        // A port that a container engine forwards is open before the server behind it is.
        (STARTING.has(codeOf(error) ?? "") || /Connection terminated unexpectedly/.test(messageOf(error))) &&
        clock.elapsed() < end,
      onRetry: (error) => options.onRetry?.(messageOf(error)),
    });
  } catch (error) {
    throwIfAborted(signal);
    if (error instanceof UserError) throw error;
    throw new UserError(`No connection to ${url.place} as ${url.user}: ${messageOf(error)}`, {
      hint: hintFor(error, url),
      cause: error,
    });
  }
}

/** Codes that go away when a server has started; ENOTFOUND too, since a container's name appears with it. */
const STARTING = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ENOENT", "57P03", "53300"]);

async function connect(url: DatabaseUrl, options: OpenOptions, timeout: number): Promise<Session> {
  const client = new pg.Client({
    host: url.host,
    port: url.port,
    user: url.user,
    password: url.password,
    database: url.database,
    ssl: url.tls
      ? {
          rejectUnauthorized: url.tls.verify,
          ...(url.tls.authorities ? { ca: readPem("sslrootcert", url.tls.authorities) } : {}),
          ...(url.tls.certificate ? { cert: readPem("sslcert", url.tls.certificate) } : {}),
          ...(url.tls.key ? { key: readPem("sslkey", url.tls.key) } : {}),
        }
      : false,
    ...(url.options ? { options: url.options } : {}),
    application_name: options.name.slice(0, 63),
    connectionTimeoutMillis: timeout,
    keepAlive: true,
    // Queries are sent as they come, not each after the answer to the one before.
    pipeline: true,
  });
  let gone: Error | undefined;
  client.on("error", (error) => {
    gone ??= error;
  });
  client.on("end", () => {
    gone ??= new Error("the server closed the connection");
  });
  const onAbort = () => void client.end().catch(() => {});
  options.signal.addEventListener("abort", onAbort, { once: true });
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  } finally {
    options.signal.removeEventListener("abort", onAbort);
  }
  return {
    handshakePid: (client as unknown as { processID: number }).processID,
    lost: () => gone,
    async query(sql, values) {
      const result = (await (values ? client.query(sql, [...values]) : client.query(sql))) as unknown as
        | { rows: Row[] }
        | { rows: Row[] }[];
      return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
    },
    async close() {
      await Promise.race([client.end().catch(() => {}), options.clock.sleep(1000)]);
      // A query that still runs keeps the socket; the process must be able to end all the same.
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    },
  };
}

function readPem(parameter: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`The file of ${parameter} could not be read: ${messageOf(error)}`, { cause: error });
  }
}

function hintFor(error: unknown, url: DatabaseUrl): string {
  const code = codeOf(error) ?? "";
  const text = messageOf(error);
  if (code === "28P01") return "The password is wrong for that user: check the secret that the input url comes from.";
  if (code === "28000")
    return "The server lets this user in under other conditions only (pg_hba.conf): check user, host and sslmode.";
  if (code === "3D000")
    return `There is no database "${url.database}" on that server: create it, or mend the end of the url.`;
  if (code === "53300") return "The server has no connection left: raise max_connections or free some.";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return "The name of the host is not known here: check it, and the network of the job.";
  if (code === "ECONNREFUSED" || code === "ENOENT")
    return "Nothing listens there: check host and port, and that the server has started.";
  if (/does not support SSL/i.test(text))
    return "The server speaks no TLS: set sslmode=disable if the network is trusted.";
  if (/altname/i.test(text + code)) {
    return "The certificate is for another name: write the name of the server that it has into the url.";
  }
  if (/certificate|CERT|SELF_SIGNED|altname/i.test(text + code)) {
    return "The certificate of the server could not be checked: give its authority as sslrootcert=FILE in the url.";
  }
  if (/SCRAM|password must be a string/i.test(text)) return "The server asks for a password and the url holds none.";
  return "Check host, port and the network between this job and the server.";
}
