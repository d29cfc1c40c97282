import { mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dockerEnv, handOverSecrets, linesToMask, withLogins } from "./hand-over.ts";
import { readBuildInputs } from "./inputs.ts";
import { recordingRunner } from "./test-world.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayside-hand-over-"));
});
afterEach(() => rm(folder, { recursive: true }));

const auth = (text: string) => ({ auth: Buffer.from(text).toString("base64") });
const REGISTRY = { host: "r.example", username: "me", password: "p" };

test("adds logins to a configuration and keeps all else of it", () => {
  const config = {
    auths: { "a.example": auth("a:a") },
    credsStore: "desktop",
    credHelpers: { "b.example": "b" },
    proxies: { default: {} },
  };
  expect(withLogins(config, [REGISTRY], "/home/me/.docker/cli-plugins")).toEqual({
    auths: { "a.example": auth("a:a"), "r.example": auth("me:p") },
    credsStore: "desktop",
    credHelpers: { "b.example": "b", "r.example": "" },
    proxies: { default: {} },
    cliPluginsExtraDirs: ["/home/me/.docker/cli-plugins"],
  });
});

test("makes a configuration folder of its own from the user's", async () => {
  const own = join(folder, "own");
  await mkdir(join(own, "contexts"), { recursive: true });
  await mkdir(join(own, "buildx"));
  await writeFile(join(own, "config.json"), JSON.stringify({ currentContext: "far" }));
  const env = await dockerEnv({ DOCKER_CONFIG: own, INPUT_SECRETS: "a=b", PATH: "/bin" }, [REGISTRY], folder);
  expect(env).toEqual({ DOCKER_CONFIG: join(folder, "docker"), BUILDX_CONFIG: join(own, "buildx"), PATH: "/bin" });
  const text = await readFile(join(folder, "docker", "config.json"), "utf8");
  expect(JSON.parse(text)).toMatchObject({ currentContext: "far", auths: { "r.example": auth("me:p") } });
  expect((await stat(join(folder, "docker", "config.json"))).mode & 0o777).toBe(0o600);
  expect(await readlink(join(folder, "docker", "contexts"))).toBe(join(own, "contexts"));
  expect(await readFile(join(own, "config.json"), "utf8")).toBe('{"currentContext":"far"}');
});

test("leaves the user's configuration alone where there is no login to add", async () => {
  expect(await dockerEnv({ DOCKER_CONFIG: "/x", INPUT_TAGS: "a" }, [], folder)).toEqual({ DOCKER_CONFIG: "/x" });
});

test("writes secrets to files that only their owner reads, and hides all of them", async () => {
  await writeFile(join(folder, "key.txt"), "a-long-private-line\nx\n");
  const runner = recordingRunner(
    { secrets: "one=value-of-one\nempty=", "secret-envs": "two=TWO", "secret-files": "three=key.txt" },
    { TWO: "value-of-two" },
  );
  const sources = await handOverSecrets({ runner, workspace: folder }, readBuildInputs(runner), folder);
  expect(sources).toEqual([
    { id: "one", file: join(folder, "secret-0") },
    { id: "two", variable: "TWO" },
    { id: "three", file: join(folder, "key.txt") },
  ]);
  expect(await readFile(join(folder, "secret-0"), "utf8")).toBe("value-of-one");
  expect((await stat(join(folder, "secret-0"))).mode & 0o777).toBe(0o600);
  expect(runner.redact("value-of-one value-of-two a-long-private-line")).toBe("*** *** ***");
  expect(runner.annotations).toEqual([
    { level: "warning", message: expect.stringContaining("The secret empty is empty") },
  ]);
});

test.each([
  ["a-token-of-a-file\n", ["a-token-of-a-file"]],
  ["-----BEGIN CERTIFICATE-----\nMIIBabcdefgh\n-----END CERTIFICATE-----\n", []],
  ["-----BEGIN PRIVATE KEY-----\nMIIEabcdefgh\n-----END PRIVATE KEY-----\n", ["MIIEabcdefgh"]],
  ["{\n", []],
  ["x".repeat(20_000), []],
])("hides of a file what would be recognised %#", (text, hidden) => {
  expect(linesToMask(Buffer.from(text))).toEqual(hidden);
});
