import type { YamlFile } from "../../../toolkit/yaml.ts";

/** Where a value stands in the file: the keys and indexes that lead to it. */
export type Path = readonly (string | number)[];

/** A value of the file that knows where it stands, so that a mistake in it can be told with its line. */
export type Setting =
  | { readonly kind: "scalar"; readonly path: Path; readonly value: string | number | boolean | null }
  | { readonly kind: "list"; readonly path: Path; readonly items: readonly Setting[] }
  | { readonly kind: "map"; readonly path: Path; readonly entries: ReadonlyMap<string, Setting> };

/** The settings of a plain value, as the YAML reader gives it. */
export function settingOf(value: unknown, path: Path = []): Setting {
  if (Array.isArray(value)) {
    return { kind: "list", path, items: value.map((item, index) => settingOf(item, [...path, index])) };
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [key, settingOf(item, [...path, key])] as const);
    return { kind: "map", path, entries: new Map(entries) };
  }
  return { kind: "scalar", path, value: (value ?? null) as string | number | boolean | null };
}

/** One setting laid over another: maps become one map key by key, everything else takes the place of what was there. */
export function overlay(under: Setting | undefined, over: Setting): Setting {
  if (under?.kind !== "map" || over.kind !== "map") return over;
  const entries = new Map(under.entries);
  for (const [key, setting] of over.entries) entries.set(key, overlay(entries.get(key), setting));
  return { ...over, entries };
}

/** Fills the variables of a text that stands at a path. */
export type Fill = (text: string, path: Path) => string;

/**
 * The text that an action's input takes: a list becomes one entry a line, a map `KEY=VALUE` lines. Each scalar is filled
 * by itself. Undefined where there is a list or map within another.
 */
export function textOf(setting: Setting, fill: Fill = (text) => text): string | undefined {
  const scalar = (one: Setting): string | undefined => {
    if (one.kind !== "scalar") return undefined;
    return one.value === null ? "" : typeof one.value === "string" ? fill(one.value, one.path) : String(one.value);
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

/** Collects the mistakes of a file, each once, with file, line and column in front. */
export class Mistakes {
  readonly #file: YamlFile;
  readonly #found = new Set<string>();

  constructor(file: YamlFile) {
    this.#file = file;
  }

  /** A mistake at a place of the file. */
  at(path: Path, message: string): void {
    this.#found.add(this.#file.mistake(path, message).message);
  }

  /** A mistake that stands nowhere in the file, such as one in an input of the action. */
  elsewhere(message: string): void {
    this.#found.add(message);
  }

  get all(): readonly string[] {
    return [...this.#found];
  }
}
