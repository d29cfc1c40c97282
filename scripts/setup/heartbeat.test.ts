import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { withHeartbeat } from "./heartbeat.ts";

test("says that work goes on until it ends, also where it fails", async () => {
  const lines: string[] = [];
  const world = { log: (line: string) => void lines.push(line) };
  await withHeartbeat(world, "quick", async () => 1, 50);
  expect(lines).toEqual([]);
  const failing = withHeartbeat(world, "slow", async () => await delay(120).then(() => Promise.reject("no")), 50);
  await expect(failing).rejects.toBe("no");
  const said = lines.length;
  expect(lines[0]).toMatch(/^ {2}… slow \(\d+ ms\)$/);
  await delay(120);
  expect(lines).toHaveLength(said);
});
