import { createHash } from "node:crypto";
import type { ContainerSettings, PortBinding, RestartPolicy } from "../../toolkit/docker/containers.ts";

/** A file that a container gets, read-only: a secret, or a config. */
export interface SecretFile {
  /** Absolute, in the container. */
  readonly path: string;
  readonly content: Buffer;
  /** Permission bits; 0444 where not given. */
  readonly mode?: number;
  /** Owner; root where not given. */
  readonly uid?: number;
  readonly gid?: number;
}

/** All that the containers of a release are made of. */
export interface ReleaseSpec {
  /** The image by its digest where it has one, else by its id: never by a tag, which may mean another one tomorrow. */
  readonly image: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** Hashes of the files' contents, and of who may read them, by their paths. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The network that the load balancer reaches it on. */
  readonly network: string;
  /** Names under which others find it there. */
  readonly aliases?: readonly string[];
  readonly memory?: number;
  readonly cpus?: number;
  /** Ports of the host that it keeps for itself. */
  readonly ports?: readonly PortBinding[];
  /** A name that its only container has. */
  readonly containerName?: string;
  /** What a compose file says beside that. */
  readonly settings?: ContainerSettings;
  readonly labels?: Readonly<Record<string, string>>;
  /** What the engine does once it was found healthy and ends by itself; `unless-stopped` where not given. */
  readonly restart?: RestartPolicy;
  /** Somebody else made its containers: nobody knows what they are made of, and they can only be started again. */
  readonly adopted?: true;
}

/** How the containers of a release take the place of others, as far as somebody says so. Times are in milliseconds. */
export interface Manner {
  /** How many move at once; 0 for all. */
  readonly parallelism?: number;
  /** How long those that have moved are watched before the next ones do. */
  readonly delay?: number;
  /** How long all of them are watched at the end. */
  readonly monitor?: number;
  readonly order?: "start-first" | "stop-first";
}

/** Whether a release has what two of its containers cannot have at once, whatever anybody says. */
export function standsAlone({ ports = [], containerName }: ReleaseSpec): boolean {
  return containerName !== undefined || ports.some(({ hostPort }) => hostPort !== undefined);
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

/** A hash of a file for the release's id. */
export function secretHash({ content, mode, uid, gid }: Omit<SecretFile, "path">): string {
  const who = [mode ?? "", uid ?? "", gid ?? ""].join(" ");
  return createHash("sha256").update(`quayside secret\n${who}\n`).update(content).digest("hex");
}

/** The hashes of files by their paths. */
export function secretHashes(files: readonly SecretFile[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file.path, secretHash(file)]));
}

// JSON keeps the order in which keys were set; the id must not depend on it.
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}
