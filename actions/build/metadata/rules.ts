import { csvRecords, listOf } from "../lists.ts";
import { parseName } from "../references.ts";

/** The kinds of tag rules, and how early each is looked at: the first that gives a tag decides on `latest`. */
export const PRIORITIES = {
  schedule: 1000,
  semver: 900,
  pep440: 900,
  match: 800,
  edge: 700,
  ref: 600,
  raw: 200,
  sha: 100,
} as const;

/** One line of `tags`. */
export interface TagRule {
  readonly type: keyof typeof PRIORITIES;
  readonly attributes: Readonly<Record<string, string>>;
  /** As it was written, for messages. */
  readonly text: string;
}

/** Whether `latest` is given, and what stands around every tag. */
export interface Flavor {
  readonly latest: "auto" | "true" | "false";
  readonly prefix: string;
  readonly suffix: string;
  readonly prefixLatest: boolean;
  readonly suffixLatest: boolean;
}

const COMMON = ["type", "enable", "priority", "prefix", "suffix"];
// What each type takes besides, its defaults, and what it cannot do without.
const TYPES: Record<TagRule["type"], { takes: string[]; defaults?: Record<string, string>; required?: string }> = {
  schedule: { takes: ["pattern"], defaults: { pattern: "nightly" } },
  semver: { takes: ["pattern", "value", "match", "move"], required: "pattern" },
  pep440: { takes: ["pattern", "value", "match", "move"], required: "pattern" },
  match: { takes: ["pattern", "group", "value"], defaults: { group: "0" }, required: "pattern" },
  edge: { takes: ["branch"] },
  ref: { takes: ["event"], required: "event" },
  raw: { takes: ["value"], required: "value" },
  sha: { takes: ["format"], defaults: { format: "short", prefix: "sha-" } },
};

/** The rules that count where `tags` is empty. */
export const DEFAULT_RULES = ["type=schedule", "type=ref,event=branch", "type=ref,event=tag", "type=ref,event=pr"].join(
  "\n",
);

/** Reads the rules of `tags`, in the order in which they are looked at. Throws an Error that names the line. */
export function parseRules(raw: string): TagRule[] {
  const rules = csvLines(raw.trim() === "" ? DEFAULT_RULES : raw).map(parseRule);
  return rules.sort((a, b) => Number(b.attributes.priority) - Number(a.attributes.priority));
}

function parseRule(fields: readonly string[]): TagRule {
  const text = fields.join(",");
  const given: Record<string, string> = {};
  for (const field of fields) {
    const at = field.indexOf("=");
    if (at < 0) given.value = field.trim();
    else given[field.slice(0, at).trim().toLowerCase()] = field.slice(at + 1).trim();
  }
  const type = (given.type ?? "raw").toLowerCase();
  if (!(type in TYPES)) throw new Error(`"${text}" has the type "${type}"; there are ${Object.keys(TYPES).join(", ")}`);
  const { takes, defaults, required } = TYPES[type as TagRule["type"]];
  const unknown = Object.keys(given).find((name) => !COMMON.includes(name) && !takes.includes(name));
  if (unknown !== undefined) {
    throw new Error(
      `"${text}" has the attribute "${unknown}"; type=${type} takes ${[...takes, ...COMMON.slice(1)].join(", ")}`,
    );
  }
  const attributes: Record<string, string> = {
    enable: "true",
    priority: String(PRIORITIES[type as TagRule["type"]]),
    ...defaults,
    ...(type === "ref" && given.event === "pr" ? { prefix: "pr-" } : {}),
    ...given,
  };
  const need = (name: string, allowed: readonly string[]) => {
    if (!allowed.includes(attributes[name] ?? ""))
      throw new Error(`"${text}" has ${name}=${attributes[name] ?? ""}; it takes ${allowed.join(", ")}`);
  };
  if (required && !attributes[required]) throw new Error(`"${text}" has no ${required}=, which type=${type} needs`);
  if (type === "ref") need("event", ["branch", "tag", "pr"]);
  if (type === "sha") need("format", ["short", "long"]);
  if (attributes.move !== undefined) need("move", ["highest", "always"]);
  for (const name of ["priority", "group"]) {
    if (attributes[name] !== undefined && !/^\d+$/.test(attributes[name]))
      throw new Error(`"${text}" has ${name}=${attributes[name]}, which is no number`);
  }
  return { type: type as TagRule["type"], attributes, text };
}

/** Reads `flavor`. Throws an Error that says what it takes. */
export function parseFlavor(raw: string): Flavor {
  const flavor = {
    latest: "auto" as Flavor["latest"],
    prefix: "",
    suffix: "",
    prefixLatest: false,
    suffixLatest: false,
  };
  for (const fields of csvLines(raw)) {
    let last: "prefix" | "suffix" | undefined;
    for (const field of fields) {
      const [, name = "", value = ""] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/.exec(field) ?? [];
      if (name === "latest" && /^(auto|true|false)$/.test(value)) flavor.latest = value as Flavor["latest"];
      else if (name === "prefix" || name === "suffix") {
        flavor[name] = value;
        last = name;
      } else if (name === "onlatest" && last && /^(true|false)$/.test(value))
        flavor[`${last}Latest`] = value === "true";
      else
        throw new Error(
          `"${field}" is none of latest=auto|true|false, prefix=TEXT, suffix=TEXT (each with ,onlatest=true|false)`,
        );
    }
  }
  return flavor;
}

/** Reads `images`: a name a line, with `enable=`; or several names in one line. Names come out in lower case. */
export function parseImages(raw: string): string[] {
  const lines = csvLines(raw);
  const only = lines.length === 1 ? lines[0] : undefined;
  const legacy = only && !only.some((field) => /^\s*(name|enable)\s*=/.test(field));
  const images = legacy ? only.map((name) => ({ name, enable: "true" })) : lines.map(parseImage);
  const names = images.filter(({ enable }) => enable === "true").map(({ name }) => name.trim().toLowerCase());
  for (const name of names) parseName(name);
  return [...new Set(names)];
}

function parseImage(fields: readonly string[]): { name: string; enable: string } {
  const image = { name: "", enable: "true" };
  for (const field of fields) {
    const [, key, value = ""] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(field) ?? [undefined, "name", field];
    if (key !== "name" && key !== "enable")
      throw new Error(`"${fields.join(",")}" has the attribute "${key}"; it takes name, enable`);
    image[key] = value;
  }
  if (!/^(true|false)$/.test(image.enable))
    throw new Error(`"${fields.join(",")}" has enable=${image.enable}; it takes true, false`);
  if (image.name.trim() === "") throw new Error(`"${fields.join(",")}" has no name`);
  return image;
}

// Comments start a line; a "#" inside of a value is a part of it.
function csvLines(raw: string): string[][] {
  return csvRecords(raw, { comments: true, whole: false }).map((fields) =>
    fields.filter((field) => field.trim() !== ""),
  );
}

/** `KEY=VALUE` lines of `labels` and `annotations`, as metadata-action reads them. */
export function metadataLines(raw: string): string[] {
  return listOf(raw, { commas: false, comments: true });
}
