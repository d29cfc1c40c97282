import { UserError } from "../../toolkit/errors.ts";
import { literal, type Session } from "./database.ts";

/** One object of a schema. */
export interface SchemaObject {
  readonly kind: string;
  readonly name: string;
  readonly definition: string;
}

/** An object in which the live schema is not what the migrations make. */
export interface Difference {
  readonly kind: string;
  readonly name: string;
  /** What the database has; undefined where it lacks the object. */
  readonly live: string | undefined;
  /** What the migrations make; undefined where they make no such object. */
  readonly expected: string | undefined;
}

/** Where an object is one of the user's: not PostgreSQL's own, not an extension's, not the history table. */
const own = (
  oid: string,
  namespace: string,
  catalog: string,
) => `n.oid = ${namespace} AND n.nspname !~ '^(pg_|information_schema$)'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

/**
 * Tables, columns, indexes, constraints, policies, sequences, views, functions, triggers, types and extensions of the
 * connected database, as the server itself writes them. Owners, grants and comments are not compared: they are another
 * matter in each environment.
 */
export async function snapshot(session: Session, historyTable: string): Promise<SchemaObject[]> {
  const [row] = await session.query(`SELECT coalesce(to_regclass(${literal(historyTable)})::oid, 0)::text AS oid`);
  const history = Number(row?.oid ?? 0);
  const table = `pg_class c, pg_namespace n WHERE ${own("c.oid", "c.relnamespace", "pg_class")} AND c.oid <> ${history}`;
  await session.query("SET search_path = ''");
  const rows = await session.query(`
    SELECT 'table' AS kind, c.oid::regclass::text AS name,
        concat_ws(' ', c.relkind, c.relpersistence, CASE WHEN c.relrowsecurity THEN 'row security' END, pg_get_partkeydef(c.oid), CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END) AS definition
      FROM ${table} AND c.relkind IN ('r', 'p', 'f')
    UNION ALL SELECT 'column', format('%s.%I', a.attrelid::regclass, a.attname),
        concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
          nullif(a.attidentity, ''), nullif(a.attgenerated, ''), 'DEFAULT ' || pg_get_expr(f.adbin, f.adrelid))
      FROM pg_attribute a LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum, ${table}
      AND a.attrelid = c.oid AND c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL SELECT 'index', c.oid::regclass::text, pg_get_indexdef(c.oid) || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
      FROM pg_index i, ${table} AND i.indexrelid = c.oid AND i.indrelid <> ${history} AND c.relkind IN ('i', 'I')
    UNION ALL SELECT 'constraint', format('%I on %s', o.conname, o.conrelid::regclass), pg_get_constraintdef(o.oid)
      FROM pg_constraint o, ${table} AND o.conrelid = c.oid AND o.contype <> 'n'
    UNION ALL SELECT 'view', c.oid::regclass::text, pg_get_viewdef(c.oid)
      FROM ${table} AND c.relkind IN ('v', 'm')
    UNION ALL SELECT 'function', p.oid::regprocedure::text, pg_get_functiondef(p.oid)
      FROM pg_proc p, pg_namespace n WHERE ${own("p.oid", "p.pronamespace", "pg_proc")} AND p.prokind IN ('f', 'p')
    UNION ALL SELECT 'trigger', format('%I on %s', g.tgname, g.tgrelid::regclass), concat(pg_get_triggerdef(g.oid), ' ', g.tgenabled)
      FROM pg_trigger g, ${table} AND g.tgrelid = c.oid AND NOT g.tgisinternal
    UNION ALL SELECT 'enum', t.oid::regtype::text, (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
      FROM pg_type t, pg_namespace n WHERE ${own("t.oid", "t.typnamespace", "pg_type")} AND t.typtype = 'e'
    UNION ALL SELECT 'domain', t.oid::regtype::text, concat_ws(' ', format_type(t.typbasetype, t.typtypmod),
          CASE WHEN t.typnotnull THEN 'NOT NULL' END, 'DEFAULT ' || t.typdefault,
          (SELECT string_agg(pg_get_constraintdef(o.oid), ' ' ORDER BY o.conname) FROM pg_constraint o WHERE o.contypid = t.oid AND o.contype = 'c'))
      FROM pg_type t, pg_namespace n WHERE ${own("t.oid", "t.typnamespace", "pg_type")} AND t.typtype = 'd'
    UNION ALL SELECT 'type', c.oid::regclass::text, (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
      FROM ${table} AND c.relkind = 'c'
    UNION ALL SELECT 'policy', format('%I on %s', p.polname, p.polrelid::regclass), concat_ws(' ', p.polcmd, p.polpermissive,
          (SELECT string_agg(r::regrole::text, ', ') FROM unnest(p.polroles) r WHERE r <> 0),
          'USING ' || pg_get_expr(p.polqual, p.polrelid), 'CHECK ' || pg_get_expr(p.polwithcheck, p.polrelid))
      FROM pg_policy p, ${table} AND p.polrelid = c.oid
    UNION ALL SELECT 'sequence', c.oid::regclass::text, format('%s %s %s %s %s %s', format_type(q.seqtypid, NULL), q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcycle)
      FROM pg_sequence q, ${table} AND q.seqrelid = c.oid
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.refobjid = ${history})
    UNION ALL SELECT 'extension', e.extname, '' FROM pg_extension e WHERE e.extname <> 'plpgsql'
    ORDER BY 1, 2`);
  await session.query("RESET search_path");
  return rows as unknown as SchemaObject[];
}

/** In what two schemas differ, ordered by kind and name. Pure. */
export function compareSchemas(live: readonly SchemaObject[], expected: readonly SchemaObject[]): Difference[] {
  const key = ({ kind, name }: SchemaObject) => `${kind} ${name}`;
  const there = new Map(live.map((object) => [key(object), object]));
  const wanted = new Map(expected.map((object) => [key(object), object]));
  return [...new Set([...there.keys(), ...wanted.keys()])].sort().flatMap((one) => {
    const [a, b] = [there.get(one), wanted.get(one)];
    const { kind, name } = (a ?? b) as SchemaObject;
    return a?.definition === b?.definition ? [] : [{ kind, name, live: a?.definition, expected: b?.definition }];
  });
}

/** A difference in one line. */
export function differenceText({ kind, name, live, expected }: Difference): string {
  const line = (text: string) => text.replace(/\s+/g, " ").trim();
  if (live === undefined) return `${kind} ${name} is missing: the migrations make it`;
  if (expected === undefined) return `${kind} ${name} is there, and no migration makes it`;
  return `${kind} ${name} is "${line(live)}", and the migrations make it "${line(expected)}"`;
}

/** Throws a UserError where a database that migrations are to be replayed on holds something already. */
export function refuseFilled(objects: readonly SchemaObject[]): void {
  if (objects.length === 0) return;
  throw new UserError(`The database of scratch-url is not empty: it has ${objects[0]?.kind} ${objects[0]?.name}`, {
    hint: "Give a database that is made for this run, such as a service container of the job: the migrations are replayed in it.",
  });
}
