import { readFileSync } from "node:fs";
import type { Connection } from "mysql2/promise";
import { codeOf, messageOf, throwIfAborted, UserError } from "../../../toolkit/errors.ts";
import { retry } from "../../../toolkit/retry.ts";
import { runUrl } from "../../../toolkit/run-url.ts";
import { formatDuration } from "../../../toolkit/units.ts";
import type { World } from "../../../toolkit/world.ts";
import type { AppliedFile } from "../apply.ts";
import type { Row, ServerError } from "../database.ts";
import type { SchemaObject } from "../drift.ts";
import type { Engine } from "../engine.ts";
import type { HistoryRow } from "../history.ts";
import type { MigrateInputs } from "../inputs.ts";
import { lockKey, POLL } from "../lock.ts";
import { applyPlain } from "../plain/apply.ts";
import { PlainHistory } from "../plain/history.ts";
import type { PlainSession } from "../plain/session.ts";
import type { Operation, Plan, Problem } from "../plan.ts";
import { type MysqlUrl, readMysqlUrl } from "./url.ts";

interface Facts {
  version: string;
  maria: boolean;
  readOnly: boolean;
}

/** What mysql2 throws. */
interface MysqlError extends Error {
  errno?: number;
  sqlState?: string;
  sqlMessage?: string;
}

/** Connects to a MySQL or MariaDB server, and tries again for as long as it is starting. */
export async function connectMysql(inputs: MigrateInputs, world: World): Promise<Engine> {
  const url = readMysqlUrl(inputs.url);
  const guard = await open(url, inputs, world);
  try {
    const [row = {}] = await ask(
      guard,
      "SELECT version() AS version, @@global.read_only AS ro, concat('', version()) LIKE '%MariaDB%' AS maria",
    );
    const facts = { version: String(row.version), maria: Boolean(row.maria), readOnly: Number(row.ro) !== 0 };
    return new MysqlEngine(url, facts, guard, inputs, world);
  } catch (error) {
    guard.destroy();
    throw error;
  }
}

class MysqlEngine implements Engine {
  readonly place: string;
  readonly server: string;
  readonly major: number;
  readonly #url: MysqlUrl;
  readonly #facts: Facts;
  readonly #guard: Connection;
  readonly #inputs: MigrateInputs;
  readonly #world: World;
  readonly #key: string;
  #work: Connection | undefined;
  #holder = 0;

  constructor(url: MysqlUrl, facts: Facts, guard: Connection, inputs: MigrateInputs, world: World) {
    this.#url = url;
    this.#facts = facts;
    this.#guard = guard;
    this.#inputs = inputs;
    this.#world = world;
    this.place = url.place;
    this.server = `${facts.maria ? "MariaDB" : "MySQL"} ${/^[\d.]+/.exec(facts.version)?.[0] ?? facts.version}`;
    this.major = Number.parseInt(facts.version, 10);
    // Names of these locks are the server's, not the database's, and take 64 characters.
    this.#key = `quayside ${lockKey(`${url.database}.${inputs.historyTable}`)}`;
  }

  async history(): Promise<HistoryRow[]> {
    const history = this.#history(this.#guard);
    return (await history.exists()) ? await history.read() : [];
  }

  async lock(): Promise<void> {
    if (this.#facts.readOnly && !(await this.#mayWriteAnyway())) {
      throw new UserError("The server takes no changes: it is a replica, or read-only by its settings", {
        hint: "Give the address of the primary server in the input url.",
      });
    }
    this.#work = await open(this.#url, this.#inputs, this.#world);
    this.#holder = await this.#take(this.#guard, this.#key);
    // A run that was killed loses its first lock at once; while its statement still runs, the second one is held.
    await this.#take(this.#work, `${this.#key} work`);
  }

