import { execFileSync } from "node:child_process";
import { mkdir, readFile, utimes } from "node:fs/promises";
import { expect, test } from "vitest";
import { testRun } from "../../test/support/test-run.ts";
import { UserError } from "../../toolkit/errors.ts";

const GREEN = '<testsuite name="s"><testcase name="adds"/><testcase name="later"><skipped/></testcase></testsuite>';
const RED =
  '<testsuite name="s"><testcase name="adds @admin" file="a.test.ts" line="3"><failure message="1 is not 2 &lt;b&gt;"/></testcase></testsuite>';
const LCOV = "SF:a.ts\nDA:1,1\nDA:2,0\nend_of_record\n";

const { play, put, path } = testRun();

test("a green run: numbers as outputs, a summary, no error", async () => {
  await put("green.xml", GREEN);
  const { outputs, summary, error, log } = await play({
    run: "echo working; cp green.xml junit.xml; printf 'SF:a.ts\\nDA:1,1\\nDA:2,0\\nend_of_record\\n' > lcov.info",
    reports: "junit.xml",
    "coverage-reports": "lcov.info",
    thresholds: "lines=50",
  });
  expect(error).toBeUndefined();
  expect(outputs).toMatchObject({
    outcome: "passed",
    tests: "2",
    passed: "1",
    failed: "0",
    skipped: "1",
    coverage: "50",
  });
  expect(JSON.parse(outputs.report ?? "")).toMatchObject({ version: 1, files: ["junit.xml", "lcov.info"] });
  expect(log).toContain("working");
  expect(summary).toContain("50 % (1 of 2)");
});

test("a red run: the command's exit code is passed on, its last lines shown, the reports read all the same", async () => {
  await put("red.xml", RED);
  await put("a.test.ts", "");
  const { outputs, error, annotations, summary } = await play({
    run: "cp red.xml junit.xml; echo 'AssertionError: 1 is not 2' >&2; exit 7",
    reports: "junit.xml",
  });
  expect(error).toMatchObject({ exitCode: 7 });
  expect(error?.message).toMatch(/the command ended with exit code 7; 1 test failed[\s\S]*AssertionError: 1 is not 2/);
  expect(outputs).toMatchObject({ outcome: "failed", failed: "1" });
  expect(annotations).toEqual([["error", "s › adds @admin: 1 is not 2 <b>", { file: "a.test.ts", line: 3 }]]);
  expect(summary).not.toContain("@admin");
  // Within a fence nothing is markup.
  expect(summary).toContain("```\n1 is not 2 <b>\n```");
});

