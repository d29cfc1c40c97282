import { readYaml } from "../../toolkit/yaml.ts";
import type { Repository } from "./repository.ts";
import { isMap, isPair, isScalar } from "./values.ts";

/** Something that was found: what, and where it was seen. Users are told both. */
export interface Found<T> {
  readonly value: T;
  /** Words that follow "since": `Dockerfile has EXPOSE 8000`. */
  readonly why: string;
}

/** How the tests run and where their reports lie. */
export interface Tests {
  readonly run: string;
  readonly reports?: string;
  readonly coverage?: string;
}

/** How the database is migrated: our own SQL files, or by a tool of the project. */
export type Migrations =
  | { readonly directory: string }
  | { readonly command: string; readonly "pending-command"?: string };

/** All that `init` knows of a repository. What was not found is undefined. */
export interface Findings {
  readonly app: Found<string>;
  readonly stack: Found<string> | undefined;
  readonly dockerfile: Found<string> | undefined;
  /** Build arguments that the Dockerfile takes and that we can fill. */
  readonly buildArgs: readonly Found<readonly [name: string, value: string]>[];
  /** Build secrets that the Dockerfile mounts from files. */
  readonly buildSecrets: readonly Found<string>[];
  readonly port: Found<number> | undefined;
  readonly healthPath: Found<string> | undefined;
  readonly tests: Found<Tests> | undefined;
  readonly migrations: Found<Migrations> | undefined;
  /** Settings of the app, and whether it reads them from a file below /run/secrets. */
  readonly env: readonly Found<readonly [name: string, value: string]>[];
  readonly secrets: readonly Found<readonly [name: string, value: string]>[];
}

/** Looks for everything, asking nobody. Pure: the same repository always gives the same findings. */
export function detect(repository: Repository, given: { app: string; test: string }): Findings {
  const dockerfile = dockerfileOf(repository);
  const docker = dockerfile ? instructionsOf(repository.files.get(dockerfile.value) ?? "") : [];
  const service = serviceOf(repository);
  const stack = stackOf(repository);
  const migrations = migrationsOf(repository);
  const settings = settingsOf(service, migrations !== undefined);
  return {
    app: appOf(repository, given.app),
    stack,
    dockerfile,
    buildArgs: buildArgsOf(docker),
    buildSecrets: buildSecretsOf(docker),
    port: portOf(docker, service),
    healthPath: healthPathOf(repository, docker, service),
    tests: given.test ? { value: { run: given.test }, why: "--test says so" } : testsOf(repository),
    migrations,
    ...settings,
  };
}

const has = ({ files }: Repository, path: string) => files.has(path);
const text = ({ files }: Repository, path: string) => files.get(path) ?? "";

function appOf({ folder, slug }: Repository, given: string): Found<string> {
  const name = (raw: string) =>
    raw
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40)
      .replace(/-+$/, "") || "app";
  if (given) return { value: given, why: "--app says so" };
  if (slug) return { value: name(slug.split("/")[1] ?? ""), why: `the remote origin is ${slug}` };
  return { value: name(folder), why: "the folder is named so" };
}

function dockerfileOf(repository: Repository): Found<string> | undefined {
  const path = ["Dockerfile", "Containerfile", "docker/Dockerfile", "build/Dockerfile", "deploy/Dockerfile"].find(
    (one) => has(repository, one),
  );
  return path ? { value: path, why: `${path} is there` } : undefined;
}

interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** The instructions of a Dockerfile, with their continued lines joined and comments left out. */
function instructionsOf(dockerfile: string): Instruction[] {
  const lines = dockerfile
    .split(/\r?\n/)
    .filter((line) => !/^\s*#/.test(line))
    .join("\n")
    .replace(/\\\n/g, " ")
    .split("\n");
  return lines.flatMap((line) => {
    const match = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line);
    return match ? [{ name: (match[1] ?? "").toUpperCase(), text: (match[2] ?? "").trim() }] : [];
  });
}

