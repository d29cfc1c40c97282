import { code, details, escapeMarkdown, fence, type Piece, table, withinBytes } from "../../toolkit/markdown.ts";
import { counted, formatDuration } from "../../toolkit/units.ts";
import type { AppliedFile } from "./apply.ts";
import type { Finding } from "./check/finding.ts";
import type { CommandResult } from "./command.ts";
import { type Difference, differenceText } from "./drift.ts";
import type { Failure } from "./failure.ts";
import type { HistoryRow } from "./history.ts";
import { lockOf, type TableLock } from "./locks.ts";
import type { Operation, Plan, Problem } from "./plan.ts";
import { headOf } from "./sql.ts";
import type { Trace } from "./trace.ts";

/** How a run ended. */
export type Outcome =
  | "applied"
  | "up-to-date"
  | "pending"
  | "rolled-back"
  | "in-sync"
  | "traced"
  | "created"
  | "failed";

/** All that a run knows at its end. */
export interface RunResult {
  readonly mode: string;
  readonly outcome: Outcome;
  /** Where, without user and password; `""` without a database. */
  readonly place: string;
  readonly server: string;
  readonly historyTable: string;
  readonly plan: Plan;
  readonly history: readonly HistoryRow[];
  readonly applied: readonly AppliedFile[];
  readonly failure: Failure | undefined;
  /** Rows of the tables that pending files lock, by the server's statistics. */
  readonly estimatedRows: ReadonlyMap<string, number>;
  /** Of the check, in the modes check and plan. */
  readonly findings: readonly Finding[];
  /** How many files the check has looked at. */
  readonly looked: number;
  /** In what the live schema is not what the migrations make; undefined where it was not compared. */
  readonly differences: readonly Difference[] | undefined;
  /** What the statements did in a scratch database; undefined where they were not watched. */
  readonly traces: readonly Trace[] | undefined;
  /** What migrations of this kind of database can promise, a sentence each. */
  readonly promises: readonly string[];
  /** What the project's own tool has done, where one ran. */
  readonly command: CommandResult | undefined;
  /** Message of a failure that is none of a migration: no connection, no lock, problems of the files. */
  readonly error: string | undefined;
  readonly before: string | undefined;
  readonly current: string | undefined;
  readonly milliseconds: number;
}

/** The files that are still to do. */
export function remaining({ plan, applied }: Pick<RunResult, "plan" | "applied">): Operation[] {
  return plan.operations.filter((operation) => !applied.some((file) => file.operation === operation));
}

/** GitHub takes 1 MB of outputs for a whole job. */
const REPORT_LIMIT = 300_000;

/** A file in the report. */
interface ReportedFile {
  /** Path from the workspace. */
  readonly file: string;
  readonly version: string;
  readonly name: string;
  /** Whether it runs in one transaction. */
  readonly transaction: boolean;
}

/** A statement in the report. */
interface ReportedStatement {
  /** From 1, in the order of the file. */
  readonly number: number;
  readonly line: number;
  /** Its beginning, in one line. */
  readonly sql: string;
}

/** What the `report` output holds. */
export interface MigrateReport {
  readonly version: 1;
  readonly mode: string;
  readonly outcome: Outcome;
  /** Where, without user and password; empty without a database. */
  readonly database: string;
  readonly server: string;
  /** Schema and name of the history table. */
  readonly history: string;
  /** Version of the database before and after the run, and that of the newest file; empty where there is none. */
  readonly before: string;
  readonly current: string;
  readonly target: string;
  /** Files that this run has applied or undone. */
  readonly applied: readonly (ReportedFile & {
    readonly durationMs: number;
    readonly statements: readonly (ReportedStatement & { readonly durationMs: number })[];
  })[];
  readonly pending: readonly (ReportedFile & {
    /** How many of its first statements an earlier run has done. */
    readonly resume: number;
    readonly statements: readonly (ReportedStatement & {
      readonly lock?: TableLock;
      /** Rows of that table by the server's statistics. */
      readonly estimatedRows?: number;
    })[];
  })[];
  /** Files that were, or would be, recorded as applied without being run. */
  readonly baseline: readonly string[];
  /** Files whose new checksum was, or would be, taken for the right one. */
  readonly rebaseline: readonly string[];
  /** Files that wait for the phase after the rollout. */
  readonly held: readonly string[];
  /** Of the check, in the modes check and plan. */
  readonly findings: readonly Finding[];
  /** What has to be mended before anything runs. */
  readonly problems: readonly Problem[];
  /** In what the live schema is not what the migrations make, in the mode drift. */
  readonly differences?: readonly Difference[];
  /** What the statements did in the scratch database, in the mode trace. */
  readonly traces?: readonly Trace[];
  /** What migrations of this kind of database can promise, a sentence each. */
  readonly promises: readonly string[];
  /** What the project's own tool has done, where one ran. */
  readonly command?: CommandResult;
  /** Where and why a file failed. */
  readonly failure?: Failure;
  /** Message of what ended the run. */
  readonly error?: string;
  readonly durationMs: number;
  /** Set where the lists of statements were left out, since the report was too long for an output. */
  readonly shortened?: true;
}

