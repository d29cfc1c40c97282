/**
 * The pipeline against a real engine, registry and database: what runs beside what, what a second run leaves out, what a
 * plan says, and whether what it writes is what its schemas promise.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { main as deploy } from "../../actions/deploy/main.ts";
import { main } from "../../actions/pipeline/main.ts";
import type { PipelineReport } from "../../actions/pipeline/report.ts";
import { listImages, removeImage } from "../../toolkit/docker/images.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { messageOf } from "../../toolkit/errors.ts";
import { run } from "../../toolkit/process.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import { freePort } from "../support/free-port.ts";

const root = join(import.meta.dirname, "../..");
const APP = `qp-${process.pid}`;
const registry = process.env.QUAYSIDE_TEST_REGISTRY ?? "";
const server = process.env.QUAYSIDE_TEST_POSTGRES ?? "";
const database = new URL(server);
database.pathname = `/${APP.replaceAll("-", "_")}`;

const FILES: Record<string, string> = {
  "server.js": `require("node:http").createServer((request, answer) => answer.end("release " + process.env.RELEASE)).listen(8000);
process.on("SIGTERM", () => process.exit(0));\n`,
  Dockerfile:
    'FROM node:24-bookworm-slim\nLABEL quayside.test=pipeline\nCOPY server.js ./\nCMD ["node", "server.js"]\n',
  ".dockerignore": "*\n!server.js\n",
  ".gitignore": "reports/\nruns\n",
  "migrations/0001_notes.sql": "CREATE TABLE notes (id bigint PRIMARY KEY, old text);\n",
  "migrations/0002_tidy.sql": "-- quayside: phase=post\nALTER TABLE notes DROP COLUMN old;\n",
  // What the tests were given is written down, so that it can be held against what was built and deployed.
  "test.sh": `echo run >> runs; mkdir -p reports; docker image inspect --format '{{.Id}}' "$1" > reports/image
echo '<testsuite name="s"><testcase name="adds" time="0.1"/></testsuite>' > reports/junit.xml\n`,
};

let engine: Engine;
let folder: string;
/** Where docker and the pipeline keep what is the user's; outside of the repository, as it is for everybody. */
let home: string;
let port: number;

async function sql(text: string, address = server): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  return await client
    .query(text)
    .then(({ rows }) => rows as unknown[])
    .finally(() => client.end());
}

