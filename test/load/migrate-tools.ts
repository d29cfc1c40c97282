/**
 * Runs real migration tools under the lock, the limits and the check of migrate, as a project would: dbmate, knex,
 * drizzle-kit and node-pg-migrate from npm, alembic from PyPI, goose and golang-migrate from Go. `npm run test:load --
 * migrate-tools --only dbmate,alembic`. A tool that cannot be had is told of and left out; fewer than three is a failure.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../../toolkit/process.ts";
import { stopServer } from "../engine/migrate-server.ts";
import { type Bench, bench } from "../engine/migrate-support.ts";

const { values } = parseArgs({ options: { only: { type: "string" } } });
const only = values.only?.split(",");
const shared = mkdtempSync(join(tmpdir(), "migrate-tools-"));

interface Project {
  readonly name: string;
  /** Installs it; throws where it cannot be had. */
  install(): Promise<void>;
  readonly files: Readonly<Record<string, string>>;
  readonly command: string;
  /** Adds a migration whose index would hold up writes. */
  readonly more: Readonly<Record<string, string>>;
  /** `path:line` of what the check finds in it; undefined where the SQL of the tool cannot be had. */
  readonly finding: string | undefined;
  /** Adds a migration that fails, and a word of its message. */
  readonly broken: Readonly<Record<string, string>>;
}

async function must(file: string, args: string[], env: Record<string, string> = {}): Promise<void> {
  const { code, stdout, stderr } = await run(file, args, {
    cwd: shared,
    env: { ...process.env, ...env },
    timeout: 600_000,
  });
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}:\n${(stdout + stderr).slice(-1500)}`);
}
const npm =
  (...packages: string[]) =>
  () =>
    must("npm", ["install", "--no-audit", "--no-fund", "--prefix", shared, ...packages]);
const bin = (name: string) => join(shared, "node_modules/.bin", name);
const go = (tags: string, module: string) => () =>
  must("go", ["install", ...(tags ? ["-tags", tags] : []), module], { GOBIN: join(shared, "go") });
const marked = (mark: string, sql: string) => `-- ${mark}up\n${sql}\n-- ${mark}down\nSELECT 1;\n`;
const INDEX = "CREATE INDEX users_email ON users (email);";
const USERS = "CREATE TABLE users (id bigint PRIMARY KEY, email text);";
const alembic = (id: string, before: string, body: string) =>
  `"""x"""\nfrom alembic import op\nimport sqlalchemy as sa\nrevision = "${id}"\ndown_revision = ${before}\nbranch_labels = None\ndepends_on = None\n\n\ndef upgrade():\n    ${body}\n\n\ndef downgrade():\n    pass\n`;
const pgm = (body: string) => `exports.up = (pgm) => { ${body} };\nexports.down = () => {};\n`;
const knex = (body: string) =>
  `exports.up = (knex) => knex.raw(${JSON.stringify(body)});\nexports.down = async () => {};\n`;
const journal = (...tags: string[]) =>
  JSON.stringify({
    version: "7",
    dialect: "postgresql",
    entries: tags.map((tag, idx) => ({ idx, version: "7", when: 1000 + idx, tag, breakpoints: true })),
  });

const PROJECTS: readonly Project[] = [
  {
    name: "dbmate",
    install: npm("dbmate@2"),
    files: {
      "db/migrations/1_a.sql": marked("migrate:", USERS),
      "db/migrations/2_b.sql": marked("migrate:", "SELECT 1;"),
    },
    command: `DATABASE_URL="$DATABASE_URL?sslmode=disable" ${bin("dbmate")} --no-dump-schema up`,
    more: { "db/migrations/3_c.sql": marked("migrate:", INDEX) },
    finding: "db/migrations/3_c.sql:2",
    broken: { "db/migrations/4_d.sql": marked("migrate:", "SELECT missing;") },
  },
  {
    name: "knex",
    install: npm("knex@3", "pg@8"),
    files: {
      "knexfile.js": `module.exports = { client: "pg", connection: process.env.DATABASE_URL, migrations: { directory: "m" } };`,
      "m/1_a.js": knex(USERS),
    },
    command: `NODE_PATH=${shared}/node_modules ${bin("knex")} migrate:latest`,
    more: { "m/3_c.js": knex(INDEX) },
    finding: undefined,
    broken: { "m/4_d.js": knex("SELECT missing") },
  },
  {
    name: "drizzle",
    install: npm("drizzle-kit@0.31", "drizzle-orm@0.45", "pg@8"),
    files: {
      "drizzle.config.js": `module.exports = { dialect: "postgresql", out: "./drizzle", dbCredentials: { url: process.env.DATABASE_URL } };`,
      "drizzle/0000_a.sql": USERS,
      "drizzle/meta/_journal.json": journal("0000_a"),
    },
    command: `${bin("drizzle-kit")} migrate`,
    more: { "drizzle/0001_c.sql": INDEX, "drizzle/meta/_journal.json": journal("0000_a", "0001_c") },
    finding: "drizzle/0001_c.sql:1",
    broken: {
      "drizzle/0002_d.sql": "SELECT missing;",
      "drizzle/meta/_journal.json": journal("0000_a", "0001_c", "0002_d"),
    },
  },
  {
    name: "node-pg-migrate",
    install: npm("node-pg-migrate@9", "pg@8"),
    files: { "migrations/1_a.cjs": pgm(`pgm.sql(${JSON.stringify(USERS)})`) },
    command: `${bin("node-pg-migrate")} up`,
    more: { "migrations/3_c.cjs": pgm(`pgm.sql(${JSON.stringify(INDEX)})`) },
    finding: undefined,
    broken: { "migrations/4_d.cjs": pgm(`pgm.sql("SELECT missing")`) },
  },
  {
    name: "alembic",
    async install() {
      await must("python3", ["-m", "venv", join(shared, "venv")]);
      await must(join(shared, "venv/bin/pip"), ["install", "-q", "alembic", "psycopg[binary]"]);
    },
    files: {
      "alembic.ini": "[alembic]\nscript_location = alembic\n",
      "alembic/env.py": `import os
