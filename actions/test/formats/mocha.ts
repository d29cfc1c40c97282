import type { State } from "../model/test-results.ts";
import { BrokenReport } from "../reading/input.ts";
import { list, number, readJson, record, string } from "../reading/json.ts";
import type { TestFormat } from "./format.ts";
import { failure } from "./jest.ts";

/** The JSON of Mocha's `json` reporter. Hooks that fail are in its list of failures and count as tests. */
export const mocha: TestFormat = {
  name: "Mocha JSON",
  kind: "tests",
  detect: ({ text }) => /^\{\s*"stats"\s*:/.test(text) && /"suites"\s*:/.test(text),
  async read(input, sink) {
    const whole = record(await readJson(input));
    if (!Array.isArray(whole.passes)) throw new BrokenReport("it holds no passes");
    const add = (raw: unknown, state: State) => {
      const one = record(raw);
      const title = string(one.title);
      const full = string(one.fullTitle);
      const { message, stack, name } = record(one.err);
      sink.add({
        suites: [],
        className: full.endsWith(title) ? full.slice(0, full.length - title.length).trim() : "",
        name: title,
        state,
        duration: number(one.duration),
        file: string(one.file) || undefined,
        failures:
          state === "failed"
            ? [{ ...failure(string(stack) || string(message)), message: string(message), type: string(name) }]
            : [],
      });
    };
    sink.when?.(record(whole.stats).end);
    for (const one of whole.passes) add(one, (number(record(one).currentRetry) ?? 0) > 0 ? "flaky" : "passed");
    for (const one of list(whole.failures)) add(one, "failed");
    for (const one of list(whole.pending)) add(one, "skipped");
  },
};
