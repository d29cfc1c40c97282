import { lockOf, relationName } from "../locks.ts";
import { alterations, type Fields, open, optionsOf, type Tree } from "../tree.ts";
import { objects } from "./objects.ts";
import { type Before, error, type Rule, type RuleContext, type Verdict, warning } from "./rule.ts";
import { type ColumnType, objectKey, type Schema, typeOf } from "./schema.ts";
import { traps } from "./traps.ts";

/** Takes a statement into what is known of its file; `schema` is what it was before it. */
export function remember(before: Before, tree: Tree, schema: Schema, file: string): void {
  const { kind, fields } = open(tree);
  const relation = fields.relation as Fields | undefined;
  if (lockOf(tree)?.mode === "ACCESS EXCLUSIVE" && relation && !schema.isNew(relation, file)) {
    before.locked.add(relationName(relation));
  }
  if (kind === "AlterEnumStmt" && fields.newVal && !fields.oldVal) before.enumValues.add(fields.newVal);
  before.mixed ||= !/^(IndexStmt|DropStmt|VariableSetStmt|ReindexStmt|VacuumStmt|CommentStmt)$/.test(kind);
}

/** All that is wrong with a statement. The rules are those that at least two of the known checkers have, and some more. */
export function verdicts(tree: Tree, context: RuleContext): Verdict[] {
  return RULES.flatMap((rule) => rule(tree, context));
}

const indexes: Rule = (tree, { schema, file }) => {
  const { kind, fields } = open(tree);
  if (kind === "IndexStmt") {
    if (fields.concurrent) {
      return fields.if_not_exists
        ? [
            warning(
              "concurrently-if-not-exists",
              "IF NOT EXISTS succeeds over an invalid index of that name and hides it.",
              "Leave IF NOT EXISTS out: an index that a stopped run left is dropped and built again by itself.",
            ),
          ]
        : [];
    }
    if (schema.isNew(fields.relation, file)) return [];
    const { partitioned } = schema.table(fields.relation);
    // ON ONLY the parent builds nothing: the indexes of the partitions are built beside it and attached.
    if (partitioned && !fields.relation?.inh) return [];
    return [
      error(
        "index-not-concurrent",
        `Writes to ${relationName(fields.relation)} wait until the index is built.`,
        partitioned
          ? "CREATE INDEX … ON ONLY the parent, CREATE INDEX CONCURRENTLY on each partition, then ALTER INDEX … ATTACH PARTITION."
          : "CREATE INDEX CONCURRENTLY, in a file of its own.",
      ),
    ];
  }
  if (kind === "DropStmt" && fields.removeType === "OBJECT_INDEX" && !fields.concurrent) {
    return [
      warning(
        "drop-index-not-concurrent",
        "Reads and writes of its table wait behind this while it waits for running queries.",
        "DROP INDEX CONCURRENTLY, in a file of its own.",
      ),
    ];
  }
  if (kind === "ReindexStmt" && !optionsOf(fields.params).includes("concurrently")) {
    if (fields.relation && schema.isNew(fields.relation, file)) return [];
    return [
      error(
        "reindex-not-concurrent",
        "Writes, and reads that would use the index, wait until it is built again.",
        "REINDEX … CONCURRENTLY, in a file of its own.",
      ),
    ];
  }
  return [];
};

const mixedFile: Rule = (tree, { before }) => {
  const { kind, fields } = open(tree);
  const concurrent = (kind === "IndexStmt" || kind === "DropStmt") && fields.concurrent;
  if (!concurrent || !before.mixed) return [];
  return [
    warning(
      "concurrently-mixed",
      "The whole file runs without a transaction because of this statement: what fails half-way stays half done.",
      "Put the CONCURRENTLY statement into a file of its own.",
    ),
  ];
};

