/**
 * Times migrate against dbmate and node-pg-migrate on the same server in the same run, and prints the ratios as JSON:
 * `node test/bench/migrate.ts --files 1000`. Takes the server of QUAYSIDE_TEST_POSTGRES or starts a container. The peers
 * are installed from npm into a temporary folder, dist/ is what is timed of ours.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { run } from "../../toolkit/process.ts";
import { stopServer, testServer } from "../engine/migrate-server.ts";

const { values } = parseArgs({
  options: { files: { type: "string" }, repeat: { type: "string" }, dist: { type: "string" } },
});
const files = Number(values.files ?? 1000);
const dist = values.dist ?? join(import.meta.dirname, "../../dist");
const folder = mkdtempSync(join(tmpdir(), "migrate-bench-"));
const sql = (n: number) => `CREATE TABLE t${n} (id int PRIMARY KEY, name text);\nINSERT INTO t${n} VALUES (1, 'a');\n`;
for (const kind of ["plain", "marked"]) mkdirSync(join(folder, kind));
for (let n = 1; n <= files; n++) {
  const name = `${String(n).padStart(5, "0")}_t.sql`;
  writeFileSync(join(folder, "plain", name), sql(n));
  writeFileSync(join(folder, "marked", name), `-- migrate:up\n${sql(n)}-- migrate:down\nDROP TABLE t${n};\n`);
}
writeFileSync(join(folder, "package.json"), "{}");

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
    must(process.execPath, [join(dist, "migrate.js")], {
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: join(folder, "outputs"),
      GITHUB_STEP_SUMMARY: join(folder, "summary"),
      INPUT_DIRECTORY: "plain",
      INPUT_MODE: mode,
      INPUT_URL: address,
    });
  const bin = (name: string) => join(folder, "node_modules/.bin", name);
  const times: Record<string, number[]> = {};
  const note = (name: string, milliseconds: number) => {
    times[name] = [...(times[name] ?? []), milliseconds];
  };
  // Taken in turns, so that what else the machine does meets all of them alike.
  for (let turn = 0; turn < Number(values.repeat ?? 3); turn++) {
    await fresh();
    note("ours: apply all", await ours("apply"));
    note("ours: nothing pending", await ours("apply"));
    note("ours: check", await ours("check", ""));
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
  }
  await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
  await admin.end();
  const median = (name: string) =>
    (times[name] ?? []).toSorted((a, b) => a - b)[Math.floor((times[name]?.length ?? 0) / 2)] ?? 0;
  const ratio = (a: string, b: string) => Number((median(a) / median(b)).toFixed(2));
  const medians = Object.fromEntries(Object.keys(times).map((name) => [name, Math.round(median(name))]));
  console.log(
    JSON.stringify(
      {
        files,
        milliseconds: medians,
        ratio: {
          "ours to dbmate": ratio("ours: apply all", "dbmate: apply all"),
          "ours to node-pg-migrate": ratio("ours: apply all", "node-pg-migrate: apply all"),
        },
      },
      null,
      2,
    ),
  );
} finally {
  rmSync(folder, { recursive: true });
  await stopServer();
}