test.each([
  [{ reports: "*.xml" }, { "r.xml": RED }, /1 test failed/],
  [{ reports: "*.xml", "min-tests": "3" }, { "r.xml": GREEN }, /2 tests found, at least 3/],
  [{ reports: "*.xml", "fail-on": "skipped" }, { "r.xml": GREEN }, /1 test skipped/],
  [{ reports: "none-*.xml" }, {}, /no test report matches "none-\*\.xml"/],
  [{ reports: "*.xml" }, { "r.xml": "" }, /r\.xml cannot be read: it is empty/],
  [{ reports: "*.xml" }, { "r.xml": GREEN.slice(0, 40) }, /r\.xml cannot be read: it ends inside/],
  [
    { reports: "*.txt" },
    { "r.txt": "hello" },
    /r\.txt cannot be read: it is in no format that is known here \(JUnit XML, /,
  ],
  [
    { "coverage-reports": "*.info", thresholds: "lines=50.01" },
    { "l.info": LCOV },
    /50 % of lines covered, at least 50\.01 %/,
  ],
  [{ "coverage-reports": "*.info", thresholds: "branches=1" }, { "l.info": LCOV }, /no coverage of branches/],
])("%o fails with its reason", async (inputs, files, message) => {
  for (const [name, text] of Object.entries(files)) await put(name, text);
  const { error, outputs } = await play(inputs as Record<string, string>);
  expect(error?.message).toMatch(message);
  expect(error?.exitCode).toBe(1);
  expect(outputs.outcome).toBe("failed");
});

test("a report that an earlier run left is no report of this one", async () => {
  await mkdir(path("reports"));
  await put("reports/junit.xml", GREEN);
  await utimes(path("reports/junit.xml"), new Date(0), new Date(0));
  const { error } = await play({ run: "true", reports: "reports/*.xml" });
  expect(error?.message).toMatch(/older than this run/);
});

test("a change that is not covered closes the gate of the patch, and its lines are told of", async () => {
  const git = (...args: string[]) => execFileSync("git", ["-C", path("."), ...args]);
  const commit = (message: string) => {
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", "commit", "-qm", message);
  };
  git("init", "-qb", "main");
  await put("a.ts", "1\n");
  commit("first");
  git("checkout", "-qb", "topic");
  await put("a.ts", "1\n2\n");
  commit("second");
  await put("l.info", LCOV);
  const inputs = { "coverage-reports": "l.info", thresholds: "patch=60", base: "main" };
  const { outputs, error, annotations, summary } = await play(inputs);
  expect(error?.message).toBe("0 % of the changed lines covered, at least 60 % asked for");
  expect(outputs["coverage-patch"]).toBe("0");
  expect(annotations).toEqual([["warning", "No test runs this changed code.", { file: "a.ts", line: 2, endLine: 2 }]]);
  expect(summary).toContain("**0 %** of the changed lines are covered (0 of 1)");
  expect((await play({ ...inputs, "patch-min-lines": "2" })).error).toBeUndefined();
  const lost = await play({ ...inputs, base: "gone" });
  expect(lost.error?.message).toMatch(/no commit of the base "gone" is in this clone.*fetch-depth: 0/);
  expect(lost.outputs.coverage).toBe("50");
});

test("report-dir: a page, the summary and the JSON; no file from outside of the repository is shown", async () => {
  await put("a.ts", "first\nsecond\n");
  await put("r.xml", RED);
  await put(
    "l.info",
    `${LCOV}SF:/etc/hostname\nDA:1,0\nend_of_record\nSF:../../../../../etc/passwd\nDA:1,0\nend_of_record\n`,
  );
  const { outputs } = await play({ reports: "r.xml", "coverage-reports": "l.info", "report-dir": "out/report" });
  expect(outputs["report-path"]).toBe(path("out/report/report.html"));
  const html = await readFile(outputs["report-path"] ?? "", "utf8");
  expect(html).toContain('<span class="miss">    2  second</span>');
  expect(html).not.toContain("root:");
  expect(await readFile(outputs["summary-path"] ?? "", "utf8")).toContain("25 % (1 of 4)");
  expect(JSON.parse(await readFile(path("out/report/report.json"), "utf8")).version).toBe(1);
});

test("with a token the pull request gets one comment, and its address is an output", async () => {
  await put("r.xml", GREEN);
  const asked: unknown[] = [];
  const github = {
    pullRequest: async () => 7,
    comment: async (...args: unknown[]) => {
      asked.push(args);
      return { url: "https://example.com/7#1" };
    },
  };
  const { outputs } = await play(
    { reports: "r.xml", token: "secret-token", show: "comment" },
    { world: { github: async () => github } as never },
  );
  expect(outputs["comment-url"]).toBe("https://example.com/7#1");
  expect(asked).toEqual([[7, "test", expect.stringContaining("| tests | passed |"), false]]);
});

test.each([
  ["summary, comment, check", "the comment on the pull request and the check run: `token` is not set"],
  ["check", "the check run: `token` is not set"],
  ["summary", undefined],
])(
  "a pull request without a token, show: %s: what is missing is named, and nothing fails for it",
  async (show, missing) => {
    await put("r.xml", GREEN);
    await put("event.json", JSON.stringify({ pull_request: { number: 7 } }));
    const env = { GITHUB_EVENT_PATH: path("event.json"), GITHUB_EVENT_NAME: "pull_request" };
    const { error, outputs, summary } = await play({ reports: "r.xml", show }, { env });
    expect(error).toBeUndefined();
    if (missing === undefined) expect(outputs.missing ?? "").toBe("");
    else expect(outputs.missing).toContain(missing);
    if (show.includes("summary") && missing) expect(summary).toContain("⚠️ the comment on the pull request");
  },
);

test("parts that are missing are named together, and the rest of the report comes all the same", async () => {
  await put("good.xml", GREEN);
  await put("odd.txt", "hello");
  await put("l.info", LCOV);
  const { error, outputs, summary } = await play({
    reports: "good.xml\nodd.txt\nnone-*.xml",
    "coverage-reports": "l.info",
    base: "no-such-branch",
    thresholds: "patch=80",
    store: "./good.xml/history.json",
  });
  expect(outputs).toMatchObject({ outcome: "failed", tests: "2", coverage: "50" });
  const { reasons } = JSON.parse(outputs.report ?? "{}") as { reasons: string[] };
  for (const part of ["odd.txt cannot be read: it is in no format", 'no test report matches "none-*.xml"']) {
    expect(error?.message).toContain(part);
    expect(reasons.join("\n")).toContain(part);
  }
  expect(summary).toContain("❌ odd.txt cannot be read");
  for (const part of [
    "odd.txt cannot be read",
    "none-*.xml",
    "the coverage of the change",
    "the history of earlier runs",
  ])
    expect(outputs.missing).toContain(part);
  expect(error?.message).toMatch(/the coverage of the change is not known/);
});

test.each([
  [
    { reports: "r.xml", thresholds: "lines=abc, foo=3, lines=80", retries: "99" },
    /2 inputs are wrong:(.|\n)*retries got "99"(.|\n)*"lines=abc", "foo=3" are no threshold/,
  ],
  [{ reports: "r.xml", "working-directory": "nowhere" }, /^working-directory "nowhere" is no folder of the workspace$/],
  [{ reports: "r.xml", quarantine: "none.yml" }, /quarantine list none\.yml cannot be read: there is no such file/],
])("a mistake is told as the user's own, and the outcome is set: %o", async (inputs, message) => {
  await put("r.xml", GREEN);
  const { error, outputs } = await play(inputs as Record<string, string>);
  expect(error?.message).toMatch(message);
  expect(error).toBeInstanceOf(UserError);
  expect(outputs.outcome).toBe("failed");
});

test("a report-dir that cannot be written is missing, and what failed is told all the same", async () => {
  await put("r.xml", RED);
  await put("file", "");
  const { error, outputs, annotations } = await play({ reports: "r.xml", "report-dir": "file" });
  expect(error?.message).toMatch(/^1 test failed/);
  expect(outputs.missing).toMatch(/^the files in report-dir, "file": /);
  expect(annotations.at(-1)).toEqual(["warning", expect.stringMatching(/could not be written into report-dir/)]);
});

test("a command that does not end is ended, and said so", async () => {
  const { error, outputs } = await play({ run: "sleep 30 & sleep 30", timeout: "300ms" });
  expect(error).toMatchObject({ exitCode: 124 });
  expect(error?.message).toMatch(/did not end within 0.3 s/);
  expect(outputs.outcome).toBe("failed");
});

test.each([
  [{ run: "true", thresholds: "lines=many", "coverage-reports": "x" }, /thresholds got "lines=many"/],
  [{ run: "true", thresholds: "lines=101", "coverage-reports": "x" }, /thresholds got "lines=101"/],
  [{}, /none of run, reports, coverage-reports and legs is set/],
  [{ reports: "a", "coverage-reports": "x", thresholds: "drop=1" }, /drop needs store/],
  [{ run: "true", thresholds: "lines=1" }, /thresholds needs coverage-reports/],
])("%o is refused before anything runs", async (inputs, message) => {
  expect((await play(inputs as Record<string, string>)).error?.message).toMatch(message);
});

test("plan runs nothing", async () => {
  const { outputs, log, error } = await play({ mode: "plan", run: "exit 3", reports: "a.xml" });
  expect(error).toBeUndefined();
  expect(outputs).toMatchObject({ outcome: "planned" });
  expect(log).toContain('Would run "exit 3"');
});
