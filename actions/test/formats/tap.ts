import { type CaseRun, LIMITS, type TestSink } from "../model/test-results.ts";
import { BrokenReport } from "../reading/input.ts";
import { linesOf } from "../reading/lines.ts";
import { possible } from "../reading/numbers.ts";
import type { TestFormat } from "./format.ts";

/**
 * Test Anything Protocol 12 to 14 (testanything.org), with subtests as node:test, Perl and Vitest write them. A plan
 * (`1..N`) is part of the protocol: without it, or with fewer tests than it says, the producer has died.
 */
export const tap: TestFormat = {
  name: "TAP",
  kind: "tests",
  timeless: true,
  detect: ({ text }) =>
    /^TAP version \d+/.test(text) || /^(?:#.*\r?\n)*(?:1\.\.\d+|(?:not )?ok\b[ \t]+(?:\d+|-[ \t]))/.test(text),
  async read(input, sink) {
    const reader = new TapReader(sink);
    for await (const line of linesOf(input)) reader.line(line);
    reader.end();
  },
};

/** A test that is told of, with what follows it. */
interface Point {
  ok: boolean;
  indent: number;
  title: string;
  suites: string[];
  directive: string;
  reason: string;
  details: string;
  duration: number | undefined;
}

class TapReader {
  readonly #sink: TestSink;
  /** Names of the suites that are open, by the indent at which they stand. */
  readonly #suites = new Map<number, string>();
  /** Indents whose next point sums up subtests that were told of already, and whether one of them failed. */
  readonly #parents = new Map<number, boolean>();
  #point: Point | undefined;
  #planned: number | undefined;
  #told = 0;

  constructor(sink: TestSink) {
    this.#sink = sink;
  }

  line(line: string): void {
    const indent = line.length - line.trimStart().length;
    const text = line.trim();
    const subtest = /^# Subtest: (.*)$/.exec(text);
    const plan = /^1\.\.(\d+)/.exec(text);
    const point = /^(not )?ok\b(?:\s+\d+)?\s*(.*)$/.exec(text);
    if (subtest) {
      this.#flush();
      this.#leave(indent);
      this.#suites.set(indent, unescaped(subtest[1] as string));
    } else if (plan) {
      if (indent === 0) this.#planned = Number(plan[1]);
    } else if (point) {
      this.#flush();
      this.#leave(indent + 1);
      this.#begin(indent, point[1] === undefined, point[2] as string);
    } else if (/^Bail out!/.test(text)) {
      this.#flush();
      this.#sink.add({
        suites: [],
        className: "",
        name: "(the run itself)",
        state: "error",
        failures: [{ kind: "error", type: "", message: text, details: "" }],
      });
      this.#planned = this.#told;
    } else if (text === "}") {
      this.#flush();
      this.#leave(indent);
    } else if (this.#point && !text.startsWith("# ")) this.#detail(text, line.slice(this.#point.indent + 2));
  }

  end(): void {
    this.#flush();
    if (this.#planned === undefined) throw new BrokenReport("it has no plan (1..N): the program that wrote it died");
    if (this.#told < this.#planned) {
      throw new BrokenReport(`its plan says ${this.#planned} tests and it tells of ${this.#told}`);
    }
  }

  #begin(indent: number, ok: boolean, rest: string): void {
    if (indent === 0) this.#told++;
    const opens = rest.endsWith("{");
    const [, described = "", directive = "", reason = ""] =
      /^(.*?)(?:(?<!\\)#\s*(skip|todo)\S*\s*(.*))?$/i.exec(rest.replace(/\s*\{$/, "")) ?? [];
    const time = /(?<!\\)#\s*time=([\d.]+)ms/.exec(rest)?.[1];
    const title = unescaped(
      described
        .replace(/(?<!\\)#\s*time=.*$/, "")
        .replace(/^-\s*/, "")
        .trim(),
    );
    if (opens) {
      // Vitest's form: the sum comes first, its parts between braces.
      this.#suites.set(indent, title);
      return;
    }
    this.#suites.delete(indent);
    const failedBelow = this.#parents.get(indent);
    this.#parents.delete(indent);
    // A sum of subtests is no test, unless something failed that is in none of them (a hook).
    if (failedBelow !== undefined && (ok || failedBelow || directive !== "")) {
      this.#below(indent, !ok && directive === "");
      return;
    }
    this.#point = {
      ok,
      indent,
      title,
      suites: [...this.#suites]
        .filter(([at]) => at < indent)
        .sort((a, b) => a[0] - b[0])
        .map(([, name]) => name),
      directive: directive.toLowerCase(),
      reason: reason.replace(/#\s*time=.*$/, "").trim(),
      details: "",
      duration: time === undefined ? undefined : possible(Number(time)),
    };
    this.#below(indent, !ok && directive === "");
  }

  #below(indent: number, failed: boolean): void {
    for (const at of this.#suites.keys())
      if (at < indent) this.#parents.set(at, failed || this.#parents.get(at) === true);
  }

  #leave(indent: number): void {
    for (const at of this.#suites.keys()) if (at >= indent) this.#suites.delete(at);
    for (const at of this.#parents.keys()) if (at >= indent) this.#parents.delete(at);
  }

  #detail(text: string, line: string): void {
    const point = this.#point as Point;
    const duration = /^duration_ms: ([\d.]+)$/.exec(text)?.[1];
    if (duration !== undefined) point.duration = possible(Number(duration));
    else if (text !== "---" && text !== "..." && point.details.length < LIMITS.trace) point.details += `${line}\n`;
  }

  #flush(): void {
    const point = this.#point;
    this.#point = undefined;
    if (!point) return;
    const { ok, title, suites, directive, reason, details, duration } = point;
    const run: CaseRun = { suites, className: "", name: title, state: "passed", duration, failures: [] };
    // A test that is still to be written may fail; that is what TODO says.
    if (directive !== "") Object.assign(run, { state: "skipped", reason: reason || undefined });
    else if (!ok) {
      run.state = "failed";
      run.failures = [{ kind: "failure", type: valueOfKey(details, "name"), message: messageOf(details), details }];
      const [, file, line] = /^location: '?(.+?):(\d+)(?::\d+)?'?$/m.exec(details) ?? [];
      if (file !== undefined) Object.assign(run, { file, line: Number(line) });
    }
    this.#sink.add(run);
  }
}

function unescaped(text: string): string {
  return text.replace(/\\([\\#])/g, "$1");
}

// The diagnostics are YAML, but of any producer's making; the few values that are wanted are found without a reader.
function valueOfKey(details: string, key: string): string {
  const [, value = ""] = new RegExp(`^\\s*${key}: *(.*)$`, "m").exec(details) ?? [];
  return value.replace(/^(['"])(.*)\1$/, "$2");
}

function messageOf(details: string): string {
  for (const key of ["error", "message"]) {
    const value = valueOfKey(details, key);
    if (/^[|>]/.test(value)) {
      const after = details
        .slice(details.search(new RegExp(`^\\s*${key}:`, "m")))
        .split("\n")
        .slice(1);
      const indent = /^\s*/.exec(after[0] ?? "")?.[0] ?? "";
      const end = after.findIndex((line) => line.trim() !== "" && !line.startsWith(indent));
      return after
        .slice(0, end < 0 ? undefined : end)
        .map((line) => line.slice(indent.length))
        .join("\n")
        .trim();
    }
    if (value !== "") return value;
  }
  return details.trim().split("\n", 1)[0] ?? "";
}
