import type { Statement } from "../sql.ts";

/** A comment that takes rules off a statement. */
export interface Ignore {
  readonly line: number;
  readonly rules: readonly string[];
  /** Why; `""` where nothing is said. */
  readonly reason: string;
  /** Whether it is one of squawk's, which asks for no reason. */
  readonly foreign: boolean;
}

/** What squawk calls our rules, so that a project that comes from it keeps its comments. */
const SQUAWK: Readonly<Record<string, readonly string[]>> = {
  "require-concurrent-index-creation": ["index-not-concurrent"],
  "require-concurrent-index-deletion": ["drop-index-not-concurrent"],
  "require-concurrent-reindex": ["reindex-not-concurrent"],
  "require-concurrent-partition-detach": ["detach-partition"],
  "adding-foreign-key-constraint": ["foreign-key-validated-at-once"],
  "constraint-missing-not-valid": ["foreign-key-validated-at-once", "check-validated-at-once"],
  "disallowed-unique-constraint": ["unique-without-index"],
  "adding-not-nullable-field": ["set-not-null", "add-required-column"],
  "adding-required-field": ["add-required-column"],
  "adding-field-with-default": ["volatile-default"],
  "adding-serial-primary-key-field": ["volatile-default", "unique-without-index"],
  "changing-column-type": ["change-column-type"],
  "renaming-column": ["rename"],
  "renaming-table": ["rename"],
  "ban-drop-column": ["drop-column"],
  "ban-drop-table": ["drop-table"],
  "ban-drop-database": ["drop-database"],
  "ban-drop-not-null": ["drop-not-null"],
  "ban-truncate-cascade": ["truncate"],
  "ban-alter-domain-with-add-constraint": ["domain-constraint"],
  "prefer-repack": ["vacuum-full"],
};

/** The comments in front of a statement, without an empty line between, and those within its lines. */
export function ignoresOf(lines: readonly string[], statement: Statement): Ignore[] {
  let first = statement.line;
  while (first > 1 && /^\s*--/.test(lines[first - 2] ?? "")) first--;
  const last = statement.line + statement.sql.split("\n").length - 1;
  const found: Ignore[] = [];
  for (let line = first; line <= last; line++) {
    const match = /--\s*(quayside|squawk)-ignore\s+([a-z][a-z-]*(?:\s*,\s*[a-z][a-z-]*)*)\s*(?::\s*(.*?))?\s*$/.exec(
      lines[line - 1] ?? "",
    );
    if (!match) continue;
    const [, tool, names = "", reason = ""] = match;
    const rules = names.split(/\s*,\s*/).flatMap((name) => (tool === "squawk" ? (SQUAWK[name] ?? []) : [name]));
    found.push({ line, rules, reason, foreign: tool === "squawk" });
  }
  return found;
}
