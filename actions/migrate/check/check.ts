import type { MigrationFile } from "../files.ts";
import { isContract, transactionOf } from "../plan.ts";
import { parseFile } from "../sql.ts";
import type { Finding } from "./finding.ts";
import { hiddenIn } from "./hidden.ts";
import { ignoresOf } from "./ignores.ts";
import { madeBy } from "./objects.ts";
import type { Before } from "./rule.ts";
import { RULE_NAMES, remember, verdicts } from "./rules.ts";
import { Schema } from "./schema.ts";

/** What `checkFiles` looks at. */
export interface CheckOptions {
  /** Major version of the server: some statements are only safe from a version on. */
  readonly major: number;
  /** Whether findings of a file are told; all files are read for what they say of the schema. */
  readonly wanted: (file: MigrationFile) => boolean;
}

/**
 * Looks for statements that may cause an outage or a loss, over PostgreSQL's own syntax tree and with what earlier
 * files have made. Files that do not parse are left to the plan. Pure.
 */
export function checkFiles(files: readonly MigrationFile[], { major, wanted }: CheckOptions): Finding[] {
  const schema = new Schema();
  const findings: Finding[] = [];
  for (const file of files) {
    const parsed = parseFile(file);
    if ("mistake" in parsed) continue;
    const contract = isContract(file);
    const { transaction } = transactionOf(file, parsed.statements);
    const lines = file.text.includes("-ignore") ? file.text.split("\n") : [];
    const before: Before = { locked: new Set(), mixed: false, enumValues: new Set() };
    const made = new Set(parsed.statements.flatMap(({ tree }) => madeBy(tree)));
    for (const statement of parsed.statements) {
      const { tree, line, column } = statement;
      const at = { path: file.path, line, column };
      // What a DO block does counts as if it stood there by itself.
      const inner = [{ tree, line }, ...hiddenIn(statement)];
      if (wanted(file)) {
        const context = { schema, file: file.path, major, contract, transaction, before, made, sql: statement.sql };
        const found = inner.flatMap((one) =>
          verdicts(one.tree, context).map((verdict) => ({ ...verdict, line: one.line })),
        );
        const ignores = ignoresOf(lines, statement);
        findings.push(
          ...found
            .filter(({ rule }) => !ignores.some(({ rules }) => rules.includes(rule)))
            .map((verdict) => ({ ...at, ...verdict })),
        );
        for (const ignore of ignores.filter((one) => !one.foreign)) {
          const place = { path: file.path, line: ignore.line, column: 1, level: "warning" as const };
          const unused = ignore.rules.filter((rule) => !found.some((verdict) => verdict.rule === rule));
          if (unused.length > 0) {
            const unknown = unused.filter((rule) => !RULE_NAMES.some((name) => name === rule));
            const what =
              unknown.length > 0
                ? `There is no rule ${unknown.join(", ")}.`
                : `${unused.join(", ")} finds nothing here.`;
            findings.push({
              ...place,
              rule: "unused-ignore",
              message: what,
              instead: "Take the comment out, so that it hides nothing later.",
            });
          }
          if (ignore.reason === "") {
            findings.push({
              ...place,
              rule: "ignore-without-reason",
              message: "The comment does not say why this is safe.",
              instead: `-- quayside-ignore ${ignore.rules.join(", ")}: the reason`,
            });
          }
        }
      }
      for (const one of inner) {
        remember(before, one.tree, schema, file.path);
        schema.apply(one.tree, file.path);
      }
    }
  }
  return findings;
}
