import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FakeCacheService } from "../../test/support/cache-service.ts";
import { FakeGitHub } from "../../test/support/github-api.ts";
import { testRun } from "../../test/support/test-run.ts";

const { play, put, path } = testRun();

/** A report with these tests: `name` passed, `!name` failed, `?name` skipped. */
function junit(...tests: string[]): string {
  const cases = tests.map((test) => {
    const body = { "!": '<failure message="no"/>', "?": "<skipped/>" }[test[0] ?? ""] ?? "";
    return `<testcase classname="cls" name="${test.replace(/^[!?]/, "")}" time="0.1">${body}</testcase>`;
  });
  return `<testsuite name="s">${cases.join("")}</testsuite>`;
}

const lcov = (covered: number, total: number) =>
  `SF:src/a.ts\n${Array.from({ length: total }, (_, line) => `DA:${line + 1},${line < covered ? 1 : 0}\n`).join("")}end_of_record\n`;

const git = (...args: string[]) =>
  execFileSync("git", ["-C", path("."), "-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    encoding: "utf8",
  }).trim();

function commit(message: string): string {
  git("add", ".", ":!history.json");
  git("commit", "-qm", message, "--allow-empty", "--no-gpg-sign");
  return git("rev-parse", "HEAD");
}

const inputs = { reports: "r.xml", "coverage-reports": "l.info", store: "./history.json" };
const stored = () => JSON.parse(readFileSync(path("history.json"), "utf8"));

test("a run is remembered, and the next one is compared with its nearest ancestor", async () => {
  git("init", "-qb", "main");
  await put("r.xml", junit("stays", "goes", "!mends", "skips"));
  await put("l.info", lcov(9, 10));
  const first = commit("first");
  const begin = await play(inputs);
  expect(begin.outputs["coverage-delta"]).toBeUndefined();
  expect(begin.summary).toContain("no earlier run is stored");
  // A run of a commit that is no ancestor lies between, and must not be taken.
  git("checkout", "-qb", "side");
  await put("l.info", lcov(1, 10));
  commit("side");
  await play(inputs);
  git("checkout", "-q", "main");
  await put("r.xml", junit("stays", "comes", "mends", "?skips"));
  await put("l.info", lcov(8, 10));
  commit("second");
  const { outputs, summary, error } = await play({ ...inputs, thresholds: "drop=5" });
  expect(outputs["coverage-delta"]).toBe("-10");
  expect(error?.message).toBe("line coverage fell by 10 points against the baseline, at most 5 is allowed");
  const { comparison } = JSON.parse(outputs.report ?? "");
  expect(comparison).toMatchObject({
    sha: first,
    added: { count: 1, names: ["s › cls › comes"] },
    removed: { count: 1, names: ["s › cls › goes"] },
    newlySkipped: { count: 1 },
    fixed: { count: 1 },
  });
  expect(summary).toContain("1 fixed, 1 new, 1 gone, 1 newly skipped");
  expect(summary).toContain("80 % (8 of 10), -10");
  expect(stored().runs).toHaveLength(3);
});

test("drop of a flag and of a leg: against what an earlier run had of the same name", async () => {
  await put("r.xml", junit("a"));
  const run = async (sha: string, e2e: number, linux: number, thresholds: string) => {
    const env = { GITHUB_SHA: sha.repeat(40) };
    await put("l.info", lcov(9, 10));
    await put("e2e.info", lcov(e2e, 10));
    await put("leg.info", lcov(linux, 10));
    await play(
      { reports: "r.xml", "coverage-reports": "leg.info", leg: "linux", "report-dir": `legs/${sha}` },
      { env },
    );
    const merged = { flags: "e2e=e2e.info", legs: `legs/${sha}/data.json`, "coverage-reports": "*.info\n!leg.info" };
    return await play({ ...inputs, ...merged, thresholds }, { env });
  };
  const thresholds = "e2e:drop=5, linux:drop=5";
  const first = await run("a", 8, 8, "e2e:lines=10");
  expect(first.error).toBeUndefined();
  // Of the leg nothing was remembered, since it had no threshold.
  const second = await run("b", 8, 8, thresholds);
  expect(second.error).toBeUndefined();
  expect(second.summary).toContain("has no coverage of linux, so its drop was not checked");
  const third = await run("c", 7, 6, thresholds);
  expect(third.error?.message).toBe(
    "e2e: line coverage fell by 10 points against the baseline, at most 5 is allowed; linux: line coverage fell by 20 points against the baseline, at most 5 is allowed",
  );
  expect((await run("d", 7, 6, "drop=0, e2e:drop=0, linux:drop=0")).error).toBeUndefined();
});

