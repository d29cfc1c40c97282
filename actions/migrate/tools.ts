import { createHash } from "node:crypto";

/** One file of a tool, or one migration that it has printed. */
export interface ToolFile {
  readonly path: string;
  /** What the tool's own history calls it. */
  readonly key: string;
  /** Its way forth only, each line where it was. */
  readonly text: string;
}

/** What is known of a migration tool that a project brings along. */
export interface Tool {
  readonly name: string;
  /** SQL that lists what it has recorded as applied, as `version`. */
  readonly history: { readonly table: string; readonly sql: string };
  /** The command that ends with 0 where nothing is pending, made from the one that applies; undefined where it has none. */
  readonly pending: ((command: string) => string) | undefined;
  /** Whether its history is the newest version and nothing else, so that an entry which goes is no loss. */
  readonly newestOnly?: true;
  /** What such a tool is known to do wrong, told when it fails. */
  readonly trap?: string;
  /** How its SQL is had without running it: it prints it, or it lies in files. */
  readonly sql?: PrintedSql | WrittenSql;
}

interface PrintedSql {
  /** Prints what is pending; `run` runs a line and gives what it wrote to standard output. */
  readonly print: (
    command: string,
    recorded: readonly string[],
    run: (line: string) => Promise<string>,
  ) => Promise<ToolFile[]>;
}

interface WrittenSql {
  /** Where they lie, by the options of the command and by default. */
  readonly folders: (command: string) => string[];
  /** The name of a file in the tool's own history; undefined where it is none of its files. */
  readonly pick: (path: string) => string | undefined;
  /** The part of a file that goes forth, with empty lines in place of the rest. */
  readonly forth: (text: string) => string;
  /** Whether the tool's history says that a file was applied. */
  readonly applied: (recorded: readonly string[], key: string, text: string) => boolean;
}

interface KnownTool extends Tool {
  readonly pattern: RegExp;
}

const listed = (table: string, column: string, where = "") => ({
  table,
  // In words that MySQL and SQLite take too.
  sql: `SELECT ${column} AS version FROM ${table}${where ? ` WHERE ${where}` : ""} ORDER BY 1`,
});

/** What stands behind one of some options: `-d db`, `--dir=db`. */
const option = (command: string, ...options: string[]): string[] => {
  const found = new RegExp(`(?:^|\\s)(?:${options.join("|")})[=\\s]+(?:file://)?([^\\s'"]+)`).exec(command)?.[1];
  return found ? [found] : [];
};

/** Lines of a file that stand between its marks for the way forth and the way back. */
const between =
  (up: RegExp, down: RegExp) =>
  (text: string): string => {
    let forth = !up.test(text);
    return text
      .split("\n")
      .map((line) => {
        forth = down.test(line) ? false : forth || up.test(line);
        return forth ? line : "";
      })
      .join("\n");
  };

const whole = (text: string): string => text;
const sameNumber = (recorded: readonly string[], key: string): boolean =>
  recorded.some((version) => version.replace(/^0+(?=\d)/, "") === key.replace(/^0+(?=\d)/, ""));
const numberOf = (pattern: RegExp) => (path: string) => pattern.exec(path)?.[1];

