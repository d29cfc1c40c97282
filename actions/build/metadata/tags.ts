import { createHash } from "node:crypto";
import type { RunEvent } from "./event.ts";
import { branchOf, fill, fillIn, fillInDates, shortSha, tagOf } from "./expressions.ts";
import type { Flavor, TagRule } from "./rules.ts";
import { compareReleases, parsePep440, parseSemver, type Version } from "./versions.ts";

/** What the rules gave. */
export interface Tags {
  /** The first tag; `""` where there is none. */
  readonly version: string;
  /** All tags, the first one first, `latest` last. */
  readonly names: readonly string[];
  readonly latest: boolean;
  /** What people should know: rules that gave nothing although they look as if they should, tags that were changed. */
  readonly warnings: readonly string[];
  /** Why tags were left where they are, and what else is worth a line in the log. */
  readonly notes: readonly string[];
}

const LONGEST = 128;

interface Produced {
  readonly value: string;
  /** Whether this one becomes `latest` where the flavor leaves it to the rule. */
  readonly latest: boolean;
}

/**
 * Works out the tags by the rule table of docker/metadata-action, from the event alone; then
 * better: every tag is valid, and tags that move (`latest`, `1`, `1.2`) only move to the highest version that is known.
 * Pure. Throws an Error that names the rule.
 */
export function tagsOf(rules: readonly TagRule[], flavor: Flavor, event: RunEvent): Tags {
  const warnings: string[] = [];
  const notes: string[] = [];
  const names: string[] = [];
  const origins = new Map<string, string>();
  let latest: boolean | undefined;
  for (const rule of rules) {
    const enable = fillInFor(rule, rule.attributes.enable ?? "", event);
    if (enable !== "true" && enable !== "false")
      throw new Error(`"${rule.text}" has enable=${enable}; it takes true, false`);
    if (enable === "false") continue;
    const produced = produce(rule, flavor, event, warnings, notes);
    if (!produced || produced.value === "") continue;
    const wrapped = wrapOf(rule, flavor, event);
    const whole = `${wrapped[0]}${produced.value}${wrapped[1]}`;
    const name = validTag(whole);
    if (name === "") {
      warnings.push(`"${rule.text}" gives "${whole}", of which nothing is left that a tag may have.`);
      continue;
    }
    if (name.length < sanitised(whole).length && whole.length > LONGEST)
      notes.push(`The tag "${whole.slice(0, 40)}…" is longer than ${LONGEST} characters and was cut to ${name}.`);
    const other = origins.get(name);
    if (other !== undefined && other !== whole) warnings.push(`"${other}" and "${whole}" both become the tag ${name}.`);
    origins.set(name, other ?? whole);
    latest ??= flavor.latest === "auto" ? produced.latest : flavor.latest === "true";
    if (!names.includes(name)) names.push(name);
  }
  const version = names[0] ?? "";
  if (latest) {
    const name = validTag(
      `${flavor.prefixLatest ? fillIn(flavor.prefix, event) : ""}latest${flavor.suffixLatest ? fillIn(flavor.suffix, event) : ""}`,
    );
    if (!names.includes(name)) names.push(name);
  }
  return { version, names, latest: latest ?? false, warnings, notes };
}

function fillInFor(rule: TagRule, text: string, event: RunEvent): string {
  try {
    return fillIn(text, event);
  } catch (error) {
    throw new Error(`"${rule.text}": ${(error as Error).message}`);
  }
}

