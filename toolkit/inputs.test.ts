import { expect, expectTypeOf, test } from "vitest";
import { UserError } from "./errors.ts";
import {
  camel,
  choice,
  custom,
  duration,
  flag,
  type InputSchema,
  type InputsOf,
  integer,
  lines,
  optional,
  pairs,
  readInputs,
  size,
  text,
} from "./inputs.ts";

/** Reads a schema from texts; the masks are in the order in which they were asked for. */
function read<S extends InputSchema>(
  schema: S,
  texts: Record<string, string> = {},
  check?: (inputs: InputsOf<S>) => string[],
) {
  const masks: string[] = [];
  const runner = { input: (name: string) => texts[name] ?? "", mask: (secret: string) => void masks.push(secret) };
  return { inputs: readInputs(schema, runner, check), masks };
}

function mistakes(schema: InputSchema, texts: Record<string, string> = {}, check?: () => string[]): string {
  try {
    read(schema, texts, check);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  throw new Error("no mistake was found");
}

const d = { describe: "d" };

test.each([
  ["text", text(d), "any: text", "any: text"],
  ["text not set", text(d), "", ""],
  ["text with a default", text({ ...d, default: "x" }), "", "x"],
  ["flag", flag(d), "TRUE", true],
  ["flag not set", flag(d), "", false],
  ["choice", choice(["a", "b"], d), "b", "b"],
  ["choice not set", choice(["a", "b"], d), "", "a"],
  ["integer", integer({ min: -5, max: 10 }, d), "-5", -5],
  ["integer with zeros", integer({ min: 0, max: 10 }, d), "+007", 7],
  ["duration", duration(d), "1m30s", 90_000],
  ["size", size(d), "2k", 2048],
  ["lines", lines(d), " a,b \n\n# no\r\nc # yes", ["a,b", "c # yes"]],
  ["lines not set", lines(d), "", []],
  [
    "pairs",
    pairs(d),
    "A=1=2\nB=\nA=3",
    new Map([
      ["A", "3"],
      ["B", ""],
    ]),
  ],
  ["optional not set", optional(integer({ min: 1, max: 2 }, d)), "", undefined],
  ["optional loses its default", optional(duration({ ...d, default: "5s" })), "", undefined],
  ["optional set", optional(flag(d)), "true", true],
  ["custom", custom("a pair", (raw) => raw.split(":"), { ...d, example: "a:b" }), "x:y", ["x", "y"]],
])("%s", (_, spec, raw, expected) => {
  expect(read({ name: spec }, { name: raw }).inputs.name).toEqual(expected);
});

test.each([
  ["flag", flag(d), "yes", /got "yes" \(neither true nor false\); it takes true or false, for example: true/],
  ["choice", choice(["a", "b"], d), "c", /takes one of a, b/],
  ["integer out of bounds", integer({ min: 1, max: 10 }, d), "11", /takes a whole number from 1 to 10/],
  ["integer with a point", integer({ min: 1, max: 10 }, d), "1.5", /"1\.5"/],
  ["integer in hex", integer({ min: 1, max: 100 }, d), "0x10", /"0x10"/],
  ["integer out of all bounds", integer({ min: 1, max: 10 }, d), "1e9", /"1e9"/],
  ["integer not set", integer({ min: 1, max: 10 }, d), "", /got "" \(not set\)/],
  ["duration", duration(d), "soon", /"soon" is not a duration/],
  ["size", size(d), "big", /"big" is not a size/],
  ["pairs", pairs(d), "A=1\nhunter22", /entry 2 has no KEY= in front/],
  [
    "required",
    text({ ...d, required: true, example: "img:1" }),
    "",
    /^ {2}- name is not set; it takes a text, for example: img:1$/m,
  ],
  ["a value of many lines and characters", choice(["a"], d), `${"x".repeat(200)}\ny`, /"x{117}…"/],
])("a mistake: %s", (_, spec, raw, expected) => {
  expect(mistakes({ name: spec }, { name: raw })).toMatch(expected);
});

test("all mistakes are told at once", () => {
  const schema = { a: flag(d), b: text({ ...d, required: true }), c: size(d), fine: text(d) };
  const message = mistakes(schema, { a: "x", c: "y" });
  expect(message.split("\n")[0]).toBe("3 inputs are wrong:");
  expect(message.match(/^ {2}- \w/gm)).toEqual(["  - a", "  - b", "  - c"]);
  expect(mistakes({ a: flag(d) }, { a: "x" })).toMatch(/^One input is wrong:/);
});

test("cross checks only see a whole record, and their mistakes are told the same way", () => {
  const schema = { from: integer({ min: 0, max: 9 }, d), "up-to": integer({ min: 0, max: 9 }, d) };
  const check = (inputs: InputsOf<typeof schema>) => (inputs.from > inputs.upTo ? ["from is after up-to"] : []);
  expect(read(schema, { from: "1", "up-to": "2" }, check).inputs).toEqual({ from: 1, upTo: 2 });
  expect(() => read(schema, { from: "3", "up-to": "2" }, check)).toThrow(
    "One input is wrong:\n  - from is after up-to",
  );
  expect(() => read(schema, { from: "x", "up-to": "2" }, () => ["must not be asked"])).toThrow(/^(?!.*must not)/s);
});

test("secrets are masked before anything is parsed, and no mistake shows one", () => {
  const secret = custom("a number", Number, { ...d, secret: true, example: "1" });
  const refusing = custom(
    "nothing",
    () => {
      throw new Error("no");
    },
    { ...d, secret: true, example: "1" },
  );
  expect(read({ token: secret }, { token: "12345" }).masks).toEqual(["12345"]);
  expect(read({ token: secret }).masks).toEqual([]);
  const message = mistakes({ token: refusing }, { token: "hunter22" });
  expect(message).toContain("token got a secret value (no)");
  expect(message).not.toContain("hunter22");
});

test("a default that looks set is not masked, for it is no secret", () => {
  expect(read({ token: text({ ...d, secret: true, default: "anonymous" }) }).masks).toEqual([]);
});

test("the record is frozen and has the types of its schema", () => {
  const schema = { "build-args": pairs(d), mode: choice(["plan", "apply"], d), wait: optional(duration(d)) };
  const { inputs } = read(schema);
  expect(Object.isFrozen(inputs)).toBe(true);
  expectTypeOf(inputs.buildArgs).toEqualTypeOf<ReadonlyMap<string, string>>();
  expectTypeOf(inputs.mode).toEqualTypeOf<"plan" | "apply">();
  expectTypeOf(inputs.wait).toEqualTypeOf<number | undefined>();
});

test.each([
  ["a", "a"],
  ["build-args", "buildArgs"],
  ["a-2-b", "a2B"],
])("camel %s", (name, expected) => {
  expect(camel(name)).toBe(expected);
});
