import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import type { PlannedStage } from "./config/planned.ts";
import { runPipeline } from "./run.ts";
import { STAGES, type Stage } from "./stages.ts";

const stage = (name: string, rest: Partial<Stage>, more: Partial<PlannedStage> = {}): PlannedStage => ({
  id: name,
  stage: {
    name,
    inputs: {},
    fixed: {},
    gives: {},
    after: [],
    lasting: false,
    load: async () => async () => {},
    ...rest,
  },
  app: { key: "", name: "shop", folder: "" },
  inputs: () => ({ image: "shop:1", app: "shop", hosts: "tcp://127.0.0.1:1" }),
  at: "pipeline.yml:1:1",
  needs: [],
  ...more,
});

/** Runs a build that takes a while before the stage that is given; returns what was said. */
async function play(second: PlannedStage, mode: "apply" | "plan" = "apply"): Promise<string[]> {
  const log: string[] = [];
  const runner = terminalRunner({}, {}, { write: (text: string) => log.push(...text.split("\n")) });
  const slow = async () => async () => {
    await new Promise((done) => setTimeout(done, 500));
    log.push("built");
  };
  const stages = [stage("build", { load: slow }), second];
  const config = { app: "shop", environment: "", apps: [], stages, notes: [] };
  await runPipeline(config, realWorld(runner, new AbortController().signal, tmpdir()), { mode });
  return log.filter((line) => /^built$|as it is now/.test(line));
}

const real = STAGES.find(({ name }) => name === "deploy")?.reach as NonNullable<Stage["reach"]>;
const needs = ["build"];

test("a host that cannot be reached is told of while the image is being built", async () => {
  const said = await play(stage("deploy", { reach: real }, { needs }));
  expect(said).toEqual([expect.stringMatching(/deploy will fail as it is now: .*127\.0\.0\.1:1/), "built"]);
});

test("nobody is asked who comes first anyway, is left out, or is only planned, or where no host is named", async () => {
  expect(await play(stage("deploy", { reach: real }))).toEqual(["built"]);
  expect(await play(stage("deploy", { reach: real }, { needs, skip: "main is not here" }))).toEqual(["built"]);
  expect(await play(stage("deploy", { reach: real }, { needs }), "plan")).toEqual(["built"]);
  expect(await play(stage("deploy", { reach: real }, { needs, inputs: () => ({}) }))).toEqual(["built"]);
});

test("a host that does not answer holds nothing up, and is left alone before the stage itself begins", async () => {
  let open = false;
  const reach: Stage["reach"] = ({ signal }) => {
    open = true;
    return new Promise((_, fail) => {
      signal.addEventListener("abort", () => {
        open = false;
        fail(signal.reason);
      });
    });
  };
  const seen: boolean[] = [];
  const load = async () => async () => void seen.push(open);
  expect(await play(stage("deploy", { reach, load }, { needs }))).toEqual(["built"]);
  expect(seen).toEqual([false]);
});
