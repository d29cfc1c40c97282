import { posix } from "node:path";
import { globsTake } from "../../../toolkit/glob.ts";
import { unknownWord } from "../../../toolkit/nearest.ts";
import type { RunFacts } from "../facts.ts";
import { type Fill, type Mistakes, type Setting, wordsOf } from "./settings.ts";

/** What a `when` may ask for, and what each means. */
export const CONDITIONS = {
  branch: "Branches, by pattern. A pull request is on none.",
  tag: "Tags, by pattern. With `branch` beside it either is enough.",
  event: "Events of the run: push, pull_request, schedule, workflow_dispatch, … and local outside of any CI system.",
  paths:
    "Paths of which one must have changed, by pattern, from the folder of the file (of the app); a slash in front means the root of the repository.",
} as const;

type Name = keyof typeof CONDITIONS;

/** A condition: the patterns of each part that is asked for. */
export type Condition = Readonly<Partial<Record<Name, readonly string[]>>>;

/** Reads a `when`; what is wrong with it is added to the mistakes. */
export function readCondition(setting: Setting | undefined, fill: Fill, mistakes: Mistakes): Condition {
  const condition: Partial<Record<Name, readonly string[]>> = {};
  if (setting === undefined) return condition;
  if (setting.kind !== "map") {
    mistakes.at(setting.at, `when takes a map of ${Object.keys(CONDITIONS).join(", ")}, for example: { branch: main }`);
    return condition;
  }
  for (const [name, value] of setting.entries) {
    const words = wordsOf(value, fill);
    if (!(name in CONDITIONS)) {
      mistakes.at(value.at, unknownWord(name, Object.keys(CONDITIONS), "condition of when"));
    } else if (words === undefined || words.length === 0) {
      mistakes.at(value.at, `${name} takes a pattern or a list of patterns`);
    } else condition[name as Name] = words;
  }
  return condition;
}

/**
 * Why a condition does not hold, in words that fit after "since"; undefined where it does. `folder` is the one that paths
 * start from, seen from the root of the repository. Where it is not known what changed, everything has.
 */
export function unmet(condition: Condition, facts: RunFacts, folder = ""): string | undefined {
  const { branch, tag, event, paths } = condition;
  if (event && !globsTake(event, facts.event)) return `the event is ${facts.event}, not ${some(event)}`;
  const on = (patterns: readonly string[] | undefined, name: string | undefined) =>
    patterns !== undefined && name !== undefined && globsTake(patterns, name);
  if ((branch || tag) && !on(branch, facts.branch) && !on(tag, facts.tag)) {
    const is = facts.tag
      ? `the tag is ${facts.tag}`
      : facts.branch
        ? `the branch is ${facts.branch}`
        : "this is no branch";
    return `${is}, not ${[...(branch ? [some(branch)] : []), ...(tag ? [`a tag ${some(tag)}`] : [])].join(" and not ")}`;
  }
  if (paths && facts.changed) {
    const globs = paths.map((glob) => fromRoot(glob, folder));
    if (!facts.changed.some((path) => globsTake(globs, path))) return `nothing changed in ${some(paths)}`;
  }
  return undefined;
}

function fromRoot(glob: string, folder: string): string {
  const negative = glob.startsWith("!");
  const pattern = negative ? glob.slice(1) : glob;
  const whole = pattern.startsWith("/") ? pattern.slice(1) : posix.normalize(posix.join(folder, pattern));
  // A folder means all that is in it.
  return `${negative ? "!" : ""}${whole.endsWith("/") ? `${whole}**` : whole}`;
}

function some(patterns: readonly string[]): string {
  return patterns.join(" or ");
}
