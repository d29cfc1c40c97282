import { configKeys } from "../../toolkit/docker/credentials.ts";
import type { RegistryAuth } from "../../toolkit/docker/images.ts";

/** A registry and how to log in there. */
export interface Registry {
  readonly host: string;
  readonly username: string;
  /** A password or a token; `""` where the secret behind it was not there, as in a run for a fork. */
  readonly password: string;
}

/**
 * Reads lines of `HOST USERNAME PASSWORD`. The password is the rest of its line, so that no character of it needs
 * quoting. Messages name lines by their number: any part of a line may be the secret.
 */
export function parseRegistries(raw: string): Registry[] {
  const registries = new Map<string, Registry>();
  for (const [index, line] of raw.split(/\r?\n/).entries()) {
    const text = line.trim();
    if (text === "" || text.startsWith("#")) continue;
    const match = /^(\S+)\s+(\S+)(?:\s+(\S.*))?$/.exec(text);
    const host = match?.[1]?.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
    if (!match?.[2] || !host) throw new Error(`line ${index + 1} is not HOST USERNAME PASSWORD`);
    if (!/^(localhost|[\w-]+(\.[\w-]+)+|[\w.-]+:\d+|\[[0-9a-fA-F:]+\](:\d+)?)$/.test(host)) {
      throw new Error(`line ${index + 1} does not begin with the host of a registry`);
    }
    const name = /^(index\.|registry-1\.)?docker\.io$/.test(host) ? "docker.io" : host;
    registries.set(name, { host: name, username: match[2], password: match[3] ?? "" });
  }
  return [...registries.values()];
}

/** The login as the engine takes it per request. */
export function authOf(registry: Registry): RegistryAuth {
  const serveraddress = configKeys(registry.host)[0] ?? registry.host;
  return { serveraddress, username: registry.username, password: registry.password };
}
