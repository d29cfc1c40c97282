import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ActionBody, outputsOf } from "../../toolkit/action.ts";
import type { ImageFacts } from "../../toolkit/docker/images.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import { findSource, type Source } from "./facts.ts";
import { pushWithheld, restrictedRun } from "./fork.ts";
import { plannedSecrets } from "./hand-over.ts";
import { hintsOf } from "./hints.ts";
import { type BuildInputs, readBuildInputs } from "./inputs.ts";
import { keyValue } from "./lists.ts";
import { planBuild, shown } from "./plan.ts";
import { type BuildReport, emptyReport, summaryOf } from "./report.ts";
import { build } from "./run.ts";
import { spec } from "./spec.ts";

/** Inputs with all that was worked out filled in. */
type PlannedInputs = BuildInputs & { readonly workedOut?: readonly string[]; readonly withheld?: boolean };

type Outputs = ReturnType<typeof outputsOf<typeof spec>>;

/** The build action. */
export const main: ActionBody = async (world) => {
  const started = world.clock.elapsed();
  const set = outputsOf(spec, world.runner);
  const report = emptyReport();
  try {
    const read = readBuildInputs(world.runner);
    report.mode = read.mode;
    const inputs = await withoutWithheldPush(world, await withMetadata(world, read, report, set), report);
    Object.assign(report, { tags: inputs.tags, image: inputs.tags[0] ?? "" });
    set({ image: report.image, tags: report.tags, labels: inputs.labels });
    if (inputs.mode === "plan") await plan(world, inputs, report);
    else if (inputs.mode === "push") await pushBuilt(world, inputs, report, set);
    else await apply(world, inputs, report, set);
  } catch (error) {
    report.outcome = "failed";
    report.error = world.runner.redact(
      messageOf(error) + (error instanceof UserError && error.hint ? `\n${error.hint}` : ""),
    );
    throw error;
  } finally {
    report.durationMs = Math.round(world.clock.elapsed() - started);
    set({ outcome: report.outcome, "duration-ms": report.durationMs, report: { ...report } });
    await world.runner.summary(summaryOf(report));
  }
};

/** Whether this run is asked to push. */
const pushes = ({ mode, push }: BuildInputs) => mode !== "plan" && (push || mode === "push");

/** The inputs with the tags and labels that the rules give; as they are where there are no rules. */
async function withMetadata(
  world: World,
  inputs: BuildInputs,
  report: BuildReport,
  set: Outputs,
): Promise<PlannedInputs> {
  if (!inputs.metadata) return inputs;
  const [{ readEvent }, { metadataOf }] = await Promise.all([
    import("./metadata/event.ts"),
    import("./metadata/metadata.ts"),
  ]);
  const here = await readEvent(world);
  const event = pushes(inputs)
    ? await (await import("./metadata/known-tags.ts")).withKnownTags(world, inputs.metadata, inputs.registries, here)
    : here;
  const metadata = metadataOf(inputs.metadata, event);
  for (const note of metadata.notes) world.runner.info(note);
  for (const warning of metadata.warnings) {
    report.warnings.push(warning);
    world.runner.annotate("warning", warning);
  }
  const { references, names, version, labels, annotations } = metadata;
  set({
    version,
    "tag-names": names,
    annotations,
    json: {
      tags: references,
      "tag-names": names,
      labels: Object.fromEntries(labels.map((line) => keyValue(line, 0))),
      annotations,
    },
  });
  return { ...inputs, tags: references, labels: [...labels], workedOut: annotations };
}

/** The inputs without a push that this run cannot do, which is said; as they are where it can, or where none was asked for. */
async function withoutWithheldPush(world: World, inputs: PlannedInputs, report: BuildReport): Promise<PlannedInputs> {
  if (!pushes(inputs)) return inputs;
  const withheld = pushWithheld(inputs, await restrictedRun(world.runner.env));
  if (withheld === undefined) return inputs;
  report.warnings.push(withheld);
  world.runner.annotate("notice", withheld);
  return { ...inputs, push: false, withheld: true };
}

async function plan(world: World, inputs: PlannedInputs, report: BuildReport): Promise<void> {
  const source = await findSource(inputs, world.workspace);
  const { argv, warnings } = planBuild(inputs, {
    builder: { kind: "buildx", command: ["docker", "buildx"], version: "buildx" },
    context: source.context,
    secrets: plannedSecrets(inputs, world.workspace),
    ...(inputs.workedOut ? { annotations: inputs.workedOut } : {}),
    metadataFile: "",
    idFile: "",
    ...(source.dockerfile ? { dockerfile: source.dockerfile } : {}),
  });
  report.outcome = "planned";
  report.command = argv;
  report.warnings.push(...warnings);
  world.runner.info(shown(argv));
  if (inputs.push) world.runner.info(`Then push: ${inputs.tags.join(", ")}`);
}