const git = (...args: string[]) => run("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], { cwd: folder });

beforeAll(async () => {
  engine = await connect({ env: process.env });
  folder = await mkdtemp(join(tmpdir(), "quayside-pipeline-"));
  home = await mkdtemp(join(tmpdir(), "quayside-home-"));
  await mkdir(join(folder, "migrations"));
  for (const [path, text] of Object.entries(FILES)) await writeFile(join(folder, path), text);
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", ".");
  await git("commit", "--quiet", "--message=first");
  port = await freePort();
  await sql(`CREATE DATABASE ${database.pathname.slice(1)}`);
});
afterAll(async () => {
  await play("", { step: "down" });
  await sql(`DROP DATABASE ${database.pathname.slice(1)} WITH (FORCE)`);
  for (const image of await listImages(engine, `*/${APP}`)) await removeImage(engine, image);
  for (const one of [folder, home]) await rm(one, { recursive: true, force: true });
});

const FILE = `
app: ${APP}
build: { tags: "${registry}/${APP}:1" }
test:
  run: sh test.sh "$\{QUAYSIDE_IMAGE}"
  reports: reports/junit.xml
  reuse: true
push:
migrate: { url: $DATABASE_URL }
deploy: { publish: "127.0.0.1:$PORT", health-path: /, env: { RELEASE: "$\{RELEASE:-1}" }, drain-timeout: 2s }
verify: { contains: "release $\{RELEASE:-1}", when: { event: local } }
environments:
  staging: { deploy: { replicas: 2 } }
`;

async function play(
  file: string,
  {
    step = "pipeline",
    env = {},
    ...inputs
  }: { step?: string; env?: Record<string, string> } & Record<string, unknown> = {},
) {
  await writeFile(join(folder, "pipeline.yml"), file);
  const log: string[] = [];
  const outputs: Record<string, string> = {};
  let summary = "";
  const variables = {
    PATH: process.env.PATH,
    HOME: home,
    DOCKER_HOST: process.env.DOCKER_HOST,
    DATABASE_URL: database.href,
    PORT: String(port),
    ...env,
  };
  const given: Record<string, string> =
    step === "down"
      ? { mode: "down", app: `${APP}-staging` }
      : { environment: "staging", ...(inputs as Record<string, string>) };
  const runner = {
    ...terminalRunner(given, variables, { write: (text: string) => log.push(text) }),
    output: (name: string, value: string) => void Object.assign(outputs, { [name]: value }),
    summary: async (text: string) => {
      summary += text;
    },
  };
  const world = realWorld(runner, new AbortController().signal, folder);
  const error = await (step === "down" ? deploy : main)(world).then(() => undefined, messageOf);
  const report = JSON.parse(outputs.report ?? "{}") as PipelineReport;
  return {
    error,
    log: log.join(""),
    outputs,
    summary,
    report,
    of: (stage: string) => report.stages.find((one) => one.stage === stage),
  };
}

/** What of an action's report is not as its published schema says. */
async function invalid(action: string, text: string | undefined): Promise<string[]> {
  const schema = await readFile(join(root, `docs/schema/${action}-report.schema.json`), "utf8");
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(schema) as object);
  validate(JSON.parse(text ?? "null"));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${action}${instancePath} ${message}`);
}

test("a plan of the first run says what it would do and what it cannot know yet; nothing is there afterwards", async () => {
  const { error, report, summary, of } = await play(FILE, { mode: "plan", "report-dir": "out" });
  expect(error).toBeUndefined();
  expect(report.outcome).toBe("planned");
  expect(of("migrate")?.did).toBe("1 migration pending");
  expect(of("migrate-post")?.did).toBe("Would run migrations/0002_tidy.sql once the new release is kept.");
  expect(of("verify")?.did).toMatch(/^Would ask .* for \/ and expect 200\.$/);
  expect(of("deploy")?.did).toMatch(/^not known before build and push have run: /);
  expect(summary).toContain("Plan of");
  expect(await sql("SELECT to_regclass('notes') AS found", database.href)).toEqual([{ found: null }]);
  expect(await listImages(engine, `*/${APP}`)).toEqual([]);
  expect(await readFile(join(folder, "out/report.html"), "utf8")).toContain("what it would do");
});

let first: Awaited<ReturnType<typeof play>>;

test("the whole pipeline: the image that was built is the one tested, pushed and deployed; migrations run around the deploy", async () => {
  first = await play(FILE, { "report-dir": "out" });
  expect(first.error, first.log).toBeUndefined();
  expect(first.report.stages.map(({ stage, outcome }) => `${stage} ${outcome}`)).toEqual(
    ["build", "test", "push", "migrate", "deploy", "migrate-post", "verify"].map((stage) => `${stage} success`),
  );
  const id = first.of("build")?.outputs.imageid ?? "none";
  expect((await readFile(join(folder, "reports/image"), "utf8")).trim()).toBe(id);
  expect(first.of("push")?.outputs.imageid).toBe(id);
  expect(first.of("deploy")?.outputs.image).toBe(first.of("push")?.outputs.refs);
  expect(first.outputs).toMatchObject({
    outcome: "success",
    applied: "2",
    tests: "1",
    url: `http://127.0.0.1:${port}`,
  });
  expect(first.of("deploy")?.startedMs).toBeLessThanOrEqual(first.of("migrate-post")?.startedMs ?? 0);
  const columns = await sql(
    "SELECT column_name AS c FROM information_schema.columns WHERE table_name = 'notes'",
    database.href,
  );
  expect(columns).toEqual([{ c: "id" }]);
});

