import { expect, test } from "vitest";
import { conditionPlace } from "./model/condition-hits.ts";
import { Coverage } from "./model/coverage.ts";
import { TestCollector } from "./model/test-results.ts";
import { bounded, type TestReport } from "./report.ts";
import { summaryOf } from "./summary.ts";

function manyFailures(count: number) {
  const collector = new TestCollector();
  for (let index = 0; index < count; index++) {
    const trace = `Error: no ${index}\n${"    at somewhere (src/ä.ts:1:1)\n".repeat(40)}`;
    const failure = { kind: "failure" as const, type: "Error", message: `no ${index} 😀`, details: trace };
    collector.add(
      { suites: ["s"], className: "", name: `t${index} 😀`, state: "failed", failures: [failure] },
      "r.xml",
    );
  }
  const tests = collector.results();
  const coverage = new Coverage();
  for (let index = 0; index < 500; index++) coverage.file(`src/file-${index}.ts`).lines.add(1, index % 2);
  const report: TestReport = {
    version: 1,
    outcome: "failed",
    reasons: [`${count} tests failed`],
    missing: [],
    counts: tests.counts,
    coverage: coverage.totals(),
    failures: tests.failed.map(({ name }) => ({ title: name, state: "failed", message: "no".repeat(500) })),
    files: ["r.xml"],
    remarks: [],
    durationMs: 1,
    url: "https://github.test/acme/shop/actions/runs/7",
  };
  return { report, tests, coverage, page: true };
}

test.each([256_000, 64_000, 4000])(
  "within %d bytes the numbers stay those of all tests, and it says that something is missing",
  (limit) => {
    const summary = summaryOf(manyFailures(3000), limit);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(limit);
    expect(summary).toContain("3000 of 3000 tests failed");
    expect(summary).toContain("| 3000 | 0 | 3000 | 0 | 0 |");
    expect(summary).toContain("50 % (250 of 500)");
    expect(summary).toContain("_Some details were left out; the numbers are those of all tests._");
    expect(summary).toContain("[The whole report](<https://github.test/acme/shop/actions/runs/7#artifacts>)");
    // Nothing that was opened stays open, which would swallow the rest of the page.
    expect(summary.split("<details>").length).toBe(summary.split("</details>").length);
    expect(summary.match(/^```$/gm)?.length ?? 0).toSatisfy((fences: number) => fences % 2 === 0);
  },
);

test("conditions stand in the summary only where a report tells of them", () => {
  const facts = manyFailures(1);
  expect(summaryOf(facts)).not.toContain("mcdc");
  facts.coverage.file("src/door.c").mcdc.add(5, conditionPlace(2, 1, true) ?? 0, 1);
  expect(summaryOf({ ...facts, report: { ...facts.report, coverage: facts.coverage.totals() } })).toMatch(
    /\| lines \| mcdc \|\n.*\n.*100 % \(1 of 1\) \|/,
  );
});

test("failures whose details were not kept are counted", () => {
  expect(summaryOf(manyFailures(1003), 10_000_000)).toContain("_3 more failed tests without details here._");
});

test("the report as an output stays far below what a job may hand on, with its numbers", () => {
  const { report } = manyFailures(1000);
  const short = bounded(report);
  expect(Buffer.byteLength(JSON.stringify(short))).toBeLessThanOrEqual(200_000);
  expect(short).toMatchObject({ counts: { failed: 1000 }, outcome: "failed", reasons: report.reasons });
});
