import { expect, test } from "vitest";
import { eventFacts, factsOf } from "./event.ts";

const env = {
  GITHUB_REPOSITORY: "acme/shop",
  GITHUB_SHA: "abc",
  GITHUB_REF_TYPE: "branch",
  GITHUB_REF_NAME: "topic",
};
const acme = { full_name: "acme/shop", owner: { login: "acme" } };
const stranger = { full_name: "stranger/shop", owner: { login: "stranger" } };
const side = (sha: string, ref: string, repo: typeof acme | null) => ({ sha, ref, repo });

test.each([
  [
    "pull request",
    { pull_request: { number: 3, head: side("h", "topic", acme), base: side("b", "main", acme) } },
    { pullRequest: 3, head: "h", label: "acme:topic", base: "b", fork: false },
  ],
  [
    "pull request from a fork",
    { pull_request: { number: 3, head: side("h", "topic", stranger), base: side("b", "main", acme) } },
    { pullRequest: 3, head: "h", label: "stranger:topic", base: "b", fork: true },
  ],
  [
    "pull request whose fork is gone",
    { pull_request: { number: 3, head: side("h", "topic", null), base: side("b", "main", acme) } },
    { pullRequest: 3, head: "h", base: "b", fork: true },
  ],
  [
    "workflow run of a fork, which names no pull request",
    {
      workflow_run: { head_sha: "h", head_branch: "topic", head_repository: stranger, pull_requests: [] },
      repository: acme,
    },
    { head: "h", label: "stranger:topic", fork: true },
  ],
  ["merge group", { merge_group: { head_sha: "h", base_sha: "b" } }, { head: "h", base: "b", fork: false }],
  ["push", { before: "b" }, { head: "abc", label: "acme:topic", base: "b", fork: false }],
  ["first push of a branch", { before: "0".repeat(40) }, { head: "abc", label: "acme:topic", fork: false }],
  ["comment on a pull request", { issue: { number: 9, pull_request: {} } }, { pullRequest: 9, fork: false }],
  ["comment on an issue", { issue: { number: 9 } }, { fork: false }],
  ["nothing", {}, { head: "abc", label: "acme:topic", fork: false }],
])("%s", (_, payload, expected) => {
  expect(factsOf(payload, env)).toEqual(expected);
});

test("a payload that cannot be read says nothing", () => {
  expect(eventFacts({ GITHUB_EVENT_PATH: "/nonexistent/event.json" })).toEqual({ fork: false });
  expect(eventFacts({ GITHUB_EVENT_PATH: import.meta.filename })).toEqual({ fork: false });
});
