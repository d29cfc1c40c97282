import { compareVersions, type FileProblem, type MigrationFile } from "./files.ts";
import type { HistoryRow } from "./history.ts";
import { fingerprintOf, parseFile, type Statement } from "./sql.ts";

/** One pending file and how it runs: what plan prints and what apply does. */
export interface Operation {
  readonly file: MigrationFile;
  readonly statements: readonly Statement[];
  /** Whether the file runs in one transaction together with its row of the history. */
  readonly transaction: boolean;
  /** Why it does not; `""` where it does. */
  readonly why: string;
  /** How many of its first statements an earlier run has done; only for files outside of a transaction. */
  readonly resume: number;
  /** Number of the statement that an earlier run had begun and is not known to have ended; undefined where none. */
  readonly inFlight: number | undefined;
  /** Whether it undoes the version: its row of the history goes instead of coming. */
  readonly undo?: true;
}

/** Something that has to be mended before anything runs. */
export interface Problem {
  readonly kind:
    | "phase"
    | "file"
    | "duplicate"
    | "edited"
    | "deleted"
    | "late"
    | "syntax"
    | "statement"
    | "interrupted";
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly hint: string;
}

/** What is to be done, and what stands in the way. Nothing runs while there is a problem. */
export interface Plan {
  readonly operations: readonly Operation[];
  /** Pending files of the phase after the rollout, which this run leaves for later. */
  readonly held: readonly MigrationFile[];
  /** Files that are recorded as applied without being run, before any operation. */
  readonly baseline: readonly MigrationFile[];
  /** Files whose new checksum is put into the history, before any operation. */
  readonly rebaseline: readonly MigrationFile[];
  readonly problems: readonly Problem[];
  /** Remarks that do not stand in the way. */
  readonly remarks: readonly { path: string; message: string }[];
  /** Version of the database now; undefined where nothing has been applied. */
  readonly current: string | undefined;
  /** Version of the newest file. */
  readonly target: string | undefined;
}

/** The ways out of what fails by default; names of files, with or without their folder. */
export interface Allowances {
  readonly baseline?: string | undefined;
  readonly allowLate?: readonly string[];
  readonly allowMissing?: readonly string[];
  readonly rebaseline?: readonly string[];
  readonly phase?: "all" | "pre" | "post";
  /** What does not run anything may look at the phase after the rollout while the one before it is pending. */
  readonly mode?: string;
}

/** Compares files and history, parses all that is pending, and decides how each file runs. Pure. */
export function makePlan(
  files: readonly MigrationFile[],
  history: readonly HistoryRow[],
  fileProblems: readonly FileProblem[] = [],
  allow: Allowances = {},
): Plan {
  const problems: Problem[] = fileProblems.map(({ path, message }) => ({
    kind: "file",
    path,
    message,
    hint: "Rename or mend the file, or move it out of the folder.",
  }));
  const remarks: { path: string; message: string }[] = [];
  const byVersion = new Map<bigint, MigrationFile>();
  for (const file of files) {
    const other = byVersion.get(BigInt(file.version));
    if (other) {
      problems.push({
        kind: "duplicate",
        path: file.path,
        message: `has version ${file.version}, and so has ${other.file}`,
        hint: "Give the newer one the next free number.",
      });
    } else {
      byVersion.set(BigInt(file.version), file);
    }
  }
  const rebaseline: MigrationFile[] = [];
  const rows = new Map(history.map((row) => [BigInt(row.version), row]));
  for (const row of history) {
    const file = byVersion.get(BigInt(row.version));
    if (!file) {
      if (names(allow.allowMissing, row.file)) continue;
      problems.push({
        kind: "deleted",
        path: row.file,
        message: `was applied at ${row.appliedAt} and is not in the folder any more`,
        hint: `Bring the file back from version control. If it is gone for good: allow-missing: ${row.file}`,
      });
    } else if (row.state !== "running" && row.checksum !== file.checksum) {
      if (names(allow.rebaseline, file.path)) {
        rebaseline.push(file);
        continue;
      }
      problems.push({
        kind: "edited",
        path: file.path,
        message: `was changed after it was applied at ${row.appliedAt}`,
        hint: `Put the old text back, and write the change as a new migration. If the edit changes nothing in the database: rebaseline: ${file.file}`,
      });
    }
  }
  const current = newest(history.filter((row) => row.state !== "running").map((row) => row.version));
  const baseline = baselineOf([...byVersion.values()], history, allow.baseline, problems);
  const unapplied = [...byVersion.values()]
    .filter((file) => (rows.get(BigInt(file.version))?.state ?? "running") === "running" && !baseline.includes(file))
    .sort((a, b) => compareVersions(a.version, b.version));
  const post = unapplied.filter(isContract);
  const held = allow.phase === "pre" ? post : [];
  const pending = allow.phase === "post" ? post : unapplied.filter((file) => !held.includes(file));
  for (const { path } of allow.phase === "post" ? unapplied.filter((file) => !isContract(file)) : []) {
    const message = "belongs before the rollout and has not been applied";
    if (/^(plan|check|status)$/.test(allow.mode ?? "")) remarks.push({ path, message: `${message} yet` });
    else problems.push({ kind: "phase", path, message, hint: "Run migrate with phase: pre (or all) first." });
  }
  const operations: Operation[] = [];
  for (const file of pending) {
    const row = rows.get(BigInt(file.version));
    const late = !isContract(file) && !row && current !== undefined && compareVersions(file.version, current) < 0;
    if (late && !names(allow.allowLate, file.path)) {
      problems.push({
        kind: "late",
        path: file.path,
        message: `comes late: version ${current} has been applied already`,
        hint: `Give it a number behind the newest one, so that it runs in the same order everywhere. If it may run now: allow-late: ${file.file}`,
      });
    }
    const parsed = parseFile(file);
    if ("mistake" in parsed) {
      const { hint = "Mend the SQL; nothing has been applied.", ...mistake } = parsed.mistake;
      problems.push({ kind: "syntax", path: file.path, ...mistake, hint });
      continue;
    }
    const { statements } = parsed;
    problems.push(...statementProblems(file, statements));
    if (statements.length === 0 && problems.at(-1)?.path !== file.path) {
      remarks.push({ path: file.path, message: "holds comments only: it is recorded as applied, nothing runs" });
    }
    const { transaction, why } = transactionOf(file, statements);
    const resume = resumeAt(file, statements, row, problems);
    operations.push({ file, statements, transaction, why, resume, inFlight: row?.inFlight ?? undefined });
  }
  return {
    operations,
    held,
    baseline,
    rebaseline,
    problems,
    remarks,
    current,
    target: newest([...byVersion.values()].map((file) => file.version)),
  };
}

