import { startPostgres } from "../../scripts/setup/test-services.ts";
import { connect } from "../../toolkit/docker.ts";

let server: Promise<{ url: string; stop: () => Promise<void> }> | undefined;

/**
 * Address of a PostgreSQL server as a superuser, where tests make databases of their own: the one that the test
 * command has set up (QUAYSIDE_TEST_POSTGRES), else a container that starts with the first call.
 */
export async function testServer(): Promise<string> {
  const given = process.env.QUAYSIDE_TEST_POSTGRES;
  if (given) return given;
  server ??= connect({ env: process.env }).then((engine) => startPostgres(engine, { area: "migrate" }));
  return (await server).url;
}

/** Removes the container, where there is one. */
export async function stopServer(): Promise<void> {
  await (await server)?.stop();
  server = undefined;
}
