import { expect, test } from "vitest";
import { parseCommand } from "../scripts/play-runner/workflow-commands.ts";
import { defuse, lastLines, plainText } from "./log-text.ts";

test.each([
  "::error::x",
  "  ::add-mask::x",
  "\t::set-output name=a::b",
  "\u0085::error::x",
  "\u00a0\u2003::error::x",
  "\u2028::error::x",
  "\ufeff::error::x",
  "text ##[error]x",
  "##[group]x",
  "ok\n::error::x\n ::warning::y",
  "ok\r::error::x",
  "ok\u0085::error::x",
  "::stop-commands::x",
  "##[##[error]x",
])("no line of %j is a command any more", (text) => {
  // The runner cuts its input at line ends and at carriage returns.
  for (const line of defuse(text).split(/\r\n|\n|\r/)) expect(parseCommand(line)).toBeUndefined();
  expect(defuse(text).replaceAll("\u200b", "")).toBe(text);
});

test.each(["a::b", "std::vector<int>", "## [x]", ""])("%j is left alone", (text) => {
  expect(defuse(text)).toBe(text);
});

test.each([
  ["\u001b[31mred\u001b[0m", "red"],
  ["\u001b]0;title\u0007text", "text"],
  ["a\u0000\u0008b\u007fc", "abc"],
  ["tab\tand\r\nlines", "tab\tand\r\nlines"],
  ["ünïcode 🎉", "ünïcode 🎉"],
])("plainText %j", (text, expected) => {
  expect(plainText(text)).toBe(expected);
});

test("lastLines skips blank lines", () => {
  expect(lastLines("a\n\nb\r\n  \nc\n\n", 2)).toEqual(["b", "c"]);
  expect(lastLines("a", 5)).toEqual(["a"]);
  expect(lastLines("", 5)).toEqual([]);
});
