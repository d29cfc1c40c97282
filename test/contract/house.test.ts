import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { buildDist, differences } from "../../scripts/dist.ts";
import { stale } from "../../scripts/generate.ts";
import { run } from "../../toolkit/process.ts";

const root = join(import.meta.dirname, "../..");
const ACTIONS = ["build", "test", "migrate", "deploy"];

/**
 * The doors: which files may import an outside library. Libraries that are not listed may only be used by tests and
 * scripts. All are devDependencies, since dist/ holds what users run: the package has nothing to install.
 */
const DOORS: Record<string, RegExp> = {
  "@actions/core": /^toolkit\/runner-github\.ts$/,
  "@actions/exec": /^toolkit\/process\.ts$/,
  "@actions/github": /^toolkit\/github(\.ts|\/)/,
  dockerode: /^toolkit\/docker(\.ts|\/)/,
  yaml: /^toolkit\/yaml\.ts$/,
  pg: /^actions\/migrate\//,
  "libpg-query": /^actions\/migrate\//,
  mysql2: /^actions\/migrate\/mysql\//,
  saxes: /^actions\/test\//,
  "istanbul-lib-coverage": /^actions\/test\//,
  tinyglobby: /^(actions|toolkit)\//,
  "fastest-levenshtein": /^(actions|toolkit)\//,
  "env-ci": /^toolkit\/ci\.ts$/,
};

const PRODUCT = ["toolkit/**/*.ts", "actions/**/*.ts", "cli/**/*.ts"];

interface Import {
  from: string;
  to: string;
}

function importsOf(patterns: string[]): Import[] {
  return globSync(patterns, { cwd: root }).flatMap((from) => {
    const text = readFileSync(join(root, from), "utf8");
    return [...text.matchAll(/(?:^import|^export|^} )(?:[^;"]*?from )?"([^"]+)"|import\("([^"]+)"\)/gm)].map(
      (match) => {
        const name = match[1] ?? match[2] ?? "";
        return { from, to: name.startsWith(".") ? normalize(join(dirname(from), name)) : name };
      },
    );
  });
}

/** What is wrong with an import, or undefined. */
function breach({ from, to }: Import): string | undefined {
  const floor = (path: string) => path.split("/")[0] ?? "";
  const action = (path: string) => /^actions\/(\w+)\//.exec(path)?.[1] ?? "";
  if (to.startsWith("node:")) return undefined;
  if (!/\.(ts|json)$/.test(to)) {
    const name = to
      .split("/")
      .slice(0, to.startsWith("@") ? 2 : 1)
      .join("/");
    const door = DOORS[name];
    if (!door) return `${from} imports ${name}, which has no door`;
    return door.test(from) ? undefined : `${from} imports ${name} past its door`;
  }
  if (floor(from) === "toolkit" && floor(to) !== "toolkit") return `${from} imports ${to}: an arrow that points up`;
  if (from === "actions/entry.ts" && to === "cli/main.ts") return undefined;
  if (floor(from) === "cli" && to === "actions/entry.ts") return `${from} imports ${to}: an arrow that points up`;
  if (floor(from) === "cli" && !["toolkit", "actions", "cli"].includes(floor(to)))
    return `${from} imports ${to}: the product imports from outside of itself`;
  if (floor(from) === "actions" && floor(to) === "cli") return `${from} imports ${to}: an arrow that points up`;
  if (floor(from) === "actions" && !["toolkit", "actions"].includes(floor(to)))
    return `${from} imports ${to}: the product imports from outside of itself`;
  if (ACTIONS.includes(action(from)) && floor(to) === "actions" && action(to) !== action(from))
    return `${from} imports ${to}: actions never import each other`;
  if (action(from) === "pipeline" && to === "actions/entry.ts") return `${from} imports ${to}: an arrow that points up`;
  return undefined;
}

test("arrows only point downwards, and each library is used through its door", () => {
  const imports = importsOf(PRODUCT).filter(({ from }) => !from.endsWith(".test.ts"));
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.map(breach).filter(Boolean)).toEqual([]);
});

test.each([
  [{ from: "toolkit/a.ts", to: "actions/build/spec.ts" }, /points up/],
  [{ from: "actions/build/a.ts", to: "actions/test/spec.ts" }, /never import each other/],
  [{ from: "actions/pipeline/a.ts", to: "actions/entry.ts" }, /points up/],
  [{ from: "actions/build/a.ts", to: "scripts/dist.ts" }, /outside of itself/],
  [{ from: "actions/pipeline/a.ts", to: "cli/main.ts" }, /points up/],
  [{ from: "cli/a.ts", to: "actions/entry.ts" }, /points up/],
  [{ from: "cli/a.ts", to: "scripts/dist.ts" }, /outside of itself/],
  [{ from: "actions/build/a.ts", to: "dockerode" }, /past its door/],
  [{ from: "toolkit/a.ts", to: "@octokit/rest" }, /has no door/],
])("%o would be told", (wrong, message) => {
  expect(breach(wrong)).toMatch(message);
});

/** The files that come back to themselves by their imports, of types too. */
function circles(imports: readonly Import[]): string[] {
  const importers = new Set(imports.map(({ from }) => from));
  const imported = new Set(imports.map(({ to }) => to));
  const left = imports.filter(({ from, to }) => importers.has(to) && imported.has(from));
  return left.length < imports.length ? circles(left) : [...importers].sort();
}

test("no files import each other in a circle", () => {
  const imports = importsOf(PRODUCT).filter(({ from }) => !from.endsWith(".test.ts"));
  expect(circles(imports)).toEqual([]);
  const wrong = ["a b", "b c", "c b", "c d"].map((pair) => ({ from: pair.slice(0, 1), to: pair.slice(2) }));
  expect(circles(wrong)).toEqual(["b", "c"]);
});

test("no library of the package is there for nothing, and none has to be installed by users", () => {
  const { dependencies = {}, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(dependencies).toEqual({});
  expect(Object.keys(DOORS).filter((name) => !(name in devDependencies))).toEqual([]);
  const used = new Set(importsOf(PRODUCT).map(({ to }) => to));
  expect(
    Object.keys(DOORS).filter((name) => ![...used].some((to) => to === name || to.startsWith(`${name}/`))),
  ).toEqual([]);
});

test("npm run check finds nothing: the sources are formatted and linted, the types are right", async () => {
  const { code, stdout, stderr } = await run("npm", ["run", "check"], { cwd: root, timeout: 170_000 });
  expect(stdout + stderr).not.toMatch(/Found \d+ warning/);
  expect(code, stdout + stderr).toBe(0);
});

test("action.yml files and README tables are what the specs say (else: npm run generate)", async () => {
  expect((await stale()).map(({ path }) => path)).toEqual([]);
});

test("dist/ is byte for byte what the sources give (else: npm run dist)", async () => {
  const fresh = mkdtempSync(join(tmpdir(), "quayside-dist-"));
  try {
    await buildDist(fresh);
    expect(differences(join(root, "dist"), fresh)).toEqual([]);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
});

test("the bundle keeps to its budget", () => {
  const bytes = globSync("dist/*.js", { cwd: root }).reduce(
    (sum, file) => sum + readFileSync(join(root, file)).length,
    0,
  );
  // Without the parser's WebAssembly; 1.2 MB of it is mysql2, which only a MySQL address loads. A library that makes this
  // grow by a megabyte is one to look at again.
  expect(bytes).toBeLessThan(5_800_000);
});
