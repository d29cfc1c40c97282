import { UserError } from "./errors.ts";
import type { Runner } from "./runner.ts";
import { parseDuration, parseSize } from "./units.ts";

/** The kind of text that an input takes, for readers that are no people: JSON Schema, completion of the shell. */
export type InputForm =
  | { readonly kind: "text" | "flag" | "duration" | "size" | "lines" | "pairs" | "custom" }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "integer"; readonly min: number; readonly max: number };

/** One input of an action: what people are told of it, and how its text becomes a value. */
export interface InputSpec<T> {
  /** What it is for; becomes the description in action.yml and in the README. */
  readonly describe: string;
  /** What it takes, in words that fit after "takes": `a duration such as 30s`. */
  readonly takes: string;
  readonly form: InputForm;
  /** A text that is accepted. */
  readonly example: string;
  /** The text that counts where the input is not set. */
  readonly default?: string;
  /** GitHub's runner does not enforce `required`; `readInputs` does. */
  readonly required: boolean;
  /** Whether the value is hidden from logs, outputs and reports before anything else happens. */
  readonly secret: boolean;
  /** The value of a text; throws an Error where the text is not what the input takes. `""` is only passed where unset. */
  readonly parse: (text: string) => T;
}

/** The inputs of an action by their kebab-case names. */
export type InputSchema = Readonly<Record<string, InputSpec<unknown>>>;

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;

/** The record that a schema reads: `build-args` of the schema is `buildArgs` here. */
export type InputsOf<S extends InputSchema> = {
  readonly [Name in keyof S & string as Camel<Name>]: S[Name] extends InputSpec<infer T> ? T : never;
};

/** What the factories below take. */
export interface InputOptions {
  describe: string;
  example?: string;
  default?: string;
  required?: boolean;
  secret?: boolean;
}

function input<T>(
  form: InputForm,
  options: InputOptions,
  takes: string,
  example: string,
  parse: (text: string) => T,
): InputSpec<T> {
  const { describe, required = false, secret = false } = options;
  const fallback = options.default === undefined ? {} : { default: options.default };
  return Object.freeze({
    describe,
    takes,
    form,
    example: options.example ?? example,
    required,
    secret,
    parse,
    ...fallback,
  });
}

/** Any text; `""` where it is not set. */
export const text = (options: InputOptions): InputSpec<string> =>
  input({ kind: "text" }, options, "a text", "value", (raw) => raw);

/** A switch; takes the spellings of YAML 1.2's core schema, as `getBooleanInput` of @actions/core does. */
export const flag = (options: InputOptions): InputSpec<boolean> =>
  input({ kind: "flag" }, { default: "false", ...options }, "true or false", "true", (raw) => {
    if (/^(true|True|TRUE)$/.test(raw)) return true;
    if (/^(false|False|FALSE)$/.test(raw)) return false;
    throw new Error("neither true nor false");
  });

/** One of a few words. */
export const choice = <const C extends string>(choices: readonly C[], options: InputOptions): InputSpec<C> =>
  input(
    { kind: "choice", choices },
    { default: choices[0] as string, ...options },
    `one of ${choices.join(", ")}`,
    choices[0] as string,
    (raw) => {
      const found = choices.find((word) => word === raw);
      if (found === undefined) throw new Error("no such choice");
      return found;
    },
  );

/** A whole number within bounds. */
export const integer = (bounds: { min: number; max: number }, options: InputOptions): InputSpec<number> =>
  input(
    { kind: "integer", ...bounds },
    options,
    `a whole number from ${bounds.min} to ${bounds.max}`,
    String(bounds.min),
    (raw) => {
      const value = Number(raw);
      if (!/^[+-]?\d+$/.test(raw) || value < bounds.min || value > bounds.max) throw new Error("out of bounds");
      return value;
    },
  );

/** A duration, in milliseconds. */
export const duration = (options: InputOptions): InputSpec<number> =>
  input({ kind: "duration" }, options, "a duration (ms, s, m, h; a bare number counts seconds)", "30s", parseDuration);

/** A size, in bytes. */
export const size = (options: InputOptions): InputSpec<number> =>
  input({ kind: "size" }, options, "a size (k, m, g; a bare number counts bytes)", "64m", parseSize);

