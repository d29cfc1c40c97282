import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ConfigError, readConfig } from "../../src/config.ts";

const DATABASE_URL = "postgres://app:hunter2@db/app";
const folder = mkdtempSync(join(tmpdir(), "sample-app-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string): string {
  const path = join(folder, "settings");
  writeFileSync(path, content);
  return path;
}

function mistakes(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  throw new Error("no mistake was found");
}

test("has defaults for all but the database", () => {
  const config = readConfig({ DATABASE_URL });
  expect(config).toMatchObject({ host: "0.0.0.0", port: 8000, cacheSize: 100, cacheTtlSeconds: 300, logLevel: "info" });
  expect(Object.isFrozen(config)).toBe(true);
});

test.each([
  ["lines", `# local\nDATABASE_URL="${DATABASE_URL}"\nPORT=9000\nLOG_LEVEL=debug\n`],
  ["JSON", JSON.stringify({ DATABASE_URL, PORT: 9000, LOG_LEVEL: "debug" })],
])("reads CONFIG_FILE as %s; the environment wins, an empty value counts as not set", (_kind, content) => {
  const config = readConfig({ CONFIG_FILE: file(content), PORT: "9001", LOG_LEVEL: "" });
  expect(config).toMatchObject({ databaseUrl: DATABASE_URL, port: 9001, logLevel: "debug" });
});

test("lists all mistakes at once, each with what it got, where and what it takes", () => {
  const CONFIG_FILE = file("PROT=1\nCACHE_SIZE=many\n");
  expect(mistakes({ CONFIG_FILE, PORT: "80x", LOG_LEVEL: "loud" })).toEqual([
    expect.stringMatching(/^PROT \(in .*\) is no setting of this app\. Known: HOST, PORT, /),
    expect.stringMatching(/^PORT got "80x"\. It takes a whole number from 0 to 65535, for example 8000$/),
    expect.stringMatching(/^DATABASE_URL is not set\. It takes .*postgres:/),
    expect.stringMatching(/^CACHE_SIZE \(in .*\) got "many"/),
    expect.stringMatching(/^LOG_LEVEL got "loud"\. It takes one of fatal, /),
  ]);
});

test("never shows a secret", () => {
  expect(mistakes({ DATABASE_URL: "mysql://app:hunter2@db/app" }).join()).toMatch(/^DATABASE_URL is not valid/);
  expect(mistakes({ CONFIG_FILE: file('{"DATABASE_URL": hunter2') }).join()).not.toContain("hunter2");
});

test("names a file that cannot be read", () => {
  expect(mistakes({ DATABASE_URL, CONFIG_FILE: join(folder, "gone") })).toEqual([
    expect.stringMatching(/^CONFIG_FILE names .*gone, which cannot be read \(ENOENT\)$/),
  ]);
});
