import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeCacheService } from "../../../test/support/cache-service.ts";
import { FakeGitHub, refusals } from "../../../test/support/github-api.ts";
import { zipOf } from "../../../test/support/zip.ts";
import { connectGitHub } from "../../../toolkit/github.ts";
import { terminalRunner } from "../../../toolkit/runner-terminal.ts";
import { realWorld, type World } from "../../../toolkit/world.ts";
import { makeStore } from "./make-store.ts";
import { parseStore, type Store } from "./store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayside-store-"));
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

const log: string[] = [];
function worldOf(env: Record<string, string>, more: Partial<World> = {}): World {
  log.length = 0;
  const runner = terminalRunner({}, env, { write: (text: string) => log.push(text) });
  return { ...realWorld(runner, new AbortController().signal, folder), ...more };
}

function onGitHub(github: FakeGitHub): World {
  const world = worldOf({ GITHUB_REPOSITORY: "acme/shop" });
  return { ...world, github: async (token) => connectGitHub(token, { runner: world.runner, fetch: github.fetch }) };
}

const settings = () => ({ token: "t", branch: "main", reportDir: join(folder, "report") });
const open = (world: World, choice: string) => makeStore(world, parseStore(choice) as never, settings());
const append = (store: Store, line: string) =>
  store.update((stored) => ({ text: [...stored, line].join(""), badge: "<svg/>" }));

/** Each kind of store: how it is opened, and what has to happen before what is written can be read. */
const kinds: Record<string, () => { open: () => Promise<Store>; delivered: () => Promise<void> }> = {
  file: () => ({ open: () => open(worldOf({}), "./a/history.json"), delivered: async () => {} }),
  cache: () => {
    const service = new FakeCacheService();
    let run = 0;
    return {
      open: () => open(worldOf({ ...service.env, GITHUB_RUN_ID: String(++run) }, { fetch: service.fetch }), "cache"),
      delivered: async () => {},
    };
  },
  branch: () => {
    const github = new FakeGitHub();
    return { open: () => open(onGitHub(github), "branch"), delivered: async () => {} };
  },
  artifact: () => {
    const github = new FakeGitHub();
    return {
      open: () => open(onGitHub(github), "artifact"),
      // What the step with actions/upload-artifact does.
      delivered: async () => {
        const text = await readFile(join(folder, "report/history.json"), "utf8");
        github.artifacts.unshift(artifact(github.artifacts.length + 1, text));
      },
    };
  },
};

function artifact(id: number, text: string, run: object = {}) {
  const workflow_run = { head_branch: "main", head_sha: "a", repository_id: 1, head_repository_id: 1, ...run };
  return { id, name: "test-history", expired: false, archive: zipOf({ "history.json": text }), workflow_run };
}

describe.each(Object.keys(kinds))("the store %s", (kind) => {
  test("holds nothing at first, then what was written, and is written again", async () => {
    const { open: again, delivered } = (kinds[kind] as (typeof kinds)[string])();
    expect(await (await again()).load()).toEqual([]);
    await append(await again(), "one ");
    await delivered();
    expect((await (await again()).load())[0]).toBe("one ");
    await append(await again(), "two");
    await delivered();
    expect((await (await again()).load())[0]).toBe("one two");
  });
});

test("branch: a run that was faster loses nothing, and a badge lies beside the history", async () => {
  const github = new FakeGitHub();
  github.commit("test-history", { "history.json": "first ", "README.md": "kept" });
  const store = await open(onGitHub(github), "branch");
  let calls = 0;
  await store.update(([stored]) => {
    if (++calls === 1) github.commit("test-history", { "history.json": `${stored}other ` });
    return { text: `${stored}mine`, badge: "<svg/>" };
  });
  expect(calls).toBe(2);
  expect(github.files("test-history")).toEqual({
    "history.json": "first other mine",
    "badge.svg": "<svg/>",
    "README.md": "kept",
  });
});

