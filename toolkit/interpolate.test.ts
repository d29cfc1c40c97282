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
  ["${GONE:-${GONE:-${GONE:-${NAME}}}}!", "quay!"],
  ["${GONE:-$$5}", "$5"],
  ['${GONE:-{"a": 1}}', '{"a": 1}'],
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
  ["${NAME", /is no variable/],
  ["${constructor}", /constructor is not set/],
])("%s is a mistake", (text, expected) => {
  expect(interpolate(text, values).mistakes).toEqual([expect.stringMatching(expected)]);
});

test("every mistake of a text is told", () => {
  expect(interpolate("${A} ${B:-x} ${C}", {}).mistakes).toHaveLength(2);
});

test("where blanks are allowed, they are told by name", () => {
  const blanks: string[] = [];
  const options = { onBlank: (name: string) => blanks.push(name) };
  expect(interpolate("[$A][${B}][${C:-c}]", {}, options)).toEqual({ text: "[][][c]", mistakes: [] });
  expect(blanks).toEqual(["A", "B"]);
});
