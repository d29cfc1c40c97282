import type { World } from "../../toolkit/world.ts";
import type { AppliedFile } from "./apply.ts";
import type { SchemaObject } from "./drift.ts";
import type { HistoryRow } from "./history.ts";
import type { MigrateInputs } from "./inputs.ts";
import type { Operation, Plan, Problem } from "./plan.ts";
import type { Parsed } from "./sql.ts";

/** A kind of database: how its files are read, and how it is reached. */
export interface Dialect {
  readonly name: "PostgreSQL" | "MySQL" | "SQLite";
  /** Gets the parser ready; needed once before `parse`. */
  load(): Promise<void>;
  /** Splits a text into statements. */
  parse(text: string): Parsed;
  /** Whether the check has rules for it. */
  readonly checked: boolean;
  /** What a migration of such a database can promise, and what not; a sentence each, told in the plan. */
  readonly promises: readonly string[];
  /** Connects to the database of `inputs.url`. Throws a UserError that says what went wrong. */
  connect(inputs: MigrateInputs, world: World): Promise<Engine>;
}

/** A database that is connected: all that a run does to it. */
export interface Engine {
  /** Where it is, without user and password. */
  readonly place: string;
  /** What it is: `PostgreSQL 17.6`. */
  readonly server: string;
  /** Major version, which the rules of the check and the syntax of files go by. */
  readonly major: number;
  /** What is recorded; nothing where there is no history yet. Throws a UserError where the table is not one of ours. */
  history(): Promise<HistoryRow[]>;
  /** Makes sure that it takes changes, and that nobody else migrates it until `close`. */
  lock(): Promise<void>;
  /** Throws a UserError where the lock is gone. */
  checkLock(): Promise<void>;
  /** What the server's own parser has against statements, before any of them runs. */
  examine(operations: readonly Operation[]): Promise<Problem[]>;
  /** Makes the history where it is missing, and records what `plan` takes for applied. The lock must be held. */
  adopt(plan: Plan): Promise<void>;
  /** Runs operations in their order; throws a MigrationError at the first that fails. The lock must be held. */
  apply(operations: readonly Operation[], onApplied: (file: AppliedFile) => void): Promise<void>;
  /** How many rows tables have by the server's statistics, by their names as written. */
  estimatedRows(tables: readonly string[]): Promise<Map<string, number>>;
  /** Indexes that are broken, and on which table each is. */
  invalidIndexes(): Promise<string[]>;
  /** All objects of the schema as the server itself writes them, without the history table. */
  snapshot(): Promise<SchemaObject[]>;
  /** What a project's own tool has recorded: a column of its table, or nothing where there is no such table. */
  recorded(history: { readonly table: string; readonly sql: string }): Promise<string[]>;
  /** Ends all sessions, and so gives back their locks. Never throws. */
  close(): Promise<void>;
}
