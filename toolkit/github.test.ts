import { expect, test } from "vitest";
import { FakeGitHub, refusals } from "../test/support/github-api.ts";
import type { Clock } from "./clock.ts";
import { AbortedError } from "./errors.ts";
import { marker } from "./github/comments.ts";
import { connectGitHub, type GitHub } from "./github.ts";

const NOW = Date.UTC(2026, 10, 25);

/** A connection to a fake, the warnings that it gave, and the waits that it asked for. */
async function connected(env: Record<string, string> = {}, token = "ghs_token", signal?: AbortSignal) {
  const fake = new FakeGitHub();
  const warnings: string[] = [];
  const waits: number[] = [];
  const clock: Clock = {
    now: () => NOW,
    elapsed: () => 0,
    sleep: async (milliseconds) => void waits.push(milliseconds),
  };
  const github = await connectGitHub(token, {
    runner: {
      env: { GITHUB_REPOSITORY: "acme/shop", GITHUB_API_URL: "https://api.github.test", ...env },
      annotate: (level, message) => warnings.push(`${level}: ${message}`),
      debug: () => {},
    },
    clock,
    fetch: fake.fetch,
    random: () => 0,
    ...(signal ? { signal } : {}),
  });
  return { fake, warnings, waits, github: github as GitHub };
}

const COMMENTS = /\/issues\/\d+\/comments$/;

test("there is no connection without a token or a repository", async () => {
  const runner = { env: {}, annotate: () => {}, debug: () => {} };
  expect(await connectGitHub("token", { runner })).toBeUndefined();
  expect(await connectGitHub("", { runner: { ...runner, env: { GITHUB_REPOSITORY: "a/b" } } })).toBeUndefined();
});

test("requests carry the token and go to the API that the environment names", async () => {
  const { fake, github } = await connected();
  await github.comment(1, "test", "hello");
  expect(github.repository).toEqual({ owner: "acme", repo: "shop" });
  expect(new Set(fake.asked.map(({ authorization }) => authorization))).toEqual(new Set(["token ghs_token"]));
});

test("what only renews makes no comment", async () => {
  const { fake, github } = await connected();
  expect(await github.comment(7, "test", "nothing", true)).toBeUndefined();
  await github.comment(7, "test", "something");
  expect((await github.comment(7, "test", "nothing any more", true))?.updated).toBe(true);
  expect(fake.comments.get(7)?.map(({ body }) => body)).toEqual([`${marker("test")}\nnothing any more`]);
});

test("a comment is made once and changed after that, also when it is far down the list", async () => {
  const { fake, github, warnings } = await connected();
  for (let n = 0; n < 250; n++) fake.comment(7, `chatter ${n}`);
  const first = await github.comment(7, "test", "one");
  const second = await github.comment(7, "test", "two");
  const other = await github.comment(7, "deploy", "three");
  expect([first?.updated, second?.updated, other?.updated]).toEqual([false, true, false]);
  expect(second?.id).toBe(first?.id);
  const ours = fake.comments.get(7)?.slice(250);
  expect(ours?.map(({ body }) => body)).toEqual([`${marker("test")}\ntwo`, `${marker("deploy")}\nthree`]);
  expect(fake.requests("GET", COMMENTS).map(({ query }) => query.page ?? "1")).toEqual([..."123123123"]);
  expect(warnings).toEqual([]);
});

test("a person's comment that begins with our marker is not taken for ours", async () => {
  const { fake, github } = await connected();
  fake.comment(7, `${marker("test")}\nmine`);
  expect((await github.comment(7, "test", "report"))?.updated).toBe(false);
  expect(fake.comments.get(7)?.map(({ body }) => body.split("\n")[1])).toEqual(["mine", "report"]);
});

test("with a personal token the comment belongs to a person and is found all the same", async () => {
  const { fake, github } = await connected({}, "github_pat_1");
  fake.comment(7, `${marker("test")}\nold`);
  expect((await github.comment(7, "test", "report"))?.updated).toBe(true);
});

test("a comment that is too long is cut, with a notice in front", async () => {
  const { fake, github } = await connected();
  await github.comment(7, "test", "0123456789\n".repeat(7000));
  const body = fake.comments.get(7)?.[0]?.body ?? "";
  expect(body.length).toBeLessThanOrEqual(65_536);
  expect(body.length).toBeGreaterThan(64_000);
  expect(body.split("\n")[1]).toContain("was cut");
});

test("a key cannot break out of the marker", () => {
  expect(marker("a --> <b>\n::x")).toBe("<!-- quayside: a -_ _b____x -->");
});

