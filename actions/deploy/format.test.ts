import { expect, test } from "vitest";
import { UserError } from "../../toolkit/errors.ts";
import { readKept } from "./format.ts";

test("what is kept on a host is read in its version, and in that of before there were any", () => {
  expect(readKept('{"version":1,"release":"a"}', "the record")).toEqual({ version: 1, release: "a" });
  expect(readKept('{"release":"a"}', "the record")).toEqual({ version: 1, release: "a" });
});

test("what a newer Quayside has written is refused, with the way out", () => {
  const read = () => readKept('{"version":2}', "the record of shop");
  expect(read).toThrow("A newer Quayside has written the record of shop: its format is 2, and this one knows 1");
  expect(read).toThrow(UserError);
  expect(() => readKept('{"vers', "the record")).toThrow(SyntaxError);
});