const constraints: Rule = (tree, { schema, file, major }) => {
  const { kind, fields } = open(tree);
  if (kind === "AlterDomainStmt" && fields.subtype === "C" && !fields.def?.Constraint?.skip_validation) {
    return [
      error(
        "domain-constraint",
        "All tables with columns of this domain are locked and read.",
        "ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in a later file.",
      ),
    ];
  }
  if (kind !== "AlterTableStmt" || schema.isNew(fields.relation, file)) return [];
  const table = relationName(fields.relation);
  return alterations(fields).flatMap((cmd): Verdict[] => {
    if (cmd.subtype === "AT_AddColumn") return inlineConstraints(cmd.def?.ColumnDef ?? {}, table);
    if (cmd.subtype !== "AT_AddConstraint") return [];
    const constraint: Fields = cmd.def?.Constraint ?? {};
    switch (constraint.contype) {
      case "CONSTR_FOREIGN":
        return constraint.skip_validation
          ? []
          : [
              error(
                "foreign-key-validated-at-once",
                `Writes to ${table} and ${relationName(constraint.pktable)} wait until every row has been checked.`,
                "ADD CONSTRAINT … FOREIGN KEY … NOT VALID, and VALIDATE CONSTRAINT in a later file.",
              ),
            ];
      case "CONSTR_CHECK":
        return constraint.skip_validation
          ? []
          : [
              error(
                "check-validated-at-once",
                `Reads and writes of ${table} wait until every row has been checked.`,
                "ADD CONSTRAINT … CHECK … NOT VALID, and VALIDATE CONSTRAINT in a later file.",
              ),
            ];
      case "CONSTR_NOTNULL":
        return constraint.skip_validation || major < 18
          ? []
          : [
              error(
                "set-not-null",
                `Reads and writes of ${table} wait until every row has been read.`,
                "ADD CONSTRAINT … NOT NULL … NOT VALID, and VALIDATE CONSTRAINT in a later file.",
              ),
            ];
      case "CONSTR_UNIQUE":
      case "CONSTR_PRIMARY":
        return constraint.indexname
          ? []
          : [
              error(
                "unique-without-index",
                `Reads and writes of ${table} wait until its index is built.`,
                "CREATE UNIQUE INDEX CONCURRENTLY in a file of its own, then ADD CONSTRAINT … USING INDEX.",
              ),
            ];
      case "CONSTR_EXCLUSION":
        return [
          error(
            "exclusion-constraint",
            `Reads and writes of ${table} wait until its index is built, and it cannot be built CONCURRENTLY.`,
            "Make the constraint with the table, or move the rows into a new table that has it.",
          ),
        ];
      default:
        return [];
    }
  });
};

function inlineConstraints(column: Fields, table: string): Verdict[] {
  const found: Verdict[] = [];
  for (const { Constraint: constraint } of column.constraints ?? []) {
    if (constraint.contype === "CONSTR_UNIQUE" || constraint.contype === "CONSTR_PRIMARY") {
      found.push(
        error(
          "unique-without-index",
          `Reads and writes of ${table} wait until its index is built.`,
          "Add the column, CREATE UNIQUE INDEX CONCURRENTLY in a file of its own, then ADD CONSTRAINT … USING INDEX.",
        ),
      );
    }
    if (constraint.contype === "CONSTR_CHECK") {
      found.push(
        error(
          "check-validated-at-once",
          `Reads and writes of ${table} wait until every row has been checked.`,
          "Add the column, then ADD CONSTRAINT … CHECK … NOT VALID, and VALIDATE CONSTRAINT in a later file.",
        ),
      );
    }
    // A foreign key on a new column that is NULL everywhere is only checked against its other table's lock.
    if (constraint.contype === "CONSTR_FOREIGN" && hasDefault(column)) {
      found.push(
        error(
          "foreign-key-validated-at-once",
          `Writes to ${table} and ${relationName(constraint.pktable)} wait until every row has been checked.`,
          "Add the column, then ADD CONSTRAINT … FOREIGN KEY … NOT VALID, and VALIDATE CONSTRAINT in a later file.",
        ),
      );
    }
  }
  return found;
}

const validation: Rule = (tree, { schema, file, transaction }) => {
  const { kind, fields } = open(tree);
  if (kind !== "AlterTableStmt" || !transaction || schema.isNew(fields.relation, file)) return [];
  const known = schema.table(fields.relation).constraints;
  return alterations(fields)
    .filter((cmd) => cmd.subtype === "AT_ValidateConstraint")
    .filter((cmd) => known.some((constraint) => constraint.name === cmd.name && constraint.file === file))
    .map((cmd) =>
      error(
        "validate-in-same-transaction",
        `The lock that adding ${cmd.name} took is kept while every row is checked, so NOT VALID has gained nothing.`,
        "Put VALIDATE CONSTRAINT into a file of its own.",
      ),
    );
};

