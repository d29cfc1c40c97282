import type { CoverageSink } from "../model/coverage.ts";
import { lineOf } from "../reading/numbers.ts";
import { type Attributes, localName, readXml } from "../reading/xml.ts";
import type { CoverageFormat } from "./format.ts";

/** Clover's XML, of OpenClover, PHPUnit and istanbul. Statements and conditions are lines, methods are functions. */
export const clover: CoverageFormat = {
  name: "Clover",
  kind: "coverage",
  detect: ({ root, text }) =>
    root?.name === "coverage" &&
    (/\bclover\s*=/.test(root.attributes) || (/\bgenerated\s*=/.test(root.attributes) && /<project[\s>]/.test(text))),
  read: (input, sink) => readXml(input, new CloverReader(sink)),
};

interface Condition {
  line: number;
  whenTrue: number;
  whenFalse: number;
}

class CloverReader {
  readonly #sink: CoverageSink;
  #file:
    | {
        path: string;
        lines: Map<number, number>;
        conditions: Condition[];
        functions: { name: string; line: number; hits: number }[];
        metrics: Attributes | undefined;
        inClass: boolean;
      }
    | undefined;

  constructor(sink: CoverageSink) {
    this.#sink = sink;
  }

  open(element: string, attributes: Attributes): void {
    const name = localName(element);
    if (name === "coverage" && attributes.generated !== undefined) this.#sink.when?.(attributes.generated);
    if (name === "file") {
      const path = attributes.path ?? attributes.name ?? "";
      this.#file = { path, lines: new Map(), conditions: [], functions: [], metrics: undefined, inClass: false };
    }
    const file = this.#file;
    if (!file) return;
    if (name === "class") file.inClass = true;
    else if (name === "metrics" && !file.inClass) file.metrics = attributes;
    else if (name === "line") {
      const line = lineOf(attributes.num);
      if (line === undefined) return;
      const hits = Math.max(0, Number(attributes.count) || 0);
      if (attributes.type === "method") {
        file.functions.push({ name: attributes.name ?? attributes.signature ?? "", line, hits });
        return;
      }
      const whenTrue = Math.max(0, Number(attributes.truecount) || 0);
      const whenFalse = Math.max(0, Number(attributes.falsecount) || 0);
      const condition = attributes.type === "cond" && attributes.truecount !== undefined;
      if (condition) file.conditions.push({ line, whenTrue, whenFalse });
      // OpenClover gives conditions no count of their own.
      const ran = attributes.count === undefined ? whenTrue + whenFalse : hits;
      file.lines.set(line, Math.max(file.lines.get(line) ?? 0, ran));
    }
  }

  text(): void {}

  close(element: string): void {
    const name = localName(element);
    if (name === "class" && this.#file) this.#file.inClass = false;
    if (name !== "file" || !this.#file) return;
    const { path, lines, conditions, functions, metrics } = this.#file;
    this.#file = undefined;
    const file = this.#sink.file(path);
    for (const [line, hits] of lines) file.lines.add(line, hits);
    for (const { name, line, hits } of functions) file.functions.add(name, line, hits);
    const branches = file.branches.inOrder();
    const asCounts = countsBranches(conditions, metrics);
    for (const { line, whenTrue, whenFalse } of conditions) {
      if (asCounts) file.branches.addCount(line, whenTrue, whenTrue + whenFalse);
      else {
        branches.add(line, whenTrue);
        branches.add(line, whenFalse);
      }
    }
  }

  remark(text: string): void {
    this.#sink.remark(text);
  }
}

/**
 * istanbul writes the number of branches that were taken and that were not into the attributes that in Clover tell how
 * often a condition was true and false. The sums of the file show which of the two they are.
 */
function countsBranches(conditions: readonly Condition[], metrics: Attributes | undefined): boolean {
  if (metrics?.conditionals === undefined) return false;
  const sum = (of: (condition: Condition) => number) => conditions.reduce((total, one) => total + of(one), 0);
  const matches = (total: number, covered: number) =>
    Number(metrics.conditionals) === total && Number(metrics.coveredconditionals) === covered;
  const asClover = matches(
    2 * conditions.length,
    sum(({ whenTrue, whenFalse }) => Number(whenTrue > 0) + Number(whenFalse > 0)),
  );
  return (
    !asClover &&
    matches(
      sum(({ whenTrue, whenFalse }) => whenTrue + whenFalse),
      sum(({ whenTrue }) => whenTrue),
    )
  );
}
