import library, { type FileCoverageData, type FileCoverage as IstanbulFile } from "istanbul-lib-coverage";
import { MOST_HITS } from "../model/count-table.ts";
import type { CoverageSink, FileCoverage } from "../model/coverage.ts";
import { LINE_LIMIT } from "../model/line-hits.ts";
import { Rows } from "../model/rows.ts";
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
    const reader = new IstanbulReader(sink);
    let files = 0;
    await readJsonParts(input, {
      "*": (raw, path) => {
        files++;
        reader.add(path, record(record(raw).data ?? raw));
      },
    });
    if (files === 0) throw new BrokenReport("it names no source file");
  },
};

/** Adds file after file, with rows that are common to all. */
class IstanbulReader {
  readonly #sink: CoverageSink;
  readonly #lines = new Rows();
  readonly #statements = new Rows();
  readonly #functions = new Rows();
  readonly #branches = new Rows();

  constructor(sink: CoverageSink) {
    this.#sink = sink;
  }

  add(path: string, data: Readonly<Record<string, unknown>>): void {
    let lines: ReturnType<IstanbulFile["getLineCoverage"]>;
    try {
      lines = library.createFileCoverage({ path, ...data } as unknown as FileCoverageData).getLineCoverage();
    } catch (error) {
      throw new BrokenReport(`the coverage of "${path.slice(0, 200)}" is broken (${(error as Error).message})`);
    }
    const file = this.#sink.file(string(data.path) || path);
    for (const line in lines) {
      if (!(Number(line) >= 1 && Number(line) <= LINE_LIMIT)) continue;
      this.#lines.pair(Number(line), count(lines[line]));
    }
    file.lines.addAll(this.#lines.take());
    this.#addStatements(file, record(data.s), record(data.statementMap));
    this.#addFunctions(file, record(data.f), record(data.fnMap));
    this.#addBranches(file, record(data.b), record(data.branchMap));
  }

  // Ids may differ between runs of one file, places in the source do not.
  #addStatements(file: FileCoverage, hits: Members, map: Members): void {
    for (const id of Object.keys(hits)) {
      const { start, end } = record(map[id]);
      const [from, to] = [record(start), record(end)];
      for (const number of [from.line, from.column, to.line, to.column, 1, hits[id]]) {
        // The column of a line's end may be written as null, since JSON has no Infinity.
        this.#statements.push(number === null ? MOST_HITS : count(number));
      }
    }
    file.statements.addAll(this.#statements.take());
  }

  #addFunctions(file: FileCoverage, hits: Members, map: Members): void {
    const names: string[] = [];
    for (const id of Object.keys(hits)) {
      const declared = record(map[id]);
      this.#functions.pair(startOf(declared.decl ?? declared.loc), count(hits[id]));
      names.push(string(declared.name).replaceAll("\n", " "));
    }
    file.functions.addAll({ pairs: this.#functions.take(), names: names.join("\n") });
  }

  #addBranches(file: FileCoverage, taken: Members, map: Members): void {
    for (const id of Object.keys(taken)) {
      const branch = record(map[id]);
      const line = startOf(branch.loc) || count(branch.line);
      for (const times of list(taken[id])) this.#branches.pair(line, count(times));
    }
    file.branches.addAll(this.#branches.take());
  }
}

type Members = Readonly<Record<string, unknown>>;

/** The line where something begins; 0 where the report does not say. */
function startOf(location: unknown): number {
  return count(record(record(location).start).line);
}

/** A number of the report; 0 where there is none. */
function count(hits: unknown): number {
  return typeof hits === "number" && hits > 0 ? Math.min(hits, MOST_HITS) : 0;
}