test.each([
  [
    "what GitHub names",
    refusals.permission("issues=write; pull_requests=write"),
    /`issues: write or pull-requests: write`.*\n.*Add `pull-requests: write`/,
  ],
  [
    "two at once",
    refusals.permission("contents=read,pull_requests=write"),
    /`contents: read and pull-requests: write`/,
  ],
  ["what we know where GitHub names none", { ...refusals.permission(""), headers: {} }, /`pull-requests: write`/],
  ["404", refusals.notFound, /does not find it, or the token lacks the permission `pull-requests: write`/],
  ["401", refusals.badToken, /does not accept the token \(401\)/],
  ["422", refusals.invalid, /refused it: Validation Failed: Body is too long \(422\)/],
])("a refusal is a warning: %s", async (_, answer, expected) => {
  const { fake, github, warnings } = await connected();
  fake.fail("POST", COMMENTS, answer);
  expect(await github.comment(7, "test", "x")).toBeUndefined();
  expect(warnings).toEqual([expect.stringMatching(expected)]);
  expect(warnings[0]).toContain("warning: The comment on #7 was not written: ");
  expect(fake.requests("POST", COMMENTS)).toHaveLength(1);
});

test("a fork is told that its token can only read", async () => {
  const { fake, github, warnings } = await connected();
  const forked = await connected({ GITHUB_EVENT_PATH: new URL("./github/fork-event.json", import.meta.url).pathname });
  forked.fake.fail("POST", COMMENTS, refusals.permission("pull_requests=write"));
  expect(await forked.github.comment(7, "test", "x")).toBeUndefined();
  expect(forked.warnings[0]).toMatch(/from a fork gets a token that can only read/);
  fake.fail("POST", COMMENTS, refusals.permission("pull_requests=write"));
  await github.comment(7, "test", "x");
  expect(warnings[0]).not.toMatch(/fork/);
});

test.each([
  ["retry-after", refusals.secondaryLimit(5), 6000],
  ["429", refusals.secondaryLimit(2, 429), 3000],
  ["x-ratelimit-reset", refusals.primaryLimit(NOW / 1000 + 20), 21_000],
  ["a minute where it says nothing", { ...refusals.secondaryLimit(0), headers: {} }, 61_000],
])("a rate limit is waited for: %s", async (_, answer, wait) => {
  const { fake, github, warnings, waits } = await connected();
  fake.fail("POST", COMMENTS, answer, answer);
  expect(await github.comment(7, "test", "x")).toMatchObject({ updated: false });
  expect(waits).toEqual([wait, wait]);
  expect(warnings).toEqual([]);
});

test("a rate limit that is far away is not waited for", async () => {
  const { fake, github, warnings, waits } = await connected();
  fake.fail("POST", COMMENTS, refusals.primaryLimit(NOW / 1000 + 1800));
  expect(await github.comment(7, "test", "x")).toBeUndefined();
  expect(waits).toEqual([]);
  expect(warnings[0]).toMatch(/rate limit is reached and opens again in 1800 s/);
});

test("a server error is tried again where that does no harm, within a bound", async () => {
  const { fake, github, warnings, waits } = await connected();
  fake.fail("POST", COMMENTS, refusals.broken, refusals.broken);
  expect(await github.comment(7, "test", "x")).toMatchObject({ updated: false });
  expect(waits).toEqual([500, 1000]);
  fake.fail("POST", /check-runs$/, refusals.broken);
  const check = { name: "c", sha: "abc", conclusion: "success", title: "t", summary: "s" } as const;
  expect(await github.checkRun(check)).toBeUndefined();
  expect(fake.requests("POST", /check-runs$/)).toHaveLength(1);
  fake.fail("GET", /compare/, ...Array.from({ length: 9 }, () => refusals.broken));
  expect(await github.compare("a", "b")).toBeUndefined();
  expect(fake.requests("GET", /compare/)).toHaveLength(4);
  expect(warnings).toHaveLength(2);
});

