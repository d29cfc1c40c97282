import { randomBytes } from "node:crypto";
import pg from "pg";
import { createContainer, logsOf, removeContainer, startContainer } from "../../toolkit/docker/containers.ts";
import { connect } from "../../toolkit/docker.ts";

let server: Promise<{ url: string; stop: () => Promise<void> }> | undefined;

/**
 * Address of a PostgreSQL server as a superuser, where tests make databases of their own: a container that starts with
 * the first call, or the server that QUAYSIDE_TEST_POSTGRES names.
 */
export async function testServer(): Promise<string> {
  server ??= start();
  return (await server).url;
}

/** Removes the container. */
export async function stopServer(): Promise<void> {
  await (await server)?.stop();
  server = undefined;
}

async function start(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.QUAYSIDE_TEST_POSTGRES;
  if (given) return { url: given, stop: async () => {} };
  const engine = await connect({ env: process.env });
  const password = randomBytes(12).toString("hex");
  const id = await createContainer(engine, {
    name: `quayside-test-migrate-${randomBytes(4).toString("hex")}`,
    image: "postgres:17",
    labels: { "quayside.test": "migrate" },
    env: { POSTGRES_PASSWORD: password },
    command: ["postgres", "-c", "fsync=off", "-c", "max_connections=200"],
    network: "bridge",
    publish: [{ port: 5432, hostIp: "127.0.0.1", hostPort: 0 }],
  });
  const stop = () => removeContainer(engine, id);
  try {
    await startContainer(engine, id);
    const { NetworkSettings: network } = await engine.api.getContainer(id).inspect();
    const url = `postgres://postgres:${password}@127.0.0.1:${network.Ports["5432/tcp"]?.[0]?.HostPort}/postgres`;
    for (const end = Date.now() + 60_000; !(await answers(url)); ) {
      if (Date.now() > end) throw new Error(`PostgreSQL did not start:\n${await logsOf(engine, id, 20)}`);
      await new Promise((done) => setTimeout(done, 100));
    }
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
