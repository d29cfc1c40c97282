import { randomBytes } from "node:crypto";
import pg from "pg";
import { run } from "../../toolkit/process.ts";
import { freePort } from "./free-port.ts";

/** Label and image name of all that is made of this app. */
export const SMALL = "quayside-small";

const SERVER = `const { answer } = require("./answer.js");
require("node:http").createServer((request, response) => response.end(answer(request.url))).listen(3000);
process.on("SIGTERM", () => process.exit());
`;

/** The files of an app that has all stages of a pipeline and is done with them in seconds. Its folder is small/. */
export const SMALL_FILES: Readonly<Record<string, string>> = {
  "pipeline.yml": `app: \${APP_NAME:-${SMALL}}
build:
  context: small
  tags: \${TEST_REGISTRY}/${SMALL}:\${GITHUB_SHA}
test:
  run: >-
    mkdir -p reports && node --test --experimental-test-coverage
    --test-reporter=junit --test-reporter-destination=reports/junit.xml
    --test-reporter=lcov --test-reporter-destination=reports/lcov.info
  working-directory: small
  reports: reports/junit.xml
  coverage-reports: reports/lcov.info
push: {}
migrate:
  url: \${DATABASE_URL}
  directory: small/migrations
deploy:
  publish: \${APP_ADDRESS:-127.0.0.1:1}
  port: 3000
  health-path: /healthz
verify:
  path: /version
  contains: small 1
`,
  "small/Dockerfile":
    'FROM node:24-bookworm-slim\nCOPY server.js answer.js /\nUSER node\nEXPOSE 3000\nCMD ["node", "/server.js"]\n',
  "small/server.js": SERVER,
  "small/answer.js": `exports.answer = (path) => {
  if (path === "/version") return "small 1";
  return "hello";
};
`,
  "small/answer.test.js": `const assert = require("node:assert");
const { test } = require("node:test");
const { answer } = require("./answer.js");
test("the version", () => assert.equal(answer("/version"), "small 1"));
test("all else", () => assert.equal(answer("/"), "hello"));
`,
  "small/migrations/0001_notes.sql": "CREATE TABLE notes (id bigint PRIMARY KEY);\n",
  "small/migrations/0002_text.sql": "ALTER TABLE notes ADD COLUMN text text;\n",
};

/** Where one run of the small app goes: an app, a database and a port of its own. */
export interface Place {
  readonly app: string;
  readonly database: string;
  readonly port: number;
  /** The variables of its pipeline file. */
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Makes a place; the servers are those that \`npm test\` has set up. */
export async function place(): Promise<Place> {
  const { QUAYSIDE_TEST_POSTGRES: server = "", QUAYSIDE_TEST_REGISTRY: registry = "" } = process.env;
  const name = randomBytes(4).toString("hex");
  const database = `small_${name}`;
  const ask = async (sql: string) => {
    const client = new pg.Client(server);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await ask(`CREATE DATABASE ${database}`);
  const url = server.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
  const app = `${SMALL}-${name}`;
  const port = await freePort();
  return {
    app,
    database: url,
    port,
    env: { APP_NAME: app, APP_ADDRESS: `127.0.0.1:${port}`, DATABASE_URL: url, TEST_REGISTRY: registry },
    remove: async () => {
      await removeApp(app);
      await ask(`DROP DATABASE ${database} WITH (FORCE)`);
    },
  };
}

/** Removes what was deployed of an app, by the command line. */
export async function removeApp(app: string): Promise<void> {
  const cli = `${import.meta.dirname}/../../dist/cli.js`;
  await run(process.execPath, [cli, "deploy", "--mode", "down", "--app", app], { timeout: 120_000 });
}

/** Removes the images that were built of the app. */
export async function removeImages(): Promise<void> {
  await run("sh", ["-c", `docker images --quiet '*/${SMALL}' | sort -u | xargs -r docker rmi --force`]);
}
