import { expect, test } from "vitest";
import { FakeGitHub, refusals } from "../../test/support/github-api.ts";
import { connectGitHub } from "../../toolkit/github.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld, type World } from "../../toolkit/world.ts";
import { closeLeft, showDeployment } from "./deployment.ts";
import type { DeployReport } from "./report.ts";

const GITHUB = {
  GITHUB_REPOSITORY: "acme/shop",
  GITHUB_SHA: "abc",
  GITHUB_SERVER_URL: "https://github.test",
  GITHUB_RUN_ID: "7",
};

/** A run of the main step and one of the post step after it, with a fake GitHub that both ask. */
function job(signal = new AbortController().signal) {
  const fake = new FakeGitHub();
  const state: Record<string, string> = {};
  const warnings: string[] = [];
  const world = (own: AbortSignal): World => {
    const runner = terminalRunner({ app: "shop" }, GITHUB, { write: () => {} });
    const keeping = {
      ...runner,
      annotate: (_: string, message: string) => void warnings.push(message),
      saveState(name: string, value: string) {
        state[name] = value;
      },
      state: (name: string) => state[name] ?? "",
    };
    const clock = { now: () => Date.now(), elapsed: () => performance.now(), sleep: async () => {} };
    return {
      ...realWorld(keeping, own),
      github: (token) => connectGitHub(token, { runner: keeping, clock, signal: own, fetch: fake.fetch }),
    };
  };
  return { fake, state, warnings, main: world(signal), post: world(new AbortController().signal) };
}

const wish = { token: "ghs_x", environment: "production", url: "" };
const report = (outcome: string, reason?: string) =>
  ({ outcome, url: "http://10.0.0.5", ...(reason ? { reason } : {}) }) as DeployReport;
const states = (fake: FakeGitHub) => fake.deployments.map(({ statuses }) => statuses.map(({ state }) => state));

test.each([
  ["deployed", "success"],
  ["unchanged", "success"],
  ["rolled-back", "failure"],
  ["failed-before-switch", "failure"],
  ["rollback-failed", "failure"],
])(
  "a deploy that ended as %s is told to GitHub as %s, and the post step has nothing left to do",
  async (outcome, state) => {
    const { fake, main, post, warnings } = job();
    const shown = showDeployment(main, wish);
    await shown.close(report(outcome, "it broke\nat line 2"));
    await closeLeft(post, "ghs_x");
    expect(states(fake)).toEqual([["in_progress", state]]);
    expect(fake.deployments[0]).toMatchObject({ ref: "abc", environment: "production" });
    expect(fake.deployments[0]?.statuses[1]).toMatchObject({
      description: `${outcome}: it broke`,
      environment_url: "http://10.0.0.5",
      log_url: "https://github.test/acme/shop/actions/runs/7",
    });
    expect(await shown.id).toBe(fake.deployments[0]?.id);
    expect(warnings).toEqual([]);
  },
);

test("a cancelled run leaves it to the post step, which closes it as inactive", async () => {
  const stop = new AbortController();
  const { fake, main, post } = job(stop.signal);
  const shown = showDeployment(main, wish);
  await shown.id;
  stop.abort(new Error("asked to stop"));
  await shown.close(report("failed-before-switch"));
  expect(states(fake)).toEqual([["in_progress"]]);
  await closeLeft(post, "ghs_x");
  expect(states(fake)).toEqual([["in_progress", "inactive"]]);
});

test("control: without the post step a killed run leaves it in progress", async () => {
  const { fake, main } = job();
  await showDeployment(main, wish).id;
  expect(states(fake)).toEqual([["in_progress"]]);
});

test.each([
  ["lacks a permission", refusals.permission("deployments=write")],
  ["is refused", refusals.invalid],
  ["is limited for an hour", refusals.primaryLimit(Math.floor(Date.now() / 1000) + 3600)],
  ["meets a broken server", refusals.broken],
])("a deploy that %s is not shown, with a warning, and goes on", async (_, answer) => {
  const { fake, main, post, warnings } = job();
  fake.fail("POST", /deployments$/, answer, answer, answer, answer);
  const shown = showDeployment(main, wish);
  expect(await shown.id).toBeUndefined();
  await shown.close(report("deployed"));
  await closeLeft(post, "ghs_x");
  expect(warnings[0]).toContain('The deployment to "production" was not created');
});

test("an end that could not be told is told again by the post step, as it was", async () => {
  const { fake, main, post, warnings } = job();
  const shown = showDeployment(main, wish);
  await shown.id;
  fake.fail("POST", /statuses$/, refusals.permission("deployments=write"));
  await shown.close(report("deployed"));
  expect(warnings).toHaveLength(1);
  await closeLeft(post, "ghs_x");
  expect(states(fake)).toEqual([["in_progress", "success"]]);
  expect(fake.deployments[0]?.statuses[1]).toMatchObject({
    description: "deployed",
    environment_url: "http://10.0.0.5",
  });
});

test("who goes back shows the commit of the release that comes back, where the host knows it", async () => {
  for (const commit of [Promise.resolve("older"), Promise.resolve(""), Promise.reject(new Error("no host"))]) {
    const { fake, main } = job();
    await showDeployment(main, { ...wish, commit }).id;
    expect(fake.deployments[0]?.ref).toBe((await commit.catch(() => "")) || "abc");
  }
});

test("where no environment is named nothing is asked", async () => {
  const { fake, main } = job();
  await showDeployment(main, { ...wish, environment: "" }).close(report("deployed"));
  expect(fake.asked).toEqual([]);
});
