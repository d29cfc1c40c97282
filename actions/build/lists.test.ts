import { describe, expect, test } from "vitest";
import { csvRecord, keyValue, listOf } from "./lists.ts";

describe("listOf", () => {
  const rows: [text: string, commas: boolean, entries: string[]][] = [
    ["", true, []],
    ["a", true, ["a"]],
    ["a,b\nc", true, ["a", "b", "c"]],
    [" a , b ,\n\n , c\r\n", true, ["a", "b", "c"]],
    ["a,b\nc", false, ["a,b", "c"]],
    ["type=registry,ref=x:cache,mode=max", false, ["type=registry,ref=x:cache,mode=max"]],
    ['"KEY=one\ntwo"\nNEXT=3', false, ["KEY=one\ntwo", "NEXT=3"]],
    ['"KEY=say ""hi"""', false, ['KEY=say "hi"']],
    ['KEY=say "hi"', false, ['KEY=say "hi"']],
    ['"a,b",c', true, ["a", "b", "c"]],
    ['"a,b",c', false, ["a,b,c"]],
    ['type=local,"src=a,b"', false, ['type=local,"src=a,b"']],
    ["# a comment", false, ["# a comment"]],
    ["  KEY=with spaces inside  ", false, ["KEY=with spaces inside"]],
    ['KEY={"a":1,"b":[2]}', false, ['KEY={"a":1,"b":[2]}']],
  ];
  test.each(rows)("reads %j with commas=%s", (text, commas, entries) => {
    expect(listOf(text, { commas })).toEqual(entries);
  });

  test("leaves comments out where they are taken", () => {
    expect(listOf("# one\n a #b\n#two", { commas: false, comments: true })).toEqual(["a #b"]);
  });

  test("tells an open quote by its line and keeps its text to itself", () => {
    expect(() => listOf('A=1\n"KEY=hidden-value', { commas: false })).toThrow(
      "the quote that opens in line 2 is never closed",
    );
    expect(() => listOf('"KEY=hidden-value', { commas: false })).not.toThrow(/hidden/);
  });
});

test("csvRecord quotes what a reader would take apart", () => {
  expect(csvRecord(["id=a", 'src=/tmp/a,b "c"'])).toBe('id=a,"src=/tmp/a,b ""c"""');
});

test("keyValue cuts at the first equals sign and tells only the number of a wrong entry", () => {
  expect(keyValue("A = b=c", 0)).toEqual(["A", " b=c"]);
  expect(() => keyValue("hidden", 4)).toThrow(/^entry 5 has no KEY= in front$/);
});
