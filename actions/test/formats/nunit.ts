import { addProperty, type CaseRun, LIMITS, type State, type TestSink } from "../model/test-results.ts";
import { millisecondsOf } from "../reading/numbers.ts";
import { type Attributes, localName, readXml } from "../reading/xml.ts";
import type { TestFormat } from "./format.ts";

/** NUnit's results: version 3 (`test-run`) and version 2 (`test-results`). */
export const nunit: TestFormat = {
  name: "NUnit",
  kind: "tests",
  detect: ({ root }) => root?.name === "test-run" || root?.name === "test-results",
  read: (input, sink) => readXml(input, new NUnitReader(sink)),
};

class NUnitReader {
  readonly #sink: TestSink;
  #assembly = "";
  #case: { run: CaseRun; message: string; trace: string; output: string } | undefined;
  #text = "";

  constructor(sink: TestSink) {
    this.#sink = sink;
  }

  open(element: string, attributes: Attributes): void {
    this.#text = "";
    const name = localName(element);
    if (name === "test-run" && attributes["end-time"] !== undefined) this.#sink.when?.(attributes["end-time"]);
    else if (name === "test-suite" && attributes.type === "Assembly") {
      this.#assembly = attributes.name?.split(/[\\/]/).at(-1) ?? "";
    } else if (name === "test-case") {
      const full = attributes.fullname ?? attributes.name ?? "";
      const className = attributes.classname ?? classOf(full);
      this.#case = {
        run: {
          suites: this.#assembly === "" ? [] : [this.#assembly],
          className,
          name: full.startsWith(`${className}.`) ? full.slice(className.length + 1) : full,
          state: stateOf(attributes),
          duration: millisecondsOf(attributes.duration ?? attributes.time),
          failures: [],
        },
        message: "",
        trace: "",
        output: "",
      };
    } else if (name === "property" && this.#case) {
      addProperty(this.#case.run, attributes.name, attributes.value ?? "");
    }
  }

  text(text: string): void {
    if (this.#text.length < LIMITS.trace) this.#text += text;
  }

  close(element: string): void {
    const open = this.#case;
    if (!open) return;
    const name = localName(element);
    if (name === "message") open.message ||= this.#text.trim();
    else if (name === "stack-trace") open.trace ||= this.#text.trim();
    else if (name === "output") open.output = this.#text.slice(-LIMITS.output);
    else if (name === "test-case") {
      this.#case = undefined;
      const { run, message, trace, output } = open;
      if (run.state === "failed" || run.state === "error") {
        const kind = run.state === "error" ? "error" : "failure";
        run.failures = [{ kind, type: "", message: message || "failed", details: trace }];
        if (output !== "") run.output = output;
      } else if (run.state === "skipped" && message !== "") run.reason = message;
      this.#sink.add(run);
    }
  }

  remark(text: string): void {
    this.#sink.remark(text);
  }
}

function stateOf({ result = "", label = "", success, executed }: Attributes): State {
  const word = result.toLowerCase();
  if (word === "passed" || word === "success" || word === "warning") return "passed";
  if (word === "error" || word === "notrunnable" || word === "cancelled") return "error";
  if (word === "failed" || word === "failure") return /^(error|invalid|cancelled)$/i.test(label) ? "error" : "failed";
  // Old files of version 2 have no result.
  if (word === "" && executed?.toLowerCase() !== "false")
    return success?.toLowerCase() === "false" ? "failed" : "passed";
  return "skipped";
}

// The arguments of a test may hold dots.
function classOf(full: string): string {
  const method = full.split("(", 1)[0] ?? "";
  return method.slice(0, Math.max(0, method.lastIndexOf(".")));
}