test("what is not whole is not compared, and nothing is ever compared with it", async () => {
  git("init", "-qb", "main");
  await put("r.xml", junit("a", "b"));
  await put("l.info", lcov(9, 10));
  commit("first");
  await play(inputs);
  await put("r.xml", junit("a").slice(0, -12));
  await put("l.info", lcov(1, 10));
  commit("second");
  const cut = await play(inputs);
  expect(cut.outputs).toMatchObject({
    missing: expect.stringMatching(
      /^r\.xml cannot be read: (.|\n)*\nthe comparison with an earlier run: this run is not whole$/,
    ),
  });
  expect(cut.outputs["coverage-delta"]).toBeUndefined();
  await put("r.xml", junit("a", "b"));
  await put("l.info", lcov(9, 10));
  commit("third");
  expect((await play(inputs)).outputs["coverage-delta"]).toBe("0");
  expect(stored().runs.map(({ complete }: { complete: boolean }) => complete)).toEqual([true, false, true]);
});

test("without an ancestor among the stored runs the newest is taken, and that is said", async () => {
  git("init", "-qb", "main");
  await put("r.xml", junit("a"));
  await put("l.info", lcov(9, 10));
  commit("first");
  await play(inputs);
  git("checkout", "-q", "--orphan", "other");
  commit("other");
  const { outputs, summary } = await play(inputs);
  expect(outputs["coverage-delta"]).toBe("0");
  expect(summary).toMatch(/no ancestor of this commit is among the remembered runs/);
});

test("a history that cannot be read is said, is a failure where a gate needs it, and is written anew", async () => {
  await put("r.xml", junit("a"));
  await put("l.info", lcov(9, 10));
  await put("history.json", "{");
  const env = { GITHUB_SHA: "a".repeat(40) };
  const gated = await play({ ...inputs, thresholds: "drop=1", remember: "never" }, { env });
  expect(gated.error?.message).toMatch(/the history of earlier runs: the stored history is no whole JSON/);
  const open = await play(inputs, { env });
  expect(open.error).toBeUndefined();
  expect(open.outputs.missing).toMatch(/the history of earlier runs/);
  expect(stored().runs).toHaveLength(1);
});

test("the last runs tell which tests are flaky, which fail, and which are slower", async () => {
  await put("l.info", lcov(1, 1));
  const run = async (sha: string, report: string) => {
    await put("r.xml", report);
    return await play(inputs, { env: { GITHUB_SHA: sha.repeat(40) } });
  };
  await run("a", junit("!flaky", "!red", "slow"));
  await run("a", junit("flaky", "!red", "slow"));
  await run("b", junit("flaky", "!red", "slow"));
  const { outputs, summary } = await run(
    "c",
    junit("flaky", "!red", "slow").replace('"slow" time="0.1"', '"slow" time="4"'),
  );
  expect(JSON.parse(outputs.report ?? "").trends).toMatchObject({
    runs: 4,
    flaky: [{ title: "s › cls › flaky", runs: 4, failed: 1, flakyCommits: 1 }],
    failing: [{ title: "s › cls › red", runs: 4, failed: 4 }],
    slower: [{ title: "s › cls › slow", before: 100, now: 4000 }],
  });
  expect(summary).toContain("The last 4 runs: 1 flaky, 1 failing, 1 slower");
});

