import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../toolkit/process.ts";
import { JENKINS, jenkinsSteps, TRAVIS, travisSteps } from "../support/ci-files.ts";
import { type Published, publish } from "../support/npm-package.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

let published: Published;
let workspace: string;
beforeAll(async () => {
  published = await publish();
  workspace = mkdtempSync(join(tmpdir(), "other-ci-"));
  writeFileSync(join(workspace, "Dockerfile"), "FROM scratch\n");
  writeFileSync(
    join(workspace, "pipeline.yml"),
    "app: shop\nbuild: { tags: 'acme/shop:${VERSION:-${GITHUB_SHA}}' }\ntest: { run: 'echo on ${GITHUB_REF} by ${GITHUB_ACTOR:-nobody}' }\nmigrate: { url: '${DATABASE_URL}' }\n",
  );
  mkdirSync(join(workspace, "migrations"));
  writeFileSync(join(workspace, "migrations/0001_a.sql"), "CREATE TABLE a (id int);\n");
});
afterAll(async () => {
  await published?.remove();
  if (workspace) rmSync(workspace, { recursive: true, force: true });
});

/** Runs a step of a CI file in the environment of its system; as a plan, since there is nothing to build or deploy here. */
async function plan(step: string, variables: Record<string, string>) {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATABASE_URL: "", INPUT_MODE: "plan", ...published.env, ...variables };
  const { code, stderr } = await run("bash", ["-c", step], { cwd: workspace, env, timeout: 60_000 });
  expect(code, stderr).toBe(0);
  return stderr;
}

test("the package holds what is needed and has nothing to install", () => {
  const manifest = JSON.parse(read("package.json"));
  expect(manifest.private).not.toBe(true);
  expect(manifest.dependencies ?? {}).toEqual({});
  expect(published.files).toEqual(
    expect.arrayContaining(["package/dist/cli.js", "package/dist/libpg-query.wasm", "package/workflows/Jenkinsfile"]),
  );
  expect(
    published.files.filter((path) => !/^package\/(dist\/|workflows\/|package\.json|README\.md|LICENSE)/.test(path)),
  ).toEqual([]);
});

test("its tarball is small and installs in an empty folder, alone, with the command and the licences", async () => {
  expect(statSync(published.tarball).size).toBeLessThan(2_500_000);
  const folder = mkdtempSync(join(tmpdir(), "npm-install-"));
  try {
    const options = { cwd: folder, timeout: 120_000, env: { ...process.env, ...published.env } };
    const installed = await run("npm", ["install", "--offline", "--no-audit", "--no-fund", published.tarball], options);
    expect(installed.code, installed.stderr).toBe(0);
    expect(readdirSync(join(folder, "node_modules")).sort()).toEqual([".bin", ".package-lock.json", "quayside"]);
    for (const file of ["LICENSE", "README.md", "dist/LICENSES.txt"]) {
      expect(existsSync(join(folder, "node_modules/quayside", file)), file).toBe(true);
    }
    const { stdout } = await run("npx", ["--no", "--", "quayside", "--version"], options);
    expect(stdout.trim()).toBe(JSON.parse(read("package.json")).version);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("the steps of the Jenkinsfile run on Jenkins: a pull request, a branch, a tag", async () => {
  const steps = jenkinsSteps(read("workflows/Jenkinsfile"));
  expect(Object.keys(steps.stages)).toEqual(["Pull request", "Main", "Release"]);
  const [first, second] = steps.stages["Pull request"] ?? [];
  const pull = { ...JENKINS, ...steps.env, CHANGE_ID: "12", CHANGE_TARGET: "main", BRANCH_NAME: "PR-12" };
  const log = await plan(first ?? "", pull);
  expect(log).toContain(`build: planned acme/shop:${JENKINS.GIT_COMMIT}`);
  expect(log).toContain("on refs/pull/12/merge");
  expect(log).not.toMatch(/✓ migrate/);
  expect(await plan(second ?? "", pull)).toMatch(/migrate/);
  expect(await plan(steps.stages.Main?.[0] ?? "", { ...JENKINS, ...steps.env })).toMatch(
    /acme\/shop:abc123[\s\S]*on refs\/heads\/main[\s\S]*migrate/,
  );
  const tag = { ...JENKINS, ...steps.env, TAG_NAME: "v1.2.3", BRANCH_NAME: "v1.2.3" };
  expect(await plan(steps.stages.Release?.[0] ?? "", tag)).toMatch(/acme\/shop:v1\.2\.3[\s\S]*on refs\/tags\/v1\.2\.3/);
});

test("the steps of .travis.yml run on Travis CI: a pull request, a branch, a tag", async () => {
  const steps = travisSteps(read("workflows/.travis.yml"));
  expect(Object.keys(steps.stages)).toEqual(["pull request", "main", "release"]);
  const pull = { ...TRAVIS, ...steps.env, TRAVIS_PULL_REQUEST: "12", TRAVIS_PULL_REQUEST_SHA: "def456" };
  const [first, second] = steps.stages["pull request"] ?? [];
  const log = await plan(first ?? "", pull);
  expect(log).toContain("build: planned acme/shop:def456");
  expect(log).toContain("on refs/pull/12/merge");
  expect(log).not.toMatch(/✓ migrate/);
  expect(await plan(second ?? "", pull)).toMatch(/migrate/);
  expect(await plan(steps.stages.main?.[0] ?? "", { ...TRAVIS, ...steps.env })).toMatch(
    /acme\/shop:abc123[\s\S]*on refs\/heads\/main[\s\S]*migrate/,
  );
  const tag = { ...TRAVIS, ...steps.env, TRAVIS_TAG: "v1.2.3", TRAVIS_BRANCH: "v1.2.3" };
  expect(await plan(steps.stages.release?.[0] ?? "", tag)).toMatch(/acme\/shop:v1\.2\.3[\s\S]*on refs\/tags\/v1\.2\.3/);
});

test("each of them fails the build where a stage fails, with its exit code", async () => {
  const broken = mkdtempSync(join(tmpdir(), "other-ci-"));
  try {
    writeFileSync(join(broken, "pipeline.yml"), "app: shop\ntest: { run: 'exit 9' }\n");
    const { PATH, HOME } = process.env;
    const [step = ""] = jenkinsSteps(read("workflows/Jenkinsfile")).stages.Main ?? [];
    const { code, stderr } = await run("bash", ["-c", step], {
      cwd: broken,
      env: { PATH, HOME, ...published.env, ...JENKINS, QUAYSIDE_VERSION: "1" },
    });
    expect(code).toBe(9);
    expect(stderr).toContain("error: ");
  } finally {
    rmSync(broken, { recursive: true, force: true });
  }
});
