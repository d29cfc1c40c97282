import { expect, test } from "vitest";
import type { Builder } from "./builder.ts";
import { cacheFacts, planCache } from "./cache.ts";
import { readBuildInputs } from "./inputs.ts";
import { recordingRunner } from "./test-world.ts";

const PLAIN: Builder = { kind: "buildx", command: ["docker", "buildx"], driver: "docker", version: "buildx 0.29.0" };
const CONTAINER: Builder = { ...PLAIN, driver: "docker-container" };
const SERVICE = { ACTIONS_RUNTIME_TOKEN: "t", ACTIONS_RESULTS_URL: "https://results.example" };
const PULL_REQUEST = { GITHUB_REF: "refs/pull/7/merge", GITHUB_HEAD_REF: "fix/x", GITHUB_BASE_REF: "release" };

const plan = (inputs: Record<string, string>, env: Record<string, string> = {}, builder = CONTAINER) =>
  planCache(
    readBuildInputs(recordingRunner({ tags: "r.example/o/app:1", ...inputs })),
    builder,
    cacheFacts({ HOME: "/h", ...env }, "main"),
  );
const NOTHING = { from: [], to: [] };

test("GitHub's cache where it is there: written for the branch, read from those it comes from too", () => {
  const { from, to } = plan({}, { ...SERVICE, ...PULL_REQUEST });
  expect(from.map((entry) => entry.replace(/-[0-9a-f]{8}$/, ""))).toEqual([
    "type=gha,scope=r.example-o-app-fix-x",
    "type=gha,scope=r.example-o-app-release",
    "type=gha,scope=r.example-o-app-main",
  ]);
  expect(to).toEqual([`${from[0]},mode=max,ignore-error=true`]);
});

test("a scope for each platform, target and image", () => {
  const scope = (inputs: Record<string, string>) => plan(inputs, SERVICE).to[0];
  const scopes = [{}, { platforms: "linux/arm64" }, { target: "b" }, { file: "x" }, { tags: "r.example/o-app:1" }];
  expect(new Set(scopes.map((one) => scope(one as Record<string, string>))).size).toBe(scopes.length);
});

test("inside of the pushed image, where the machine is thrown away and the builder can do no more", () => {
  const hosted = { ...SERVICE, RUNNER_ENVIRONMENT: "github-hosted", GITHUB_REF: "refs/heads/feature/a" };
  expect(plan({ push: "true" }, hosted, PLAIN)).toEqual({
    from: ["1", "feature-a", "main"].map((tag) => `type=registry,ref=r.example/o/app:${tag}`),
    to: ["type=inline"],
  });
  expect(plan({}, hosted, PLAIN)).toEqual(NOTHING);
  expect(plan({ push: "true" }, { ...hosted, RUNNER_ENVIRONMENT: "self-hosted" }, PLAIN)).toEqual(NOTHING);
});

test.each<[inputs: Record<string, string>, from: RegExp, to: RegExp]>([
  [{ cache: "registry" }, /^type=registry,ref=r.example\/o\/app:cache-\S+$/, /,mode=max,ignore-error=true$/],
  [
    { cache: "local" },
    /^type=local,src=\/h\/.cache\/quayside\/build\//,
    /^type=local,dest=\S+,mode=max,ignore-error=true$/,
  ],
  [{ cache: "inline" }, /^type=registry,ref=r.example\/o\/app:1$/, /^type=inline$/],
])("%j", (inputs, from, to) => {
  const cache = plan(inputs);
  expect(cache.from[0]).toMatch(from);
  expect(cache.to[0]).toMatch(to);
});

test.each<[why: string, inputs: Record<string, string>]>([
  ["off", { cache: "off" }],
  ["no-cache", { "no-cache": "true" }],
  ["one is named", { "cache-from": "r.example/c" }],
  ["one is named to write to", { "cache-to": "type=inline" }],
])("none where %s", (_why, inputs) => expect(plan(inputs, SERVICE)).toEqual(NOTHING));

test("a kind that the builder cannot do is refused with the way out", () => {
  expect(() => plan({ cache: "gha" }, SERVICE, PLAIN)).toThrow("cache: gha needs a builder that can export a cache");
});
