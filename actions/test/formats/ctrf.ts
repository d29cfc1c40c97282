import type { Failure, State, TestSink } from "../model/test-results.ts";
import { BrokenReport } from "../reading/input.ts";
import { list, number, record, string } from "../reading/json.ts";
import { readJsonParts } from "../reading/json-parts.ts";
import { possible } from "../reading/numbers.ts";
import type { TestFormat } from "./format.ts";

/** Common Test Report Format (ctrf.io), a JSON of many test tools. */
export const ctrf: TestFormat = {
  name: "CTRF",
  kind: "tests",
  detect: ({ text }) => /^\{/.test(text) && /"results"\s*:\s*\{/.test(text) && /"(tool|reportFormat)"\s*:/.test(text),
  async read(input, sink) {
    const arrays = await readJsonParts(input, {
      "results.summary.stop": (time) => sink.when?.(time),
      "results.tests.*": (one) => add(record(one), sink),
    });
    if (!arrays.has("results.tests")) throw new BrokenReport("it holds no results.tests");
  },
};

function add(one: Readonly<Record<string, unknown>>, sink: TestSink): void {
  const retries = list(one.retryAttempts).map(record);
  const state = stateOf(one);
  const failures: Failure[] = [];
  if (state === "failed") failures.push(failureOf(one));
  if (state === "flaky") failures.push(...retries.filter(({ status }) => status === "failed").map(failureOf));
  sink.add({
    suites: (Array.isArray(one.suite) ? one.suite : [one.suite]).map(string).filter((name) => name !== ""),
    className: "",
    name: string(one.name),
    state,
    duration: possible(one.duration),
    file: string(one.filePath) || undefined,
    line: number(one.line),
    reason: state === "skipped" ? string(one.message) || undefined : undefined,
    failures,
    output: list(one.stdout).map(string).join("\n") || undefined,
  });
}

function stateOf(one: Readonly<Record<string, unknown>>): State {
  if (one.status === "failed") return "failed";
  if (one.status === "passed") return one.flaky === true || (number(one.retries) ?? 0) > 0 ? "flaky" : "passed";
  return "skipped";
}

function failureOf(one: Readonly<Record<string, unknown>>): Failure {
  return { kind: "failure", type: "", message: string(one.message), details: string(one.trace) };
}
