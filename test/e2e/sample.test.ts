import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SampleResult } from "../../scripts/sample/result.ts";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { findNetwork } from "../../toolkit/docker/networks.ts";
import { listVolumes } from "../../toolkit/docker/volumes.ts";
import { connect } from "../../toolkit/docker.ts";
import { probe } from "../../toolkit/probe.ts";
import { run } from "../../toolkit/process.ts";

const root = join(import.meta.dirname, "../..");
const npm = async (script: string, args: string[] = [], env: Record<string, string> = {}) =>
  await run("npm", ["run", "--silent", script, "--", ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    timeout: 400_000,
    onLine: (line) => console.log(line),
  });

async function sample(args: string[] = [], env: Record<string, string> = {}) {
  const began = performance.now();
  const { code, stdout, stderr } = await npm("sample", [...args, "--json"], env);
  return { code, log: stderr, took: performance.now() - began, result: JSON.parse(stdout || "null") as SampleResult };
}

const version = async (url: string) => (await (await fetch(`${url}/version`)).json()) as Record<string, unknown>;

// What an earlier run left behind would hide whether a first run works.
beforeAll(async () => void (await npm("sample:down")));
afterAll(async () => void (await npm("sample:down")));

let first: Record<string, unknown>;

test("npm run sample builds, tests, pushes, migrates and deploys the app, and it answers", async () => {
  const { code, result } = await sample();
  expect(code).toBe(0);
  expect(result).toMatchObject({ version: 1, outcome: "success" });
  expect(result.stages.map(({ stage }) => stage)).toEqual(["build", "test", "push", "migrate", "deploy", "verify"]);
  expect(result.image?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(result.image?.size).toBeGreaterThan(10_000_000);
  expect(result.tests?.tests).toBeGreaterThan(20);
  expect(result.tests).toMatchObject({ failed: 0, passed: result.tests?.tests });
  expect(result.tests?.coverage).toBeGreaterThanOrEqual(95);
  expect(result.migrations?.applied).toBeGreaterThanOrEqual(2);
  expect(result.rollout).toMatchObject({ outcome: "deployed", failedRequests: 0 });
  expect(readFileSync(result.page, "utf8")).toContain("<h1>Pipeline of sample-app");
  first = await version(result.url);
  expect(first).toHaveProperty("version");
});

test("again without a change it takes at most 45 seconds, and nothing is deployed or applied twice", async () => {
  const { code, result, took } = await sample();
  expect(code).toBe(0);
  expect(result.migrations?.applied).toBe(0);
  expect(result.rollout).toMatchObject({ outcome: "unchanged", probe: { failures: 0 } });
  expect(took).toBeLessThan(45_000);
});

test("with --change a new release replaces the running one, and a probe that asks all the while loses nothing", async () => {
  const { code, result } = await sample(["--change"]);
  expect(code).toBe(0);
  expect(result.rollout).toMatchObject({ outcome: "deployed", failedRequests: 0 });
  expect(result.rollout?.probe?.requests).toBeGreaterThan(200);
  expect(result.rollout?.probe?.failures).toBe(0);
  expect(await version(result.url)).not.toEqual(first);
});

test("control: the same probe loses requests where the containers are restarted without Quayside", async () => {
  const engine = await connect({ env: process.env });
  const instances = await listContainers(engine, { "quayside.app": "sample-app", "quayside.role": "instance" });
  // The others are stopped, and kept for a rollback.
  const running = instances.filter((one) => one.running);
  const end = new AbortController();
  const probing = probe("http://127.0.0.1:8080/", { rate: 100, signal: end.signal });
  const ids = running.map(({ id }) => id);
  await run("docker", ["stop", "--time", "0", ...ids]);
  // However long a container takes to begin on a busy machine: users see that nobody is there.
  const ask = () =>
    fetch("http://127.0.0.1:8080/").then(
      ({ ok }) => ok,
      () => false,
    );
  for (let tries = 0; (await ask()) && tries < 100; tries++) await new Promise((done) => setTimeout(done, 100));
  await run("docker", ["start", ...ids]);
  end.abort();
  expect(running.length).toBe(2);
  expect((await probing).failures).toBeGreaterThan(0);
});

test("a stage that fails is named, gives its exit code, and ends the run; what runs goes on", async () => {
  const { code, log, result } = await sample(["--change"], {
    TEST_COMMAND: "echo 'AssertionError: 1 is not 2' && exit 7",
  });
  expect(code).toBe(7);
  expect(log).toContain("Stage test failed");
  expect(log).toContain("AssertionError: 1 is not 2");
  expect(result).toMatchObject({ outcome: "failure", failedStage: "test" });
  expect(result.stages.filter(({ outcome }) => outcome === "not-run").map(({ stage }) => stage)).toEqual([
    "push",
    "migrate",
    "deploy",
    "verify",
  ]);
});

test("npm run sample:down leaves nothing behind", async () => {
  expect((await npm("sample:down")).code).toBe(0);
  const engine = await connect({ env: process.env });
  expect(await listContainers(engine, { "quayside.sample": "" })).toEqual([]);
  expect(await listContainers(engine, { "quayside.app": "sample-app" })).toEqual([]);
  expect(await listVolumes(engine, { "quayside.sample": "" })).toEqual([]);
  expect(await findNetwork(engine, "quayside-sample")).toBeUndefined();
  const { stdout } = await run("docker", ["images", "--quiet", "*/sample-app"]);
  expect(stdout).toBe("");
  expect(existsSync(join(root, ".cache/sample"))).toBe(false);
});
