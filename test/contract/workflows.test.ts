import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { ActionSpec } from "../../toolkit/action.ts";
import { actionErrors, actionRules, ruled, tableMistakes, workflowErrors, workflowRules } from "./workflow-rules.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const workflows = globSync([".github/workflows/*.{yml,yaml}", "workflows/*.{yml,yaml}"], { cwd: root })
  .filter((path) => basename(path) !== ".travis.yml")
  .sort();
const actions = globSync(["action.yml", "actions/*/action.yml", ".github/actions/*/action.yml"], { cwd: root }).sort();

test("there are workflows and actions to check", () => {
  expect(workflows).toEqual(expect.arrayContaining([".github/workflows/ci.yml", "workflows/main.yml"]));
  expect(actions).toContain("action.yml");
});

// ---- GitHub's own parser

test.each(workflows)("%s: GitHub's parser takes it", async (path) => {
  expect(await workflowErrors(path, read(path))).toEqual([]);
});

test.each(actions)("%s: GitHub's parser takes it", (path) => {
  expect(actionErrors(path, read(path))).toEqual([]);
});

test("GitHub's parser would tell of mistakes", async () => {
  const job = (rest: string) => `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n${rest}`;
  expect(await workflowErrors("w.yml", job("      - run: x\n"))).toEqual([]);
  expect(await workflowErrors("w.yml", job("      - run: x\n        nosuch: y\n"))).not.toEqual([]);
  expect(await workflowErrors("w.yml", job("      - run: x\n        if: ${{ nosuch.x }}\n"))).not.toEqual([]);
  expect(actionErrors("action.yml", "name: x\ndescription: y\nruns: { using: node24 }\n")).not.toEqual([]);
});

// ---- The rules

const breaches = (rules: typeof workflowRules, path: string) =>
  Object.entries(rules).flatMap(([name, rule]) => rule(ruled(path, read(path))).map((text) => `${name}: ${text}`));

test.each(workflows)("%s keeps the rules", (path) => {
  expect(breaches(workflowRules, path)).toEqual([]);
});

test.each(actions)("%s keeps the rules", (path) => {
  expect(breaches(actionRules(root), path)).toEqual([]);
});

test.each(actions)("%s has exactly the inputs and outputs of its spec", async (path) => {
  const folder = path === "action.yml" ? "actions/pipeline" : path.replace("/action.yml", "");
  const { spec } = (await import(pathToFileURL(join(root, folder, "spec.ts")).href)) as { spec: ActionSpec };
  const value = ruled(path, read(path)).value as unknown as {
    inputs: Record<string, { required?: boolean; default?: string }>;
    outputs: object;
  };
  const declared = Object.entries(value.inputs).map(([name, one]) => [name, one.required ?? false, one.default]);
  const specified = Object.entries(spec.inputs).map(([name, one]) => [name, one.required, one.default]);
  expect(declared).toEqual(specified);
  expect(Object.keys(value.outputs)).toEqual(Object.keys(spec.outputs));
});

// ---- Each rule catches what it is there for

const SHA = "0123456789abcdef0123456789abcdef01234567";
const step = (lines: string) => `permissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n${lines}\n`;
const bad: Record<string, [path: string, text: string][]> = {
  pinned: [
    ["w.yml", step("      - uses: actions/checkout@v7")],
    ["w.yml", step(`      - uses: "actions/checkout@${SHA.slice(1)}"`)],
    ["w.yml", step("      - uses: actions/checkout")],
    ["w.yml", step("      - uses: docker://alpine:3")],
    ["w.yml", "jobs:\n  a:\n    uses: o/r/.github/workflows/x.yml@main\n"],
    // Only a starter may name our own action by its tag.
    [".github/workflows/w.yml", step("      - uses: quayside/quayside@v1")],
    ["workflows/w.yml", step("      - uses: quayside/quayside@main")],
    ["workflows/w.yml", step("      - uses: quaysid3/quayside@v1")],
  ],
  "version comment": [
    ["w.yml", step(`      - uses: actions/checkout@${SHA}`)],
    ["w.yml", step(`      - uses: actions/checkout@${SHA} # v7`)],
  ],
  "self by $/": [["w.yml", step("      - uses: ./actions/build")]],
  "no expression in run": [
    ["w.yml", step("      - run: echo ${{ github.head_ref }}")],
    ["w.yml", step("      - run: |\n          echo\n          ${{ inputs.x }}")],
  ],
  "top-level permissions": [
    ["w.yml", "jobs: {}\n"],
    ["w.yml", "permissions:\n  contents: write # all\njobs: {}\n"],
    ["w.yml", "permissions: read-all\njobs: {}\n"],
    ["w.yml", "permissions:\njobs: {}\n"],
  ],
  "permissions of each job": [["w.yml", step("      - run: x")]],
  "reason of each permission": [
    ["w.yml", "jobs:\n  a:\n    permissions:\n      contents: read # why\n      packages: write\n    steps: []\n"],
    ["w.yml", "permissions:\n  id-token: write\njobs: {}\n"],
  ],
  "no write-all": [["w.yml", "jobs:\n  a:\n    permissions: write-all\n"]],
  "checkout keeps no token": [
    ["w.yml", step(`      - uses: actions/checkout@${SHA} # v7.0.1`)],
    ["w.yml", step(`      - uses: actions/checkout@${SHA}\n        with: { persist-credentials: true }`)],
  ],
  timeout: [["w.yml", step("      - run: x")]],
  "secrets in environments": [
    ["w.yml", step("      - run: x\n        env: { A: '${{ secrets.A }}' }")],
    ["w.yml", step("      - run: x\n        env: { A: \"${{ secrets['A'] }}\" }")],
  ],
  "secrets one by one": [
    ["w.yml", "jobs:\n  a:\n    uses: $/x.yml\n    secrets: inherit\n"],
    ["w.yml", step("      - run: x\n        env: { A: '${{ toJSON(secrets) }}' }")],
  ],
  "no cache in a release": [
    ["release.yml", step("      - uses: actions/cache@v5")],
    ["w.yml", `on: { release: {} }\n${step("      - uses: actions/setup-node@v7\n        with: { cache: npm }")}`],
    ["w.yml", `on:\n  push:\n    tags: [v*]\n${step("      - uses: actions/setup-node@v7")}`],
  ],
  "no dangerous trigger": [
    ["w.yml", `on: pull_request_target\n${step("      - uses: actions/checkout@v7")}`],
    ["w.yml", `on: [push, workflow_run]\n${step("      - uses: actions/checkout@v7")}`],
  ],
  concurrency: [["w.yml", step("      - run: x")]],
};

test("each rule has an example that it catches", () => {
  expect(Object.keys(bad).sort()).toEqual(Object.keys(workflowRules).sort());
});

test.each(Object.entries(bad).flatMap(([rule, examples]) => examples.map(([path, text]) => ({ rule, path, text }))))(
  "$rule catches $text",
  ({ rule, path, text }) => {
    expect(workflowRules[rule]?.(ruled(path, text))).toHaveLength(1);
  },
);

const runs = (text: string) => `name: x\ndescription: y\nruns: ${text}\n`;

test.each([
  ["using node24", "action.yml", runs("{ using: node20, main: package.json }")],
  ["using node24", "action.yml", runs("{ using: composite, steps: [] }")],
  ["main is there", "actions/build/action.yml", runs("{ using: node24, main: ../../dist/nosuch.js }")],
  ["main is there", "action.yml", runs("{ using: node24, main: package.json, post: nosuch.js }")],
  [
    "deprecationMessage",
    "action.yml",
    `inputs: { a: { description: d, deprecation-message: m } }\n${runs("{ using: node24, main: package.json }")}`,
  ],
  ["README tables", "nosuch/action.yml", runs("{}")],
])("%s catches %s with %s", (rule, path, text) => {
  expect(actionRules(root)[rule]?.(ruled(path, text))).toHaveLength(1);
});

test("tables of a README that are not those of action.yml are told", () => {
  const readme = "<!-- inputs:start -->\n| `a` | x | |\n| `b` | x | |\n<!-- inputs:end -->\n";
  expect(tableMistakes(readme, "inputs", { a: {}, b: {} })).toEqual([]);
  expect(tableMistakes(readme, "inputs", { a: {} })).toHaveLength(1);
  expect(tableMistakes(readme, "inputs", { a: {}, b: {}, c: {} })).toHaveLength(1);
  expect(tableMistakes(readme, "outputs", {})).toHaveLength(1);
});

// ---- What lies beside the workflows

test("each starter workflow has properties that GitHub takes", () => {
  for (const path of workflows.filter((one) => one.startsWith("workflows/"))) {
    const properties = JSON.parse(read(`workflows/properties/${basename(path, ".yml")}.properties.json`));
    expect(properties).toEqual({
      name: expect.any(String),
      description: expect.any(String),
      iconName: expect.any(String),
      categories: expect.any(Array),
      filePatterns: expect.any(Array),
    });
    for (const pattern of properties.filePatterns) expect(() => new RegExp(pattern)).not.toThrow();
  }
});

test("the aggregate job of CI needs every other job", () => {
  const { jobs } = ruled("ci.yml", read(".github/workflows/ci.yml")).value as unknown as {
    jobs: Record<string, { needs?: string[] }>;
  };
  const { ok, ...others } = jobs;
  expect(ok?.needs).toEqual(Object.keys(others));
});

test("dependabot lets new versions rest for a week or more", () => {
  const { updates } = ruled("dependabot.yml", read(".github/dependabot.yml")).value as unknown as {
    updates: { cooldown?: { "default-days"?: number } }[];
  };
  for (const update of updates) expect(update.cooldown?.["default-days"]).toBeGreaterThanOrEqual(7);
});

test("the reusable workflow hands every declared secret and input on, and uses none that is not declared", () => {
  const text = read(".github/workflows/pipeline.yml");
  const { on } = ruled("pipeline.yml", text).value as unknown as {
    on: { workflow_call: { inputs: object; secrets: object } };
  };
  const used = (context: string) =>
    [...new Set([...text.matchAll(new RegExp(`\\b${context}\\.([\\w-]+)`, "g"))].map((match) => match[1]))].sort();
  expect(used("inputs")).toEqual(Object.keys(on.workflow_call.inputs).sort());
  expect(used("secrets")).toEqual(Object.keys(on.workflow_call.secrets).sort());
});

test("a starter that calls the reusable workflow grants what that asks for and gives only what it takes", () => {
  const reusable = ruled("pipeline.yml", read(".github/workflows/pipeline.yml")).value as unknown as {
    on: { workflow_call: { inputs: Record<string, { required?: boolean }>; secrets: object } };
    jobs: { pipeline: { permissions: object } };
  };
  const { inputs, secrets } = reusable.on.workflow_call;
  const starters = workflows
    .filter((path) => path.startsWith("workflows/"))
    .flatMap((path) => Object.values(ruled(path, read(path)).value.jobs ?? {}))
    .filter((job) => job.uses?.includes("/pipeline.yml@")) as { permissions: object; with: object; secrets: object }[];
  expect(starters.length).toBeGreaterThan(0);
  for (const job of starters) {
    expect(job.permissions).toEqual(reusable.jobs.pipeline.permissions);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(job.with)));
    expect(Object.keys(secrets)).toEqual(expect.arrayContaining(Object.keys(job.secrets)));
    const required = Object.keys(inputs).filter((name) => inputs[name]?.required);
    expect(Object.keys(job.with)).toEqual(expect.arrayContaining(required));
  }
});

test("the code owners cover what runs with a token", () => {
  const owned = read(".github/CODEOWNERS");
  for (const path of ["/.github/", "/dist/", "action.yml"]) expect(owned).toContain(path);
  expect(existsSync(join(root, "SECURITY.md"))).toBe(true);
});
