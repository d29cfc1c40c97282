import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBaseImages } from "../../scripts/setup/base-images.ts";
import { startPostgres, startRegistry, type TestService } from "../../scripts/setup/test-services.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { probe } from "../../toolkit/probe.ts";
import { run } from "../../toolkit/process.ts";
import { freePort } from "../support/free-port.ts";
import { type Repository, repository } from "../support/repository.ts";

const root = join(import.meta.dirname, "../..");
const source = join(root, "examples/fastapi");
const GENERATED = [
  "pipeline.yml",
  ".github/workflows/pull-request.yml",
  ".github/workflows/main.yml",
  "Jenkinsfile",
  ".travis.yml",
];
const APP = "fastapi-example";
/** Milliseconds of one command; it fetches packages and compiles, on a machine that may be busy with others. */
const LIMIT = 900_000;

/** Why the example cannot go through its pipeline here; undefined where it can. */
async function whyNoPython(): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "venv-"));
  try {
    const script = 'python3 -m venv "$1" && "$1/bin/pip" install --quiet --no-deps iniconfig';
    const { code, stderr } = await run("sh", ["-c", script, "sh", folder], { timeout: 120_000 });
    return code === 0 ? undefined : (stderr.trim().split("\n").at(-1) ?? "python3 cannot make environments");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const why = await whyNoPython();
if (why) console.log(`The FastAPI example does not go through its pipeline: no Python packages can be had (${why}).`);

let engine: Engine;
let registry: TestService;
let database: Awaited<ReturnType<typeof startPostgres>>;
let books: Repository;
let env: Record<string, string | undefined>;
let address: string;

beforeAll(async () => {
  books = await repository(APP, source);
  await books.git("remote", "add", "origin", "https://github.com/quayside/fastapi-example.git");
  if (why) return;
  engine = await connect({ env: process.env });
  const setup = {
    log: console.log,
    signal: new AbortController().signal,
    env: process.env,
    cacheDir: cacheDirOf(process.env),
  };
  await ensureBaseImages(setup, engine, ["python"]);
  [registry, database] = await Promise.all([
    startRegistry(engine, { area: "cli" }),
    startPostgres(engine, { area: "cli" }),
  ]);
  address = `127.0.0.1:${await freePort()}`;
  env = {
    ...process.env,
    REGISTRY: registry.address,
    DATABASE_URL: database.url,
    APP_DATABASE_URL: database.internalUrl,
    APP_NETWORK: database.network,
    APP_ADDRESS: address,
    CA_FILE: process.env.CA_BUNDLE,
    GITHUB_ACTIONS: undefined,
  };
});
afterAll(async () => {
  if (!why) {
    await quayside("deploy", "--mode", "down", "--app", APP);
    await database?.stop();
    await registry?.stop();
    await run("sh", ["-c", `docker images --quiet '*/quayside/${APP}' | sort -u | xargs -r docker rmi --force`]);
  }
  books?.remove();
});

const quayside = (...args: string[]) =>
  run(process.execPath, [join(root, "dist/cli.js"), ...args], {
    cwd: books.folder,
    env: env ?? process.env,
    timeout: LIMIT,
    onLine: (line, stream) => stream === "stderr" && console.log(line),
  });

async function pipeline() {
  const { code, stdout } = await quayside("pipeline", "--json");
  const { outputs } = JSON.parse(stdout);
  const of = (stage: string) => outputs.report.stages.find((one: { stage: string }) => one.stage === stage)?.outputs;
  return { code, outputs, of };
}

test("its pipeline and CI files are those that init writes", async () => {
  const before = Object.fromEntries(GENERATED.map((path) => [path, readFileSync(join(source, path), "utf8")]));
  const { code } = await quayside("init", "--ci", "github,jenkins,travis", "--force", "--quiet");
  expect(code).toBe(0);
  for (const path of GENERATED) expect(readFileSync(join(books.folder, path), "utf8")).toBe(before[path]);
  await books.commit();
});

test.skipIf(why)("plan says what would happen, and nothing does", async () => {
  const { code, stdout, stderr } = await quayside("plan", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout).outputs).toMatchObject({ outcome: "planned" });
  expect(stderr).toMatch(/Would run .*alembic upgrade head under the lock of the database/);
  expect(stderr).toContain("not known before build and push have run");
  await expect(fetch(`http://${address}/version`)).rejects.toThrow();
});

test.skipIf(why)(
  "it goes through the whole pipeline: pytest's reports, alembic under our lock, a rollout",
  async () => {
    const { code, outputs, of } = await pipeline();
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ outcome: "success", digest: expect.stringMatching(/^sha256:/) });
    expect(of("test")).toMatchObject({ tests: "13", passed: "13", failed: "0" });
    expect(Number(of("test").coverage)).toBeGreaterThan(90);
    const migrate = JSON.parse(of("migrate").report);
    expect(migrate.command ?? migrate).toMatchObject({ tool: "alembic" });
    expect(of("migrate")).toMatchObject({ applied: "1", current: "0002" });
    expect(of("deploy")).toMatchObject({ outcome: "deployed", "failed-requests": "0" });
    const added = await fetch(`http://${address}/books`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ title: "Middlemarch" }),
    });
    expect(added.status).toBe(201);
  },
);

test.skipIf(why)(
  "a change is rolled out while it is asked all the time, and no request is lost",
  { timeout: LIMIT },
  async () => {
    const main = readFileSync(join(books.folder, "app/main.py"), "utf8");
    const sha = await books.commit({ "app/main.py": main.replace('title="Books"', 'title="All books"') });
    const end = new AbortController();
    const probing = probe(`http://${address}/books`, { rate: 50, signal: end.signal });
    const { code, of } = await pipeline();
    end.abort();
    const seen = await probing;
    expect(code).toBe(0);
    expect(of("migrate")).toMatchObject({ applied: "0" });
    expect(of("deploy")).toMatchObject({ outcome: "deployed", "failed-requests": "0" });
    expect(seen).toMatchObject({ failures: 0, reasons: {} });
    expect(seen.requests).toBeGreaterThan(100);
    expect(await (await fetch(`http://${address}/version`)).json()).toEqual({ version: sha });
  },
);

test.skipIf(why)(
  "status says what runs, and that the last deploy was of this commit by this machine's user",
  async () => {
    const { code, stdout, stderr } = await quayside("status", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout).outputs).toMatchObject({
      outcome: "shown",
      image: expect.stringContaining(registry.address),
    });
    expect(stderr).toMatch(/deployed .* requests, 0 failed/);
  },
);