test.each([
  [{ GITHUB_EVENT_NAME: "push", GITHUB_REF_NAME: "main" }, true],
  [{ GITHUB_EVENT_NAME: "push", GITHUB_REF_NAME: "topic" }, false],
  [{ GITHUB_EVENT_NAME: "pull_request", GITHUB_REF_NAME: "7/merge", GITHUB_BASE_REF: "main" }, false],
  [{ GITHUB_EVENT_NAME: "workflow_run", GITHUB_REF_NAME: "main" }, false],
])("on GitHub, with %o, the run is remembered: %s", async (env, remembered) => {
  const service = new FakeCacheService();
  await put("event.json", JSON.stringify({ repository: { default_branch: "main" } }));
  await put("r.xml", junit("a"));
  const all = {
    GITHUB_ACTIONS: "true",
    GITHUB_REF_TYPE: "branch",
    GITHUB_SHA: "a".repeat(40),
    GITHUB_RUN_ID: "7",
    ...service.env,
    ...env,
  };
  const { error } = await play(
    { reports: "r.xml", store: "cache" },
    { env: { ...all, GITHUB_EVENT_PATH: path("event.json") }, world: { fetch: service.fetch } },
  );
  expect(error).toBeUndefined();
  expect([...service.entries.keys()]).toEqual(remembered ? ["quayside-test-history-7-1-"] : []);
});

test("a store without permission: the report comes, and says what is missing", async () => {
  const github = new FakeGitHub();
  github.fail("GET", /git\/ref/, { status: 403, body: { message: "Resource not accessible by integration" } });
  await put("r.xml", junit("a"));
  const env = { GITHUB_REPOSITORY: "acme/shop", GITHUB_SHA: "a".repeat(40) };
  const { outputs, error, annotations, summary } = await play(
    { reports: "r.xml", store: "branch", token: "t", show: "summary" },
    { env, github },
  );
  expect(error).toBeUndefined();
  expect(outputs).toMatchObject({ outcome: "passed", tests: "1" });
  expect(outputs.missing).toBe(
    "this run could not be remembered in the branch test-history: the branch test-history could not be written",
  );
  expect(summary).toContain("⚠️ this run could not be remembered");
  expect(annotations.map(([, message]) => message).join()).toContain("contents: write");
});

// ---- Quarantine

const quarantine = (expires: string) =>
  `- { test: "s › cls › known*", reason: "waits for @ann", owner: "<b>ops</b>", expires: ${expires} }\n`;

test("a test in quarantine fails nothing, not by the command's exit code either; it is shown and counted", async () => {
  await put("r.xml", junit("a", "!known one"));
  await put("q.yml", quarantine("2999-01-01"));
  const { outputs, error, summary, annotations } = await play({
    run: "cp r.xml j.xml; exit 1",
    reports: "j.xml",
    quarantine: "q.yml",
  });
  expect(error).toBeUndefined();
  expect(outputs).toMatchObject({ outcome: "passed", failed: "1", quarantined: "1" });
  expect(summary).toContain("| tests | passed | failed | skipped | flaky | in quarantine | time |");
  expect(summary).toContain("&lt;b&gt;ops&lt;/b&gt; | 2999&#45;01&#45;01".replaceAll("&#45;", "-"));
  expect(summary).not.toContain("@ann");
  expect(summary).toContain("for flaky tests and tests in quarantine alone");
  expect(annotations).toEqual([]);
});

test.each([
  ["2020-01-01", junit("a", "!known one"), "the command ended with exit code 1; 1 test failed"],
  ["2999-01-01", junit("a", "!known one", "!other"), "the command ended with exit code 1; 1 test failed"],
  // That nothing in quarantine failed explains no exit code.
  ["2999-01-01", junit("a"), "the command ended with exit code 1"],
])("until %s, with %s, the step fails", async (expires, report, message) => {
  await put("r.xml", report);
  await put("q.yml", quarantine(expires));
  const { error, outputs, log } = await play({ run: "cp r.xml j.xml; exit 1", reports: "j.xml", quarantine: "q.yml" });
  expect(error?.message.split("\n")[0]).toBe(message);
  expect(log.includes('Remark: the quarantine of "')).toBe(expires < "2026");
  if (expires === "2020-01-01") expect(outputs.report).toContain("was over on 2020-01-01");
});

