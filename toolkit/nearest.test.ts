import { expect, test } from "vitest";
import { nearest, unknownWord } from "./nearest.ts";

const known = ["build", "test", "migrate", "deploy"];

test("a slip of the fingers finds its word, another word does not", () => {
  expect(nearest("biuld", known)).toBe("build");
  expect(nearest("deplyo", known)).toBe("deploy");
  expect(nearest("frobnicate", known)).toBeUndefined();
  expect(nearest("x", [])).toBeUndefined();
});

test("the sentence names the word that was meant, else all there are", () => {
  expect(unknownWord("tets", known, "stage")).toBe('"tets" is no stage; did you mean "test"?');
  expect(unknownWord("frobnicate", known, "stage")).toBe(
    '"frobnicate" is no stage; known are: build, test, migrate, deploy',
  );
  expect(unknownWord("a", [], "app")).toBe('"a" is no app; known are: none');
});
