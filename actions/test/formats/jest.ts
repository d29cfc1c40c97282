import { type Failure, LIMITS, type State, type TestSink } from "../model/test-results.ts";
import { BrokenReport } from "../reading/input.ts";
import { list, number, record, string } from "../reading/json.ts";
import { readJsonParts } from "../reading/json-parts.ts";
import { possible } from "../reading/numbers.ts";
import type { TestFormat } from "./format.ts";

/** The JSON of Jest's `--json` and Vitest's `--reporter=json`. */
export const jest: TestFormat = {
  name: "Jest and Vitest JSON",
  kind: "tests",
  detect: ({ text }) => /^\{/.test(text) && /"numTotalTests"\s*:/.test(text),
  async read(input, sink) {
    const arrays = await readJsonParts(input, {
      startTime: (time) => sink.when?.(time),
      "testResults.*": (file) => addFile(record(file), sink),
    });
    if (!arrays.has("testResults")) throw new BrokenReport("it holds no testResults");
  },
};

function addFile({ name, message, status, assertionResults }: Readonly<Record<string, unknown>>, sink: TestSink): void {
  const file = string(name) || undefined;
  const cases = list(assertionResults);
  for (const one of cases.map(record)) {
    const state = stateOf(one);
    sink.add({
      suites: [],
      className: list(one.ancestorTitles).map(string).join(" › "),
      name: string(one.title),
      state,
      duration: possible(one.duration),
      file,
      line: number(record(one.location).line),
      failures: state === "failed" || state === "flaky" ? failuresOf(one) : [],
    });
  }
  // A file that breaks when it is loaded has no tests at all; it would be lost if only those counted.
  if (cases.length === 0 && status === "failed") {
    sink.add({
      suites: [],
      className: "",
      name: "(the file itself)",
      state: "error",
      file,
      failures: [failure(string(message))],
    });
  }
}

const SKIPPED = new Set(["pending", "skipped", "todo", "disabled"]);

function stateOf(one: Readonly<Record<string, unknown>>): State {
  if (SKIPPED.has(string(one.status))) return "skipped";
  if (one.status !== "passed") return "failed";
  // Vitest keeps the failures of earlier tries, Jest tells of them apart.
  return list(one.failureMessages).length > 0 || list(one.retryReasons).length > 0 ? "flaky" : "passed";
}

function failuresOf(one: Readonly<Record<string, unknown>>): Failure[] {
  const messages = [...list(one.failureMessages), ...list(one.retryReasons)];
  return messages.slice(0, LIMITS.failures).map((text) => failure(string(text)));
}

/** A failure whose text begins with its message and goes on with its trace, as JavaScript's errors print. */
export function failure(text: string): Failure {
  const [, type = "", message] = /^(?:Uncaught )?([A-Z]\w*(?:Error|Exception))(?: \[\w+\])?: (.*)/.exec(text) ?? [];
  return { kind: "failure", type, message: message ?? text.trim().split("\n", 1)[0] ?? "", details: text };
}
