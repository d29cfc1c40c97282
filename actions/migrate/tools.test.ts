import { expect, it } from "vitest";
import { recognise } from "./tools.ts";

it.each([
  ["npx prisma migrate deploy", "prisma", "npx prisma migrate status"],
  ["alembic -c db/alembic.ini upgrade head", "alembic", "alembic -c db/alembic.ini current --check-heads"],
  ["python manage.py migrate", "django", "python manage.py migrate --check"],
  ["bin/rails db:migrate", "rails", "bin/rails db:abort_if_pending_migrations"],
  ["dbmate -d db up", "dbmate", "dbmate -d db status --exit-code"],
  ["dbmate --migrations-dir ./migrate migrate", "dbmate", "dbmate --migrations-dir ./migrate status --exit-code"],
  ["npx drizzle-kit migrate", "drizzle", undefined],
  ["npx knex migrate:latest --env production", "knex", undefined],
  ["npx node-pg-migrate up", "node-pg-migrate", undefined],
  ["npx typeorm migration:run -d dist/data-source.js", "typeorm", undefined],
  ["npx sequelize-cli db:migrate", "sequelize", undefined],
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