function produce(
  rule: TagRule,
  flavor: Flavor,
  event: RunEvent,
  warnings: string[],
  notes: string[],
): Produced | undefined {
  const { attributes } = rule;
  const branch = branchOf(event);
  const plain = (value: string): Produced => ({ value, latest: false });
  switch (rule.type) {
    case "schedule":
      return /schedule/.test(event.name) ? plain(fillInDates(attributes.pattern ?? "", event)) : undefined;
    case "semver":
    case "pep440":
      return fromVersion(rule, flavor, event, warnings, notes);
    case "match":
      return fromMatch(rule, flavor, event, warnings, notes);
    case "edge": {
      const edge = attributes.branch || event.defaultBranch;
      if (edge === undefined && branch)
        warnings.push(`"${rule.text}": nothing tells the default branch; name it with branch=.`);
      return branch !== "" && branch === edge ? plain("edge") : undefined;
    }
    case "ref":
      if (attributes.event === "branch") return branch ? plain(branch) : undefined;
      if (attributes.event === "tag")
        return tagOf(event)
          ? { value: tagOf(event), latest: isHighest(tagOf(event), rule, flavor, event, notes) }
          : undefined;
      return event.ref.startsWith("refs/pull/")
        ? plain(event.ref.slice("refs/pull/".length).replace(/\/merge$/, ""))
        : undefined;
    case "raw":
      return plain(fillInFor(rule, attributes.value ?? "", event));
    case "sha":
      return event.sha ? plain(attributes.format === "long" ? event.sha : shortSha(event)) : undefined;
  }
}

/** The text that a rule looks at: its own `value`, else the tag of the run; undefined where there is neither. */
function sourceOf(rule: TagRule, event: RunEvent): string | undefined {
  const value = rule.attributes.value;
  return value ? fillInFor(rule, value, event) : tagOf(event) || undefined;
}

function fromVersion(
  rule: TagRule,
  flavor: Flavor,
  event: RunEvent,
  warnings: string[],
  notes: string[],
): Produced | undefined {
  const whole = sourceOf(rule, event);
  if (whole === undefined) return undefined;
  const parse = rule.type === "semver" ? parseSemver : parsePep440;
  const extract = (text: string): string | undefined => {
    if (!rule.attributes.match) return text;
    const match = expression(rule, rule.attributes.match).exec(text);
    // A match without a group means all of what it found.
    return match ? (match[1] ?? match[0]) : undefined;
  };
  const found = extract(whole);
  if (found === undefined) warnings.push(`"${rule.text}": match finds nothing in "${whole}", so all of it is taken.`);
  const source = found ?? whole;
  const version = parse(source.replaceAll("/", "-"));
  if (!version) {
    warnings.push(
      `"${rule.text}": "${source}" is no ${rule.type === "semver" ? "semantic version" : "version by PEP 440"}.`,
    );
    return undefined;
  }
  const pattern = rule.attributes.pattern ?? "";
  const isRaw = /^\s*\{\{\{?\s*raw\s*\}?\}\}\s*$/.test(pattern);
  if (version.special) return { value: isRaw ? version.raw : version.version, latest: false };
  const [major = 0, minor = 0, patch = 0] = version.release;
  const value = fill(
    pattern,
    (name) =>
      ({
        raw: version.raw,
        version: version.version,
        major: String(major),
        minor: String(minor),
        patch: String(patch),
      })[name],
  );

  const known = [
    ...event.gitTags.flatMap((tag) => {
      const text = extract(tag);
      return text === undefined ? [] : (parse(text) ?? []);
    }),
    ...imageVersions(rule, flavor, event, parse),
  ].filter(({ special }) => !special);
  const fixed = fixedNumbers(pattern);
  const higher = fixed === undefined ? undefined : highestAbove(version, known, fixed);
  if (higher && rule.attributes.move !== "always") {
    notes.push(
      `The tag ${value} stays where it is: ${higher.version} is higher than ${version.version} (move=always in the rule moves it anyway).`,
    );
    return undefined;
  }
  const newer = highestAbove(version, known, 0);
  if (newer) notes.push(stays(version, newer));
  return { value, latest: !newer };
}

