import { formatDate } from "./dates.ts";
import type { RunEvent } from "./event.ts";

/** The branch of a run; `""` where it is none. */
export const branchOf = (event: RunEvent): string => /^refs\/heads\/(.+)$/.exec(event.ref)?.[1] ?? "";

/** The tag of a run; `""` where it is none. */
export const tagOf = (event: RunEvent): string => /^refs\/tags\/(.+)$/.exec(event.ref)?.[1] ?? "";

/** The first characters of the commit; 7, unless the run says another length. */
export const shortSha = (event: RunEvent): string => event.sha.slice(0, event.shortSha ?? 7);

/**
 * Fills in the global expressions of docker/metadata-action: `{{branch}}`, `{{tag}}`, `{{sha}}`, `{{base_ref}}`,
 * `{{is_default_branch}}`, `{{is_not_default_branch}}`, `{{date 'FORMAT' tz='ZONE'}}`, `{{commit_date …}}`.
 * Unlike there, nothing is HTML-escaped. Throws an Error for an expression that does not exist.
 */
export function fillIn(text: string, event: RunEvent): string {
  return fill(text, (name, format, zone) => {
    const isDefault =
      (branchOf(event) !== "" && branchOf(event) === event.defaultBranch) ||
      /create|discussion|issues|schedule/.test(event.name);
    switch (name) {
      case "branch":
        return branchOf(event);
      case "tag":
        return tagOf(event);
      case "sha":
        return shortSha(event);
      case "base_ref":
        return event.baseRef;
      case "is_default_branch":
        return String(isDefault);
      case "is_not_default_branch":
        return String(!isDefault);
      default:
        return dateOf(name, format, zone, event);
    }
  });
}

/** Fills in dates only, as the patterns of `type=schedule` have them. */
export function fillInDates(text: string, event: RunEvent): string {
  return fill(text, (name, format, zone) => dateOf(name, format, zone, event));
}

/** Replaces each `{{…}}`; `value` gives undefined for a name that it does not know. */
export function fill(
  text: string,
  value: (name: string, format: string | undefined, zone: string | undefined) => string | undefined,
): string {
  return text.replace(/\{\{\{?\s*(\w+)((?:\s+[^}]*?)?)\s*\}?\}\}/g, (whole, name: string, rest: string) => {
    const zone = /\btz=(['"])(.*?)\1/.exec(rest)?.[2];
    const format = /^\s*(['"])(.*?)\1/.exec(rest)?.[2];
    const result = value(name, format, zone);
    if (result === undefined) throw new Error(`there is no expression ${whole}`);
    return result;
  });
}

function dateOf(
  name: string,
  format: string | undefined,
  zone: string | undefined,
  event: RunEvent,
): string | undefined {
  if (name !== "date" && name !== "commit_date") return undefined;
  const time = name === "date" ? event.now : (event.commitDate ?? event.now);
  return formatDate(time, format ?? "YYYY-MM-DDTHH:mm:ssZ", zone);
}