async function apply(world: World, inputs: PlannedInputs, report: BuildReport, set: Outputs): Promise<void> {
  const built = await build(world, inputs, report);
  if (built.reused) {
    report.outcome = "skipped";
    report.pushed = [...inputs.tags];
    for (const [name, digest] of built.reused) addRef(report, name, digest);
    set({ digest: report.digest, refs: report.refs });
    world.runner.info("Nothing was built: the registry has an image of this content, and it has the tags now.");
    return;
  }
  report.outcome = "built";
  report.imageid = built.imageid;
  report.image ||= built.imageid;
  set({ image: report.image, imageid: report.imageid, metadata: { ...built.metadata } });
  const facts = built.plan.loads && built.imageid ? await describeImage(world, report, set) : undefined;
  if (inputs.hints) giveHints(world, built.source, facts?.user, report);

  await check(world, inputs, report);

  const told = built.metadata["containerimage.digest"];
  if (built.plan.pushes === "engine") await push(world, inputs, report, set);
  else if (built.plan.pushes === "builder" && typeof told === "string") {
    report.pushed = [...inputs.tags];
    for (const reference of inputs.tags) addRef(report, reference.replace(/:[^:/]*$/, ""), told);
    set({ digest: told, refs: report.refs });
    report.outcome = "pushed";
  } else if (typeof told === "string" && told !== built.imageid) {
    report.digest = told;
    set({ digest: told });
  } else world.runner.info("digest and refs stay empty: a digest is given by the registry, and nothing was pushed.");
  if (built.content && report.outcome === "pushed") {
    await (await import("./unchanged.ts")).remember(world, inputs, report.refs, built.content);
  }
}

/** GitHub shows the first ten remarks of a step; a few are left for other things. */
const SHOWN_HINTS = 6;

function giveHints(world: World, source: Source, user: string | undefined, report: BuildReport): void {
  if (!source.local || !source.dockerfile) return;
  const hasDockerignore = [join(source.context, ".dockerignore"), `${source.dockerfile}.dockerignore`].some(existsSync);
  const hints = hintsOf(source.instructions, { hasDockerignore, ...(user === undefined ? {} : { user }) });
  report.hints = hints.map(({ line, message }) => ({ file: source.name, line, message }));
  for (const { line, message } of hints.slice(0, SHOWN_HINTS)) {
    world.runner.annotate("notice", message, { file: source.name, line, title: "Dockerfile" });
  }
}

async function check(world: World, inputs: BuildInputs, report: BuildReport): Promise<void> {
  if (!inputs.smoke && inputs.test === "") return;
  const checks = await import("./check.ts");
  if (inputs.smoke) {
    await world.runner.group("Smoke test", () => checks.smoke(world, report.imageid, inputs));
    report.checks.push("smoke");
  }
  if (inputs.test !== "") {
    await world.runner.group("Test of the image", () => checks.test(world, report.image, inputs));
    report.checks.push("test");
  }
}

async function pushBuilt(world: World, inputs: PlannedInputs, report: BuildReport, set: Outputs): Promise<void> {
  const { prepareBuilt } = await import("./push.ts");
  report.imageid = await prepareBuilt(await world.engine(), inputs);
  set({ imageid: report.imageid });
  await describeImage(world, report, set);
  if (inputs.withheld) report.outcome = "built";
  else await push(world, inputs, report, set);
}

async function push(world: World, inputs: BuildInputs, report: BuildReport, set: Outputs): Promise<void> {
  const { pushTags } = await import("./push.ts");
  const started = world.clock.elapsed();
  try {
    await world.runner.group(`Push ${inputs.tags.join(", ")}`, async () =>
      pushTags(world, await world.engine(), inputs, ({ reference, name, digest }) => {
        report.pushed.push(reference);
        addRef(report, name, digest);
        set({ digest: report.digest, refs: report.refs });
      }),
    );
    report.outcome = "pushed";
  } finally {
    report.pushMs = Math.round(world.clock.elapsed() - started);
  }
}

function addRef(report: BuildReport, name: string, digest: string): void {
  report.digest ||= digest;
  const ref = `${name}@${digest}`;
  if (!report.refs.includes(ref)) report.refs.push(ref);
}

async function describeImage(world: World, report: BuildReport, set: Outputs): Promise<ImageFacts | undefined> {
  const { inspectImage } = await import("../../toolkit/docker/images.ts");
  const facts = await inspectImage(await world.engine(), report.imageid);
  if (!facts) return undefined;
  report.size = facts.size;
  report.layers = facts.layers.map(({ createdBy, size }) => ({ createdBy: world.runner.redact(createdBy), size }));
  set({ size: facts.size });
  return facts;
}
