import { UserError } from "../../../toolkit/errors.ts";
import type { MigrationFile } from "../files.ts";
import type { HistoryRow } from "../history.ts";
import type { PlainSession } from "./session.ts";

const COLUMNS = ["version", "name", "file", "checksum", "state", "done", "in_flight"];

/** The history table in SQL that MySQL, MariaDB and SQLite have in common. */
export class PlainHistory {
  readonly #session: PlainSession;
  readonly #name: string;
  /** The name, ready for SQL. */
  readonly #table: string;
  readonly #run: string;

  constructor(session: PlainSession, name: string, run: string) {
    this.#session = session;
    this.#name = name;
    this.#table = `\`${name.replaceAll("`", "``")}\``;
    this.#run = run;
  }

  /** Whether the table is there. Throws a UserError where it is not one of ours. */
  async exists(): Promise<boolean> {
    const columns = new Set(await this.#session.columns(this.#name));
    if (columns.size === 0) return false;
    const missing = COLUMNS.filter((column) => !columns.has(column));
    if (missing.length === 0) return true;
    throw new UserError(
      `The table ${this.#name} is not a history of Quayside: it has no column ${missing.join(", ")}`,
      {
        hint: "It belongs to another tool: choose another name with the input history-table.",
      },
    );
  }

  /** Makes the table where it is missing. */
  async create(): Promise<void> {
    await this.#session.query(this.#session.createTable(this.#table));
  }

  /** All rows in the order in which they were applied. */
  async read(): Promise<HistoryRow[]> {
    const rows = await this.#session.query(
      `SELECT version, name, file, checksum, state, done, in_flight, coalesce(applied_at, started_at) AS applied_at
       FROM ${this.#table} ORDER BY position`,
    );
    return rows.map((row) => ({
      version: String(row.version),
      name: String(row.name),
      file: String(row.file),
      checksum: String(row.checksum),
      state: row.state as HistoryRow["state"],
      done: String(row.done) === "" ? [] : String(row.done).split(","),
      inFlight: row.in_flight === null ? null : Number(row.in_flight),
      appliedAt: String(row.applied_at),
    }));
  }

  /** Records a file as applied, or as having been there before. */
  async record(
    file: MigrationFile,
    state: "applied" | "baseline",
    statements: number,
    milliseconds: number,
  ): Promise<void> {
    const { now } = this.#session;
    await this.#session.query(
      `INSERT INTO ${this.#table} (version, name, file, checksum, state, statements, done, started_at, applied_at, duration_ms, run)
       VALUES (?, ?, ?, ?, ?, ?, '', ${now}, ${now}, ?, ?)`,
      [file.version, file.name, file.file, file.checksum, state, statements, Math.round(milliseconds), this.#run],
    );
  }

  /** Takes the new text of a file for the right one. */
  async rebaseline(file: MigrationFile, version: string): Promise<void> {
    await this.#session.query(`UPDATE ${this.#table} SET checksum = ?, file = ?, name = ? WHERE version = ?`, [
      file.checksum,
      file.file,
      file.name,
      version,
    ]);
  }

  /** Takes the row of a version away. */
  async remove(file: MigrationFile): Promise<void> {
    await this.#session.query(`DELETE FROM ${this.#table} WHERE version = ?`, [file.version]);
  }

  /** Records that a file outside of a transaction begins; one that was begun before keeps what it has done. */
  async begin(file: MigrationFile, statements: number): Promise<void> {
    const { version, name, file: path, checksum } = file;
    const rows = await this.#session.query(`SELECT 1 FROM ${this.#table} WHERE version = ?`, [version]);
    if (rows.length > 0) {
      await this.#session.query(`UPDATE ${this.#table} SET checksum = ?, statements = ?, run = ? WHERE version = ?`, [
        checksum,
        statements,
        this.#run,
        version,
      ]);
    } else {
      await this.#session.query(
        `INSERT INTO ${this.#table} (version, name, file, checksum, state, statements, done, started_at, duration_ms, run)
         VALUES (?, ?, ?, ?, 'running', ?, '', ${this.#session.now}, 0, ?)`,
        [version, name, path, checksum, statements, this.#run],
      );
    }
  }

  /** Records that a statement begins which commits by itself; null where none is under way after all. */
  async launch(file: MigrationFile, statement: number | null): Promise<void> {
    await this.#session.query(`UPDATE ${this.#table} SET in_flight = ? WHERE version = ?`, [statement, file.version]);
  }

  /** Records one statement as done. */
  async step(file: MigrationFile, done: readonly string[]): Promise<void> {
    await this.#session.query(`UPDATE ${this.#table} SET done = ?, in_flight = NULL WHERE version = ?`, [
      done.join(","),
      file.version,
    ]);
  }

  /** Records such a file as applied. */
  async finish(file: MigrationFile, milliseconds: number): Promise<void> {
    await this.#session.query(
      `UPDATE ${this.#table} SET state = 'applied', applied_at = ${this.#session.now}, duration_ms = duration_ms + ?
       WHERE version = ?`,
      [Math.round(milliseconds), file.version],
    );
  }
}
