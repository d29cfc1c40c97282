import { expect, test } from "vitest";
import { emptyReport, summaryOf } from "./report.ts";

const BUILT = {
  ...emptyReport(),
  outcome: "pushed" as const,
  image: "r.example/a:1",
  tags: ["r.example/a:1"],
  pushed: ["r.example/a:1"],
  refs: ["r.example/a@sha256:abc"],
  digest: "sha256:abc",
  size: 30_000_000,
  pushMs: 1200,
};

test("says how to pull what was pushed, with digest and size", () => {
  const summary = summaryOf(BUILT);
  expect(summary).toContain("### Pushed <code>r.example/a:1</code>");
  expect(summary).toContain("docker pull r.example/a:1\ndocker pull r.example/a@sha256:abc");
  expect(summary).toContain("30.0 MB");
  expect(summary).toContain("1.2 s, 1 of 1 tags");
});

test("draws the layers, and lets nothing of an instruction become markup", () => {
  const layers = Array.from({ length: 9 }, (_, index) => ({
    createdBy: `RUN echo "x${index}" \`id\` </details>`,
    size: (index + 1) * 1e6,
  }));
  const summary = summaryOf({ ...BUILT, layers });
  const picture = /```mermaid\n([\s\S]*?)\n```/.exec(summary)?.[1]?.split("\n");
  expect(picture).toHaveLength(10);
  expect(picture?.[2]).toBe('  "1 RUN echo x8 id /details" : 9.00');
  expect(picture?.at(-1)).toBe('  "8 2 more" : 3.00');
  expect(summary.match(/<\/details>/g)).toHaveLength(1);
});

test("shows an error as it is, and stays within its size", () => {
  const summary = summaryOf({ ...emptyReport(), image: "a:1", error: "```\n<b>bold</b>" });
  expect(summary).toContain("### Build of <code>a:1</code> failed");
  expect(summary).toContain("````\n```\n<b>bold</b>\n````");
  const steps = Array.from({ length: 20_000 }, (_, index) => ({
    name: `[1/2] RUN ${index}${"x".repeat(100)}`,
    durationMs: 200,
    cached: false,
  }));
  const layers = steps.map(({ name }) => ({ createdBy: name, size: 5 }));
  expect(Buffer.byteLength(summaryOf({ ...BUILT, steps, layers }))).toBeLessThan(200_001);
});
