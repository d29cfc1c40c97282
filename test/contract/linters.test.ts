import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../toolkit/process.ts";
import { actionlint, type Linter, zizmor } from "../support/linters.ts";

const root = join(import.meta.dirname, "../..");
const workflows = globSync([".github/workflows/*.yml", "workflows/*.yml"], { cwd: root }).filter(
  (path) => basename(path) !== ".travis.yml",
);

/** Skips a test with its reason where a linter cannot be had. */
function pathOf(linter: Linter, skip: (note: string) => void): string {
  if ("path" in linter) return linter.path;
  console.log(`${linter.why}.`);
  skip(linter.why);
  return "";
}

test("zizmor has no finding, at its strictest", { timeout: 180_000 }, async ({ skip }) => {
  const path = pathOf(await zizmor(), skip);
  const zizmorOf = (...inputs: string[]) =>
    run(path, ["--offline", "--persona", "pedantic", "--no-progress", "--config", ".github/zizmor.yml", ...inputs], {
      cwd: root,
      timeout: 60_000,
    });
  const actions = globSync(["action.yml", "actions/*/action.yml"], { cwd: root });
  const { code, stdout, stderr } = await zizmorOf(".github/dependabot.yml", ...workflows, ...actions);
  expect(code, stdout + stderr).toBe(0);
  await inFolder(async (folder) => {
    const bad = join(folder, ".github/workflows/bad.yml");
    mkdirSync(join(folder, ".github/workflows"), { recursive: true });
    writeFileSync(bad, "on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{ run: 'echo ${{ github.head_ref }}' }]\n");
    const control = await zizmorOf(bad);
    expect(control.code).not.toBe(0);
    expect(control.stdout).toContain("template-injection");
  });
});

test("actionlint has no finding", { timeout: 180_000 }, async ({ skip }) => {
  const path = pathOf(await actionlint(), skip);
  await inFolder(async (folder) => {
    // It does not know `$/` yet, and a starter's placeholder for the default branch is no name of a branch.
    for (const workflow of workflows) {
      const text = readFileSync(join(root, workflow), "utf8")
        .replace(/^(\s*(?:- )?uses:\s*)\$\/(\S*)/gm, "$1quayside/quayside/$2@v1")
        .replace("quayside/quayside/@v1", "quayside/quayside@v1")
        .replace("$default-branch", "main");
      // Ours and a starter may have the same name.
      writeFileSync(join(folder, workflow.replace(/^\./, "").replaceAll("/", "-")), text);
    }
    const files = globSync("*.yml", { cwd: folder });
    expect(files).toHaveLength(workflows.length);
    // Without these its findings would depend on what else this machine has.
    const lint = (names: string[]) => run(path, ["-no-color", "-shellcheck=", "-pyflakes=", ...names], { cwd: folder });
    const { code, stdout } = await lint(files);
    expect(code, stdout).toBe(0);
    writeFileSync(
      join(folder, "bad.yml"),
      "on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{ run: x, if: '${{ nosuch.x }}' }]\n",
    );
    expect((await lint(["bad.yml"])).stdout).toContain("nosuch");
  });
});

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "linters-"));
  try {
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
