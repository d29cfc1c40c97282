import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { configFolder, configKeys, type DockerConfig, readDockerConfig } from "../../toolkit/docker/credentials.ts";
import { UserError } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import type { BuildInputs } from "./inputs.ts";
import type { SecretSource } from "./plan.ts";
import type { Registry } from "./registries.ts";

/** Files above this are not hidden line by line: they are bundles and archives, not secrets that a log would show. */
const MASKED_BYTES = 16 * 1024;

/** The secrets of the inputs as `mode: plan` shows them: nothing is read and nothing is written. */
export function plannedSecrets(inputs: BuildInputs, workspace: string): SecretSource[] {
  return [
    ...inputs.secrets.map(({ id }) => ({ id, file: `<temporary file of ${id}>` })),
    ...inputs.secretEnvs.map(({ id, from }) => ({ id, variable: from })),
    ...inputs.secretFiles.map(({ id, from }) => ({ id, file: resolve(workspace, from) })),
  ];
}

/**
 * Makes the secrets ready for buildx. Values go to files of mode 0600 below `scratch` (a folder of mode 0700 that the
 * caller removes), variables and files stay where they are. Values are masked, those of certificates excepted.
 */
export async function handOverSecrets(
  world: Pick<World, "runner" | "workspace">,
  inputs: BuildInputs,
  scratch: string,
): Promise<SecretSource[]> {
  const sources: SecretSource[] = [];
  for (const [index, { id, value }] of inputs.secrets.entries()) {
    if (value === "") {
      world.runner.annotate(
        "warning",
        `The secret ${id} is empty and is not handed to the build. Runs for forks and for Dependabot get no secrets.`,
      );
      continue;
    }
    const file = join(scratch, `secret-${index}`);
    await writeFile(file, value, { mode: 0o600, flag: "wx" });
    sources.push({ id, file });
  }
  for (const { id, from } of inputs.secretEnvs) {
    const value = world.runner.env[from];
    if (value === undefined) {
      throw new UserError(`secret-envs takes ${id} from the variable ${from}, which is not set`, {
        hint: `Set ${from} in the env: of the step.`,
      });
    }
    if (value !== "") world.runner.mask(value);
    sources.push({ id, variable: from });
  }
  for (const { id, from } of inputs.secretFiles) {
    const file = resolve(world.workspace, from);
    const content = await readFile(file).catch((error) => {
      throw new UserError(`secret-files takes ${id} from ${from}, which cannot be read`, {
        hint: "The path counts from the workspace.",
        cause: error,
      });
    });
    for (const line of linesToMask(content)) world.runner.mask(line);
    sources.push({ id, file });
  }
  return sources;
}

/** The lines of a secret file that are worth hiding: certificates are public, short lines are in every log. */
export function linesToMask(content: Buffer): string[] {
  if (content.length > MASKED_BYTES) return [];
  const text = content.toString("utf8").replace(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g, "");
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.length >= 8 && !/^-----/.test(line));
}

/**
 * Docker's config.json with logins added. A helper that is configured for such a registry would be asked first, so it is
 * switched off for it: an empty entry does that (docker/cli, cli/config/configfile).
 */
export function withLogins(config: DockerConfig, registries: readonly Registry[], plugins: string): DockerConfig {
  const auths: Record<string, unknown> = { ...config.auths };
  const helpers: Record<string, string> = { ...config.credHelpers };
  for (const { host, username, password } of registries) {
    for (const key of configKeys(host)) {
      auths[key] = { auth: Buffer.from(`${username}:${password}`).toString("base64") };
      helpers[key] = "";
    }
  }
  const extra = (config.cliPluginsExtraDirs as string[] | undefined) ?? [];
  return {
    ...config,
    auths: auths as NonNullable<DockerConfig["auths"]>,
    credHelpers: helpers,
    cliPluginsExtraDirs: [...extra, plugins],
  };
}

/**
 * The environment for the docker command with the logins of this step, in a configuration folder of its own below
 * `scratch`. It is made from the user's: his logins, helpers, contexts, builders and plugins are found as before, and his
 * own files are not touched. Inputs of the action (INPUT_…), which hold the secrets, are not handed on.
 */
export async function dockerEnv(
  env: World["runner"]["env"],
  registries: readonly Registry[],
  scratch: string,
): Promise<Record<string, string | undefined>> {
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("INPUT_")));
  if (registries.length === 0) return clean;
  const own = configFolder(env);
  const folder = join(scratch, "docker");
  await mkdir(folder, { mode: 0o700 });
  const entries = await readdir(own).catch(() => []);
  for (const entry of entries) {
    if (entry !== "config.json" && entry !== "buildx") await symlink(join(own, entry), join(folder, entry));
  }
  const config = withLogins(await readDockerConfig(env), registries, join(own, "cli-plugins"));
  await writeFile(join(folder, "config.json"), JSON.stringify(config), { mode: 0o600 });
  return { ...clean, DOCKER_CONFIG: folder, BUILDX_CONFIG: env.BUILDX_CONFIG || join(own, "buildx") };
}
