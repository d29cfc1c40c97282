import { addProperty, type CaseRun, type Failure, LIMITS, type State, type TestSink } from "../model/test-results.ts";
import { millisecondsOf } from "../reading/numbers.ts";
import { type Attributes, localName, readXml } from "../reading/xml.ts";
import type { TestFormat } from "./format.ts";

/** xUnit.net's results: version 2 and later (`assemblies`, collections) and version 1 (`assembly`, classes). */
export const xunit: TestFormat = {
  name: "xUnit.net",
  kind: "tests",
  detect: ({ root }) => root?.name === "assemblies" || root?.name === "assembly",
  read: (input, sink) => readXml(input, new XunitReader(sink)),
};

const STATES: Readonly<Record<string, State>> = { pass: "passed", fail: "failed" };

class XunitReader {
  readonly #sink: TestSink;
  #assembly = "";
  #run: CaseRun | undefined;
  #failure: Failure | undefined;
  #text = "";

  constructor(sink: TestSink) {
    this.#sink = sink;
  }

  open(element: string, attributes: Attributes): void {
    this.#text = "";
    const name = localName(element);
    if (name === "assembly") {
      this.#assembly = attributes.name?.split(/[\\/]/).at(-1) ?? "";
      if (attributes["run-date"] !== undefined) {
        this.#sink.when?.(`${attributes["run-date"]}T${attributes["run-time"] ?? "00:00:00"}`);
      }
    } else if (name === "test") {
      const className = attributes.type ?? "";
      const full = attributes.name ?? "";
      this.#run = {
        suites: [this.#assembly],
        className,
        name: full.startsWith(`${className}.`) ? full.slice(className.length + 1) : full,
        state: STATES[(attributes.result ?? "").toLowerCase()] ?? "skipped",
        duration: millisecondsOf(attributes.time),
        file: attributes["source-file"],
        line: Number(attributes["source-line"]) || undefined,
        failures: [],
      };
    } else if (name === "error") {
      // An error outside of any test: a fixture or the clean-up of a class.
      this.#run = {
        suites: [this.#assembly],
        className: attributes.type ?? "",
        name: attributes.name ?? "(outside of a test)",
        state: "error",
        failures: [],
      };
    } else if (name === "trait" && this.#run) {
      addProperty(this.#run, attributes.name, attributes.value ?? "");
    } else if (name === "failure") {
      this.#failure = { kind: "failure", type: attributes["exception-type"] ?? "", message: "", details: "" };
    }
  }

  text(text: string): void {
    if (this.#text.length < LIMITS.trace) this.#text += text;
  }

  close(element: string): void {
    const name = localName(element);
    const text = this.#text.trim();
    if (name === "message") {
      if (this.#failure) this.#failure.message = text;
      // Version 1 puts the reason of a skipped test into a message.
      else if (this.#run?.state === "skipped" && text !== "") this.#run.reason = text;
    } else if (name === "stack-trace" && this.#failure) this.#failure.details = text;
    else if (name === "reason" && this.#run && text !== "") this.#run.reason = text;
    else if (name === "output" && this.#run) this.#run.output = text.slice(-LIMITS.output);
    else if (name === "failure" && this.#failure && this.#run) {
      this.#run.failures = [this.#failure];
      this.#failure = undefined;
    } else if ((name === "test" || name === "error") && this.#run) {
      this.#sink.add(this.#run);
      this.#run = undefined;
    }
  }

  remark(text: string): void {
    this.#sink.remark(text);
  }
}
