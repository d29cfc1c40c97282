import { expect, test } from "vitest";
import { parsePairs } from "./file-commands.ts";

test.each([
  ["", []],
  [
    "a=1\n\nb=\n",
    [
      ["a", "1"],
      ["b", ""],
    ],
  ],
  ["a=1<<2\n", [["a", "1<<2"]]],
  [
    "a<<E\nx\n\ny=1\nE\nb=2\n",
    [
      ["a", "x\n\ny=1"],
      ["b", "2"],
    ],
  ],
  ["a<<E\nE\n", [["a", ""]]],
  ["a<<E=F\nx\nE=F\n", [["a", "x"]]],
  ["a<<E\nx\nE", [["a", "x"]]],
  ["a=1\r\n", [["a", "1\r"]]],
])("%j", (text, pairs) => {
  expect(parsePairs(text)).toEqual(pairs);
});

test.each([
  ["=1\n", "Name must not be empty"],
  ["<<E\nx\nE\n", "Name must not be empty and delimiter must not be empty"],
  ["a<<\nx\n", "delimiter must not be empty"],
  ["a<<E\nx\n", "Matching delimiter not found 'E'"],
  ["a<<E\nx", "EOF marker missing new line"],
  ["just words\n", "Invalid format 'just words'"],
])("%j fails the step", (text, message) => {
  expect(() => parsePairs(text)).toThrow(message);
});
