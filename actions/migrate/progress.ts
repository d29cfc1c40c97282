import type { Clock } from "../../toolkit/clock.ts";
import { messageOf } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import type { AppliedFile } from "./apply.ts";
import type { Finding } from "./check/finding.ts";
import type { CommandResult } from "./command.ts";
import type { Difference } from "./drift.ts";
import { type Failure, MigrationError } from "./failure.ts";
import type { HistoryRow } from "./history.ts";
import type { MigrateInputs } from "./inputs.ts";
import { makePlan, newest, type Plan } from "./plan.ts";
import type { Outcome, RunResult } from "./report.ts";
import type { Trace } from "./trace.ts";

/** What a run knows so far. It is told at the end in any case, so a mode fills it as it goes. */
export class Progress {
  plan: Plan = makePlan([], []);
  rows: readonly HistoryRow[] = [];
  place = "";
  server = "";
  findings: readonly Finding[] = [];
  /** How many files the check has looked at. */
  looked = 0;
  estimatedRows: ReadonlyMap<string, number> = new Map();
  readonly applied: AppliedFile[] = [];
  /** Whether the files of `plan.baseline` have been recorded. */
  adopted = false;
  /** In what the live schema is not what the migrations make; undefined where it was not compared. */
  differences: readonly Difference[] | undefined;
  /** What the statements did in a scratch database; undefined where they were not watched. */
  traces: readonly Trace[] | undefined;
  /** What migrations of this kind of database can promise. */
  promises: readonly string[] = [];
  /** What the project's own tool has done, where one ran. */
  command: CommandResult | undefined;
  /** What a mode says of its end, where it is not one of applying. */
  outcome: Outcome | undefined;
  /** Version at the end, where the mode knows it better. */
  current: string | undefined;
  readonly #inputs: MigrateInputs;
  readonly #clock: Clock;
  readonly #began: number;

  constructor(inputs: MigrateInputs, clock: Clock) {
    this.#inputs = inputs;
    this.#clock = clock;
    this.#began = clock.elapsed();
  }

  /** All of it, for the report; `error` is what ended the run. */
  result(runner: World["runner"], error?: unknown): RunResult {
    const { plan, applied } = this;
    const failure: Failure | undefined = error instanceof MigrationError ? error.failure : undefined;
    const done = applied.length > 0 || this.adopted ? "applied" : "up-to-date";
    const left = plan.operations.length - applied.length;
    const versions = [
      ...(plan.current ? [plan.current] : []),
      ...(this.adopted ? plan.baseline.map((file) => file.version) : []),
      ...applied.map((file) => file.operation.file.version),
    ];
    return {
      mode: this.#inputs.mode,
      outcome: error !== undefined ? "failed" : (this.outcome ?? (left > 0 ? "pending" : done)),
      place: this.place,
      server: this.server,
      historyTable: `${this.#inputs.schema}.${this.#inputs.historyTable}`,
      plan,
      history: this.rows,
      applied,
      failure,
      findings: this.findings,
      looked: this.looked,
      estimatedRows: this.estimatedRows,
      command: this.command,
      differences: this.differences,
      traces: this.traces,
      promises: this.promises,
      error: error === undefined ? undefined : runner.redact(messageOf(error)),
      before: plan.current,
      current: this.outcome === "rolled-back" ? this.current : newest(versions),
      milliseconds: this.#clock.elapsed() - this.#began,
    };
  }
}
