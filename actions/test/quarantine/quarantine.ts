import { UserError } from "../../../toolkit/errors.ts";
import { readYaml } from "../../../toolkit/yaml.ts";
import { type TestCase, titleOf } from "../model/test-results.ts";

/** A test that may fail for a while. */
export interface Entry {
  /** Title as the report shows it; `*` stands for anything. */
  readonly test: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it counts, `YYYY-MM-DD`, by UTC. */
  readonly expires: string;
}

/** What the list makes of the failed tests. */
export interface Quarantine {
  /** Failures that fail nothing, with what the list says of them. */
  readonly held: readonly { test: TestCase; entry: Entry }[];
  /** Failures that stand on the list and whose time is over, so they fail again. */
  readonly expired: readonly { test: TestCase; entry: Entry }[];
  /** Entries that no failed test needed. */
  readonly idle: readonly Entry[];
}

export const noQuarantine: Quarantine = { held: [], expired: [], idle: [] };

const EXAMPLE = `for example:
- test: "cart › adds an item"
  reason: waits for the clock
  owner: "@acme/shop"
  expires: 2027-01-31`;

/** Reads the list; throws a UserError that tells all mistakes, each with line and column. */
export function readQuarantine(name: string, text: string): Entry[] {
  const file = readYaml(name, text);
  if (file.value === null || file.value === undefined) return [];
  if (!Array.isArray(file.value)) throw file.mistake([], "is no list of tests", EXAMPLE);
  const mistakes: string[] = [];
  const entries = file.value.map((value: unknown, index): Entry => {
    const raw = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
    const need = (key: keyof Entry, form: RegExp, takes: string) => {
      const found = typeof raw[key] === "string" ? (raw[key] as string).trim() : "";
      if (!form.test(found))
        mistakes.push(file.mistake([index, key], `entry ${index + 1} has no ${key}: ${takes}`).message);
      return found;
    };
    const entry = {
      test: need("test", /./, "the title of a test as the report shows it; * stands for anything"),
      reason: need("reason", /./, "why it may fail for a while"),
      owner: need("owner", /./, "who mends it"),
      expires: need("expires", /^\d{4}-\d{2}-\d{2}$/, "the last day on which it counts, as 2027-01-31"),
    };
    if (/^\d{4}-\d{2}-\d{2}$/.test(entry.expires) && !isDay(entry.expires)) {
      mistakes.push(file.mistake([index, "expires"], `there is no day ${entry.expires}`).message);
    }
    for (const key of Object.keys(raw)) {
      if (!(key in entry)) mistakes.push(file.mistake([index, key], `${key} is not known here`).message);
    }
    return entry;
  });
  if (mistakes.length > 0) throw new UserError(mistakes.join("\n"), { hint: EXAMPLE });
  return entries;
}

/** Sorts the failed tests by the list. `today` is a day, `YYYY-MM-DD`. */
export function sortByQuarantine(entries: readonly Entry[], failed: readonly TestCase[], today: string): Quarantine {
  const matchers = entries.map((entry) => ({ entry, pattern: patternOf(entry.test), used: false }));
  const held: { test: TestCase; entry: Entry }[] = [];
  const expired: { test: TestCase; entry: Entry }[] = [];
  for (const test of failed) {
    const title = titleOf(test);
    const matching = matchers.filter(({ pattern }) => pattern.test(title));
    for (const one of matching) one.used = true;
    // Of several entries the one that counts longest decides.
    const entry = matching.map((one) => one.entry).sort((a, b) => (a.expires < b.expires ? 1 : -1))[0];
    if (entry) (entry.expires < today ? expired : held).push({ test, entry });
  }
  return { held, expired, idle: matchers.filter(({ used }) => !used).map(({ entry }) => entry) };
}

function patternOf(title: string): RegExp {
  const parts = title
    .replace(/\s+/g, " ")
    .split(/\*+/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
