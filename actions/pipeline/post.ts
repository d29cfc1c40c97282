import type { ActionBody } from "../../toolkit/action.ts";
import type { Runner } from "../../toolkit/runner.ts";

/** State of the stages, by their ids. */
export type States = Readonly<Record<string, Readonly<Record<string, string>>>>;

const KEY = "stages";

/** Hands what stages have saved on to the post step; the last one that is saved counts. */
export function saveStates(runner: Pick<Runner, "saveState">, states: States): void {
  runner.saveState(KEY, JSON.stringify(states));
}

/** At the end of the job: what the post step of a stage's action does, which is deploy's alone so far. */
export const post: ActionBody = async (world) => {
  const { runner } = world;
  const states = JSON.parse(runner.state(KEY) || "{}") as States;
  const { closeLeft } = await import("../deploy/deployment.ts");
  for (const state of Object.values(states)) {
    const stage: Runner = { ...runner, state: (name) => state[name] ?? "" };
    await closeLeft({ ...world, runner: stage }, runner.input("token"));
  }
};
