import { expect, test } from "vitest";
import { logsOfFailed } from "./logs.ts";

const place = (name: string) => ({
  name,
  started: ["shop-abc-1", "shop-abc-2"],
  logs: async (container: string) => (container === "shop-abc-2" ? "" : `${container} of ${name}\n`),
});

test("the last lines are of the host where a container failed, which has the same name on all of them", async () => {
  const moments = [
    { at: 1, instance: "ssh://one: shop-abc-1", what: "in traffic" },
    { at: 2, instance: "ssh://two: shop-abc-1", what: "failed" },
  ] as const;
  expect(await logsOfFailed([place("ssh://one"), place("ssh://two")], moments)).toEqual({
    container: "ssh://two: shop-abc-1",
    lines: "shop-abc-1 of ssh://two",
  });
});

test("without one that failed they are of the first that was started; one that said nothing has none", async () => {
  expect(await logsOfFailed([place("")], [])).toEqual({ container: "shop-abc-1", lines: "shop-abc-1 of" });
  expect(await logsOfFailed([place("")], [{ at: 1, instance: "shop-abc-2", what: "failed" }])).toBeUndefined();
  expect(await logsOfFailed([{ ...place(""), started: [] }], [])).toBeUndefined();
});
