/** How serious a finding is: an error stops the check, a warning is told. */
export type FindingLevel = "error" | "warning";

/** Something in a migration that may cause an outage or a loss. */
export interface Finding {
  /** Name of the rule, as in `-- quayside-ignore RULE: reason`. */
  readonly rule: string;
  readonly level: FindingLevel;
  readonly path: string;
  /** Where the statement begins, from 1. */
  readonly line: number;
  readonly column: number;
  /** What happens. */
  readonly message: string;
  /** What to write in its place. */
  readonly instead: string;
}
