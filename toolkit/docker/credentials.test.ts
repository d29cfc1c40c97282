import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Run } from "../process.ts";
import { configKeys, configuredAuth, readDockerConfig } from "./credentials.ts";

const basic = (text: string) => ({ auth: Buffer.from(text).toString("base64") });
const noHelper: Run = async (file) => {
  throw new Error(`${file} was not found on the PATH`);
};

test.each([
  [{ auths: { "r.example": basic("me:pa:ss") } }, "r.example", { username: "me", password: "pa:ss" }],
  [{ auths: { "https://r.example": basic("me:p") } }, "r.example", { username: "me", password: "p" }],
  [
    { auths: { "https://index.docker.io/v1/": basic("me:p") } },
    "docker.io",
    { username: "me", password: "p", serveraddress: "https://index.docker.io/v1/" },
  ],
  [{ auths: { "r.example": { identitytoken: "t" } } }, "r.example", { identitytoken: "t" }],
])("takes a login from the file %#", async (config, host, auth) => {
  expect(await configuredAuth(config, host, noHelper, { env: {} })).toMatchObject(auth);
});

test.each([
  [{}],
  [{ auths: { "other.example": basic("me:p") } }],
  [{ auths: { "r.example": {} } }],
  [{ credsStore: "gone" }],
  [{ credsStore: "../../bin/sh" }],
])("has none %#", async (config) => {
  expect(await configuredAuth(config, "r.example", noHelper, { env: {} })).toBeUndefined();
});

test("asks the helper of the registry before that for all", async () => {
  const asked: unknown[] = [];
  const run: Run = async (file, args, options) => {
    asked.push([file, args, options?.stdin]);
    const token = file.endsWith("one");
    return { code: 0, stdout: JSON.stringify({ Username: token ? "<token>" : "u", Secret: "s" }), stderr: "" };
  };
  const config = {
    credsStore: "all",
    credHelpers: { "one.example": "one", "off.example": "" },
    auths: { "off.example": basic("f:f") },
  };
  const ask = (host: string) => configuredAuth(config, host, run, { env: {} });
  expect(await ask("one.example")).toEqual({ serveraddress: "one.example", identitytoken: "s" });
  expect(await ask("two.example")).toEqual({ serveraddress: "two.example", username: "u", password: "s" });
  expect(await ask("off.example")).toMatchObject({ username: "f" });
  expect(asked).toEqual([
    ["docker-credential-one", ["get"], "one.example"],
    ["docker-credential-all", ["get"], "two.example"],
  ]);
});

test("a configuration that is not there or not JSON is an empty one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "quayside-config-"));
  expect(await readDockerConfig({ DOCKER_CONFIG: folder })).toEqual({});
  await writeFile(join(folder, "config.json"), "{ not json");
  expect(await readDockerConfig({ DOCKER_CONFIG: folder })).toEqual({});
  await rm(folder, { recursive: true });
});

test("Docker Hub has keys of its own", () => {
  expect(configKeys("docker.io")[0]).toBe("https://index.docker.io/v1/");
  expect(configKeys("ghcr.io")).toEqual(["ghcr.io"]);
});