// What the registries have counts as well: a shallow clone has no tags, and images may come from elsewhere. A number
// without a dot is no version there; it may be a date or the number of a run.
function imageVersions(
  rule: TagRule,
  flavor: Flavor,
  event: RunEvent,
  parse: (text: string) => Version | undefined,
): Version[] {
  const [prefix = "", suffix = ""] = wrapOf(rule, flavor, event);
  return (event.imageTags ?? [])
    .filter((tag) => tag.startsWith(prefix) && tag.endsWith(suffix))
    .flatMap((tag) => parse(tag.slice(prefix.length, tag.length - suffix.length)) ?? [])
    .filter(({ release }) => release.length > 1);
}

/** What stands before and after the tags of a rule. */
function wrapOf(rule: TagRule, flavor: Flavor, event: RunEvent): string[] {
  return [rule.attributes.prefix ?? flavor.prefix, rule.attributes.suffix ?? flavor.suffix].map((part) =>
    fillInFor(rule, part, event),
  );
}

/** How many numbers of the version a pattern holds fast: 1 for `{{major}}`, 2 with the minor; undefined where it names one version only. */
function fixedNumbers(pattern: string): 1 | 2 | undefined {
  const has = (name: string) => new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`).test(pattern);
  if (has("raw") || has("version") || has("patch")) return undefined;
  return has("minor") ? 2 : has("major") ? 1 : undefined;
}

function highestAbove(version: Version, known: readonly Version[], fixed: number): Version | undefined {
  return known
    .filter((other) => other.release.slice(0, fixed).join(".") === version.release.slice(0, fixed).join("."))
    .filter((other) => compareReleases(other.release, version.release) > 0)
    .sort((a, b) => compareReleases(b.release, a.release))[0];
}

function fromMatch(
  rule: TagRule,
  flavor: Flavor,
  event: RunEvent,
  warnings: string[],
  notes: string[],
): Produced | undefined {
  const source = sourceOf(rule, event);
  if (source === undefined) return undefined;
  const found = expression(rule, rule.attributes.pattern ?? "").exec(source)?.[Number(rule.attributes.group)];
  if (found === undefined) {
    warnings.push(
      `"${rule.text}": the pattern finds nothing in "${source}", or it has no group ${rule.attributes.group}.`,
    );
    return undefined;
  }
  return { value: found, latest: isHighest(found, rule, flavor, event, notes) };
}

// A tag that is no version has nothing that it could be lower than.
function isHighest(text: string, rule: TagRule, flavor: Flavor, event: RunEvent, notes: string[]): boolean {
  const version = parseSemver(text);
  if (!version || version.special) return true;
  const known = [
    ...event.gitTags.flatMap((tag) => parseSemver(tag) ?? []),
    ...imageVersions(rule, flavor, event, parseSemver),
  ].filter(({ special }) => !special);
  const newer = highestAbove(version, known, 0);
  if (newer) notes.push(stays(version, newer));
  return !newer;
}

function stays(version: Version, newer: Version): string {
  return `latest stays where it is: ${newer.version} is higher than ${version.version} (flavor latest=true moves it anyway).`;
}

function expression(rule: TagRule, text: string): RegExp {
  const [, body, flags] = /^\/(.+)\/([a-z]*)$/.exec(text) ?? [undefined, text, ""];
  try {
    return new RegExp(body ?? "", flags?.replace(/[gy]/g, ""));
  } catch (error) {
    throw new Error(`"${rule.text}": ${(error as Error).message}`);
  }
}

const sanitised = (text: string) => text.replace(/[^A-Za-z0-9._-]+/g, "-");

/**
 * The tag that comes next to a text: what no tag may have becomes `-`, a leading `.` or `-` goes, and what is longer than
 * 128 characters is cut and ends in a part of its hash, so that two long ones do not become the same.
 */
export function validTag(text: string): string {
  const tag = sanitised(text).replace(/^[.-]+/, "");
  if (tag.length <= LONGEST) return tag;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return `${tag.slice(0, LONGEST - 9)}-${hash}`;
}
