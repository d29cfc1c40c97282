import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FakeGitHub } from "../../test/support/github-api.ts";
import { testRun } from "../../test/support/test-run.ts";

const { play, put, path } = testRun();
const SHA = "a".repeat(40);
const env = { GITHUB_SHA: SHA };

const junit = (name: string, body = "") =>
  `<testsuite name="s"><testcase classname="${name}.test.ts" name="${name}" time="0.2">${body}</testcase></testsuite>`;
const RED = '<failure message="expected 1">at x (src/a.ts:2:1)</failure>';

/** Runs one leg, which leaves its data in legs/NAME. */
async function leg(name: string, report: string, lcov: string, more: Record<string, string> = {}, around = env) {
  await put(`${name}.xml`, report);
  await put(`${name}.info`, lcov);
  const inputs = {
    reports: `${name}.xml`,
    "coverage-reports": `${name}.info`,
    leg: name,
    "report-dir": `legs/${name}`,
  };
  return await play({ ...inputs, ...more }, { env: around });
}

const data = (name: string) => JSON.parse(readFileSync(path(`legs/${name}/data.json`), "utf8"));

test("legs are merged: the same test is one, lines covered in either are covered, failures keep what they said", async () => {
  await leg(
    "linux",
    junit("a"),
    "SF:a.ts\nDA:1,1\nDA:2,0\nBRDA:1,0,0,1\nBRDA:1,0,1,0\nFN:1,f\nFNDA:1,f\nend_of_record\n",
  );
  await leg(
    "mac",
    junit("a", RED),
    "SF:a.ts\nDA:1,0\nDA:2,3\nDA:3,0\nBRDA:1,0,0,0\nBRDA:1,0,1,1\nFN:1,f\nFNDA:0,f\nend_of_record\n",
  );
  const { outputs, error, summary } = await play(
    { legs: "legs/*/data.json", expect: "2", thresholds: "linux:lines=50, mac:lines=90" },
    { env },
  );
  expect(error?.message).toBe("1 test failed; mac: 33.33 % of lines covered, at least 90 % asked for");
  expect(outputs).toMatchObject({ tests: "1", failed: "1", coverage: "66.66" });
  const report = JSON.parse(outputs.report ?? "");
  expect(report.coverage).toMatchObject({ branches: { covered: 2, total: 2 }, functions: { covered: 1, total: 1 } });
  expect(report.legs).toEqual([
    { name: "linux", tests: 1 },
    { name: "mac", tests: 1 },
  ]);
  expect(summary).toContain("at x (src/a.ts:2:1)");
});

test("properties of suites and of failed tests go from a leg to the page and report.json of the whole", async () => {
  const property = (value: string) => `<properties><property name="p" value="${value}"/></properties>`;
  const report = junit("a", property("of the test") + RED).replace(">", `>${property("of the suite")}`);
  await leg("one", report, "SF:a.ts\nDA:1,1\nend_of_record\n");
  await play({ legs: "legs/*/data.json", "report-dir": "out" }, { env });
  const whole = JSON.parse(readFileSync(path("out/report.json"), "utf8"));
  expect(whole.suites).toMatchObject([{ name: "s", failed: 1, properties: [["p", "of the suite"]] }]);
  expect(whole.failures).toMatchObject([{ properties: [["p", "of the test"]] }]);
  const page = readFileSync(path("out/report.html"), "utf8");
  expect(page).toContain("<td>of the suite</td>");
  expect(page).toContain("<td>of the test</td>");
});

test("fewer legs than expected, and legs of another commit, fail the step and compare nothing", async () => {
  await leg("one", junit("a"), "SF:a.ts\nDA:1,1\nend_of_record\n", { store: "./h.json" });
  await leg("two", junit("b"), "SF:b.ts\nDA:1,1\nend_of_record\n", {}, { GITHUB_SHA: "b".repeat(40) });
  const { outputs, error } = await play({ legs: "legs/*/data.json", expect: "2", store: "./h.json" }, { env });
  expect(error?.message).toBe(
    `legs/two/data.json is of commit bbbbbbbbbbbb, not of aaaaaaaaaaaa; not counted; 1 of 2 expected legs are there, so nothing is compared`,
  );
  expect(outputs).toMatchObject({
    tests: "1",
    missing: expect.stringMatching(
      /^legs.two(.|\n)*expected legs are there(.|\n)*\nthe comparison with an earlier run: this run is not whole$/,
    ),
  });
  expect(outputs["coverage-delta"]).toBeUndefined();
});

