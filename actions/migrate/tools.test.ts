import { describe, expect, it } from "vitest";
import { recognise } from "./tools.ts";

it.each([
  ["npx prisma migrate deploy", "prisma", "npx prisma migrate status"],
  ["alembic -c db/alembic.ini upgrade head", "alembic", "alembic -c db/alembic.ini current --check-heads"],
  ["python manage.py migrate", "django", "python manage.py migrate --check"],
  ["bin/rails db:migrate", "rails", "bin/rails db:abort_if_pending_migrations"],
  ["dbmate -d db up", "dbmate", "dbmate -d db status --exit-code"],
  ["dbmate --migrations-dir ./migrate migrate", "dbmate", "dbmate --migrations-dir ./migrate status --exit-code"],
  ["npx drizzle-kit migrate", "drizzle", undefined],
  [
    "npx knex migrate:latest --env production",
    "knex",
    'npx knex migrate:list --env production | grep -q "No Pending Migration"',
  ],
  ["npx node-pg-migrate up", "node-pg-migrate", 'npx node-pg-migrate up --dry-run | grep -q "No migrations to run"'],
  ["npx typeorm migration:run -d dist/data-source.js", "typeorm", undefined],
  ["npx sequelize-cli db:migrate", "sequelize", '! npx sequelize-cli db:migrate:status | grep -q "^down"'],
  ["flyway -locations=filesystem:sql migrate", "flyway", "flyway -locations=filesystem:sql validate"],
  ["goose -dir db postgres $DATABASE_URL up", "goose", undefined],
  ["migrate -path db -database $DATABASE_URL up", "golang-migrate", undefined],
])("%s is %s", (command, name, pending) => {
  const tool = recognise(command);
  expect(tool?.name).toBe(name);
  expect(tool?.pending?.(command)).toBe(pending);
});

it("does not take anything else for a tool", () => {
  expect(recognise("./migrate.sh")).toBeUndefined();
  expect(recognise("npx prisma generate")).toBeUndefined();
});

describe("the SQL in a tool's files", () => {
  const written = (command: string) => {
    const sql = recognise(command)?.sql;
    if (!sql || !("pick" in sql)) throw new Error("not in files");
    return sql;
  };

  it.each([
    ["npx prisma migrate deploy", "2024_a/migration.sql", "2024_a"],
    ["npx prisma migrate deploy", "migration_lock.toml", undefined],
    ["dbmate up", "20240101_a.sql", "20240101"],
    ["goose up", "00001_a.sql", "00001"],
    ["goose up", "00001_a.go", undefined],
    ["migrate -path db up", "1_a.up.sql", "1"],
    ["migrate -path db up", "1_a.down.sql", undefined],
    ["flyway migrate", "V1.2__a.sql", "1.2"],
    ["npx drizzle-kit migrate", "0000_a.sql", "0000_a"],
  ])("of %s: %s", (command, path, key) => {
    expect(written(command).pick(path)).toBe(key);
  });

  it("lies where the command says", () => {
    expect(written("dbmate -d my/db up").folders("dbmate -d my/db up")[0]).toBe("my/db");
    expect(written("migrate -path db up").folders("migrate -source file://x/y up")[0]).toBe("x/y");
    expect(written("goose -dir=sql up").folders("goose -dir=sql up")[0]).toBe("sql");
  });

  it("goes forth only, each line where it was", () => {
    expect(written("dbmate up").forth("-- migrate:up\nA;\n-- migrate:down\nB;")).toBe("-- migrate:up\nA;\n\n");
    expect(written("goose up").forth("x\n-- +goose Up\nA;\n-- +goose Down\nB;")).toBe("\n-- +goose Up\nA;\n\n");
  });

  it("is applied where the tool's history says so", () => {
    expect(written("goose up").applied(["0", "1"], "00001", "")).toBe(true);
    expect(written("migrate -path db up").applied(["7"], "8", "")).toBe(false);
    expect(written("migrate -path db up").applied(["7"], "6", "")).toBe(true);
  });

  it("is printed by alembic, revision by revision", async () => {
    const sql = recognise("alembic -c x upgrade head")?.sql;
    if (!sql || !("print" in sql)) throw new Error("not printed");
    const said: string[] = [];
    const files = await sql.print("alembic -c x upgrade head", ["abc"], async (line) => {
      said.push(line);
      return "BEGIN;\n\n-- Running upgrade abc -> def\n\nDROP TABLE t;\n\nUPDATE alembic_version SET version_num='def';\n\nCOMMIT;\n";
    });
    expect(said).toEqual(["alembic -c x upgrade abc:head --sql"]);
    expect(files).toMatchObject([{ path: "alembic def", key: "def" }]);
    expect(files[0]?.text).not.toMatch(/COMMIT|BEGIN/);
  });
});
