import type { CoverageSink } from "../model/coverage.ts";
import { lineOf } from "../reading/numbers.ts";
import { type Attributes, localName, readXml } from "../reading/xml.ts";
import type { CoverageFormat } from "./format.ts";

/**
 * Cobertura's XML (coverage-04.dtd) as coverage.py, coverlet, gcovr, istanbul, PHPUnit and others write it. The lines
 * of a class count; those of its methods say the same again and only count where the class has none. Several classes
 * of one file (lambdas, async methods) are joined. The rates in the file are not believed.
 */
export const cobertura: CoverageFormat = {
  name: "Cobertura",
  kind: "coverage",
  detect: ({ root, text }) =>
    root?.name === "coverage" &&
    !/\bclover\s*=/.test(root.attributes) &&
    (/\bline-rate\s*=/.test(root.attributes) || /<(packages|sources)[\s/>]/.test(text)),
  read: (input, sink) => readXml(input, new CoberturaReader(sink)),
};

interface Line {
  hits: number;
  branches: { covered: number; total: number; missing: number[] | undefined } | undefined;
}

class CoberturaReader {
  readonly #sink: CoverageSink;
  readonly #roots: string[] = [];
  #source: string | undefined;
  #class: { file: string; name: string; own: Map<number, Line>; inMethods: Map<number, Line> } | undefined;
  #method: { name: string; line: number; hits: number } | undefined;

  constructor(sink: CoverageSink) {
    this.#sink = sink;
  }

  open(element: string, attributes: Attributes): void {
    switch (localName(element)) {
      case "coverage":
        if (attributes.timestamp !== undefined) this.#sink.when?.(attributes.timestamp);
        return;
      case "source":
        this.#source = "";
        return;
      case "class":
        if (attributes.filename) {
          this.#class = {
            file: attributes.filename,
            name: attributes.name ?? "",
            own: new Map(),
            inMethods: new Map(),
          };
        }
        return;
      case "method":
        this.#method = { name: `${attributes.name ?? ""}${attributes.signature ?? ""}`, line: 0, hits: 0 };
        return;
      case "line":
        this.#line(attributes);
        return;
    }
  }

  text(text: string): void {
    if (this.#source !== undefined && this.#source.length < 4096) this.#source += text;
  }

  close(element: string): void {
    const name = localName(element);
    if (name === "source") {
      const root = this.#source?.trim();
      if (root && this.#roots.length < 100) this.#roots.push(root);
      this.#source = undefined;
    } else if (name === "method") this.#closeMethod();
    else if (name === "class") this.#closeClass();
  }

  remark(text: string): void {
    this.#sink.remark(text);
  }

  #line(attributes: Attributes): void {
    const number = lineOf(attributes.number);
    if (number === undefined || !this.#class) return;
    const hits = Math.max(0, Number(attributes.hits) || 0);
    const [, covered, total] = /\((\d{1,6})\/(\d{1,6})\)/.exec(attributes["condition-coverage"] ?? "") ?? [];
    const branches =
      total === undefined
        ? undefined
        : { covered: Number(covered), total: Number(total), missing: targetsOf(attributes["missing-branches"]) };
    const lines = this.#method ? this.#class.inMethods : this.#class.own;
    const known = lines.get(number);
    lines.set(number, { hits: Math.max(known?.hits ?? 0, hits), branches: branches ?? known?.branches });
    if (this.#method) {
      this.#method.line ||= number;
      this.#method.hits = Math.max(this.#method.hits, hits);
    }
  }

  #closeMethod(): void {
    const method = this.#method;
    this.#method = undefined;
    // Without a line it is abstract, or the producer does not tell of lines of methods.
    if (!method || !this.#class || method.line === 0) return;
    this.#sink
      .file(this.#class.file, this.#roots)
      .functions.add(`${this.#class.name}.${method.name}`, method.line, method.hits);
  }

  #closeClass(): void {
    const open = this.#class;
    this.#class = undefined;
    if (!open) return;
    const file = this.#sink.file(open.file, this.#roots);
    for (const [number, line] of open.own.size > 0 ? open.own : open.inMethods) {
      file.lines.add(number, line.hits);
      if (!line.branches) continue;
      const { covered, total, missing } = line.branches;
      file.branches.addCount(number, covered, total, covered === total ? [] : missing);
    }
  }
}

// coverage.py says which branches were not taken: the lines that they lead to, or `exit`.
function targetsOf(missing: string | undefined): number[] | undefined {
  if (missing === undefined || !/^(\d{1,9}|exit)(,(\d{1,9}|exit)){0,99}$/.test(missing)) return undefined;
  return missing.split(",").map((target) => (target === "exit" ? 0 : Number(target)));
}
