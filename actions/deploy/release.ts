import { createHash } from "node:crypto";

/** All that the containers of a release are made of. */
export interface ReleaseSpec {
  /** The image by its digest where it has one, else by its id: never by a tag, which may mean another one tomorrow. */
  readonly image: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** Hashes of the secrets' values by their names. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly network: string;
  readonly memory?: number;
  readonly cpus?: number;
}

/**
 * Id of a release: twelve hexadecimal digits over all that its containers are made of. The same wishes always give the
 * same id, so that a second run recognises what a first one left behind.
 */
export function releaseId(spec: ReleaseSpec): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(spec)))
    .digest("hex")
    .slice(0, 12);
}

/** A hash of a secret for the release's id. */
export function secretHash(value: string): string {
  return createHash("sha256").update(`quayside secret\n${value}`).digest("hex");
}

// JSON keeps the order in which keys were set; the id must not depend on it.
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}
