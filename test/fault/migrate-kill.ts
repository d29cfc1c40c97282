/**
 * Kills runs of migrate with SIGKILL at random moments and runs it again: history, schema and data must be those of a
 * run that nobody disturbed. `node test/fault/migrate-kill.ts --rounds 200 --seed 1`, with the address of a server
 * where databases may be made in QUAYSIDE_TEST_POSTGRES, or a container that it starts itself.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { stopServer, testServer } from "../engine/migrate-server.ts";
import { randomFrom } from "../support/random.ts";

/** Transactional files, builds that cannot be, data moves that must happen once, and files that mix them. */
const FILES: Readonly<Record<string, string>> = {
  "01_tables.sql": `CREATE TABLE account (id int PRIMARY KEY, email text NOT NULL, balance int NOT NULL);
    INSERT INTO account SELECT i, 'user' || i || '@example.com', 100 FROM generate_series(1, 20000) i;`,
  "02_indexes.sql": `CREATE UNIQUE INDEX CONCURRENTLY account_email ON account (email);
    CREATE INDEX CONCURRENTLY account_balance ON account (balance);`,
  "03_move.sql": `UPDATE account SET balance = balance + 1; UPDATE account SET balance = balance * 2;`,
  "04_mixed.sql": `INSERT INTO account SELECT i, 'late' || i, 0 FROM generate_series(30001, 31000) i;
    CREATE INDEX CONCURRENTLY account_lower ON account (lower(email));
    UPDATE account SET balance = balance + 5;
    VACUUM account;
    INSERT INTO account VALUES (40000, 'once', 7);
    DROP INDEX CONCURRENTLY account_balance;
    REINDEX INDEX CONCURRENTLY account_lower;`,
  "05_parts.sql": `CREATE TABLE log (day int, line text) PARTITION BY RANGE (day);
    CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (1) TO (2);
    CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM (2) TO (3);
    INSERT INTO log SELECT 1 + i % 2, 'x' FROM generate_series(1, 1000) i;`,
  "06_detach.sql": "ALTER TABLE log DETACH PARTITION log_1 CONCURRENTLY; UPDATE log_1 SET line = line || 'y';",
  "07_check.sql": "ALTER TABLE account ADD CONSTRAINT positive CHECK (balance >= 0) NOT VALID;",
  "08_validate.sql": "ALTER TABLE account VALIDATE CONSTRAINT positive;",
};

/** Everything that must be equal: definitions, validity, data, and the history without its times. */
const STATE = `
  SELECT 'index' AS what, format('%s %s %s', pg_get_indexdef(indexrelid), indisvalid, indisready) AS text
    FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL SELECT 'column', format('%s.%s %s %s', attrelid::regclass, attname, atttypid::regtype, attnotnull)
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0
  UNION ALL SELECT 'constraint', format('%s %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'partition', format('%s of %s %s', inhrelid::regclass, inhparent::regclass, inhdetachpending) FROM pg_inherits
    JOIN pg_class c ON c.oid = inhparent WHERE c.relkind = 'p'
  UNION ALL SELECT 'account', format('%s %s %s', count(*), sum(balance), md5(string_agg(id || email || balance, ',' ORDER BY id))) FROM account
  UNION ALL SELECT 'log', format('%s %s', count(*), string_agg(DISTINCT line, ',')) FROM log
  UNION ALL SELECT 'log_1', format('%s %s', count(*), string_agg(DISTINCT line, ',')) FROM log_1
  UNION ALL SELECT 'history', format('%s %s %s %s %s %s %s', version, name, checksum, state, statements, done, in_flight) FROM quayside_migrations
  ORDER BY 1, 2`;

/** How a campaign ended. */
export interface Campaign {
  rounds: number;
  kills: number;
  /** Kills after which the history showed a file half done, or a session was still at work. */
  midFile: number;
  /** Longest time in milliseconds from a kill until the next run held the lock and had ended. */
  slowestRecovery: number;
  failures: string[];
}

