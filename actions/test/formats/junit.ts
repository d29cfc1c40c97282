import {
  addProperty,
  type CaseRun,
  type Failure,
  LIMITS,
  type Property,
  type State,
  type TestSink,
} from "../model/test-results.ts";
import { BrokenReport, type Input } from "../reading/input.ts";
import { lineOf, millisecondsOf } from "../reading/numbers.ts";
import { type Attributes, localName, readXml } from "../reading/xml.ts";
import type { TestFormat } from "./format.ts";

/**
 * JUnit XML in its dialects: Ant's, Surefire's (`flakyFailure`, `rerunFailure`), pytest's, Jest's, Vitest's,
 * Google Test's (`status="notrun"`), PHPUnit's, Playwright's, node:test's, gotestsum's. Suites may be nested, a case
 * may have several failures; the most severe thing told of a case is its state.
 */
export const junit: TestFormat = {
  name: "JUnit XML",
  kind: "tests",
  detect: ({ root }) =>
    root !== undefined && (root.name === "testsuites" || root.name === "testsuite" || root.name === "testcase"),
  read: async (input: Input, sink: TestSink) => {
    const reader = new JUnitReader(sink);
    await readXml(input, reader);
    reader.end();
  },
};

/** A suite that is open. */
interface Suite {
  name: string;
  file: string | undefined;
  /** Number of tests that the report claims for it, undefined where it claims none. */
  claimed: number | undefined;
  cases: number;
}

/** A case that is open, filled as its elements come. */
interface OpenCase {
  attributes: Attributes;
  failures: Failure[];
  /** Failures of tries that were followed by another one. */
  earlier: Failure[];
  skipped: boolean;
  /** Still to be written: node:test tells of such a test's failure too, and does not count it. */
  todo: boolean;
  reason: string | undefined;
  output: string;
  properties: Property[] | undefined;
}

// Surefire: `rerunFailure` is a further try of a test that never passed, `flakyFailure` one of a test that did.
const FAILURES = new Map<string, Failure["kind"]>([
  ["failure", "failure"],
  ["error", "error"],
  ["rerunFailure", "failure"],
  ["rerunError", "error"],
]);
const EARLIER = new Map<string, Failure["kind"]>([
  ["flakyFailure", "failure"],
  ["flakyError", "error"],
]);
const SKIPPED = new Set(["skipped", "disabled", "ignored"]);
const SKIPPED_STATUS = new Set(["disabled", "notrun", "skipped", "ignored", "suppressed"]);

class JUnitReader {
  readonly #sink: TestSink;
  readonly #suites: Suite[] = [];
  /** Their names, made anew only where a suite begins or ends. */
  #names: readonly string[] | undefined;
  #case: OpenCase | undefined;
  #failure: Failure | undefined;
  /** Of a property whose value is the text in it. */
  #propertyName: string | undefined;
  #sawSuite = false;
  /** Where text goes at the moment. */
  #text: { parts: string; keep: "start" | "end" } | undefined;

  constructor(sink: TestSink) {
    this.#sink = sink;
  }

