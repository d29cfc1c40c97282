import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, stringify } from "yaml";
import { UserError } from "./errors.ts";

/** Syntax mistakes that are told; what comes after so many mostly follows from them. */
const SHOWN = 5;

/** A place in a YAML file, both from 1. */
export interface Position {
  line: number;
  column: number;
}

/** A YAML file that was read without a mistake, and where its values stand. */
export interface YamlFile {
  /** The name that is used in messages. */
  readonly name: string;
  /** Plain objects, arrays and scalars; null where the file is empty. */
  readonly value: unknown;
  /** Where the value at a path begins (or its key, for a pair of a map); the nearest parent's place where there is none. */
  position(path: readonly (string | number)[]): Position;
  /** A UserError about the value at a path, with file, line and column in front. */
  mistake(path: readonly (string | number)[], message: string, hint?: string): UserError;
}

/**
 * Reads YAML 1.2 text, with the merge key `<<` that Compose files use. The syntax mistakes, duplicate keys among them, are
 * told at once, each with line and column: the first of each line, since one of them makes more of itself.
 * Throws a UserError. Aliases are limited by the library, so a "billion laughs" file fails instead of filling memory.
 */
export function readYaml(name: string, text: string): YamlFile {
  const counter = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ""), {
    lineCounter: counter,
    prettyErrors: false,
    merge: true,
  });
  const at = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    const mistakes = new Map<number, string>();
    for (const error of document.errors) {
      const { line, column } = at(error.pos[0]);
      if (!mistakes.has(line)) mistakes.set(line, `${name}:${line}:${column}: ${error.message.replace(/\s+/g, " ")}`);
    }
    const shown = [...mistakes.values()].slice(0, SHOWN);
    const more = mistakes.size > SHOWN ? [`and ${mistakes.size - SHOWN} more, which may follow from these`] : [];
    throw new UserError([...shown, ...more].join("\n"), {
      hint: `Mend the YAML of ${name}; indentation counts, tabs are not allowed.`,
    });
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new UserError(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const position = (path: readonly (string | number)[]) => at(offsetOf(document, path));
  return {
    name,
    value,
    position,
    mistake(path, message, hint) {
      const { line, column } = position(path);
      return new UserError(`${name}:${line}:${column}: ${message}`, hint ? { hint } : {});
    },
  };
}

function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      const start = (pair?.key as Node | undefined)?.range?.[0];
      if (start !== undefined) return start;
    }
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** A plain value as YAML text, with long texts folded in blocks; the same value always gives the same text. */
export function writeYaml(value: unknown): string {
  return stringify(value, { lineWidth: 120 });
}