test("an API that cannot be reached is a warning", async () => {
  const warnings: string[] = [];
  const github = await connectGitHub("t", {
    runner: { env: { GITHUB_REPOSITORY: "a/b" }, annotate: (_, message) => warnings.push(message), debug: () => {} },
    clock: { now: () => NOW, elapsed: () => 0, sleep: async () => {} },
    fetch: async () => {
      throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED 127.0.0.1:9") });
    },
  });
  expect(await github?.compare("a", "b")).toBeUndefined();
  expect(warnings[0]).toMatch(/^a and b were not compared: GitHub's API did not answer well: .*ECONNREFUSED/s);
});

test("an abort of the run is thrown, not warned of", async () => {
  const stop = new AbortController();
  const { github, warnings } = await connected({}, "ghs_token", stop.signal);
  stop.abort(new AbortedError("asked to stop"));
  await expect(github.comment(7, "test", "x")).rejects.toThrow("asked to stop");
  expect(warnings).toEqual([]);
});

test("a check run's annotations go in batches of 50, in GitHub's words and bounds", async () => {
  const { fake, github } = await connected();
  const annotations = Array.from({ length: 120 }, (_, n) => ({
    file: "src/a.ts",
    line: n + 1,
    level: "error" as const,
    message: `m${n}`,
  }));
  const run = await github.checkRun({
    name: "tests",
    sha: "abc",
    conclusion: "failure",
    title: "t".repeat(300),
    summary: "é\n".repeat(40_000),
    annotations,
  });
  expect(run).toEqual({ id: expect.any(Number), url: expect.stringContaining("/runs/") });
  const sent = fake.asked.map(({ method, body }) => ({ method, ...(body as { output: { annotations: unknown[] } }) }));
  expect(sent.map(({ method, output }) => [method, output.annotations.length])).toEqual([
    ["POST", 50],
    ["PATCH", 50],
    ["PATCH", 20],
  ]);
  const [created] = fake.checkRuns;
  expect(created).toMatchObject({ head_sha: "abc", status: "completed", conclusion: "failure" });
  const output = created?.output as { title: string; summary: string };
  expect(output.title).toHaveLength(255);
  expect(Buffer.byteLength(output.summary)).toBeLessThanOrEqual(65_535);
  expect(created?.annotations.at(-1)).toEqual({
    path: "src/a.ts",
    start_line: 120,
    end_line: 120,
    annotation_level: "failure",
    message: "m119",
  });
});

test.each([
  [{ file: "a" }, { start_line: 1, end_line: 1 }],
  [
    { file: "a", line: 3, column: 2, endColumn: 4 },
    { start_line: 3, end_line: 3, start_column: 2, end_column: 4 },
  ],
  [
    { file: "a", line: 3, endLine: 5, column: 2 },
    { start_line: 3, end_line: 5 },
  ],
  [
    { file: "a", line: 3, endLine: 1 },
    { start_line: 3, end_line: 3 },
  ],
])("the place of an annotation: %j", async (at, expected) => {
  const { fake, github } = await connected();
  const annotations = [{ ...at, level: "notice" as const, message: "m" }];
  await github.checkRun({ name: "c", sha: "s", conclusion: "neutral", title: "t", summary: "s", annotations });
  expect(fake.checkRuns[0]?.annotations).toEqual([
    { path: "a", annotation_level: "notice", message: "m", ...expected },
  ]);
});

test("a deployment tells its states", async () => {
  const { fake, github, warnings } = await connected();
  const deployment = await github.deployment({ ref: "abc", environment: "staging", production: false });
  expect(await deployment?.status("in_progress")).toBe(true);
  expect(
    await deployment?.status("success", { environmentUrl: "https://shop.test", description: "d".repeat(200) }),
  ).toBe(true);
  expect(fake.deployments[0]).toMatchObject({
    ref: "abc",
    environment: "staging",
    auto_merge: false,
    required_contexts: [],
    production_environment: false,
    statuses: [
      { state: "in_progress" },
      { state: "success", environment_url: "https://shop.test", description: "d".repeat(140) },
    ],
  });
  fake.fail("POST", /statuses$/, refusals.permission("deployments=write"));
  expect(await deployment?.status("failure")).toBe(false);
  expect(warnings[0]).toMatch(/"failure" of the deployment was not told.*`deployments: write`/s);
});

test("two commits are compared", async () => {
  const { fake, github } = await connected();
  const files = (count: number) => Array.from({ length: count }, (_, n) => ({ filename: `f${n}` }));
  const raw = { merge_base_commit: { sha: "base" }, ahead_by: 2, behind_by: 1 };
  fake.comparisons.set("main...topic/x", { ...raw, files: files(2) });
  fake.comparisons.set("a...b", { ...raw, files: files(300) });
  expect(await github.compare("main", "topic/x")).toEqual({
    mergeBase: "base",
    ahead: 2,
    behind: 1,
    files: ["f0", "f1"],
    complete: true,
  });
  expect((await github.compare("a", "b"))?.complete).toBe(false);
});

test("the pull request is found by commit, then by branch, and asked for once", async () => {
  const pull = (number: number, sha: string, ref: string, state: "open" | "closed" = "open") => ({
    number,
    state,
    head: { sha, ref, label: `acme:${ref}` },
    base: { sha: "base", ref: "main" },
  });
  const env = { GITHUB_SHA: "s1", GITHUB_REF_TYPE: "branch", GITHUB_REF_NAME: "topic" };
  const byCommit = await connected(env);
  byCommit.fake.pulls.push(pull(1, "s1", "topic", "closed"), pull(2, "s1", "topic"));
  expect([await byCommit.github.pullRequest(), await byCommit.github.pullRequest()]).toEqual([2, 2]);
  expect(byCommit.fake.asked).toHaveLength(1);
  const byBranch = await connected(env);
  byBranch.fake.pulls.push(pull(3, "s2", "topic"), pull(4, "s3", "other"));
  expect(await byBranch.github.pullRequest()).toBe(3);
  const none = await connected(env);
  expect(await none.github.pullRequest()).toBeUndefined();
  expect(none.warnings).toEqual([]);
});
