import { createApp } from "./app.ts";
import { followChanges } from "./changes.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { connectionOptions, createPool, createProbePool, databaseProblems, migrationVersions } from "./db.ts";
import { drain, followConnections } from "./drain.ts";
import { createMetrics } from "./metrics.ts";
import { CachedUsers } from "./users/cached-users.ts";
import { PostgresUsers } from "./users/postgres-users.ts";

/** What the service needs from its process; tests pass another. */
export type Host = {
  env: NodeJS.ProcessEnv;
  on(signal: "SIGTERM" | "SIGINT", listener: (signal: string) => void): unknown;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
};

/**
 * Runs the service until SIGTERM or SIGINT, then drains it.
 * @returns the exit code: 0 after an orderly end, 1 where it could not start or the drain took too long.
 */
export async function serve(host: Host): Promise<number> {
  // First of all: a process that is number 1 in a container ignores a signal that nobody listens to.
  const signalled = new Promise<string>((resolve) => {
    host.on("SIGTERM", resolve);
    host.on("SIGINT", resolve);
  });

  let config: Config;
  try {
    config = readConfig(host.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    host.stderr.write(`${error.message}\n`);
    return 1;
  }

  const pool = createPool(config);
  const probe = createProbePool(config);
  const metrics = createMetrics({ process: true });
  const users = new CachedUsers(new PostgresUsers(pool), {
    size: config.cacheSize,
    ttlSeconds: config.cacheTtlSeconds,
    onLookup: (result) => metrics.cacheLookups.inc({ result }),
  });
  metrics.observe("user_cache_entries", "Users in memory", () => users.entries);
  metrics.observe("database_connections", "Open connections to the database", () => pool.totalCount);
  metrics.observe("database_waiting", "Requests that wait for a connection", () => pool.waitingCount);

  const expected = migrationVersions(new URL("../migrations/", import.meta.url));
  const state = { draining: false };
  const app = await createApp({
    users,
    config,
    problems: () => databaseProblems(probe, expected),
    metrics,
    logger: {
      level: config.logLevel,
      stream: host.stdout,
      formatters: { level: (label) => ({ level: label }) },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
    },
    state,
  });
  for (const each of [pool, probe]) each.on("error", (error) => app.log.warn({ err: error }, "idle connection lost"));

  const stop = new AbortController();
  const following = followChanges(connectionOptions(config), users, app.log, stop.signal);
  const release = async () => {
    stop.abort();
    await Promise.all([following, pool.end(), probe.end()]);
  };

  const connections = followConnections(app);
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    host.stderr.write(`Cannot listen on ${config.host}:${config.port} (${(error as NodeJS.ErrnoException).code})\n`);
    await app.close();
    await release();
    return 1;
  }

  const signal = await signalled;
  app.log.info({ signal }, "draining");
  const delayMs = config.drainDelaySeconds * 1000;
  const limitMs = config.shutdownTimeoutSeconds * 1000;
  const done = await drain(app, { state, connections, release, delayMs, limitMs });
  if (done) app.log.info("stopped");
  else app.log.error({ limitSeconds: config.shutdownTimeoutSeconds }, "the drain took too long, connections were cut");
  return done ? 0 : 1;
}
