import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { messageOf, UserError } from "../../../toolkit/errors.ts";
import { runUrl } from "../../../toolkit/run-url.ts";
import type { World } from "../../../toolkit/world.ts";
import type { AppliedFile } from "../apply.ts";
import type { Row, ServerError } from "../database.ts";
import type { SchemaObject } from "../drift.ts";
import type { Engine } from "../engine.ts";
import type { HistoryRow } from "../history.ts";
import type { MigrateInputs } from "../inputs.ts";
import { applyPlain } from "../plain/apply.ts";
import { PlainHistory } from "../plain/history.ts";
import type { PlainSession } from "../plain/session.ts";
import type { Operation, Plan, Problem } from "../plan.ts";

/** What node:sqlite throws; the codes are SQLite's result codes. */
interface SqliteError extends Error {
  errcode?: number;
}

const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const FULL = 13;

/** Opens a database file. Only apply makes one that is not there. */
export async function connectSqlite(inputs: MigrateInputs, world: World): Promise<Engine> {
  const path = pathOf(inputs.url, world.workspace);
  const makes = inputs.mode === "apply" || inputs.url === inputs.scratchUrl;
  if (path !== ":memory:" && !existsSync(path)) {
    if (!makes) {
      throw new UserError(`There is no database file ${path}`, {
        hint: "Mend the input url; mode apply makes a file that is not there.",
      });
    }
    mkdirSync(dirname(path), { recursive: true });
  }
  try {
    const database = new DatabaseSync(path, { timeout: 0 });
    database.prepare("SELECT count(*) FROM sqlite_schema").get();
    return new SqliteEngine(database, path, inputs, world);
  } catch (error) {
    throw new UserError(`The database file ${path} could not be opened: ${messageOf(error)}`, {
      hint: "Check that it is a SQLite database, and that this user may read and write it and its folder.",
      cause: error,
    });
  }
}

