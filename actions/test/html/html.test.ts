import { expect, test } from "vitest";
import { conditionPlace } from "../model/condition-hits.ts";
import { Coverage } from "../model/coverage.ts";
import { TestCollector } from "../model/test-results.ts";
import { htmlReport } from "./html-report.ts";
import { treeMap } from "./tree-map.ts";

test("a tree map: areas are shares, nothing overlaps the edge, what weighs nothing is left out", () => {
  const items = [6, 6, 4, 3, 2, 2, 1, 0].map((weight) => ({ weight }));
  const placed = treeMap(items, { x: 0, y: 0, width: 600, height: 400 });
  expect(placed).toHaveLength(7);
  for (const { item, box } of placed) {
    expect(box.width * box.height).toBeCloseTo((item.weight / 24) * 240_000);
    expect(box.x + box.width).toBeLessThanOrEqual(600.001);
    expect(box.y + box.height).toBeLessThanOrEqual(400.001);
    // The paper's own example stays below this.
    expect(Math.max(box.width / box.height, box.height / box.width)).toBeLessThan(3);
  }
});

test("nothing to lay out is nothing", () => {
  expect(treeMap([], { x: 0, y: 0, width: 1, height: 1 })).toEqual([]);
});

const EVIL = `<script>alert(1)</script>"'&`;

test("the page: no script, nothing from outside unescaped, uncovered lines in their source", () => {
  const tests = new TestCollector();
  tests.add(
    {
      suites: [EVIL],
      className: "",
      name: EVIL,
      state: "failed",
      duration: 5,
      failures: [{ kind: "failure", type: EVIL, message: EVIL, details: EVIL }],
      output: EVIL,
      properties: [[EVIL, `property ${EVIL}`]],
    },
    EVIL,
  );
  tests.addProperty(EVIL, ["of the suite", EVIL]);
  const coverage = new Coverage();
  const file = coverage.file(`src/${EVIL}.ts`);
  for (const [line, hits] of [
    [1, 1],
    [2, 0],
    [3, 0],
    [9, 0],
  ] as const)
    file.lines.add(line, hits);
  file.mcdc.add(2, conditionPlace(1, 0, true) ?? 0, 3);
  file.mcdc.add(2, conditionPlace(1, 0, false) ?? 0, 0);
  const results = tests.results();
  const html = htmlReport({
    report: {
      version: 1,
      outcome: "failed",
      reasons: [EVIL],
      missing: [EVIL],
      counts: results.counts,
      coverage: coverage.totals(),
      files: [EVIL],
      remarks: [EVIL],
      durationMs: 1,
    },
    tests: results,
    coverage,
    source: () => `a\nif (x < 1)\n${EVIL}\nd\ne\nf\ng\nh\ni\n`,
  });
  expect(html).not.toContain("<script");
  expect(html).not.toMatch(/(?:src|href)="(?!#)/);
  expect(html).toContain("Content-Security-Policy");
  expect(html).toContain('<span class="miss">    2  if (x &lt; 1)</span>');
  expect(html).toContain("25 %");
  expect(html).toMatch(/50 %[^%]{0,80}mcdc covered|mcdc covered[^%]{0,80}50 %/);
  expect(html).toContain("<td>property &lt;script&gt;");
  expect(html).toContain("<td>of the suite</td>");
  // Every element that is opened is closed.
  for (const tag of ["details", "section", "pre", "table", "ul", "svg", "main"]) {
    expect(html.split(`<${tag}`).length).toBe(html.split(`</${tag}>`).length);
  }
});
