/** What is known of a migration tool that a project brings along. */
export interface Tool {
  readonly name: string;
  /** SQL that lists what it has recorded as applied, as `version`. */
  readonly history: { readonly table: string; readonly sql: string };
  /** The command that ends with 0 where nothing is pending, made from the one that applies; undefined where it has none. */
  readonly pending: ((command: string) => string) | undefined;
  /** What such a tool is known to do wrong, told when it fails. */
  readonly trap?: string;
}

interface KnownTool extends Tool {
  readonly pattern: RegExp;
}

const listed = (table: string, column: string, where = "") => ({
  table,
  // In words that MySQL and SQLite take too.
  sql: `SELECT ${column} AS version FROM ${table}${where ? ` WHERE ${where}` : ""} ORDER BY 1`,
});

/** The tools, by a word of the command that runs them. Tables and commands are those of their own manuals. */
const TOOLS: readonly KnownTool[] = [
  {
    name: "prisma",
    pattern: /\bprisma\s+migrate\s+deploy\b/,
    history: listed("_prisma_migrations", "migration_name", "finished_at IS NOT NULL AND rolled_back_at IS NULL"),
    pending: (command) => command.replace(/\bmigrate\s+deploy\b/, "migrate status"),
    trap: "A migration that failed is kept in _prisma_migrations and blocks all others: prisma migrate resolve.",
  },
  {
    name: "alembic",
    pattern: /\balembic\b.*\bupgrade\b/,
    history: listed("alembic_version", "version_num"),
    pending: (command) => command.replace(/\bupgrade\b.*$/, "current --check-heads"),
  },
  {
    name: "django",
    pattern: /\bmanage\.py\s+migrate\b/,
    history: listed("django_migrations", "concat(app, '.', name)"),
    pending: (command) => `${command} --check`,
  },
  {
    name: "rails",
    pattern: /\b(rails|rake)\s+db:migrate\b/,
    history: listed("schema_migrations", "version"),
    pending: (command) => command.replace(/\bdb:migrate\b/, "db:abort_if_pending_migrations"),
  },
  {
    name: "dbmate",
    pattern: /\bdbmate\b.*\b(up|migrate)\b/,
    history: listed("schema_migrations", "version"),
    pending: (command) => command.replace(/\b(up|migrate)\b(?!.*\b(up|migrate)\b).*$/, "status --exit-code"),
  },
  {
    name: "drizzle",
    pattern: /\bdrizzle-kit\s+migrate\b/,
    history: listed("drizzle.__drizzle_migrations", "hash"),
    pending: undefined,
    trap: "drizzle-kit often ends without saying why: see the server's log.",
  },
  {
    name: "knex",
    pattern: /\bknex\b.*\bmigrate:latest\b/,
    history: listed("knex_migrations", "name"),
    pending: undefined,
    trap: "A killed run leaves knex_migrations_lock set: knex migrate:unlock.",
  },
  {
    name: "node-pg-migrate",
    pattern: /\bnode-pg-migrate\b.*\bup\b/,
    history: listed("pgmigrations", "name"),
    pending: undefined,
  },
  {
    name: "typeorm",
    pattern: /\btypeorm\b.*\bmigration:run\b/,
    history: listed("migrations", "name"),
    pending: undefined,
  },
  {
    name: "sequelize",
    pattern: /\bsequelize(-cli)?\b.*\bdb:migrate\b/,
    history: listed('"SequelizeMeta"', "name"),
    pending: undefined,
  },
  {
    name: "flyway",
    pattern: /\bflyway\b.*\bmigrate\b/,
    history: listed("flyway_schema_history", "coalesce(version, description)", "success"),
    pending: (command) => command.replace(/\bmigrate\b(?!.*\bmigrate\b)/, "validate"),
  },
  {
    name: "goose",
    pattern: /\bgoose\b.*\bup\b/,
    history: listed("goose_db_version", "version_id", "is_applied"),
    pending: undefined,
  },
  {
    name: "golang-migrate",
    pattern: /\bmigrate\b.*-(path|source)\b.*\bup\b/,
    history: listed("schema_migrations", "version"),
    pending: undefined,
    trap: "A migration that failed leaves the database marked as dirty: migrate force VERSION, after a look at what was done.",
  },
];

/** The tool that a command runs; undefined where none is recognised. */
export function recognise(command: string): Tool | undefined {
  return TOOLS.find(({ pattern }) => pattern.test(command));
}
