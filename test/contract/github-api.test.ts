import { expect, test } from "vitest";
import { marker } from "../../toolkit/github/comments.ts";
import { connectGitHub } from "../../toolkit/github.ts";
import { FakeGitHub, refusals } from "../support/github-api.ts";

/** A connection over HTTP, by the client that @actions/github brings, as an action has it. */
async function connected(fake: FakeGitHub, url: string) {
  const warnings: string[] = [];
  const debug: string[] = [];
  const github = await connectGitHub("ghs_hunter22", {
    runner: {
      env: { GITHUB_REPOSITORY: "acme/shop", GITHUB_API_URL: `${url}/` },
      annotate: (_, message) => warnings.push(message),
      debug: (text) => debug.push(text),
    },
    clock: { now: () => Date.now(), elapsed: () => performance.now(), sleep: async () => {} },
  });
  if (!github) throw new Error("not connected");
  return { github, warnings, debug, fake };
}

test("a sticky comment over HTTP: paged through, made, changed; the token goes along", async () => {
  const fake = new FakeGitHub();
  await using api = await fake.listen();
  const { github, warnings } = await connected(fake, api.url);
  for (let n = 0; n < 150; n++) fake.comment(7, `chatter ${n}`);
  const first = await github.comment(7, "pipeline", "first");
  const second = await github.comment(7, "pipeline", "second");
  expect(second).toMatchObject({ id: first?.id, updated: true });
  expect(fake.comments.get(7)?.at(-1)?.body).toBe(`${marker("pipeline")}\nsecond`);
  expect(fake.asked.map(({ method, query }) => `${method} ${query.per_page ?? ""} ${query.page ?? ""}`.trim())).toEqual(
    ["GET 100", "GET 100 2", "POST", "GET 100", "GET 100 2", "PATCH"],
  );
  expect(new Set(fake.asked.map(({ authorization }) => authorization))).toEqual(new Set(["token ghs_hunter22"]));
  expect(warnings).toEqual([]);
});

test("a refusal, a limit and a broken server over HTTP; the token is in no line that is told", async () => {
  const fake = new FakeGitHub();
  await using api = await fake.listen();
  const { github, warnings, debug } = await connected(fake, api.url);
  const check = { name: "c", sha: "abc", conclusion: "success", title: "t", summary: "s" } as const;
  fake.fail("POST", /check-runs$/, refusals.permission("checks=write"));
  expect(await github.checkRun(check)).toBeUndefined();
  fake.fail("POST", /check-runs$/, refusals.secondaryLimit(1));
  expect(await github.checkRun(check)).toMatchObject({ id: expect.any(Number) });
  fake.fail("GET", /compare/, refusals.broken, refusals.broken, refusals.broken, refusals.broken);
  expect(await github.compare("a", "b")).toBeUndefined();
  expect(warnings).toEqual([
    expect.stringContaining("`checks: write`"),
    expect.stringMatching(/^a and b were not compared: GitHub's API did not answer well: Server Error/),
  ]);
  expect(debug.length).toBeGreaterThan(0);
  expect(warnings.join() + debug.join()).not.toContain("hunter22");
});

test("an API that is not there is a warning", async () => {
  const fake = new FakeGitHub();
  const { url } = await fake.listen().then(async (api) => {
    await api[Symbol.asyncDispose]();
    return api;
  });
  const { github, warnings } = await connected(fake, url);
  expect(await github.pullRequest()).toBeUndefined();
  expect(await github.compare("a", "b")).toBeUndefined();
  expect(warnings).toEqual([expect.stringMatching(/did not answer well: .*ECONNREFUSED/s)]);
});
