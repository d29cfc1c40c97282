import { expect, test } from "vitest";
import { AbortedError, codeOf, messageOf, messageWithHint, throwIfAborted, UserError } from "./errors.ts";

const coded = (message: string, code: string) => Object.assign(new Error(message), { code });

test.each([
  ["an error", new Error("plain"), "plain"],
  ["its causes", new Error("outer", { cause: new Error("inner") }), "outer\n  because: inner"],
  ["a cause that the message repeats is told once", new Error("a: b", { cause: new Error("b") }), "a: b"],
  ["an error without a message", new TypeError(), "TypeError"],
  ["a text", "thrown text", "thrown text"],
  ["a cause that is no error", new Error("outer", { cause: "text" }), "outer\n  because: text"],
  ["undefined", undefined, ""],
  ["several addresses", new AggregateError([new Error("::1 refused"), "x"]), "::1 refused; x"],
])("messageOf: %s", (_, thrown, expected) => {
  expect(messageOf(thrown)).toBe(expected);
});

test("messageOf ends with a circle of causes", () => {
  const error = new Error("round");
  error.cause = error;
  expect(messageOf(error)).toBe("round");
});

test("messageWithHint has the way out where there is one", () => {
  expect(messageWithHint(new UserError("m", { hint: "h", cause: new Error("c") }))).toBe("m\n  because: c\nh");
  expect(messageWithHint(new UserError("m", { hint: "h" }), ". ")).toBe("m. h");
  expect(messageWithHint(new UserError("m"), ". ")).toBe("m");
  expect(messageWithHint(Object.assign(new Error("x"), { hint: "not ours" }))).toBe("x");
  expect(messageWithHint("text")).toBe("text");
});

test.each([
  [coded("x", "ENOENT"), "ENOENT"],
  [new Error("x", { cause: coded("y", "ECONNREFUSED") }), "ECONNREFUSED"],
  [Object.assign(new Error("x"), { code: 42 }), undefined],
  ["text", undefined],
  [null, undefined],
])("codeOf %s", (thrown, expected) => {
  expect(codeOf(thrown)).toBe(expected);
});

test("a user's error has exit code 1 and an aborted run has 130, unless a child's own says more", () => {
  expect(new UserError("m")).toMatchObject({ name: "UserError", exitCode: 1, hint: undefined });
  expect(new UserError("m", { exitCode: 7, hint: "h" })).toMatchObject({ exitCode: 7, hint: "h" });
  expect(new AbortedError("m")).toMatchObject({ name: "AbortedError", exitCode: 130 });
  expect("cause" in new UserError("m")).toBe(false);
});

test("throwIfAborted throws the reason itself", () => {
  const reason = new Error("why");
  expect(() => throwIfAborted(AbortSignal.abort(reason))).toThrow(reason);
  expect(() => throwIfAborted(AbortSignal.abort("text"))).toThrow(AbortedError);
  throwIfAborted(undefined);
  throwIfAborted(new AbortController().signal);
});