const columns: Rule = (tree, { schema, file, contract }) => {
  const { kind, fields } = open(tree);
  if (
    kind !== "AlterTableStmt" ||
    schema.isNew(fields.relation, file) ||
    (fields.objtype ?? "OBJECT_TABLE") !== "OBJECT_TABLE"
  )
    return [];
  const table = relationName(fields.relation);
  const known = schema.table(fields.relation);
  return alterations(fields).flatMap((cmd): Verdict[] => {
    switch (cmd.subtype) {
      case "AT_AddColumn":
        return addColumn(cmd.def?.ColumnDef ?? {}, table);
      case "AT_SetNotNull":
        return known.constraints.some(({ notNull, valid }) => notNull === cmd.name && valid)
          ? []
          : [
              error(
                "set-not-null",
                `Reads and writes of ${table} wait until every row has been read.`,
                `ADD CONSTRAINT … CHECK (${cmd.name} IS NOT NULL) NOT VALID, VALIDATE it in a later file, then SET NOT NULL reads nothing.`,
              ),
            ];
      case "AT_AlterColumnType":
        return widens(known.columns.get(cmd.name), typeOf(cmd.def?.ColumnDef?.typeName)) &&
          !cmd.def?.ColumnDef?.raw_default
          ? []
          : [
              error(
                "change-column-type",
                `${table} may be written anew as a whole, and the running release may not take the new type.`,
                "Add a new column, fill it in small steps, and switch over; widening varchar or numeric is free.",
              ),
            ];
      case "AT_DropColumn":
        return contract
          ? []
          : [
              error(
                "drop-column",
                `The running release still reads and writes ${table}.${cmd.name}.`,
                'Release code that does not use it first; then drop it in a file with "-- quayside: phase=post".',
              ),
            ];
      case "AT_DropNotNull":
        return contract
          ? []
          : [
              warning(
                "drop-not-null",
                `Code that reads ${table}.${cmd.name} may meet NULL from now on.`,
                "Make sure that every release which reads it takes NULL.",
              ),
            ];
      case "AT_SetExpression":
      case "AT_SetLogged":
      case "AT_SetUnLogged":
      case "AT_SetAccessMethod":
      case "AT_SetTableSpace":
        return [
          error(
            "rewrite-table",
            `${table} is written anew as a whole while reads and writes wait.`,
            "Move the rows into a new table in small steps.",
          ),
        ];
      default:
        return [];
    }
  });
};

function addColumn(column: Fields, table: string): Verdict[] {
  const found: Verdict[] = [];
  const kinds = (column.constraints ?? []).map((one: { Constraint: Fields }) => one.Constraint.contype);
  const type = typeOf(column.typeName);
  const serial = /^(small|big)?serial\d?$/.test(type.name);
  if (kinds.includes("CONSTR_NOTNULL") && !hasDefault(column) && !serial) {
    found.push(
      error(
        "add-required-column",
        `It fails on a table with rows, and the running release does not fill ${table}.${column.colname}.`,
        "Give it a DEFAULT, or add it without NOT NULL first.",
      ),
    );
  }
  const generated = (column.constraints ?? []).find(
    (one: { Constraint: Fields }) => one.Constraint.contype === "CONSTR_GENERATED",
  );
  if (
    serial ||
    kinds.includes("CONSTR_IDENTITY") ||
    (generated && generated.Constraint.generated_kind !== "v") ||
    volatileDefault(column)
  ) {
    found.push(
      error(
        "volatile-default",
        `Every row of ${table} gets a value of its own, so the table is written anew while reads and writes wait.`,
        "Add the column without the default, set the default in a second statement, and fill old rows in small steps.",
      ),
    );
  }
  return found;
}

function hasDefault(column: Fields): boolean {
  return (column.constraints ?? []).some((one: { Constraint: Fields }) =>
    /^CONSTR_(DEFAULT|IDENTITY|GENERATED)$/.test(one.Constraint.contype ?? ""),
  );
}

