import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Job, playStep, type StepRecord } from "../../scripts/play-runner.ts";
import { run } from "../../toolkit/process.ts";
import { FakeGitHub } from "../support/github-api.ts";
import { type Shipped, type ShippedAction, shipped } from "../support/shipped.ts";

/** Where no engine answers: what is tested here must not depend on the one of this machine. */
const NO_ENGINE = { DOCKER_HOST: "unix:///nonexistent/docker.sock" };
/** Text that would be a command if it were printed as it is. Blanks in front, since inputs are trimmed. */
const HOSTILE = "x\n  ::error::pwned\n::add-mask::pwned\n##[warning]pwned\n::set-output name=outcome::pwned";

const ajv = new Ajv({ allErrors: true });

let repo: Shipped;
const github = new FakeGitHub();
let api: Awaited<ReturnType<FakeGitHub["listen"]>>;
const folders: string[] = [];
beforeAll(async () => {
  repo = await shipped();
  api = await github.listen();
});
afterAll(async () => {
  repo?.remove();
  await api?.[Symbol.asyncDispose]();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A workspace with these files. */
function workspace(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "workspace-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const play = (action: ShippedAction, inputs: Readonly<Record<string, string>>, job: Job = {}) =>
  playStep(
    { action: action.manifest, with: inputs, env: NO_ENGINE },
    { timeout: 45_000, github: { api_url: api.url }, ...job },
  );

/** What holds for every run of every action, whatever its inputs are. */
function expectContract(action: ShippedAction, record: StepRecord): void {
  const said = record.allAnnotations.map(({ message }) => message);
  expect(record.log).not.toContain("This is a bug of Quayside");
  expect(said.filter((message) => message.trim() === "pwned")).toEqual([]);
  expect(record.masks).not.toContain("pwned");
  expect(record.outputs).not.toHaveProperty("outcome", "pwned");
  expect(Object.keys(action.spec.outputs)).toEqual(expect.arrayContaining(Object.keys(record.outputs)));
  expect(record.droppedOutputs).toEqual([]);
  expect(record.matchers).toEqual([]);
  // No step here is given a token, and none may go and find one.
  expect(github.asked).toEqual([]);
  expect(record.conclusion).toBe(record.exitCode === 0 ? "success" : "failure");
  if (record.conclusion === "failure") {
    expect(record.annotations.map(({ level }) => level)).toContain("error");
  }
}

/** What holds for a run whose inputs were right: outcome, time, report and summary, on failure too. */
function expectReported(action: ShippedAction, record: StepRecord): Record<string, unknown> {
  expectContract(action, record);
  expect(record.outputs.outcome).toMatch(/^[a-z-]+$/);
  expect(Number(record.outputs["duration-ms"])).toBeGreaterThanOrEqual(0);
  expect(record.summary.trim()).not.toBe("");
  const report = JSON.parse(record.outputs.report ?? "null");
  expect(report).toMatchObject({ version: 1 });
  const schema = join(import.meta.dirname, "../../docs/schema", `${action.name}-report.schema.json`);
  if (existsSync(schema)) {
    const valid = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
    expect(valid(report), JSON.stringify(valid.errors)).toBe(true);
    ajv.removeSchema();
  }
  return report;
}

// ---- The bundle

test("every entry of dist/ starts in an empty folder, under the Node that GitHub runs it with", async () => {
  const entries = globSync("*.js", { cwd: join(repo.folder, "dist") }).filter(
    (file) => !/(^|\.)index\.js$|^cli\.js$/.test(file),
  );
  expect(entries.sort()).toEqual(expect.arrayContaining(repo.actions.map(({ name }) => `${name}.js`)));
  expect(process.versions.node).toMatch(/^24\./);
  for (const entry of entries) {
    const cwd = workspace({});
    const env = { PATH: process.env.PATH, HOME: cwd, ...NO_ENGINE };
    const { code, stdout, stderr } = await run(process.execPath, [join(repo.folder, "dist", entry)], { cwd, env });
    expect(stdout + stderr).not.toMatch(/Cannot find module|MODULE_NOT_FOUND|SyntaxError|This is a bug|Warning:/);
    // Without inputs each of them has something to say and nothing to do; a post step has nothing that was left to it.
    const post = entry.endsWith("-post.js");
    expect([entry, code]).toEqual([entry, post ? 0 : 1]);
    expect(stderr).toMatch(post ? /^$/ : /error: /);
  }
});

test("each chunk of dist/ loads", async () => {
  // A module that is only reached on some path can be missing without any entry noticing it.
  const chunks = readdirSync(join(repo.folder, "dist")).filter((file) => /^\d+\.index\.js$/.test(file));
  const script = "for (const file of process.argv.slice(1)) require(file); console.log('loaded')";
  const files = chunks.map((file) => join(repo.folder, "dist", file));
  const { stdout, stderr } = await run(process.execPath, ["-e", script, ...files], { cwd: repo.folder });
  expect(stdout + stderr).toBe("loaded\n");
});

test("an action starts within a second", async () => {
  const action = repo.action("test");
  const times: number[] = [];
  for (let n = 0; n < 3; n++) times.push((await play(action, {})).milliseconds);
  expect(Math.min(...times)).toBeLessThan(1000);
});

// ---- Wrong inputs, for every action there is

const names = ["build", "test", "migrate", "deploy", "pipeline"];

test("all actions are in the tables below", () => {
  expect(repo.actions.map(({ name }) => name).sort()).toEqual([...names].sort());
});

test.each(names)("%s without any input says what is missing, and does nothing", async (name) => {
  const action = repo.action(name);
  const cwd = workspace({});
  const record = await play(action, {}, { workspace: cwd });
  expectContract(action, record);
  expect(record.conclusion).toBe("failure");
  expect(readdirSync(cwd)).toEqual([]);
  const required = Object.entries(action.spec.inputs).filter(
    ([, input]) => input.required && input.default === undefined,
  );
  for (const [input] of required) expect(record.annotations[0]?.message).toContain(`${input} is not set`);
});

test.each(names)("%s lists every mistyped input at once, names no secret, and runs nothing", async (name) => {
  const action = repo.action(name);
  const wrong = Object.entries(action.spec.inputs).flatMap(([input, spec]) => {
    const value = spec.secret ? `hunter22-${input}` : "¿no such value?";
    try {
      spec.parse(value);
      return [];
    } catch {
      return [[input, value] as const];
    }
  });
  expect(wrong.length).toBeGreaterThan(0);
  const record = await play(action, Object.fromEntries(wrong));
  expectContract(action, record);
  expect(record.conclusion).toBe("failure");
  // The runner cuts an annotation; the log has to have them all.
  for (const [input] of wrong) expect(record.log).toMatch(new RegExp(`- ${input} got `));
  const log = record.rawLog.split("\n").filter((line) => !line.startsWith("::add-mask::"));
  expect(log.join("\n")).not.toContain("hunter22");
});

test.each(names)("%s: no input can print a command of the runner", async (name) => {
  const action = repo.action(name);
  // Each one alone, so that one that is refused does not hide the next; the rest of them is right or not set.
  const right = Object.fromEntries(
    Object.entries(action.spec.inputs)
      .filter(([, input]) => input.required)
      .map(([input, { example }]) => [input, example]),
  );
  const open = Object.entries(action.spec.inputs).filter(([input]) => !["mode", "run", "url"].includes(input));
  const together = Object.fromEntries(open.map(([input]) => [input, HOSTILE]));
  const accepted = Object.fromEntries(
    open
      .filter(([, spec]) => {
        try {
          spec.parse(HOSTILE);
          return true;
        } catch {
          return false;
        }
      })
      .map(([input]) => [input, HOSTILE]),
  );
  const plan: Record<string, string> = "mode" in action.spec.inputs ? { mode: "plan" } : {};
  for (const inputs of [together, { ...plan, ...right, ...accepted }]) {
    const cwd = workspace({ Dockerfile: "FROM scratch\n", "pipeline.yml": "app: shop\nbuild: {}\n" });
    expectContract(action, await play(action, inputs, { workspace: cwd }));
  }
});

// ---- Plans: outputs are set, nothing is changed, no engine and no database is needed

const FILES = {
  Dockerfile: "FROM scratch\nCOPY Dockerfile /\n",
  "migrations/0001_users.sql": "CREATE TABLE users (id bigint PRIMARY KEY);\n",
  "migrations/0002_names.sql": "ALTER TABLE users ADD COLUMN name text;\n",
  "pipeline.yml":
    "app: shop\nbuild: { tags: 'acme/shop:1' }\ntest: { run: 'npm test' }\nmigrate: { directory: migrations }\n",
};

const plans: Record<string, { with: Record<string, string>; outputs: Record<string, unknown> }> = {
  build: {
    with: { tags: "acme/shop:1, acme/shop:latest" },
    outputs: { image: "acme/shop:1", tags: "acme/shop:1\nacme/shop:latest" },
  },
  test: { with: { run: "exit 1" }, outputs: {} },
  migrate: { with: {}, outputs: { outcome: "pending", pending: "2" } },
  pipeline: { with: {}, outputs: { outcome: "planned" } },
};

test.each(Object.keys(plans))("%s: mode plan sets its outputs and changes nothing", async (name) => {
  const action = repo.action(name);
  const { with: inputs, outputs } = plans[name] as (typeof plans)[string];
  const cwd = workspace(FILES);
  const before = snapshot(cwd);
  const record = await play(action, { mode: "plan", ...inputs }, { workspace: cwd });
  expectReported(action, record);
  expect(record).toMatchObject({ conclusion: "success", outputs });
  expect(snapshot(cwd)).toEqual(before);
});

test("deploy: a plan depends on what runs, so without an engine it says where it looked", async () => {
  const record = await play(repo.action("deploy"), { mode: "plan", app: "shop", image: "acme/shop:1" });
  expectContract(repo.action("deploy"), record);
  expect(record.conclusion).toBe("failure");
  expect(record.annotations[0]?.message).toMatch(/No Docker Engine answers at unix:\/\/\/nonexistent\/docker\.sock/);
});

function snapshot(folder: string): string[] {
  return globSync("**/*", { cwd: folder }).map((path) => {
    const whole = join(folder, path);
    return `${path}: ${/\.\w+$|Dockerfile$/.test(basename(path)) ? readFileSync(whole, "utf8") : ""}`;
  });
}

// ---- What an action does with what comes back from outside

const JUNIT = `<testsuites><testsuite name="s&#10;::error::pwned" tests="2" failures="1">
<testcase classname="c" name="::error::pwned"><failure message="::error::pwned">&lt;script&gt;alert(1)&lt;/script&gt; @octocat
::error::pwned
</failure></testcase><testcase classname="c" name="fine"/></testsuite></testsuites>\n`;

test("test: red tests fail the step with the command's exit code, and nothing in a report becomes a command or markup", async () => {
  const action = repo.action("test");
  const script = `console.log(${JSON.stringify(HOSTILE)}); console.error("\\u0085::error::pwned"); process.exit(3);`;
  const cwd = workspace({ "junit.xml": JUNIT, "run.js": script });
  const inputs = { run: "node run.js", reports: "junit.xml" };
  // A report that was there before the command ran says nothing about it, so the command writes it anew.
  writeFileSync(join(cwd, "run.js"), `require("fs").writeFileSync("junit.xml", ${JSON.stringify(JUNIT)});\n${script}`);
  const record = await play(action, inputs, { workspace: cwd });
  expectReported(action, record);
  expect(record).toMatchObject({
    exitCode: 3,
    conclusion: "failure",
    outputs: { outcome: "failed", tests: "2", passed: "1", failed: "1", skipped: "0" },
  });
  // Within a fence it is shown as it is.
  expect(record.summary.replace(/^(`{3,})\n[\s\S]*?^\1$/gm, "")).not.toMatch(/<script>|@octocat/);
});

test("test: a secret of the job that the command prints is hidden, and no output is dropped for it", async () => {
  const action = repo.action("test");
  const cwd = workspace({});
  const record = await play(
    action,
    { run: "echo value-is-hunter22; exit 4" },
    { workspace: cwd, secrets: ["hunter22"] },
  );
  expectContract(action, record);
  expect(record.log).toContain("value-is-***");
});

test("test: cancelled, it ends its command with all below it, in time and with the runner's exit code", async () => {
  const stop = new AbortController();
  const mark = `61.${process.pid}`;
  const record = await playStep(
    {
      action: repo.action("test").manifest,
      with: { run: `echo ready; sleep ${mark} & sleep ${mark}` },
      cancel: stop.signal,
      onLine: (line) => line.trim() === "ready" && stop.abort(),
    },
    { timeout: 45_000 },
  );
  expect(record).toMatchObject({ conclusion: "cancelled", exitCode: 130 });
  expect(record.milliseconds).toBeLessThan(7500);
  expect(commandLines().filter((line) => line.includes(mark))).toEqual([]);
});

function commandLines(): string[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")];
      } catch {
        return [];
      }
    });
}

test("pipeline: a broken file is told with line and column, all mistakes at once", async () => {
  const cwd = workspace({ "pipeline.yml": "app: shop\nbiuld: {}\ntest: { run: 'x', nosuch: 1 }\n" });
  const record = await play(repo.action("pipeline"), {}, { workspace: cwd });
  expectContract(repo.action("pipeline"), record);
  expect(record.log).toMatch(/pipeline\.yml:2:1: /);
  expect(record.log).toMatch(/pipeline\.yml:3:\d+: /);
});

test("pipeline: the first stage that fails ends the run with its exit code, and the report says what was not run", async () => {
  const file = `app: shop\ntest: { run: "echo ::error::pwned; exit 5" }\nmigrate: { directory: m, url: "postgres://u:hunter22@127.0.0.1:1/d" }\n`;
  const action = repo.action("pipeline");
  const record = await play(action, {}, { workspace: workspace({ "pipeline.yml": file }) });
  const report = expectReported(action, record) as { stages: { stage: string; outcome: string }[] };
  expect(record).toMatchObject({ exitCode: 5, outputs: { outcome: "failure", "failed-stage": "test" } });
  expect(report.stages.map(({ stage, outcome }) => [stage, outcome])).toEqual([
    ["test", "failure"],
    ["migrate", "not-run"],
  ]);
  const shown = record.rawLog.split("\n").filter((line) => !line.startsWith("::add-mask::"));
  expect(shown.join("\n") + record.summary + JSON.stringify(record.outputs)).not.toContain("hunter22");
});

test("migrate: the password of the address is hidden in every form when the server does not answer", async () => {
  const action = repo.action("migrate");
  const record = await play(
    action,
    { url: "postgres://app:hunter%2622@127.0.0.1:1/db", "connect-timeout": "1s" },
    { workspace: workspace(FILES) },
  );
  expectReported(action, record);
  expect(record.conclusion).toBe("failure");
  const shown = record.rawLog.split("\n").filter((line) => !line.startsWith("::add-mask::"));
  expect(shown.join("\n") + record.summary + JSON.stringify(record.outputs)).not.toMatch(/hunter/);
});