function names(list: readonly string[] | undefined, path: string): boolean {
  return list?.some((entry) => path === entry || path.endsWith(`/${entry}`)) ?? false;
}

function baselineOf(
  files: readonly MigrationFile[],
  history: readonly HistoryRow[],
  version: string | undefined,
  problems: Problem[],
): MigrationFile[] {
  // The input may stay in a workflow for good, so a history that has been begun is no mistake.
  if (version === undefined || history.length > 0) return [];
  const found = files.filter((file) => compareVersions(file.version, version) <= 0);
  if (!found.some((file) => compareVersions(file.version, version) === 0)) {
    problems.push({
      kind: "file",
      path: `version ${version}`,
      message: "is asked for by the input baseline, and no file has it",
      hint: "Give the version of the newest file whose changes are in the database.",
    });
  }
  return found;
}

/** The greatest of some versions; undefined where there is none. */
export function newest(versions: readonly string[]): string | undefined {
  return versions.reduce<string | undefined>(
    (top, version) => (top === undefined || compareVersions(version, top) > 0 ? version : top),
    undefined,
  );
}

/** Whether a file takes away what an older release needs, and so runs after the rollout. */
export const isContract = (file: MigrationFile): boolean => directives(file.text).get("phase") === "post";

/** Values of `-- quayside: key=value` lines of a file. */
export function directives(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, key = "", value = ""] of text.matchAll(/^--\s*quayside:\s*([a-z-]+)\s*=\s*(\S+)\s*$/gm)) {
    found.set(key, value);
  }
  return found;
}

/** Whether a file runs in one transaction, and why not. */
export function transactionOf(
  file: MigrationFile,
  statements: readonly Statement[],
): { transaction: boolean; why: string } {
  const outside = statements.find((statement) => statement.outside !== undefined);
  if (outside) return { transaction: false, why: `${outside.outside} in line ${outside.line} cannot run in one` };
  if (directives(file.text).get("transaction") === "off") return { transaction: false, why: "the file asks for none" };
  return { transaction: true, why: "" };
}

/** What in the statements of a file keeps it from being run as it is. */
export function statementProblems(file: MigrationFile, statements: readonly Statement[]): Problem[] {
  const problems: Problem[] = [];
  const add = (at: { line?: number; column?: number }, message: string, hint: string) =>
    problems.push({ kind: "statement", path: file.path, ...at, message, hint });
  if (file.text.trim() === "") {
    add({}, "is empty", "Write its SQL, or delete it. A file that is meant to do nothing says so in a comment.");
  }
  const sections = /^--\s*(migrate:down|\+goose\s+down|\+migrate\s+down|down\s+migration)\b.*$/im.exec(file.text);
  if (sections) {
    const line = file.text.slice(0, sections.index).split("\n").length;
    add(
      { line },
      "holds the way back too, which would run right behind the way forth",
      "Move that part into a file of its own that ends in .down.sql.",
    );
  }
  for (const { refused, line, column } of statements) {
    if (refused) add({ line, column }, refused.message, refused.hint);
  }
  const known = new Map([
    ["transaction", ["on", "off"]],
    ["phase", ["pre", "post"]],
  ]);
  for (const [key, value] of directives(file.text)) {
    if (known.get(key)?.includes(value)) continue;
    add(
      {},
      `asks for "${key}=${value}" in a quayside comment, which is not known`,
      "Known are transaction=off and phase=post.",
    );
  }
  return problems;
}

// What was done stays done; the rest may be mended between two runs.
function resumeAt(
  file: MigrationFile,
  statements: readonly Statement[],
  row: HistoryRow | undefined,
  problems: Problem[],
): number {
  if (!row) return 0;
  const changed = row.done.findIndex((fingerprint, index) => {
    const statement = statements[index];
    return statement === undefined || fingerprintOf(statement) !== fingerprint;
  });
  if (changed === -1) return row.done.length;
  problems.push({
    kind: "interrupted",
    path: file.path,
    ...(statements[changed] ? { line: statements[changed].line } : {}),
    message: `stopped half-way in an earlier run, and statement ${changed + 1}, which was done then, has been changed since`,
    hint: "Put the first statements back as they were; those that were not done yet may be changed.",
  });
  return 0;
}
