import { expect, test } from "vitest";
import type { Runner } from "../../toolkit/runner.ts";
import { realWorld } from "../../toolkit/world.ts";
import { post, saveStates } from "./post.ts";
import { stageRunner } from "./stage-runner.ts";

/** Runs stages that save state, then the post step; gives the deployments that it closed, each with its token. */
async function after(stages: Record<string, Record<string, string>>): Promise<unknown[]> {
  const saved: Record<string, string> = {};
  const runner = {
    env: {},
    input: (name: string) => (name === "token" ? "t0ken" : ""),
    state: (name: string) => saved[name] ?? "",
    saveState: (name: string, value: string) => {
      saved[name] = value;
    },
  } as unknown as Runner;
  const states: Record<string, Record<string, string>> = {};
  for (const [id, state] of Object.entries(stages)) {
    const onState = (all: Readonly<Record<string, string>>) => {
      states[id] = all;
      saveStates(runner, states);
    };
    const stage = stageRunner(runner, { inputs: {}, log: {} as never, onState });
    for (const [name, value] of Object.entries(state)) stage.saveState(name, value);
  }
  const closed: unknown[] = [];
  const github = async (token: string) => ({
    openDeployment: (id: number) => ({ status: async (state: string) => closed.push([token, id, state]) }),
  });
  await post({ ...realWorld(runner, new AbortController().signal), github: github as never });
  return closed;
}

test("deployments that stages left open are closed, those that were closed are left alone", async () => {
  const left = { "api/deploy": { "deployment-id": "7" }, "web/deploy": { "deployment-id": "8" } };
  expect(await after({ ...left, build: { other: "x" } })).toEqual([
    ["t0ken", 7, "inactive"],
    ["t0ken", 8, "inactive"],
  ]);
  expect(await after({ deploy: { "deployment-id": "9", "deployment-closed": "true" } })).toEqual([]);
  expect(await after({})).toEqual([]);
});