test("branch: two runs that both make it do not lose one another", async () => {
  const github = new FakeGitHub();
  const store = await open(onGitHub(github), "branch");
  let calls = 0;
  await store.update(([stored = ""]) => {
    if (++calls === 1) github.commit("test-history", { "history.json": "other " });
    return { text: `${stored}mine`, badge: "" };
  });
  expect(github.files("test-history")?.["history.json"]).toBe("other mine");
});

test("branch and artifact: without permission it is said which one is missing", async () => {
  const github = new FakeGitHub();
  github.fail("GET", /./, refusals.permission("contents=read"), refusals.permission("actions=read"));
  await expect((await open(onGitHub(github), "branch")).load()).rejects.toThrow(/could not be read/);
  expect(log.join("")).toContain("contents: read");
  await expect((await open(onGitHub(github), "artifact")).load()).rejects.toThrow(/could not be listed/);
  expect(log.join("")).toContain("actions: read");
});

test("artifact: those of a fork, of another branch and expired ones are left alone; the newest three are read", async () => {
  const github = new FakeGitHub();
  const mine = ["e", "d", "c", "b"].map((text, index) => artifact(10 + index, text));
  github.artifacts.push(
    artifact(1, "evil", { head_repository_id: 2 }),
    artifact(2, "topic", { head_branch: "topic" }),
    { ...artifact(3, "old"), expired: true },
    ...mine,
  );
  expect(await (await open(onGitHub(github), "artifact")).load()).toEqual(["e", "d", "c"]);
});

test("artifact: the token does not go to the host that the archive lies on", async () => {
  const github = new FakeGitHub();
  await using api = await github.listen();
  github.artifacts.push(artifact(1, "x"));
  const world = worldOf({ GITHUB_REPOSITORY: "acme/shop", GITHUB_API_URL: api.url });
  expect(await (await open(world, "artifact")).load()).toEqual(["x"]);
  const [asked, followed] = github.requests("GET", /zip$|signed/);
  expect(asked?.authorization).toMatch(/t$/);
  expect(followed).toMatchObject({ path: "/signed/1", authorization: "" });
});

test("cache: the token is hidden, a key that is taken and a service that refuses are told without a signed address", async () => {
  const service = new FakeCacheService();
  const env = { ...service.env, GITHUB_RUN_ID: "7" };
  const world = worldOf(env, { fetch: service.fetch });
  const store = await open(world, "cache");
  world.runner.info(`token ${service.env.ACTIONS_RUNTIME_TOKEN}`);
  expect(log.join("")).not.toContain(service.env.ACTIONS_RUNTIME_TOKEN);
  service.readOnly = true;
  await expect(append(store, "x")).rejects.toThrow(/did not take the key quayside-test-history-7-1-/);
  const down = worldOf(env, { fetch: async () => new Response("see https://blobs.test/blob?sig=s", { status: 503 }) });
  await expect((await open(down, "cache")).load()).rejects.toThrow(/did not look up the cache: it answers 503 see …$/);
});

test("cache: only on GitHub's runner; branch and artifact: only with a token", async () => {
  await expect(open(worldOf({}), "cache")).rejects.toThrow(/needs the cache service/);
  await expect(open(worldOf({}), "branch")).rejects.toThrow(/needs a token/);
});

test("file: what cannot be read is told", async () => {
  await writeFile(join(folder, "a.txt"), "");
  await expect((await open(worldOf({}), "./a.txt/b.json")).load()).rejects.toThrow(/cannot be read/);
});

test.each([
  ["artifact", { kind: "artifact", name: "test-history" }],
  ["cache:unit", { kind: "cache", name: "unit" }],
  ["branch:ci/history", { kind: "branch", name: "ci/history" }],
  [".cache/history.json", { kind: "file", name: ".cache/history.json" }],
  ["/var/lib/ci/history.json", { kind: "file", name: "/var/lib/ci/history.json" }],
])("%s", (text, choice) => {
  expect(parseStore(text)).toEqual(choice);
});

test.each(["s3", "branch:", "branch:a..b", "cache:-x"])("%s is no store", (text) => {
  expect(() => parseStore(text)).toThrow();
});
