import type { World } from "../../../toolkit/world.ts";
import { inScope } from "../gates.ts";
import type { Coverage, Ratio } from "../model/coverage.ts";
import type { TestResults } from "../model/test-results.ts";
import { pointsBetween } from "./compare.ts";
import type { Ledger, NewRun, PastRun } from "./ledger.ts";
import { historyName, type TestRecorder } from "./recorder.ts";

/** The present run as the history keeps it. */
export function snapshot(
  world: World,
  facts: {
    sha: string;
    complete: boolean;
    results: TestResults;
    recorder: TestRecorder;
    coverage: Coverage | undefined;
    /** Of flags and legs. */
    parts: ReadonlyMap<string, Ratio>;
  },
): NewRun {
  const { sha, complete, results, recorder, coverage, parts } = facts;
  const { tests, passed, failed, skipped, flaky, duration } = results.counts;
  const at = world.clock.now();
  const {
    GITHUB_RUN_ID: run,
    GITHUB_RUN_ATTEMPT: attempt = "1",
    BUILD_TAG: build,
    TRAVIS_JOB_ID: travis,
  } = world.runner.env;
  return {
    sha,
    at,
    id: run ? `${run}.${attempt}` : (build ?? travis ?? String(at)),
    complete,
    counts: { tests, passed, failed, skipped, flaky, duration },
    coverage: coverage?.totals(),
    parts,
    tests: new Map(recorder.tests().map((test) => [historyName(test), { state: test.state, duration: test.duration }])),
    files: new Map([...(coverage?.files ?? [])].map(([path, file]) => [path, file.totals().lines])),
  };
}

/** Change in points of the line coverage of a scope against an earlier run; undefined where that had nothing of it. */
export function deltaOf(scope: string, now: Ratio, before: PastRun, ledger: Ledger): number | undefined {
  const part = before.parts.get(scope);
  if (part) return pointsBetween(part, now);
  const was = { covered: 0, total: 0 };
  for (const [index, { covered, total }] of before.files) {
    if (!inScope(ledger.paths[index] ?? "", scope)) continue;
    was.covered += covered;
    was.total += total;
  }
  return pointsBetween(was, now);
}
