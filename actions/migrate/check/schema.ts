import { relationName } from "../locks.ts";
import { alterations, type Fields, kindOf, open, type Tree } from "../tree.ts";

/** A type as written in SQL. */
export interface ColumnType {
  /** Without `pg_catalog`: `varchar`, `int4`, `numeric`. */
  readonly name: string;
  /** Numbers in parentheses. */
  readonly mods: readonly number[];
  readonly array: boolean;
}

/** A constraint that the files have made. */
export interface KnownConstraint {
  readonly name: string;
  readonly kind: string;
  /** Whether all rows are known to hold it. */
  valid: boolean;
  /** The column that it keeps from being NULL, where it does. */
  readonly notNull: string | undefined;
  /** Path of the file that added it. */
  readonly file: string;
}

/** What is known of one table. */
export interface KnownTable {
  readonly columns: Map<string, ColumnType>;
  readonly constraints: KnownConstraint[];
  /** Path of the file that made it; undefined where it is only known from being changed. */
  readonly file: string | undefined;
  /** Whether its rows are in partitions. */
  readonly partitioned: boolean;
  /** Whether a policy says who may see which rows. */
  policy: boolean;
}

const unknownTable = (file?: string, partitioned = false): KnownTable => ({
  columns: new Map(),
  constraints: [],
  file,
  partitioned,
  policy: false,
});

/** The schema as far as the migrations tell of it, brought forward statement by statement. */
export class Schema {
  readonly #tables = new Map<string, KnownTable>();

  /** What is known of a table; an unknown one is as good as an empty entry. */
  table(relation: Fields | undefined): KnownTable {
    const key = tableKey(relation);
    let found = this.#tables.get(key);
    if (!found) {
      found = unknownTable();
      if (key !== "") this.#tables.set(key, found);
    }
    return found;
  }

  /** Whether a table was made by that very file, so that nobody else can be using it. */
  isNew(relation: Fields | undefined, file: string): boolean {
    return this.#tables.get(tableKey(relation))?.file === file;
  }

  /** Takes in what a statement changes. */
  apply(tree: Tree, file: string): void {
    const { kind, fields } = open(tree);
    if (kind === "CreateStmt") this.#create(fields, file);
    if (kind === "CreateTableAsStmt") {
      this.#tables.set(tableKey(fields.into?.rel), unknownTable(file));
    }
    if (kind === "CreatePolicyStmt") this.table(fields.table).policy = true;
    if (kind === "AlterTableStmt") {
      for (const cmd of alterations(fields)) this.#alter(this.table(fields.relation), cmd, file);
    }
    if (kind === "RenameStmt" && fields.renameType === "OBJECT_TABLE") {
      const table = this.#tables.get(tableKey(fields.relation));
      if (table) this.#tables.set(fields.newname, table);
      this.#tables.delete(tableKey(fields.relation));
    }
    if (kind === "RenameStmt" && fields.renameType === "OBJECT_COLUMN") {
      const { columns } = this.table(fields.relation);
      const type = columns.get(fields.subname);
      if (type) columns.set(fields.newname, type);
      columns.delete(fields.subname);
    }
    if (kind === "DropStmt" && fields.removeType === "OBJECT_TABLE") {
      for (const object of fields.objects ?? []) this.#tables.delete(objectKey(object));
    }
  }

  #create(fields: Fields, file: string): void {
    const table = unknownTable(file, fields.partspec !== undefined);
    this.#tables.set(tableKey(fields.relation), table);
    for (const element of fields.tableElts ?? []) {
      if (element.ColumnDef) addColumn(table, element.ColumnDef, file);
      if (element.Constraint) addConstraint(table, element.Constraint, file, true);
    }
  }

  #alter(table: KnownTable, cmd: Fields, file: string): void {
    switch (cmd.subtype) {
      case "AT_AddColumn":
        addColumn(table, cmd.def?.ColumnDef ?? {}, file);
        break;
      case "AT_DropColumn":
        table.columns.delete(cmd.name);
        break;
      case "AT_AlterColumnType":
        table.columns.set(cmd.name, typeOf(cmd.def?.ColumnDef?.typeName));
        break;
      case "AT_AddConstraint":
        addConstraint(table, cmd.def?.Constraint ?? {}, file, !cmd.def?.Constraint?.skip_validation);
        break;
      case "AT_ValidateConstraint":
        for (const constraint of table.constraints) if (constraint.name === cmd.name) constraint.valid = true;
        break;
      case "AT_DropConstraint": {
        const index = table.constraints.findIndex(({ name }) => name === cmd.name);
        if (index !== -1) table.constraints.splice(index, 1);
        break;
      }
    }
  }
}

/** A name that is the same with and without the schema that comes first by default. */
export const tableKey = (relation: Fields | undefined): string => relationName(relation).replace(/^public\./, "");

/** The same for the names of a DROP. */
export function objectKey(object: { List?: { items?: readonly Tree[] } }): string {
  const parts = (object.List?.items ?? []).map((item) => (kindOf(item) === "String" ? item.String?.sval : ""));
  return parts.join(".").replace(/^public\./, "");
}

/** A type of a syntax tree. */
export function typeOf(type: Fields | undefined): ColumnType {
  const names = (type?.names ?? []).map((name: { String?: Fields }) => name.String?.sval ?? "");
  const mods = (type?.typmods ?? []).map((mod: { A_Const?: Fields }) => mod.A_Const?.ival?.ival ?? 0);
  return { name: names.at(-1) ?? "", mods, array: (type?.arrayBounds ?? []).length > 0 };
}

function addColumn(table: KnownTable, column: Fields, file: string): void {
  table.columns.set(column.colname, typeOf(column.typeName));
  for (const { Constraint: constraint } of column.constraints ?? []) {
    if (constraint?.contype === "CONSTR_CHECK") addConstraint(table, constraint, file, true);
  }
}

function addConstraint(table: KnownTable, constraint: Fields, file: string, valid: boolean): void {
  const kind = String(constraint.contype ?? "");
  const notNull = kind === "CONSTR_NOTNULL" ? constraint.keys?.[0]?.String?.sval : notNullColumn(constraint.raw_expr);
  table.constraints.push({ name: constraint.conname ?? "", kind, valid, notNull, file });
}

/** The column of `CHECK (column IS NOT NULL)`. */
function notNullColumn(expression: Tree | undefined): string | undefined {
  const test = expression?.NullTest;
  return test?.nulltesttype === "IS_NOT_NULL" ? test.arg?.ColumnRef?.fields?.[0]?.String?.sval : undefined;
}
