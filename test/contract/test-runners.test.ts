/**
 * Retries and shards with the real test runners: only what failed runs again, and the shards together run each test
 * once. Vitest is ours; Go and pytest are taken from the PATH, Jest from the folder that JEST names (the set-up has one).
 */
import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testRun } from "../support/test-run.ts";

const { play, put, path } = testRun();
const root = join(import.meta.dirname, "../..");
const env = { GITHUB_SHA: "a".repeat(40), HOME: process.env.HOME ?? "/root" };

interface Project {
  /** Program and arguments that show whether it can run here. */
  there: [string, ...string[]];
  command: string;
  reports: string;
  files: Record<string, string>;
  /** Tests in all, of which one is flaky and one fails each time. */
  tests: number;
  modules?: string;
}

/** Hostile on purpose: it goes through a shell and a regular expression on its way back to the runner. */
const NAME = 'it\'s $(touch pwned) `x` (1) | \\\\ \\"q\\"';
const js = (imports: string, log: string) => ({
  "test/flaky.test.js": `${imports}
const fs = require("node:fs");
describe("outer", () => {
  test("${NAME}", () => { fs.appendFileSync("log", "flaky\\n"); const again = fs.existsSync("again"); fs.writeFileSync("again", ""); if (!again) throw new Error("not yet"); });
  test("beside", () => { fs.appendFileSync("log", "beside\\n"); });
});
`,
  "test/red.test.js": `${imports}
const fs = require("node:fs");
test("red", () => { fs.appendFileSync("log", "red\\n"); throw new Error("red"); });
`,
  "test/green.test.js": `${imports}\nconst fs = require("node:fs");\ntest("green", () => { fs.appendFileSync("log", "green\\n"); });\n${log}`,
});

const projects: Record<string, Project> = {
  vitest: {
    there: ["node", "--version"],
    command: "npm test",
    reports: "report.xml",
    files: {
      ...js("", ""),
      "package.json": '{ "scripts": { "test": "vitest run --globals --reporter=junit --outputFile=report.xml" } }',
    },
    tests: 4,
    modules: join(root, "node_modules"),
  },
  jest: {
    there: [join(process.env.JEST ?? "/nonexistent", "node_modules/.bin/jest"), "--version"],
    command: "npx jest --ci --json --outputFile=report.json",
    reports: "report.json",
    files: { ...js("", ""), "package.json": '{ "jest": {} }' },
    tests: 4,
    modules: join(process.env.JEST ?? "/nonexistent", "node_modules"),
  },
  pytest: {
    there: ["pytest", "--version"],
    command: "pytest -q --junitxml=report.xml",
    reports: "report.xml",
    files: {
      "tests/test_flaky.py": `import os, pytest
def log(name): open("log", "a").write(name + "\\n")
@pytest.mark.parametrize("x", ["it's $(touch pwned) [a]"])
def test_flaky(x):
    log("flaky")
    again = os.path.exists("again")
    open("again", "w")
    assert again
def test_beside(): log("beside")
`,
      "tests/test_red.py": 'def test_red():\n    open("log", "a").write("red\\n")\n    assert False\n',
      "tests/test_green.py": 'def test_green():\n    open("log", "a").write("green\\n")\n',
    },
    tests: 4,
  },
  "go test": {
    there: ["go", "version"],
    command: "go test -json ./... > report.json",
    reports: "report.json",
    files: {
      "go.mod": "module example.com/shop\n\ngo 1.21\n",
      "a/a_test.go": `package a
import ("os"; "testing")
func log(name string) { f, _ := os.OpenFile("../log", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644); f.WriteString(name + "\\n"); f.Close() }
func TestFlaky(t *testing.T) { t.Run("sub/case $(x)", func(t *testing.T) { log("flaky"); _, err := os.Stat("../again"); os.WriteFile("../again", nil, 0o644); if err != nil { t.Fatal("not yet") } }) }
func TestBeside(t *testing.T) { log("beside") }
`,
      "b/b_test.go": `package b
import ("os"; "testing")
func log(name string) { f, _ := os.OpenFile("../log", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644); f.WriteString(name + "\\n"); f.Close() }
func TestRed(t *testing.T) { log("red"); t.Fatal("red") }
func TestGreen(t *testing.T) { log("green") }
`,
    },
    tests: 5,
  },
};

function there([file, ...args]: [string, ...string[]]): boolean {
  try {
    execFileSync(file, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

for (const [name, project] of Object.entries(projects)) {
  const can = there(project.there);
  if (!can) console.log(`skipped: retries and shards of ${name}, since ${project.there[0]} is not here`);

  const ready = async () => {
    for (const [file, text] of Object.entries(project.files)) await put(file, text);
    if (project.modules) symlinkSync(project.modules, path("node_modules"));
    return { run: project.command, reports: project.reports };
  };
  const ran = () => readFileSync(path("log"), "utf8").trim().split("\n").sort();

  test.skipIf(!can)(`${name}: only what failed is tried again, and what passes then is flaky`, async () => {
    const { outputs, error, log } = await play({ ...(await ready()), retries: "2" }, { env });
    expect(log).not.toContain("it is not known how to run some of them alone");
    // Of Go the test around a subtest counts too.
    const flaky = project.tests - 3;
    expect(outputs).toMatchObject({
      tests: String(project.tests),
      flaky: String(flaky),
      failed: "1",
      outcome: "failed",
    });
    expect(error?.message).toMatch(/the command ended with exit code 1; 1 test failed/);
    expect(ran()).toEqual(["beside", "flaky", "flaky", "green", "red", "red", "red"]);
  });

  test.skipIf(!can)(`${name}: two shards run each test once, as the runner itself lists them`, async () => {
    const inputs = await ready();
    await put("again", "");
    const names: string[] = [];
    for (const index of [1, 2]) {
      const { outputs, log } = await play({ ...inputs, shard: `${index}/2`, "report-dir": `legs/${index}` }, { env });
      expect(log).toContain(`Shard ${index} of 2`);
      names.push(...(outputs["shard-files"] ?? "").split("\n"));
    }
    expect(new Set(names).size).toBe(names.length);
    expect(ran()).toEqual(["beside", "flaky", "green", "red"]);
    const { outputs } = await play({ legs: "legs/*/data.json", expect: "2" }, { env });
    expect(outputs).toMatchObject({ tests: String(project.tests), failed: "1" });
  });
}
