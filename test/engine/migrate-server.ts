/** Address of a PostgreSQL server, as a superuser, where tests may make databases of their own. */
export async function testServer(): Promise<string> {
  const given = process.env.QUAYSIDE_TEST_POSTGRES;
  if (given) return given;
  throw new Error("QUAYSIDE_TEST_POSTGRES is not set");
}
