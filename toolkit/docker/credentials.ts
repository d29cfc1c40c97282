import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Run } from "../process.ts";
import type { RegistryAuth } from "./images.ts";

/** The parts of Docker's config.json that say how to log in; whatever else is in the file is kept. */
export interface DockerConfig {
  readonly auths?: Readonly<Record<string, { auth?: string; identitytoken?: string }>>;
  readonly credsStore?: string;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly [other: string]: unknown;
}

/** The folder of the user's Docker configuration, as the docker command finds it. */
export function configFolder(env: Readonly<Record<string, string | undefined>>): string {
  return env.DOCKER_CONFIG || join(env.HOME || homedir(), ".docker");
}

/** The user's config.json; empty where there is none, or where it is not JSON. */
export async function readDockerConfig(env: Readonly<Record<string, string | undefined>>): Promise<DockerConfig> {
  try {
    const value: unknown = JSON.parse(await readFile(join(configFolder(env), "config.json"), "utf8"));
    return typeof value === "object" && value !== null ? (value as DockerConfig) : {};
  } catch {
    return {};
  }
}

/** The keys under which a registry stands in Docker's configuration; Docker Hub's is an address of its own. */
export function configKeys(host: string): string[] {
  return host === "docker.io" ? ["https://index.docker.io/v1/", "docker.io", "index.docker.io"] : [host];
}

/**
 * The login for a registry that the user's configuration holds: by its credential helper, else from the file.
 * Undefined where there is none; a helper that fails counts as none.
 */
export async function configuredAuth(
  config: DockerConfig,
  host: string,
  run: Run,
  options: { env: Readonly<Record<string, string | undefined>>; signal?: AbortSignal },
): Promise<RegistryAuth | undefined> {
  const serveraddress = configKeys(host)[0] ?? host;
  for (const key of configKeys(host)) {
    const helper = config.credHelpers?.[key] ?? config.credsStore;
    if (helper && /^[\w.-]+$/.test(helper)) {
      const answer = await run(`docker-credential-${helper}`, ["get"], {
        ...options,
        stdin: key,
        timeout: 30_000,
      }).catch((error) => {
        if (options.signal?.aborted) throw error;
        return undefined;
      });
      if (answer?.code === 0) {
        const { Username = "", Secret = "" } = JSON.parse(answer.stdout) as { Username?: string; Secret?: string };
        return Username === "<token>"
          ? { serveraddress, identitytoken: Secret }
          : { serveraddress, username: Username, password: Secret };
      }
    }
    const entry = config.auths?.[key] ?? config.auths?.[`https://${key}`];
    if (entry?.identitytoken) return { serveraddress, identitytoken: entry.identitytoken };
    const text = Buffer.from(entry?.auth ?? "", "base64").toString("utf8");
    const colon = text.indexOf(":");
    if (colon > 0) {
      return { serveraddress, username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, "") };
    }
  }
  return undefined;
}
