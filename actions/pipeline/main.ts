import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { type ActionBody, outputsOf } from "../../toolkit/action.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { type InputsOf, readInputs } from "../../toolkit/inputs.ts";
import { commentOnPullRequest } from "../../toolkit/pull-request-comment.ts";
import type { Runner } from "../../toolkit/runner.ts";
import type { World } from "../../toolkit/world.ts";
import { readYamlTree } from "../../toolkit/yaml.ts";
import { checkInputs } from "./check-inputs.ts";
import { readConfig } from "./config/config.ts";
import type { PipelineConfig } from "./config/planned.ts";
import { runFacts } from "./facts.ts";
import { markdownOf } from "./report.ts";
import { reuseIn } from "./reuse.ts";
import { type Run, runPipeline } from "./run.ts";
import { spec } from "./spec.ts";
import { STAGES } from "./stages.ts";
import { imageOf } from "./values.ts";

type Inputs = InputsOf<typeof spec.inputs>;

/** Reads the pipeline file and runs its stages. Outputs, summary and reports are written whatever became of them. */
export const main: ActionBody = async (world) => {
  const { runner } = world;
  const inputs = readInputs(spec.inputs, runner);
  const path = resolve(world.workspace, inputs.file);
  const folder = dirname(path);
  const config = await configOf(world, inputs, path);
  for (const note of config.notes) runner.info(`· ${note}`);
  await checkInputs(config, inputs.mode, runner);
  const reports = inputs.reportDir && resolve(world.workspace, inputs.reportDir);
  const cache = cacheFolder(world, inputs.cacheDir);
  const run = await runPipeline(
    config,
    { ...world, workspace: folder },
    {
      mode: inputs.mode,
      folder: relative(world.workspace, folder),
      fresh: inputs.fresh,
      parallel: inputs.maxParallel,
      reuse: reuseIn(
        cache,
        [cache, reports].filter((one) => one !== ""),
      ),
      ...(reports ? { reportDir: reports } : {}),
    },
  );
  tell(run, config, runner);
  const markdown = markdownOf(run.report, run.sections);
  await runner.summary(markdown);
  if (reports) {
    const { writeReports } = await import("./html/write-reports.ts");
    const page = await writeReports(run, markdown, reports, runner.redact);
    outputsOf(spec, runner)({ "report-path": page });
  }
  if (inputs.token && !world.signal.aborted) {
    const comment = markdownOf(run.report, run.sections, "comment");
    const url = await commentOnPullRequest(world, { token: inputs.token, key: inputs.commentKey, markdown: comment });
    if (url) outputsOf(spec, runner)({ "comment-url": url });
  }
  fail(run, world);
};

async function configOf(world: World, inputs: Inputs, path: string): Promise<PipelineConfig> {
  const { runner } = world;
  const folder = dirname(path);
  const text = await readFile(path, "utf8").catch((error) => {
    throw new UserError(`There is no pipeline file at ${path}`, {
      hint: "`npx quayside init` writes one for this repository; one of another name is named with the input `file`.",
      cause: error,
    });
  });
  const file = relative(world.workspace, path);
  const config = readConfig(readYamlTree(file, text), {
    file,
    known: STAGES,
    only: inputs.stages,
    environment: inputs.environment,
    mode: inputs.mode,
    variables: withSecrets(inputs.variables, runner),
    // Only a file that asks for paths is worth asking git what changed.
    facts: await runFacts({ ...world, workspace: folder }, { base: inputs.base, paths: /\bpaths\b/.test(text) }),
    folder: relative(world.workspace, folder),
    exists: (one) => existsSync(join(folder, one)),
    mask: runner.mask,
  });
  const idle = await Promise.all(
    config.stages.map(
      async ({ stage, inputs: of, app }) => (await stage.idle?.(of({}), join(folder, app.folder))) ?? false,
    ),
  );
  return { ...config, stages: config.stages.filter((_, index) => !idle[index]) };
}

/** The variables of the environment and, before them, those that are secret, of which each value is hidden from now on. */
function withSecrets(secrets: ReadonlyMap<string, string>, { env, mask }: Runner): Runner["env"] {
  for (const value of secrets.values()) mask(value);
  // Asked for one by one: the environment may be one that makes its variables up when asked.
  return new Proxy(env, { get: (_, name: string) => secrets.get(name) ?? env[name] });
}

function cacheFolder({ runner, workspace }: World, named: string): string {
  if (named) return resolve(workspace, named);
  return join(runner.env.XDG_CACHE_HOME || join(runner.env.HOME || homedir(), ".cache"), "quayside");
}

function tell({ report, failures }: Run, config: PipelineConfig, runner: Runner): void {
  // Of several apps, the first that has a value.
  const outputs = (stage: string) =>
    config.stages
      .filter((one) => one.stage.name === stage)
      .map(({ id }) => report.stages.find((one) => one.stage === id)?.outputs ?? {});
  const of = (stage: string, output: string) => outputs(stage).find((one) => one[output])?.[output] ?? "";
  const done = new Map(["build", "push"].map((stage) => [stage, outputs(stage)[0] ?? {}]));
  const applied = [...outputs("migrate"), ...outputs("migrate-post")]
    .map((one) => one.applied)
    .filter((one) => one !== undefined);
  outputsOf(
    spec,
    runner,
  )({
    outcome: report.outcome,
    "failed-stage": failures[0]?.stage ?? "",
    image: done.get("push")?.refs ? (imageOf(done) ?? "") : of("build", "image"),
    digest: of("push", "digest") || of("build", "digest"),
    tests: of("test", "tests"),
    coverage: of("test", "coverage"),
    applied: applied.length === 0 ? "" : applied.reduce((sum, one) => sum + Number(one), 0),
    url: of("deploy", "url"),
    "duration-ms": report.durationMs,
    report: { ...report },
  });
}

/** Throws what the run failed with: the first failure with the stage's name in front, the others as remarks. */
function fail({ failures }: Run, { runner, signal }: World): void {
  const [first, ...others] = failures;
  throwIfAborted(first ? undefined : signal);
  if (first === undefined) return;
  for (const { stage, error } of others) runner.annotate("error", `Stage ${stage} failed: ${messageOf(error)}`);
  const { stage, error } = first;
  if (!(error instanceof UserError)) throw error;
  throw new UserError(`Stage ${stage} failed: ${messageOf(error)}`, {
    exitCode: error.exitCode,
    ...(error.hint ? { hint: error.hint } : {}),
  });
}
