import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, stringify } from "yaml";
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
 * Reads YAML 1.2 text, with the merge key `<<` that Compose files use. The syntax mistakes, duplicate keys among them,
 * are told at once, each with line and column: the first of each line, since one of them makes more of itself.
 * Throws a UserError. Aliases are limited by the library, so a "billion laughs" file fails instead of filling memory.
 */
export function readYaml(name: string, text: string): YamlFile {
  const { document, at } = parse(name, text, true);
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

function parse(name: string, text: string, merge = false): { document: Document; at: (offset: number) => Position } {
  const counter = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { lineCounter: counter, prettyErrors: false, merge });
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
  return { document: document as Document, at };
}

/**
 * A value of a YAML file that knows its place, for those who put several files together and still have to say where a
 * mistake is. `at` is `compose.yaml:3:5`: where its key stands, or itself in a list. `tag` is its own tag, as in `!reset`.
 */
export type YamlNode = { readonly at: string; readonly tag?: string } & (
  | { readonly kind: "map"; readonly entries: ReadonlyMap<string, YamlNode> }
  | { readonly kind: "list"; readonly items: readonly YamlNode[] }
  /** `text` is how it was written: `0440` is 440 to YAML 1.2, and a mode to those who wrote it. */
  | { readonly kind: "scalar"; readonly value: string | number | boolean | null; readonly text: string }
);

/** More values than any file for people has; aliases of aliases make millions out of a few lines. */
const NODE_LIMIT = 50_000;

/**
 * Reads YAML as a tree of values that know their places. Aliases are followed, and the merge key `<<` of YAML 1.1 is
 * heeded, which Compose files use. Throws a UserError as `readYaml` does.
 */
export function readYamlTree(name: string, text: string): YamlNode {
  const { document, at } = parse(name, text);
  let count = 0;
  const place = (offset: number | undefined) => {
    const { line, column } = at(offset ?? 0);
    return `${name}:${line}:${column}`;
  };
  const walk = (node: unknown, keyAt: string | undefined): YamlNode => {
    if (++count > NODE_LIMIT) throw new UserError(`${name}: its aliases make too much of it`);
    const here = { at: keyAt ?? place((node as Node | null)?.range?.[0]) };
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined) throw new UserError(`${here.at}: there is no &${node.source} before it`);
      return { ...walk(target, keyAt), at: here.at };
    }
    const tag = (node as Node | null)?.tag;
    const own = tag?.startsWith("!") && !tag.startsWith("!!") ? { ...here, tag } : here;
    if (isMap(node)) {
      const entries = new Map<string, YamlNode>();
      const merged: YamlNode[] = [];
      for (const { key, value } of node.items) {
        const keyText = isScalar(key) ? String(key.value ?? "") : String(key);
        const child = walk(value, place((key as Node | null)?.range?.[0]));
        if (keyText === "<<" && isScalar(key) && key.type === "PLAIN") merged.push(child);
        else entries.set(keyText, child);
      }
      for (const source of merged.flatMap((child) => (child.kind === "list" ? child.items : [child]))) {
        if (source.kind !== "map") throw new UserError(`${source.at}: << takes a map or a list of maps`);
        for (const [key, value] of source.entries) if (!entries.has(key)) entries.set(key, value);
      }
      return { ...own, kind: "map", entries };
    }
    if (isSeq(node)) return { ...own, kind: "list", items: node.items.map((item) => walk(item, undefined)) };
    const scalar = isScalar(node) ? node : undefined;
    const value = scalar?.value ?? null;
    const plain = ["string", "number", "boolean"].includes(typeof value)
      ? (value as string | number | boolean)
      : value === null
        ? null
        : String(value);
    return { ...own, kind: "scalar", value: plain, text: scalar?.source ?? String(plain ?? "") };
  };
  return walk(document.contents, undefined);
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