test("what was wrong in a leg is wrong in the whole: its problems, its exit code", async () => {
  await leg("one", junit("a").slice(0, -5), "SF:a.ts\nDA:1,1\nend_of_record\n");
  await leg("two", junit("b"), "SF:b.ts\nDA:1,1\nend_of_record\n", {
    run: "cp two.xml two2.xml; exit 3",
    reports: "two2.xml",
    "coverage-reports": "",
  });
  const { error } = await play({ legs: "legs/*/data.json" }, { env });
  expect(error?.message).toMatch(/two: the command ended with exit code 3; one: one\.xml cannot be read: /);
});

test("a leg that ran again counts once, with its later run", async () => {
  await leg("one", junit("a", RED), "SF:a.ts\nDA:1,1\nend_of_record\n");
  await put(
    "legs/again/data.json",
    JSON.stringify({ ...data("one"), at: 9e15, details: [], tests: [[["s"], "a.test.ts", "a", null, 1, 5]] }),
  );
  const { outputs, summary } = await play({ legs: "legs/*/data.json" }, { env });
  expect(outputs).toMatchObject({ tests: "1", failed: "0" });
  expect(summary).toContain("is an earlier run of the leg");
});

// ---- Shards

const files = async () => {
  for (const name of ["a", "b", "c", "d"]) await put(`test/${name}.test.ts`, "");
};
/** Writes a report of the files that the shard hands it. */
const RUN = `{ echo '<testsuite name="s">'; for f in $QUAYSIDE_SHARD_FILES; do echo "<testcase classname=\\"$f\\" name=\\"t\\" time=\\"$(case $f in *a*) echo 9;; *) echo 1;; esac)\\"/>"; done; echo '</testsuite>'; } > r.xml`;

test("shards: each file in one of them, by stored timings; together they are the whole report", async () => {
  await files();
  const whole = { run: RUN, reports: "r.xml", "shard-files": "test/*.test.ts", store: "./h.json" };
  await play({ ...whole, shard: "1/1", "report-dir": "one" }, { env });
  await play({ legs: "one/data.json", store: "./h.json" }, { env });
  const seen: string[] = [];
  for (const index of [1, 2]) {
    const { outputs, error, log } = await play(
      { ...whole, shard: `${index}/2`, "report-dir": `legs/${index}` },
      { env },
    );
    expect(error).toBeUndefined();
    expect(log).toContain(`Shard ${index} of 2`);
    seen.push(outputs["shard-files"] ?? "");
  }
  // The slow one alone, the three quick ones together.
  expect(seen).toEqual(["test/a.test.ts", "test/b.test.ts\ntest/c.test.ts\ntest/d.test.ts"]);
  const { outputs, error } = await play({ legs: "legs/*/data.json", expect: "2", store: "./h.json" }, { env });
  expect(error).toBeUndefined();
  expect(outputs).toMatchObject({ tests: "4", outcome: "passed" });
  expect(JSON.parse(outputs.report ?? "").comparison).toMatchObject({ added: { count: 0 }, removed: { count: 0 } });
});

test("shards: one that is missing is named, and ones that were cut differently are told", async () => {
  await files();
  const inputs = { run: RUN, reports: "r.xml", "shard-files": "test/*.test.ts" };
  await play({ ...inputs, shard: "1/3", "report-dir": "legs/1" }, { env });
  await play({ ...inputs, shard: "3/3", "report-dir": "legs/3" }, { env });
  const missing = await play({ legs: "legs/*/data.json" }, { env });
  expect(missing.error?.message).toBe("the data of shard 2/3 are missing");
  await put("test/e.test.ts", "");
  await play({ ...inputs, shard: "2/3", "report-dir": "legs/2" }, { env });
  const parted = await play({ legs: "legs/*/data.json" }, { env });
  expect(parted.error?.message).toMatch(/the shards were not cut alike/);
});

test("shards: an empty one runs nothing and is green; gates wait for the whole", async () => {
  await put("test/a.test.ts", "");
  const inputs = { run: `echo ran; ${RUN}`, reports: "r.xml", "shard-files": "test/*.test.ts", "min-tests": "9" };
  const { log, error, outputs } = await play({ ...inputs, shard: "2/2", "report-dir": "legs/2" }, { env });
  expect(error).toBeUndefined();
  expect(log).not.toContain("ran");
  expect(outputs["shard-files"]).toBe("");
  await play({ ...inputs, shard: "1/2", "report-dir": "legs/1" }, { env });
  const whole = await play({ legs: "legs/*/data.json", "min-tests": "9" }, { env });
  expect(whole.error?.message).toBe("1 test found, at least 9 asked for by min-tests");
});