const COMMIT = "${GITHUB_SHA:-dev}";
const VERSION = "${VERSION:-${GITHUB_SHA:-dev}}";
const KNOWN_ARGS: Readonly<Record<string, string>> = {
  VERSION: VERSION,
  APP_VERSION: VERSION,
  REVISION: COMMIT,
  GIT_SHA: COMMIT,
  GIT_COMMIT: COMMIT,
  COMMIT: COMMIT,
};

function buildArgsOf(docker: readonly Instruction[]): Findings["buildArgs"] {
  const names = docker.flatMap(({ name, text }) => (name === "ARG" ? [text.split(/[=\s]/)[0] ?? ""] : []));
  return [...new Set(names)].flatMap((name) => {
    const value = KNOWN_ARGS[name];
    return value ? [{ value: [name, value] as const, why: `the Dockerfile has ARG ${name}` }] : [];
  });
}

function buildSecretsOf(docker: readonly Instruction[]): Findings["buildSecrets"] {
  const ids = docker.flatMap(({ text }) =>
    [...text.matchAll(/--mount=(\S*type=secret\S*)/g)].flatMap(
      (mount) => /\bid=([\w.-]+)/.exec(mount[1] ?? "")?.[1] ?? [],
    ),
  );
  return [...new Set(ids)].map((value) => ({ value, why: `the Dockerfile mounts the secret ${value}` }));
}

type Service = { readonly name: string; readonly file: string; readonly value: Readonly<Record<string, unknown>> };

/** The service of the Compose file that is built here. */
function serviceOf(repository: Repository): Service | undefined {
  const file = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"].find((one) =>
    has(repository, one),
  );
  if (!file) return undefined;
  let value: unknown;
  try {
    value = readYaml(file, text(repository, file)).value;
  } catch {
    return undefined;
  }
  const services = isMap(value) && isMap(value.services) ? value.services : {};
  const [name, service] = Object.entries(services).find(([, one]) => isMap(one) && "build" in one) ?? [];
  return name && isMap(service) ? { name, file, value: service } : undefined;
}

