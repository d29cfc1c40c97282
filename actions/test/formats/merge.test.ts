import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Coverage } from "../model/coverage.ts";
import { headOf } from "../reading/head.ts";
import { fileInput } from "../reading/input.ts";
import { sourcePaths } from "../reading/source-paths.ts";
import { detect } from "./index.ts";

/** Reports of two runs, and what their own producer says of both together; `fixtures/merge/remake.sh` makes them. */
const folder = join(import.meta.dirname, "fixtures/merge");
const own = (name: string) => readFileSync(join(folder, name), "utf8");

async function merged(...names: string[]): Promise<Coverage> {
  const coverage = new Coverage();
  const places = { workspace: "/home/dev/app", folder: "/home/dev/app", tracked: [], exists: () => false };
  const source = sourcePaths(places);
  for (const name of names) {
    const input = fileInput(join(folder, `${name}.txt`));
    const format = detect(await headOf(input));
    if (format?.kind !== "coverage") throw new Error(`${name} is no coverage`);
    await format.read(input, { file: (path, roots) => coverage.file(source(path, name, roots)), remark: () => {} });
  }
  return coverage;
}

interface PythonFile {
  executed_lines: number[];
  missing_lines: number[];
  executed_branches: [number, number][];
  missing_branches: [number, number][];
}

test.each([
  ["lcov", ["coverage-py-one-lcov", "coverage-py-two-lcov"]],
  ["Cobertura", ["coverage-py-one-cobertura", "coverage-py-two-cobertura"]],
  ["both", ["coverage-py-one-cobertura", "coverage-py-two-lcov", "coverage-py-one-lcov"]],
])("two runs merged from %s are line by line what coverage.py combines", async (_, names) => {
  const coverage = await merged(...names);
  const { files } = JSON.parse(own("coverage-py-own-totals.json")) as { files: Record<string, PythonFile> };
  let lines = 0;
  for (const [path, theirs] of Object.entries(files)) {
    const ours = [...(coverage.files.get(path)?.lines.entries() ?? [])];
    expect(ours.filter(([, hits]) => hits > 0).map(([line]) => line)).toEqual(theirs.executed_lines);
    expect(ours.filter(([, hits]) => hits === 0).map(([line]) => line)).toEqual(theirs.missing_lines);
    lines += ours.length;
    const covered = theirs.executed_branches.length;
    const total = covered + theirs.missing_branches.length;
    expect(coverage.files.get(path)?.totals().branches ?? { covered: 0, total: 0 }).toEqual({ covered, total });
  }
  expect(lines).toBeGreaterThan(20);
  expect(coverage.totals().lines.total).toBe(lines);
});

test("two profiles merged are the statements that go tool cover counts", async () => {
  const coverage = await merged("go-one-cover", "go-two-cover");
  const [, total] = /^total:\s+\(statements\)\s+([\d.]+)%$/m.exec(own("go-own-totals.txt")) ?? [];
  const { covered, total: all } = coverage.totals().statements;
  expect(((covered / all) * 100).toFixed(1)).toBe(total);
  // Neither of the two runs alone comes to that.
  for (const name of ["go-one-cover", "go-two-cover"]) {
    expect((await merged(name)).totals().statements.covered).toBeLessThan(covered);
  }
});

type IstanbulSummary = Record<
  string,
  Record<"lines" | "branches" | "functions" | "statements", Record<string, number>>
>;

test.each([
  ["JSON", ["nyc-one-istanbul", "nyc-two-istanbul"], true],
  ["lcov", ["nyc-one-lcov", "nyc-two-lcov"], false],
])("two runs merged from %s are file by file what istanbul merges", async (_, names, statements) => {
  const coverage = await merged(...names);
  const { total, ...files } = JSON.parse(own("nyc-own-totals.json")) as IstanbulSummary;
  const told = ({ covered, total }: { covered?: number; total?: number }) => `${covered}/${total}`;
  const measures = ["lines", "branches", "functions", ...(statements ? (["statements"] as const) : [])] as const;
  expect(Object.keys(files).length).toBeGreaterThan(2);
  for (const measure of measures) {
    for (const [path, theirs] of Object.entries(files)) {
      const ours = coverage.files.get(path.replace("/home/dev/app/", ""))?.totals();
      expect([path, measure, ours && told(ours[measure])]).toEqual([path, measure, told(theirs[measure])]);
    }
    expect(told(coverage.totals()[measure])).toBe(told(total?.[measure] ?? {}));
  }
});
