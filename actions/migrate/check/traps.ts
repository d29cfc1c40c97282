import { relationName } from "../locks.ts";
import { alterations, type Fields, open, type Tree } from "../tree.ts";
import { error, type Rule, type Verdict, warning } from "./rule.ts";
import { typeOf } from "./schema.ts";

/** What fails, or means something else than it seems to. */
export const traps: Rule = (tree, { schema, file, transaction, before, sql }) => {
  const { kind, fields } = open(tree);
  const found: Verdict[] = [];
  // The parser cuts them off already, as the server does.
  const long = (/[\w$\u0080-\uffff]{61}/.test(sql) ? namesOf(tree) : []).find(
    (name) =>
      Buffer.byteLength(name) > 60 && /^[\w$\u0080-\uffff]/.test(sql.toLowerCase().split(name.toLowerCase())[1] ?? ""),
  );
  if (long !== undefined) {
    found.push(
      warning("name-too-long", `PostgreSQL keeps 63 bytes of a name: this becomes ${long}.`, "Give it a shorter name."),
    );
  }
  if (kind === "LockStmt" && (fields.mode ?? 8) >= 5) {
    const old = ((fields.relations ?? []) as Fields[]).filter(({ RangeVar }) => !schema.isNew(RangeVar, file));
    if (old.length > 0) {
      found.push(
        error(
          "lock-table",
          `Writes to ${old.map(({ RangeVar }) => relationName(RangeVar)).join(", ")} wait until the whole file is done.`,
          "Leave it out: each statement takes the lock that it needs.",
        ),
      );
    }
  }
  if (transaction && before.enumValues.size > 0 && kind !== "AlterEnumStmt") {
    const used = textsIn(tree).find((text) => before.enumValues.has(text));
    if (used !== undefined) {
      found.push(
        error(
          "enum-value-used-at-once",
          `The new value '${used}' cannot be used in the transaction that adds it: this fails.`,
          "Put ALTER TYPE … ADD VALUE into a file of its own.",
        ),
      );
    }
  }
  if (kind === "IndexStmt" && fields.concurrent && fields.relation?.inh && schema.table(fields.relation).partitioned) {
    found.push(
      error(
        "concurrently-on-partitioned",
        `${relationName(fields.relation)} is partitioned, and PostgreSQL cannot build its index CONCURRENTLY: this fails.`,
        "CREATE INDEX … ON ONLY the parent, CREATE INDEX CONCURRENTLY on each partition, then ALTER INDEX … ATTACH PARTITION.",
      ),
    );
  }
  if (kind === "CreateStmt") found.push(...smallKeys(fields));
  return found;
};

// A number that counts up by itself and is the key: the whole table stands still on the day it is used up.
function smallKeys(fields: Fields): Verdict[] {
  const elements: Fields[] = fields.tableElts ?? [];
  const keys = new Set(
    elements.flatMap(({ Constraint: one }) =>
      one?.contype === "CONSTR_PRIMARY" ? (one.keys ?? []).map((key: Fields) => key.String?.sval) : [],
    ),
  );
  return elements.flatMap(({ ColumnDef: column }) => {
    if (!column) return [];
    const kinds = ((column.constraints ?? []) as Fields[]).map(({ Constraint: one }) => one?.contype);
    const { name } = typeOf(column.typeName);
    const counts = /^(small)?serial[24]?$/.test(name) || (/^int[24]$/.test(name) && kinds.includes("CONSTR_IDENTITY"));
    return counts && (kinds.includes("CONSTR_PRIMARY") || keys.has(column.colname))
      ? [
          warning(
            "small-primary-key",
            `${column.colname} is used up after ${/small|2/.test(name) ? "32,767" : "2,147,483,647"} rows, and then nothing can be written.`,
            "bigint GENERATED ALWAYS AS IDENTITY.",
          ),
        ]
      : [];
  });
}

/** The names that a statement gives. */
function namesOf(tree: Tree): string[] {
  const { kind, fields } = open(tree);
  const columns = (list: readonly Fields[] | undefined) =>
    (list ?? []).flatMap(({ ColumnDef: column, Constraint: constraint }) => [
      column?.colname,
      constraint?.conname,
      ...(column?.constraints ?? []).map((one: Fields) => one.Constraint?.conname),
    ]);
  const given: (string | undefined)[] =
    kind === "CreateStmt"
      ? [fields.relation?.relname, ...columns(fields.tableElts)]
      : kind === "IndexStmt"
        ? [fields.idxname]
        : kind === "AlterTableStmt"
          ? columns(alterations(fields).map((cmd) => cmd.def ?? {}))
          : kind === "RenameStmt"
            ? [fields.newname]
            : kind === "ViewStmt"
              ? [fields.view?.relname]
              : [];
  return given.filter((name) => name !== undefined);
}

/** The texts in quotes that a statement holds. */
function textsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "A_Const" && typeof value?.sval?.sval === "string" ? [value.sval.sval] : textsIn(value),
  );
}
