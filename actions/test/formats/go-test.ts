import type { TestSink } from "../model/test-results.ts";
import { BrokenReport } from "../reading/input.ts";
import { record, string } from "../reading/json.ts";
import { linesOf } from "../reading/lines.ts";
import { possible } from "../reading/numbers.ts";
import type { TestFormat } from "./format.ts";

/** Output that is kept of a test or package: its end. */
const OUTPUT_LIMIT = 8000;

/**
 * The events of `go test -json` (go doc test2json), one a line. A test with subtests counts beside them, as gotestsum
 * counts. A package that fails without a failing test (it does not build, a test ended the process) counts as one.
 */
export const goTest: TestFormat = {
  name: "go test JSON",
  kind: "tests",
  detect: ({ text }) => /^\{[^\n]*"Action"\s*:\s*"/.test(text) && /"(Package|ImportPath)"\s*:/.test(text),
  async read(input, sink) {
    const reader = new GoReader(sink);
    for await (const line of linesOf(input)) reader.line(line);
    reader.end();
  },
};

class GoReader {
  readonly #sink: TestSink;
  /** What each package printed, and each of its tests that has not ended. */
  readonly #packages = new Map<string, { output: string; tests: Map<string, string>; failed: boolean }>();
  readonly #builds = new Map<string, string>();
  #noise = 0;

  constructor(sink: TestSink) {
    this.#sink = sink;
  }

  line(line: string): void {
    let event: Readonly<Record<string, unknown>>;
    try {
      event = record(JSON.parse(line));
    } catch {
      // The compiler's own output gets in between where both streams go to one file.
      if (line.trim() !== "" && ++this.#noise <= 3) this.#sink.remark(`no event of a test: "${line.slice(0, 80)}"`);
      return;
    }
    const name = string(event.Package);
    const test = string(event.Test);
    const output = string(event.Output);
    if (event.Action === "build-output") {
      const build = string(event.ImportPath);
      this.#builds.set(build, ((this.#builds.get(build) ?? "") + output).slice(-OUTPUT_LIMIT));
      return;
    }
    if (name === "") return;
    let open = this.#packages.get(name);
    if (!open) {
      open = { output: "", tests: new Map(), failed: false };
      this.#packages.set(name, open);
    }
    if (event.Action === "output" || event.Action === "run") {
      if (test === "") open.output = (open.output + output).slice(-OUTPUT_LIMIT);
      else open.tests.set(test, ((open.tests.get(test) ?? "") + output).slice(-OUTPUT_LIMIT));
      return;
    }
    if (event.Action !== "pass" && event.Action !== "fail" && event.Action !== "skip") return;
    const milliseconds = possible(Number(event.Elapsed ?? Number.NaN) * 1000);
    if (test !== "") {
      const printed = open.tests.get(test) ?? "";
      open.tests.delete(test);
      if (event.Action === "fail") open.failed = true;
      this.#add(name, test, event.Action, milliseconds, printed);
      return;
    }
    for (const [unfinished, printed] of open.tests) {
      if (event.Action !== "fail") continue;
      open.failed = true;
      this.#add(name, unfinished, "fail", undefined, `${printed}(it did not end)`);
    }
    if (event.Action === "fail" && !open.failed) {
      const build = this.#builds.get(string(event.FailedBuild)) ?? "";
      this.#add(name, "(the package itself)", "error", milliseconds, build + open.output);
    }
    this.#packages.delete(name);
    this.#sink.when?.(event.Time);
  }

  end(): void {
    const [name] = this.#packages.keys();
    if (name !== undefined) throw new BrokenReport(`it ends before the package ${name} does`);
    if (this.#noise > 3) this.#sink.remark(`${this.#noise - 3} more lines that are no event of a test`);
  }

  #add(suite: string, name: string, action: string, duration: number | undefined, printed: string): void {
    const said = printed
      .split("\n")
      .filter((line) => line.trim() !== "" && !/^\s*(=== |--- (FAIL|PASS|SKIP))/.test(line));
    const first = said.find((line) => !line.startsWith("#"))?.trim();
    const message = first ?? "it or one of its subtests failed";
    sinkRun(this.#sink, { suite, name, action, duration, message: message.slice(0, 1000), details: said.join("\n") });
  }
}

function sinkRun(
  sink: TestSink,
  run: { suite: string; name: string; action: string; duration: number | undefined; message: string; details: string },
): void {
  const { suite, name, action, duration, message, details } = run;
  const base = { suites: [suite], className: "", name, duration };
  if (action === "pass") sink.add({ ...base, state: "passed", failures: [] });
  else if (action === "skip") sink.add({ ...base, state: "skipped", reason: message, failures: [] });
  else if (action === "error") {
    sink.add({ ...base, state: "error", failures: [{ kind: "error", type: "", message, details }] });
  } else sink.add({ ...base, state: "failed", failures: [{ kind: "failure", type: "", message, details }] });
}
