import { expect, test } from "vitest";
import { interpolate } from "./interpolate.ts";

const values = { NAME: "quay", EMPTY: "", URL: "postgres://u:p$x@h/db" };

test.each([
  ["plain", "plain"],
  ["$NAME-1", "quay-1"],
  ["${NAME}side", "quayside"],
  ["${GONE:-there}", "there"],
  ["${EMPTY:-there}", "there"],
  ["${EMPTY-there}", ""],
  ["${GONE-there}", "there"],
  ["${GONE:-a:b/c?d}", "a:b/c?d"],
  ["${GONE:-${NAME}}", "quay"],
  ["${GONE:-${NAME}-${EMPTY:-x}}", "quay-x"],
  ["${NAME:+set}", "set"],
  ["${GONE:+set}", ""],
  ["${EMPTY:+set}", ""],
  ["${EMPTY+set}", "set"],
  ["cost: $$5", "cost: $5"],
  ["$$NAME", "$NAME"],
  // A value is put in as it is: what looks like a variable in it stays.
  ["${URL}", "postgres://u:p$x@h/db"],
])("%s becomes %s", (text, expected) => {
  expect(interpolate(text, values)).toEqual({ text: expected, mistakes: [] });
});

test.each([
  ["${GONE}", /GONE is not set; set it, or give a default/],
  ["$GONE", /GONE is not set/],
  ["${GONE:?give the address}", /GONE is not set: give the address/],
  ["${EMPTY:?give it}", /EMPTY is not set: give it/],
  ["${}", /is no variable/],
  ["${a b}", /is no variable/],
  ["100 $ and", /is no variable/],
])("%s is a mistake", (text, expected) => {
  expect(interpolate(text, values).mistakes).toEqual([expect.stringMatching(expected)]);
});

test("every mistake of a text is told", () => {
  expect(interpolate("${A} ${B:-x} ${C}", {}).mistakes).toHaveLength(2);
});