/**
 * The `report` output. A reader checks `version` first; fields may be added within it, none goes. Where it would be too
 * long for an output, the lists of statements are left out and `shortened` says so.
 */
export function reportJson(result: RunResult): MigrateReport {
  const full = fullReport(result);
  if (JSON.stringify(full).length <= REPORT_LIMIT) return full;
  const without = <T extends object>(list: readonly T[]) => list.map((one) => ({ ...one, statements: [] }));
  return { ...full, shortened: true, applied: without(full.applied), pending: without(full.pending) };
}

function fullReport(result: RunResult): MigrateReport {
  const file = (operation: Operation) => ({
    file: operation.file.path,
    version: operation.file.version,
    name: operation.file.name,
    transaction: operation.transaction,
  });
  return {
    version: 1,
    mode: result.mode,
    outcome: result.outcome,
    database: result.place,
    server: result.server,
    history: result.historyTable,
    before: result.before ?? "",
    current: result.current ?? "",
    target: result.plan.target ?? "",
    applied: result.applied.map(({ operation, statements, milliseconds }) => ({
      ...file(operation),
      durationMs: Math.round(milliseconds),
      statements: statements.map(({ number, line, sql, milliseconds: time }) => ({
        number,
        line,
        sql,
        durationMs: Math.round(time),
      })),
    })),
    pending: remaining(result).map((operation) => ({
      ...file(operation),
      resume: operation.resume,
      statements: operation.statements.map((statement) => {
        const lock = lockOf(statement.tree);
        const rows = lock && result.estimatedRows.get(lock.table);
        return {
          number: statement.number,
          line: statement.line,
          sql: headOf(statement.sql),
          ...(lock ? { lock } : {}),
          ...(rows === undefined ? {} : { estimatedRows: rows }),
        };
      }),
    })),
    baseline: result.plan.baseline.map(({ path }) => path),
    rebaseline: result.plan.rebaseline.map(({ path }) => path),
    held: result.plan.held.map(({ path }) => path),
    findings: result.findings,
    problems: result.plan.problems,
    ...(result.differences ? { differences: result.differences } : {}),
    ...(result.traces ? { traces: result.traces } : {}),
    promises: result.promises,
    ...(result.command ? { command: result.command } : {}),
    ...(result.failure ? { failure: result.failure } : {}),
    ...(result.error ? { error: result.error } : {}),
    durationMs: Math.round(result.milliseconds),
  };
}

/** A plan as lines for a log: each file, how it runs, and each statement with its lock. */
export function planLines(operations: readonly Operation[], rows: ReadonlyMap<string, number> = new Map()): string[] {
  return operations.flatMap((operation) => [
    `${operation.file.path}: ${modeText(operation)}`,
    ...operation.statements.map((statement) => {
      const lock = lockText(statement.tree, rows);
      const done = statement.number <= operation.resume ? " (done by an earlier run)" : "";
      return `  ${statement.number}. ${headOf(statement.sql)}${lock ? `  [${lock}]` : ""}${done}`;
    }),
  ]);
}

