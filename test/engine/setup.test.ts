import { createServer } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { ensureBaseImages } from "../../scripts/setup/base-images.ts";
import { ensureEngine } from "../../scripts/setup/engine.ts";
import { BASE_IMAGES } from "../../scripts/setup/image-recipes.ts";
import { ensurePostgres } from "../../scripts/setup/postgres.ts";
import { startRegistry } from "../../scripts/setup/registry.ts";
import { startPostgres, startRegistry as startTestRegistry } from "../../scripts/setup/test-services.ts";
import { cacheDirOf, type SetupWorld } from "../../scripts/setup/world.ts";
import {
  createContainer,
  findContainer,
  listContainers,
  logsOf,
  removeContainer,
  startContainer,
  stopContainer,
  waitForContainer,
} from "../../toolkit/docker/containers.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { removeNetwork } from "../../toolkit/docker/networks.ts";
import { removeVolume } from "../../toolkit/docker/volumes.ts";
import type { Engine } from "../../toolkit/docker.ts";

const lines: string[] = [];
const world: SetupWorld = {
  log: (line) => void lines.push(line),
  env: process.env,
  cacheDir: cacheDirOf(process.env),
  signal: new AbortController().signal,
};
const labels = { "quayside.test": "set-up" };
const unique = (what: string) => `quayside-set-up-${what}-${Date.now().toString(36)}`;

let engine: Engine;
beforeAll(async () => {
  engine = await ensureEngine(world);
  await ensureBaseImages(world, engine);
});
afterAll(async () => {
  for (const container of await listContainers(engine, labels)) await removeContainer(engine, container.id);
});

/** Runs a command in an image to its end. */
async function runIn(image: string, command: string[], user?: string): Promise<{ code: number; text: string }> {
  const name = unique("run");
  const id = await createContainer(engine, {
    name,
    image,
    labels,
    command,
    network: "none",
    ...(user ? { user } : {}),
  });
  try {
    await startContainer(engine, id);
    const code = await waitForContainer(engine, id, world.signal);
    return { code, text: await logsOf(engine, id, 50) };
  } finally {
    await removeContainer(engine, id);
  }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("a machine where all is there is looked over in under a second, without a word", async () => {
  lines.length = 0;
  const began = performance.now();
  const again = await ensureEngine(world);
  const origins = await ensureBaseImages(world, again);
  expect(performance.now() - began).toBeLessThan(1000);
  expect([...origins.values()]).toEqual(["present", "present", "present", "present"]);
  expect(lines).toEqual([]);
});

test("an engine that DOCKER_HOST names and that does not answer is an error, not a reason to start another", async () => {
  const elsewhere = { ...world, env: { ...process.env, DOCKER_HOST: "unix:///nowhere/docker.sock" } };
  await expect(ensureEngine(elsewhere)).rejects.toMatchObject({
    name: "UserError",
    message: expect.stringContaining("unix:///nowhere/docker.sock"),
    hint: expect.stringContaining("DOCKER_HOST"),
  });
});

test("the node image runs Node 24 and npm, as root and as node", async () => {
  expect(await runIn(BASE_IMAGES.node, ["--version"])).toEqual({ code: 0, text: expect.stringMatching(/^v24\./) });
  const { code, text } = await runIn(BASE_IMAGES.node, ["sh", "-c", "id -u && echo $HOME && npm --version"], "node");
  expect({ code, text }).toEqual({ code: 0, text: expect.stringMatching(/^1000\n\/home\/node\n\d+\.\d+/) });
});

test("the haproxy image checks a configuration as the user haproxy", async () => {
  const script =
    "printf 'defaults\\n mode http\\n timeout connect 1s\\n timeout client 1s\\n timeout server 1s\\nfrontend f\\n bind :80\\n' >/tmp/h.cfg && haproxy -c -f /tmp/h.cfg && id -un";
  const { code, text } = await runIn(BASE_IMAGES.haproxy, ["sh", "-c", script]);
  expect({ code, text }).toEqual({ code: 0, text: expect.stringMatching(/haproxy$/) });
});

test("a registry answers, and the second call finds it", async () => {
  const registry = await startTestRegistry(engine, { area: "set-up" });
  onTestFinished(registry.stop);
  const response = await fetch(`http://${registry.address}/v2/`);
  expect(response.status).toBe(200);
  const name = (await findContainer(engine, registry.id))?.name as string;
  const began = performance.now();
  const again = await startRegistry(world, engine, { name, labels, port: 0 });
  expect(again).toEqual({ host: registry.address, id: registry.id });
  expect(performance.now() - began).toBeLessThan(500);
});

test("a registry whose port is taken says which", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await new Promise((listening) => other.once("listening", listening));
  const { port } = other.address() as { port: number };
  const name = unique("taken");
  await expect(startRegistry(world, engine, { name, labels, port })).rejects.toThrow(`127.0.0.1:${port}`);
  expect(await findContainer(engine, name)).toBeUndefined();
});

