import { BrokenReport, type Input } from "./input.ts";

/** Does something with a value; `name` is its name or index in what is around it. */
export type Take = (value: unknown, name: string) => void;

/** The most characters that one value may have: the tests or the coverage of a single source file have far fewer. */
const PART_LIMIT = 32 * 1024 * 1024;
const DEPTH_LIMIT = 1000;

const [QUOTE, COMMA, COLON, BACKSLASH, SPACE] = [34, 44, 58, 92, 32];
const [BRACKET, BRACKET_END, BRACE, BRACE_END] = [91, 93, 123, 125];

/**
 * Reads a JSON file of any size: the values at the places that are asked for, one after the other, in the order of the
 * file. A place is the names that lead to it with dots between; `*` is whatever an object or array has, as in
 * `testResults.*`. Resolves with the places above them that hold an array. All else is passed over: only its brackets
 * and quotes have to match. Rejects with a BrokenReport where the file is cut or broken, or one value too large.
 *
 * Where a value begins and ends is found here, and V8's own parser reads it. That takes a third of the time of a
 * tokenizer from npm (`@streamparser/json`), and none has a bound for what it gathers.
 */
export async function readJsonParts(input: Input, takes: Readonly<Record<string, Take>>): Promise<ReadonlySet<string>> {
  const walk = new Walk(takes);
  for await (const text of input.text()) walk.read(text);
  return walk.end();
}

/** A place that is asked for, or that leads to one. */
interface Place {
  readonly path: string;
  readonly members: Map<string, Place>;
  take?: Take;
}

/** A name or value that is read at the moment. */
interface Part {
  /** Undefined where it is passed over. */
  readonly done: ((text: string) => void) | undefined;
  readonly pieces: string[];
  length: number;
  depth: number;
  inString: boolean;
  /** The last piece ended behind a backslash. */
  escaped: boolean;
}

class Walk {
  readonly #root: Place = { path: "", members: new Map() };
  readonly #arrays = new Set<string>();
  /** The objects and arrays around, the outermost first. */
  readonly #open: { place: Place; array: boolean; index: number }[] = [];
  #expect: "value" | "value or ]" | "name" | "name or }" | ":" | ", or end" | "nothing more" = "value";
  #name = "";
  #part: Part | undefined;
  /** Characters before the piece that is read. */
  #before = 0;

  constructor(takes: Readonly<Record<string, Take>>) {
    for (const [path, take] of Object.entries(takes)) {
      let place = this.#root;
      for (const name of path.split(".")) {
        const next = place.members.get(name) ?? {
          path: place === this.#root ? name : `${place.path}.${name}`,
          members: new Map(),
        };
        place.members.set(name, next);
        place = next;
      }
      place.take = take;
    }
  }

  read(text: string): void {
    for (let at = 0; at < text.length; ) {
      if (this.#part) at = this.#scan(this.#part, text, at);
      else if (isSpace(text.charCodeAt(at))) at++;
      else at = this.#step(text.charCodeAt(at), at);
    }
    this.#before += text.length;
  }

  end(): ReadonlySet<string> {
    if (this.#expect !== "nothing more") {
      throw new BrokenReport("it is no whole JSON: it ends in its middle; the program that wrote it may have died");
    }
    return this.#arrays;
  }

  /** Takes one character between names and values; returns where to go on. */
  #step(char: number, at: number): number {
    const around = this.#open.at(-1);
    const expected = this.#expect;
    if (expected === ":" && char === COLON) this.#expect = "value";
    else if (expected === ", or end" && char === COMMA) this.#expect = around?.array ? "value" : "name";
    else if ((expected === ", or end" || expected === "value or ]") && around?.array && char === BRACKET_END)
      this.#leave();
    else if ((expected === ", or end" || expected === "name or }") && !around?.array && char === BRACE_END)
      this.#leave();
    else if ((expected === "name" || expected === "name or }") && char === QUOTE) {
      this.#begin((text) => {
        this.#name = String(parsed(text));
        this.#expect = ":";
      });
      return at;
    } else if ((expected === "value" || expected === "value or ]") && !isSign(char)) {
      if (around?.array) this.#name = String(around.index++);
      const place = around ? (around.place.members.get(this.#name) ?? around.place.members.get("*")) : this.#root;
      const opens = char === BRACE || char === BRACKET;
      if (!opens || !place || place.take) {
        const take = place?.take;
        this.#expect = this.#open.length > 0 ? ", or end" : "nothing more";
        const name = this.#name;
        this.#begin(take && ((text) => take(parsed(text), name)));
        return at;
      }
      const array = char === BRACKET;
      if (array) this.#arrays.add(place.path);
      this.#open.push({ place, array, index: 0 });
      this.#expect = array ? "value or ]" : "name or }";
    } else {
      throw new BrokenReport(
        `it is no whole JSON: "${String.fromCharCode(char)}" at character ${this.#before + at + 1}, where ${expected} should be`,
      );
    }
    return at + 1;
  }

  #leave(): void {
    this.#open.pop();
    this.#expect = this.#open.length > 0 ? ", or end" : "nothing more";
  }

  #begin(done: Part["done"]): void {
    this.#part = { done, pieces: [], length: 0, depth: 0, inString: false, escaped: false };
  }

  /** Goes on with a name or value; returns where it ends, or the end of the text. */
  #scan(part: Part, text: string, from: number): number {
    let { depth, inString } = part;
    let at = from;
    if (part.escaped) at++;
    while (at < text.length) {
      const char = text.charCodeAt(at++);
      if (inString) {
        if (char === BACKSLASH) at++;
        else if (char === QUOTE) {
          inString = false;
          if (depth === 0) return this.#finish(part, text, from, at);
        }
      } else if (char === QUOTE) inString = true;
      else if (char === BRACE || char === BRACKET) {
        if (++depth > DEPTH_LIMIT) throw new BrokenReport(`its values are nested deeper than ${DEPTH_LIMIT}`);
      } else if (char === BRACE_END || char === BRACKET_END) {
        if (depth === 0) return this.#finish(part, text, from, at - 1);
        if (--depth === 0) return this.#finish(part, text, from, at);
      } else if (depth === 0 && (char === COMMA || isSpace(char))) return this.#finish(part, text, from, at - 1);
    }
    [part.depth, part.inString, part.escaped] = [depth, inString, at > text.length];
    keep(part, text, from, text.length);
    return text.length;
  }

  #finish(part: Part, text: string, from: number, to: number): number {
    keep(part, text, from, to);
    this.#part = undefined;
    part.done?.(part.pieces.join(""));
    return to;
  }
}

function keep(part: Part, text: string, from: number, to: number): void {
  if (!part.done) return;
  part.length += to - from;
  if (part.length > PART_LIMIT) {
    throw new BrokenReport(`one value of it is larger than ${PART_LIMIT / 1024 / 1024} MiB, which no report needs`);
  }
  part.pieces.push(text.slice(from, to));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BrokenReport(`it is no whole JSON (${(error as Error).message.slice(0, 200)})`);
  }
}

function isSpace(char: number): boolean {
  return char === SPACE || (char >= 9 && char <= 13);
}

/** Whether no value begins with it. */
function isSign(char: number): boolean {
  return char === COMMA || char === COLON || char === BRACKET_END || char === BRACE_END;
}
