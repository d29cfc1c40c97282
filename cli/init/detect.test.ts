import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { readConfig } from "../../actions/pipeline/config/config.ts";
import { STAGES } from "../../actions/pipeline/stages.ts";
import { readYaml, readYamlTree } from "../../toolkit/yaml.ts";
import { detect } from "./detect.ts";
import { dockerignoreOf } from "./dockerignore.ts";
import { pipelineYaml } from "./pipeline-yaml.ts";
import { adapted } from "./starters.ts";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../docs/schema/pipeline.schema.json"), "utf8"));
const fits = new Ajv({ allErrors: true, strict: false }).compile(schema);
const parse = (text: string) => readYaml("pipeline.yml", text).value;

const repository = (files: Record<string, string>, slug?: string) => ({
  folder: "My Shop",
  files: new Map(Object.entries(files)),
  tracked: new Set(Object.keys(files).map((path) => path.replace(/\/.*/, ""))),
  slug,
  branch: "main",
});
const found = (files: Record<string, string>) => detect(repository(files), { app: "", test: "" });

test.each<[what: string, files: Record<string, string>, run: string, reports?: string]>([
  [
    "npm's lock file and vitest",
    { "package.json": '{"scripts":{"test":"vitest run"},"devDependencies":{"vitest":"5"}}', "package-lock.json": "" },
    "npm ci && npm test -- --run --reporter=default --reporter=junit --outputFile.junit=reports/junit.xml",
    "reports/junit.xml",
  ],
  [
    "pnpm",
    { "package.json": '{"scripts":{"test":"tap"},"devDependencies":{"tap":"1"}}', "pnpm-lock.yaml": "" },
    "pnpm install --frozen-lockfile && pnpm test",
  ],
  [
    "node's own runner without a dependency",
    { "package.json": '{"scripts":{"test":"node --test"}}' },
    'mkdir -p reports && NODE_OPTIONS="--test-reporter=junit --test-reporter-destination=reports/junit.xml" npm test',
    "reports/junit.xml",
  ],
  [
    "a script that does several things",
    { "package.json": '{"scripts":{"test":"tsc && vitest run && echo"}}' },
    "npm test",
  ],
  [
    "pytest with coverage",
    { "requirements.txt": "fastapi==1", "requirements-dev.txt": "-r requirements.txt\npytest==9\npytest-cov==7" },
    "test -d .venv || python3 -m venv .venv && .venv/bin/pip install --quiet -r requirements-dev.txt && .venv/bin/pytest --junitxml=reports/junit.xml --cov --cov-report=xml:reports/coverage.xml",
    "reports/junit.xml",
  ],
  [
    "uv",
    { "pyproject.toml": 'dependencies = ["pytest"]', "uv.lock": "" },
    "uv run pytest --junitxml=reports/junit.xml",
    "reports/junit.xml",
  ],
  [
    "an extra of pyproject.toml",
    { "pyproject.toml": '[project.optional-dependencies]\ntest = ["pytest"]\n' },
    'test -d .venv || python3 -m venv .venv && .venv/bin/pip install --quiet -e ".[test]" && .venv/bin/pytest --junitxml=reports/junit.xml',
    "reports/junit.xml",
  ],
  [
    "Go",
    { "go.mod": "module x" },
    "mkdir -p reports && go test -json -coverprofile=reports/cover.out ./... > reports/tests.json",
    "reports/tests.json",
  ],
  ["a Makefile", { Makefile: "build:\n\ttrue\ntest: build\n\ttrue\n" }, "make test"],
  ["a script", { "test.sh": "true" }, "sh test.sh"],
])("the tests of %s", (_, files, run, reports) => {
  expect(found(files).tests?.value).toMatchObject({ run, ...(reports ? { reports } : {}) });
});

test("npm's own placeholder is no test", () => {
  expect(
    found({ "package.json": '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}' }).tests,
  ).toBeUndefined();
});