function portOf(docker: readonly Instruction[], service: Service | undefined): Found<number> | undefined {
  const exposed = docker.findLast(({ name }) => name === "EXPOSE")?.text.match(/^\d+/)?.[0];
  if (exposed) return { value: Number(exposed), why: `the Dockerfile has EXPOSE ${exposed}` };
  const ports = Array.isArray(service?.value.ports) ? service.value.ports : [];
  const first: unknown = ports[0];
  const target = isMap(first) ? first.target : /(\d+)(?:\/tcp)?$/.exec(String(first ?? ""))?.[1];
  if (target) return { value: Number(target), why: `${service?.file} publishes it` };
  const command = docker.findLast(({ name }) => name === "CMD" || name === "ENTRYPOINT")?.text ?? "";
  const flag = /--port[=",\s]+"?(\d+)/.exec(command)?.[1];
  return flag ? { value: Number(flag), why: "the Dockerfile starts the app with it" } : undefined;
}

const HEALTH_PATHS = ["/readyz", "/ready", "/healthz", "/health", "/health/ready", "/livez", "/api/health", "/ping"];

function healthPathOf(
  repository: Repository,
  docker: readonly Instruction[],
  service: Service | undefined,
): Found<string> | undefined {
  // What the app itself answers to says most: ready is a better question than alive.
  for (const path of HEALTH_PATHS) {
    const quoted = new RegExp(`["'\`]${path}["'\`]`);
    for (const [file, source] of repository.files) {
      if (
        /\.(py|ts|js|mjs|cjs|go)$/.test(file) &&
        !/(^|\/)(tests?|spec|__tests__)\/|\.(test|spec)\.|_test\.go$|(^|\/)test_/.test(file) &&
        quoted.test(source)
      ) {
        return { value: path, why: `${file} answers to it` };
      }
    }
  }
  const asked = (source: string) => /https?:\/\/(?:localhost|127\.0\.0\.1)[^\s"'/]*(\/[\w./-]*)/.exec(source)?.[1];
  const check = docker.findLast(({ name }) => name === "HEALTHCHECK")?.text ?? "";
  const own = asked(check);
  if (own) return { value: own, why: "the HEALTHCHECK of the Dockerfile asks for it" };
  const composed = isMap(service?.value.healthcheck) ? JSON.stringify(service.value.healthcheck.test ?? "") : "";
  const theirs = asked(composed);
  return theirs ? { value: theirs, why: `the healthcheck of ${service?.file} asks for it` } : undefined;
}

// ---- What it is written in, and how it is tested

function stackOf(repository: Repository): Found<string> | undefined {
  const python = pythonFile(repository);
  if (python) {
    const fast = [...repository.files].some(
      ([path, source]) => /\.(txt|toml)$|Pipfile$/.test(path) && /\bfastapi\b/i.test(source),
    );
    return { value: fast ? "Python with FastAPI" : "Python", why: `${python} is there` };
  }
  if (has(repository, "package.json")) return { value: "Node", why: "package.json is there" };
  if (has(repository, "go.mod")) return { value: "Go", why: "go.mod is there" };
  return undefined;
}

function pythonFile(repository: Repository): string | undefined {
  return ["pyproject.toml", "requirements.txt", "setup.py", "setup.cfg", "Pipfile"].find((one) => has(repository, one));
}

function testsOf(repository: Repository): Found<Tests> | undefined {
  return pythonTests(repository) ?? nodeTests(repository) ?? goTests(repository) ?? makeTests(repository);
}

/** What stands in front of a Python command so that it finds the project's packages. */
function pythonPrefix(repository: Repository): { setUp: string; run: string } | undefined {
  if (!pythonFile(repository)) return undefined;
  if (has(repository, "uv.lock")) return { setUp: "", run: "uv run " };
  if (has(repository, "poetry.lock")) return { setUp: "poetry install --quiet && ", run: "poetry run " };
  const dev = ["requirements-dev.txt", "requirements/dev.txt", "dev-requirements.txt", "requirements-test.txt"].find(
    (one) => has(repository, one),
  );
  const all = dev ?? (has(repository, "requirements.txt") ? "requirements.txt" : undefined);
  const what = all ? `-r ${all}` : pyprojectExtra(repository);
  // A second run finds the environment and only looks whether it is complete.
  return {
    setUp: `test -d .venv || python3 -m venv .venv && .venv/bin/pip install --quiet ${what} && `,
    run: ".venv/bin/",
  };
}

function pyprojectExtra(repository: Repository): string {
  const extras =
    /\[project\.optional-dependencies\]([\s\S]*?)(\n\[|$)/.exec(text(repository, "pyproject.toml"))?.[1] ?? "";
  const extra = ["dev", "test", "tests"].find((one) => new RegExp(`^${one}\\s*=`, "m").test(extras));
  return extra ? `-e ".[${extra}]"` : "-e .";
}

function pythonTests(repository: Repository): Found<Tests> | undefined {
  const prefix = pythonPrefix(repository);
  if (!prefix) return undefined;
  const declared = [...repository.files].filter(([path]) =>
    /(^|\/)(pyproject\.toml|[\w-]*requirements[\w/-]*\.txt|setup\.cfg|Pipfile|tox\.ini)$|^requirements\//.test(path),
  );
  const says = (word: RegExp) => declared.find(([, source]) => word.test(source))?.[0];
  const pytest = says(/\bpytest\b/) ?? (has(repository, "pytest.ini") ? "pytest.ini" : undefined);
  if (!pytest) {
    const test = [...repository.files.keys()].find((path) => /(^|\/)test_\w+\.py$/.test(path));
    return test
      ? { value: { run: "python3 -m unittest discover" }, why: `${test} is there and pytest is not` }
      : undefined;
  }
  const coverage = says(/\bpytest-cov\b/);
  const cov = coverage ? " --cov --cov-report=xml:reports/coverage.xml" : "";
  return {
    value: {
      run: `${prefix.setUp}${prefix.run}pytest --junitxml=reports/junit.xml${cov}`,
      reports: "reports/junit.xml",
      ...(coverage ? { coverage: "reports/coverage.xml" } : {}),
    },
    why: `${pytest} names pytest${coverage ? ` and ${coverage} pytest-cov` : ""}`,
  };
}

interface Package {
  scripts?: Record<string, string>;
  devDependencies?: Record<string, string>;
  dependencies?: Record<string, string>;
}

function packageOf(repository: Repository): Package | undefined {
  try {
    const value: unknown = JSON.parse(text(repository, "package.json") || "null");
    return isMap(value) ? (value as Package) : undefined;
  } catch {
    return undefined;
  }
}

function nodeTests(repository: Repository): Found<Tests> | undefined {
  const manifest = packageOf(repository);
  const script = manifest?.scripts?.test;
  if (!manifest || !script || /no test specified/.test(script)) return undefined;
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  const [install, run] = has(repository, "pnpm-lock.yaml")
    ? ["pnpm install --frozen-lockfile", "pnpm test"]
    : has(repository, "yarn.lock")
      ? ["yarn install --frozen-lockfile", "yarn test"]
      : has(repository, "package-lock.json")
        ? ["npm ci", "npm test"]
        : ["npm install --no-audit --no-fund", "npm test"];
  const setUp = Object.keys(all).length > 0 ? `${install} && ` : "";
  const why = `package.json has the script test (${script})`;
  const extra = (args: string) => `${setUp}${run} ${run.startsWith("npm") ? "-- " : ""}${args}`;
  // More arguments only reach the runner where it is the last thing that the script starts.
  if (/\bvitest( run)?\s*$/.test(script)) {
    const cov = "@vitest/coverage-v8" in all || "@vitest/coverage-istanbul" in all;
    const more = cov ? " --coverage.enabled --coverage.reporter=lcov" : "";
    return {
      value: {
        run: extra(`--run --reporter=default --reporter=junit --outputFile.junit=reports/junit.xml${more}`),
        reports: "reports/junit.xml",
        ...(cov ? { coverage: "coverage/lcov.info" } : {}),
      },
      why,
    };
  }
  if (/^node --test\b[^&|;]*$/.test(script)) {
    return {
      value: {
        run: `${setUp}mkdir -p reports && NODE_OPTIONS="--test-reporter=junit --test-reporter-destination=reports/junit.xml" ${run}`,
        reports: "reports/junit.xml",
      },
      why,
    };
  }
  if (/\bjest\b[^&|;]*$/.test(script)) {
    return {
      value: {
        run: extra("--json --outputFile=reports/jest.json --coverage --coverageReporters=lcov"),
        reports: "reports/jest.json",
        coverage: "coverage/lcov.info",
      },
      why,
    };
  }
  return { value: { run: `${setUp}${run}` }, why };
}

function goTests(repository: Repository): Found<Tests> | undefined {
  if (!has(repository, "go.mod")) return undefined;
  return {
    value: {
      run: "mkdir -p reports && go test -json -coverprofile=reports/cover.out ./... > reports/tests.json",
      reports: "reports/tests.json",
      coverage: "reports/cover.out",
    },
    why: "go.mod is there",
  };
}

function makeTests(repository: Repository): Found<Tests> | undefined {
  if (/^test\s*:/m.test(text(repository, "Makefile")))
    return { value: { run: "make test" }, why: "Makefile has the target test" };
  const script = ["test.sh", "run-tests.sh", "scripts/test.sh", "bin/test"].find((one) => has(repository, one));
  return script ? { value: { run: `sh ${script}` }, why: `${script} is there` } : undefined;
}

// ---- The database

function migrationsOf(repository: Repository): Found<Migrations> | undefined {
  const manifest = packageOf(repository);
  const all = { ...manifest?.dependencies, ...manifest?.devDependencies };
  const python = pythonPrefix(repository);
  const tool = (command: string, why: string) => ({ value: { command }, why });
  const node = (command: string) =>
    Object.keys(all).length > 0 ? `npm ci --silent && npx ${command}` : `npx ${command}`;
  if (has(repository, "alembic.ini") && python)
    return {
      value: {
        command: `${python.setUp}${python.run}alembic upgrade head`,
        // The environment is there by then.
        "pending-command": `${python.run}alembic current --check-heads`,
      },
      why: "alembic.ini is there",
    };
  if (has(repository, "manage.py"))
    return tool(`${python?.setUp ?? ""}${python?.run ?? ""}python manage.py migrate --noinput`, "manage.py is there");
  if (has(repository, "prisma/schema.prisma"))
    return tool(node("prisma migrate deploy"), "prisma/schema.prisma is there");
  const file = (pattern: RegExp) => [...repository.files.keys()].find((path) => pattern.test(path));
  const drizzle = file(/^drizzle\.config\.\w+$/);
  if (drizzle) return tool(node("drizzle-kit migrate"), `${drizzle} is there`);
  const knex = file(/^knexfile\.\w+$/);
  if (knex) return tool(node("knex migrate:latest"), `${knex} is there`);
  const dbmate = file(/^db\/migrations\/\d{14}_.*\.sql$/);
  if (dbmate) return tool("dbmate --no-dump-schema up", `${dbmate} is there`);
  const goose = [...repository.files].find(
    ([path, source]) => path.endsWith(".sql") && /^-- \+goose Up/m.test(source),
  )?.[0];
  if (goose)
    return tool(
      `goose -dir ${goose.slice(0, goose.lastIndexOf("/"))} postgres "$DATABASE_URL" up`,
      `${goose} is written for goose`,
    );
  const sql = file(/^([\w-]+\/)*migrations\/\d+[_-][^/]*\.sql$/);
  return sql ? { value: { directory: sql.slice(0, sql.lastIndexOf("/")) }, why: `${sql} is there` } : undefined;
}

/** The app's environment as its Compose file has it; addresses of databases and what sounds secret come from variables. */
function settingsOf(service: Service | undefined, migrates: boolean): Pick<Findings, "env" | "secrets"> {
  if (!service) return { env: [], secrets: [] };
  const { environment, secrets } = service.value;
  const pairs: [string, string][] = Array.isArray(environment)
    ? environment
        .map(String)
        .filter(isPair)
        .map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)])
    : isMap(environment)
      ? Object.entries(environment).flatMap(([name, value]): [string, string][] =>
          isScalar(value) ? [[name, String(value)]] : [],
        )
      : [];
  const why = `${service.file} has it for ${service.name}`;
  const names = (Array.isArray(secrets) ? secrets : []).map((one: unknown) =>
    isMap(one) ? String(one.target ?? one.source) : String(one),
  );
  return {
    env: pairs.map(([name, value]) => ({ value: [name, fromOutside(name, migrates) ?? value] as const, why })),
    secrets: names.map((name) => ({
      value: [name, fromOutside(name, migrates) ?? `\${${variable(name)}}`] as const,
      why: `${why} in /run/secrets`,
    })),
  };
}

const variable = (name: string) => name.toUpperCase().replace(/[^A-Z0-9]+/g, "_");

/** The variable that a setting comes from, where it must not stand in a file: what the app reaches may have another address than what we reach. */
function fromOutside(name: string, migrates: boolean): string | undefined {
  if (/^database_?url$/i.test(name)) return migrates ? "${APP_DATABASE_URL:-${DATABASE_URL}}" : "${DATABASE_URL}";
  if (/(secret|password|passwd|token|key|dsn|_url)$/i.test(name)) return `\${${variable(name)}}`;
  return undefined;
}
