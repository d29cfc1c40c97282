import { outputsOf } from "../../toolkit/action.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";
import type { PipelineConfig, StageSettings } from "./config.ts";
import { markdownOf, type PipelineReport, type StageReport, whatItDid } from "./report.ts";
import { spec } from "./spec.ts";
import { stageRunner } from "./stage-runner.ts";
import { imageOf } from "./stages.ts";

/**
 * Runs the stages in order. The first that fails ends the run: those after it are reported as not run.
 * `folder` is that of the pipeline file, from the root of the repository.
 * Outputs and the summary are written in either case; then the failure is thrown, with the stage's name in front.
 */
export async function runPipeline(
  config: PipelineConfig,
  mode: "apply" | "plan",
  world: World,
  folder = "",
): Promise<void> {
  const { runner, clock } = world;
  const start = clock.elapsed();
  const done = new Map<string, Readonly<Record<string, string>>>();
  const reports: StageReport[] = [];
  const sections: { stage: string; markdown: string }[] = [];
  let failure: { stage: string; error: unknown } | undefined;

  for (const settings of config.stages) {
    const { name } = settings.stage;
    if (failure) {
      reports.push({
        stage: name,
        outcome: "not-run",
        did: `not run, since ${failure.stage} failed`,
        durationMs: 0,
        outputs: {},
      });
      continue;
    }
    const inputs = {
      ...settings.stage.flow(done, config.app),
      ...given(settings),
      ...(mode === "plan" ? { mode: "plan" } : {}),
    };
    const stage = stageRunner(runner, inputs, folder);
    const began = clock.elapsed();
    const report = (outcome: StageReport["outcome"], did: string) => {
      const durationMs = Math.round(clock.elapsed() - began);
      reports.push({ stage: name, outcome, did, durationMs, outputs: { ...stage.outputs } });
      sections.push({ stage: name, markdown: stage.markdown });
      return durationMs;
    };
    try {
      await runner.group(name, async () => {
        const planned = mode === "plan" ? settings.stage.plan : undefined;
        const body = planned ?? (await settings.stage.load());
        await body({ ...world, runner: stage });
        const did = whatItDid(name, stage.outputs);
        const took = report(mode === "plan" ? "planned" : "success", did);
        runner.info(`✓ ${name}: ${did} (${formatDuration(took)})`);
      });
      done.set(name, stage.outputs);
    } catch (error) {
      failure = { stage: name, error };
      report("failure", runner.redact(messageOf(error).split("\n")[0] ?? "failed"));
    }
  }

  const total = Math.round(clock.elapsed() - start);
  const outcome = failure ? "failure" : mode === "plan" ? "planned" : "success";
  const report: PipelineReport = {
    version: 1,
    outcome,
    app: config.app,
    ...(failure ? { failedStage: failure.stage, error: runner.redact(messageOf(failure.error)) } : {}),
    durationMs: total,
    stages: reports,
  };
  const of = (stage: string, output: string) => reports.find((one) => one.stage === stage)?.outputs[output] ?? "";
  outputsOf(
    spec,
    runner,
  )({
    outcome,
    "failed-stage": failure?.stage ?? "",
    image: imageOf(new Map(reports.map((one) => [one.stage, one.outputs]))) ?? "",
    digest: of("push", "digest") || of("build", "digest"),
    tests: of("test", "tests"),
    coverage: of("test", "coverage"),
    applied: of("migrate", "applied"),
    url: of("deploy", "url"),
    "duration-ms": total,
    report: { ...report },
  });
  await runner.summary(markdownOf(report, sections));
  if (failure) throw failed(failure);
}

// An input that is set to nothing must not hide what an earlier stage gives.
function given(settings: StageSettings): Record<string, string> {
  return Object.fromEntries(Object.entries(settings.inputs).filter(([, text]) => text !== ""));
}

function failed({ stage, error }: { stage: string; error: unknown }): unknown {
  if (!(error instanceof UserError)) return error;
  return new UserError(`Stage ${stage} failed: ${messageOf(error)}`, {
    exitCode: error.exitCode,
    ...(error.hint ? { hint: error.hint } : {}),
  });
}
