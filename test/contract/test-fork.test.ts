/**
 * A pull request from a fork through the shipped action: the fork's run can only read and leaves data.json; the run of
 * the default branch, with a token, checks it and tells of it on the pull request. Every text of the fork is hostile.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { playStep } from "../../scripts/play-runner.ts";
import { FakeGitHub, refusals } from "../support/github-api.ts";
import { type Shipped, shipped } from "../support/shipped.ts";

const SHA = "a".repeat(40);
const EVIL =
  "<img src=x onerror=alert(1)>@octocat | `x` [a](javascript:b)\n::error::pwned\n::set-output name=outcome::passed";
const xml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

let repo: Shipped;
const folders: string[] = [];
beforeAll(async () => {
  repo = await shipped();
});
afterAll(() => {
  repo?.remove();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function workspace(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "fork-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const head = { sha: SHA, ref: "topic", label: "stranger:topic" };
const pull = { number: 7, state: "open" as const, head, base: { sha: "b".repeat(40), ref: "main" } };
const fork = { full_name: "stranger/shop", owner: { login: "stranger" } };

/** The fork's run. Its token can only read; what it leaves is in out/ of its workspace. */
async function forkRun() {
  const github = new FakeGitHub();
  github.pulls.push(pull);
  // Whatever it would write is refused, as GitHub does it.
  github.fail("POST", /./, ...Array.from({ length: 20 }, () => refusals.permission("pull_requests=write")));
  await using api = await github.listen();
  const folder = workspace({
    "r.xml": `<testsuite name="s"><testcase classname="c" name="${xml(EVIL)}"><properties><property name="p" value="${xml(EVIL)}"/></properties><failure message="${xml(EVIL)}">${xml(EVIL)}</failure></testcase><testcase name="fine"/></testsuite>`,
    "l.info": "SF:src/a.ts\nDA:1,1\nDA:2,0\nend_of_record\n",
  });
  const record = await playStep(
    {
      action: repo.action("test").manifest,
      with: { reports: "r.xml", "coverage-reports": "l.info", "report-dir": "out", token: "read-only" },
    },
    {
      workspace: folder,
      timeout: 45_000,
      event: {
        pull_request: {
          number: 7,
          head: { ...head, repo: fork },
          base: { ...pull.base, repo: { full_name: "acme/shop" } },
        },
      },
      github: { api_url: api.url, repository: "acme/shop", event_name: "pull_request", sha: SHA, token: "read-only" },
    },
  );
  return { record, github, data: join(folder, "out/data.json") };
}

/** The run of the default branch that the first one's end starts. */
async function trustedRun(data: string | object, sha = SHA) {
  const github = new FakeGitHub();
  github.pulls.push({ ...pull, number: 6, head: { ...head, sha: "e".repeat(40), label: "acme:topic" } }, pull);
  await using api = await github.listen();
  const folder = workspace({ "src/a.ts": "the default branch's\n" });
  mkdirSync(join(folder, "legs/fork"), { recursive: true });
  if (typeof data === "string") cpSync(data, join(folder, "legs/fork/data.json"));
  else writeFileSync(join(folder, "legs/fork/data.json"), JSON.stringify(data));
  const record = await playStep(
    {
      action: repo.action("test").manifest,
      with: { legs: "legs/*/data.json", "report-dir": "out", token: "can-write" },
    },
    {
      workspace: folder,
      timeout: 45_000,
      event: {
        workflow_run: { head_sha: sha, head_branch: "topic", head_repository: fork, pull_requests: [] },
        repository: { full_name: "acme/shop", default_branch: "main" },
      },
      github: { api_url: api.url, repository: "acme/shop", event_name: "workflow_run", sha: "c".repeat(40) },
    },
  );
  return { record, github, folder };
}

test("the fork's run leaves data and writes nowhere; the trusted run comments on the right pull request", async () => {
  const first = await forkRun();
  expect(first.record.outputs).toMatchObject({ outcome: "failed", tests: "2", failed: "1", coverage: "50" });
  expect(first.record.outputs.missing).toMatch(/the check run was not created.*\n.*the comment was not written/);
  expect([...first.github.comments.values()].flat()).toEqual([]);

  const { record, github, folder } = await trustedRun(first.data);
  expect(record.outputs).toMatchObject({ outcome: "failed", tests: "2", failed: "1", coverage: "50" });
  expect(record.outputs["comment-url"]).toContain("/pull/7#");
  expect([...github.comments.keys()]).toEqual([7]);
  expect(github.checkRuns).toMatchObject([{ head_sha: SHA, conclusion: "failure", name: "Tests" }]);

  // Nothing of the fork became a command, markup, a mention or a link.
  for (const { allAnnotations, log } of [first.record, record]) {
    expect(allAnnotations.map(({ message }) => message.trim())).not.toContain("pwned");
    expect(log).not.toContain("This is a bug of Quayside");
  }
  const [comment] = github.comments.get(7) ?? [];
  const markdown = `${comment?.body}\n${record.summary}`.replace(/^(`{3,})\n[\s\S]*?^\1$/gm, "");
  expect(markdown).toContain("&lt;img src=x");
  expect(markdown).not.toMatch(/<img|@octocat|\]\(javascript|`x`/);
  const page = readFileSync(join(folder, "out/report.html"), "utf8");
  expect(page).toContain("&lt;img src=x");
  expect(page).not.toMatch(/<img|<script/);
  // The checked-out file is the default branch's, so it is not shown as if it were the fork's.
  expect(page).not.toContain("the default branch&#39;s");
});

test("the trusted run refuses data of another commit, and data that are none: the pull request is told so, and nothing of them", async () => {
  const { data } = await forkRun();
  const whole = JSON.parse(readFileSync(data, "utf8"));
  for (const [bad, message] of [
    [{ ...whole, sha: "d".repeat(40) }, /is of commit dddddddddddd, not of aaaaaaaaaaaa/],
    [{ ...whole, version: 9 }, /it is data of version 9/],
    [{ body: "# All tests passed" }, /it is no data\.json of this action/],
  ] as const) {
    const { record, github } = await trustedRun(bad);
    expect(record.conclusion).toBe("failure");
    expect(record.log).toMatch(message);
    expect(record.outputs.tests).toBeUndefined();
    expect(
      github.comments
        .get(7)
        ?.map(({ body }) => body)
        .join("") ?? "",
    ).not.toContain("All tests passed");
    expect(github.checkRuns.every(({ conclusion }) => conclusion === "failure")).toBe(true);
  }
});
