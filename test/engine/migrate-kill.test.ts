import { afterAll, expect, it } from "vitest";
import { killCampaign, startRun } from "../fault/migrate-kill.ts";
import { stopServer, testServer } from "./migrate-server.ts";
import { bench, until } from "./migrate-support.ts";

afterAll(stopServer);

// A taste of test/fault/migrate-kill.ts, whose full run is 200 rounds.
it("converges after SIGKILL at any moment", async () => {
  const campaign = await killCampaign(await testServer(), 2, 20261125);
  expect(campaign.failures).toEqual([]);
  expect(campaign.kills).toBeGreaterThanOrEqual(2);
});

it.each([
  ["a long statement", "SELECT pg_sleep(60)"],
  ["a build that waits for others", "CREATE INDEX CONCURRENTLY i ON a (id)"],
])("is free within 2 seconds after SIGKILL in %s", async (_, sql) => {
  const db = await bench({ "1_a.sql": "CREATE TABLE a (id int)" });
  const other = await db.session();
  try {
    await db.run();
    // The build has to wait for this one.
    await other.query("BEGIN; LOCK TABLE a IN ROW EXCLUSIVE MODE");
    db.write({ "2_b.sql": sql });
    const run = startRun(db.url, db.folder);
    const locks =
      "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    await until(
      async () =>
        (await db.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query = '${sql}'`))
          .length > 0,
      "the statement",
    );
    expect((await db.query(locks)).length).toBe(2);
    run.process.kill("SIGKILL");
    await run.ended;
    const killed = performance.now();
    await until(async () => (await db.query(locks)).length === 0, "the locks to be free");
    expect(performance.now() - killed).toBeLessThan(2000);
  } finally {
    await other.end();
    await db.close();
  }
});
