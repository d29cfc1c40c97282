import { alterations, type Fields, kindOf, open, optionsOf, type Tree } from "./tree.ts";

/** A lock that a statement takes on a table that was there before. */
export interface TableLock {
  /** PostgreSQL's name of the lock. */
  readonly mode: string;
  /** The table as written; `""` where the statement does not name it. */
  readonly table: string;
}

const ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE";
const SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE";
const SHARE_UPDATE_EXCLUSIVE = "SHARE UPDATE EXCLUSIVE";

/** Weakest first; from SHARE on writers are kept out, the last one keeps readers out too. */
const STRENGTH = [
  "ACCESS SHARE",
  "ROW SHARE",
  "ROW EXCLUSIVE",
  SHARE_UPDATE_EXCLUSIVE,
  "SHARE",
  SHARE_ROW_EXCLUSIVE,
  "EXCLUSIVE",
  ACCESS_EXCLUSIVE,
];

/** Name of a relation as written: `schema.table` or `table`. */
export function relationName(relation: Fields | undefined): string {
  if (!relation?.relname) return "";
  return relation.schemaname ? `${relation.schemaname}.${relation.relname}` : relation.relname;
}

/**
 * The strongest lock a statement takes, after the table "Conflicting Lock Modes" of PostgreSQL's manual and the page of
 * each command. Functions and DO blocks may take more; undefined where no table is locked.
 */
export function lockOf(tree: Tree): TableLock | undefined {
  const { kind, fields } = open(tree);
  const on = (mode: string, relation: Fields | undefined = fields.relation): TableLock => ({
    mode,
    table: relationName(relation),
  });
  switch (kind) {
    case "IndexStmt":
      return on(fields.concurrent ? SHARE_UPDATE_EXCLUSIVE : "SHARE");
    case "ReindexStmt":
      return on(optionsOf(fields.params).includes("concurrently") ? SHARE_UPDATE_EXCLUSIVE : "SHARE");
    case "AlterTableStmt":
      return strongest(alterations(fields).map((cmd) => on(alterLock(cmd))));
    case "CreateStmt":
      // A partition that is made in place locks its parent, one that is attached does not (CREATE TABLE, PARTITION OF).
      if (fields.partbound) return on(ACCESS_EXCLUSIVE, fields.inhRelations?.[0]?.RangeVar);
      return strongest(references(fields).map((relation) => on(SHARE_ROW_EXCLUSIVE, relation)));
    case "RenameStmt":
      return fields.relation ? on(ACCESS_EXCLUSIVE) : undefined;
    case "TruncateStmt":
      return on(ACCESS_EXCLUSIVE, fields.relations?.[0]?.RangeVar);
    case "DropStmt":
      return dropLock(fields);
    case "CreateTrigStmt":
    case "RuleStmt":
      return on(kind === "RuleStmt" ? ACCESS_EXCLUSIVE : SHARE_ROW_EXCLUSIVE);
    case "CreatePolicyStmt":
    case "AlterPolicyStmt":
      return on(ACCESS_EXCLUSIVE, fields.table);
    case "ClusterStmt":
      return on(ACCESS_EXCLUSIVE);
    case "VacuumStmt":
      return on(
        optionsOf(fields.options).includes("full") ? ACCESS_EXCLUSIVE : SHARE_UPDATE_EXCLUSIVE,
        fields.rels?.[0]?.VacuumRelation?.relation,
      );
    case "RefreshMatViewStmt":
      return on(fields.concurrent ? "EXCLUSIVE" : ACCESS_EXCLUSIVE);
    case "CommentStmt":
      return { mode: SHARE_UPDATE_EXCLUSIVE, table: "" };
    case "InsertStmt":
    case "UpdateStmt":
    case "DeleteStmt":
    case "MergeStmt":
      return on("ROW EXCLUSIVE");
    case "CopyStmt":
      return fields.relation ? on(fields.is_from ? "ROW EXCLUSIVE" : "ACCESS SHARE") : undefined;
    case "LockStmt":
      return on(STRENGTH[(fields.mode ?? 8) - 1] ?? ACCESS_EXCLUSIVE, fields.relations?.[0]?.RangeVar);
    default:
      return undefined;
  }
}

function strongest(locks: readonly TableLock[]): TableLock | undefined {
  return [...locks].sort((a, b) => STRENGTH.indexOf(b.mode) - STRENGTH.indexOf(a.mode))[0];
}

function alterLock(cmd: Fields): string {
  switch (cmd.subtype) {
    case "AT_ValidateConstraint":
    case "AT_SetStatistics":
    case "AT_SetOptions":
    case "AT_ResetOptions":
    case "AT_SetRelOptions":
    case "AT_ResetRelOptions":
    case "AT_ClusterOn":
    case "AT_DropCluster":
    case "AT_AttachPartition":
      return SHARE_UPDATE_EXCLUSIVE;
    case "AT_DetachPartition":
      return cmd.def?.PartitionCmd?.concurrent ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE;
    case "AT_EnableTrig":
    case "AT_DisableTrig":
    case "AT_EnableTrigAll":
    case "AT_DisableTrigAll":
    case "AT_EnableTrigUser":
    case "AT_DisableTrigUser":
    case "AT_EnableAlwaysTrig":
    case "AT_EnableReplicaTrig":
      return SHARE_ROW_EXCLUSIVE;
    case "AT_AddConstraint":
      return cmd.def?.Constraint?.contype === "CONSTR_FOREIGN" ? SHARE_ROW_EXCLUSIVE : ACCESS_EXCLUSIVE;
    default:
      return ACCESS_EXCLUSIVE;
  }
}

// Tables that the foreign keys of a new table point to; the new table itself is nobody's yet.
function references(fields: Fields): Fields[] {
  const found: Fields[] = [];
  for (const element of fields.tableElts ?? []) {
    const constraints = element.Constraint ? [element] : (element.ColumnDef?.constraints ?? []);
    for (const { Constraint: constraint } of constraints) {
      if (constraint?.contype === "CONSTR_FOREIGN" && constraint.pktable) found.push(constraint.pktable);
    }
  }
  return found;
}

function dropLock(fields: Fields): TableLock | undefined {
  if (!/^OBJECT_(TABLE|INDEX|VIEW|MATVIEW|SEQUENCE|FOREIGN_TABLE|TRIGGER|POLICY|RULE)$/.test(fields.removeType ?? "")) {
    return undefined;
  }
  const names = (fields.objects?.[0]?.List?.items ?? []).map((item: Tree) =>
    kindOf(item) === "String" ? item.String?.sval : "",
  );
  return { mode: fields.concurrent ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE, table: names.join(".") };
}