test.each([
  [
    { run: "make test", shard: "1/2", "shard-files": "test/*" },
    /not known how "make test" can be told which files to run/,
  ],
  [
    { run: "npx vitest run test/a.test.ts", shard: "1/2", "shard-files": "test/*" },
    /says itself what to run \(test\/a\.test\.ts\)/,
  ],
  [{ run: "go test -run TestA ./...", shard: "1/2" }, /says itself what to run \(-run\)/],
  [{ run: "npx vitest run", shard: "1/2", "shard-files": "none/*" }, /no test file was found/],
])("%o is refused, with what to do", async (inputs, message) => {
  await files();
  await put("a_test.go", "func TestA(t *testing.T) {}\n");
  const { error, outputs } = await play(inputs as Record<string, string>, { env });
  expect(error?.message).toMatch(message);
  expect(outputs.outcome).toBe("failed");
});

test("shards without a command are only an output", async () => {
  await files();
  const { outputs, error } = await play({ shard: "1/2", "shard-files": "test/*.test.ts" }, { env });
  expect(error).toBeUndefined();
  expect(outputs["shard-files"]?.split("\n")).toHaveLength(2);
});

// ---- Forks: the first run can only read, the second one is trusted

const EVIL = `<img src=x onerror=alert(1)>@octocat | \`x\` ::error::pwned [a](javascript:b) #1`;

function asFork(headSha: string) {
  const fork = { full_name: "stranger/shop", owner: { login: "stranger" } };
  return {
    workflow_run: { head_sha: headSha, head_branch: "topic", head_repository: fork, pull_requests: [] },
    repository: { full_name: "acme/shop", default_branch: "main" },
  };
}

async function secondRun(github: FakeGitHub, payload: object, more: Record<string, string> = {}) {
  await put("event.json", JSON.stringify(payload));
  const around = {
    GITHUB_EVENT_NAME: "workflow_run",
    GITHUB_EVENT_PATH: path("event.json"),
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_SHA: "c".repeat(40),
    GITHUB_ACTIONS: "true",
  };
  return await play({ legs: "legs/*/data.json", token: "t", ...more }, { env: around, github });
}

const pull = (number: number, sha: string, label: string) => ({
  number,
  state: "open" as const,
  head: { sha, ref: "topic", label },
  base: { sha: "0", ref: "main" },
});

