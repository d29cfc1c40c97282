import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { createPool, databaseProblems, isUnavailable, migrationVersions } from "../../src/db.ts";
import { PostgresUsers } from "../../src/users/postgres-users.ts";
import { EmailTaken } from "../../src/users/users.ts";
import { describeWithDatabase } from "../support/database.ts";

describeWithDatabase("users in PostgreSQL", (database) => {
  let pool: pg.Pool;
  let users: PostgresUsers;

  beforeAll(async () => {
    await database.migrate();
    pool = createPool(readConfig({ DATABASE_URL: database.url }));
    users = new PostgresUsers(pool);
  });

  afterAll(() => pool?.end());

  test("keeps a user with all its fields", async () => {
    const created = await users.create({ name: "Ada", email: "ada@example.com" });
    expect(created).toEqual({
      id: expect.any(Number),
      name: "Ada",
      email: "ada@example.com",
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      updated_at: created.created_at,
    });
    expect(await users.get(created.id)).toEqual(created);
    expect(await users.get(created.id + 1000)).toBeUndefined();
  });

  test("changes only the fields that are given", async () => {
    const { id } = await users.create({ name: "Grace", email: "grace@example.com" });
    expect(await users.update(id, { name: "Grace Hopper" })).toMatchObject({
      name: "Grace Hopper",
      email: "grace@example.com",
    });
    expect(await users.update(id, { email: "hopper@example.com" })).toMatchObject({ name: "Grace Hopper" });
    expect(await users.update(id + 1000, { name: "Nobody" })).toBeUndefined();
  });

  test("an address belongs to one user, whatever its case", async () => {
    await users.create({ name: "Alan", email: "alan@example.com" });
    const { id } = await users.create({ name: "Kay", email: "kay@example.com" });
    await expect(users.create({ name: "Alan", email: "Alan@Example.com" })).rejects.toThrow(EmailTaken);
    await expect(users.update(id, { email: "ALAN@example.com" })).rejects.toThrow(EmailTaken);
  });

  test("lists in pages by id", async () => {
    const first = await users.create({ name: "P1", email: "p1@example.com" });
    const second = await users.create({ name: "P2", email: "p2@example.com" });
    const third = await users.create({ name: "P3", email: "p3@example.com" });
    expect(await users.list({ after: first.id - 1, limit: 2 })).toEqual([first, second]);
    expect(await users.list({ after: second.id, limit: 2 })).toEqual([third]);
  });

  test("removes a user once", async () => {
    const { id } = await users.create({ name: "Gone", email: "gone@example.com" });
    expect(await users.remove(id)).toBe(true);
    expect(await users.remove(id)).toBe(false);
  });

  test("the database refuses what the schemas would have refused", async () => {
    await expect(users.create({ name: "", email: "empty@example.com" })).rejects.toMatchObject({ code: "23514" });
  });

  test("is ready when every migration of this release has been applied, and when there are more", async () => {
    const versions = migrationVersions(new URL("../../migrations/", import.meta.url));
    expect(versions.length).toBeGreaterThan(1);
    expect(await databaseProblems(pool, versions)).toEqual([]);
    expect(await databaseProblems(pool, versions.slice(0, 1))).toEqual([]);
    expect(await databaseProblems(pool, [...versions, "9998", "9999"])).toEqual([
      "database: migrations not applied: 9998, 9999",
    ]);
  });

  test("a server that is not there is told from a statement that is wrong", async () => {
    const nowhere = new pg.Pool({ connectionString: "postgres://u:p@127.0.0.1:1/x" });
    expect(await databaseProblems(nowhere, [])).toEqual(["database: not reachable (ECONNREFUSED)"]);
    expect(isUnavailable(await nowhere.query("SELECT 1").catch((error) => error))).toBe(true);
    expect(isUnavailable(await pool.query("SELEC 1").catch((error) => error))).toBe(false);
    expect(isUnavailable(new Error("timeout exceeded when trying to connect"))).toBe(true);
    await nowhere.end();
  });
});
