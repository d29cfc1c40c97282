import { expect, test } from "vitest";
import { globPattern, globsTake } from "./glob.ts";

test.each([
  ["main", "main", true],
  ["main", "main2", false],
  ["release/*", "release/1.2", true],
  ["release/*", "release/1/2", false],
  ["release/**", "release/1/2", true],
  ["v[0-9]*", "v12.3", true],
  ["v[0-9]*", "vx", false],
  ["v[!0-9]", "vx", true],
  ["v?.?", "v1.2", true],
  ["**/*.ts", "a.ts", true],
  ["**/*.ts", "a/b/c.ts", true],
  ["src/**", "src", false],
  ["a.b", "axb", false],
  ["a(b)+", "a(b)+", true],
  ["[", "[", true],
  ["a\\d", "a1", false],
  ["**", "any/thing", true],
])("%s and %s: %s", (glob, name, expected) => {
  expect(globPattern(glob).test(name)).toBe(expected);
});

test("the last pattern that matches decides", () => {
  expect(globsTake(["**", "!docs/**"], "docs/a.md")).toBe(false);
  expect(globsTake(["**", "!docs/**", "docs/a.md"], "docs/a.md")).toBe(true);
  expect(globsTake(["!docs/**"], "src/a.ts")).toBe(true);
  expect(globsTake([], "a")).toBe(true);
});