from alembic import context
from sqlalchemy import create_engine, pool
url = os.environ.get("DATABASE_URL", "postgresql://u@h/d").replace("postgres://", "postgresql+psycopg://")
if context.is_offline_mode():
    context.configure(url=url, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url, poolclass=pool.NullPool).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
`,
      "alembic/versions/a.py": alembic("a1", "None", `op.execute("${USERS}")`),
    },
    command: `${join(shared, "venv/bin/alembic")} upgrade head`,
    more: { "alembic/versions/c.py": alembic("c3", '"a1"', `op.create_index("users_email", "users", ["email"])`) },
    finding: "alembic c3:3",
    broken: { "alembic/versions/d.py": alembic("d4", '"c3"', 'op.execute("SELECT missing")') },
  },
  {
    name: "goose",
    install: go(
      "no_clickhouse no_libsql no_mssql no_mysql no_sqlite3 no_vertica no_ydb",
      "github.com/pressly/goose/v3/cmd/goose@v3.27.3",
    ),
    files: { "db/00001_a.sql": marked("+goose ", USERS).replace("up", "Up").replace("down", "Down") },
    command: `GOOSE_DRIVER=postgres GOOSE_DBSTRING="$DATABASE_URL" ${join(shared, "go/goose")} -dir db up`,
    more: { "db/00003_c.sql": marked("+goose ", INDEX).replace("up", "Up").replace("down", "Down") },
    finding: "db/00003_c.sql:2",
    broken: { "db/00004_d.sql": marked("+goose ", "SELECT missing;").replace("up", "Up").replace("down", "Down") },
  },
  {
    name: "golang-migrate",
    install: go("postgres", "github.com/golang-migrate/migrate/v4/cmd/migrate@v4.19.1"),
    files: { "db/1_a.up.sql": USERS, "db/1_a.down.sql": "DROP TABLE users;" },
    command: `${join(shared, "go/migrate")} -path db -database "$DATABASE_URL?sslmode=disable" up`,
    more: { "db/3_c.up.sql": INDEX },
    finding: "db/3_c.up.sql:1",
    broken: { "db/4_d.up.sql": "SELECT missing;" },
  },
];

function write(db: Bench, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(db.folder, name)), { recursive: true });
    writeFileSync(join(db.folder, name), text);
  }
}

/** What went otherwise than it should. */
async function prove({ name, files, command, more, finding, broken }: Project): Promise<string[]> {
  const failures: string[] = [];
  const expect = (what: string, holds: boolean, seen: unknown) => {
    if (!holds) failures.push(`${what}: ${typeof seen === "string" ? seen : JSON.stringify(seen)}`);
  };
  const db = await bench();
  try {
    write(db, files);
    // Two at once: the lock of this action is the only one that most of these tools have.
    const both = await Promise.all([db.run({ command }), db.run({ command })]);
    const [first, second] = both.toSorted((a, b) => Number(b.outputs.applied) - Number(a.outputs.applied));
    expect("applies", first?.message === "" && first.outputs.outcome === "applied", first?.message || first?.outputs);
    expect(
      "once",
      second?.message === "" && second.outputs.outcome === "up-to-date",
      second?.message || second?.outputs,
    );
    expect(
      "is recognised and checked",
      first?.report.command.tool === name && first.report.command.checked,
      first?.report.command,
    );
    const password = new URL(db.url).password;
    expect(
      "hides the address",
      !both.some(({ log, summary }) => (log + summary).includes(password)),
      "the password is in the log",
    );
    write(db, more);
    const check = await db.run({ mode: "check", command });
    const found =
      check.report?.findings?.map(({ path, line }: { path: string; line: number }) => `${path}:${line}`) ?? [];
    if (finding === undefined)
      expect("says that its SQL cannot be had", /cannot be had/.test(check.message), check.message);
    else
      expect(
        "finds the index on its line",
        found.length === 1 && found[0] === finding,
        found.length ? found : check.message,
      );
    const third = await db.run({ command });
    expect(
      "applies what was added",
      third.message === "" && third.outputs.outcome === "applied",
      third.message || third.outputs,
    );
    write(db, broken);
    const fourth = await db.run({ command });
    expect("fails with the tool", /ended with [1-9]/.test(fourth.message), fourth.message);
    expect(
      "keeps the lock to itself",
      (
        await db.query(
          "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        )
      ).length === 0,
      "a lock is left",
    );
  } finally {
    await db.close();
  }
  return failures;
}

const results: Record<string, unknown> = {};
let proven = 0;
try {
  writeFileSync(join(shared, "package.json"), "{}");
  for (const project of PROJECTS.filter(({ name }) => !only || only.includes(name))) {
    try {
      await project.install();
    } catch (error) {
      results[project.name] = `left out: it cannot be had (${String(error).split("\n").at(-1)})`;
      console.error(`${project.name}: ${String(error)}`);
      continue;
    }
    const failures = await prove(project);
    results[project.name] = failures.length === 0 ? "proven" : failures;
    if (failures.length === 0) proven++;
    console.error(`${project.name}: ${failures.length === 0 ? "proven" : failures.join("\n  ")}`);
  }
} finally {
  // Go's module cache is read-only, and its programs are all that lies here.
  rmSync(shared, { recursive: true, force: true });
  await stopServer();
}
console.log(JSON.stringify(results, null, 2));
const failed = Object.values(results).some((result) => Array.isArray(result));
process.exitCode = failed || proven < Math.min(3, only?.length ?? 3) ? 1 : 0;