function pathOf(url: string, workspace: string): string {
  if (/^file:\/\//i.test(url)) return fileURLToPath(url.replace(/\?.*$/, ""));
  const path = url.replace(/^(sqlite3?|file):(\/\/(?=\/|[^/]))?/i, "").replace(/\?.*$/, "");
  if (path === "" || path === ":memory:") {
    throw new UserError("The input url names no file", { hint: "For example: sqlite:data/app.db" });
  }
  return resolve(workspace, path);
}

class SqliteEngine implements Engine {
  readonly place: string;
  readonly server: string;
  readonly major = 3;
  readonly #database: DatabaseSync;
  readonly #inputs: MigrateInputs;
  readonly #world: World;
  #guard: DatabaseSync | undefined;

  constructor(database: DatabaseSync, path: string, inputs: MigrateInputs, world: World) {
    this.#database = database;
    this.#inputs = inputs;
    this.#world = world;
    this.place = path;
    this.server = `SQLite ${process.versions.sqlite ?? ""}`.trim();
  }

  async history(): Promise<HistoryRow[]> {
    const history = this.#history();
    return (await history.exists()) ? await history.read() : [];
  }

  // A lock of a table would be left behind by a run that was killed; a lock of a file beside the database is the
  // system's, and goes with the process. SQLite itself takes such locks, so a second small database is the lock.
  async lock(): Promise<void> {
    const { clock, signal, runner } = this.#world;
    const guard = new DatabaseSync(`${this.place}-migrate-lock`, { timeout: 0 });
    this.#guard = guard;
    const began = clock.elapsed();
    for (let told = false; ; ) {
      try {
        guard.exec("BEGIN EXCLUSIVE");
        break;
      } catch (error) {
        if (codeOf(error) !== BUSY && codeOf(error) !== LOCKED) throw this.#unwritable(error);
        const waited = clock.elapsed() - began;
        if (waited + 100 > this.#inputs.waitForLock) {
          throw new UserError(`Another run migrates this database: it holds ${this.place}-migrate-lock`, {
            hint: "Wait for it to end, or raise wait-for-lock. A killed run gives the lock back at once.",
          });
        }
        if (!told) runner.info("Another run migrates this database. Waiting for it.");
        told = true;
        await clock.sleep(100, signal);
      }
    }
    try {
      await this.#patient(() => this.#database.exec("BEGIN IMMEDIATE; ROLLBACK"));
    } catch (error) {
      throw codeOf(error) === READ_ONLY ? this.#unwritable(error) : error;
    }
  }

  #unwritable(error: unknown): UserError {
    return new UserError(`The database file takes no changes: ${messageOf(error)}`, {
      hint: "This user needs the right to write the file and its folder.",
      cause: error,
    });
  }

  async checkLock(): Promise<void> {
    if (this.#guard?.isTransaction) return;
    throw new UserError("The lock of this run is gone: stopped before the next file");
  }

  async examine(): Promise<Problem[]> {
    return [];
  }

  async adopt({ baseline, rebaseline }: Plan): Promise<void> {
    const history = this.#history();
    const session = this.#session();
    await session.begin();
    try {
      if (!(await history.exists())) await history.create();
      for (const file of baseline) await history.record(file, "baseline", 0, 0);
      const rows = await history.read();
      for (const file of rebaseline) {
        const version = rows.find((row) => BigInt(row.version) === BigInt(file.version))?.version;
        await history.rebaseline(file, version ?? file.version);
      }
      await session.commit();
    } catch (error) {
      await session.rollback();
      throw error;
    }
  }

  async apply(operations: readonly Operation[], onApplied: (file: AppliedFile) => void): Promise<void> {
    await applyPlain(operations, {
      session: this.#session(),
      history: this.#history(),
      world: this.#world,
      retries: this.#inputs.lockRetries,
      checkLock: () => this.checkLock(),
      onApplied,
    });
  }

  async estimatedRows(): Promise<Map<string, number>> {
    return new Map();
  }

  async invalidIndexes(): Promise<string[]> {
    return [];
  }

  async snapshot(): Promise<SchemaObject[]> {
    return this.#ask(
      "SELECT type AS kind, name, sql AS definition FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name <> ? ORDER BY 1, 2",
      [this.#inputs.historyTable],
    ).map(({ kind, name, definition }) => ({ kind, name, definition }));
  }

  async recorded({ table, sql }: { table: string; sql: string }): Promise<string[]> {
    const name = table.replaceAll('"', "");
    if (this.#ask("SELECT 1 FROM sqlite_schema WHERE name = ?", [name]).length === 0) return [];
    return this.#ask(sql).map(({ version }) => String(version));
  }

  async close(): Promise<void> {
    this.#database.close();
    this.#guard?.close();
  }

  #ask(sql: string, values: readonly (string | number | null)[] = []): Row[] {
    return this.#database.prepare(sql).all(...values) as Row[];
  }

  // Another program may be writing just now; it is waited for without holding up a request to stop.
  async #patient<T>(body: () => T): Promise<T> {
    const { clock, signal } = this.#world;
    const began = clock.elapsed();
    for (;;) {
      try {
        return body();
      } catch (error) {
        const limit = this.#inputs.lockTimeout;
        const late = limit > 0 && clock.elapsed() - began > limit;
        if ((codeOf(error) !== BUSY && codeOf(error) !== LOCKED) || late) throw error;
        await clock.sleep(25, signal);
      }
    }
  }

  #history(): PlainHistory {
    return new PlainHistory(this.#session(), this.#inputs.historyTable, runUrl(this.#world.runner.env));
  }

  #session(): PlainSession {
    const database = this.#database;
    let unchecked = false;
    return {
      query: async (sql, values) => {
        const rows = await this.#patient(() => this.#ask(sql, values));
        // Lets a request to stop be heard between two statements.
        await new Promise(setImmediate);
        return rows;
      },
      now: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
      createTable: (table) => `CREATE TABLE IF NOT EXISTS ${table} (
        version text NOT NULL UNIQUE, name text NOT NULL, file text NOT NULL, checksum text NOT NULL, state text NOT NULL,
        statements integer NOT NULL, done text NOT NULL, in_flight integer, started_at text NOT NULL, applied_at text,
        duration_ms integer NOT NULL, run text NOT NULL, position integer PRIMARY KEY AUTOINCREMENT)`,
      columns: async (table) =>
        this.#ask("SELECT name FROM pragma_table_info(?)", [table]).map(({ name }) => String(name)),
      async fresh(statements) {
        // The way in which SQLite's manual changes a table needs them off, which must be said before the transaction.
        unchecked = statements.some(({ sql }) => switchesForeignKeys(sql));
        database.exec(`PRAGMA foreign_keys = ${unchecked ? "off" : "on"}`);
      },
      begin: () => this.#patient(() => database.exec("BEGIN IMMEDIATE")),
      commit: async () => {
        if (unchecked) {
          const [broken] = this.#ask("PRAGMA foreign_key_check");
          if (broken) {
            throw new Error(
              `foreign keys do not hold: row ${broken.rowid} of ${broken.table} refers to nothing in ${broken.parent}`,
            );
          }
        }
        await this.#patient(() => database.exec("COMMIT"));
      },
      rollback: async () => {
        if (database.isTransaction) database.exec("ROLLBACK");
      },
      said(error): ServerError | undefined {
        return codeOf(error) === undefined ? undefined : { message: messageOf(error), sqlstate: "" };
      },
      transient: (error) => codeOf(error) === BUSY || codeOf(error) === LOCKED,
      // All that is recorded here may be done twice.
      completed: () => false,
      hint: (error) =>
        codeOf(error) === FULL
          ? "The disk is full: make room, and run again."
          : codeOf(error) === BUSY
            ? "Another program kept the database all the time: look for long transactions, or raise lock-timeout or lock-retries."
            : "",
      lost: () => false,
    };
  }
}

// The upper bits of an extended code say more than is asked here.
const codeOf = (error: unknown): number | undefined => {
  const code = (error as SqliteError | undefined)?.errcode;
  return code === undefined ? undefined : code & 0xff;
};

/** Whether a statement switches foreign keys on or off, which SQLite takes no notice of within a transaction. */
const switchesForeignKeys = (sql: string): boolean => /^\s*pragma\s+foreign_keys\s*(=|\()/i.test(sql);
