import type { World } from "../../toolkit/world.ts";
import { openSession, type Session } from "./database.ts";
import type { MigrateInputs } from "./inputs.ts";
import { type MigrationLock, refuseTransactionPooler, takeLock } from "./lock.ts";
import { freshSession, refuseReadOnly, type ServerFacts, serverFacts } from "./server.ts";
import { type DatabaseUrl, readUrl } from "./url.ts";

/** A database that can be looked at. */
export interface Connection {
  readonly url: DatabaseUrl;
  /** Idle most of the time; holds the lock once it is taken. */
  readonly guard: Session;
  readonly facts: ServerFacts;
  /** Another session on the same server. */
  open(): Promise<Session>;
  /** Ends all sessions, and so gives back their locks. */
  close(): Promise<void>;
}

/** A database that nobody else migrates. */
export interface LockedDatabase {
  /** Runs the statements. */
  readonly work: Session;
  /** The server's process behind it. */
  readonly workPid: number;
  readonly lock: MigrationLock;
}

/** Connects and asks the server what it is. */
export async function connect(inputs: MigrateInputs, world: World): Promise<Connection> {
  const { runner, clock, signal } = world;
  const url = readUrl(inputs.url);
  const sessions: Session[] = [];
  const open = async () => {
    const session = await openSession(url, {
      name: sessionName(runner.env),
      clock,
      signal,
      timeout: inputs.connectTimeout,
      onRetry: (why) => runner.debug(`No connection to ${url.place} yet: ${why}`),
    });
    sessions.push(session);
    return session;
  };
  const close = async () => {
    await Promise.all(sessions.map((session) => session.close()));
  };
  try {
    const guard = await open();
    return { url, guard, facts: await serverFacts(guard), open, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Makes sure that the database takes changes and that nobody else migrates it, and opens the session for the work. */
export async function lockDatabase(
  { guard, facts, open }: Connection,
  inputs: MigrateInputs,
  world: World,
): Promise<LockedDatabase> {
  refuseReadOnly(facts);
  const work = await open();
  await refuseTransactionPooler(guard, work);
  await guard.query(freshSession(facts, { lockTimeout: 5000, statementTimeout: 30_000 }));
  const name = `${inputs.schema}.${inputs.historyTable}`;
  const { clock, signal, runner } = world;
  const github = runner.env.GITHUB_SERVER_URL;
  const options = { clock, signal, wait: inputs.waitForLock, info: runner.info, github };
  const lock = await takeLock(guard, { name, ...options });
  // A run that was killed gives up its lock at once, but the server goes on with its statement until it notices. That
  // session holds this second lock, so nobody begins beside it.
  const { pid } = await takeLock(work, { name: `${name} at work`, ...options });
  return { work, workPid: pid, lock };
}

// PostgreSQL keeps 63 bytes, so the number of the run comes first.
function sessionName(env: World["runner"]["env"]): string {
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  return id && repository ? `quayside run ${id} of ${repository}` : "quayside migrate";
}