test("its reports are what their schemas say, and its page holds all of it without anything from outside", async () => {
  for (const action of ["build", "test", "migrate", "deploy"])
    expect(await invalid(action, first.of(action)?.outputs.report)).toEqual([]);
  expect(await invalid("pipeline", first.outputs.report)).toEqual([]);
  expect(await invalid("pipeline", await readFile(join(folder, "out/report.json"), "utf8"))).toEqual([]);
  const page = await readFile(first.outputs["report-path"] ?? "", "utf8");
  expect(page).toContain(`id="stage-deploy"`);
  // The tests' own page has become a part of it, and so have statements and containers.
  for (const text of ["Suites", "CREATE TABLE notes", "Rollout", "in traffic"]) expect(page).toContain(text);
  expect(page).not.toMatch(/<script|(?:src|href)="(?!#)/);
  expect(page.match(/<main>/g)).toHaveLength(1);
});

test("again without a change: nothing is tested, applied or deployed twice, and each says so", async () => {
  const again = await play(FILE, { "report-dir": "out" });
  expect(again.error, again.log).toBeUndefined();
  expect(again.of("build")?.did).toMatch(/^not built again, since there is an image of this content: /);
  expect(again.of("build")?.outputs.imageid).toBe(first.of("build")?.outputs.imageid);
  expect(again.of("test")?.did).toMatch(
    /^1 of 1 test passed; not run again, since nothing changed since it was green .* ago$/,
  );
  expect(again.of("migrate")?.did).toMatch(/^nothing applied/);
  expect(again.of("deploy")?.outputs.outcome).toBe("unchanged");
  expect(again.of("push")?.outputs.digest).toBe(first.of("push")?.outputs.digest);
  expect((await readFile(join(folder, "runs"), "utf8")).trim().split("\n")).toHaveLength(1);
  expect(await readFile(join(folder, "out/report.html"), "utf8")).toContain("Suites");
});

test("control: any change of content runs the tests again, a change of the settings too", async () => {
  const runs = async () => (await readFile(join(folder, "runs"), "utf8")).trim().split("\n").length;
  const settings = await play(FILE.replace("reuse: true", "reuse: true\n  env: { A: 1 }"), { stages: "build\ntest" });
  expect(settings.error, settings.log).toBeUndefined();
  expect(await runs()).toBe(2);
  await writeFile(join(folder, "note.txt"), "not even committed");
  const content = await play(FILE, { stages: "build\ntest" });
  expect(content.error, content.log).toBeUndefined();
  expect(await runs()).toBe(3);
  // The note is none of the image's content, and neither is the commit that it is in now.
  expect(content.of("build")?.outputs.outcome).toBe("skipped");
  await git("add", ".");
  await git("commit", "--quiet", "--message=second");
  expect((await play(FILE, { stages: "build" })).of("build")?.outputs.outcome).toBe("skipped");
  await writeFile(join(folder, "server.js"), `// Another one.\n${FILES["server.js"]}`);
  expect((await play(FILE, { stages: "build" })).of("build")?.outputs.outcome).toBe("built");
  await writeFile(join(folder, "server.js"), FILES["server.js"] ?? "");
});

test("red tests: nothing that lasts is begun, what does not wait for them is, and the report comes all the same", async () => {
  const red = await play(FILE.replace('sh test.sh "${QUAYSIDE_IMAGE}"', "echo 1 is not 2; exit 9"), {
    "report-dir": "out",
  });
  expect(red.error).toMatch(/^Stage test failed: /);
  expect(red.report.stages.map(({ stage, outcome }) => `${stage} ${outcome}`)).toEqual([
    "build success",
    "test failure",
    ...["push", "migrate", "deploy", "migrate-post", "verify"].map((stage) => `${stage} not-run`),
  ]);
  expect(await invalid("pipeline", red.outputs.report)).toEqual([]);
  expect(await readFile(join(folder, "out/report.html"), "utf8")).toContain("not run, since test failed");
});
