import { expect, test } from "vitest";
import { formsOf, Redactor } from "./secrets.ts";

const SECRET = 'p&ss "word"+/=';

test.each([
  ["as it is", SECRET],
  ["base64", Buffer.from(SECRET).toString("base64")],
  ["base64url", Buffer.from(SECRET).toString("base64url")],
  ["URL-encoded", encodeURIComponent(SECRET)],
  ["in JSON", JSON.stringify({ SECRET }).slice(11, -2)],
])("a secret is found %s", (_, form) => {
  const redactor = new Redactor();
  redactor.add(SECRET);
  expect(redactor.redact(`a ${form} b`)).toBe("a *** b");
});

test("every line of a secret counts, but for those that are too short to tell", () => {
  const forms = formsOf("-----BEGIN-----\r\nabcdefgh\nx\n\n");
  expect(forms).toContain("abcdefgh");
  expect(forms).not.toContain("x");
  expect(forms).not.toContain("");
  expect(formsOf("abc")).not.toContain("abc");
  expect(formsOf("     ")).not.toContain("     ");
});

test("an indented line counts without its indentation too, and a short one in no form", () => {
  const forms = formsOf('{\n  "key": "abcd"\n}');
  expect(forms).toContain('"key": "abcd"');
  for (const short of ["{", "ew==", "ew", "%7B"]) expect(forms).not.toContain(short);
});

test("the longest secret goes first, and adding one again says nothing new", () => {
  const redactor = new Redactor();
  redactor.add("secret");
  redactor.add("secret-and-more");
  expect(redactor.redact("secret-and-more, secret")).toBe("***, ***");
  expect(redactor.add("secret")).toEqual([]);
});

test("a secret with the characters of a pattern is only a text", () => {
  const redactor = new Redactor();
  redactor.add("a.*$&b");
  expect(redactor.redact("a.*$&b axxxb")).toBe("*** axxxb");
});