  open(element: string, attributes: Attributes): void {
    const name = localName(element);
    if (name === "testsuite" || name === "testsuites" || name === "testcase") this.#sawSuite = true;
    if (name === "testsuite") {
      this.#names = undefined;
      if (attributes.timestamp !== undefined) this.#sink.when?.(attributes.timestamp);
      this.#suites.push({
        name: attributes.name ?? "",
        file: attributes.file ?? attributes.filepath ?? this.#suites.at(-1)?.file,
        claimed: lineOf(attributes.tests),
        cases: 0,
      });
    } else if (name === "testcase") {
      this.#case = {
        attributes,
        failures: [],
        earlier: [],
        skipped: false,
        todo: false,
        reason: undefined,
        output: "",
        properties: undefined,
      };
    } else if (FAILURES.has(name) || EARLIER.has(name)) {
      this.#failure = {
        kind: FAILURES.get(name) ?? EARLIER.get(name) ?? "failure",
        type: attributes.type ?? "",
        message: attributes.message ?? "",
        details: "",
      };
      this.#text = { parts: "", keep: "start" };
    } else if (SKIPPED.has(name) && this.#case) {
      this.#case.skipped = true;
      this.#case.todo ||= attributes.type === "todo";
      this.#case.reason = attributes.message;
      this.#text = { parts: "", keep: "start" };
    } else if (name === "system-out" || name === "system-err") {
      // Inside a failed try it belongs to that try, whose trace is what counts.
      if (!this.#failure) this.#text = { parts: "", keep: "end" };
    } else if (name === "stackTrace" && this.#failure) {
      this.#text = { parts: "", keep: "start" };
    } else if (name === "property" && attributes.name !== undefined && !this.#failure) {
      if (attributes.value !== undefined) this.#property([attributes.name, attributes.value]);
      else {
        this.#propertyName = attributes.name;
        this.#text = { parts: "", keep: "start" };
      }
    }
  }

  text(text: string): void {
    const target = this.#text;
    if (!target) return;
    if (target.keep === "start") {
      if (target.parts.length < LIMITS.trace) target.parts += text.slice(0, LIMITS.trace);
    } else target.parts = (target.parts + text.slice(-LIMITS.output)).slice(-LIMITS.output);
  }

  close(element: string): void {
    const name = localName(element);
    if (name === "testcase") this.#closeCase();
    else if (name === "testsuite") this.#closeSuite();
    else if (name === "property" && this.#propertyName !== undefined) {
      this.#property([this.#propertyName, this.#taken().trim()]);
      this.#propertyName = undefined;
    } else if (name === "stackTrace" && this.#failure) this.#failure.details = this.#taken().trim();
    else if (FAILURES.has(name) || EARLIER.has(name)) this.#closeFailure(name);
    else if (SKIPPED.has(name) && this.#case) this.#case.reason ??= this.#taken().trim() || undefined;
    else if ((name === "system-out" || name === "system-err") && this.#case && !this.#failure) {
      this.#case.output += this.#taken();
    }
    // What a failed try printed does not end the text of the failure around it.
    if (!this.#failure || !name.startsWith("system-")) this.#text = undefined;
  }

  remark(text: string): void {
    this.#sink.remark(text);
  }

  /** Refuses a file that names no suite at all; one with an empty suite is a run without tests. */
  end(): void {
    if (!this.#sawSuite) throw new BrokenReport("it holds no test suite");
  }

  #property(property: Property): void {
    const [suite = "", ...inner] = this.#suiteNames();
    if (this.#case) addProperty(this.#case, ...property);
    else this.#sink.property?.(suite, [[...inner, property[0]].join(" › "), property[1]]);
  }

  #taken(): string {
    const text = this.#text?.parts ?? "";
    this.#text = undefined;
    return text;
  }

  #closeFailure(name: string): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (!failure) return;
    failure.details ||= this.#taken().trim();
    failure.message ||= failure.details.trim().split("\n", 1)[0] ?? "";
    if (this.#case) {
      const list = FAILURES.has(name) ? this.#case.failures : this.#case.earlier;
      if (list.length < LIMITS.failures) list.push(failure);
      return;
    }
    // A suite that breaks outside of any test (a hook, an import) would be lost if only cases counted.
    const suite = this.#suites.at(-1);
    if (suite) suite.cases++;
    this.#sink.add({
      suites: this.#suiteNames(),
      className: "",
      name: "(the suite itself)",
      state: failure.kind === "error" ? "error" : "failed",
      file: suite?.file,
      failures: [failure],
    });
  }

  #closeCase(): void {
    const open = this.#case;
    this.#case = undefined;
    if (!open) return;
    const suite = this.#suites.at(-1);
    if (suite) suite.cases++;
    const { attributes, failures, earlier } = open;
    const state = stateOf(open);
    const run: CaseRun = {
      suites: this.#suiteNames(),
      className: attributes.classname ?? attributes.class ?? "",
      name: attributes.name ?? "",
      state,
      duration: this.#duration(attributes),
      file: attributes.file ?? attributes.filepath ?? suite?.file,
      line: lineOf(attributes.line ?? attributes.lineno),
      failures: failures.length > 0 ? failures : state === "passed" ? [] : earlier,
    };
    if (open.reason !== undefined) run.reason = open.reason;
    if (state !== "passed" && open.output !== "") run.output = open.output;
    if (open.properties) run.properties = open.properties;
    this.#sink.add(run);
  }

  #closeSuite(): void {
    const suite = this.#suites.pop();
    this.#names = undefined;
    if (!suite) return;
    const parent = this.#suites.at(-1);
    if (parent) parent.cases += suite.cases;
    if (suite.cases === 0 && (suite.claimed ?? 0) > 0) {
      this.#sink.remark(`the suite "${suite.name}" claims ${suite.claimed} tests and lists none; none was counted`);
    }
  }

  #duration(attributes: Attributes): number | undefined {
    const raw = attributes.time ?? attributes.duration;
    const duration = millisecondsOf(raw);
    if (raw !== undefined && raw.trim() !== "" && duration === undefined) {
      this.#sink.remark(`the test "${attributes.name ?? ""}" has a time that cannot be: "${raw.slice(0, 40)}"`);
    }
    return duration;
  }

  #suiteNames(): readonly string[] {
    this.#names ??= this.#suites.map((suite) => suite.name).filter((name) => name !== "");
    return this.#names;
  }
}

function stateOf({ failures, earlier, skipped, todo, attributes }: OpenCase): State {
  if (todo) return "skipped";
  if (failures.length > 0) return failures.some((failure) => failure.kind === "error") ? "error" : "failed";
  if (earlier.length > 0) return "flaky";
  return skipped || isSkipped(attributes.status) || isSkipped(attributes.result) ? "skipped" : "passed";
}

function isSkipped(status: string | undefined): boolean {
  return status !== undefined && SKIPPED_STATUS.has(status.toLowerCase());
}
