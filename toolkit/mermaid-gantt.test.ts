import { expect, test } from "vitest";
import { mermaidGantt } from "./mermaid-gantt.ts";

const bars = (text: string, to: number) => [
  { text: "begin", from: 0, to: 0 },
  { text, from: 10, to, look: "crit" as const },
];

test("each section has its bars, with room for its name beside them", () => {
  expect(mermaidGantt([{ name: "shop-1", bars: bars("failed", 4000) }]).split("\n")).toEqual([
    "---",
    "config: { gantt: { leftPadding: 66 } }",
    "---",
    "gantt",
    "  dateFormat x",
    "  axisFormat %M:%S",
    "  tickInterval 1second",
    "  section shop-1",
    "  begin :0, 1",
    "  failed :crit, 10, 4000",
  ]);
});

test("many sections are a line each, where a text stays in its bar", () => {
  const many = Array.from({ length: 7 }, (_, index) => ({ name: `n${index}`, bars: bars("a long word", 4000) }));
  const text = mermaidGantt(many);
  expect(text).toContain("displayMode: compact");
  expect(text).toContain("  · :0, 1\n  a long word :crit, 10, 4000");
  expect(mermaidGantt(many.slice(1))).not.toContain("compact");
});

test.each([
  [12_000, "1second"],
  [12_001, "5second"],
  [7_200_000, "1hour"],
])("an axis of %d ms has a mark every %s", (span, mark) => {
  expect(mermaidGantt([{ name: "a", bars: [{ text: "x", from: 5, to: span + 5 }] }])).toContain(`tickInterval ${mark}`);
});

test("without bars there is no chart", () => {
  expect(mermaidGantt([])).toBe("");
});