/** A list, one entry a line; blank lines and lines that start with `#` are left out, commas are kept. */
export const lines = (options: InputOptions): InputSpec<readonly string[]> =>
  input({ kind: "lines" }, options, "a list, one entry a line", "one", splitLines);

/** A list of `KEY=VALUE`, one a line; the value may hold further equals signs. A later line for the same key wins. */
export const pairs = (options: InputOptions): InputSpec<ReadonlyMap<string, string>> =>
  input({ kind: "pairs" }, options, "KEY=VALUE, one a line", "KEY=value", (raw) => {
    const result = new Map<string, string>();
    for (const [index, line] of splitLines(raw).entries()) {
      const at = line.indexOf("=");
      // The line itself may be a secret, so the message only says which one it is.
      if (at < 1) throw new Error(`entry ${index + 1} has no KEY= in front`);
      result.set(line.slice(0, at).trim(), line.slice(at + 1));
    }
    return result;
  });

/** An input that is absent (undefined) where it is not set, of the kind that another factory makes. */
export const optional = <T>(spec: InputSpec<T>): InputSpec<T | undefined> => {
  const { default: _dropped, ...rest } = spec;
  return Object.freeze({ ...rest, parse: (raw: string) => (raw === "" ? undefined : spec.parse(raw)) });
};

/** An input with a parser of its own; `takes` fits after "takes". */
export const custom = <T>(
  takes: string,
  parse: (text: string) => T,
  options: InputOptions & { example: string },
): InputSpec<T> => input({ kind: "custom" }, options, takes, options.example, parse);

function splitLines(raw: string): string[] {
  return raw
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** What is wrong with one input: its name, and a sentence that begins with what it got. */
export interface InputMistake {
  name: string;
  message: string;
}

/** Reads every input; those with a mistake are missing in the record. Secrets are masked before any text is parsed. */
export function tryInputs(
  schema: InputSchema,
  runner: Pick<Runner, "input" | "mask">,
): { record: Record<string, unknown>; mistakes: InputMistake[] } {
  const texts = new Map<string, string>();
  for (const [name, spec] of Object.entries(schema)) {
    const raw = runner.input(name);
    if (spec.secret && raw !== "") runner.mask(raw);
    texts.set(name, raw === "" ? (spec.default ?? "") : raw);
  }
  const record: Record<string, unknown> = {};
  const mistakes: InputMistake[] = [];
  for (const [name, spec] of Object.entries(schema)) {
    const raw = texts.get(name) ?? "";
    const takes = `it takes ${spec.takes}, for example: ${oneLine(spec.example)}`;
    if (raw === "" && spec.required) {
      mistakes.push({ name, message: `is not set; ${takes}` });
      continue;
    }
    try {
      record[camel(name)] = raw === "" && spec.default === undefined ? empty(spec) : spec.parse(raw);
    } catch (error) {
      const got = spec.secret ? "a secret value" : `"${oneLine(raw)}"`;
      mistakes.push({
        name,
        message: `got ${got} (${error instanceof Error ? error.message : String(error)}); ${takes}`,
      });
    }
  }
  return { record, mistakes };
}

/**
 * Reads every input of a schema into one frozen record. All mistakes, those of `check` too once each input is right by
 * itself, are thrown as one UserError: each with the input's name, what it got, what it takes, and an example.
 */
export function readInputs<S extends InputSchema>(
  schema: S,
  runner: Pick<Runner, "input" | "mask">,
  check: (inputs: InputsOf<S>) => string[] = () => [],
): InputsOf<S> {
  const { record, mistakes } = tryInputs(schema, runner);
  const inputs = Object.freeze(record) as InputsOf<S>;
  const told = mistakes.length > 0 ? mistakes.map(({ name, message }) => `${name} ${message}`) : check(inputs);
  if (told.length > 0) {
    const count = told.length === 1 ? "One input is wrong" : `${told.length} inputs are wrong`;
    throw new UserError(`${count}:\n${told.map((mistake) => `  - ${mistake}`).join("\n")}`);
  }
  return inputs;
}

// Numbers and durations without a default have no value for "not set"; such a schema has to say `optional` or `required`.
function empty(spec: InputSpec<unknown>): unknown {
  try {
    return spec.parse("");
  } catch {
    throw new Error("not set");
  }
}

/** The name that an input has in the record: `build-args` is `buildArgs`. */
export function camel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function oneLine(value: string): string {
  const line = value.replace(/\r?\n/g, "⏎");
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}
