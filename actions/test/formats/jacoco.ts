import type { CoverageSink, FileCoverage } from "../model/coverage.ts";
import { lineOf } from "../reading/numbers.ts";
import { type Attributes, localName, readXml } from "../reading/xml.ts";
import type { CoverageFormat } from "./format.ts";

/**
 * JaCoCo's XML (report.dtd 1.1), of Kover too. It knows whether instructions of a line ran, not how often, so a line
 * that ran counts once. Paths are those of packages, without the folder of the sources.
 */
export const jacoco: CoverageFormat = {
  name: "JaCoCo",
  kind: "coverage",
  detect: ({ root, text }) =>
    root?.name === "report" && (/JACOCO/.test(text) || /<(sessioninfo|package|group|counter)\s/.test(text)),
  read: (input, sink) => readXml(input, new JacocoReader(sink)),
};

class JacocoReader {
  readonly #sink: CoverageSink;
  #package = "";
  #class: { name: string; file: string | undefined } | undefined;
  #method: { name: string; line: number } | undefined;
  #file: FileCoverage | undefined;

  constructor(sink: CoverageSink) {
    this.#sink = sink;
  }

  open(element: string, attributes: Attributes): void {
    switch (localName(element)) {
      case "sessioninfo":
        if (attributes.dump !== undefined) this.#sink.when?.(attributes.dump);
        return;
      case "package":
        this.#package = attributes.name ?? "";
        return;
      case "class":
        this.#class = { name: attributes.name ?? "", file: attributes.sourcefilename };
        return;
      case "method":
        this.#method = {
          name: `${this.#class?.name}.${attributes.name}${attributes.desc ?? ""}`,
          line: lineOf(attributes.line) ?? 0,
        };
        return;
      case "counter":
        if (attributes.type === "METHOD" && this.#method && this.#class?.file) {
          const covered = Number(attributes.covered) > 0 ? 1 : 0;
          this.#source(this.#class.file).functions.add(this.#method.name, this.#method.line, covered);
        }
        return;
      case "sourcefile":
        this.#file = this.#source(attributes.name ?? "");
        return;
      case "line": {
        const line = lineOf(attributes.nr);
        if (line === undefined || !this.#file) return;
        this.#file.lines.add(line, Number(attributes.ci) > 0 ? 1 : 0);
        const covered = lineOf(attributes.cb) ?? 0;
        this.#file.branches.addCount(line, covered, covered + (lineOf(attributes.mb) ?? 0));
      }
    }
  }

  text(): void {}

  close(element: string): void {
    const name = localName(element);
    if (name === "sourcefile") this.#file = undefined;
    else if (name === "method") this.#method = undefined;
    else if (name === "class") this.#class = undefined;
  }

  remark(text: string): void {
    this.#sink.remark(text);
  }

  #source(name: string): FileCoverage {
    return this.#sink.file(this.#package === "" ? name : `${this.#package}/${name}`);
  }
}
