import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { APT_SETTINGS, BASE_IMAGES, type BaseImageName, RECIPES, scriptOf } from "./image-recipes.ts";

const names = Object.keys(BASE_IMAGES) as BaseImageName[];

test.each(names)("%s: users before packages, tidying last", (name) => {
  const { before, after, packages } = RECIPES[name];
  const script = scriptOf(RECIPES[name]);
  const at = (part: string) => script.indexOf(part.trim().split("\n")[0] as string);
  const order = [before, packages.length > 0 ? "apt-get -q update" : "", after, `rm -rf /${APT_SETTINGS}`];
  const positions = order.filter((part) => part !== "").map(at);
  expect(positions).not.toContain(-1);
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
});

test("every folder of files belongs to an image; that of Python needs none", () => {
  const folders = readdirSync(join(import.meta.dirname, "images"));
  expect(folders.sort()).toEqual(names.filter((name) => name !== "python").sort());
});