/** Functions that give one value to all rows of a statement, or the same for the same arguments. */
const STEADY = new Set(
  "now,transaction_timestamp,statement_timestamp,lower,upper,md5,concat,coalesce,length,abs,round,date_trunc,to_timestamp,make_date,make_interval,jsonb_build_object,jsonb_build_array,json_build_object,json_build_array,array_fill,timezone,date_part,extract,repeat,substring,current_setting,encode,decode,int4range,tstzrange,numrange".split(
    ",",
  ),
);

function volatileDefault(column: Fields): boolean {
  const expression = (column.constraints ?? []).find(
    (one: { Constraint: Fields }) => one.Constraint.contype === "CONSTR_DEFAULT",
  )?.Constraint.raw_expr;
  return functionsIn(expression).some((name) => !STEADY.has(name));
}

function functionsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(functionsIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const own = key === "FuncCall" ? [(value as Fields).funcname?.at(-1)?.String?.sval ?? ""] : [];
    return [...own, ...functionsIn(value)];
  });
}

/** Whether a change of type leaves the rows as they are (PostgreSQL: binary coercible, or a longer limit). */
function widens(from: ColumnType | undefined, to: ColumnType): boolean {
  if (!from || from.array !== to.array) return false;
  const [a = Number.POSITIVE_INFINITY] = from.mods;
  const [b = Number.POSITIVE_INFINITY] = to.mods;
  if (/^(varchar|text)$/.test(from.name) && to.name === "text") return true;
  if (from.name === "text" && to.name === "varchar" && to.mods.length === 0) return true;
  if (from.name === to.name && /^(varchar|varbit)$/.test(to.name)) return b >= a;
  if (from.name === "numeric" && to.name === "numeric") {
    return to.mods.length === 0 || (from.mods.length > 0 && b >= a && (from.mods[1] ?? 0) === (to.mods[1] ?? 0));
  }
  return from.name === "cidr" && to.name === "inet";
}

const removals: Rule = (tree, { schema, file, contract }) => {
  const { kind, fields } = open(tree);
  const late = 'Release code that does not use it first; then take it away in a file with "-- quayside: phase=post".';
  switch (kind) {
    case "RenameStmt": {
      if (fields.relation && schema.isNew(fields.relation, file)) return [];
      const what: Record<string, string> = {
        OBJECT_COLUMN: "column",
        OBJECT_TABLE: "table",
        OBJECT_SCHEMA: "schema",
        OBJECT_VIEW: "view",
        OBJECT_MATVIEW: "view",
        OBJECT_FUNCTION: "function",
        OBJECT_PROCEDURE: "procedure",
        OBJECT_TYPE: "type",
        OBJECT_DOMAIN: "domain",
        OBJECT_SEQUENCE: "sequence",
        OBJECT_ATTRIBUTE: "attribute",
      };
      const name = what[fields.renameType];
      return name
        ? [
            error(
              "rename",
              `The running release still uses the old name of the ${name}.`,
              "Add the new one beside it, move over, and take the old one away later; a view can carry the old name of a table.",
            ),
          ]
        : [];
    }
    case "AlterEnumStmt":
      return fields.oldVal
        ? [
            error(
              "rename",
              `The running release still reads and writes '${fields.oldVal}'.`,
              "Add the new value, move the rows, and stop using the old one.",
            ),
          ]
        : [];
    case "AlterObjectSchemaStmt":
      return fields.objectType === "OBJECT_TABLE" && !schema.isNew(fields.relation, file)
        ? [
            error(
              "rename",
              "The running release looks for the table in its old schema.",
              "Leave a view under the old name until no release uses it.",
            ),
          ]
        : [];
    case "DropStmt": {
      if (contract) return [];
      const objects = (fields.objects ?? []) as { List?: { items?: readonly Tree[] } }[];
      if (fields.removeType === "OBJECT_TABLE") {
        const old = objects.filter((object) => !schema.isNew({ relname: objectKey(object) }, file));
        return old.length === 0
          ? []
          : [
              error(
                "drop-table",
                `The running release still uses ${old.map(objectKey).join(", ")}, and the rows are lost.`,
                late,
              ),
            ];
      }
      return fields.removeType === "OBJECT_SCHEMA"
        ? [error("drop-schema", "Everything in the schema is lost.", late)]
        : [];
    }
    case "DropdbStmt":
      return [
        error("drop-database", "Everything in the database is lost.", "A migration is no place to drop a database."),
      ];
    case "TruncateStmt": {
      const relations = (fields.relations ?? []) as { RangeVar: Fields }[];
      if (relations.every(({ RangeVar }) => schema.isNew(RangeVar, file))) return [];
      return [
        error(
          "truncate",
          fields.behavior === "DROP_CASCADE"
            ? "All rows are lost, and those of every table that refers to it."
            : "All rows are lost, and reads and writes wait meanwhile.",
          "DELETE what is not needed in small steps.",
        ),
      ];
    }
    default:
      return [];
  }
};

