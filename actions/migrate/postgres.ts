import { runUrl } from "../../toolkit/run-url.ts";
import type { World } from "../../toolkit/world.ts";
import { type AppliedFile, applyAll } from "./apply.ts";
import { type Connection, connect, type LockedDatabase, lockDatabase } from "./connection.ts";
import { identifier } from "./database.ts";
import { type SchemaObject, snapshot } from "./drift.ts";
import type { Dialect, Engine } from "./engine.ts";
import { History, type HistoryRow } from "./history.ts";
import type { MigrateInputs } from "./inputs.ts";
import { invalidIndexes } from "./outside.ts";
import type { Operation, Plan, Problem } from "./plan.ts";
import { tooNew } from "./requires.ts";
import { estimatedRows, versionText } from "./server.ts";
import { loadParser, parseSql } from "./sql.ts";

/** PostgreSQL 13 to 18: the one that this action knows best. */
export const POSTGRES: Dialect = {
  name: "PostgreSQL",
  load: loadParser,
  parse: parseSql,
  checked: true,
  promises: [
    "Each file is in the database as a whole, with its row of the history, or not at all; what runs outside of a transaction is recorded statement by statement.",
    "All files are parsed by PostgreSQL's own grammar before the first one runs.",
  ],
  connect: async (inputs, world) => new PostgresEngine(await connect(inputs, world), inputs, world),
};

/** A PostgreSQL server: a session that guards the lock, and one that works. */
export class PostgresEngine implements Engine {
  readonly connection: Connection;
  readonly place: string;
  readonly server: string;
  readonly major: number;
  readonly #inputs: MigrateInputs;
  readonly #world: World;
  readonly #history: History;
  #locked: LockedDatabase | undefined;

  constructor(connection: Connection, inputs: MigrateInputs, world: World) {
    this.connection = connection;
    this.place = connection.url.place;
    this.server = `PostgreSQL ${versionText(connection.facts.version)}`;
    this.major = Math.floor(connection.facts.version / 10_000);
    this.#inputs = inputs;
    this.#world = world;
    this.#history = new History(inputs.schema, inputs.historyTable);
  }

  async history(): Promise<HistoryRow[]> {
    const { guard } = this.connection;
    return (await this.#history.exists(guard)) ? await this.#history.read(guard) : [];
  }

  async lock(): Promise<void> {
    this.#locked = await lockDatabase(this.connection, this.#inputs, this.#world);
  }

  async checkLock(): Promise<void> {
    await this.locked().lock.check();
  }

  async examine(operations: readonly Operation[]): Promise<Problem[]> {
    return operations.flatMap(({ file, statements }) =>
      statements.flatMap(({ tree, line, column }): Problem[] => {
        const need = tooNew(tree, this.major);
        if (!need) return [];
        return [
          {
            kind: "statement",
            path: file.path,
            line,
            column,
            message: `holds ${need.what}, which PostgreSQL has from ${need.since} on; this server is ${this.server}`,
            hint: "Write it in the way of this server, or migrate after its upgrade.",
          },
        ];
      }),
    );
  }

  async adopt({ baseline, rebaseline }: Plan): Promise<void> {
    const { guard } = this.connection;
    if (!(await this.#history.exists(guard))) await this.#history.create(guard);
    await this.#history.adopt(guard, baseline, rebaseline, runUrl(this.#world.runner.env));
  }

  async apply(operations: readonly Operation[], onApplied: (file: AppliedFile) => void): Promise<void> {
    const { runner, clock, signal } = this.#world;
    const { lockTimeout, statementTimeout, lockRetries } = this.#inputs;
    await applyAll(operations, {
      ...this.locked(),
      guard: this.connection.guard,
      history: this.#history,
      facts: this.connection.facts,
      limits: { lockTimeout, statementTimeout },
      retries: lockRetries,
      run: runUrl(runner.env),
      clock,
      signal,
      info: runner.info,
      onApplied,
    });
  }

  estimatedRows(tables: readonly string[]): Promise<Map<string, number>> {
    return estimatedRows(this.connection.guard, tables);
  }

  invalidIndexes(): Promise<string[]> {
    return invalidIndexes(this.connection.guard);
  }

  snapshot(): Promise<SchemaObject[]> {
    const { schema, historyTable } = this.#inputs;
    return snapshot(this.connection.guard, `${identifier(schema)}.${identifier(historyTable)}`);
  }

  async recorded({ table, sql }: { table: string; sql: string }): Promise<string[]> {
    const { guard } = this.connection;
    const [row] = await guard.query("SELECT to_regclass($1) IS NOT NULL AS there", [table]);
    if (!row?.there) return [];
    return (await guard.query(sql)).map(({ version }) => String(version));
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  /** The session that works, and its lock. */
  locked(): LockedDatabase {
    if (!this.#locked) throw new Error("the lock is not held");
    return this.#locked;
  }

  /** Records an operation as applied that was run from outside. */
  async record({ file, statements }: Operation): Promise<void> {
    await this.connection.guard.query(this.#history.applied(file, statements.length, 0, ""));
  }
}