test.each<[files: Record<string, string>, migrations: object]>([
  [
    { "alembic.ini": "", "uv.lock": "", "pyproject.toml": "" },
    { command: "uv run alembic upgrade head", "pending-command": "uv run alembic current --check-heads" },
  ],
  [
    { "prisma/schema.prisma": "", "package.json": '{"dependencies":{"prisma":"1"}}' },
    { command: "npm ci --silent && npx prisma migrate deploy" },
  ],
  [{ "drizzle.config.ts": "" }, { command: "npx drizzle-kit migrate" }],
  [{ "db/migrations/20250101000000_a.sql": "-- migrate:up" }, { command: "dbmate --no-dump-schema up" }],
  [{ "sql/1_a.sql": "-- +goose Up\n" }, { command: 'goose -dir sql postgres "$DATABASE_URL" up' }],
  [{ "migrations/0001_users.sql": "" }, { directory: "migrations" }],
])("the migrations of %j", (files, migrations) => {
  expect(found(files).migrations?.value).toEqual(migrations);
});

const DOCKERFILE = `# EXPOSE 1
FROM scratch AS a
ARG VERSION=dev
RUN --mount=type=secret,id=ca \\
    --mount=type=cache,target=/x true
EXPOSE 8000
`;

test("what a Dockerfile says: port, arguments that can be filled, secrets; comments say nothing", () => {
  expect(found({ Dockerfile: DOCKERFILE })).toMatchObject({
    port: { value: 8000, why: "the Dockerfile has EXPOSE 8000" },
    buildArgs: [{ value: ["VERSION", "${VERSION:-${GITHUB_SHA:-dev}}"] }],
    buildSecrets: [{ value: "ca" }],
  });
});

test("the path for health is one that the app answers to, not one that a test asks for", () => {
  expect(found({ "tests/test_a.py": '"/readyz"', "app/main.py": '@app.get("/health")' }).healthPath?.value).toBe(
    "/health",
  );
  expect(found({ Dockerfile: "FROM x\nHEALTHCHECK CMD curl http://localhost:80/up\n" }).healthPath?.value).toBe("/up");
});

test("a password of the Compose file's database becomes a variable, and its secret files are ours", () => {
  const compose = `services:
  db: { image: postgres }
  web:
    build: .
    environment: { DATABASE_URL: "postgres://u:hunter22@db/x", LOG_LEVEL: info, API_TOKEN: hunter22 }
    secrets: [database_url]
`;
  const all = found({ Dockerfile: DOCKERFILE, "compose.yaml": compose, "migrations/1_a.sql": "" });
  expect(all.env.map(({ value }) => value)).toEqual([
    ["DATABASE_URL", "${APP_DATABASE_URL:-${DATABASE_URL}}"],
    ["LOG_LEVEL", "info"],
    ["API_TOKEN", "${API_TOKEN}"],
  ]);
  expect(all.secrets.map(({ value }) => value)).toEqual([["database_url", "${APP_DATABASE_URL:-${DATABASE_URL}}"]]);
  expect(pipelineYaml(all, undefined)).not.toContain("hunter22");
});

test.each<[what: string, files: Record<string, string>, slug: string | undefined, stages: string[]]>([
  ["only a Dockerfile", { Dockerfile: "FROM scratch\n" }, undefined, ["build"]],
  ["a Dockerfile and tests", { Dockerfile: "FROM scratch\n", Makefile: "test:\n" }, undefined, ["build", "test"]],
  [
    "a registry that is known",
    { Dockerfile: DOCKERFILE, Makefile: "test:\n" },
    "Acme/Shop",
    ["build", "test", "push", "deploy"],
  ],
  [
    "everything",
    { Dockerfile: DOCKERFILE, Makefile: "test:\n", "a.py": '"/healthz"', "migrations/1_a.sql": "" },
    "acme/shop",
    ["build", "test", "push", "migrate", "deploy", "verify"],
  ],
  ["tests alone", { Makefile: "test:\n" }, undefined, ["test"]],
])("the pipeline of %s is one that the pipeline takes", (_, files, slug, stages) => {
  const text = pipelineYaml(detect(repository(files, slug), { app: "", test: "" }), slug);
  const config = readConfig(readYamlTree("pipeline.yml", text), {
    file: "pipeline.yml",
    known: STAGES,
    only: [],
    environment: "",
    mode: "apply",
    facts: { event: "push", branch: "main" },
    folder: "",
    exists: () => true,
    variables: { DATABASE_URL: "postgres://db/x", REGISTRY_PASSWORD: "p", REGISTRY_USERNAME: "u" },
    mask: () => {},
  });
  expect(config.stages.map(({ stage }) => stage.name)).toEqual(
    stages.flatMap((stage) => (stage === "verify" && stages.includes("migrate") ? ["migrate-post", stage] : [stage])),
  );
  expect(fits(parse(text)), JSON.stringify(fits.errors)).toBe(true);
  expect(text).toContain(`$schema=${schema.$id}\n`);
  expect(config.app).toBe(slug ? "shop" : "my-shop");
});

