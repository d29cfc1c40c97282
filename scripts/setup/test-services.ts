import { randomBytes } from "node:crypto";
import { removeContainer } from "../../toolkit/docker/containers.ts";
import { removeNetwork } from "../../toolkit/docker/networks.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { ensurePostgres, type PostgresOptions } from "./postgres.ts";
import { type RegistryOptions, startRegistry as start } from "./registry.ts";
import { cacheDirOf, type SetupWorld } from "./world.ts";

/** A server that one test file has to itself. */
export interface TestService {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** Id of the container. */
  readonly id: string;
  /** Removes it with its data. */
  stop(): Promise<void>;
}

/** Starts a registry under a name of its own, on a port that the engine chooses. */
export async function startRegistry(
  engine: Engine,
  options: Pick<RegistryOptions, "env"> & { area?: string } = {},
): Promise<TestService> {
  const { name, labels } = identity("registry", options.area);
  const { host, id } = await start(quiet(), engine, { name, labels, port: 0, ...options });
  return { address: host, id, stop: async () => await removeContainer(engine, id) };
}

/** Starts a PostgreSQL server under a name of its own, with a network of the same name and nothing synced to disk. */
export async function startPostgres(
  engine: Engine,
  options: Pick<PostgresOptions, "settings"> & { area?: string } = {},
): Promise<TestService & { url: string; internalUrl: string; network: string }> {
  const { name, labels } = identity("postgres", options.area);
  const server = await ensurePostgres(quiet(), engine, { name, labels, network: name, user: "quayside", ...options });
  return {
    address: new URL(server.url).host,
    id: server.id,
    url: server.url,
    internalUrl: server.internalUrl,
    network: name,
    stop: async () => {
      await removeContainer(engine, server.id);
      await removeNetwork(engine, name);
    },
  };
}

function identity(kind: string, area = "setup"): { name: string; labels: Record<string, string> } {
  return { name: `quayside-test-${kind}-${randomBytes(4).toString("hex")}`, labels: { "quayside.test": area } };
}

function quiet(): SetupWorld {
  return {
    log: () => {},
    signal: new AbortController().signal,
    env: process.env,
    cacheDir: cacheDirOf(process.env),
  };
}
