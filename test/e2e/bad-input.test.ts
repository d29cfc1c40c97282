/**
 * What goes wrong in practice, each through the shipped root action: one clear message with the way out, an exit code
 * that is not 0, and nothing half done that a second run could not finish.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { PipelineReport } from "../../actions/pipeline/report.ts";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { listImages, removeImage } from "../../toolkit/docker/images.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { run } from "../../toolkit/process.ts";

const root = join(import.meta.dirname, "../..");
const APP = "quayside-bad-input";

const SERVER = `require("node:http").createServer((request, answer) => {
  answer.statusCode = process.env.SICK ? 500 : 200;
  answer.end("hello");
}).listen(8000);
process.on("SIGTERM", () => process.exit(0));
`;
const DOCKERFILE = `FROM node:24-bookworm-slim
COPY server.js ./
CMD ["node", "server.js"]
`;
const REPORT = `<testsuite name="s"><testcase name="adds" time="0.1"/></testsuite>\n`;

const registry = process.env.QUAYSIDE_TEST_REGISTRY ?? "";
const server = process.env.QUAYSIDE_TEST_POSTGRES ?? "";
const database = new URL(server);
database.pathname = `/bad_input_${process.pid}`;

let engine: Engine;
let folder: string;

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

beforeAll(async () => {
  engine = await connect({ env: process.env });
  await query(`CREATE DATABASE bad_input_${process.pid}`);
});
afterAll(async () => {
  await query(`DROP DATABASE bad_input_${process.pid} WITH (FORCE)`);
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayside-bad-input-"));
  await mkdir(join(folder, "migrations"));
  await writeFile(join(folder, "Dockerfile"), DOCKERFILE);
  await writeFile(join(folder, "server.js"), SERVER);
  await writeFile(
    join(folder, "migrations/0001_notes.sql"),
    "CREATE TABLE IF NOT EXISTS notes (id bigint PRIMARY KEY);\n",
  );
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));
afterAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayside-bad-input-"));
  await play(pipelineFile(), {}, { step: "deploy", INPUT_MODE: "down", INPUT_APP: APP });
  for (const pattern of [`*/${APP}`, "127.0.0.1:9/x"]) {
    for (const image of await listImages(engine, pattern)) await removeImage(engine, image);
  }
  await rm(folder, { recursive: true, force: true });
});

/** A pipeline that works; each test breaks one thing of it. */
function pipelineFile(changes: Record<string, unknown> = {}): string {
  const stages = {
    app: APP,
    build: { tags: `${registry}/${APP}:1` },
    test: {
      run: `mkdir -p reports && cp /dev/stdin reports/junit.xml <<'END'\n${REPORT}END`,
      reports: "reports/junit.xml",
    },
    push: {},
    migrate: { url: database.href },
    deploy: { publish: "127.0.0.1:18099", "health-path": "/", "health-timeout": "6s" },
  };
  return JSON.stringify({ ...stages, ...changes });
}

async function play(
  file: string,
  env: Record<string, string> = {},
  { step = "pipeline", ...inputs }: Record<string, string> = {},
) {
  await writeFile(join(folder, "pipeline.yml"), file);
  const outputs = join(folder, "outputs");
  await writeFile(outputs, "");
  const result = await run(process.execPath, [join(root, `dist/${step}.js`)], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DOCKER_HOST: process.env.DOCKER_HOST,
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: outputs,
      ...inputs,
      ...env,
    },
    timeout: 120_000,
  });
  const json = /^report<<(\S+)\n([\s\S]*?)\n\1$/m.exec(await readFile(outputs, "utf8"))?.[2];
  return {
    code: result.code,
    log: result.stderr + result.stdout,
    report: json ? (JSON.parse(json) as PipelineReport) : undefined,
  };
}

const replace = (stage: string, settings: Record<string, unknown>) => {
  const file = JSON.parse(pipelineFile());
  return JSON.stringify({ ...file, [stage]: { ...file[stage], ...settings } });
};
const outcomes = (report: PipelineReport | undefined) =>
  Object.fromEntries(report?.stages.map((one) => [one.stage, one.outcome]) ?? []);

test("the pipeline that the other tests break works, and again", async () => {
  const first = await play(pipelineFile());
  expect(first.code, first.log).toBe(0);
  const second = await play(pipelineFile());
  expect(second.code, second.log).toBe(0);
  expect(second.report?.stages.find(({ stage }) => stage === "deploy")?.outputs.outcome).toBe("unchanged");
});

test("no pipeline file: says where it was looked for", async () => {
  const { code, log } = await play(pipelineFile(), { INPUT_FILE: "other.yml" });
  expect(code).toBe(1);
  expect(log).toContain(`There is no pipeline file at ${join(folder, "other.yml")}`);
});

test("a broken pipeline file: line and column, and nothing is run", async () => {
  const { code, log, report } = await play("build:\n  tags: [a\ntest: {}\n");
  expect(code).toBe(1);
  expect(log).toMatch(/pipeline\.yml:\d+:\d+: /);
  expect(report).toBeUndefined();
});

test("mistyped inputs: all of them, each with what it takes and an example, and nothing is run", async () => {
  const { code, log, report } = await play(
    "build: { pull: maybe }\ndeploy: { replicas: many, strategy: yolo }\nmigrate: { url: '${NO_SUCH_URL}' }\n",
  );
  expect(code).toBe(1);
  for (const name of ["pull", "replicas", "strategy"])
    expect(log).toMatch(new RegExp(`${name} got .*takes .*for example: `));
  expect(log).toContain("NO_SUCH_URL is not set");
  expect(report).toBeUndefined();
});

test("a missing input: named by the stage that needs it", async () => {
  const { code, log } = await play("deploy: { publish: '127.0.0.1:18099' }\n");
  expect(code).toBe(1);
  expect(log).toMatch(/pipeline\.yml:1:1: deploy has no image/);
});

test("an engine that does not answer: where it was looked for, and what to do", async () => {
  const { code, log, report } = await play(pipelineFile(), { DOCKER_HOST: "unix:///nowhere/docker.sock" });
  expect(code).toBe(1);
  expect(log).toContain("unix:///nowhere/docker.sock");
  expect(log).toMatch(/DOCKER_HOST/);
  expect(outcomes(report)).toMatchObject({ build: "failure", test: "not-run", deploy: "not-run" });
});

test("a failing build: the line of the Dockerfile, its last output, the exit code", async () => {
  await writeFile(join(folder, "Dockerfile"), `${DOCKERFILE}RUN echo about to fail && exit 3\n`);
  const { code, log, report } = await play(pipelineFile());
  expect(code).not.toBe(0);
  expect(log).toMatch(/Stage build failed/);
  expect(log).toMatch(/Dockerfile:4/);
  expect(log).toContain("about to fail");
  expect(outcomes(report)).toMatchObject({ build: "failure", push: "not-run" });
});

test("a full disk: says so", async () => {
  await writeFile(join(folder, "Dockerfile"), `${DOCKERFILE}RUN head -c 1000000 /dev/zero > /dev/full\n`);
  const build = await play(pipelineFile());
  expect(build.code).not.toBe(0);
  expect(build.log).toMatch(/no space left on device/i);
  const outputs = await play(pipelineFile(), { GITHUB_STEP_SUMMARY: "/dev/full" });
  expect(outputs.code).not.toBe(0);
  expect(outputs.log).toMatch(/no space left on device/i);
  expect(outputs.log).not.toContain("bug of Quayside");
});

test("red tests: their exit code, and nothing is pushed", async () => {
  const { code, log, report } = await play(replace("test", { run: "echo 'expected 1 to be 2'; exit 9", reports: "" }));
  expect(code).toBe(9);
  expect(log).toContain("expected 1 to be 2");
  expect(outcomes(report)).toMatchObject({ build: "success", test: "failure", push: "not-run", deploy: "not-run" });
});

test("a registry that is down: which, and what to do", async () => {
  const { code, log } = await play(replace("build", { tags: "127.0.0.1:9/x:1", "push-attempts": 1 }));
  expect(code).toBe(1);
  expect(log).toMatch(/Stage push failed/);
  expect(log).toContain("127.0.0.1:9");
});

test("a broken migration: file, line and column, nothing applied, nothing deployed; mended, the next run applies it", async () => {
  const file = join(folder, "migrations/0002_more.sql");
  await writeFile(file, "CREATE TABLE more (id bigint);\nALTER TABEL notes ADD x int;\n");
  const broken = await play(pipelineFile());
  expect(broken.code).toBe(1);
  expect(broken.log).toMatch(/0002_more\.sql:2/);
  expect(outcomes(broken.report)).toMatchObject({ migrate: "failure", deploy: "not-run" });
  await writeFile(file, "CREATE TABLE more (id bigint);\n");
  const mended = await play(pipelineFile());
  expect(mended.code, mended.log).toBe(0);
  expect(mended.report?.stages.find(({ stage }) => stage === "migrate")?.outputs.applied).toBe("1");
});

test("a database that does not answer: the address without its password", async () => {
  const { code, log } = await play(
    replace("migrate", { url: "postgres://u:hunter2222@127.0.0.1:9/db", "connect-timeout": "1s" }),
  );
  expect(code).toBe(1);
  expect(log).toMatch(/Stage migrate failed/);
  expect(log).toContain("127.0.0.1:9");
  expect(log).not.toContain("hunter2222");
});

test("an app that never gets healthy: it gets no traffic, its last lines are shown, the old one serves", async () => {
  await writeFile(
    join(folder, "server.js"),
    `console.log("cannot find my settings");\n${SERVER.replace("process.env.SICK", "true")}`,
  );
  const { code, log, report } = await play(pipelineFile({ migrate: undefined }));
  expect(code).toBe(1);
  expect(log).toContain("cannot find my settings");
  expect(outcomes(report)).toMatchObject({ deploy: "failure" });
  expect((await fetch("http://127.0.0.1:18099/")).status).toBe(200);
  const left = await listContainers(engine, { "quayside.app": APP, "quayside.role": "instance" });
  expect(left).toHaveLength(1);
});

test("a port that is taken: which, and what to do", async () => {
  const other = createServer().listen(18098, "127.0.0.1");
  try {
    const file = JSON.parse(pipelineFile());
    const { code, log } = await play(
      JSON.stringify({ app: `${APP}-2`, build: file.build, deploy: { ...file.deploy, publish: "127.0.0.1:18098" } }),
    );
    expect(code).toBe(1);
    expect(log).toMatch(/18098/);
    expect(log).toMatch(/taken|in use/);
  } finally {
    other.close();
    await play(pipelineFile(), {}, { step: "deploy", INPUT_MODE: "down", INPUT_APP: `${APP}-2` });
  }
});
