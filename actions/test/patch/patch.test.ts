import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { terminalRunner } from "../../../toolkit/runner-terminal.ts";
import { realWorld } from "../../../toolkit/world.ts";
import { Coverage } from "../model/coverage.ts";
import { baseOf, changedLines, DiffReader } from "./changed-lines.ts";
import { patchCoverage } from "./patch-coverage.ts";

function parsed(diff: string) {
  const reader = new DiffReader();
  for (const line of diff.split("\n")) reader.line(line);
  return [...reader.files];
}

test("a diff: added lines, removals, quoted names, lines that look like headers", () => {
  expect(
    parsed(`diff --git a/a.ts b/a.ts
--- a/a.ts
+++ b/a.ts
@@ -1,2 +1,3 @@
--- a/old
-+++ b/old
++++ b/not-a-file
+x
+y
@@ -9 +10,0 @@
-gone
@@ -20,0 +21 @@ function f() {
+z
\\ No newline at end of file
--- a/gone.ts
+++ /dev/null
@@ -1 +0,0 @@
-a
--- "a/t\\303\\274 \\"x\\".ts"
+++ "b/t\\303\\274 \\"x\\".ts"
@@ -0,0 +1,2 @@
+a
+b
--- a/with space.ts
+++ b/with space.ts\t
@@ -1 +1 @@
-a
+b`),
  ).toEqual([
    [
      "a.ts",
      [
        [1, 3],
        [21, 21],
      ],
    ],
    ['tü "x".ts', [[1, 2]]],
    ["with space.ts", [[1, 1]]],
  ]);
});

test("only changed lines with code count; uncovered neighbours are one stretch", () => {
  const coverage = new Coverage();
  const file = coverage.file("a.ts");
  for (const [line, hits] of [
    [1, 1],
    [2, 0],
    [4, 0],
    [5, 2],
    [6, 0],
    [20, 0],
  ] as const)
    file.lines.add(line, hits);
  const patch = patchCoverage(
    new Map([
      ["a.ts", [[2, 6]]],
      ["README.md", [[1, 9]]],
    ]),
    coverage,
  );
  expect(patch.lines).toEqual({ covered: 1, total: 4 });
  expect(patch.uncovered).toEqual([
    {
      path: "a.ts",
      stretches: [
        [2, 4],
        [6, 6],
      ],
    },
  ]);
});

test.each([
  ["", {}, []],
  ["main", {}, ["main", "origin/main"]],
  ["", { GITHUB_BASE_REF: "main" }, ["origin/main", "main"]],
])("the base of %j and %j", (input, env, expected) => {
  expect(baseOf(input, env)).toEqual(expected);
});

let folder: string;
const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" });
const world = () =>
  realWorld(terminalRunner({}, { PATH: process.env.PATH }, { write: () => {} }), new AbortController().signal, folder);
const commit = (message: string) => {
  git("add", ".");
  git("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", "commit", "-qm", message);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "quayside-patch-"));
  git("init", "-qb", "main");
  writeFileSync(join(folder, "a.ts"), "1\n2\n3\n4\n5\n6\n7\n8\n");
  commit("first");
  git("checkout", "-qb", "topic");
  git("mv", "a.ts", "b ü.ts");
  writeFileSync(join(folder, "b ü.ts"), "1\n2\nnew\n3\n4\n5\n6\n7\nold\n");
  commit("change");
  git("checkout", "-q", "main");
  writeFileSync(join(folder, "a.ts"), "of main only\n");
  commit("go on");
  git("checkout", "-q", "topic");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("from git: since the merge base, renames followed", async () => {
  expect([...(await changedLines(world(), ["main"]))]).toEqual([
    [
      "b ü.ts",
      [
        [3, 3],
        [9, 9],
      ],
    ],
  ]);
});

test.each([
  [["gone", "origin/gone"], /no commit of the base "gone"/],
  [["--output=x"], /no commit of the base/],
])("a base that is not there: %j", async (bases, message) => {
  await expect(changedLines(world(), bases)).rejects.toThrow(message);
});

test("a clone without the merge base says so", async () => {
  const orphan = git(
    "-c",
    "user.name=a",
    "-c",
    "user.email=a@example.com",
    "commit-tree",
    "-m",
    "x",
    "HEAD^{tree}",
  ).trim();
  await expect(changedLines(world(), [orphan])).rejects.toThrow(/no common commit/);
});
