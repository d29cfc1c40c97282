/** A node of PostgreSQL's syntax tree as libpg-query gives it: one key, the kind of the node, and its fields below. */
export type Tree = Readonly<Record<string, Fields>>;

/** The fields of a node; those with the value of their type's zero are absent. */
// biome-ignore lint/suspicious/noExplicitAny: the tree has hundreds of shapes, and each rule looks at a few of them.
export type Fields = Readonly<Record<string, any>>;

/** Kind of a node, such as `IndexStmt`. */
export const kindOf = (tree: Tree): string => Object.keys(tree)[0] ?? "";

/** Kind and fields of a node. */
export function open(tree: Tree): { kind: string; fields: Fields } {
  const kind = kindOf(tree);
  return { kind, fields: tree[kind] ?? {} };
}

/** Names of options in parentheses that are switched on: `REINDEX (CONCURRENTLY)`, `VACUUM (FULL, ANALYZE)`. */
export function optionsOf(list: readonly { DefElem?: Fields }[] | undefined): string[] {
  return (list ?? []).flatMap(({ DefElem: option }) => {
    const value = option?.arg?.String?.sval ?? option?.arg?.Integer?.ival ?? option?.arg?.Boolean?.boolval;
    const off = option?.arg !== undefined && /^(false|off|0|undefined)$/i.test(String(value));
    return option?.defname && !off ? [String(option.defname).toLowerCase()] : [];
  });
}

/** Commands of an ALTER TABLE and the like. */
export function alterations(fields: Fields): Fields[] {
  return (fields.cmds ?? []).map((cmd: { AlterTableCmd?: Fields }) => cmd.AlterTableCmd ?? {});
}

/**
 * Why a statement cannot run inside of a transaction block, after the callers of PreventInTransactionBlock in
 * PostgreSQL's sources; undefined where it can.
 */
export function whyOutside(tree: Tree): string | undefined {
  const { kind, fields } = open(tree);
  switch (kind) {
    case "IndexStmt":
      return fields.concurrent ? "CREATE INDEX CONCURRENTLY" : undefined;
    case "DropStmt":
      return fields.concurrent ? "DROP INDEX CONCURRENTLY" : undefined;
    case "ReindexStmt":
      if (optionsOf(fields.params).includes("concurrently")) return "REINDEX CONCURRENTLY";
      return /_(SCHEMA|SYSTEM|DATABASE)$/.test(fields.kind ?? "") ? "REINDEX of more than one table" : undefined;
    case "AlterTableStmt":
      return alterations(fields).some(
        (cmd) =>
          (cmd.subtype === "AT_DetachPartition" && cmd.def?.PartitionCmd?.concurrent) ||
          cmd.subtype === "AT_DetachPartitionFinalize",
      )
        ? "DETACH PARTITION CONCURRENTLY"
        : undefined;
    case "VacuumStmt":
      return fields.is_vacuumcmd ? "VACUUM" : undefined;
    case "ClusterStmt":
      return fields.relation ? undefined : "CLUSTER of all tables";
    case "CreatedbStmt":
      return "CREATE DATABASE";
    case "DropdbStmt":
      return "DROP DATABASE";
    case "AlterDatabaseStmt":
      return optionsOf(fields.options).includes("tablespace") ? "ALTER DATABASE SET TABLESPACE" : undefined;
    case "CreateTableSpaceStmt":
      return "CREATE TABLESPACE";
    case "DropTableSpaceStmt":
      return "DROP TABLESPACE";
    case "AlterSystemStmt":
      return "ALTER SYSTEM";
    case "DiscardStmt":
      return fields.target === undefined || fields.target === "DISCARD_ALL" ? "DISCARD ALL" : undefined;
    case "CreateSubscriptionStmt":
      return "CREATE SUBSCRIPTION";
    case "AlterSubscriptionStmt":
      return "ALTER SUBSCRIPTION";
    case "DropSubscriptionStmt":
      return "DROP SUBSCRIPTION";
    default:
      return undefined;
  }
}

/** Why a statement cannot be run as it stands; undefined where it can. */
export function refusalOf(tree: Tree): { message: string; hint: string } | undefined {
  const { kind, fields } = open(tree);
  if (kind === "TransactionStmt") {
    const command = String(fields.kind ?? "TRANS_STMT_BEGIN").replace("TRANS_STMT_", "");
    return /^(SAVEPOINT|RELEASE|ROLLBACK_TO)$/.test(command) ? undefined : refusedTransaction(command);
  }
  if (kind === "IndexStmt" && fields.concurrent && !fields.idxname) {
    return {
      message: "builds an index CONCURRENTLY without a name, so that a build that was stopped could not be found again",
      hint: "Give the index a name.",
    };
  }
  if (kind === "CopyStmt" && !fields.filename) {
    return {
      message: "holds a COPY from or to the client, for which there is no data here",
      hint: "Write INSERT statements, or COPY from a file of the server.",
    };
  }
  return undefined;
}

/** Why BEGIN, COMMIT and the like are not run, which would end the transaction around a file. */
export const refusedTransaction = (command: string): { message: string; hint: string } => ({
  message: `holds ${command.replaceAll("_", " ")}, which would break the transaction around the file`,
  hint: "Take it out: each file runs in one transaction of its own. Split the file where two are needed.",
});
