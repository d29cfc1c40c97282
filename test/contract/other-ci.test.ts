import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../toolkit/process.ts";
import { readYaml } from "../../toolkit/yaml.ts";
import { type Shipped, shipped } from "../support/shipped.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** What the two systems set for a build, as far as somebody could look at it. */
const JENKINS = { JENKINS_URL: "https://jenkins.test/", BUILD_NUMBER: "7", GIT_COMMIT: "abc123", BRANCH_NAME: "main" };
const TRAVIS = {
  TRAVIS: "true",
  CI: "true",
  TRAVIS_COMMIT: "abc123",
  TRAVIS_BRANCH: "main",
  TRAVIS_EVENT_TYPE: "push",
};

let repo: Shipped;
let workspace: string;
beforeAll(async () => {
  repo = await shipped();
  workspace = mkdtempSync(join(tmpdir(), "other-ci-"));
  // Where the files put it with git, which is not to be asked here.
  mkdirSync(join(workspace, ".quayside"));
  symlinkSync(join(repo.folder, "dist"), join(workspace, ".quayside/dist"));
  writeFileSync(join(workspace, "Dockerfile"), "FROM scratch\n");
  writeFileSync(
    join(workspace, "pipeline.yml"),
    "app: shop\nbuild: { tags: 'acme/shop:${VERSION}' }\ntest: { run: 'npm test' }\nmigrate: { url: '${DATABASE_URL}' }\n",
  );
  mkdirSync(join(workspace, "migrations"));
  writeFileSync(join(workspace, "migrations/0001_a.sql"), "CREATE TABLE a (id int);\n");
});
afterAll(() => {
  repo?.remove();
  if (workspace) rmSync(workspace, { recursive: true, force: true });
});

/** Runs a line of a CI file as a plan, since there is nothing to build or deploy here. */
async function plan(line: string, variables: Record<string, string>) {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, VERSION: "abc123", DATABASE_URL: "", INPUT_MODE: "plan", ...variables };
  const { code, stdout, stderr } = await run("bash", ["-c", line], { cwd: workspace, env, timeout: 60_000 });
  // Standard output is for data; all that is told goes to standard error.
  expect(stdout).toBe("");
  expect(code, stderr).toBe(0);
  return stderr;
}

test("the steps of the Jenkinsfile run", async () => {
  const text = read("workflows/Jenkinsfile");
  const steps = [...text.matchAll(/sh '(node [^']*)'/g)].map((match) => match[1] ?? "");
  expect(steps).toEqual(["node .quayside/dist/pipeline.js", "node .quayside/dist/pipeline.js"]);
  const stages = /INPUT_STAGES = '([^']*)'/.exec(text)?.[1]?.replaceAll("\\n", "\n") ?? "";
  const pull = await plan(steps[0] ?? "", { ...JENKINS, INPUT_STAGES: stages });
  expect(pull).toContain("build: planned acme/shop:abc123");
  expect(pull).not.toContain("migrate");
  expect(await plan(steps[1] ?? "", JENKINS)).toMatch(/build: planned[\s\S]*migrate/);
});

test("the steps of .travis.yml run", async () => {
  const { jobs } = readYaml(".travis.yml", read("workflows/.travis.yml")).value as {
    jobs: { include: { stage: string; script: string[] }[] };
  };
  const [pull, main] = jobs.include;
  const log = await plan(pull?.script.join("\n") ?? "", TRAVIS);
  expect(log).toContain("build: planned acme/shop:abc123");
  expect(log).not.toContain("migrate");
  expect(await plan(main?.script.join("\n") ?? "", TRAVIS)).toMatch(/build: planned[\s\S]*migrate/);
});

test("each of them fails the build where a stage fails", async () => {
  const broken = mkdtempSync(join(tmpdir(), "other-ci-"));
  try {
    writeFileSync(join(broken, "pipeline.yml"), "app: shop\ntest: { run: 'exit 9' }\n");
    const { code, stderr } = await run(process.execPath, [join(repo.folder, "dist/pipeline.js")], {
      cwd: broken,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...JENKINS },
    });
    expect(code).toBe(9);
    expect(stderr).toContain("error: ");
  } finally {
    rmSync(broken, { recursive: true, force: true });
  }
});
