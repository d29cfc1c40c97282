import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMANDS } from "../../cli/commands.ts";
import { readFlags } from "../../cli/flags.ts";
import { run } from "../../toolkit/process.ts";

const root = join(import.meta.dirname, "../..");
const NO_ENGINE = { DOCKER_HOST: "unix:///nonexistent/docker.sock" };

let folder: string;
let program: string;
beforeAll(() => {
  // What the npm package holds, and no node_modules.
  folder = mkdtempSync(join(tmpdir(), "cli-"));
  for (const part of ["dist", "workflows", "package.json"])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  program = join(folder, "dist/cli.js");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function quayside(
  args: string[],
  options: { files?: Record<string, string>; env?: Record<string, string>; stdin?: string } = {},
) {
  const cwd = mkdtempSync(join(folder, "work-"));
  for (const [path, text] of Object.entries(options.files ?? {})) {
    mkdirSync(join(cwd, path, ".."), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  const env = { PATH: process.env.PATH, HOME: cwd, ...NO_ENGINE, ...options.env };
  const stdin = options.stdin === undefined ? {} : { stdin: options.stdin };
  const result = await run(process.execPath, [program, ...args], { cwd, env, timeout: 60_000, ...stdin });
  expect(result.stderr).not.toMatch(/This is a bug|at .*\.js:\d+/);
  return { ...result, cwd, read: (path: string) => readFileSync(join(cwd, path), "utf8") };
}

const FILES = {
  Dockerfile: "FROM scratch\nCOPY Dockerfile /\n",
  "pipeline.yml": "app: shop\nbuild: { tags: 'acme/shop:1' }\ntest: { run: 'npm test' }\n",
};

test("without a command it says what there is; so do help and --help", async () => {
  for (const args of [[], ["--help"], ["help"]]) {
    const { code, stdout } = await quayside(args);
    expect(code).toBe(0);
    for (const { name } of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
  }
  expect((await quayside(["--version"])).stdout).toBe(
    `${JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version}\n`,
  );
});

test("the help of each command has all its flags and outputs, and no line is longer than a terminal is wide", async () => {
  for (const { name, inputs, outputs } of COMMANDS) {
    const { code, stdout } = await quayside([name, "--help"]);
    expect(code).toBe(0);
    for (const [input, spec] of Object.entries(inputs))
      expect(stdout).toContain(spec.secret ? `--${input}-file` : `--${input}`);
    for (const output of Object.keys(outputs)) expect(stdout).toContain(output);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
    expect((await quayside(["help", name])).stdout).toBe(stdout);
  }
});

test.each([
  [["depoly"], /did you mean "deploy"\?/],
  [["deploy", "--replcas", "2"], /did you mean "--replicas"\?/],
  [["completion", "csh"], /one of bash, zsh, fish/],
  [["plan", "--cwd", "/nonexistent"], /cannot be entered/],
])("a command line that is wrong ends with 2: %j", async (args, message) => {
  const { code, stdout, stderr } = await quayside(args);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(message);
});

test("--json prints the outputs as one object on standard output, the log goes to standard error", async () => {
  const { code, stdout, stderr } = await quayside(["plan", "--json"], { files: FILES });
  expect(code).toBe(0);
  const result = JSON.parse(stdout);
  const schema = JSON.parse(readFileSync(join(root, "docs/schema/command-result.schema.json"), "utf8"));
  expect(new Ajv().validate(schema, result)).toBe(true);
  expect(result).toMatchObject({ version: 1, command: "plan", outcome: "success", exitCode: 0 });
  expect(result.outputs).toMatchObject({ outcome: "planned", report: { version: 1 } });
  expect(stderr).toContain("build: planned");
});

test("--json tells of a failure too, with the exit code of the command that failed", async () => {
  const { code, stdout } = await quayside(["test", "--run", "exit 7", "--json"]);
  expect(code).toBe(7);
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "failure", exitCode: 7, error: { message: expect.any(String) } });
});

test("flags go before variables; a variable may have underscores where the input has hyphens", async () => {
  const files = { Dockerfile: "FROM scratch\nARG A\n" };
  const env = { INPUT_TAGS: "from/variable:1", INPUT_BUILD_ARGS: "A=b" };
  const { stderr } = await quayside(["build", "--mode", "plan"], { files, env });
  expect(stderr).toMatch(/--tag from\/variable:1/);
  expect(stderr).toMatch(/--build-arg A=b/);
  expect((await quayside(["build", "--mode", "plan", "--tags", "from/flag:1"], { files, env })).stderr).toMatch(
    /--tag from\/flag:1/,
  );
});

test("a secret comes from a file or standard input and is shown nowhere", async () => {
  const files = { url: "postgres://app:hunter22@127.0.0.1:1/db\n", "migrations/1_a.sql": "CREATE TABLE a (id int);\n" };
  for (const [path, stdin] of [["url"], ["-", files.url]] as const) {
    const args = ["migrate", "--mode", "status", "--url-file", path, "--connect-timeout", "1s", "--json"];
    const { code, stdout, stderr } = await quayside(args, { files, ...(stdin ? { stdin } : {}) });
    expect(code).toBe(1);
    expect(stderr).toContain("127.0.0.1:1");
    expect(stdout + stderr).not.toContain("hunter22");
  }
});

test("--quiet leaves out the log and keeps the errors", async () => {
  const { code, stderr } = await quayside(["test", "--run", "echo said; exit 3", "--quiet"]);
  expect(code).toBe(3);
  expect(stderr).not.toMatch(/^said$/m);
  expect(stderr).toMatch(/^error: /m);
});

test("colours are for terminals that want them", async () => {
  const command = `${process.execPath} ${program} test --run false`;
  const script = async (env: Record<string, string>) =>
    (await run("script", ["-qec", command, "/dev/null"], { env: { PATH: process.env.PATH, TERM: "xterm", ...env } }))
      .stdout;
  expect(await script({})).toContain("\u001b[31merror");
  expect(await script({ NO_COLOR: "1" })).not.toContain("\u001b[31m");
});

test("the completion of bash knows commands, flags and the words of a flag", async () => {
  const { stdout } = await quayside(["completion", "bash"]);
  const complete = async (...words: string[]) => {
    const line = words.map((word) => `'${word}'`).join(" ");
    const script = `${stdout}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _quayside; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return (await run("bash", ["-c", script])).stdout.trim().split("\n");
  };
  expect(await complete("quayside", "de")).toEqual(["deploy"]);
  expect(await complete("quayside", "deploy", "--rep")).toEqual(["--replicas"]);
  expect(await complete("quayside", "deploy", "--strategy", "")).toEqual(
    expect.arrayContaining(["rolling", "blue-green"]),
  );
  for (const shell of ["zsh", "fish"])
    expect((await quayside(["completion", shell])).stdout).toContain("--replicas".slice(shell === "fish" ? 2 : 0));
});

test("doctor tells what is wrong and how to mend it, and ends with 1", async () => {
  const { code, stdout, stderr } = await quayside(["doctor", "--json"], { files: FILES });
  expect(code).toBe(1);
  const { outputs } = JSON.parse(stdout);
  expect(outputs.outcome).toBe("ill");
  const engine = outputs.report.findings.find(({ check }: { check: string }) => check === "engine");
  expect(engine).toMatchObject({ state: "failed", found: expect.stringContaining("No Docker Engine answers") });
  expect(engine.mend).toMatch(/start the Docker Engine/);
  expect(stderr).toMatch(/✗ engine/);
});

test("doctor goes on where the pipeline file has mistakes, is not there, or no engine answers, and tells each thing once", async () => {
  const doctor = async (files: Record<string, string>) => {
    const { code, stdout } = await quayside(["doctor", "--json"], { files });
    const { findings } = JSON.parse(stdout).outputs.report as { findings: { check: string }[] };
    return { code, of: (name: string) => findings.find(({ check }) => check === name) };
  };
  const broken = await doctor({ "pipeline.yml": "app: a\nbiuld: { tags: x }\ntest: { run: x, retires: 1 }\n" });
  expect(broken.code).toBe(1);
  expect(broken.of("file")).toMatchObject({
    state: "failed",
    found: expect.stringMatching(/pipeline.yml:2:1: "biuld".*; pipeline.yml:3:\d+: "retires"/),
    mend: expect.stringMatching(/Mend/),
  });
  expect(broken.of("engine")).toMatchObject({ state: "failed" });
  expect(broken.of("buildx")).toMatchObject({ state: "skipped" });
  expect((await doctor({})).of("file")).toMatchObject({ state: "warning", mend: expect.stringContaining("init") });
  expect((await doctor(FILES)).of("file")).toMatchObject({ state: "ok", found: "pipeline.yml: build, test" });
});

test("doctor looks at the hosts that a deploy goes to, each with its own way out", async () => {
  const pipeline = "app: shop\ndeploy: { image: 'acme/shop:1' }\n";
  const doctor = async (hosts: string, env = {}) => {
    const files = { "pipeline.yml": pipeline };
    const { stdout } = await quayside(["doctor", "--json"], { files, env: { QUAYSIDE_HOSTS: hosts, ...env } });
    const { findings } = JSON.parse(stdout).outputs.report as { findings: { check: string }[] };
    return findings.find(({ check }) => check === "hosts");
  };
  expect(await doctor("")).toMatchObject({ state: "skipped" });
  expect(await doctor("ssh://deploy@127.0.0.1:9")).toMatchObject({
    state: "failed",
    found: expect.stringContaining("known-hosts is not set"),
  });
  expect(await doctor("tcp://127.0.0.1:9\nunix:///nonexistent/docker.sock")).toMatchObject({
    state: "failed",
    found: expect.stringMatching(/2 of 2 hosts cannot be reached.*tcp:\/\/127.0.0.1:9.*unix:\/\/\/nonexistent/),
  });
});

test("init writes what is not there, says why, and never overwrites without --force", async () => {
  const files = { Dockerfile: "FROM scratch\nEXPOSE 80\n", Makefile: "test:\n\ttrue\n", Jenkinsfile: "mine\n" };
  const first = await quayside(["init", "--ci", "github,jenkins,travis"], { files });
  expect(first.code).toBe(0);
  expect(first.stderr).toMatch(/port +80 +\(the Dockerfile has EXPOSE 80\)/);
  expect(first.stderr).toMatch(/kept +Jenkinsfile/);
  expect(first.read("Jenkinsfile")).toBe("mine\n");
  for (const path of ["pipeline.yml", ".github/workflows/main.yml", ".travis.yml", ".dockerignore"])
    expect(first.read(path)).not.toBe("");
  const forced = await quayside(["init", "--ci", "jenkins", "--force"], { files });
  expect(forced.read("Jenkinsfile")).toContain("quayside@");
  const told = await quayside(["init", "--test", "make test", "--force"], { files });
  expect(told.read("pipeline.yml")).toContain("make test");
  const planned = await quayside(["init", "--mode", "plan"], { files });
  expect(existsSync(join(planned.cwd, "pipeline.yml"))).toBe(false);
  // What it could not find out, and what has to be set, it says.
  const portless = await quayside(["init", "--ci", "jenkins"], {
    files: { Dockerfile: "FROM scratch\n", "migrations/1_a.sql": "" },
  });
  expect(portless.stderr).toMatch(/Nothing is deployed, since no port was found: write EXPOSE/);
  expect(portless.stderr).toMatch(/On Jenkins, add credentials of the kind "secret text": database-url\.$/m);
  expect(first.stderr).not.toContain("Nothing is deployed");
  const nothing = await quayside(["init"]);
  expect(nothing.code).toBe(1);
  expect(nothing.stderr).toMatch(/nothing here to make a pipeline of[\s\S]*--test/);
});

test("status without a pipeline file asks which app is meant", async () => {
  const { code, stderr } = await quayside(["status"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/Which app is meant/);
});

test("each command line of the documentation is one that there is", async () => {
  const pages = (await run("git", ["ls-files", "*.md"], { cwd: root })).stdout.trim().split("\n");
  const lines = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap((block) =>
      (block[1] ?? "").split("\n").filter((line) => /^(npx )?quayside /.test(line)),
    ),
  );
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) {
    const words = (line.replace(/ #.*/, "").match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
    const [name = "", ...args] = words.slice(words.indexOf("quayside") + 1);
    const command = COMMANDS.find((one) => one.name === name);
    expect(command, line).toBeDefined();
    if (command) expect(() => readFlags(command, args, () => ""), line).not.toThrow();
  }
});

test("it starts within half a second", async () => {
  const times: number[] = [];
  for (let n = 0; n < 3; n++) {
    const began = performance.now();
    await quayside(["deploy", "--help"]);
    times.push(performance.now() - began);
  }
  expect(Math.min(...times)).toBeLessThan(500);
});
