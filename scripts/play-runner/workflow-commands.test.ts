import { expect, test } from "vitest";
import { annotationOf, parseCommand } from "./workflow-commands.ts";

test.each([
  ["::error::text", "error", "text", {}],
  ["  ::error::text", "error", "text", {}],
  ["\u0085::error::text", "error", "text", {}],
  ["::ERROR::text", "error", "text", {}],
  ["::error file=a.ts,line=3,title=A%3AB::x%0Ay%25z", "error", "x\ny%z", { file: "a.ts", line: "3", title: "A:B" }],
  ["seen ##[warning file=a;line=2]text", "warning", "text", { file: "a", line: "2" }],
  ["::add-mask::", "add-mask", "", {}],
])("%j is a command", (line, name, data, properties) => {
  const command = parseCommand(line);
  expect(command).toMatchObject({ name, data });
  expect(Object.fromEntries(command?.properties ?? [])).toEqual(properties);
});

test.each(["text ::error::x", "::nosuch::x", "::error", "##[nosuch]x", "\u200b::error::x", ""])(
  "%j is none",
  (line) => {
    expect(parseCommand(line)).toBeUndefined();
  },
);

test.each([
  ["line=3,col=2,endColumn=5", { line: 3, column: 2, endColumn: 5 }],
  ["endLine=4", { line: 4, endLine: 4 }],
  ["col=4", {}],
  ["line=3,endLine=5,col=1", { line: 3, endLine: 5 }],
  ["line=5,endLine=3", {}],
  ["line=5,col=9,endColumn=3", { line: 5 }],
  ["line=5,endColumn=3", { line: 5, column: 3, endColumn: 3 }],
])("an annotation with %s", (properties, expected) => {
  const command = parseCommand(`::notice ${properties}::m`);
  expect(command && annotationOf(command, (text) => text)).toEqual({ level: "notice", message: "m", ...expected });
});

test("a message is masked first and then cut at 4,096 characters", () => {
  const command = parseCommand(`::error::hunter22${"x".repeat(5000)}`);
  const { message } = annotationOf(command as never, (text) => text.replace("hunter22", "***"));
  expect(message).toBe(`***${"x".repeat(4093)}`);
});