/** A problem in one line: `migrations/3.sql:4:1: …`. */
export function problemText({ path, line, column, message, hint }: Problem): string {
  const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
  return `${place} ${message}. ${hint}`;
}

/** The summary of a run. */
export function summaryMarkdown(result: RunResult): string {
  const rest = remaining(result);
  const pieces: Piece[] = [];
  const add = (full: string, short = full) => pieces.push({ full, short });
  add(`## Database migration: ${headline(result, rest.length)}`);
  if (result.differences?.length) {
    add(
      result.differences.map((one) => `- ${escapeMarkdown(differenceText(one))}`).join("\n"),
      `${result.differences.length} differences.`,
    );
  }
  if (result.command) add(commandMarkdown(result.command));
  const facts = [
    ...(result.place ? [`Database ${code(result.place)}, ${escapeMarkdown(result.server)}`] : []),
    result.before === result.current
      ? `version ${code(result.current ?? "none")}`
      : `version ${code(result.before ?? "none")} → ${code(result.current ?? "none")}`,
    `newest file ${code(result.plan.target ?? "none")}`,
    formatDuration(result.milliseconds),
  ];
  add(facts.join(" · "));
  if (result.failure) add(failureMarkdown(result.failure));
  else if (result.error && result.plan.problems.length + result.findings.length === 0) add(fence(result.error));
  if (result.plan.problems.length > 0) {
    add(
      `**To be mended before anything runs**\n\n${table(
        ["file", "line", "what", "way out"],
        result.plan.problems.map(({ path, line, message, hint }) => [
          code(path),
          line === undefined ? "" : String(line),
          escapeMarkdown(message),
          escapeMarkdown(hint),
        ]),
        [1],
      )}`,
    );
  }
  if (result.findings.length > 0) {
    add(
      `**Findings**\n\n${table(
        ["", "file", "line", "rule", "what happens", "what to write"],
        result.findings.map(({ level, path, line, rule, message, instead }) => [
          level === "error" ? "❌" : "⚠️",
          code(path),
          String(line),
          code(rule),
          escapeMarkdown(message),
          escapeMarkdown(instead),
        ]),
        [2],
      )}`,
      `${result.findings.length} findings.`,
    );
  }
  if (result.traces) add(traceTable(result.traces), `${result.traces.length} statements watched.`);
  if (result.plan.remarks.length > 0) {
    add(result.plan.remarks.map(({ path, message }) => `- ${code(path)} ${escapeMarkdown(message)}`).join("\n"));
  }
  if (result.applied.length > 0) {
    add(
      `**${result.mode === "rollback" ? "Undone" : "Applied"}**\n\n${table(
        ["file", "statements", "transaction", "time"],
        result.applied.map(({ operation, statements, milliseconds }) => [
          code(operation.file.path),
          String(statements.length),
          operation.transaction ? "one" : "none",
          formatDuration(milliseconds),
        ]),
        [1, 3],
      )}`,
      `${counted(result.applied.length, "file")} applied.`,
    );
    for (const { operation, statements } of result.applied) add(statementTimes(operation, statements), "");
  }
  if (rest.length > 0 && result.mode !== "check" && result.mode !== "trace") {
    add(
      `**Pending**\n\n${table(
        ["file", "statements", "how it runs"],
        rest.map((operation) => [
          code(operation.file.path),
          String(operation.statements.length),
          escapeMarkdown(modeText(operation)),
        ]),
        [1],
      )}`,
      `${counted(rest.length, "file")} pending.`,
    );
    for (const operation of rest) add(pendingStatements(operation, result.estimatedRows), "");
    if (result.mode === "plan")
      add(details("What this can promise", result.promises.map((one) => `- ${escapeMarkdown(one)}`).join("\n")), "");
  }
  // GitHub takes 1 MiB for a step; a pipeline puts several reports into one.
  return withinBytes(pieces, 200_000, "_The report was too long: parts of it were left out._");
}

function traceTable(traces: readonly Trace[]): string {
  return table(
    ["file", "line", "statement", "time", "locks really taken", "written anew"],
    traces.map(({ path, line, sql, milliseconds, locks, rewritten }) => [
      code(path),
      String(line),
      code(sql),
      formatDuration(milliseconds),
      locks.map((lock) => escapeMarkdown(`${lock.mode} on ${lock.table}`)).join("<br>"),
      rewritten.map(code).join("<br>"),
    ]),
    [1, 3],
  );
}

