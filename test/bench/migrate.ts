/**
 * Times migrate against dbmate, node-pg-migrate and plain psql on the same server in the same run, and prints medians,
 * spreads and ratios as JSON beside what is aimed at: `npm run bench -- migrate --files 1000 --repeat 5`. The peers are
 * installed from npm into a temporary folder, dist/ is what is timed of ours. psql, where there is one, gets all files in
 * one call, each in its transaction: what no tool can be faster than. Ends with 1 where an aim is missed.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { run } from "../../toolkit/process.ts";
import { stopServer, testServer } from "../engine/migrate-server.ts";
import { spread } from "../support/figures.ts";

const { values } = parseArgs({
  options: { files: { type: "string" }, repeat: { type: "string" }, dist: { type: "string" } },
});
const files = Number(values.files ?? 1000);
const dist = values.dist ?? join(import.meta.dirname, "../../dist");
const folder = mkdtempSync(join(tmpdir(), "migrate-bench-"));
const sql = (n: number) => `CREATE TABLE t${n} (id int PRIMARY KEY, name text);\nINSERT INTO t${n} VALUES (1, 'a');\n`;
for (const kind of ["plain", "marked", "psql"]) mkdirSync(join(folder, kind));
for (let n = 1; n <= files; n++) {
  const name = `${String(n).padStart(5, "0")}_t.sql`;
  writeFileSync(join(folder, "plain", name), sql(n));
  writeFileSync(join(folder, "psql", name), `BEGIN;\n${sql(n)}COMMIT;\n`);
  writeFileSync(join(folder, "marked", name), `-- migrate:up\n${sql(n)}-- migrate:down\nDROP TABLE t${n};\n`);
}
writeFileSync(join(folder, "package.json"), "{}");
// Says at its end how much memory a program of ours took at most, in kilobytes.
const memory = join(folder, "memory");
writeFileSync(
  join(folder, "memory.cjs"),
  `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(memory)}, String(process.resourceUsage().maxRSS)));`,
);

async function must(file: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const began = performance.now();
  const { code, stderr, stdout } = await run(file, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    timeout: 600_000,
  });
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}:\n${(stdout + stderr).slice(-2000)}`);
  return performance.now() - began;
}

/** The address in libpq's own variables, so that no password is in an argument. */
function variablesOf(address: string): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(address);
  const parts = { PGHOST: hostname, PGPORT: port, PGUSER: username, PGDATABASE: pathname.slice(1) };
  return { ...parts, PGPASSWORD: decodeURIComponent(password) };
}

try {
  await must("npm", ["install", "--no-audit", "--no-fund", "dbmate@2", "node-pg-migrate@9", "pg@8"]);
  const server = await testServer();
  const admin = new pg.Client(server);
  await admin.connect();
  const database = `bench_${process.pid}`;
  const url = server.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
  const fresh = async () => {
    await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${database}`);
  };
  const ours = (mode: string, address = url) =>
    must(process.execPath, ["--require", join(folder, "memory.cjs"), join(dist, "migrate.js")], {
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: join(folder, "outputs"),
      GITHUB_STEP_SUMMARY: join(folder, "summary"),
      INPUT_DIRECTORY: "plain",
      INPUT_MODE: mode,
      INPUT_URL: address,
    });
  const bin = (name: string) => join(folder, "node_modules/.bin", name);
  const times: Record<string, number[]> = {};
  const memories: number[] = [];
  const psql = await must("psql", ["--version"]).then(
    () => true,
    () => false,
  );
  const note = (name: string, milliseconds: number) => {
    times[name] = [...(times[name] ?? []), milliseconds];
  };
  // Taken in turns, so that what else the machine does meets all of them alike.
  for (let turn = 0; turn < Number(values.repeat ?? 3); turn++) {
    await fresh();
    note("ours: apply all", await ours("apply"));
    note("ours: nothing pending", await ours("apply"));
    note("ours: check", await ours("check", ""));
    memories.push(Number(readFileSync(memory, "utf8")) / 1000);
    await fresh();
    const plain = url + (url.includes("?") ? "&" : "?");
    note(
      "dbmate: apply all",
      await must(bin("dbmate"), ["-d", "marked", "--no-dump-schema", "up"], {
        DATABASE_URL: `${plain}sslmode=disable`,
      }),
    );
    await fresh();
    note(
      "node-pg-migrate: apply all",
      await must(bin("node-pg-migrate"), ["up", "-m", "plain"], { DATABASE_URL: url }),
    );
    if (!psql) continue;
    await fresh();
    const all = Array.from({ length: files }, (_, n) => `psql/${String(n + 1).padStart(5, "0")}_t.sql`);
    const args = ["-q", "-X", "-v", "ON_ERROR_STOP=1", ...all.flatMap((file) => ["-f", file])];
    note("psql: all files", await must("psql", args, variablesOf(url)));
  }
  await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
  await admin.end();
  const median = (name: string) => spread(times[name] ?? []).median;
  const ratio = (a: string, b: string) => Number((median(a) / median(b)).toFixed(2));
  const aims: Record<string, { seen: number; atMost: number }> = {
    "ours to dbmate": { seen: ratio("ours: apply all", "dbmate: apply all"), atMost: 1 },
    ...(psql ? { "ours to psql": { seen: ratio("ours: apply all", "psql: all files"), atMost: 1.5 } } : {}),
    "nothing pending, ms": { seen: median("ours: nothing pending"), atMost: 400 },
    "check, ms": { seen: median("ours: check"), atMost: 1000 },
    "check, MB": { seen: spread(memories).median, atMost: 200 },
  };
  const missed = Object.keys(aims).filter((name) => (aims[name]?.seen ?? 0) > (aims[name]?.atMost ?? 0));
  console.log(
    JSON.stringify(
      {
        files,
        milliseconds: Object.fromEntries(Object.entries(times).map(([name, list]) => [name, spread(list)])),
        megabytes: { "ours: check": spread(memories) },
        ratio: {
          "ours to node-pg-migrate": ratio("ours: apply all", "node-pg-migrate: apply all"),
        },
        aims,
        missed,
        ...(psql ? {} : { leftOut: "psql: there is none on this machine" }),
      },
      null,
      2,
    ),
  );
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
  await stopServer();
}