/** Runs a campaign of kills on a server. The same seed kills at the same moments of the clock. */
export async function killCampaign(
  server: string,
  rounds: number,
  seed: number,
  info = (_: string) => {},
): Promise<Campaign> {
  const random = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), "migrate-kill-"));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  const admin = new pg.Client(server);
  await admin.connect();
  const campaign: Campaign = { rounds, kills: 0, midFile: 0, slowestRecovery: 0, failures: [] };
  try {
    const calm = await inDatabase(admin, server, "calm", async (url) => {
      const child = startRun(url, folder);
      await child.ready;
      const began = performance.now();
      const { code, log } = await child.ended;
      if (code !== 0) throw new Error(`the undisturbed run failed:\n${log}`);
      return { state: await stateOf(url), milliseconds: performance.now() - began };
    });
    info(`undisturbed: ${Math.round(calm.milliseconds)} ms`);
    for (let round = 1; round <= rounds; round++) {
      await inDatabase(admin, server, `r${round}`, async (url) => {
        let killed = 0;
        for (let kills = 1 + Math.floor(random() * 3); kills > 0; kills--) {
          const child = startRun(url, folder);
          await child.ready;
          await new Promise((done) => setTimeout(done, random() * calm.milliseconds));
          child.process.kill("SIGKILL");
          await child.ended;
          killed = performance.now();
          campaign.kills++;
        }
        if (await halfDone(url)) campaign.midFile++;
        const { code, log } = await startRun(url, folder).ended;
        campaign.slowestRecovery = Math.max(campaign.slowestRecovery, performance.now() - killed);
        const state = code === 0 ? await stateOf(url) : "";
        if (code !== 0) campaign.failures.push(`round ${round}: the next run failed:\n${log}`);
        else if (state !== calm.state)
          campaign.failures.push(`round ${round}: another state:\n${difference(calm.state, state)}`);
      });
      if (round % 10 === 0) info(`${round} rounds, ${campaign.kills} kills, ${campaign.failures.length} failures`);
    }
  } finally {
    await admin.end();
    rmSync(folder, { recursive: true });
  }
  return campaign;
}

async function inDatabase<T>(
  admin: pg.Client,
  server: string,
  name: string,
  body: (url: string) => Promise<T>,
): Promise<T> {
  const database = `kill_${process.pid}_${name}`;
  await admin.query(`CREATE DATABASE ${database}`);
  try {
    return await body(server.replace(/\/[^/?]*(\?|$)/, `/${database}$1`));
  } finally {
    await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
  }
}

/** Starts a run in a process of its own; `ready` is when its work begins. */
export function startRun(url: string, folder: string) {
  const child: ChildProcess = spawn(
    process.execPath,
    ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", join(import.meta.dirname, "support/migrate-child.ts"), folder],
    { env: { ...process.env, DATABASE_URL: url }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let log = "";
  child.stderr?.on("data", (data) => {
    log += data;
  });
  const ended = new Promise<{ code: number | null; log: string }>((done) =>
    child.on("close", (code) => done({ code, log })),
  );
  const ready = Promise.race([new Promise((done) => child.stdout?.once("data", done)), ended]);
  return { process: child, ready, ended };
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function stateOf(url: string): Promise<string> {
  return (await ask(url, STATE)).map(({ what, text }) => `${what}: ${text}`).join("\n");
}

async function halfDone(url: string): Promise<boolean> {
  const busy = await ask(
    url,
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'",
  );
  const [history] = await ask(url, "SELECT to_regclass('quayside_migrations') IS NOT NULL AS there");
  const running = history?.there ? await ask(url, "SELECT 1 FROM quayside_migrations WHERE state = 'running'") : [];
  return busy.length + running.length > 0;
}

function difference(a: string, b: string): string {
  const [left, right] = [a.split("\n"), b.split("\n")];
  return [
    ...left.filter((line) => !right.includes(line)).map((line) => `- ${line}`),
    ...right.filter((line) => !left.includes(line)).map((line) => `+ ${line}`),
  ].join("\n");
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: "string" }, seed: { type: "string" } } });
  const campaign = await killCampaign(
    await testServer(),
    Number(values.rounds ?? 200),
    Number(values.seed ?? 1),
    console.log,
  );
  await stopServer();
  console.log(JSON.stringify(campaign, null, 2));
  process.exitCode = campaign.failures.length === 0 ? 0 : 1;
}
