import { mkdtemp, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { withTimeout } from "../../toolkit/clock.ts";
import type { EngineBuild } from "../../toolkit/docker/build.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { retry } from "../../toolkit/retry.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";
import type { Builder } from "./builder.ts";
import { type CachePlan, cacheFacts, planCache } from "./cache.ts";
import { findBuilder, findSource, isWithin, type Source, withStore } from "./facts.ts";
import { explainFailure, hintFor } from "./failure.ts";
import { dockerEnv, handOverSecrets } from "./hand-over.ts";
import type { BuildInputs } from "./inputs.ts";
import { type BuildPlan, loads, planBuild, shown } from "./plan.ts";
import { type Check, Progress } from "./progress.ts";
import { isTransient, pushHint } from "./push.ts";
import { parseReference } from "./references.ts";
import { authOf } from "./registries.ts";
import { type BuildReport, stepsOf } from "./report.ts";

/** What a build left behind. */
export interface Built {
  /** Undefined where nothing was built. */
  readonly plan?: BuildPlan;
  /** `sha256:…`; "" where the builder keeps the image to itself. */
  readonly imageid: string;
  /** What buildx wrote about the result; empty for the Engine API. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly source: Source;
  /** What BuildKit's own check says about the Dockerfile. */
  readonly checks: readonly Check[];
  /** Hash of the content, where `rebuild: auto` has to remember it. */
  readonly content?: string;
  /** Digests by name where the registries had this content already and nothing was built. */
  readonly reused?: ReadonlyMap<string, string>;
  /** Where the image of this content was found that is in the engine now, where nothing was built and nothing is pushed. */
  readonly kept?: string;
}

/**
 * Builds. Everything that is written for it (secrets, logins, buildx's result files) lies in one folder of mode 0700,
 * which is gone when this returns or throws. Fills in the report as facts become known.
 */
export async function build(
  world: World,
  inputs: BuildInputs & { readonly workedOut?: readonly string[] },
  report: BuildReport,
): Promise<Built> {
  const source = await findSource(inputs, world.workspace);
  const scratch = await mkdtemp(join(world.temp, "quayside-build-"));
  try {
    const usable = inputs.registries.filter(({ password }) => password !== "");
    const logins = await dockerEnv(world.runner.env, usable, scratch);
    const [date, found, branch] = await Promise.all([
      sourceDate(world),
      findBuilder(world, inputs.builder, logins),
      defaultBranch(world),
    ]);
    const env = { ...date, ...logins };
    const content = await contentToReuse(world, inputs, source, found);
    if (content && inputs.push) {
      const reused = await (await import("./unchanged.ts")).reuse(world, inputs, content);
      if (reused) return { source, imageid: "", metadata: {}, checks: [], reused };
    } else if (content) {
      const kept = await (await import("./kept.ts")).findKept(world, inputs, content);
      if (kept) return { source, imageid: kept.id, metadata: {}, checks: [], kept: kept.from, content };
    }
    const builder = await withStore(world, found);
    report.builder = {
      kind: builder.kind,
      version: builder.version,
      ...(builder.driver ? { driver: builder.driver } : {}),
    };
    const files = { metadataFile: join(scratch, "metadata.json"), idFile: join(scratch, "image-id") };
    const cache = planCache(inputs, builder, cacheFacts(world.runner.env, branch));
    const planWith = (secrets: Parameters<typeof planBuild>[1]["secrets"]) =>
      planBuild(inputs, {
        builder,
        secrets,
        context: source.context,
        ...(source.dockerfile ? { dockerfile: source.dockerfile } : {}),
        ...(inputs.workedOut ? { annotations: inputs.workedOut } : {}),
        cache,
        dated: env.SOURCE_DATE_EPOCH !== undefined,
        ...files,
      });
    // What the builder cannot do is found out before any secret is written down.
    planWith([]);
    const plan = planWith(await handOverSecrets(world, inputs, scratch));
    report.command = plan.argv;
    for (const warning of plan.warnings) {
      report.warnings.push(warning);
      world.runner.annotate("warning", warning);
    }
    const started = world.clock.elapsed();
    try {
      const result = await world.runner.group(
        `Build ${report.image || inputs.context} (${builder.version}, ${builder.driver})`,
        () =>
          builder.kind === "engine"
            ? buildWithEngine(world, inputs, source, report, cache)
            : buildWithBuildx(world, inputs, source, plan, env, report, files),
      );
      return { plan, source, ...result, ...(content ? { content } : {}) };
    } finally {
      report.buildMs = Math.round(world.clock.elapsed() - started);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * The commit's time as SOURCE_DATE_EPOCH, which buildx hands to BuildKit: images then carry it instead of the moment of
 * the build (https://reproducible-builds.org/specs/source-date-epoch/). One that the user sets wins.
 */
async function sourceDate(world: World): Promise<Record<string, string>> {
  const args = ["-c", "safe.directory=*", "show", "--no-patch", "--format=%ct", "HEAD"];
  const options = { cwd: world.workspace, env: world.runner.env, signal: world.signal, timeout: 10_000 };
  const result = await world.run("git", args, options).catch(() => undefined);
  throwIfAborted(world.signal);
  const seconds = result?.code === 0 ? result.stdout.trim() : "";
  return /^\d+$/.test(seconds) ? { SOURCE_DATE_EPOCH: seconds } : {};
}

/** The default branch as the event tells it; "" where it does not. */
async function defaultBranch(world: World): Promise<string> {
  const { readPayload } = await import("./metadata/event.ts");
  return (await readPayload(world.runner.env.GITHUB_EVENT_PATH)).repository?.default_branch ?? "";
}

async function contentToReuse(
  world: World,
  inputs: BuildInputs,
  source: Source,
  builder: Builder,
): Promise<string | undefined> {
  if (inputs.rebuild !== "auto") return undefined;
  if (!inputs.push && !loads(inputs, builder)) {
    world.runner.info("rebuild: auto builds, since the image is neither pushed nor loaded into the engine.");
    return undefined;
  }
  const { contentOf } = await import("./unchanged.ts");
  const content = await contentOf(world, inputs, source, builder);
  if ("hash" in content) return content.hash;
  world.runner.info(`rebuild: auto builds, since ${content.why}.`);
  return undefined;
}

async function buildWithBuildx(
  world: World,
  inputs: BuildInputs,
  source: Source,
  plan: BuildPlan,
  env: World["runner"]["env"],
  report: BuildReport,
  files: { metadataFile: string; idFile: string },
): Promise<Pick<Built, "imageid" | "metadata" | "checks">> {
  const { runner } = world;
  runner.info(shown(plan.argv));
  const [file = "", ...args] = plan.argv;
  let progress = new Progress();
  // Where the builder pushes, that is a part of the build; its own limit begins with its first line.
  const late = new AbortController();
  let pushing: AbortSignal | undefined;
  const watchPush = (line: string) => {
    if (plan.pushes !== "builder" || pushing || !/^#\d+ pushing /.test(line)) return;
    pushing = withTimeout(undefined, inputs.pushTimeout, "The push");
    pushing.addEventListener("abort", () => late.abort(pushing?.reason));
  };
  const signal = AbortSignal.any([withTimeout(world.signal, inputs.buildTimeout, "The build"), late.signal]);
  const once = async () => {
    progress = new Progress();
    const result = await world.run(file, args, {
      cwd: world.workspace,
      env,
      signal,
      keep: 256 * 1024,
      onLine: (line) => {
        progress.line(line);
        watchPush(line);
        runner.info(line);
      },
    });
    describe(report, progress);
    if (result.code === 0) return;
    const step = progress.failed?.name ?? "";
    if (plan.pushes === "builder" && /^(exporting|pushing)/.test(step)) throw pushFailed(inputs, result.stderr);
    throw buildFailed(world, source, progress, result.stderr, result.code);
  };
  await retry(once, {
    attempts: plan.pushes === "builder" ? inputs.pushAttempts : 1,
    base: 1000,
    cap: 30_000,
    transient: (error) => error instanceof PushError && isTransient(error),
    clock: world.clock,
    signal,
    onRetry: (error, attempt, wait) =>
      runner.info(`Try ${attempt} of the push failed (${messageOf(error)}); next in ${formatDuration(wait)}`),
  });
  const metadata = JSON.parse(await readFile(files.metadataFile, "utf8").catch(() => "{}")) as Record<string, unknown>;
  const imageid = (await readFile(files.idFile, "utf8").catch(() => "")).trim();
  for (const failure of progress.cacheFailures) {
    const warning = `The image is not touched by this, but the next build may be slower. ${failure}`;
    report.warnings.push(runner.redact(warning));
    runner.annotate("warning", warning, { file: source.name, title: "The build cache failed" });
  }
  return { imageid, metadata, checks: progress.checks };
}

class PushError extends UserError {}

function pushFailed(inputs: BuildInputs, stderr: string): PushError {
  const said = /ERROR: (?!.*\bcontext canceled$)(.*)\s*$/m.exec(stderr)?.[1] ?? "no reason was given";
  const host =
    inputs.tags.map((tag) => parseReference(tag).host).find((one) => said.includes(one)) ??
    parseReference(inputs.tags[0] ?? "").host;
  const hadLogin = inputs.registries.some((registry) => registry.host === host);
  return new PushError(`The push failed: ${said}`, { hint: pushHint(said, host, hadLogin) });
}

async function buildWithEngine(
  world: World,
  inputs: BuildInputs,
  source: Source,
  report: BuildReport,
  cache: CachePlan,
): Promise<Pick<Built, "imageid" | "metadata" | "checks">> {
  const { runner } = world;
  if (!source.local || !source.dockerfile || !isWithin(source.context, source.dockerfile)) {
    throw new UserError(
      "There is no buildx here, and the Engine API only builds a folder with its Dockerfile inside.",
      {
        hint: "Install buildx, or use a context that is a folder and holds the Dockerfile.",
      },
    );
  }
  const { buildImage } = await import("../../toolkit/docker/build.ts");
  const engine = await world.engine();
  const signal = withTimeout(world.signal, inputs.buildTimeout, "The build");
  const progress = new Progress();
  const onLine = (line: string) => {
    progress.line(line);
    runner.info(line);
  };
  const request: EngineBuild = {
    context: source.context,
    dockerfile: relative(source.context, source.dockerfile),
    tags: inputs.tags,
    args: {
      ...pairsOf(inputs.buildArgs, runner.env),
      // BuildKit's way to ask for a cache inside of the image, where there is no option for it.
      ...([...inputs.cacheTo, ...cache.to].includes("type=inline") ? { BUILDKIT_INLINE_CACHE: "1" } : {}),
    },
    labels: pairsOf(inputs.labels, {}),
    target: inputs.target,
    platform: inputs.platforms.join(","),
    network: inputs.network,
    hosts: inputs.addHosts.map((host) => host.replace("=", ":")),
    cacheFrom: [...inputs.cacheFrom, ...cache.from].map((entry) => /(?:^|,)ref=([^,]+)/.exec(entry)?.[1] ?? entry),
    pull: inputs.pull,
    noCache: inputs.noCache,
    ...(inputs.shmSize === undefined ? {} : { shmSize: inputs.shmSize }),
  };
  runner.info(`Building through the Engine API of ${engine.address}, since there is no buildx on the PATH`);
  try {
    const imageid = await buildImage(engine, request, {
      auth: inputs.registries.filter(({ password }) => password !== "").map(authOf),
      onLine,
      signal,
    });
    describe(report, progress);
    return { imageid, metadata: {}, checks: progress.checks };
  } catch (error) {
    describe(report, progress);
    throwIfAborted(signal);
    throw buildFailed(world, source, progress, messageOf(error), 1);
  }
}

function pairsOf(entries: readonly string[], env: World["runner"]["env"]): Record<string, string> {
  return Object.fromEntries(
    entries.flatMap((entry) => {
      const at = entry.indexOf("=");
      if (at > 0) return [[entry.slice(0, at), entry.slice(at + 1)]];
      const value = env[entry];
      return value === undefined ? [] : [[entry, value]];
    }),
  );
}

function describe(report: BuildReport, progress: Progress): void {
  report.steps = stepsOf(progress.steps);
  if (progress.cacheHits !== undefined) report.cacheHitRatio = progress.cacheHits;
}

function buildFailed(world: World, source: Source, progress: Progress, rest: string, exitCode: number): UserError {
  const failure = explainFailure(progress, source, rest);
  const hint = failure.hint || hintFor(rest) || "The lines above are the last that the instruction wrote.";
  if (failure.line !== undefined) {
    world.runner.annotate("error", `${failure.cause}\n${hint}`, {
      file: source.name,
      line: failure.line,
      title: "The build failed here",
      ...(failure.endLine ? { endLine: failure.endLine } : {}),
    });
  }
  return new UserError(failure.message, { hint, exitCode });
}
