/**
 * What one more replica, one more core or a cache is worth: requests per second and p99 of one read of the sample app
 * (a user) behind the load balancer of `deploy`, and of the FastAPI example (a book) beside it where its image can be built. Prints
 * JSON; `--write` also puts it into docs/bench/scaling.json, from which the tables of docs/scaling.md are made.
 * `npm run bench -- scaling --seconds 5 --repeat 3`
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "../../scripts/setup/test-services.ts";
import { ensureWrk } from "../../scripts/setup/wrk.ts";
import { connect } from "../../toolkit/docker.ts";
import { run } from "../../toolkit/process.ts";
import { type Spread, spread } from "../support/figures.ts";
import { freePort } from "../support/free-port.ts";
import { type WrkResult, wrk } from "../support/wrk.ts";

const { values } = parseArgs({
  options: { seconds: { type: "string" }, repeat: { type: "string" }, write: { type: "boolean" } },
});
const SECONDS = Number(values.seconds ?? 5);
const REPEAT = Number(values.repeat ?? 3);
const CONNECTIONS = 32;
const root = join(import.meta.dirname, "../..");

/** One way to run an app. `cpus` is the limit of each replica. */
interface Setting {
  readonly app: "sample-app" | "fastapi";
  readonly replicas: number;
  readonly cpus: number;
  readonly cache: boolean;
}

const SETTINGS: readonly Setting[] = [
  // Out: more replicas of the same size. Up: one replica with more of a core. Both without the cache and with it.
  ...[1, 2, 4].flatMap((replicas) =>
    [false, true].map((cache) => ({ app: "sample-app" as const, replicas, cpus: 0.1, cache })),
  ),
  ...[0.2, 0.4].flatMap((size) =>
    [false, true].map((cache) => ({ app: "sample-app" as const, replicas: 1, cpus: size, cache })),
  ),
  ...[1, 2, 4].map((replicas) => ({ app: "fastapi" as const, replicas, cpus: 0.1, cache: true })),
];

/** How to get an app ready: its folder, its migrations, the settings that it runs with. */
interface Kind {
  readonly folder: string;
  readonly path: string;
  /** What one is made of, to be read again and again. */
  readonly made: Readonly<Record<string, string>>;
  readonly migrate: Readonly<Record<string, string>>;
  readonly env: (database: string, cache: boolean) => string;
}

const KINDS: Readonly<Record<Setting["app"], Kind>> = {
  "sample-app": {
    folder: "sample-app",
    path: "/users",
    made: { name: "Ann", email: "ann@example.com" },
    migrate: { INPUT_DIRECTORY: "migrations" },
    env: (database, cache) => `DATABASE_URL=${database}\nLOG_LEVEL=warn\nCACHE_TTL_SECONDS=${cache ? 300 : 0}`,
  },
  fastapi: {
    folder: "examples/fastapi",
    path: "/books",
    made: { title: "Ulysses" },
    // As its pipeline.yml does it.
    migrate: {
      INPUT_COMMAND:
        "test -d .venv || python3 -m venv .venv && .venv/bin/pip install --quiet -r requirements-dev.txt && .venv/bin/alembic upgrade head",
    },
    env: (database) => `DATABASE_URL=${database}`,
  },
};

const engine = await connect({ env: process.env });
const program = await ensureWrk({
  log: (line) => console.error(`· ${line}`),
  signal: new AbortController().signal,
  env: process.env,
  cacheDir: tmpdir(),
});
const tag = randomBytes(4).toString("hex");
const scratch = mkdtempSync(join(tmpdir(), "quayside-bench-"));
const postgres = await startPostgres(engine, { area: "bench" });
const app = `bench-${tag}`;
const publish = `127.0.0.1:${await freePort()}`;
const measured: (Setting & { requestsPerSecond: Spread; p99: Spread; failed: number })[] = [];
const left: { app: string; why: string }[] = [];

