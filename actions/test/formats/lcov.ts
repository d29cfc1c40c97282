import type { CoverageSink, FileCoverage } from "../model/coverage.ts";
import type { Format } from "./format.ts";

/**
 * lcov's tracefiles (geninfo(1), "FILES"): SF, DA, FN and FNDA, FNL and FNA of lcov 2, BRDA with names that may hold
 * commas. Sums in the file (LF, LH …) are not believed. A count that is no number counts as 0; a negative one too.
 */
export const lcov: Format<CoverageSink> = {
  name: "lcov",
  detect: (start) => /^(TN:|SF:)/m.test(start),
  async read(chunks, sink) {
    const reader = new LcovReader(sink);
    let rest = "";
    for await (const chunk of chunks) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) reader.line(line);
    }
    if (rest !== "") reader.line(rest);
    reader.close();
  },
};

class LcovReader {
  readonly #sink: CoverageSink;
  #file: FileCoverage | undefined;
  /** Where each function of the file begins, by its name, or by its index for FNL. */
  #starts = new Map<string, number>();
  #files = 0;

  constructor(sink: CoverageSink) {
    this.#sink = sink;
  }

  line(raw: string): void {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    const colon = line.indexOf(":");
    if (colon < 0) {
      if (line.trim() === "end_of_record") this.#file = undefined;
      return;
    }
    const value = line.slice(colon + 1);
    if (line.startsWith("SF:")) {
      this.#file = this.#sink.file(value.trim());
      this.#starts = new Map();
      this.#files++;
      return;
    }
    const file = this.#file;
    if (!file) return;
    switch (line.slice(0, colon)) {
      case "DA": {
        const comma = value.indexOf(",");
        const number = Number(value.slice(0, comma));
        if (number > 0) file.lines.add(number, hits(value.slice(comma + 1).split(",")[0]));
        return;
      }
      case "FN": {
        const [start = "", ...parts] = value.split(",");
        // FN:start,name or FN:start,end,name
        const name = (/^\d+$/.test(parts[0] ?? "") && parts.length > 1 ? parts.slice(1) : parts).join(",");
        this.#starts.set(name, Number(start));
        file.addFunction(name, Number(start) || 0, 0);
        return;
      }
      case "FNDA": {
        const comma = value.indexOf(",");
        const name = value.slice(comma + 1);
        file.addFunction(name, this.#starts.get(name) ?? 0, hits(value.slice(0, comma)));
        return;
      }
      case "FNL": {
        const [index = "", start = ""] = value.split(",");
        this.#starts.set(`#${index}`, Number(start) || 0);
        return;
      }
      case "FNA": {
        const [index = "", count = "", ...name] = value.split(",");
        file.addFunction(name.join(","), this.#starts.get(`#${index}`) ?? 0, hits(count));
        return;
      }
      case "BRDA": {
        const [number = "", block = "", ...branch] = value.split(",");
        const taken = branch.pop() ?? "-";
        if (Number(number) > 0)
          file.addBranch(Number(number), `${block},${branch.join(",")}`, taken === "-" ? 0 : hits(taken));
        return;
      }
      default:
    }
  }

  close(): void {
    if (this.#files === 0) throw new Error("it names no source file");
    if (this.#file) throw new Error("it ends inside of a record: the test run may have died while it wrote");
  }
}

function hits(text: string | undefined): number {
  const count = Number(text);
  return Number.isFinite(count) && count > 0 ? count : 0;
}