test("a starter names the branch, and only the secrets that the pipeline asks for", () => {
  const starter = `branches: [$default-branch]
  uses: x
    secrets:
      DATABASE_URL: \${{ secrets.DATABASE_URL }}
      # The Docker host is named by variables.
      QUAYSIDE_SSH_KEY: \${{ secrets.QUAYSIDE_SSH_KEY }}
      # One of tcp:// by others.
      QUAYSIDE_TLS_KEY: \${{ secrets.QUAYSIDE_TLS_KEY }}
      # Whatever else the pipeline file asks for.
      QUAYSIDE_VARIABLES: \${{ secrets.QUAYSIDE_VARIABLES }}
    env:
      # Without an address the plan of the migrations takes the database for empty.
      DATABASE_URL: ""
    // Credentials of the kind "secret text".
    DATABASE_URL = credentials('database-url')
end`;
  expect(adapted(starter, { branch: "trunk", pipeline: "build: {}" })).toBe("branches: [trunk]\n  uses: x\nend");
  const all = "deploy:\n  env: ${API_TOKEN} ${GITHUB_SHA}\nurl: ${DATABASE_URL}";
  expect(adapted(starter, { branch: "trunk", pipeline: all })).toBe(starter.replace("$default-branch", "trunk"));
  const plain = adapted(starter, { branch: "trunk", pipeline: "url: ${DATABASE_URL}" });
  expect(plain).toBe(
    starter
      .replace("$default-branch", "trunk")
      .split("\n")
      .filter((line) => !/QUAYSIDE_|Docker host|tcp:|Whatever else/.test(line))
      .join("\n"),
  );
});

test("a repository without a .dockerignore gets one, without what its build may need", () => {
  const written = ["pipeline.yml", ".github/workflows/main.yml", ".github/workflows/pull-request.yml"];
  const ignored = (files: Record<string, string>) => {
    const given = repository(files);
    return dockerignoreOf(given, detect(given, { app: "", test: "" }), written)
      ?.split("\n")
      .slice(1, -1);
  };
  const Dockerfile = "FROM scratch\nCOPY . /\n";
  const always = [".git", "pipeline.yml", ".github", "reports", "coverage", "quayside-report"];
  expect(ignored({ Dockerfile })).toEqual(always);
  expect(ignored({ Dockerfile, "package.json": "{}" })).toEqual([...always, "node_modules"]);
  expect(ignored({ Dockerfile, "requirements.txt": "" })).toEqual(expect.arrayContaining([".venv", "**/__pycache__"]));
  // What git keeps, what the Dockerfile names, and git itself where a version comes from there.
  expect(ignored({ Dockerfile, "reports/2024.csv": "", "reports/a.json": "" })).not.toContain("reports");
  expect(ignored({ Dockerfile: `${Dockerfile}COPY coverage /coverage\n` })).not.toContain("coverage");
  expect(ignored({ Dockerfile, "pyproject.toml": "requires = ['setuptools_scm']" })).not.toContain(".git");
  // There is one, or nothing to build.
  expect(ignored({ Dockerfile, ".dockerignore": "" })).toBeUndefined();
  expect(ignored({ Dockerfile, "Dockerfile.dockerignore": "" })).toBeUndefined();
  expect(ignored({ "package.json": "{}" })).toBeUndefined();
});