async function action(step: string, inputs: Record<string, string>, env: Record<string, string> = {}, cwd = root) {
  const result = await run(process.execPath, [join(root, `dist/${step}.js`)], {
    cwd,
    env: { ...process.env, GITHUB_WORKSPACE: cwd, GITHUB_OUTPUT: join(scratch, "outputs"), ...inputs, ...env },
    timeout: 300_000,
  });
  if (result.code !== 0) throw new Error(`${step} ended with ${result.code}:\n${result.stderr.slice(-3000)}`);
}

/** Builds the image of an app and brings its database to its schema; undefined where that cannot be done here. */
async function ready(name: Setting["app"]): Promise<{ image: string; database: string } | undefined> {
  const kind = KINDS[name];
  const folder = join(root, kind.folder);
  if (!existsSync(folder)) return void left.push({ app: name, why: `${kind.folder} is not there` });
  const image = `quayside-bench-${name}:${tag}`;
  const database = name.replace(/\W/g, "_");
  try {
    await query(`CREATE DATABASE ${database}`);
    const secrets = { "INPUT_SECRET-FILES": `ca=${process.env.CA_BUNDLE ?? "/dev/null"}` };
    await action("build", { INPUT_TAGS: image, ...secrets }, {}, folder);
    const address = postgres.url.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
    await action("migrate", { INPUT_URL: address, ...kind.migrate }, {}, folder);
    return { image, database: postgres.internalUrl.replace(/\/[^/?]*(\?|$)/, `/${database}$1`) };
  } catch (error) {
    return void left.push({ app: name, why: (error as Error).message.slice(0, 500) });
  }
}

async function query(sql: string): Promise<void> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function measure(setting: Setting, { image, database }: { image: string; database: string }): Promise<void> {
  const kind = KINDS[setting.app];
  await action("deploy", {
    INPUT_APP: app,
    INPUT_IMAGE: image,
    INPUT_PUBLISH: publish,
    INPUT_NETWORK: postgres.network,
    INPUT_REPLICAS: String(setting.replicas),
    INPUT_CPUS: String(setting.cpus),
    "INPUT_HEALTH-PATH": "/readyz",
    INPUT_SECRETS: "",
    INPUT_ENV: kind.env(database, setting.cache),
  });
  const url = `http://${publish}${kind.path}`;
  const made = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(kind.made),
  });
  const id = made.ok ? ((await made.json()) as { id: number }).id : 1;
  await wrk(program, `${url}/${id}`, CONNECTIONS, 2);
  const loads: WrkResult[] = [];
  for (let turn = 0; turn < REPEAT; turn++) loads.push(await wrk(program, `${url}/${id}`, CONNECTIONS, SECONDS));
  const row = {
    ...setting,
    requestsPerSecond: spread(loads.map(({ requestsPerSecond }) => requestsPerSecond)),
    p99: spread(
      loads.map(({ p99 }) => p99),
      1,
    ),
    failed: loads.reduce((sum, { failed }) => sum + failed, 0),
  };
  measured.push(row);
  console.error(`· ${JSON.stringify(row)}`);
}

try {
  for (const name of ["sample-app", "fastapi"] as const) {
    const machine = await ready(name);
    if (machine) for (const setting of SETTINGS) if (setting.app === name) await measure(setting, machine);
  }
} finally {
  await action("deploy", { INPUT_MODE: "down", INPUT_APP: app }).catch((error) => console.error(error.message));
  await postgres.stop();
  await run("docker", ["rmi", ...Object.keys(KINDS).map((name) => `quayside-bench-${name}:${tag}`)]);
  rmSync(scratch, { recursive: true, force: true });
}
const result = {
  version: 1,
  cores: cpus().length,
  connections: CONNECTIONS,
  seconds: SECONDS,
  repeat: REPEAT,
  measured,
  left,
};
const json = `${JSON.stringify(result, null, 2)}\n`;
if (values.write) {
  mkdirSync(join(root, "docs/bench"), { recursive: true });
  writeFileSync(join(root, "docs/bench/scaling.json"), json);
}
process.stdout.write(json);