const data: Rule = (tree, { schema, file }) => {
  const { kind, fields } = open(tree);
  if ((kind !== "UpdateStmt" && kind !== "DeleteStmt") || schema.isNew(fields.relation, file)) return [];
  if (fields.whereClause && !fillsNewColumn(fields)) return [];
  return [
    error(
      kind === "UpdateStmt" ? "update-all-rows" : "delete-all-rows",
      `Every row of ${relationName(fields.relation)} is written in one transaction: long locks, a bloated table, lagging replicas.`,
      "Do it in small steps with a WHERE, each in a transaction of its own.",
    ),
  ];
};

// UPDATE t SET a = … WHERE a IS NULL: of a column that has just come, these are all rows.
function fillsNewColumn(fields: Fields): boolean {
  const test = fields.whereClause?.NullTest;
  const column = test?.nulltesttype === "IS_NULL" ? test.arg?.ColumnRef?.fields?.at(-1)?.String?.sval : undefined;
  return (fields.targetList ?? []).some((target: Fields) => target.ResTarget?.name === column && column !== undefined);
}

const maintenance: Rule = (tree, { schema, file, major }) => {
  const { kind, fields } = open(tree);
  switch (kind) {
    case "VacuumStmt":
      return optionsOf(fields.options).includes("full")
        ? [
            error(
              "vacuum-full",
              "The table is written anew while reads and writes wait.",
              "VACUUM without FULL, or pg_repack.",
            ),
          ]
        : [];
    case "ClusterStmt":
      return [
        error(
          "vacuum-full",
          "The table is written anew while reads and writes wait.",
          "pg_repack does it beside the work.",
        ),
      ];
    case "RefreshMatViewStmt":
      return fields.concurrent || fields.skipData
        ? []
        : [
            error(
              "refresh-not-concurrent",
              `Reads of ${relationName(fields.relation)} wait until it is filled again.`,
              "REFRESH MATERIALIZED VIEW CONCURRENTLY (it needs a unique index).",
            ),
          ];
    case "AlterTableStmt":
      return alterations(fields).flatMap((cmd): Verdict[] => {
        // The index of a partition is attached in no time.
        if (fields.objtype === "OBJECT_INDEX") return [];
        const partition: Fields = cmd.def?.PartitionCmd ?? {};
        if (cmd.subtype === "AT_DetachPartition" && !partition.concurrent && !schema.isNew(fields.relation, file)) {
          return major < 14
            ? []
            : [
                error(
                  "detach-partition",
                  `Reads and writes of ${relationName(fields.relation)} and all its partitions wait.`,
                  "DETACH PARTITION … CONCURRENTLY, in a file of its own.",
                ),
              ];
        }
        if (
          cmd.subtype !== "AT_AttachPartition" ||
          schema.isNew(partition.name, file) ||
          schema.isNew(fields.relation, file)
        )
          return [];
        if (partition.bound?.is_default) return [];
        const checked = schema
          .table(partition.name)
          .constraints.some(({ kind: one, valid }) => one === "CONSTR_CHECK" && valid);
        return checked
          ? []
          : [
              warning(
                "attach-partition-without-check",
                `Every row of ${relationName(partition.name)} is read while nobody may use it.`,
                "Give it a validated CHECK that says the same as the bounds, attach it, and drop the CHECK.",
              ),
            ];
      });
    case "CreateStmt":
      return fields.partbound && !schema.isNew(fields.inhRelations?.[0]?.RangeVar, file)
        ? [
            warning(
              "create-partition-of",
              "Reads and writes of the parent wait behind this while it waits for running queries.",
              "CREATE TABLE (LIKE parent), then ALTER TABLE … ATTACH PARTITION.",
            ),
          ]
        : [];
    default:
      return [];
  }
};