/** The tools, by a word of the command that runs them. Tables and commands are those of their own manuals. */
const TOOLS: readonly KnownTool[] = [
  {
    name: "prisma",
    pattern: /\bprisma\s+migrate\s+deploy\b/,
    history: listed("_prisma_migrations", "migration_name", "finished_at IS NOT NULL AND rolled_back_at IS NULL"),
    pending: (command) => command.replace(/\bmigrate\s+deploy\b/, "migrate status"),
    trap: "A migration that failed is kept in _prisma_migrations and blocks all others: prisma migrate resolve.",
    sql: {
      folders: () => ["prisma/migrations"],
      pick: numberOf(/^([^/]+)\/migration\.sql$/),
      forth: whole,
      applied: (recorded, key) => recorded.includes(key),
    },
  },
  {
    name: "alembic",
    newestOnly: true,
    pattern: /\balembic\b.*\bupgrade\b/,
    history: listed("alembic_version", "version_num"),
    pending: (command) => command.replace(/\bupgrade\b.*$/, "current --check-heads"),
    sql: {
      async print(command, [current = "base"], run) {
        const text = await run(command.replace(/\bupgrade\b.*$/, `upgrade ${current}:head --sql`));
        return text.split(/^(?=-- Running upgrade )/m).flatMap((part) => {
          const revision = /^-- Running upgrade \S* ?-> (\S+)/.exec(part)?.[1];
          // It writes the transaction around all of them into the text.
          const sql = part.replace(/^(BEGIN|COMMIT);$/gm, "");
          return revision ? [{ path: `alembic ${revision}`, key: revision, text: sql }] : [];
        });
      },
    },
  },
  {
    name: "django",
    pattern: /\bmanage\.py\s+migrate\b/,
    history: listed("django_migrations", "concat(app, '.', name)"),
    pending: (command) => `${command} --check`,
    sql: {
      async print(command, _, run) {
        const manage = command.replace(/\bmigrate\b.*$/, "");
        const pending = [...(await run(`${manage}showmigrations --plan`)).matchAll(/^\[ \] +(\w+)\.(\w+)/gm)];
        const files: ToolFile[] = [];
        for (const [, app, name] of pending) {
          const sql = (await run(`${manage}sqlmigrate ${app} ${name}`)).replace(/^(BEGIN|COMMIT);$/gm, "");
          files.push({ path: `${app}/migrations/${name}.py`, key: `${app}.${name}`, text: sql });
        }
        return files;
      },
    },
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
    sql: {
      folders: (command) => [...option(command, "-d", "--migrations-dir"), "db/migrations"],
      pick: numberOf(/^(\d+)[^/]*\.sql$/),
      forth: between(/^--\s*migrate:up\b/m, /^--\s*migrate:down\b/),
      applied: sameNumber,
    },
  },
  {
    name: "drizzle",
    pattern: /\bdrizzle-kit\s+migrate\b/,
    history: listed("drizzle.__drizzle_migrations", "hash"),
    pending: undefined,
    trap: "drizzle-kit often ends without saying why: see the server's log.",
    sql: {
      folders: () => ["drizzle", "drizzle/migrations", "src/db/migrations"],
      pick: numberOf(/^([^/]+)\.sql$/),
      forth: whole,
      applied: (recorded, _, text) => recorded.includes(createHash("sha256").update(text).digest("hex")),
    },
  },
  {
    name: "knex",
    pattern: /\bknex\b.*\bmigrate:latest\b/,
    history: listed("knex_migrations", "name"),
    pending: (command) => `${command.replace("migrate:latest", "migrate:list")} | grep -q "No Pending Migration"`,
    trap: "A killed run leaves knex_migrations_lock set: knex migrate:unlock.",
  },
  {
    name: "node-pg-migrate",
    pattern: /\bnode-pg-migrate\b.*\bup\b/,
    history: listed("pgmigrations", "name"),
    pending: (command) => `${command} --dry-run | grep -q "No migrations to run"`,
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
    pending: (command) => `! ${command.replace("db:migrate", "db:migrate:status")} | grep -q "^down"`,
  },
  {
    name: "flyway",
    pattern: /\bflyway\b.*\bmigrate\b/,
    history: listed("flyway_schema_history", "coalesce(version, description)", "success"),
    pending: (command) => command.replace(/\bmigrate\b(?!.*\bmigrate\b)/, "validate"),
    sql: {
      folders: (command) => [...option(command, "-locations").map((one) => one.replace(/^filesystem:/, "")), "sql"],
      pick: numberOf(/(?:^|\/)V([\d._]+)__[^/]*\.sql$/),
      forth: whole,
      applied: (recorded, key) => recorded.includes(key.replaceAll("_", ".")),
    },
  },
  {
    name: "goose",
    pattern: /\bgoose\b.*\bup\b/,
    history: listed("goose_db_version", "version_id", "is_applied"),
    pending: undefined,
    sql: {
      folders: (command) => [...option(command, "-dir", "--dir"), "migrations", "."],
      pick: numberOf(/^(\d+)[^/]*\.sql$/),
      forth: between(/^--\s*\+goose\s+up\b/im, /^--\s*\+goose\s+down\b/i),
      applied: sameNumber,
    },
  },
  {
    name: "golang-migrate",
    newestOnly: true,
    pattern: /\bmigrate\b.*-(path|source)\b.*\bup\b/,
    history: listed("schema_migrations", "version"),
    pending: undefined,
    trap: "A migration that failed leaves the database marked as dirty: migrate force VERSION, after a look at what was done.",
    sql: {
      folders: (command) => [...option(command, "--?path", "--?source"), "migrations"],
      pick: numberOf(/^(\d+)[^/]*\.up\.sql$/),
      forth: whole,
      applied: ([version = "0"], key) => BigInt(key) <= BigInt(version),
    },
  },
];

/** The tool that a command runs; undefined where none is recognised. */
export function recognise(command: string): Tool | undefined {
  return TOOLS.find(({ pattern }) => pattern.test(command));
}
