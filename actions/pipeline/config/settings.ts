import type { YamlNode } from "../../../toolkit/yaml.ts";

/** A value of the file that knows where it stands, so that a mistake in it can be told with its line. */
export type Setting = YamlNode;

/** One setting laid over another: maps become one map key by key, everything else takes the place of what was there. */
export function overlay(under: Setting | undefined, over: Setting): Setting {
  if (under?.kind !== "map" || over.kind !== "map") return over;
  const entries = new Map(under.entries);
  for (const [key, setting] of over.entries) entries.set(key, overlay(entries.get(key), setting));
  return { ...over, entries };
}

/** Fills the variables of a text that stands at a place of the file. */
export type Fill = (text: string, at: string) => string;

/**
 * The text that an action's input takes: a list becomes one entry a line, a map `KEY=VALUE` lines. Each scalar is filled
 * by itself and is what was written: `1.10` is no 1.1. Undefined where there is a list or map within another.
 */
export function textOf(setting: Setting, fill: Fill = (text) => text): string | undefined {
  const scalar = (one: Setting): string | undefined => {
    if (one.kind !== "scalar") return undefined;
    if (one.value === null) return "";
    return typeof one.value === "string" ? fill(one.value, one.at) : one.text;
  };
  if (setting.kind === "scalar") return scalar(setting);
  const lines =
    setting.kind === "list"
      ? setting.items.map(scalar)
      : [...setting.entries].map(([key, item]) => {
          const text = scalar(item);
          return text === undefined ? undefined : `${key}=${text}`;
        });
  return lines.includes(undefined) ? undefined : lines.join("\n");
}

/** The entries of a setting that takes one text or a list of them; undefined where it is something else. */
export function wordsOf(setting: Setting | undefined, fill?: Fill): string[] | undefined {
  if (setting === undefined) return [];
  if (setting.kind === "map") return undefined;
  const text = textOf(setting, fill);
  return text
    ?.split("\n")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

const placeOf = (mistake: string) => {
  const [, line = 0, column = 0] = /^.+?:(\d+):(\d+): /.exec(mistake) ?? [];
  return { line: Number(line), column: Number(column) };
};

/** Collects the mistakes of a file, each once. */
export class Mistakes {
  readonly #found = new Set<string>();

  /** A mistake at a place of the file, such as `pipeline.yml:3:5`. */
  at(place: string, message: string): void {
    this.#found.add(`${place}: ${message}`);
  }

  /** A mistake that stands nowhere in the file, such as one in an input of the action. */
  elsewhere(message: string): void {
    this.#found.add(message);
  }

  /** Those that stand nowhere first, the others from the top of the file to its end. */
  get all(): readonly string[] {
    return [...this.#found].sort((a, b) => {
      const [here, there] = [placeOf(a), placeOf(b)];
      return here.line - there.line || here.column - there.column;
    });
  }
}
