import { expect, test } from "vitest";
import { readInput } from "../../../test/fuzz/support/read-input.ts";
import { inputOf } from "../../../test/fuzz/support/report-inputs.ts";
import { FORMATS } from "./index.ts";

/** A taste of `npm run test:fuzz -- readers`; always the same inputs, so that a failure can be repeated. */
test("no broken file makes a reader crash or tell numbers that do not fit each other", async () => {
  const seen = new Set<string>();
  for (let index = 0; index < 1500; index++) {
    const { format } = await readInput(inputOf(1, index)).catch((error: Error) => {
      throw new Error(`npm run test:fuzz -- readers --seed 1 --only ${index}: ${error.stack}`);
    });
    seen.add(format);
  }
  expect(FORMATS.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
}, 60_000);

test("the same seed and number give the same input", () => {
  expect(inputOf(1, 4711)).toEqual(inputOf(1, 4711));
  expect(inputOf(1, 4711)).not.toEqual(inputOf(2, 4711));
});
