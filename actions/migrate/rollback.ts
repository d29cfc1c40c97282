import { UserError } from "../../toolkit/errors.ts";
import { checksumOf, compareVersions, type MigrationFile } from "./files.ts";
import type { HistoryRow } from "./history.ts";
import { type Operation, type Problem, statementProblems, transactionOf } from "./plan.ts";
import { parseFile } from "./sql.ts";

/**
 * What undoes the newest migration, or all above version `to`, the last applied first. `downs` are the files that end
 * in `.down.sql`. Pure. Throws a UserError where `to` is no version of the history.
 */
export function planRollback(
  history: readonly HistoryRow[],
  downs: readonly MigrationFile[],
  to: string | undefined,
): { operations: Operation[]; problems: Problem[] } {
  const rows = history.toReversed();
  if (to !== undefined && to !== "0" && !rows.some((row) => compareVersions(row.version, to) === 0)) {
    throw new UserError(`Version ${to}, which the input to names, has not been applied`, {
      hint: "mode: status lists what has been applied. to: 0 undoes everything.",
    });
  }
  const undone = to === undefined ? rows.slice(0, 1) : rows.filter((row) => compareVersions(row.version, to) > 0);
  const operations: Operation[] = [];
  const problems: Problem[] = [];
  for (const row of undone) {
    const add = (kind: Problem["kind"], path: string, message: string, hint: string, at: object = {}) =>
      problems.push({ kind, path, message, hint, ...at });
    if (row.state !== "applied") {
      add(
        "interrupted",
        row.file,
        `is recorded as ${row.state}, which cannot be undone`,
        "Only what was applied to its end can be undone.",
      );
      continue;
    }
    const file = downs.find((down) => compareVersions(down.version, row.version) === 0);
    if (!file) {
      const name = row.file.replace(/(\.up)?\.sql$/, ".down.sql");
      add("file", row.file, "has no file that undoes it", `Write ${name}.`);
      continue;
    }
    const parsed = parseFile(file);
    if ("mistake" in parsed) {
      const { message, hint = "Mend the SQL; nothing has been undone.", ...at } = parsed.mistake;
      add("syntax", file.path, message, hint, at);
      continue;
    }
    const { statements } = parsed;
    problems.push(...statementProblems(file, statements));
    const { transaction, why } = transactionOf(file, statements);
    if (!transaction && statements.length > 1) {
      add(
        "statement",
        file.path,
        `holds ${why.replace(/ cannot.*/, "")} beside other statements`,
        "Such a statement has an undo file of its own: a run that stops between two could not be gone on with.",
      );
    }
    // The row of the history is found by the version as it was recorded.
    operations.push({
      file: { ...file, version: row.version },
      statements,
      transaction,
      why,
      resume: 0,
      inFlight: 1,
      undo: true,
    });
  }
  return { operations, problems };
}

/** The name and text of a new migration behind the existing ones, in their style. */
export function newMigration(files: readonly MigrationFile[], name: string, now: Date): MigrationFile {
  const last = files.at(-1)?.version;
  // Numbers of 14 digits are dates and times; anything else counts.
  const dated = last?.length === 14;
  const next = String(BigInt(last ?? 0) + 1n).padStart(last?.length ?? 4, "0");
  const date = now.toISOString().replace(/\D/g, "").slice(0, 14);
  // A clock that is wrong must not put the file before those that are there.
  const version = dated && compareVersions(date, next) > 0 ? date : next;
  const slug = name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  if (slug === "")
    throw new UserError("The input name has no letter or digit", { hint: "For example: add users table" });
  const file = `${version}_${slug}.sql`;
  const text = `-- ${name.replace(/\s+/g, " ").trim()}\n`;
  return { path: file, file, version, name: slug, text, checksum: checksumOf(text) };
}
