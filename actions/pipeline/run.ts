import { posix, resolve } from "node:path";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { runUrl } from "../../toolkit/run-url.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";
import type { PipelineConfig, PlannedStage } from "./config/planned.ts";
import { Lanes, type Log } from "./lanes.ts";
import { saveStates } from "./post.ts";
import { lookAhead } from "./reach.ts";
import { type PipelineReport, type StageReport, type StageSection, whatItDid } from "./report.ts";
import type { Reuse } from "./reuse.ts";
import { schedule } from "./schedule.ts";
import { type StageWorld, stageRunner } from "./stage-runner.ts";
import { type Done, LATE_VARIABLES } from "./values.ts";

/** How a pipeline is run. */
export interface RunOptions {
  readonly mode: "apply" | "plan";
  /** Folder of the pipeline file, from the root of the repository; the world's workspace is that folder. */
  readonly folder?: string;
  /** Whether nothing of earlier runs counts. */
  readonly fresh?: boolean;
  /** How many stages run at the same time. */
  readonly parallel?: number;
  /** Folder for the reports of stages that write some themselves. */
  readonly reportDir?: string;
  /** Keeps and finds green results of tests. */
  readonly reuse?: Reuse;
}

/** What a run came to. */
export interface Run {
  readonly report: PipelineReport;
  readonly sections: readonly StageSection[];
  /** What stages threw, in the order of time. */
  readonly failures: readonly { readonly stage: string; readonly error: unknown }[];
}

/**
 * Runs the stages, each as soon as those that it waits for are done. One that fails stops those that wait for it, which
 * are reported as not run. In plan mode each is asked for its plan, whatever the others say.
 */
export async function runPipeline(config: PipelineConfig, world: World, options: RunOptions): Promise<Run> {
  return await new Pipeline(config, world, options).run();
}

class Pipeline {
  readonly #config: PipelineConfig;
  readonly #world: World;
  readonly #options: RunOptions;
  readonly #lanes: Lanes;
  readonly #begin: number;
  readonly #started: number;
  /** By app. */
  readonly #done = new Map<string, Map<string, Readonly<Record<string, string>>>>();
  readonly #reports = new Map<string, StageReport>();
  readonly #sections = new Map<string, StageSection>();
  readonly #states: Record<string, Readonly<Record<string, string>>> = {};
  readonly #failures: { stage: string; error: unknown }[] = [];

  constructor(config: PipelineConfig, world: World, options: RunOptions) {
    this.#config = config;
    this.#world = world;
    this.#options = options;
    this.#lanes = new Lanes(world.runner);
    this.#begin = world.clock.elapsed();
    this.#started = world.clock.now();
  }

