import { SaxesParser } from "saxes";
import { plainText } from "../../../toolkit/log-text.ts";
import type { CaseRun, Failure, State, TestSink } from "../model/test-results.ts";
import type { Format } from "./format.ts";

/** Text of one element is kept up to this many characters; reports hold logs of any size. */
const TEXT_LIMIT = 20_000;

/** Whether these first characters are those of a JUnit report. */
const looksLikeJUnit = (start: string) => /<(testsuites|testsuite)[\s>/]/.test(start);

/**
 * JUnit XML in the dialects of its producers: nested suites, several failures a case, error, skipped, disabled, and
 * Surefire's flaky and rerun elements (maven-surefire-report.xsd). Read as a stream, so memory does not grow with it.
 */
export const junit: Format<TestSink> = {
  name: "JUnit XML",
  detect: looksLikeJUnit,
  async read(chunks, sink) {
    const reader = new JUnitReader(sink);
    for await (const chunk of chunks) reader.write(chunk);
    reader.close();
  },
};

type Attributes = Record<string, string>;

class JUnitReader {
  readonly #parser = new SaxesParser({ position: false });
  readonly #sink: TestSink;
  readonly #suites: string[] = [];
  readonly #open: string[] = [];
  #suiteFile: string | undefined;
  #test:
    | {
        attributes: Attributes;
        failures: Failure[];
        state: State | undefined;
        retried: boolean;
        reason?: string;
        output: string;
      }
    | undefined;
  #failure: Failure | undefined;
  #text = "";
  #roots = 0;
  #fault: string | undefined;

  constructor(sink: TestSink) {
    this.#sink = sink;
    // Real producers emit control characters that XML forbids; the parser goes on after them. A broken structure shows
    // in elements that are not closed.
    this.#parser.on("error", (error) => {
      if (!/disallowed character|invalid character/i.test(error.message)) this.#fault ??= error.message;
    });
    this.#parser.on("opentag", ({ name, attributes }) => this.#opened(name, attributes as Attributes));
    this.#parser.on("closetag", ({ name }) => this.#closed(name));
    const text = (piece: string) => {
      if (this.#text.length < TEXT_LIMIT) this.#text += piece.slice(0, TEXT_LIMIT);
    };
    this.#parser.on("text", text);
    this.#parser.on("cdata", text);
  }

  write(chunk: string): void {
    this.#parser.write(chunk);
  }

  close(): void {
    this.#parser.close();
    if (this.#roots === 0) throw new Error("it holds no test suite: the test run may have died before it wrote one");
    if (this.#open.length > 0) {
      throw new Error(`it ends inside of <${this.#open.at(-1)}>: the test run may have died while it wrote`);
    }
    if (this.#fault !== undefined) throw new Error(`it is no well-formed XML: ${this.#fault}`);
  }

  #opened(name: string, attributes: Attributes): void {
    this.#open.push(name);
    this.#text = "";
    switch (name) {
      case "testsuites":
        this.#roots++;
        return;
      case "testsuite":
        this.#roots++;
        this.#suites.push(attributes.name ?? "");
        this.#suiteFile = attributes.file ?? attributes.filepath ?? this.#suiteFile;
        return;
      case "testcase":
        this.#test = {
          attributes,
          failures: [],
          state: /^(disabled|ignored|skipped|notrun)$/i.test(attributes.status ?? attributes.result ?? "")
            ? "skipped"
            : undefined,
          retried: false,
          output: "",
        };
        return;
      case "failure":
      case "error":
      case "rerunFailure":
      case "rerunError":
      case "flakyFailure":
      case "flakyError":
        if (!this.#test) return;
        this.#failure = {
          kind: /error/i.test(name) ? "error" : "failure",
          type: attributes.type ?? "",
          message: attributes.message ?? "",
          details: "",
        };
        if (name.startsWith("flaky")) this.#test.retried = true;
        else this.#test.state = worse(this.#test.state, name === "error" || name === "rerunError" ? "error" : "failed");
        return;
      case "skipped":
      case "disabled":
        if (!this.#test) return;
        // A test that failed and says that it was skipped has failed.
        this.#test.state ??= "skipped";
        if (attributes.message) this.#test.reason = attributes.message;
        return;
      default:
    }
  }

  #closed(name: string): void {
    this.#open.pop();
    const text = this.#text;
    if (name === "testsuite") this.#suites.pop();
    else if (name === "testcase") this.#finish();
    else if (this.#test && name === "skipped" && text.trim() !== "") this.#test.reason ??= text.trim();
    else if (this.#test && (name === "system-out" || name === "system-err")) this.#test.output += text;
    else if (this.#test && this.#failure && /^(failure|error|rerun\w+|flaky\w+)$/.test(name)) {
      this.#failure.details = text.trim();
      this.#failure.message ||= text.trim().split("\n")[0] ?? "";
      this.#test.failures.push(this.#failure);
      this.#failure = undefined;
    }
    // The text of a child is not the text of its parent.
    if (!/^(stackTrace|system-out|system-err)$/.test(name) || !this.#failure) this.#text = "";
  }

  #finish(): void {
    const test = this.#test;
    this.#test = undefined;
    if (!test) return;
    const { attributes } = test;
    const line = Number(attributes.line ?? attributes.lineno);
    const run: CaseRun = {
      suites: this.#suites.filter((suite) => suite !== ""),
      className: attributes.classname ?? attributes.class ?? "",
      name: attributes.name ?? "",
      state: test.state ?? (test.retried ? "flaky" : "passed"),
      duration: durationOf(attributes.time, this.#sink),
      file: attributes.file ?? this.#suiteFile,
      line: Number.isInteger(line) && line > 0 ? line : undefined,
      reason: test.reason,
      failures: test.failures,
      output: test.output === "" ? undefined : plainText(test.output),
    };
    this.#sink.add(run);
  }
}

function worse(known: State | undefined, found: "failed" | "error"): State {
  return known === "error" ? "error" : found;
}

// Some producers put commas between thousands (surefire SUREFIRE-2176); a negative or missing time says nothing.
function durationOf(time: string | undefined, sink: TestSink): number | undefined {
  if (time === undefined || time.trim() === "") return undefined;
  const seconds = Number(
    /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(time.trim())
      ? time.replaceAll(",", "")
      : time.trim().replace(/^(\d+),(\d+)$/, "$1.$2"),
  );
  if (!Number.isFinite(seconds) || seconds < 0) {
    sink.remark(`a test says that it took "${time.slice(0, 40)}"`);
    return undefined;
  }
  return seconds * 1000;
}
