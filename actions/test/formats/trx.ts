import { type CaseRun, LIMITS, type State, type TestSink } from "../model/test-results.ts";
import { BrokenReport } from "../reading/input.ts";
import { possible } from "../reading/numbers.ts";
import { type Attributes, localName, readXml } from "../reading/xml.ts";
import type { TestFormat } from "./format.ts";

/** Visual Studio's test results (`dotnet test --logger trx`; schema TeamTest/2010). */
export const trx: TestFormat = {
  name: "TRX",
  kind: "tests",
  detect: ({ root }) => root?.name === "TestRun",
  async read(input, sink) {
    const reader = new TrxReader(sink);
    try {
      await readXml(input, reader);
    } finally {
      // The classes come after the results; what was read until a file breaks counts all the same.
      reader.hand();
    }
    if (!reader.whole) throw new BrokenReport("it holds no test results");
  },
};

const STATES: Readonly<Record<string, State>> = {
  passed: "passed",
  warning: "passed",
  passedbutrunaborted: "passed",
  completed: "passed",
  failed: "failed",
  error: "error",
  timeout: "error",
  aborted: "error",
  disconnected: "error",
};

interface Result {
  id: string;
  run: CaseRun;
  message: string;
  trace: string;
  output: string;
  inner: boolean;
}

class TrxReader {
  readonly #sink: TestSink;
  readonly #open: Result[] = [];
  readonly #results: { id: string; run: CaseRun }[] = [];
  readonly #classes = new Map<string, string>();
  #test = "";
  #text = "";
  /** Whether there is a list of results or a summary at all. */
  whole = false;
  #outcome = "";

  constructor(sink: TestSink) {
    this.#sink = sink;
  }

  open(element: string, attributes: Attributes): void {
    this.#text = "";
    const name = localName(element);
    if (name === "Results") this.whole = true;
    else if (name === "Times" && attributes.finish !== undefined) this.#sink.when?.(attributes.finish);
    else if (name === "ResultSummary") {
      this.whole = true;
      this.#outcome = (attributes.outcome ?? "").toLowerCase();
    } else if (name === "UnitTestResult") {
      const outer = this.#open.at(-1);
      if (outer) outer.inner = true;
      const run: CaseRun = {
        suites: [],
        className: "",
        name: attributes.testName ?? "",
        state: STATES[(attributes.outcome ?? "").toLowerCase()] ?? "skipped",
        duration: durationOf(attributes.duration),
        failures: [],
      };
      this.#open.push({ id: attributes.testId ?? "", run, message: "", trace: "", output: "", inner: false });
    } else if (name === "UnitTest") this.#test = attributes.id ?? "";
    else if (name === "TestMethod") this.#classes.set(this.#test, (attributes.className ?? "").split(",")[0] ?? "");
  }

  text(text: string): void {
    if (this.#text.length < LIMITS.trace) this.#text += text;
  }

  close(element: string): void {
    const result = this.#open.at(-1);
    if (!result) return;
    const name = localName(element);
    if (name === "Message") result.message ||= this.#text.trim();
    else if (name === "StackTrace") result.trace ||= this.#text.trim();
    else if (name === "StdOut") result.output = this.#text.slice(-LIMITS.output);
    else if (name === "UnitTestResult") {
      this.#open.pop();
      // The rows of a data-driven test are told of one by one; their sum is no further test.
      if (result.inner) return;
      const { id, run, message, trace, output } = result;
      if (run.state === "failed" || run.state === "error") {
        const kind = run.state === "error" ? "error" : "failure";
        run.failures = [{ kind, type: "", message: message || "failed", details: trace }];
        if (output !== "") run.output = output;
      } else if (run.state === "skipped" && message !== "") run.reason = message;
      this.#results.push({ id, run });
    }
  }

  remark(text: string): void {
    this.#sink.remark(text);
  }

  hand(): void {
    for (const { id, run } of this.#results) {
      const className = this.#classes.get(id) ?? "";
      const name = run.name.startsWith(`${className}.`) ? run.name.slice(className.length + 1) : run.name;
      this.#sink.add({ ...run, className, name });
    }
    const failed = this.#results.some(({ run }) => run.state === "failed" || run.state === "error");
    if (!failed && /^(failed|error|timeout|aborted)$/.test(this.#outcome)) {
      this.#sink.add({
        suites: [],
        className: "",
        name: "(the run itself)",
        state: "error",
        failures: [
          {
            kind: "error",
            type: "",
            message: `the run ended as "${this.#outcome}" without a failed test`,
            details: "",
          },
        ],
      });
    }
  }
}

// .NET's TimeSpan: [days.]hours:minutes:seconds[.fraction]
function durationOf(text: string | undefined): number | undefined {
  const [, days = "0", hours, minutes, seconds] = /^(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(text ?? "") ?? [];
  if (seconds === undefined) return undefined;
  return possible((((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
}
