import { UserError } from "./errors.ts";

/** What `interpolate` found besides the text. */
export interface Interpolated {
  text: string;
  /** What is wrong with the variables of the text, one sentence each; empty where all is well. */
  mistakes: string[];
}

/** A variable of a text. */
interface Variable {
  readonly name: string;
  /** `-`, `?` or `+`, with a colon in front where an empty value counts as unset; "" for the plain form. */
  readonly operator: string;
  readonly operand: readonly Part[];
}

type Part = string | Variable;

/** Values of variables; undefined where one is not set. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What `interpolate` does with a variable that is not set and has no default. */
export interface InterpolateOptions {
  /** Told of each such variable, which is blank then, as in Compose. Where this is not given, it is a mistake. */
  readonly onBlank?: (name: string) => void;
}

/** What is known while a text is put together. */
interface Filling {
  readonly values: Variables;
  readonly mistakes: string[];
  readonly onBlank: InterpolateOptions["onBlank"];
}

/**
 * Puts the values of variables into a text, by the rules of the Compose Specification (section "Interpolation"):
 * `$VAR` and `${VAR}`; `${VAR:-default}` and `${VAR-default}`; `${VAR:?message}` and `${VAR?message}`;
 * `${VAR:+instead}` and `${VAR+instead}`; `$$` is a dollar sign. With a colon an empty value counts as unset. Defaults,
 * messages and replacements hold variables again, to any depth, and are only worked out where they are used.
 * Unlike Compose, a variable that is not set and has no default is a mistake (a blank would hide it) unless `onBlank`
 * is given.
 */
export function interpolate(text: string, values: Variables, { onBlank }: InterpolateOptions = {}): Interpolated {
  const mistakes: string[] = [];
  const parts = new Reader(text, mistakes).all();
  return { text: fill(parts, { values, mistakes, onBlank }), mistakes };
}

/** The text with its variables, or a UserError that lists every mistake. */
export function interpolated(text: string, values: Variables): string {
  const result = interpolate(text, values);
  if (result.mistakes.length > 0) throw new UserError(result.mistakes.join("\n"));
  return result.text;
}

/** The names of all variables of a text, those in defaults too, each once. */
export function variablesOf(text: string): string[] {
  const names = (parts: readonly Part[]): string[] =>
    parts.flatMap((part) => (typeof part === "string" ? [] : [part.name, ...names(part.operand)]));
  return [...new Set(names(new Reader(text, []).all()))];
}

function fill(parts: readonly Part[], filling: Filling): string {
  return parts.map((part) => (typeof part === "string" ? part : replacement(part, filling))).join("");
}

function replacement({ name, operator, operand }: Variable, filling: Filling): string {
  const { values, mistakes, onBlank } = filling;
  // `toString` is no variable, unless somebody sets it.
  const value = name in Object.prototype && !Object.hasOwn(values, name) ? undefined : values[name];
  const isUnset = value === undefined || (operator.startsWith(":") && value === "");
  switch (operator.at(-1)) {
    case "-":
      return isUnset ? fill(operand, filling) : value;
    case "+":
      return isUnset ? "" : fill(operand, filling);
    case "?":
      if (isUnset) mistakes.push(`${name} is not set${operand.length > 0 ? `: ${fill(operand, filling)}` : ""}`);
      return value ?? "";
    default:
      if (isUnset && onBlank) onBlank(name);
      else if (isUnset) mistakes.push(unset(name));
      return value ?? "";
  }
}

/** What is told of a variable that is not set and has no default. */
export const unset = (name: string): string => `${name} is not set; set it, or give a default: \${${name}:-value}`;

/** How deep defaults may lie in each other; nobody writes more, and a file from outside must not fill the stack. */
const DEEPEST = 50;

/** Takes a text apart. What is no variable stays as it is and is told. */
class Reader {
  readonly #text: string;
  readonly #mistakes: string[];
  #at = 0;
  #depth = 0;

  constructor(text: string, mistakes: string[]) {
    this.#text = text;
    this.#mistakes = mistakes;
  }

  all(): Part[] {
    return this.#parts(false);
  }

  /** Up to the end of the text, or to the brace that closes the operand that this is. */
  #parts(operand: boolean): Part[] {
    const parts: Part[] = [];
    let open = 0;
    while (this.#at < this.#text.length) {
      const plain = this.#take(operand ? /[^${}]+/y : /[^$]+/y);
      if (plain !== undefined) parts.push(plain);
      else if (this.#text[this.#at] === "$") parts.push(this.#variable());
      else {
        // A brace of its own in an operand, as in ${SETTINGS:-{"a": 1}}, takes its partner with it.
        if (this.#text[this.#at] === "}" && open === 0) break;
        open += this.#text[this.#at] === "{" ? 1 : -1;
        parts.push(this.#take(/[{}]/y) ?? "");
      }
    }
    return parts;
  }

  #variable(): Part {
    const begin = this.#at;
    if (this.#take(/\$\$/y)) return "$";
    const plain = this.#take(/\$[A-Za-z_]\w*/y);
    if (plain !== undefined) return { name: plain.slice(1), operator: "", operand: [] };
    const name = this.#take(/\$\{[A-Za-z_]\w*/y)?.slice(2);
    if (name !== undefined) {
      const operator = this.#take(/:?[-?+]/y) ?? "";
      const operand = operator === "" || this.#depth === DEEPEST ? [] : this.#operand();
      if (this.#take(/\}/y)) return { name, operator, operand };
    }
    this.#at = begin;
    const whole = this.#take(/\$(?:\{[^}]*\}?)?/y) ?? "";
    // Within an operand nobody knows where it would have ended, so the variable around it is the one that is told of.
    if (this.#depth > 0) this.#at = this.#text.length;
    else {
      const shown = whole.length > 60 ? `${whole.slice(0, 59)}…` : whole;
      this.#mistakes.push(`"${shown}" is no variable; write \${NAME}, or $$ for a dollar sign`);
    }
    return whole;
  }

  #operand(): Part[] {
    this.#depth++;
    const parts = this.#parts(true);
    this.#depth--;
    return parts;
  }

  /** What the pattern (sticky) matches here, and moves behind it. */
  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
