import type { Tree } from "../tree.ts";
import type { FindingLevel } from "./finding.ts";
import type { Schema } from "./schema.ts";

/** What a rule knows beside the statement. */
export interface RuleContext {
  readonly schema: Schema;
  /** Path of the file. */
  readonly file: string;
  /** `server_version_num / 10000`. */
  readonly major: number;
  /** Whether the file runs after the rollout, when nothing needs what it takes away. */
  readonly contract: boolean;
  /** Whether the file runs in one transaction. */
  readonly transaction: boolean;
  /** What the statements of the same file before this one have done. */
  readonly before: Readonly<Before>;
  /** What the file makes anywhere. */
  readonly made: Made;
  /** The statement as written. */
  readonly sql: string;
}

/** What is kept of the statements of a file for those behind them. */
export interface Before {
  /** Tables that nobody can read or write until the transaction of the file ends. */
  readonly locked: Set<string>;
  /** Whether there was one that changes data or schema and is not CONCURRENTLY. */
  mixed: boolean;
  /** Values that were added to enums; they cannot be used before the file is committed. */
  readonly enumValues: Set<string>;
}

/** What all statements of a file make together: `view a.b`, for what is dropped and made anew in one go. */
export type Made = ReadonlySet<string>;

/** What a rule says of a statement; the caller adds where. */
export interface Verdict {
  readonly rule: string;
  readonly level: FindingLevel;
  readonly message: string;
  readonly instead: string;
}

/** One idea of what may go wrong. */
export type Rule = (tree: Tree, context: RuleContext) => readonly Verdict[];

/** A verdict that stops the check. */
export const error = (rule: string, message: string, instead: string): Verdict => ({
  rule,
  level: "error",
  message,
  instead,
});
/** A verdict that is told. */
export const warning = (rule: string, message: string, instead: string): Verdict => ({
  rule,
  level: "warning",
  message,
  instead,
});
