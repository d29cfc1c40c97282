import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, describe } from "vitest";

const url = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
const skip = Boolean(process.env.SKIP_INTEGRATION);
const migrations = new URL("../../migrations/", import.meta.url);

/** The part of a database that one test file has to itself. */
export type TestDatabase = {
  /** Connects to this part alone: its schema comes first on the search path. */
  url: string;
  query: (sql: string, values?: unknown[]) => Promise<pg.QueryResult>;
  /** Applies the migrations and records them as Quayside does. */
  migrate: () => Promise<void>;
};

/**
 * A suite on the PostgreSQL of TEST_DATABASE_URL or DATABASE_URL, in a schema of its own that is dropped afterwards:
 * safe to repeat, and on a database that holds other things. Without a database it fails, unless SKIP_INTEGRATION says
 * to leave it out.
 */
export function describeWithDatabase(name: string, suite: (database: TestDatabase) => void): void {
  if (skip) console.warn(`skipped, because SKIP_INTEGRATION is set: ${name}`);
  describe.skipIf(skip)(name, () => {
    const schema = `sample_app_test_${randomBytes(6).toString("hex")}`;
    const database = {} as TestDatabase;
    let client: pg.Client;

    beforeAll(async () => {
      if (!url) {
        throw new Error(
          "The integration tests need a PostgreSQL: set TEST_DATABASE_URL, for example to postgres://app:sample@127.0.0.1:54320/app " +
            "after `docker compose up -d --wait db`. SKIP_INTEGRATION=1 leaves them out.",
        );
      }
      const own = new URL(url);
      own.searchParams.set("options", `-c search_path=${schema}`);
      client = new pg.Client(own.href);
      await client.connect();
      await client.query(`CREATE SCHEMA ${schema}`);
      Object.assign(database, {
        url: own.href,
        query: (sql: string, values?: unknown[]) => client.query(sql, values),
        migrate: () => migrate(client),
      });
    });

    afterAll(async () => {
      await client?.query(`DROP SCHEMA ${schema} CASCADE`);
      await client?.end();
    });

    suite(database);
  });
}

async function migrate(client: pg.Client): Promise<void> {
  await client.query(`CREATE TABLE quayside_migrations
    (version text PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL)`);
  for (const file of readdirSync(migrations).sort()) {
    await client.query(readFileSync(new URL(file, migrations), "utf8"));
    const values = [file.match(/^\d+/)?.[0], file];
    await client.query("INSERT INTO quayside_migrations VALUES ($1, $2, '', now())", values);
  }
}