function commandMarkdown({ tool, added, recorded, checked }: CommandResult): string {
  const count =
    recorded === undefined
      ? "its history is not known"
      : `${counted(recorded, "migration")} recorded, ${added.length} of them new`;
  const list = added.length > 0 ? `\n\n${added.map((version) => `- ${code(version)}`).join("\n")}` : "";
  return `${escapeMarkdown(tool || "The command")}: ${count}; ${checked ? "nothing is pending" : "whether anything is pending was not checked"}.${list}`;
}

function headline({ mode, outcome, applied, failure, error, findings, command }: RunResult, rest: number): string {
  if (mode === "check") {
    const what = findings.length === 0 ? "no findings" : counted(findings.length, "finding");
    return `${outcome === "failed" ? "❌" : "✅"} ${what} in the check`;
  }
  if (outcome === "failed")
    return failure || error
      ? `❌ failed${applied.length > 0 ? `, ${counted(applied.length, "file")} applied before` : ""}`
      : "❌ failed";
  if (command) return command.added.length > 0 ? `✅ ${command.added.length} applied` : "✅ nothing new";
  if (outcome === "rolled-back") return `↩️ ${counted(applied.length, "file")} undone`;
  if (outcome === "in-sync") return "✅ the schema is what the migrations make";
  if (outcome === "traced") return "watched in a scratch database";
  if (outcome === "created") return "a new file";
  if (outcome === "pending") return `${counted(rest, "file")} pending`;
  return outcome === "applied" ? `✅ ${counted(applied.length, "file")} applied` : "✅ nothing to do";
}

function failureMarkdown({ path, statement, line, message, server, state, hint: way }: Failure): string {
  const rows = [
    ["file", code(path)],
    ...(statement === undefined ? [] : [["statement", `${statement}, line ${line ?? "?"}`]]),
    ["message", escapeMarkdown(message)],
    ...(server?.sqlstate ? [["SQLSTATE", code(server.sqlstate)]] : []),
    ...(server?.detail ? [["detail", escapeMarkdown(server.detail)]] : []),
    ...(server?.hint ? [["hint", escapeMarkdown(server.hint)]] : []),
    ["database", escapeMarkdown(state)],
    ["way out", escapeMarkdown(way)],
  ];
  return table(["failed", ""], rows);
}

function statementTimes(operation: Operation, times: AppliedFile["statements"]): string {
  const rows = times.map(({ number, line, sql, milliseconds }) => [
    String(number),
    String(line),
    code(sql),
    formatDuration(milliseconds),
  ]);
  return rows.length === 0
    ? ""
    : details(operation.file.path, table(["", "line", "statement", "time"], rows, [0, 1, 3]));
}

function pendingStatements(operation: Operation, estimates: ReadonlyMap<string, number>): string {
  const rows = operation.statements.map(({ number, line, sql, tree }) => [
    String(number),
    String(line),
    code(headOf(sql)),
    escapeMarkdown(lockText(tree, estimates)),
  ]);
  if (rows.length === 0) return "";
  const locks = table(["", "line", "statement", "lock"], rows, [0, 1]);
  return details(operation.file.path, `${locks}\n\n${fence(operation.file.text.trim(), "sql")}`);
}

function modeText({ transaction, why, resume, statements }: Operation): string {
  if (transaction) return statements.length === 0 ? "no statement" : "in one transaction";
  return `statement by statement: ${why}${resume > 0 ? `; goes on behind statement ${resume}` : ""}`;
}

function lockText(tree: Operation["statements"][number]["tree"], rows: ReadonlyMap<string, number>): string {
  const lock = lockOf(tree);
  if (!lock) return "";
  const count = rows.get(lock.table);
  const size = count === undefined ? "" : `, about ${count.toLocaleString("en-GB")} rows`;
  return lock.table ? `${lock.mode} on ${lock.table}${size}` : lock.mode;
}
