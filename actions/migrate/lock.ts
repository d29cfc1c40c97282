import { createHash } from "node:crypto";
import type { Clock } from "../../toolkit/clock.ts";
import { UserError } from "../../toolkit/errors.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { Row, Session } from "./database.ts";

/** The lock that a run holds while it migrates. */
export interface MigrationLock {
  /** Throws a UserError where the lock is no longer held by the session that took it. */
  check(): Promise<void>;
  /** Gives it back; never throws. */
  release(): Promise<void>;
  /** The server's process that holds it. */
  readonly pid: number;
}

/** How to take the lock. */
export interface LockOptions {
  /** What is locked: schema and name of the history table. Locks of PostgreSQL are per database already. */
  name: string;
  clock: Clock;
  signal: AbortSignal;
  /** Milliseconds. */
  wait: number;
  info: (text: string) => void;
  /** Address of GitHub, under which runs are found: `https://github.com`. */
  github?: string | undefined;
}

/** The key of an advisory lock: 64 bits of a hash, so that other users of advisory locks are not met by chance. */
export function lockKey(name: string): bigint {
  return createHash("sha256").update(`quayside ${name}`).digest().readBigInt64BE();
}

/** Milliseconds between two tries. */
export const POLL = 1000;

/**
 * Takes the advisory lock on an idle session of its own. It is tried again and again and never waited for inside of
 * the server: a session that waits holds a snapshot, CREATE INDEX CONCURRENTLY waits for all old snapshots, and the
 * two would wait for each other.
 */
export async function takeLock(session: Session, options: LockOptions): Promise<MigrationLock> {
  const key = lockKey(options.name);
  const half = (value: bigint) => BigInt.asUintN(32, value).toString();
  const where = `locktype = 'advisory' AND classid = ${half(key >> 32n)} AND objid = ${half(key)} AND objsubid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  const { clock } = options;
  const began = clock.elapsed();
  let told = Number.NEGATIVE_INFINITY;
  for (;;) {
    const [row] = await session.query(`SELECT pg_try_advisory_lock(${key}) AS taken`);
    if (row?.taken) break;
    const waited = clock.elapsed() - began;
    const holder = describe(
      (
        await session.query(`SELECT l.pid, a.application_name, a.usename, a.client_addr::text AS address,
          extract(epoch FROM now() - a.backend_start)::int AS seconds,
          to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
        FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid) WHERE ${where} AND granted LIMIT 1`)
      )[0],
      options.github,
    );
    if (waited + POLL > options.wait) {
      throw new UserError(`Another run migrates this database: ${holder}; waited ${formatDuration(waited)}`, {
        hint: "Wait for it to end, or raise wait-for-lock. A killed run gives the lock back within seconds by itself.",
      });
    }
    if (waited - told >= 30_000) {
      told = waited;
      options.info(`Another run migrates this database: ${holder}. Waiting for it.`);
    }
    await clock.sleep(POLL, options.signal);
  }
  const [{ pid } = { pid: 0 }] = await session.query("SELECT pg_backend_pid() AS pid");
  // Asked before each file, so it is planned once.
  const held = `quayside_held_${half(key)}`;
  let prepared = false;
  const ask = async () => {
    if (!prepared) {
      await session.query(
        `PREPARE ${held} AS SELECT 1 FROM pg_locks WHERE ${where} AND granted AND pid = pg_backend_pid() AND pid = ${Number(pid)}`,
      );
    }
    prepared = true;
    return await session.query(`EXECUTE ${held}`);
  };
  return {
    pid: Number(pid),
    async check() {
      // A statement that is not there any more is as good a sign as a lock that is not.
      const rows = session.lost() ? [] : await ask().catch(() => []);
      const lost = session.lost();
      if (rows.length === 1) return;
      throw new UserError("The lock of this run is gone, so another run may be at work: stopped before the next file", {
        hint: lost
          ? "The connection that held it was closed. Run again: it goes on where this one stopped."
          : "A pooler gave the session to somebody else. Use an address that goes straight to the server.",
        ...(lost ? { cause: lost } : {}),
      });
    },
    async release() {
      if (!session.lost()) await session.query(`SELECT pg_advisory_unlock(${key})`).catch(() => {});
    },
  };
}

function describe(row: Row | undefined, github = "https://github.com"): string {
  if (!row) return "its holder has just gone";
  const run = /^quayside run (\d+) of (\S+\/\S+)$/.exec(row.application_name ?? "");
  const name = run ? `${github}/${run[2]}/actions/runs/${run[1]}` : row.application_name || "a session without a name";
  const since =
    row.seconds === null || row.seconds === undefined
      ? ""
      : ` for ${formatDuration(Number(row.seconds) * 1000)}, since ${row.since}`;
  return `${name} (process ${row.pid}${row.usename ? `, user ${row.usename}` : ""}${row.address ? `, from ${row.address}` : ""})${since}`;
}

/**
 * Throws a UserError where a pooler hands out another server session for each transaction: an advisory lock would be
 * left behind on one that somebody else gets. Two open sessions that meet the same server process are the proof.
 */
export async function refuseTransactionPooler(first: Session, second: Session): Promise<void> {
  if ((await backend(first)) === first.handshakePid && (await backend(second)) === second.handshakePid) return;
  const seen = new Set<number>();
  for (const session of [first, second, first, second]) seen.add(await backend(session));
  if (seen.size === 2 && (await backend(first)) !== (await backend(second))) return;
  throw new UserError("The address leads to a pooler in transaction mode, where no lock can be held", {
    hint: "Give the address of the server itself (port 5432, not the pooler's), or a pooler in session mode.",
  });
}

async function backend(session: Session): Promise<number> {
  const [row] = await session.query("SELECT pg_backend_pid() AS pid");
  return Number(row?.pid);
}