test("a broken list holds nothing, and the rest of the report comes", async () => {
  await put("r.xml", junit("!known one"));
  await put("q.yml", "- test: a\n");
  const { error, outputs } = await play({ reports: "r.xml", quarantine: "q.yml" });
  expect(error?.message).toMatch(/1 test failed; the quarantine list q\.yml cannot be read: q\.yml:1:/);
  expect(outputs.tests).toBe("1");
  expect((await play({ reports: "r.xml", quarantine: "none.yml" })).error?.message).toMatch(/none\.yml cannot be read/);
});

// ---- Retries

/** Fails the test `flaky` as long as there are fewer than `tries` runs. */
const script = (tries: number, red = "") => `
echo x >> runs
if [ "$(wc -l < runs)" -lt ${tries} ]; then name='!flaky' body='<failure message="not yet"/>'; else body=''; fi
printf '<testsuite name="s"><testcase classname="cls" name="flaky">%s</testcase>${red}</testsuite>' "$body" > j.xml
[ -z "$body" ]${red === "" ? "" : " && false"}
`;

test("what passes in a retry is flaky and fails nothing; the runs are counted", async () => {
  const { outputs, error, summary, log } = await play({ run: script(3), reports: "j.xml", retries: "3" });
  expect(error).toBeUndefined();
  expect(outputs).toMatchObject({ outcome: "passed", tests: "1", passed: "1", failed: "0", flaky: "1" });
  expect(JSON.parse(outputs.report ?? "")).toMatchObject({ retries: 2, exitCode: 1, flaky: ["s › cls › flaky"] });
  expect(summary).toContain("🔁 s › cls › flaky");
  expect(log).toContain("Trying tests again (1 of 3)");
  expect(readFileSync(path("runs"), "utf8")).toBe("x\nx\nx\n");
});

test("what never passes fails, and with it the step", async () => {
  const { outputs, error } = await play({ run: script(9), reports: "j.xml", retries: "2" });
  expect(error?.message.split("\n")[0]).toBe("the command ended with exit code 1; 1 test failed");
  expect(outputs).toMatchObject({ failed: "1", flaky: "0" });
});

test("a retry whose exit code no test explains leaves the first one standing", async () => {
  const { error, outputs } = await play({ run: `${script(2)}; exit 4`, reports: "j.xml", retries: "2" });
  expect(outputs).toMatchObject({ failed: "0", flaky: "1", outcome: "failed" });
  expect(error?.message.split("\n")[0]).toBe("the command ended with exit code 1");
});

test("a retry that writes no report counts for nothing, and that is said", async () => {
  const once = "if [ -e j.xml ]; then exit 0; fi; cp r.xml j.xml; exit 1";
  await put("r.xml", junit("!a"));
  const { error, summary } = await play({ run: once, reports: "j.xml", retries: "2" });
  expect(error?.message).toMatch(/1 test failed/);
  expect(summary).toMatch(/a retry left no report that can be read/);
});

test("coverage is that of the first run, not of the few tests that ran again", async () => {
  await put("full.info", lcov(9, 10));
  await put("part.info", lcov(1, 10));
  const run = `[ -e runs ] && cp part.info l.info || cp full.info l.info\n${script(2)}`;
  const { outputs } = await play({
    run,
    reports: "j.xml",
    "coverage-reports": "l.info",
    retries: "1",
    thresholds: "lines=90",
  });
  expect(outputs).toMatchObject({ outcome: "passed", coverage: "90", flaky: "1" });
});

test("the command gets neither the action's token nor the runner's own", async () => {
  const { log } = await play(
    { run: "env; true" },
    {
      env: {
        INPUT_TOKEN: "hidden-one",
        ACTIONS_RUNTIME_TOKEN: "hidden-two",
        ACTIONS_RESULTS_URL: "hidden-three",
        CI: "true",
      },
    },
  );
  expect(log).toContain("CI=true");
  expect(log).not.toMatch(/hidden-/);
});
