import { expect, test } from "vitest";
import { ignored } from "./dockerignore.ts";

test.each<[text: string, out: string[], kept: string[]]>([
  ["", [], ["a"]],
  ["# a\n\n  b  ", ["b", "b/c"], ["a", "# a"]],
  ["*.log", ["a.log"], ["sub/a.log"]],
  ["**/*.log", ["a.log", "sub/a.log", "a/b/c.log"], ["a.logs"]],
  ["node_modules", ["node_modules", "node_modules/x/y"], ["sub/node_modules"]],
  ["/dist/", ["dist", "dist/a"], ["sub/dist"]],
  ["./a/../b", ["b"], ["a"]],
  ["a?c", ["abc"], ["ac", "a/c"]],
  ["[a-c]x", ["ax", "cx"], ["dx"]],
  ["*\n!keep.txt", ["a", "b/c"], ["keep.txt"]],
  ["docs\n!docs/keep\ndocs/keep/not", ["docs/a", "docs/keep/not"], ["docs/keep", "docs/keep/b"]],
  ["!a\na", ["a"], []],
  ["a.b", ["a.b"], ["axb"]],
  ["a/**", ["a/b", "a/b/c"], ["a"]],
  ["a\\*b", ["a*b"], ["axb"]],
  ["[", ["["], []],
])("%j", (text, out, kept) => {
  const { test: isOut } = ignored(text);
  expect(out.filter((path) => !isOut(path))).toEqual([]);
  expect(kept.filter(isOut)).toEqual([]);
});
