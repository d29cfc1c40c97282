import library, { type FileCoverageData, type FileCoverage as IstanbulFile } from "istanbul-lib-coverage";
import type { CoverageSink } from "../model/coverage.ts";
import { BrokenReport } from "../reading/input.ts";
import { list, record, string } from "../reading/json.ts";
import { readJsonParts } from "../reading/json-parts.ts";
import type { CoverageFormat } from "./format.ts";

/** istanbul's JSON (`coverage-final.json`), of nyc, Jest, Vitest and c8. */
export const istanbul: CoverageFormat = {
  name: "istanbul JSON",
  kind: "coverage",
  detect: ({ text }) => /^\{\s*"[^"\n]*"\s*:\s*\{/.test(text) && /"statementMap"\s*:/.test(text),
  async read(input, sink) {
    let files = 0;
    await readJsonParts(input, {
      "*": (raw, path) => {
        files++;
        addFile(path, record(record(raw).data ?? raw), sink);
      },
    });
    if (files === 0) throw new BrokenReport("it names no source file");
  },
};

function addFile(path: string, data: Readonly<Record<string, unknown>>, sink: CoverageSink): void {
  let lines: ReturnType<IstanbulFile["getLineCoverage"]>;
  try {
    lines = library.createFileCoverage({ path, ...data } as unknown as FileCoverageData).getLineCoverage();
  } catch (error) {
    throw new BrokenReport(`the coverage of "${path.slice(0, 200)}" is broken (${(error as Error).message})`);
  }
  const file = sink.file(string(data.path) || path);
  for (const [line, hits] of Object.entries(lines)) {
    if (Number(line) > 0) file.lines.add(Number(line), count(hits));
  }
  for (const [id, hits] of Object.entries(record(data.s))) {
    file.addStatements(placeOf(record(data.statementMap)[id]), 1, count(hits));
  }
  for (const [id, hits] of Object.entries(record(data.f))) {
    const declared = record(record(data.fnMap)[id]);
    file.addFunction(string(declared.name), startOf(declared.decl ?? declared.loc) ?? 0, count(hits));
  }
  const branches = file.branchesInOrder();
  for (const [id, taken] of Object.entries(record(data.b))) {
    const branch = record(record(data.branchMap)[id]);
    const line = startOf(branch.loc) ?? (Number(branch.line) || 0);
    for (const hits of list(taken)) branches.add(line, count(hits));
  }
}

function startOf(location: unknown): number | undefined {
  return Number(record(record(location).start).line) || undefined;
}

// Ids may differ between runs of one file, places in the source do not.
function placeOf(location: unknown): string {
  const { start, end } = record(location);
  const at = (point: unknown) => `${record(point).line}.${record(point).column}`;
  return `${at(start)},${at(end)}`;
}

function count(hits: unknown): number {
  return typeof hits === "number" && hits > 0 ? hits : 0;
}
