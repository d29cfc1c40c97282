import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { SetupWorld } from "./world.ts";

/** A file of certificate authorities that this machine trusts beyond what programs bring along. */
export interface CaBundle {
  /** Path of the PEM file. */
  readonly path: string;
  /** What named it: `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`, or `cafile of npm`. */
  readonly source: string;
}

/**
 * The bundle that a TLS-inspecting proxy's certificate is in, as the usual settings name it; undefined where none is
 * set. Hand it to a build as a build secret and never copy it into a layer: it belongs to this machine, not to the image.
 * A setting that names a file which is not there, or not PEM, is passed over.
 */
export async function caBundle(env: SetupWorld["env"], read = readText): Promise<CaBundle | undefined> {
  const userConfig = env.npm_config_userconfig || join(env.HOME || homedir(), ".npmrc");
  const candidates: [source: string, path: string | undefined][] = [
    ["NODE_EXTRA_CA_CERTS", env.NODE_EXTRA_CA_CERTS],
    ["SSL_CERT_FILE", env.SSL_CERT_FILE],
    ["cafile of npm", env.npm_config_cafile || env.NPM_CONFIG_CAFILE],
    ["cafile of npm", cafileOf((await read(userConfig)) ?? "", env)],
  ];
  for (const [source, path] of candidates) {
    if (path && (await read(path))?.includes("-----BEGIN CERTIFICATE-----")) return { path, source };
  }
  return undefined;
}

/** The `cafile` of an .npmrc text, with `${NAME}` filled in from the environment; the last one counts, as in npm. */
export function cafileOf(npmrc: string, env: SetupWorld["env"]): string | undefined {
  let found: string | undefined;
  for (const line of npmrc.split("\n")) {
    const value = /^\s*cafile\s*=\s*(.*?)\s*$/.exec(line)?.[1];
    if (value) found = value.replace(/^(["'])(.*)\1$/, "$2");
  }
  return found?.replace(/\$\{([^}]+)\}/g, (whole, name: string) => env[name] ?? whole);
}

async function readText(path: string): Promise<string | undefined> {
  return await readFile(path, "utf8").catch(() => undefined);
}
