import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messageOf } from "../../toolkit/errors.ts";
import type { GitHub } from "../../toolkit/github.ts";
import { run } from "../../toolkit/process.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import { main } from "./main.ts";
import type { PipelineReport } from "./report.ts";

const FILES = {
  ".gitignore": "home/\nout/\n",
  "pipeline.yml": `
app: shop
test:
  run: echo tested >> $$HOME/runs
  reuse: true
  when: { event: [push, pull_request, local] }
migrate: { when: { branch: main, paths: migrations/** } }
environments:
  staging:
    test: { run: "echo \${WHERE} | tee -a $$HOME/runs" }
`,
  "migrations/0001_users.sql": "CREATE TABLE users (id bigint PRIMARY KEY);\n",
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayside-main-"));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await mkdir(join(folder, "home"));
  for (const args of [
    ["init", "--quiet", "--initial-branch=main"],
    ["add", "."],
    ["commit", "--quiet", "--message=one"],
  ]) {
    await run("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], { cwd: folder });
  }
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function play(inputs: Record<string, string>, env: Record<string, string> = {}, pull = 7) {
  const outputs: Record<string, string> = {};
  const log: string[] = [];
  const comments: { issue: number; key: string; body: string }[] = [];
  const variables = { PATH: process.env.PATH, HOME: join(folder, "home"), ...env };
  const runner = {
    ...terminalRunner(inputs, variables, { write: (text: string) => log.push(text) }),
    output: (name: string, value: string) => void Object.assign(outputs, { [name]: value }),
    summary: async () => {},
  };
  const github: Partial<GitHub> = {
    pullRequest: async () => pull,
    comment: async (issue, key, body) => {
      comments.push({ issue, key, body });
      return { id: 1, url: "https://example.com/comment", updated: false };
    },
  };
  const world = { ...realWorld(runner, new AbortController().signal, folder), github: async () => github as GitHub };
  const error = await main(world).then(() => undefined, messageOf);
  const report = JSON.parse(outputs.report ?? "{}") as PipelineReport;
  return {
    error,
    outputs,
    log: log.join(""),
    comments,
    stages: Object.fromEntries((report.stages ?? []).map(({ stage, did }) => [stage, did])),
  };
}

const runs = async () =>
  (await readFile(join(folder, "home/runs"), "utf8").catch(() => "")).trim().split("\n").filter(Boolean);

test("a plan with a token becomes one comment on the pull request, under its key", async () => {
  const { error, outputs, comments, stages } = await play(
    { mode: "plan", token: "t0ken-t0ken", "comment-key": "k" },
    { GITHUB_EVENT_NAME: "pull_request" },
  );
  expect(error).toBeUndefined();
  expect(outputs).toMatchObject({ outcome: "planned", "comment-url": "https://example.com/comment" });
  expect(comments).toMatchObject([
    { issue: 7, key: "k", body: expect.stringContaining("📋 Plan of <code>shop</code>") },
  ]);
  expect(stages).toEqual({ test: "planned", migrate: "left out, since this is no branch, not main" });
  expect(await runs()).toEqual([]);
});

test("without a token there is no comment", async () => {
  expect((await play({ mode: "plan" }, { GITHUB_EVENT_NAME: "pull_request" })).comments).toEqual([]);
});

test("green tests are not run again for the same content, and are for another environment", async () => {
  const env = { GITHUB_EVENT_NAME: "pull_request", WHERE: "staging" };
  expect((await play({}, env)).error).toBeUndefined();
  const again = await play({ "report-dir": "out" }, env);
  expect(again.stages.test).toMatch(/^passed; not run again, since nothing changed since it was green/);
  expect(await readFile(join(folder, "out/report.html"), "utf8")).toContain("not run again");
  expect(await runs()).toEqual(["tested"]);
  const staging = await play({ environment: "staging" }, env);
  expect(staging.error).toBeUndefined();
  expect(await runs()).toEqual(["tested", "staging"]);
});

test("a secret variable fills the file and is in no log", async () => {
  const { error, log } = await play(
    { environment: "staging", stages: "test", variables: "WHERE=hidden-place" },
    { WHERE: "nowhere", GITHUB_EVENT_NAME: "pull_request" },
  );
  expect(error).toBeUndefined();
  expect((await runs()).at(-1)).toBe("hidden-place");
  expect(log).toContain("\n***\n");
  expect(log).not.toContain("hidden-place");
  const wrong = await play({ environment: "staging", variables: "hidden-place" });
  expect(wrong.error).toContain("variables got a secret value (entry 1 has no KEY= in front)");
});

test("red tests are never kept", async () => {
  const red = FILES["pipeline.yml"].replace("echo tested >>", "exit 3 #");
  await writeFile(join(folder, "red.yml"), red);
  for (let turn = 0; turn < 2; turn++) {
    const { error, outputs } = await play({ file: "red.yml", stages: "test" });
    expect(error).toMatch(/^Stage test failed: the command ended with exit code 3/);
    expect(outputs).toMatchObject({ outcome: "failure", "failed-stage": "test" });
  }
});

test("all mistakes of the file are told before anything runs, with the file's own path", async () => {
  await mkdir(join(folder, "deploy"), { recursive: true });
  await writeFile(join(folder, "deploy/bad.yml"), "tset: {}\ntest: { run: $A $B }\n");
  const before = await runs();
  const { error, outputs } = await play({ file: "deploy/bad.yml" });
  expect(error?.split("\n")).toEqual([
    'deploy/bad.yml:1:1: "tset" is no key; did you mean "test"?',
    expect.stringContaining("deploy/bad.yml:2:9: A is not set"),
    expect.stringContaining("deploy/bad.yml:2:9: B is not set"),
  ]);
  expect(outputs.report).toBeUndefined();
  expect(await runs()).toEqual(before);
});

test("no file: says where it was looked for", async () => {
  expect((await play({ file: "nosuch.yml" })).error).toContain(
    `There is no pipeline file at ${join(folder, "nosuch.yml")}`,
  );
});
