import { expect, test } from "vitest";
import type { DeployBench } from "./bench-figures.ts";
import { deployTable } from "./bench-tables.ts";
import { deployPicture } from "./deploy-picture.ts";

const same = (value: number) => ({ min: value, median: value, max: value });
const row = (tool: string, replicas: number, median: number, failed: number) => ({
  tool,
  replicas,
  milliseconds: { min: median / 2, median, max: median * 2 },
  failed: same(failed),
  requests: 1000,
  p99During: same(20),
  p99Outside: same(15),
});
const FIGURES: DeployBench = {
  cores: 2,
  rounds: 3,
  load: { rate: 150, connections: 30 },
  how: { quayside: "as it is", "a <peer>": "as well as it can" },
  measured: [row("quayside", 1, 2000, 0), row("a <peer>", 1, 4000, 7), row("quayside", 4, 3000, 0)],
  engineAlone: [{ replicas: 1, milliseconds: same(1000) }],
  unchanged: { milliseconds: same(210), operations: 0 },
};

test("the picture has a bar for each tool and number of replicas, as long as its median, with what failed", () => {
  const svg = deployPicture(FIGURES);
  const bars = [...svg.matchAll(/<rect class="(\w+)" x="(\d+)" y="\d+" width="(\d+)"/g)].map(([, kind, , width]) => [
    kind,
    Number(width),
  ]);
  expect(bars).toEqual([
    ["ours", 105],
    ["peer", 210],
    ["ours", 158],
  ]);
  expect(svg).toContain('class="bad">4.0 s, 7 failed<');
  expect(svg).toContain(">2.0 s, 0 failed<");
  expect(svg).toContain("a &lt;peer&gt;");
  expect(svg.match(/class="least"/g)).toHaveLength(1);
});

test("the table tells the spread, the requests and how each tool was set up", () => {
  const text = deployTable(JSON.stringify(FIGURES));
  expect(text).toContain("2.0 (1.0–4.0)");
  expect(text).toMatch(/\| 1 \| the engine alone \| 1\.0 \|/);
  expect(text).toContain("takes 210 ms and 0 operations");
  expect(text).toContain("- quayside: as it is.");
});
