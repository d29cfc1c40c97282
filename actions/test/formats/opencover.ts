import type { CoverageSink, FileCoverage } from "../model/coverage.ts";
import { Stretches } from "../model/stretches.ts";
import { lineOf } from "../reading/numbers.ts";
import { type Attributes, localName, readXml } from "../reading/xml.ts";
import type { CoverageFormat } from "./format.ts";

/** OpenCover's XML, of coverlet too: sequence points are lines, branch points branches. */
export const opencover: CoverageFormat = {
  name: "OpenCover",
  kind: "coverage",
  detect: ({ root }) => root?.name === "CoverageSession",
  read: async (input, sink) => {
    const reader = new OpenCoverReader(sink);
    await readXml(input, reader);
    reader.end();
  },
};

/** The line that .NET's compilers give to code that stands nowhere in the source. */
const HIDDEN = 0xfeefee;
/** No statement goes over more lines; such a number is rubbish, and would fill the memory. */
const STATEMENT_LINES = 1000;
/** Lines of all statements together, for the same reason. */
const REPORT_LINES = 4_000_000;

class OpenCoverReader {
  readonly #sink: CoverageSink;
  /** Paths by the file's id; ids are unique within a module only. */
  #paths = new Map<string, string>();
  /** Hits by file and line: a line may hold several points, of which the one that ran most often counts. */
  readonly #lines = new Map<FileCoverage, Stretches>();
  readonly #budget = { lines: REPORT_LINES };
  readonly #branches = new Map<FileCoverage, ReturnType<FileCoverage["branches"]["inOrder"]>>();
  #method: { name: string; file: FileCoverage | undefined; line: number; hits: number; visited: boolean } | undefined;
  #text: string | undefined;

  constructor(sink: CoverageSink) {
    this.#sink = sink;
  }

  open(element: string, attributes: Attributes): void {
    switch (localName(element)) {
      case "Module":
        this.#paths = new Map();
        return;
      case "File":
        this.#paths.set(attributes.uid ?? "", attributes.fullPath ?? "");
        return;
      case "Method":
        this.#method = {
          name: "",
          file: undefined,
          line: 0,
          hits: 0,
          visited: attributes.visited?.toLowerCase() === "true",
        };
        return;
      case "Name":
        if (this.#method) this.#text = "";
        return;
      case "FileRef":
        if (this.#method) this.#method.file = this.#file(attributes.uid);
        return;
      case "SequencePoint":
        this.#point(attributes);
        return;
      case "BranchPoint": {
        const line = lineOf(attributes.sl);
        const file = this.#file(attributes.fileid) ?? this.#method?.file;
        if (line === undefined || !file) return;
        const branches = this.#branches.get(file) ?? file.branches.inOrder();
        this.#branches.set(file, branches);
        branches.add(line, Math.max(0, Number(attributes.vc) || 0));
      }
    }
  }

  text(text: string): void {
    if (this.#text !== undefined && this.#text.length < 1000) this.#text += text;
  }

  close(element: string): void {
    const name = localName(element);
    if (name === "Name") {
      if (this.#method) this.#method.name = (this.#text ?? "").trim();
      this.#text = undefined;
    } else if (name === "Method" && this.#method) {
      const { file, line, hits, visited } = this.#method;
      if (file && line > 0) file.functions.add(this.#method.name, line, Math.max(hits, visited ? 1 : 0));
      this.#method = undefined;
    }
  }

  remark(text: string): void {
    this.#sink.remark(text);
  }

  /** Hands over the lines, once all points of each are known. */
  end(): void {
    for (const [file, lines] of this.#lines) lines.addTo(file.lines);
  }

  #point(attributes: Attributes): void {
    const from = lineOf(attributes.sl);
    const file = this.#file(attributes.fileid) ?? this.#method?.file;
    if (from === undefined || !file) return;
    const to = lineOf(attributes.el) ?? from;
    if (Math.max(from, to) >= HIDDEN) return;
    const hits = Math.max(0, Number(attributes.vc) || 0);
    const lines = this.#lines.get(file) ?? new Stretches(this.#budget);
    this.#lines.set(file, lines);
    lines.add(from, Math.min(to, from + STATEMENT_LINES), hits);
    if (!this.#method) return;
    this.#method.file ??= file;
    this.#method.line ||= from;
    this.#method.hits = Math.max(this.#method.hits, hits);
  }

  #file(id: string | undefined): FileCoverage | undefined {
    const path = id === undefined ? undefined : this.#paths.get(id);
    return path ? this.#sink.file(path) : undefined;
  }
}
