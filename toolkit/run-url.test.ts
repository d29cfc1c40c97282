import { expect, test } from "vitest";
import { runUrl } from "./run-url.ts";

test.each([
  [
    { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "a/b", GITHUB_RUN_ID: "7" },
    "https://github.com/a/b/actions/runs/7",
  ],
  [{ GITHUB_REPOSITORY: "a/b" }, ""],
  [{ BUILD_URL: "https://jenkins.example/job/1/" }, "https://jenkins.example/job/1/"],
  [{ TRAVIS_BUILD_WEB_URL: "https://travis.example/1" }, "https://travis.example/1"],
  [{}, ""],
])("%o", (env, expected) => {
  expect(runUrl(env)).toBe(expected);
});
