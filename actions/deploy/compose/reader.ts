import { distance } from "fastest-levenshtein";
import { parseDuration, parseSize } from "../../../toolkit/units.ts";
import type { YamlNode } from "../../../toolkit/yaml.ts";
import type { Mistakes } from "./mistakes.ts";

/**
 * A value of a compose file that is to be read as something. Each reader gives undefined where the value is absent or
 * wrong, and what is wrong has been told by then: nobody has to stop at the first mistake.
 */
export class Reader {
  readonly node: YamlNode | undefined;
  /** `services.app.ports[0]` */
  readonly path: string;
  readonly mistakes: Mistakes;

  constructor(node: YamlNode | undefined, path: string, mistakes: Mistakes) {
    // `key:` with nothing behind it is the same as no key.
    this.node = node?.kind === "scalar" && node.value === null ? undefined : node;
    this.path = path;
    this.mistakes = mistakes;
  }

  get present(): boolean {
    return this.node !== undefined;
  }

  /** The value of a key of a map. */
  at(key: string): Reader {
    const node = this.node?.kind === "map" ? this.node.entries.get(key) : undefined;
    return new Reader(node, this.path === "" ? key : `${this.path}.${key}`, this.mistakes);
  }

  /** Tells of a mistake; gives undefined so that it can be returned. */
  wrong(message: string): undefined {
    if (this.node) this.mistakes.add(this.node, this.path, message);
    return undefined;
  }

  /** The entries of a map, in their order. */
  entries(): (readonly [string, Reader])[] {
    if (!this.node) return [];
    if (this.node.kind !== "map") return this.wrong(`takes keys with values; got ${said(this.node)}`) ?? [];
    return [...this.node.entries.keys()].map((key) => [key, this.at(key)] as const);
  }

  /** The items of a list. */
  items(): Reader[] {
    if (!this.node) return [];
    if (this.node.kind !== "list") return this.wrong(`takes a list; got ${said(this.node)}`) ?? [];
    return this.node.items.map((item, index) => new Reader(item, `${this.path}[${index}]`, this.mistakes));
  }

  /** Tells of every key that is not among these, with the one that may have been meant. */
  only(keys: readonly string[]): void {
    for (const [key, value] of this.entries()) {
      if (keys.includes(key) || key.startsWith("x-")) continue;
      const meant = closeKey(key, keys);
      const place = value.node ?? (this.node?.kind === "map" ? this.node.entries.get(key) : undefined);
      if (place) this.mistakes.add(place, value.path, `is not supported${meant ? `; did you mean ${meant}?` : ""}`);
    }
  }

  text(): string | undefined {
    if (!this.node) return undefined;
    if (this.node.kind !== "scalar") return this.wrong(`takes a text; got ${said(this.node)}`);
    // As it was written: a version 1.10 is not 1.1, and a mode 0440 not 440.
    return this.node.tag || typeof this.node.value === "string" ? String(this.node.value) : this.node.text;
  }

  choice<const C extends string>(choices: readonly C[]): C | undefined {
    const text = this.text();
    const found = choices.find((choice) => choice === text);
    if (text !== undefined && found === undefined)
      return this.wrong(`takes one of ${choices.join(", ")}; got "${text}"`);
    return found;
  }

  flag(): boolean | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    if (/^(true|yes|on|y|1)$/i.test(text)) return true;
    if (/^(false|no|off|n|0)$/i.test(text)) return false;
    return this.wrong(`takes true or false; got "${text}"`);
  }

  number(bounds: { min: number; max?: number }): number | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    const value = Number(text);
    const { min, max = Number.MAX_SAFE_INTEGER } = bounds;
    if (!/^-?\d+(\.\d+)?$/.test(text) || value < min || value > max) {
      return this.wrong(
        `takes a number from ${min}${max === Number.MAX_SAFE_INTEGER ? "" : ` to ${max}`}; got "${text}"`,
      );
    }
    return value;
  }

  whole(bounds: { min: number; max?: number }): number | undefined {
    const value = this.number(bounds);
    return value === undefined || Number.isInteger(value) ? value : this.wrong(`takes a whole number; got "${value}"`);
  }

  /** Milliseconds. */
  duration(): number | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    try {
      // Compose wants a unit; microseconds and nanoseconds are allowed there and of no use.
      return parseDuration(text);
    } catch {
      return this.wrong(`takes a duration such as 10s or 1m30s; got "${text}"`);
    }
  }

  /** Bytes. */
  size(): number | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    try {
      return parseSize(text);
    } catch {
      return this.wrong(`takes a size such as 64m or 1g; got "${text}"`);
    }
  }

  /** A list of texts; a single text counts as a list of one. */
  texts(): string[] {
    if (this.node?.kind === "scalar") return [this.text() ?? ""];
    return this.items().flatMap((item) => item.text() ?? []);
  }

  /** `{a: b}` or `["a=b", "c"]`; a key without a value is undefined. */
  pairs(): Map<string, string | undefined> {
    const result = new Map<string, string | undefined>();
    if (this.node?.kind === "list") {
      for (const item of this.items()) {
        const text = item.text();
        if (text === undefined) continue;
        const at = text.indexOf("=");
        result.set(at < 0 ? text : text.slice(0, at), at < 0 ? undefined : text.slice(at + 1));
      }
    } else {
      for (const [key, value] of this.entries()) result.set(key, value.present ? asCompose(value) : undefined);
    }
    return result;
  }

  /** A command: a list of words, or one text that is split as a shell would, without running one. */
  command(): string[] | undefined {
    if (!this.node) return undefined;
    if (this.node.kind === "list") return this.texts();
    const text = this.text();
    if (text === undefined) return undefined;
    return splitWords(text) ?? this.wrong(`has a quote that is not closed: ${text}`);
  }
}

/**
 * The text that Compose gives a container for a value without quotes: a number is a number to it, so that 1.50 becomes
 * 1.5, and 010 is octal as in YAML 1.1.
 */
function asCompose(value: Reader): string | undefined {
  const text = value.text();
  if (value.node?.kind !== "scalar" || typeof value.node.value !== "number" || text === undefined) return text;
  const octal = /^([-+]?)0([0-7]+)$/.exec(text);
  if (octal) return String(Number.parseInt(`${octal[1]}${octal[2]}`, 8));
  // Whole numbers may be longer than a number of JavaScript is exact.
  return /^[-+]?\d+$/.test(text) ? text.replace(/^\+/, "") : String(value.node.value);
}

/** The key that may have been meant. */
export function closeKey(key: string, keys: readonly string[]): string | undefined {
  const near = keys.map((other) => [distance(key, other), other] as const).sort((a, b) => a[0] - b[0])[0];
  return near && near[0] <= (key.length < 4 ? 1 : 2) ? near[1] : undefined;
}

function said(node: YamlNode): string {
  if (node.kind === "scalar") return `"${String(node.value).slice(0, 60)}"`;
  return node.kind === "list" ? "a list" : "keys with values";
}

/** The words of a command line: quotes and backslashes as in a POSIX shell, and nothing else of it. */
export function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return undefined;
      word = (word ?? "") + text.slice(at + 1, end);
      at = end;
    } else if (char === '"') {
      word ??= "";
      for (at++; text[at] !== '"'; at++) {
        if (at >= text.length) return undefined;
        if (text[at] === "\\" && /["\\$`]/.test(text[at + 1] ?? "")) at++;
        word += text[at];
      }
    } else if (char === "\\" && at + 1 < text.length) {
      word = (word ?? "") + text[++at];
    } else word = (word ?? "") + char;
  }
  if (word !== undefined) words.push(word);
  return words;
}
