import { alterations, type Fields, open, optionsOf, type Tree } from "./tree.ts";

/** Something that a server may be too old for. */
export interface Need {
  readonly what: string;
  /** The first major version that has it. */
  readonly since: number;
}

/**
 * What in a statement an older server does not know, after the release notes of PostgreSQL 14 to 18. The parser has the
 * newest grammar, so an old server would only say so in the middle of a run.
 */
export function tooNew(tree: Tree, major: number): Need | undefined {
  if (major >= 18) return undefined;
  return needs(tree).find(({ since }) => since > major);
}

function needs(tree: Tree): Need[] {
  const { kind, fields } = open(tree);
  switch (kind) {
    case "MergeStmt":
      return [
        { what: "MERGE", since: 15 },
        ...(fields.returningClause || fields.returningList ? [{ what: "MERGE … RETURNING", since: 17 }] : []),
      ];
    case "IndexStmt":
      return fields.nulls_not_distinct ? [{ what: "NULLS NOT DISTINCT", since: 15 }] : [];
    case "ReindexStmt":
      return optionsOf(fields.params).includes("tablespace") ? [{ what: "REINDEX (TABLESPACE …)", since: 14 }] : [];
    case "CreateTrigStmt":
      return fields.replace ? [{ what: "CREATE OR REPLACE TRIGGER", since: 14 }] : [];
    case "CreateFunctionStmt":
      return fields.sql_body ? [{ what: "a function with a body of SQL (RETURN or BEGIN ATOMIC)", since: 14 }] : [];
    case "ViewStmt":
      return optionsOf(fields.options).includes("security_invoker") ? [{ what: "security_invoker", since: 15 }] : [];
    case "CreateStmt":
      return (fields.tableElts ?? []).flatMap((one: Fields) => [
        ...columnNeeds(one.ColumnDef ?? {}),
        ...constraintNeeds(one.Constraint ?? {}, one.Constraint?.contype),
      ]);
    case "AlterTableStmt":
      return alterations(fields).flatMap(alterNeeds);
    default:
      return [];
  }
}

function alterNeeds(cmd: Fields): Need[] {
  switch (cmd.subtype) {
    case "AT_DetachPartition":
      return cmd.def?.PartitionCmd?.concurrent ? [{ what: "DETACH PARTITION … CONCURRENTLY", since: 14 }] : [];
    case "AT_DetachPartitionFinalize":
      return [{ what: "DETACH PARTITION … FINALIZE", since: 14 }];
    case "AT_SetCompression":
      return [{ what: "SET COMPRESSION", since: 14 }];
    case "AT_SetAccessMethod":
      return [{ what: "SET ACCESS METHOD", since: 15 }];
    case "AT_SetExpression":
      return [{ what: "SET EXPRESSION", since: 17 }];
    case "AT_AddColumn":
      return columnNeeds(cmd.def?.ColumnDef ?? {});
    case "AT_AddConstraint": {
      const constraint: Fields = cmd.def?.Constraint ?? {};
      const named = constraint.contype === "CONSTR_NOTNULL" ? [{ what: "ADD CONSTRAINT … NOT NULL", since: 18 }] : [];
      return [...named, ...constraintNeeds(constraint, constraint.contype)];
    }
    default:
      return [];
  }
}

function columnNeeds(column: Fields): Need[] {
  const inside: Fields[] = (column.constraints ?? []).map((one: { Constraint: Fields }) => one.Constraint);
  return [
    ...(column.compression ? [{ what: "COMPRESSION", since: 14 }] : []),
    ...inside.flatMap((one) => constraintNeeds(one, undefined)),
    ...(inside.some((one) => one.contype === "CONSTR_GENERATED" && one.generated_kind === "v")
      ? [{ what: "a VIRTUAL generated column", since: 18 }]
      : []),
  ];
}

function constraintNeeds(constraint: Fields, table: string | undefined): Need[] {
  return [
    ...(constraint.nulls_not_distinct ? [{ what: "NULLS NOT DISTINCT", since: 15 }] : []),
    ...(constraint.without_overlaps ? [{ what: "WITHOUT OVERLAPS", since: 18 }] : []),
    ...(constraint.fk_with_period ? [{ what: "PERIOD in a foreign key", since: 18 }] : []),
    ...(constraint.contype === "CONSTR_ATTR_NOT_ENFORCED" ? [{ what: "NOT ENFORCED", since: 18 }] : []),
    ...(table !== undefined && constraint.is_enforced === undefined && /FOREIGN|CHECK/.test(table)
      ? [{ what: "NOT ENFORCED", since: 18 }]
      : []),
  ];
}
