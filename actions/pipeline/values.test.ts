import { expect, test } from "vitest";
import { type Done, imageOf, LATE_VARIABLES } from "./values.ts";

const done = (stages: Record<string, Record<string, string>>): Done => new Map(Object.entries(stages));
const build = { image: "shop:1", imageid: "sha256:ab", size: "7" };

test.each([
  ["pushed", { build, push: { refs: "r/shop@sha256:cd\nq/shop@sha256:cd" } }, "r/shop@sha256:cd"],
  ["in the engine", { build }, "sha256:ab"],
  ["kept by its builder", { build: { ...build, size: "" } }, "shop:1"],
  ["only planned", { build: { image: "shop:1" } }, "shop:1"],
  ["not built", {}, undefined],
])("an image that is %s is called by what cannot move, else by its name", (_, stages, expected) => {
  expect(imageOf(done(stages as Record<string, Record<string, string>>))).toBe(expected);
  expect(LATE_VARIABLES.QUAYSIDE_IMAGE?.value(done(stages as Record<string, Record<string, string>>))).toBe(expected);
});