  // Kept for as long as the session lives. It is tried again and again, so that a wait can be told of and stopped.
  async #take(session: Connection, name: string): Promise<number> {
    const { clock, signal, runner } = this.#world;
    const began = clock.elapsed();
    let told = Number.NEGATIVE_INFINITY;
    for (;;) {
      const [row = {}] = await ask(session, "SELECT get_lock(?, 0) AS taken, connection_id() AS id", [name]);
      if (Number(row.taken) === 1) return Number(row.id);
      const waited = clock.elapsed() - began;
      const [holder = {}] = await ask(
        session,
        "SELECT is_used_lock(?) AS id, (SELECT concat(user, ' from ', host, ' for ', time, ' s') FROM information_schema.processlist WHERE id = is_used_lock(?)) AS who",
        [name, name],
      );
      const who = `session ${holder.id ?? "?"}${holder.who ? ` (${holder.who})` : ""}`;
      if (waited + POLL > this.#inputs.waitForLock) {
        throw new UserError(`Another run migrates this database: ${who}; waited ${formatDuration(waited)}`, {
          hint: "Wait for it to end, or raise wait-for-lock. A killed run gives the lock back by itself, at the latest when its statement has ended.",
        });
      }
      if (waited - told >= 30_000) {
        told = waited;
        runner.info(`Another run migrates this database: ${who}. Waiting for it.`);
      }
      await clock.sleep(POLL, signal);
    }
  }

  async #mayWriteAnyway(): Promise<boolean> {
    const grants = await ask(this.#guard, "SHOW GRANTS");
    return grants.some((row) =>
      /ALL PRIVILEGES ON \*\.\*|\bSUPER\b|READ[_ ]ONLY ADMIN/i.test(String(Object.values(row)[0])),
    );
  }

  async checkLock(): Promise<void> {
    const rows = await ask(this.#guard, "SELECT is_used_lock(?) AS id, connection_id() AS me", [this.#key]).catch(
      () => [],
    );
    if (rows.length === 1 && Number(rows[0]?.id) === this.#holder && Number(rows[0]?.me) === this.#holder) return;
    throw new UserError("The lock of this run is gone, so another run may be at work: stopped before the next file", {
      hint: "The connection that held it was closed, or a pooler gave it to somebody else. Run again: it goes on where this one stopped.",
    });
  }

  // The server's parser says what is no SQL; that a table is not there yet is nothing against a later statement.
  async examine(operations: readonly Operation[]): Promise<Problem[]> {
    const problems: Problem[] = [];
    for (const { file, statements } of operations) {
      for (const { sql, line, column } of statements) {
        try {
          await ask(this.#guard, `PREPARE quayside_check FROM ${quoted(sql)}`);
          await ask(this.#guard, "DEALLOCATE PREPARE quayside_check");
        } catch (error) {
          const { errno, sqlMessage = messageOf(error) } = error as MysqlError;
          if (errno !== 1064) continue;
          const inside = Number(/ at line (\d+)$/.exec(sqlMessage)?.[1] ?? 1);
          problems.push({
            kind: "syntax",
            path: file.path,
            line: line + inside - 1,
            column: inside === 1 ? column : 1,
            message: sqlMessage.replace(
              /^You have an error in your SQL syntax; check the manual [^;]*? for the right syntax to use /,
              "syntax error ",
            ),
            hint: "Mend the SQL; nothing has been applied.",
          });
        }
      }
    }
    return problems;
  }

  async adopt({ baseline, rebaseline }: Plan): Promise<void> {
    const history = this.#history(this.#guard);
    if (!(await history.exists())) await history.create();
    await ask(this.#guard, "START TRANSACTION");
    for (const file of baseline) await history.record(file, "baseline", 0, 0);
    const rows = rebaseline.length > 0 ? await history.read() : [];
    for (const file of rebaseline) {
      const version = rows.find((row) => BigInt(row.version) === BigInt(file.version))?.version;
      await history.rebaseline(file, version ?? file.version);
    }
    await ask(this.#guard, "COMMIT");
  }

  async apply(operations: readonly Operation[], onApplied: (file: AppliedFile) => void): Promise<void> {
    const work = this.#work;
    if (!work) throw new Error("the lock is not held");
    const { signal } = this.#world;
    const [row = {}] = await ask(work, "SELECT connection_id() AS id");
    let timer: NodeJS.Timeout | undefined;
    // Again and again, since a request that comes between two statements ends nothing.
    const cancel = () => void ask(this.#guard, `KILL QUERY ${Number(row.id)}`).catch(() => {});
    const onAbort = () => {
      cancel();
      timer = setInterval(cancel, 250);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      await applyPlain(operations, {
        session: this.#session(work),
        history: this.#history(work),
        world: this.#world,
        retries: this.#inputs.lockRetries,
        checkLock: () => this.checkLock(),
        onApplied,
      });
    } finally {
      clearInterval(timer);
      signal.removeEventListener("abort", onAbort);
    }
  }

  async estimatedRows(tables: readonly string[]): Promise<Map<string, number>> {
    const rows = await ask(
      this.#guard,
      "SELECT table_name AS name, table_rows AS n FROM information_schema.tables WHERE table_schema = database() AND table_rows IS NOT NULL",
    );
    return new Map(
      rows.filter(({ name }) => tables.includes(String(name))).map(({ name, n }) => [String(name), Number(n)]),
    );
  }

  async invalidIndexes(): Promise<string[]> {
    return [];
  }

  async snapshot(): Promise<SchemaObject[]> {
    const rows = await ask(
      this.#guard,
      `SELECT 'table' AS kind, table_name AS name, concat_ws(' ', table_type, engine, table_collation) AS definition
         FROM information_schema.tables WHERE table_schema = database() AND table_name <> ?
       UNION ALL SELECT 'column', concat(table_name, '.', column_name), concat_ws(' ', column_type, collation_name,
           IF(is_nullable = 'NO', 'NOT NULL', NULL), concat('DEFAULT ', column_default), nullif(extra, ''))
         FROM information_schema.columns WHERE table_schema = database() AND table_name <> ?
       UNION ALL SELECT 'index', concat(table_name, '.', index_name), concat(IF(non_unique, '', 'UNIQUE '), index_type, ' (',
           group_concat(concat(column_name, coalesce(concat('(', sub_part, ')'), '')) ORDER BY seq_in_index), ')')
         FROM information_schema.statistics WHERE table_schema = database() AND table_name <> ?
         GROUP BY table_name, index_name, non_unique, index_type
       UNION ALL SELECT 'constraint', concat(k.table_name, '.', k.constraint_name), concat('FOREIGN KEY (',
           group_concat(k.column_name ORDER BY k.ordinal_position), ') REFERENCES ', k.referenced_table_name, ' (',
           group_concat(k.referenced_column_name ORDER BY k.ordinal_position), ') ', r.update_rule, ' ', r.delete_rule)
         FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r
           ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
         WHERE k.table_schema = database() AND k.referenced_table_name IS NOT NULL
         GROUP BY k.table_name, k.constraint_name, k.referenced_table_name, r.update_rule, r.delete_rule
       UNION ALL SELECT 'view', table_name, view_definition FROM information_schema.views WHERE table_schema = database()
       UNION ALL SELECT 'trigger', trigger_name, concat_ws(' ', action_timing, event_manipulation, event_object_table, action_statement)
         FROM information_schema.triggers WHERE trigger_schema = database()
       UNION ALL SELECT 'routine', routine_name, concat_ws(' ', routine_type, routine_definition)
         FROM information_schema.routines WHERE routine_schema = database()
       ORDER BY 1, 2`,
      [this.#inputs.historyTable, this.#inputs.historyTable, this.#inputs.historyTable],
    );
    const database = `\`${this.#url.database}\`.`;
    return rows.map(({ kind, name, definition }) => ({
      kind: String(kind),
      name: String(name),
      // The server writes views with the name of the database in front of every table.
      definition: String(definition).replaceAll(database, ""),
    }));
  }

  async recorded({ table, sql }: { table: string; sql: string }): Promise<string[]> {
    const name = table.replaceAll('"', "");
    const rows = await ask(
      this.#guard,
      "SELECT 1 FROM information_schema.tables WHERE table_schema = database() AND table_name = ?",
      [name],
    );
    if (rows.length === 0) return [];
    return (await ask(this.#guard, sql.replaceAll('"', "`"))).map(({ version }) => String(version));
  }

  async close(): Promise<void> {
    this.#guard.destroy();
    this.#work?.destroy();
  }

  #history(connection: Connection): PlainHistory {
    return new PlainHistory(this.#session(connection), this.#inputs.historyTable, runUrl(this.#world.runner.env));
  }

  #session(connection: Connection): PlainSession {
    const { lockTimeout, statementTimeout } = this.#inputs;
    const seconds = Math.max(1, Math.round(lockTimeout / 1000)) || 31_536_000;
    const query = (sql: string, values?: readonly (string | number | null)[]) => ask(connection, sql, values);
    return {
      query,
      now: "utc_timestamp(3)",
      createTable: (table) => `CREATE TABLE IF NOT EXISTS ${table} (
        version varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        name text NOT NULL, file text NOT NULL, checksum varchar(80) NOT NULL, state varchar(10) NOT NULL,
        statements int NOT NULL, done longtext NOT NULL, in_flight int,
        started_at datetime(3) NOT NULL, applied_at datetime(3), duration_ms bigint NOT NULL,
        run text NOT NULL, position bigint NOT NULL AUTO_INCREMENT UNIQUE) ENGINE=InnoDB CHARACTER SET utf8mb4`,
      columns: async (table) =>
        (
          await query(
            "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = database() AND table_name = ?",
            [table],
          )
        ).map(({ name }) => String(name)),
      async fresh() {
        // What an earlier file has SET goes back to what the server gives a new session.
        await query("ROLLBACK");
        await query(
          "SET SESSION sql_mode = @@global.sql_mode, foreign_key_checks = @@global.foreign_key_checks, unique_checks = @@global.unique_checks, time_zone = @@global.time_zone, autocommit = 1",
        );
        await query(`SET SESSION lock_wait_timeout = ${lockTimeout === 0 ? 31_536_000 : seconds}`);
        await query(`SET SESSION innodb_lock_wait_timeout = ${lockTimeout === 0 ? 1_073_741_824 : seconds}`);
        // MySQL limits SELECT only, MariaDB all statements.
        await query("SET SESSION max_statement_time = ?", [statementTimeout / 1000]).catch(() =>
          query(`SET SESSION max_execution_time = ${statementTimeout}`),
        );
      },
      begin: async () => void (await query("START TRANSACTION")),
      commit: async () => void (await query("COMMIT")),
      rollback: async () => void (await query("ROLLBACK")),
      said(error): ServerError | undefined {
        const { sqlMessage, sqlState = "" } = error as MysqlError;
        return sqlMessage === undefined ? undefined : { message: sqlMessage, sqlstate: sqlState };
      },
      transient: (error) => TRANSIENT.has((error as MysqlError | undefined)?.errno ?? 0),
      completed: (error) => ALREADY.has((error as MysqlError).errno ?? 0),
      hint: (error) => HINTS[(error as MysqlError).errno ?? 0] ?? "",
      lost: () =>
        (connection as unknown as { connection: { _closing?: boolean } }).connection._closing === true ||
        gone.has(connection),
    };
  }
}

/** Lock wait timeout, deadlock. */
const TRANSIENT = new Set([1205, 1213]);

/** There already, or gone already: database, table, column, key, foreign key, routine, trigger, event, view. */
const ALREADY = new Set([
  1007, 1008, 1050, 1051, 1060, 1061, 1091, 1304, 1305, 1359, 1360, 1537, 1539, 1826, 4092, 3822, 3821,
]);

const HINTS: Readonly<Record<number, string>> = {
  1205: "Other sessions kept the lock all the time: look for long transactions, or raise lock-timeout or lock-retries.",
  1969: "It ran longer than statement-timeout allows: raise it, or do the work in smaller steps.",
  3024: "It ran longer than statement-timeout allows: raise it, or do the work in smaller steps.",
  1142: "The user of the url has not the right to do this: grant it, or give another user.",
  1044: "The user of the url has not the right to do this: grant it, or give another user.",
  1227: "The user of the url has not the right to do this: grant it, or give another user.",
  1114: "The table or the disk is full: make room, and run again.",
  1021: "The server's disk is full: make room, and run again.",
};

/** Connections that the server has closed. */
const gone = new WeakSet<Connection>();

async function ask(connection: Connection, sql: string, values?: readonly (string | number | null)[]): Promise<Row[]> {
  const [rows] = await connection.query(sql, values ? [...values] : undefined);
  return Array.isArray(rows) ? (rows as Row[]) : [];
}

/** A text for SQL, whatever the mode of the server says of backslashes: as bytes. */
const quoted = (text: string): string => `_utf8mb4 x'${Buffer.from(text).toString("hex")}'`;

/** Codes that go away when a server has started. */
const STARTING = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENOENT",
  "PROTOCOL_CONNECTION_LOST",
  "ER_CON_COUNT_ERROR",
]);

async function open(url: MysqlUrl, inputs: MigrateInputs, world: World): Promise<Connection> {
  const { clock, signal, runner } = world;
  const { createConnection } = await import("mysql2/promise");
  const end = clock.elapsed() + inputs.connectTimeout;
  try {
    return await retry(
      async () => {
        const connection = await createConnection({
          ...(url.socket ? { socketPath: url.socket } : { host: url.host, port: url.port }),
          user: url.user,
          password: url.password,
          database: url.database,
          charset: "utf8mb4",
          dateStrings: true,
          supportBigNumbers: true,
          enableKeepAlive: true,
          connectTimeout: Math.max(1000, end - clock.elapsed()),
          connectAttributes: { program_name: "quayside migrate" },
          ...(url.tls
            ? {
                ssl: {
                  rejectUnauthorized: url.tls.verify,
                  verifyIdentity: url.tls.verify,
                  ...(url.tls.authorities ? { ca: readFileSync(url.tls.authorities, "utf8") } : {}),
                },
              }
            : {}),
        });
        connection.on("error", () => void gone.add(connection));
        return connection;
      },
      {
        attempts: 1000,
        base: 250,
        cap: 2000,
        clock,
        signal,
        transient: (error) => STARTING.has(codeOf(error) ?? "") && clock.elapsed() < end,
        onRetry: (error) => runner.debug(`No connection to ${url.place} yet: ${messageOf(error)}`),
      },
    );
  } catch (error) {
    throwIfAborted(signal);
    if (error instanceof UserError) throw error;
    throw new UserError(`No connection to ${url.place} as ${url.user}: ${messageOf(error)}`, {
      hint: hintFor(error, url),
      cause: error,
    });
  }
}

function hintFor(error: unknown, url: MysqlUrl): string {
  const code = codeOf(error) ?? "";
  if (code === "ER_ACCESS_DENIED_ERROR" || code === "ER_ACCESS_DENIED_NO_PASSWORD_ERROR")
    return "User or password is wrong, or the user may not come from this host: check the secret that the input url comes from.";
  if (code === "ER_BAD_DB_ERROR")
    return `There is no database "${url.database}" on that server: create it, or mend the url.`;
  if (code === "ER_DBACCESS_DENIED_ERROR") return `The user may not use the database "${url.database}": grant it.`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return "The name of the host is not known here: check it, and the network of the job.";
  if (code === "ECONNREFUSED" || code === "ENOENT")
    return "Nothing listens there: check host and port, and that the server has started.";
  if (code === "HANDSHAKE_NO_SSL_SUPPORT")
    return "The server speaks no TLS: set ssl-mode=DISABLED if the network is trusted.";
  if (/CERT|SIGNED|ALTNAME/i.test(code + messageOf(error)))
    return "The certificate of the server could not be checked: give its authority as ssl-ca=FILE in the url, and the name that it has.";
  return "Check host, port and the network between this job and the server.";
}
