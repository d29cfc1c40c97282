import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../toolkit/process.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import { factsOfEnvironment, runFacts } from "./facts.ts";

test.each([
  [
    { GITHUB_EVENT_NAME: "push", GITHUB_REF: "refs/heads/main" },
    { event: "push", branch: "main" },
  ],
  [
    { GITHUB_EVENT_NAME: "push", GITHUB_REF: "refs/tags/v1.2" },
    { event: "push", tag: "v1.2" },
  ],
  [{ GITHUB_EVENT_NAME: "pull_request", GITHUB_REF: "refs/pull/7/merge" }, { event: "pull_request" }],
  [
    { GITHUB_EVENT_NAME: "schedule", GITHUB_REF: "refs/heads/a/b" },
    { event: "schedule", branch: "a/b" },
  ],
  [{}, undefined],
])("%j is %j", (env, expected) => {
  expect(factsOfEnvironment(env)).toEqual(expected);
});

let folder: string;
const git = async (...args: string[]) => {
  const { stdout } = await run("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], { cwd: folder });
  return stdout.trim();
};
const write = async (path: string, text: string) => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
};
const commit = async (path: string) => {
  await write(path, path);
  await git("add", ".");
  await git("commit", "--quiet", "--message", path);
  return await git("rev-parse", "HEAD");
};
const ask = (env: Record<string, string> = {}, base = "", paths = true, workspace = folder) =>
  runFacts(realWorld(terminalRunner({}, { PATH: process.env.PATH, ...env }), new AbortController().signal, workspace), {
    base,
    paths,
  });

let first: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayside-facts-"));
  await git("init", "--quiet", "--initial-branch=main");
  first = await commit("a.txt");
  await commit("web/b ü.txt");
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

test("on a laptop's default branch: its last commit, and what is not committed", async () => {
  expect(await ask()).toEqual({ event: "local", branch: "main", changed: ["web/b ü.txt"] });
  await write("web/new.txt", "x");
  // The same from a folder within the repository.
  expect((await ask({}, "", true, join(folder, "web"))).changed).toEqual(["web/b ü.txt", "web/new.txt"]);
  await rm(join(folder, "web/new.txt"));
});

test("on a branch: what it has that the base has not; a base that is named wins", async () => {
  await git("checkout", "--quiet", "-b", "feature", first);
  await commit("c.txt");
  expect(await ask({}, "main")).toEqual({ event: "local", branch: "feature", changed: ["c.txt"] });
  expect((await ask({ GITHUB_EVENT_NAME: "pull_request", GITHUB_BASE_REF: "main" })).changed).toEqual(["c.txt"]);
  expect((await ask({ GITHUB_EVENT_NAME: "push", TRAVIS_COMMIT_RANGE: `${first}...HEAD` })).changed).toEqual(["c.txt"]);
});

test("where nobody tells what to compare with, it is not known what changed", async () => {
  expect(
    await ask({ GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "schedule", GITHUB_REF: "refs/heads/main" }),
  ).toMatchObject({ unknown: expect.stringContaining("no commit") });
  expect(await ask({}, "nosuch")).not.toHaveProperty("changed");
  const empty = await mkdtemp(join(tmpdir(), "quayside-facts-"));
  expect(await ask({}, "", true, empty)).toMatchObject({ event: "local", unknown: expect.anything() });
  await rm(empty, { recursive: true });
});

test("git is not asked what changed where nobody wants to know", async () => {
  expect(await ask({}, "main", false)).toEqual({ event: "local", branch: "feature" });
});