  async run(): Promise<Run> {
    const { stages, app, environment, notes } = this.#config;
    const { mode, parallel = 4 } = this.#options;
    const { signal, runner } = this.#world;
    for (const { app: one } of stages) this.#done.set(one.key, new Map());
    for (const stage of stages.filter(({ skip }) => skip !== undefined)) {
      this.#report(stage, "skipped", `left out, since ${stage.skip}`);
      runner.info(`⏭ ${stage.id}: left out, since ${stage.skip}`);
    }
    const endLook = mode === "apply" ? lookAhead(stages, this.#world) : undefined;
    await schedule(
      stages.filter(({ skip }) => skip === undefined),
      {
        limit: parallel,
        signal,
        run: async (id) => {
          const stage = stages.find((one) => one.id === id);
          await endLook?.(id);
          const good = stage !== undefined && (await this.#stage(stage));
          return good || mode === "plan";
        },
        dropped: (id, by) => {
          const stage = stages.find((one) => one.id === id);
          const did = `not run, since ${by ? `${by} failed` : "the run was stopped"}`;
          if (stage) this.#report(stage, "not-run", did);
          runner.info(`⏭ ${id}: ${did}`);
        },
      },
    );
    await Promise.all(stages.map(async ({ id }) => await endLook?.(id)));
    await this.#lanes.shown();
    const [first] = this.#failures;
    const ordered = <T>(from: ReadonlyMap<string, T>): T[] => stages.flatMap(({ id }) => from.get(id) ?? []);
    const { GITHUB_SHA: commit, GITHUB_HEAD_REF: head, GITHUB_REF_NAME: name } = runner.env;
    const ref = head || name;
    const url = runUrl(runner.env);
    const report: PipelineReport = {
      version: 1,
      outcome: first || signal.aborted ? "failure" : mode === "plan" ? "planned" : "success",
      app,
      environment,
      started: new Date(this.#started).toISOString(),
      ...(commit ? { commit } : {}),
      ...(ref ? { ref } : {}),
      ...(url ? { run: url } : {}),
      ...(first ? { failedStage: first.stage, error: runner.redact(messageOf(first.error)) } : {}),
      durationMs: this.#elapsed(),
      stages: ordered(this.#reports),
      notes: [...notes],
    };
    return { report, sections: ordered(this.#sections), failures: this.#failures };
  }

  #elapsed(): number {
    return Math.round(this.#world.clock.elapsed() - this.#begin);
  }

  #report(stage: PlannedStage, outcome: StageReport["outcome"], did: string, rest: Partial<StageReport> = {}): void {
    const report = {
      stage: stage.id,
      outcome,
      did,
      needs: [...stage.needs],
      startedMs: this.#elapsed(),
      durationMs: 0,
      outputs: {},
    };
    this.#reports.set(stage.id, { ...report, ...rest });
  }

  /** Runs one stage; whether it went well. */
  async #stage(planned: PlannedStage): Promise<boolean> {
    const { runner } = this.#world;
    const startedMs = this.#elapsed();
    const result: Pick<StageReport, "outcome" | "did"> = {
      outcome: this.#options.mode === "plan" ? "planned" : "success",
      did: "",
    };
    const ending = () =>
      `${result.outcome === "failure" ? "✗" : "✓"} ${planned.id}: ${result.did} (${formatDuration(this.#elapsed() - startedMs)})`;
    await this.#lanes.run(
      planned.id,
      async (log) => {
        const done = this.#done.get(planned.app.key) ?? new Map();
        const inputs = this.#inputs(planned, done);
        const folder = posix.join(this.#options.folder ?? "", planned.app.folder);
        const onState = (state: Readonly<Record<string, string>>) => {
          this.#states[planned.id] = state;
          saveStates(runner, this.#states);
        };
        const stage = stageRunner(runner, { inputs, log, folder, onState });
        const world = { ...this.#world, runner: stage, workspace: resolve(this.#world.workspace, planned.app.folder) };
        try {
          result.did = await this.#perform(planned, inputs, world, log);
          done.set(planned.stage.name, stage.outputs);
        } catch (error) {
          const unknown = this.#notYet(planned, error);
          result.did = unknown ?? runner.redact(messageOf(error).split("\n")[0] ?? "failed");
          if (unknown === undefined) {
            result.outcome = "failure";
            this.#failures.push({ stage: planned.id, error });
          }
          // A plan goes on with what there is.
          done.set(planned.stage.name, stage.outputs);
        }
        this.#report(planned, result.outcome, result.did, {
          startedMs,
          durationMs: this.#elapsed() - startedMs,
          outputs: { ...stage.outputs },
        });
        this.#sections.set(planned.id, { stage: planned.id, markdown: stage.markdown });
        log.info(ending());
      },
      ending,
    );
    return result.outcome !== "failure";
  }

  /** Does the work of a stage, or finds that it is done already; what came of it. */
  async #perform(
    planned: PlannedStage,
    inputs: Readonly<Record<string, string>>,
    world: StageWorld,
    log: Log,
  ): Promise<string> {
    const { stage } = planned;
    const plan =
      this.#options.mode === "plan" ? stage.plan?.(inputs, this.#done.get(planned.app.key) ?? new Map()) : undefined;
    const body = plan ?? (await stage.load());
    const wanted = /^true$/i.test(inputs.reuse ?? "") && this.#options.mode === "apply" && !this.#options.fresh;
    const reuse = wanted ? this.#options.reuse : undefined;
    const found = await reuse?.find(world, inputs, log);
    if (found?.hit) return `${whatItDid(stage.name, world.runner.outputs)}; not run again, ${found.hit}`;
    await body(world);
    await found?.keep();
    return whatItDid(stage.name, world.runner.outputs);
  }

  #inputs(planned: PlannedStage, done: Done): Record<string, string> {
    const { stage, app } = planned;
    const late = Object.entries(LATE_VARIABLES).map(([name, { value }]) => [name, value(done) ?? ""]);
    const given = Object.entries(stage.gives).map(([name, { value }]) => [name, value(done, app.name)]);
    const own: Record<string, string> = {};
    if (this.#options.reportDir && "report-dir" in stage.inputs) {
      own["report-dir"] = resolve(this.#options.reportDir, planned.id);
    }
    // An input that is set to nothing must not hide what an earlier stage gives.
    const set = Object.entries(planned.inputs(Object.fromEntries(late))).filter(([, text]) => text.trim() !== "");
    const settings = Object.fromEntries(set);
    const builds = "no-cache" in stage.inputs && settings.mode !== "push";
    return {
      ...own,
      ...Object.fromEntries(given.filter(([, text]) => text)),
      ...settings,
      ...(this.#options.fresh && builds ? { "no-cache": "true", rebuild: "always" } : {}),
      ...(this.#options.mode === "plan" ? { mode: "plan" } : {}),
    };
  }

  /** In a plan, what a stage cannot tell because of what others have not done yet; undefined where it is a real failure. */
  #notYet({ stage, app }: PlannedStage, error: unknown): string | undefined {
    if (this.#options.mode !== "plan" || !(error instanceof UserError)) return undefined;
    const from = Object.values(stage.gives).flatMap((given) => given.from);
    const before = this.#config.stages.filter((one) => one.app.key === app.key && from.includes(one.stage.name));
    if (before.length === 0) return undefined;
    const why = this.#world.runner.redact(messageOf(error).split("\n")[0] ?? "");
    return `not known before ${before.map(({ stage: { name } }) => name).join(" and ")} ${before.length > 1 ? "have" : "has"} run: ${why}`;
  }
}
