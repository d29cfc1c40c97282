import { UserError } from "../../toolkit/errors.ts";
import { identifier, literal, type Session } from "./database.ts";
import type { MigrationFile } from "./files.ts";

/** How far a migration got. `running` is one whose file runs outside of a transaction
 * and has begun; `baseline` one that was in the database before there was a history. */
export type HistoryState = "running" | "applied" | "baseline";

/** One row of the history table. */
export interface HistoryRow {
  readonly version: string;
  readonly name: string;
  readonly file: string;
  readonly checksum: string;
  readonly state: HistoryState;
  /** Fingerprints of the statements that are done, in their order; only kept for files outside of a transaction. */
  readonly done: readonly string[];
  /** Number of the statement outside of a transaction that was begun and is not known to have ended. */
  readonly inFlight: number | null;
  /** ISO 8601; when it began where it has not ended. */
  readonly appliedAt: string;
}

/** The SQL of one history table. Every name in it is qualified, since a migration may change the search path. */
export class History {
  /** `"schema"."table"`, ready for SQL. */
  readonly table: string;
  readonly #schema: string;
  readonly #name: string;

  constructor(schema: string, name: string) {
    this.#schema = schema;
    this.#name = name;
    this.table = `${identifier(schema)}.${identifier(name)}`;
  }

  /** Whether the table is there. Throws a UserError where it is not one of ours. */
  async exists(session: Session): Promise<boolean> {
    const rows = await session.query(
      `SELECT a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped`,
      [this.#schema, this.#name],
    );
    const columns = new Set(rows.map((row) => row.name));
    if (columns.size === 0) return false;
    const missing = ["version", "name", "file", "checksum", "state", "done", "in_flight"].filter(
      (column) => !columns.has(column),
    );
    if (missing.length === 0) return true;
    throw new UserError(
      `The table ${this.table} is not a history of Quayside: it has no column ${missing.join(", ")}`,
      {
        hint: "It belongs to another tool: choose another name with the input history-table.",
      },
    );
  }

  /** Makes the table, and its schema, where they are missing. The lock must be held. */
  async create(session: Session): Promise<void> {
    const [schema] = await session.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [this.#schema]);
    if (!schema) await session.query(`CREATE SCHEMA ${identifier(this.#schema)}`);
    await session.query(`CREATE TABLE ${this.table} (
      version text PRIMARY KEY,
      name text NOT NULL,
      file text NOT NULL,
      checksum text NOT NULL,
      state text NOT NULL CHECK (state IN ('running', 'applied', 'baseline')),
      statements integer NOT NULL,
      done text[] NOT NULL DEFAULT '{}',
      in_flight integer,
      started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      applied_at timestamptz,
      duration_ms bigint NOT NULL DEFAULT 0,
      applied_by text NOT NULL DEFAULT session_user,
      run text NOT NULL DEFAULT '',
      position bigint GENERATED ALWAYS AS IDENTITY
    )`);
  }

  /** All rows in the order in which they were applied. */
  async read(session: Session): Promise<HistoryRow[]> {
    const rows = await session.query(
      `SELECT version, name, file, checksum, state, done, in_flight AS "inFlight",
         to_char(coalesce(applied_at, started_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "appliedAt"
       FROM ${this.table} ORDER BY position`,
    );
    return rows as unknown as HistoryRow[];
  }

  /** SQL that records a file as applied; one statement, without values, so that it can go together with COMMIT. */
  applied(file: MigrationFile, statements: number, milliseconds: number, run: string): string {
    return `INSERT INTO ${this.table} (version, name, file, checksum, state, statements, started_at, applied_at, duration_ms, run)
      VALUES (${[file.version, file.name, file.file, file.checksum, "applied"].map(literal).join(", ")}, ${statements},
      clock_timestamp() - interval '${Math.round(milliseconds)} milliseconds', clock_timestamp(), ${Math.round(milliseconds)}, ${literal(run)})`;
  }

  /** SQL that takes the row of a version away. */
  removed(file: MigrationFile): string {
    return `DELETE FROM ${this.table} WHERE version = ${literal(file.version)}`;
  }

  /** Records files as being in the database already, and the new checksums of others; all or nothing. */
  async adopt(
    session: Session,
    baseline: readonly MigrationFile[],
    rebaseline: readonly MigrationFile[],
    run: string,
  ): Promise<void> {
    const inserts = baseline.map((file) => {
      const values = [file.version, file.name, file.file, file.checksum, "baseline", run].map(literal);
      return `INSERT INTO ${this.table} (version, name, file, checksum, state, run, statements, applied_at)
        VALUES (${values.join(", ")}, 0, clock_timestamp())`;
    });
    const updates = rebaseline.map(
      (file) =>
        `UPDATE ${this.table} SET checksum = ${literal(file.checksum)}, file = ${literal(file.file)}, name = ${literal(file.name)}
         WHERE version::numeric = ${literal(file.version)}::numeric`,
    );
    if (inserts.length + updates.length > 0) await session.query([...inserts, ...updates].join(";\n"));
  }

  /** Records that a file outside of a transaction begins. One that was begun before keeps what it has done. */
  async begin(session: Session, file: MigrationFile, statements: number, run: string): Promise<void> {
    await session.query(
      `INSERT INTO ${this.table} (version, name, file, checksum, state, statements, run)
       VALUES ($1, $2, $3, $4, 'running', $5, $6)
       ON CONFLICT (version) DO UPDATE SET checksum = $4, statements = $5, run = $6`,
      [file.version, file.name, file.file, file.checksum, statements, run],
    );
  }

  /** Records that a statement outside of a transaction begins; null where none is under way after all. */
  async launch(session: Session, file: MigrationFile, statement: number | null): Promise<void> {
    await session.query(`UPDATE ${this.table} SET in_flight = $2 WHERE version = $1`, [file.version, statement]);
  }

  /** SQL that records one statement of such a file as done; without values, so that it can go together with COMMIT. */
  step(file: MigrationFile, fingerprint: string): string {
    return `UPDATE ${this.table} SET done = done || ${literal(fingerprint)}::text, in_flight = NULL
      WHERE version = ${literal(file.version)}`;
  }

  /** Records such a file as applied. */
  async finish(session: Session, file: MigrationFile, milliseconds: number): Promise<void> {
    await session.query(
      `UPDATE ${this.table} SET state = 'applied', applied_at = clock_timestamp(), duration_ms = duration_ms + $2
       WHERE version = $1`,
      [file.version, Math.round(milliseconds)],
    );
  }
}
