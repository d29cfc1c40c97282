import { expect, test } from "vitest";
import { emptyReport, stagesOf, summaryOf } from "./report.ts";

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

test("shows how the size has changed, the platforms, and what each stage took from the cache", () => {
  const summary = summaryOf({
    ...BUILT,
    sizeDelta: -2_500_000,
    comparedWith: "r.example/a:main",
    platforms: [
      { platform: "linux/amd64", digest: "sha256:1", packed: 9_000_000 },
      { platform: "linux/arm64", digest: "sha256:2", packed: 8_000_000 },
    ],
    steps: [
      { name: "[build 1/3] FROM docker.io/library/node", cached: false },
      { name: "[build 2/3] COPY . .", cached: true },
      { name: "[build 3/3] RUN make", cached: false },
      { name: "[stage-1 2/2] COPY --from=build /a /a", cached: false },
    ],
  });
  expect(summary).toContain("30.0 MB, ▼ −2.5 MB against <code>r.example/a:main</code>");
  expect(summary).toContain("| linux/arm64 | <code>sha256:2</code> | 8.0 MB |");
  expect(summary).toContain("| <code>build</code> | █████░░░░░ 1 of 2 |");
});

test("a stage has the steps of its own label", () => {
  const step = (name: string, cached = false) => ({ name, cached });
  const steps = [
    step("[internal] load build context"),
    step("[2/3] RUN a", true),
    step("[3/3] RUN b"),
    step("exporting"),
  ];
  expect(stagesOf(steps)).toEqual([{ name: "image", steps: 2, cached: 1 }]);
  expect(stagesOf([step("[linux/arm64 app 2/2] COPY a /")])).toEqual([
    { name: "linux/arm64 app", steps: 1, cached: 0 },
  ]);
});