const settings: Rule = (tree) => {
  const { kind, fields } = open(tree);
  if (kind !== "VariableSetStmt" || fields.name !== "lock_timeout") return [];
  const value = fields.args?.[0]?.A_Const;
  const off =
    fields.kind === "VAR_SET_DEFAULT" ||
    (value && (value.ival?.ival ?? 0) === 0 && /^0*(ms|s|min)?$/.test(value.sval?.sval ?? "0"));
  return off
    ? [
        error(
          "lock-timeout-off",
          "A statement that waits for a lock makes everybody else wait behind it, without end.",
          "Leave the limit of the input lock-timeout on.",
        ),
      ]
    : [];
};

const types: Rule = (tree) => {
  const { kind, fields } = open(tree);
  const defined: Fields[] =
    kind === "CreateStmt"
      ? (fields.tableElts ?? []).map((one: Fields) => one.ColumnDef)
      : kind === "AlterTableStmt"
        ? alterations(fields)
            .filter((cmd) => cmd.subtype === "AT_AddColumn")
            .map((cmd) => cmd.def?.ColumnDef)
        : [];
  return defined
    .filter((column) => column && typeOf(column.typeName).name === "json")
    .map((column) =>
      warning(
        "json-column",
        `${column.colname} is json, which has no equality: SELECT DISTINCT and GROUP BY of the running release may fail.`,
        "jsonb",
      ),
    );
};

const HEAVY = /^(UpdateStmt|DeleteStmt|IndexStmt|RefreshMatViewStmt|CreateTableAsStmt)$/;

const transactions: Rule = (tree, { schema, file, transaction, before }) => {
  if (!transaction) return [];
  const locked = [...before.locked];
  if (locked.length === 0) return [];
  const { kind, fields } = open(tree);
  const relation = fields.relation as Fields | undefined;
  const fresh = relation !== undefined && schema.isNew(relation, file);
  const fills = kind === "InsertStmt" && fields.selectStmt?.SelectStmt?.fromClause;
  if ((HEAVY.test(kind) || fills) && !(fresh && !fills)) {
    return [
      error(
        "work-under-lock",
        `${locked.join(", ")} stays locked against reads and writes while this runs.`,
        "Put the change of the table and the work on its rows into two files.",
      ),
    ];
  }
  const lock = lockOf(tree);
  const other = relation && lock?.mode === "ACCESS EXCLUSIVE" && !fresh && !locked.includes(relationName(relation));
  return other
    ? [
        warning(
          "several-tables-locked",
          `${locked.join(", ")} stays locked while this waits for ${relationName(relation)}; two such files, or the app, can block each other.`,
          "A file for each table.",
        ),
      ]
    : [];
};

const RULES: readonly Rule[] = [
  indexes,
  mixedFile,
  constraints,
  validation,
  columns,
  removals,
  data,
  maintenance,
  settings,
  types,
  transactions,
  objects,
  traps,
];

/** Names of all rules. */
export const RULE_NAMES = [
  "index-not-concurrent",
  "drop-index-not-concurrent",
  "reindex-not-concurrent",
  "concurrently-if-not-exists",
  "concurrently-mixed",
  "domain-constraint",
  "foreign-key-validated-at-once",
  "check-validated-at-once",
  "unique-without-index",
  "exclusion-constraint",
  "validate-in-same-transaction",
  "set-not-null",
  "add-required-column",
  "volatile-default",
  "change-column-type",
  "rewrite-table",
  "drop-column",
  "drop-not-null",
  "drop-table",
  "drop-schema",
  "drop-database",
  "rename",
  "truncate",
  "update-all-rows",
  "delete-all-rows",
  "vacuum-full",
  "refresh-not-concurrent",
  "detach-partition",
  "attach-partition-without-check",
  "create-partition-of",
  "lock-timeout-off",
  "json-column",
  "work-under-lock",
  "several-tables-locked",
  "drop-object",
  "drop-default",
  "drop-cascade",
  "revoke",
  "enable-row-security",
  "lock-table",
  "enum-value-used-at-once",
  "name-too-long",
  "small-primary-key",
  "concurrently-on-partitioned",
] as const;
