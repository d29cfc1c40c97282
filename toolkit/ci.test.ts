import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ciVariables } from "./ci.ts";
import { eventFacts } from "./github/event.ts";
import { run } from "./process.ts";
import { runUrl } from "./run-url.ts";

const PATH = process.env.PATH;

test("Jenkins, a branch of a multibranch job", async () => {
  const env = {
    PATH,
    JENKINS_URL: "https://ci.test/",
    BUILD_NUMBER: "7",
    BUILD_URL: "https://ci.test/job/shop/7/",
    GIT_COMMIT: "abc123",
    GIT_BRANCH: "origin/main",
    GIT_URL: "git@github.com:acme/shop.git",
    BUILD_USER_ID: "ada",
  };
  const found = await ciVariables(env, "/");
  expect(found).toEqual({
    GITHUB_SHA: "abc123",
    GITHUB_REF: "refs/heads/main",
    GITHUB_REF_NAME: "main",
    GITHUB_REF_TYPE: "branch",
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_ACTOR: "ada",
    GITHUB_RUN_NUMBER: "7",
    GITHUB_EVENT_NAME: "push",
  });
  expect(runUrl({ ...env, ...found })).toBe("https://ci.test/job/shop/7/");
});

test("Jenkins, a pull request and a tag", async () => {
  const job = { PATH, JENKINS_URL: "https://ci.test/", GIT_COMMIT: "abc123", GIT_URL: "https://github.com/acme/shop" };
  const pull = { ...job, CHANGE_ID: "12", CHANGE_TARGET: "main", BRANCH_NAME: "PR-12", CHANGE_AUTHOR: "ada" };
  const found = await ciVariables(pull, "/");
  expect(found).toMatchObject({
    GITHUB_REF: "refs/pull/12/merge",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_BASE_REF: "main",
    GITHUB_REPOSITORY: "acme/shop",
  });
  expect(eventFacts({ ...pull, ...found })).toMatchObject({ pullRequest: 12, head: "abc123" });
  expect(await ciVariables({ ...job, TAG_NAME: "v1.2.3", BRANCH_NAME: "v1.2.3" }, "/")).toMatchObject({
    GITHUB_REF: "refs/tags/v1.2.3",
    GITHUB_REF_TYPE: "tag",
  });
});

test("Travis CI, a push and a pull request", async () => {
  const job = {
    PATH,
    CI: "true",
    TRAVIS: "true",
    TRAVIS_COMMIT: "abc123",
    TRAVIS_BRANCH: "main",
    TRAVIS_PULL_REQUEST: "false",
    TRAVIS_REPO_SLUG: "acme/shop",
    TRAVIS_BUILD_NUMBER: "9",
    TRAVIS_BUILD_WEB_URL: "https://travis.test/builds/9",
  };
  const found = await ciVariables(job, "/");
  expect(found).toMatchObject({ GITHUB_SHA: "abc123", GITHUB_REF: "refs/heads/main", GITHUB_REPOSITORY: "acme/shop" });
  expect(runUrl({ ...job, ...found })).toBe("https://travis.test/builds/9");
  expect(found.GITHUB_EVENT_NAME).toBe("push");
  expect((await ciVariables({ ...job, TRAVIS_EVENT_TYPE: "cron" }, "/")).GITHUB_EVENT_NAME).toBe("schedule");
  const pull = {
    ...job,
    TRAVIS_PULL_REQUEST: "12",
    TRAVIS_PULL_REQUEST_SHA: "def456",
    TRAVIS_PULL_REQUEST_BRANCH: "feature",
  };
  expect(await ciVariables(pull, "/")).toMatchObject({
    GITHUB_SHA: "def456",
    GITHUB_REF: "refs/pull/12/merge",
    GITHUB_HEAD_REF: "feature",
    GITHUB_BASE_REF: "main",
  });
});

test("what is set already is left alone, and a GitHub run needs nothing", async () => {
  const env = { PATH, JENKINS_URL: "x", GIT_COMMIT: "abc123", GITHUB_SHA: "mine" };
  expect(await ciVariables(env, "/")).not.toHaveProperty("GITHUB_SHA");
  expect(await ciVariables({ ...env, GITHUB_ACTIONS: "true" }, "/")).toEqual({});
});

test("a repository that is not on GitHub is not named, since the name is for GitHub's API", async () => {
  const env = { PATH, JENKINS_URL: "x", GIT_COMMIT: "abc123", GIT_URL: "https://git.acme.test/acme/shop.git" };
  expect(await ciVariables(env, "/")).not.toHaveProperty("GITHUB_REPOSITORY");
});

test("on a laptop commit and branch are those of git; outside of a clone there are none", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ci-"));
  const env = { PATH, USER: "ada", HOME: folder, GIT_CEILING_DIRECTORIES: tmpdir() };
  try {
    expect(await ciVariables(env, folder)).toEqual({ GITHUB_ACTOR: "ada" });
    const git = (...args: string[]) =>
      run("git", ["-c", "user.name=a", "-c", "user.email=a@example.invalid", ...args], { cwd: folder });
    await git("init", "--quiet", "--initial-branch", "trunk");
    await git("commit", "--quiet", "--allow-empty", "--message", "first");
    const found = await ciVariables(env, folder);
    expect(found).toMatchObject({ GITHUB_REF_NAME: "trunk", GITHUB_SHA: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(found).not.toHaveProperty("GITHUB_EVENT_NAME");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