test.each([
  ["its commit", pull(7, SHA, "other:name")],
  ["owner:branch", pull(7, "d".repeat(40), "stranger:topic")],
])("a fork's data become a comment and a check run on the pull request, which is found by %s", async (_, found) => {
  const evil = EVIL.replaceAll("<", "&lt;");
  await leg(
    "fork",
    junit("a", `<failure message="${evil}" type="E">${evil}</failure>`).replace('name="a"', `name="${evil}"`),
    "SF:a.ts\nDA:1,1\nend_of_record\n",
  );
  const github = new FakeGitHub();
  github.pulls.push(pull(6, "e".repeat(40), "acme:topic"), found);
  const { outputs, error, annotations, log } = await secondRun(github, asFork(SHA));
  expect(error?.message).toBe("1 test failed");
  expect(outputs["comment-url"]).toContain("/pull/7#");
  expect(outputs["check-url"]).toBeDefined();
  expect(github.checkRuns).toMatchObject([{ head_sha: SHA, conclusion: "failure", name: "Tests" }]);
  const [comment] = github.comments.get(7) ?? [];
  const shown = `${comment?.body}${JSON.stringify(github.checkRuns[0]?.output).replaceAll("\\n", "\n")}`;
  // Within a fence all is plain text.
  const open = shown.replace(/^(`{3,})\n[\s\S]*?^\1$/gm, "");
  expect(open).toContain("&lt;img src=x onerror=alert&#40;1&#41;&gt;");
  expect(open).not.toMatch(/<img|@octocat|\]\(javascript|`x`/);
  expect(annotations).toEqual([]);
  expect(log).not.toMatch(/^::/m);
});

test("a fork's data of another commit than the event names are refused", async () => {
  await leg("fork", junit("a"), "SF:a.ts\nDA:1,1\nend_of_record\n");
  const github = new FakeGitHub();
  github.pulls.push(pull(7, "f".repeat(40), "stranger:topic"));
  const { error, outputs } = await secondRun(github, asFork("f".repeat(40)));
  expect(error?.message).toMatch(/is of commit aaaaaaaaaaaa, not of ffffffffffff/);
  expect(outputs.tests).toBeUndefined();
});

test.each([
  ["no JSON", "{"],
  ["another JSON", '{"version":1}'],
  ["a later version", '{"version":2,"kind":"quayside-test-data","sha":"aaaaaaa"}'],
  ["a commit that is none", '{"version":1,"kind":"quayside-test-data","sha":"$(id)"}'],
])("a fork's file that is %s is named, and read no further", async (_, text) => {
  await put("legs/fork/data.json", text);
  const { error } = await secondRun(new FakeGitHub(), asFork(SHA));
  expect(error?.message).toMatch(/legs\/fork\/data\.json cannot be read: /);
});

test("a fork's data cannot show a file of the machine, leave the repository, or count what cannot be", async () => {
  await leg("fork", junit("a"), "SF:a.ts\nDA:1,1\nend_of_record\n");
  await put("secret.ts", "root:x:0:0\n");
  const hostile = {
    ...data("fork"),
    coverage: [
      ["/etc/passwd", { l: [1, 0] }],
      ["../../etc/passwd", { l: [1, 0] }],
      ["secret.ts", { l: [1, 0, -5, 1, 2.5, 1, 3, "x", 4, -1] }],
      ["__proto__", { l: [1, 1] }],
    ],
    changed: [
      ["../x", [[1, 2]]],
      [
        "secret.ts",
        [
          [2, 1],
          ["a", 3],
          [1, 9],
        ],
      ],
    ],
    tests: [
      [["s"], "c", "t", null, 99, 1],
      "x",
      [["s"], "c", { toString: 1 }, null, 1, 1],
      [["s"], "c", "t", null, 1, -4],
    ],
    problems: ["x".repeat(5000), 7],
  };
  await put("legs/fork/data.json", JSON.stringify(hostile));
  const github = new FakeGitHub();
  const { outputs } = await secondRun(github, asFork(SHA), { "report-dir": "out" });
  expect(outputs).toMatchObject({ tests: "1", coverage: "50", "coverage-patch": "0" });
  const html = readFileSync(path("out/report.html"), "utf8");
  expect(html).not.toMatch(/root:|etc\/passwd/);
});

test("a fork's own run: no comment, no check run, no failure for it, and the data are there", async () => {
  const github = new FakeGitHub();
  const refused = { status: 403, body: { message: "Resource not accessible by integration" } };
  github.fail("POST", /check-runs|comments/, refused, refused);
  const side = (name: string, sha: string) => ({
    sha,
    ref: "topic",
    repo: { full_name: `${name}/shop`, owner: { login: name } },
  });
  await put(
    "event.json",
    JSON.stringify({ pull_request: { number: 7, head: side("stranger", SHA), base: side("acme", "b") } }),
  );
  await put("r.xml", junit("a"));
  const { error, outputs, annotations } = await play(
    { reports: "r.xml", token: "t", "report-dir": "out" },
    {
      env: { GITHUB_EVENT_PATH: path("event.json"), GITHUB_EVENT_NAME: "pull_request", GITHUB_REPOSITORY: "acme/shop" },
      github,
    },
  );
  expect(error).toBeUndefined();
  expect(outputs.missing?.split("\n")).toEqual([
    "the check run was not created; a warning of this step says why",
    "the comment was not written; a warning of this step says why",
  ]);
  expect(annotations.map(([, message]) => message).join()).toContain(
    "A pull request from a fork gets a token that can only read",
  );
  expect(JSON.parse(readFileSync(outputs["data-path"] ?? "", "utf8"))).toMatchObject({ version: 1, sha: SHA });
});

// ---- One set of annotations

test("with a check run all annotations are in it: failures first, then changed lines; without, the first of each kind are the step's", async () => {
  const cases = Array.from({ length: 60 }, (_, index) => `<testcase classname="c" name="t${index}">${RED}</testcase>`);
  await put("src/a.ts", "1\n2\n");
  await put("r.xml", `<testsuite name="s">${cases.join("")}</testsuite>`);
  const github = new FakeGitHub();
  const around = { env: { ...env, GITHUB_REPOSITORY: "acme/shop" }, github };
  const { annotations, outputs } = await play({ reports: "r.xml", token: "t" }, around);
  expect(github.checkRuns[0]?.annotations).toHaveLength(60);
  expect(github.checkRuns[0]?.annotations[0]).toMatchObject({
    path: "src/a.ts",
    start_line: 2,
    annotation_level: "failure",
  });
  expect(annotations).toEqual([]);
  expect(outputs["check-url"]).toBeDefined();
  const plain = await play({ reports: "r.xml", token: "t", show: "annotations" }, around);
  expect(plain.annotations).toHaveLength(9);
  expect(plain.summary).toBe("");
  expect((await play({ reports: "r.xml", token: "t", show: "none" }, around)).annotations).toEqual([]);
  expect(github.checkRuns).toHaveLength(1);
});
