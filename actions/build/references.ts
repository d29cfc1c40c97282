import { splitHost } from "../../toolkit/docker/registry-host.ts";

/** An image reference taken apart. */
export interface Reference {
  /** Host (and port) of the registry; `docker.io` where the text names none. */
  readonly host: string;
  /** Without tag and digest, as it was written: `ghcr.io/org/app`, `app`. */
  readonly name: string;
  /** `latest` where the text names none. */
  readonly tag: string;
}

// The grammar of distribution/reference, which the engine and all registries share.
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/;
const HOST =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;

/** Takes `host/path/name:tag` apart; throws an Error that says which part is wrong and how it would be right. */
export function parseReference(text: string): Reference {
  if (text.includes("@")) throw new Error(`"${text}" has a digest: what is built or pushed is named by a tag`);
  const slash = text.lastIndexOf("/");
  const colon = text.indexOf(":", slash + 1);
  const name = colon < 0 ? text : text.slice(0, colon);
  const tag = colon < 0 ? "latest" : text.slice(colon + 1);
  if (!TAG.test(tag)) {
    throw new Error(`the tag "${tag}" is none: letters, digits, "_", "." and "-", at most 128, not "." or "-" first`);
  }
  return { ...parseName(name), tag };
}

/** Takes an image name without tag apart; throws an Error that says what is wrong. */
export function parseName(name: string): { host: string; name: string } {
  const { host, path: rest } = splitHost(name);
  const first = name.slice(0, Math.max(0, name.length - rest.length - 1));
  if (first !== "" && !HOST.test(first)) throw new Error(`"${first}" in "${name}" is no host`);
  const path = rest.split("/");
  if (path.some((part) => part !== part.toLowerCase())) {
    throw new Error(`"${name}" has upper-case letters, which no registry takes: "${name.toLowerCase()}"`);
  }
  if (!path.every((part) => COMPONENT.test(part))) {
    throw new Error(
      `"${name}" is no image name: lower-case letters and digits, with ".", "_" or "-" between, "/" as in ghcr.io/org/app`,
    );
  }
  return { host, name };
}
