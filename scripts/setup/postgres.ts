import { randomBytes } from "node:crypto";
import pg from "pg";
import { makeNetwork } from "../../toolkit/docker/networks.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { BASE_IMAGES } from "./image-recipes.ts";
import { ensureService, waitUntilReady } from "./service.ts";
import type { SetupWorld } from "./world.ts";

/** How a PostgreSQL server is started. */
export interface PostgresOptions {
  /** Name of the container, and the host name under which containers on the network find it. */
  readonly name: string;
  /** Labels of the container, its volume and its network. */
  readonly labels: Readonly<Record<string, string>>;
  /** Docker network that it joins; made where it is not there. */
  readonly network: string;
  /** Name of the superuser, and of the database that is his. */
  readonly user: string;
  /** Name of the volume that keeps the data; without one they go with the container, and nothing is synced to disk. */
  readonly volume?: string;
  /** Port on loopback; the engine chooses where none is given. */
  readonly port?: number;
  /** Further settings of the server: `max_connections=300`. */
  readonly settings?: readonly string[];
}

/** A PostgreSQL server that answers queries. Both addresses hold the password: they are secrets. */
export interface Postgres {
  /** For programs of this machine. */
  readonly url: string;
  /** For containers on the network. */
  readonly internalUrl: string;
  /** Id of the container. */
  readonly id: string;
}

/**
 * A PostgreSQL server in a container; where it runs already, nothing happens. Its password is made up with the container
 * and read back from there, so it is in no file and in no argument.
 *
 * @throws UserError with the server's last lines where it does not come up, and where the volume has another password.
 */
export async function ensurePostgres(world: SetupWorld, engine: Engine, options: PostgresOptions): Promise<Postgres> {
  await makeNetwork(engine, options.network, options.labels);
  const throwaway = options.volume === undefined ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : [];
  const service = await ensureService(
    engine,
    {
      name: options.name,
      image: BASE_IMAGES.postgres,
      labels: options.labels,
      env: {
        POSTGRES_USER: options.user,
        POSTGRES_DB: options.user,
        POSTGRES_PASSWORD: randomBytes(18).toString("base64url"),
        ...(options.volume === undefined ? { POSTGRES_INITDB_ARGS: "--no-sync" } : {}),
      },
      command: ["postgres", ...[...throwaway, ...(options.settings ?? [])].flatMap((setting) => ["-c", setting])],
      network: options.network,
      publish: [{ port: 5432, hostIp: "127.0.0.1", hostPort: options.port ?? 0 }],
      volumes: options.volume === undefined ? [] : [{ name: options.volume, target: "/var/lib/postgresql/data" }],
      // Without a volume it belongs to tests: those are not to come back with the engine.
      restart: options.volume === undefined ? "no" : "unless-stopped",
    },
    world.signal,
  );
  const {
    POSTGRES_USER: user = "postgres",
    POSTGRES_DB: database = user,
    POSTGRES_PASSWORD: password = "",
  } = service.env;
  const at = (host: string) => `postgres://${user}:${password}@${host}/${database}`;
  const url = at(`127.0.0.1:${service.ports["5432/tcp"]}`);
  await waitUntilReady(engine, service.id, {
    name: options.name,
    limit: 60_000,
    signal: world.signal,
    ready: async () => await answers(url, options),
  });
  if (!service.already) world.log(`PostgreSQL: 127.0.0.1:${service.ports["5432/tcp"]}`);
  return { url, internalUrl: at(`${options.name}:5432`), id: service.id };
}

async function answers(url: string, options: PostgresOptions): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 2000 });
  // A server that is shut down between two of our calls ends the connection by itself; that is an answer as well.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code !== "28P01") return false;
    // No wait helps here: the data folder was made with a password that went with an earlier container.
    throw new UserError(`${options.name} refuses its own password: ${messageOf(error)}`, {
      hint:
        options.volume === undefined
          ? `docker rm -f ${options.name} lets the next run make it anew.`
          : `Its volume is of an earlier container. Its data go with: docker rm -f ${options.name} && docker volume rm ${options.volume}`,
      cause: error,
    });
  } finally {
    await client.end().catch(() => {});
  }
}
