import { plainText } from "../../../toolkit/log-text.ts";
import {
  cut,
  keyOf,
  LIMITS,
  type State,
  type SuiteCounts,
  type TestCase,
  type TestResults,
} from "../model/test-results.ts";

/** How the tests of one more try ended, by `keyOf`. */
export type Outcomes = ReadonlyMap<string, State>;

/**
 * The results once the failed tests were tried again: a test that passed in any try is flaky, and counts as passed.
 * What went wrong in its earlier tries stays with it.
 */
export function afterRetries(results: TestResults, tries: readonly Outcomes[]): TestResults {
  const passed = ({ state }: { state: State | undefined }) => state === "passed" || state === "flaky";
  const mended = new Set(
    results.failed.filter((test) => tries.some((outcomes) => passed({ state: outcomes.get(keyOf(test)) }))),
  );
  if (mended.size === 0) return results;
  const counts = { ...results.counts };
  const suites = new Map<string, SuiteCounts>(results.suites.map((suite) => [suite.name, { ...suite }]));
  for (const test of mended) {
    counts.failed--;
    counts.passed++;
    counts.flaky++;
    const suite = suites.get(cut(plainText(test.suites[0] || test.className || "(no suite)"), LIMITS.name));
    if (suite && suite.failed > 0) {
      suite.failed--;
      suite.passed++;
    }
  }
  return {
    ...results,
    counts,
    suites: [...suites.values()],
    failed: results.failed.filter((test) => !mended.has(test)),
    flaky: [...results.flaky, ...[...mended].map((test): TestCase => ({ ...test, state: "flaky" }))],
  };
}
