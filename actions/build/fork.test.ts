import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pushWithheld, restrictedRun } from "./fork.ts";

const ENV = { GITHUB_EVENT_NAME: "pull_request", GITHUB_REPOSITORY: "acme/shop", GITHUB_ACTOR: "someone" };

test.each<[env: object, payload: unknown, restricted: string | undefined]>([
  [{}, { pull_request: { head: { repo: { full_name: "acme/shop" } } } }, undefined],
  [{}, { pull_request: { head: { repo: { full_name: "other/shop" } } } }, "a pull request from a fork"],
  [{}, { pull_request: { head: { repo: null } } }, "a pull request from a fork"],
  [{ GITHUB_ACTOR: "dependabot[bot]" }, {}, "a pull request of Dependabot"],
  [{ GITHUB_EVENT_NAME: "push" }, { pull_request: { head: { repo: { full_name: "other/shop" } } } }, undefined],
  [
    { GITHUB_EVENT_NAME: "pull_request_target" },
    { pull_request: { head: { repo: { full_name: "other/shop" } } } },
    undefined,
  ],
  [{}, "broken", undefined],
])("%j with %j is %s", async (env, payload, restricted) => {
  const folder = await mkdtemp(join(tmpdir(), "quayside-fork-"));
  const path = join(folder, "event.json");
  await writeFile(path, payload === "broken" ? "{" : JSON.stringify(payload));
  expect(await restrictedRun({ ...ENV, GITHUB_EVENT_PATH: path, ...env })).toBe(restricted);
  await rm(folder, { recursive: true });
});

test("withholds a push of a restricted run, except to loopback", () => {
  const registries = [{ host: "ghcr.io", username: "me", password: "" }];
  expect(pushWithheld({ tags: ["ghcr.io/a/b:1"], registries }, "a pull request from a fork")).toContain(
    "no credentials for ghcr.io",
  );
  expect(
    pushWithheld({ tags: ["localhost:5000/b:1", "127.0.0.1:1/c:1"], registries }, "a pull request from a fork"),
  ).toBeUndefined();
  expect(pushWithheld({ tags: ["localhost/b:1"], registries }, undefined)).toBeUndefined();
});

test("an empty password in any other run is a mistake", () => {
  const registries = [{ host: "ghcr.io", username: "me", password: "" }];
  expect(() => pushWithheld({ tags: ["ghcr.io/a/b:1"], registries }, undefined)).toThrow("no password for ghcr.io");
});
