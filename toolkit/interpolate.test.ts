import { expect, test } from "vitest";
import { interpolate, variablesOf } from "./interpolate.ts";

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
  ["${GONE:-${EMPTY:-${ALSO_GONE-${NAME}}}}", "quay"],
  ['${GONE:-{"a": {"b": 1}}}!', '{"a": {"b": 1}}!'],
  ["${GONE:-a$$b}", "a$b"],
  ["${GONE-}", ""],
  ["{${NAME}}", "{quay}"],
  ["$NAME$NAME.$NAME", "quayquay.quay"],
  // What is not used is not worked out.
  ["${NAME:-${GONE:?never asked for}}", "quay"],
  ["${GONE+${GONE}}", ""],
  ["${NAME:+${NAME}/}", "quay/"],
  ["${NAME?must be there}", "quay"],
  ["${EMPTY?must be there}", ""],
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
  ["$", /is no variable/],
  ["$1", /is no variable/],
  ["${NAME", /is no variable/],
  ["${NAME:-a", /is no variable/],
  ["${NAME:x}", /is no variable/],
  ["${GONE?}", /^GONE is not set$/],
  ["${GONE:?give ${NAME}}", /^GONE is not set: give quay$/],
  ["${toString}", /toString is not set/],
  ["${constructor}", /constructor is not set/],
])("%s is a mistake", (text, expected) => {
  expect(interpolate(text, values).mistakes).toEqual([expect.stringMatching(expected)]);
});

test("every mistake of a text is told", () => {
  expect(interpolate("${A} ${B:-x} ${C}", {}).mistakes).toHaveLength(2);
});

test("all variables of a text are known, those of defaults too", () => {
  expect(variablesOf("$A ${B:-${C:-$D}} $$E ${A} ${")).toEqual(["A", "B", "C", "D"]);
});

const nested = (depth: number) => `${"${A:-".repeat(depth)}x${"}".repeat(depth)}`;

test("nesting has a limit, and what is broken is read in time", () => {
  expect(interpolate(nested(40), {})).toEqual({ text: "x", mistakes: [] });
  expect(interpolate(nested(5000), {}).mistakes).not.toEqual([]);
  const began = performance.now();
  for (const text of ["${", "${A:-{", "${A:-", "${A:-$}", "}${A:-${", "$"]) interpolate(text.repeat(5000), {});
  expect(performance.now() - began).toBeLessThan(5000);
});

test("where blanks are allowed, they are told by name", () => {
  const blanks: string[] = [];
  const options = { onBlank: (name: string) => blanks.push(name) };
  expect(interpolate("[$A][${B}][${C:-c}]", {}, options)).toEqual({ text: "[][][c]", mistakes: [] });
  expect(blanks).toEqual(["A", "B"]);
});