test("a container of the same name that is not ours is left alone", async () => {
  const name = unique("foreign");
  const id = await createContainer(engine, { name, image: BASE_IMAGES.registry, labels, network: "none" });
  const start = startRegistry(world, engine, { name, labels: { ...labels, "quayside.test": "other" }, port: 0 });
  await expect(start).rejects.toMatchObject({ hint: expect.stringContaining("docker rename") });
  expect((await findContainer(engine, name))?.id).toBe(id);
});

test("PostgreSQL answers by its password only, and keeps data and password over a restart", async () => {
  const name = unique("db");
  const options = { name, labels, network: name, user: "app", volume: name };
  onTestFinished(async () => {
    await removeContainer(engine, name);
    await removeVolume(engine, name);
    await removeNetwork(engine, name);
  });
  const first = await ensurePostgres(world, engine, options);
  await query(first.url, "CREATE TABLE kept AS SELECT 7 AS n");
  const wrong = new URL(first.url);
  wrong.password = "wrong";
  await expect(query(wrong.href, "SELECT 1")).rejects.toThrow(/password/);

  // Process 1 is the server itself, so that a stop is a clean one; the password is in no argument.
  const arguments_ = await execIn(engine, first.id, ["sh", "-c", "tr '\\0' ' ' </proc/1/cmdline; cat /proc/1/comm"]);
  expect(arguments_.stdout).toMatch(/^postgres .*postgres\n$/s);
  expect(arguments_.stdout).not.toContain(new URL(first.url).password);

  const began = performance.now();
  expect(await ensurePostgres(world, engine, options)).toEqual(first);
  expect(performance.now() - began).toBeLessThan(500);

  await stopContainer(engine, first.id, 10_000);
  expect((await findContainer(engine, first.id))?.exitCode).toBe(0);
  const second = await ensurePostgres(world, engine, options);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  expect(await query(second.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);

  // A volume without its container has a password that nobody knows any more.
  await removeContainer(engine, name);
  await expect(ensurePostgres(world, engine, options)).rejects.toMatchObject({
    hint: expect.stringContaining(`docker volume rm ${name}`),
  });
});

test("containers on its network reach PostgreSQL by its name", async () => {
  const server = await startPostgres(engine, { area: "set-up" });
  onTestFinished(server.stop);
  const host = new URL(server.internalUrl).hostname;
  const name = unique("client");
  const command = ["pg_isready", "--host", host, "--timeout", "5"];
  const id = await createContainer(engine, {
    name,
    image: BASE_IMAGES.postgres,
    labels,
    command,
    network: server.network,
  });
  onTestFinished(async () => await removeContainer(engine, id));
  await startContainer(engine, id);
  expect(await waitForContainer(engine, id, world.signal)).toBe(0);
});

test("the entry of the postgres image runs the files of docker-entrypoint-initdb.d, and refuses to start without a password", async () => {
  const script = [
    "printf 'CREATE TABLE made AS SELECT 1;' >/docker-entrypoint-initdb.d/1.sql",
    "printf 'psql -U u -d d -c \"INSERT INTO made VALUES (2)\"' >/docker-entrypoint-initdb.d/2.sh",
    "(docker-entrypoint.sh postgres -c fsync=off &)",
    "for i in $(seq 100); do pg_isready -q -h 127.0.0.1 -U u && break; sleep 0.2; done",
    "PGPASSWORD=p psql -h 127.0.0.1 -U u -d d -Atc 'SELECT count(*) AS made FROM made' | sed s/^/rows=/",
  ].join("\n");
  const withPassword = `export POSTGRES_USER=u POSTGRES_DB=d POSTGRES_PASSWORD=p\n${script}`;
  expect((await runIn(BASE_IMAGES.postgres, ["bash", "-c", withPassword])).text).toMatch(/rows=2$/);
  const without = await runIn(BASE_IMAGES.postgres, ["postgres"]);
  expect(without).toEqual({ code: 1, text: expect.stringContaining("POSTGRES_PASSWORD") });
});
