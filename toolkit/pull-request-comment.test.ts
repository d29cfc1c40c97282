import { expect, test } from "vitest";
import type { GitHub } from "./github.ts";
import { commentOnPullRequest } from "./pull-request-comment.ts";
import { terminalRunner } from "./runner-terminal.ts";
import { realWorld, type World } from "./world.ts";

async function play(github: Partial<GitHub> | undefined) {
  const log: string[] = [];
  const runner = terminalRunner({}, {}, { write: (text) => log.push(text) });
  runner.mask("hunter2222");
  const world: World = {
    ...realWorld(runner, new AbortController().signal),
    github: async () => github as GitHub | undefined,
  };
  const url = await commentOnPullRequest(world, { token: "t", key: "migrate", markdown: "at hunter2222" });
  return { url, log: log.join("") };
}

test("the comment's address is given, and no secret is in its text", async () => {
  const asked: unknown[] = [];
  const { url } = await play({
    pullRequest: async () => 7,
    comment: async (...args) => {
      asked.push(args);
      return { id: 1, url: "https://example.com/7#1", updated: false };
    },
  });
  expect(url).toBe("https://example.com/7#1");
  expect(asked).toEqual([[7, "migrate", "at ***", false]]);
});

test("no pull request, no token or no permission is no failure", async () => {
  expect(await play(undefined)).toMatchObject({ url: undefined, log: expect.stringContaining("no pull request") });
  expect((await play({ pullRequest: async () => undefined })).url).toBeUndefined();
  expect((await play({ pullRequest: async () => 7, comment: async () => undefined })).url).toBeUndefined();
});

test("an error is a warning", async () => {
  const { url, log } = await play({ pullRequest: () => Promise.reject(new Error("the network is gone")) });
  expect(url).toBeUndefined();
  expect(log).toContain("warning: The comment on the pull request could not be written: the network is gone");
});
