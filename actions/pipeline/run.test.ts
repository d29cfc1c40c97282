import { expect, test } from "vitest";
import type { ActionBody } from "../../toolkit/action.ts";
import { UserError } from "../../toolkit/errors.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import type { StageSettings } from "./config.ts";
import { runPipeline } from "./run.ts";
import type { Stage } from "./stages.ts";

const stage = (name: string, body: ActionBody, flow: Stage["flow"] = () => ({})): StageSettings => ({
  stage: { name, inputs: {}, fixed: {}, flow, load: async () => body },
  inputs: { mine: name, empty: "" },
});

async function play(stages: StageSettings[], mode: "apply" | "plan" = "apply") {
  const log: string[] = [];
  const outputs: Record<string, string> = {};
  let summary = "";
  const runner = {
    ...terminalRunner({}, {}, { write: (text: string) => log.push(text) }),
    output: (name: string, value: string) => void Object.assign(outputs, { [name]: value }),
    summary: async (text: string) => {
      summary += text;
    },
  };
  let error: unknown;
  await runPipeline({ app: "shop", stages }, mode, realWorld(runner, new AbortController().signal)).catch((thrown) => {
    error = thrown;
  });
  return { log: log.join(""), outputs, summary, error, report: JSON.parse(outputs.report ?? "{}") };
}

test("what a stage sets flows to the next, and its summary into the one of the run", async () => {
  const { report, summary, outputs } = await play([
    stage("build", async ({ runner }) => {
      runner.output("image", "shop:1");
      await runner.summary("built it");
    }),
    stage(
      "deploy",
      async ({ runner }) => {
        runner.output("outcome", `deployed ${runner.input("image")}${runner.input("empty")}`);
        runner.output("url", "http://127.0.0.1:1/");
      },
      (done) => ({ image: done.get("build")?.image ?? "", empty: "!" }),
    ),
  ]);
  expect(report).toMatchObject({ version: 1, outcome: "success", app: "shop" });
  expect(report.stages.map((one: { did: string }) => one.did)).toEqual(["done shop:1", "deployed shop:1!"]);
  expect(summary).toContain("<summary>build</summary>\n\nbuilt it");
  expect(summary).toMatch(/```mermaid\ngantt\n.*section build\n.*section deploy/s);
  expect(outputs).toMatchObject({
    outcome: "success",
    image: "shop:1",
    url: "http://127.0.0.1:1/",
    "failed-stage": "",
  });
});

test("a stage that fails ends the run with its name and its exit code; its outputs are kept, later stages do not run", async () => {
  let ran = false;
  const { error, report, outputs, summary } = await play([
    stage("test", async ({ runner }) => {
      runner.output("tests", "3");
      runner.output("failed", "1");
      await runner.summary("one is red");
      throw new UserError("1 test failed", { exitCode: 7, hint: "look at it" });
    }),
    stage("deploy", async () => {
      ran = true;
    }),
  ]);
  expect(error).toMatchObject({ message: "Stage test failed: 1 test failed", exitCode: 7, hint: "look at it" });
  expect(ran).toBe(false);
  expect(report).toMatchObject({ outcome: "failure", failedStage: "test", error: "1 test failed" });
  expect(report.stages.map((one: { outcome: string }) => one.outcome)).toEqual(["failure", "not-run"]);
  expect(outputs).toMatchObject({ outcome: "failure", "failed-stage": "test", tests: "3" });
  // The stage that failed is open.
  expect(summary).toContain("<details open><summary>test</summary>\n\none is red");
});

test("a bug in a stage stays a bug", async () => {
  const { error, report } = await play([stage("build", async () => void (null as unknown as { x: number }).x)]);
  expect(error).toBeInstanceOf(TypeError);
  expect(report.outcome).toBe("failure");
});

test("in plan mode every stage is asked for its plan", async () => {
  const modes: string[] = [];
  const body: ActionBody = async ({ runner }) => void modes.push(runner.input("mode"));
  const { report } = await play([stage("build", body), stage("deploy", body)], "plan");
  expect(modes).toEqual(["plan", "plan"]);
  expect(report.outcome).toBe("planned");
});

test("a secret of a stage reaches neither outputs nor the report", async () => {
  const { outputs, summary, log } = await play([
    stage("migrate", async ({ runner }) => {
      runner.mask("s3cr3t-pass");
      runner.output("current", "s3cr3t-pass");
      runner.info("at s3cr3t-pass");
      throw new UserError("cannot reach postgres://u:s3cr3t-pass@h");
    }),
  ]);
  expect(JSON.stringify([outputs, log])).not.toContain("s3cr3t");
  expect(summary).not.toContain("s3cr3t");
});
