import type { State } from "../model/test-results.ts";
import { BrokenReport } from "../reading/input.ts";
import { number, record, string } from "../reading/json.ts";
import { readJsonParts } from "../reading/json-parts.ts";
import { possible } from "../reading/numbers.ts";
import type { TestFormat } from "./format.ts";
import { failure } from "./jest.ts";

/** The JSON of Mocha's `json` reporter. Hooks that fail are in its list of failures and count as tests. */
export const mocha: TestFormat = {
  name: "Mocha JSON",
  kind: "tests",
  detect: ({ text }) => /^\{\s*"stats"\s*:/.test(text) && /"suites"\s*:/.test(text),
  async read(input, sink) {
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
        duration: possible(one.duration),
        file: string(one.file) || undefined,
        failures:
          state === "failed"
            ? [{ ...failure(string(stack) || string(message)), message: string(message), type: string(name) }]
            : [],
      });
    };
    const arrays = await readJsonParts(input, {
      "stats.end": (time) => sink.when?.(time),
      "passes.*": (one) => add(one, (number(record(one).currentRetry) ?? 0) > 0 ? "flaky" : "passed"),
      "failures.*": (one) => add(one, "failed"),
      "pending.*": (one) => add(one, "skipped"),
    });
    if (!arrays.has("passes")) throw new BrokenReport("it holds no passes");
  },
};
