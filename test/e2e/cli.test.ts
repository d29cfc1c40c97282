import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../toolkit/process.ts";
import { freePort } from "../support/free-port.ts";
import { type Published, publish } from "../support/npm-package.ts";
import { type Repository, repository } from "../support/repository.ts";

/** A repository as somebody has it who has never heard of us: a Dockerfile and a test command. */
const FILES = {
  Dockerfile: 'FROM node:24-bookworm-slim\nCOPY server.js /\nUSER node\nCMD ["node", "/server.js"]\n',
  "server.js": `require("node:http").createServer((_, answer) => answer.end("first")).listen(3000);
process.on("SIGTERM", () => process.exit());\n`,
  "package.json": '{ "name": "hello", "scripts": { "test": "node --test" } }\n',
  "server.test.js": `require("node:test")("one and one", () => require("node:assert").equal(1 + 1, 2));\n`,
};

let published: Published;
let hello: Repository;
beforeAll(async () => {
  published = await publish();
  hello = await repository("quayside-cli-hello");
  await hello.commit(FILES);
});
afterAll(async () => {
  await npx("deploy", "--mode", "down", "--app", "quayside-cli-hello");
  await run("sh", ["-c", "docker images --quiet quayside-cli-hello | sort -u | xargs -r docker rmi --force"]);
  hello?.remove();
  await published?.remove();
});

let more: Record<string, string> = {};
/** What a new user types: `npx quayside …`, with nothing installed but Node and Docker. */
const npx = (...args: string[]) =>
  run("npx", ["--yes", "quayside@1", ...args], {
    cwd: hello.folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...published.env, ...more },
    timeout: 500_000,
    onLine: (line, stream) => stream === "stderr" && console.log(line),
  });

test("a repository with only a Dockerfile and a test command gets a green pipeline by init and nothing else", async () => {
  const { code, stderr } = await npx("init");
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/Set .* before it runs/);
  expect(readFileSync(join(hello.folder, ".github/workflows/main.yml"), "utf8")).toContain("branches: [main]");
  const green = await npx("pipeline", "--json");
  expect(green.code).toBe(0);
  const { outputs } = JSON.parse(green.stdout);
  expect(outputs).toMatchObject({ outcome: "success", tests: "1" });
  expect(outputs.report.stages.map(({ stage, outcome }: Record<string, string>) => [stage, outcome])).toEqual([
    ["build", "success"],
    ["test", "success"],
  ]);
  // Again, also for another commit, what is there is not built anew: what init writes keeps the image's content to itself.
  await hello.commit({ ".github/CODEOWNERS": "* @acme\n" });
  const again = JSON.parse((await npx("pipeline", "--json")).stdout);
  expect(again.outputs.report.stages[0].outputs.outcome).toBe("skipped");
  // The registry was asked for us alone.
  expect(published.asked.filter((one) => !/^GET \/quayside(\.tgz)?$/.test(one))).toEqual([]);
});

test("with a port in its Dockerfile it is deployed as well; status, rollback and doctor need no flags", async () => {
  const port = await freePort();
  more = { APP_ADDRESS: `127.0.0.1:${port}` };
  await hello.commit({ Dockerfile: `${FILES.Dockerfile}EXPOSE 3000\n` });
  expect((await npx("init", "--force")).code).toBe(0);
  expect((await npx("doctor")).code).toBe(0);
  expect((await npx("pipeline")).code).toBe(0);
  const answer = async () => await (await fetch(`http://127.0.0.1:${port}/`)).text();
  expect(await answer()).toBe("first");

  await hello.commit({ "server.js": FILES["server.js"].replace("first", "second") });
  expect((await npx("pipeline")).code).toBe(0);
  expect(await answer()).toBe("second");

  const back = await npx("rollback", "--json");
  expect(back.code).toBe(0);
  expect(JSON.parse(back.stdout).outputs).toMatchObject({ "failed-requests": "0" });
  expect(await answer()).toBe("first");
  const { code, stdout } = await npx("status");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^outcome +shown$/m);
});

test("a red test makes a red pipeline, with the exit code of the tests", async () => {
  await hello.commit({ "server.test.js": FILES["server.test.js"].replace("1 + 1", "1 + 2") });
  const { code, stderr } = await npx("pipeline", "--stages", "test");
  expect(code).toBe(1);
  expect(stderr).toContain("Stage test failed");
});
