import { relationName } from "../locks.ts";
import { alterations, type Fields, open, type Tree } from "../tree.ts";
import { error, type Rule, warning } from "./rule.ts";
import { objectKey, tableKey } from "./schema.ts";

/** Kinds of objects that code names, by PostgreSQL's word for them. */
const KINDS: Readonly<Record<string, string>> = {
  OBJECT_VIEW: "view",
  OBJECT_MATVIEW: "view",
  OBJECT_FUNCTION: "function",
  OBJECT_PROCEDURE: "function",
  OBJECT_ROUTINE: "function",
  OBJECT_AGGREGATE: "function",
  OBJECT_TYPE: "type",
  OBJECT_DOMAIN: "type",
  OBJECT_SEQUENCE: "sequence",
};

const names = (list: readonly Tree[] | undefined) => objectKey({ List: { items: list ?? [] } });

/** What a statement makes, as `view name`, so that a file may drop it and make it anew. */
export function madeBy(tree: Tree): string[] {
  const { kind, fields } = open(tree);
  switch (kind) {
    case "ViewStmt":
      return [`view ${tableKey(fields.view)}`];
    case "CreateTableAsStmt":
      return [`view ${tableKey(fields.into?.rel)}`];
    case "CreateFunctionStmt":
      return [`function ${names(fields.funcname)}`];
    case "CreateEnumStmt":
    case "CreateRangeStmt":
      return [`type ${names(fields.typeName)}`];
    case "CompositeTypeStmt":
      return [`type ${tableKey(fields.typevar)}`];
    case "CreateDomainStmt":
      return [`type ${names(fields.domainname)}`];
    case "DefineStmt":
      return [`${fields.kind === "OBJECT_TYPE" ? "type" : "function"} ${names(fields.defnames)}`];
    case "CreateSeqStmt":
      return [`sequence ${tableKey(fields.sequence)}`];
    default:
      return [];
  }
}

// The name of one object of a DROP: a list of words, a type, or a function with its arguments.
function droppedName(object: Fields): string {
  if (object.TypeName) return names(object.TypeName.names);
  if (object.ObjectWithArgs) return names(object.ObjectWithArgs.objname);
  return objectKey(object);
}

/** What is taken away beside tables and columns. */
export const objects: Rule = (tree, { schema, file, contract, made }) => {
  const { kind, fields } = open(tree);
  const late = 'Release code that does not use it first; then take it away in a file with "-- quayside: phase=post".';
  switch (kind) {
    case "DropStmt": {
      const what = KINDS[fields.removeType ?? ""];
      if (what && !contract) {
        const gone = ((fields.objects ?? []) as Fields[])
          .map(droppedName)
          .filter((name) => !made.has(`${what} ${name}`));
        if (gone.length > 0) {
          return [error("drop-object", `The running release may still use the ${what} ${gone.join(", ")}.`, late)];
        }
      }
      const dropped = ((fields.objects ?? []) as Fields[]).map(droppedName);
      const fresh = dropped.every((name) => schema.isNew({ relname: name }, file) || made.has(`${what} ${name}`));
      return fields.behavior === "DROP_CASCADE" && contract && !fresh
        ? [
            warning(
              "drop-cascade",
              `CASCADE takes away whatever depends on ${dropped.join(", ")}, also what nobody has thought of.`,
              "Drop what depends on it by name.",
            ),
          ]
        : [];
    }
    case "GrantStmt": {
      if (fields.is_grant || contract || (fields.objtype ?? "OBJECT_TABLE") !== "OBJECT_TABLE") return [];
      const old = ((fields.objects ?? []) as Fields[]).filter(
        ({ RangeVar }) => RangeVar && !schema.isNew(RangeVar, file),
      );
      return old.length === 0
        ? []
        : [
            warning(
              "revoke",
              `The running release may need these rights on ${old.map(({ RangeVar }) => relationName(RangeVar)).join(", ")}.`,
              late,
            ),
          ];
    }
    case "AlterTableStmt":
      if (schema.isNew(fields.relation, file)) return [];
      return alterations(fields).flatMap((cmd) => {
        if (cmd.subtype === "AT_ColumnDefault" && !cmd.def && !contract) {
          return [
            warning(
              "drop-default",
              `The running release may leave ${relationName(fields.relation)}.${cmd.name} out when it writes a row.`,
              late,
            ),
          ];
        }
        return (cmd.subtype === "AT_EnableRowSecurity" || cmd.subtype === "AT_ForceRowSecurity") &&
          !schema.table(fields.relation).policy
          ? [
              error(
                "enable-row-security",
                `Without a policy the running release sees no row of ${relationName(fields.relation)} any more.`,
                "CREATE POLICY first: it counts as soon as row security is on.",
              ),
            ]
          : [];
      });
    default:
      return [];
  }
};
