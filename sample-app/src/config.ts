import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import * as z from "zod";

const integer = (minimum: number, maximum: number, example: number) =>
  z.coerce
    .number()
    .int()
    .min(minimum)
    .max(maximum)
    .default(example)
    .describe(`a whole number from ${minimum} to ${maximum}, for example ${example}`);

const seconds = (maximum: number, example: number) =>
  z.coerce
    .number()
    .min(0)
    .max(maximum)
    .default(example)
    .describe(`seconds, from 0 to ${maximum}, for example ${example}`);

const text = (example: string) => z.string().max(200).default(example).describe("a text of at most 200 characters");

/** The settings of the app. `databaseUrl` is read from `DATABASE_URL`, and so on. */
const Settings = z.object({
  host: z.string().default("0.0.0.0").describe("an address to listen on, for example 0.0.0.0"),
  port: integer(0, 65_535, 8000),
  databaseUrl: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe("the address of a PostgreSQL database, for example postgres://user:password@db:5432/app"),
  databasePoolSize: integer(1, 100, 8),
  databaseConnectTimeoutSeconds: seconds(60, 3),
  databaseStatementTimeoutSeconds: seconds(600, 10),
  cacheSize: integer(1, 1_000_000, 100),
  cacheTtlSeconds: seconds(86_400, 300),
  logLevel: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .describe("one of fatal, error, warn, info, debug, trace, silent"),
  drainDelaySeconds: seconds(60, 1),
  shutdownTimeoutSeconds: seconds(600, 10),
  appVersion: text("dev"),
  appGitSha: text("unknown"),
  appRelease: text("local"),
});

/** All settings, checked and with their defaults. Times are in seconds. */
export type Config = Readonly<z.infer<typeof Settings>>;

type Name = keyof Config;

const names = Object.keys(Settings.shape) as Name[];
const secrets: readonly Name[] = ["databaseUrl"];

/** `databaseUrl` → `DATABASE_URL`. */
function variable(name: Name): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** Every mistake in the settings, one a line. The message never holds a secret's value. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`The settings are wrong:\n${mistakes.map((mistake) => `  - ${mistake}`).join("\n")}`);
    this.mistakes = mistakes;
  }
}

/**
 * Reads the settings from `environment` and from the file that `CONFIG_FILE` names: lines of `NAME=value`, or one JSON
 * object with the same names. The environment wins over the file; an empty value counts as not set.
 * @throws ConfigError with all mistakes at once.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const file = environment.CONFIG_FILE;
  const mistakes: string[] = [];
  const fromFile = file ? readSettingsFile(file, mistakes) : {};

  const known = new Set(names.map(variable));
  for (const name of Object.keys(fromFile)) {
    if (!known.has(name))
      mistakes.push(`${name} (in ${file}) is no setting of this app. Known: ${[...known].join(", ")}`);
  }

  const given: Partial<Record<Name, string>> = {};
  const origin = new Map<Name, string>();
  for (const name of names) {
    const key = variable(name);
    const value = environment[key] || fromFile[key];
    if (!value) continue;
    given[name] = value;
    origin.set(name, environment[key] ? key : `${key} (in ${file})`);
  }

  const result = Settings.safeParse(given);
  if (!result.success) {
    const wrong = new Set(result.error.issues.map((issue) => issue.path[0] as Name));
    for (const name of wrong) {
      const value = given[name];
      const got = value === undefined ? "is not set" : secrets.includes(name) ? "is not valid" : `got "${value}"`;
      mistakes.push(`${origin.get(name) ?? variable(name)} ${got}. It takes ${Settings.shape[name].description}`);
    }
  }
  if (mistakes.length > 0 || !result.success) throw new ConfigError(mistakes);
  return Object.freeze(result.data);
}

function readSettingsFile(file: string, mistakes: string[]): Record<string, string> {
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch (error) {
    mistakes.push(`CONFIG_FILE names ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return {};
  }
  if (!content.trimStart().startsWith("{")) return parseEnv(content) as Record<string, string>;
  try {
    const values = JSON.parse(content) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  } catch {
    // The parser's own message quotes the text around the mistake, which may be a secret.
    mistakes.push(`CONFIG_FILE names ${file}, which starts with { but is not valid JSON`);
    return {};
  }
}
