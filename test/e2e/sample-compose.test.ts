/** The commands of sample-app/README.md, one after the other, as they stand there but for the ports. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureCompose } from "../../scripts/setup/buildx.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { run } from "../../toolkit/process.ts";
import { freePort } from "../support/free-port.ts";

const cwd = join(import.meta.dirname, "../../sample-app");
const LIMIT = 300_000;
const { signal } = new AbortController();
const compose = await ensureCompose({
  log: console.log,
  env: process.env,
  cacheDir: cacheDirOf(process.env),
  signal,
});
if (!compose) console.log("The commands of sample-app/README.md are not run: docker compose cannot be had here.");

const folder = mkdtempSync(join(tmpdir(), "quayside-sample-compose-"));
let env: NodeJS.ProcessEnv;
let http: number;
let db: number;

const sh = async (command: string) => {
  const line = command.replaceAll("54320", String(db));
  const { code, stdout, stderr } = await run("sh", ["-ec", line], { cwd, env, timeout: LIMIT });
  expect(code, `${line}\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`).toBe(0);
};
const status = async (port: number, path: string) =>
  await fetch(`http://127.0.0.1:${port}${path}`).then(
    (answer) => answer.status,
    () => 0,
  );

beforeAll(async () => {
  [http, db] = [await freePort(), await freePort()];
  // The plugin, wherever it was found, as `docker compose`.
  mkdirSync(join(folder, "cli-plugins"));
  if (compose) symlinkSync(compose.path, join(folder, "cli-plugins/docker-compose"));
  env = {
    ...process.env,
    DOCKER_CONFIG: folder,
    COMPOSE_PROJECT_NAME: `quayside-docs-${process.pid}`,
    IMAGE: `quayside-docs:${process.pid}`,
    HTTP_PORT: String(http),
    DB_PORT: String(db),
    GITHUB_ACTIONS: undefined,
    VITEST: undefined,
  };
});
afterAll(async () => {
  if (compose) {
    await sh("docker compose down --volumes");
    await run("docker", ["image", "rm", "--force", `quayside-docs:${process.pid}`]);
  }
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!compose)(
  "the whole service comes up by compose; it gets traffic once Quayside has migrated",
  async () => {
    await sh("docker compose up --build --wait");
    // HAProxy takes a container for ready until its first check, half a second later or so.
    await expect.poll(async () => await status(http, "/healthz"), { timeout: 30_000 }).toBe(503);
    await sh("INPUT_URL=postgres://app:sample@127.0.0.1:54320/app node ../dist/migrate.js");
    await expect.poll(async () => await status(http, "/readyz"), { timeout: 30_000 }).toBe(200);
    expect(await status(http, "/users")).toBe(200);
  },
  400_000,
);

test.skipIf(!compose)(
  "its tests and its development server run against compose's database",
  async () => {
    await sh("docker compose up -d --wait db");
    await sh("TEST_DATABASE_URL=postgres://app:sample@127.0.0.1:54320/app npm test");
    const port = await freePort();
    const line = "DATABASE_URL=postgres://app:sample@127.0.0.1:54320/app npm run dev".replace("54320", String(db));
    const server = spawn("sh", ["-c", line], {
      cwd,
      env: { ...env, PORT: String(port) },
      stdio: "ignore",
      detached: true,
    });
    try {
      await expect.poll(async () => await status(port, "/readyz"), { timeout: 60_000 }).toBe(200);
    } finally {
      // npm, the shell and the server that it watches.
      if (server.pid) process.kill(-server.pid, "SIGTERM");
    }
  },
  400_000,
);
