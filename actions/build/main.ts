import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ActionBody, outputsOf } from "../../toolkit/action.ts";
import type { ImageFacts } from "../../toolkit/docker/images.ts";
import { messageOf, messageWithHint, throwIfAborted } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import { ownChecks } from "./checks.ts";
import type { Compared } from "./compare.ts";
import { findSource } from "./facts.ts";
import { pushWithheld, restrictedRun } from "./fork.ts";
import { plannedSecrets } from "./hand-over.ts";
import { hintsOf } from "./hints.ts";
import { type BuildInputs, isChecked, readBuildInputs } from "./inputs.ts";
import { keyValue } from "./lists.ts";
import { planBuild, shown } from "./plan.ts";
import type { PushedTag } from "./push.ts";
import { parseReference } from "./references.ts";
import { type BuildReport, emptyReport, summaryOf } from "./report.ts";
import { type Built, build } from "./run.ts";
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
    else if (inputs.mode === "merge") await merge(world, inputs, report, set);
    else await apply(world, inputs, report, set);
  } catch (error) {
    report.outcome = "failed";
    report.error = world.runner.redact(messageWithHint(error));
    throw error;
  } finally {
    report.durationMs = Math.round(world.clock.elapsed() - started);
    set({ outcome: report.outcome, "duration-ms": report.durationMs, report: { ...report } });
    await world.runner.summary(summaryOf(report));
  }
};

/** Whether this run is asked to push. */
const pushes = ({ mode, push }: BuildInputs) => mode !== "plan" && (push || mode !== "apply");

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
  const { lookUp } = await import("./compare.ts");
  // Begun before the push, which may move the very tag that is compared with.
  const compared = lookUp(world, inputs);
  compared.catch(() => {});
  const built = await build(world, inputs, report);
  if (built.reused) {
    report.outcome = "skipped";
    report.pushed = [...inputs.tags];
    for (const [name, digest] of built.reused) addRef(report, name, digest);
    set({ digest: report.digest, refs: report.refs });
    world.runner.info("Nothing was built: the registry has an image of this content, and it has the tags now.");
    return await describeResult(world, inputs, report, set, compared);
  }
  report.outcome = built.kept ? "skipped" : "built";
  report.imageid = built.imageid;
  report.image ||= built.imageid;
  set({ image: report.image, imageid: report.imageid, metadata: { ...built.metadata } });
  if (built.kept) {
    world.runner.info(`Nothing was built: the ${built.kept} has an image of this content, ${built.imageid}.`);
  }
  const loaded = built.kept !== undefined || built.plan?.loads;
  const facts = loaded && built.imageid ? await describeImage(world, report, set) : undefined;
  if (inputs.hints && !built.kept) giveHints(world, built, facts?.user, report);

  // What the checks ask of is more than the content, so they are made of an image that is there already too.
  await check(world, inputs, report);

  const told = built.metadata["containerimage.digest"];
  if (built.plan?.pushes === "engine") await push(world, inputs, report, set);
  else if (built.plan?.pushes === "builder" && typeof told === "string") {
    const names = [...new Set(inputs.tags.map((tag) => parseReference(tag).name))];
    for (const name of names) addRef(report, name, told);
    set({ digest: told, refs: report.refs });
    if (inputs.digestsDir === "") report.pushed = [...inputs.tags];
    else {
      const { leaveDigest } = await import("./merge.ts");
      const path = await leaveDigest(world, inputs.digestsDir, { digest: told, names, platforms: inputs.platforms });
      world.runner.info(`Pushed without a tag; mode: merge joins it with the others by ${path}`);
    }
    report.outcome = "pushed";
  } else if (typeof told === "string" && told !== built.imageid) {
    report.digest = told;
    set({ digest: told });
  }
  if (built.content && report.outcome === "pushed" && inputs.digestsDir === "") {
    await (await import("./unchanged.ts")).remember(world, inputs, report.refs, built.content);
  } else if (built.content && report.outcome === "built" && facts) {
    await (await import("./kept.ts")).keepBuilt(world, inputs, report.imageid, built.content);
  }
  await describeResult(world, inputs, report, set, compared, facts);
}

/** What the registry says of the image, and how its size has changed. Says why where an output stays empty. */
async function describeResult(
  world: World,
  inputs: PlannedInputs,
  report: BuildReport,
  set: Outputs,
  compared: Promise<Compared | { why: string }>,
  facts?: ImageFacts,
): Promise<void> {
  const { difference, pushedImages } = await import("./compare.ts");
  const [ref] = report.refs;
  if (ref !== undefined) {
    try {
      report.platforms = await pushedImages(world, inputs, ref);
    } catch (error) {
      throwIfAborted(world.signal);
      world.runner.info(`What the registry has of ${ref} could not be looked at: ${messageOf(error)}`);
    }
    report.size ??= report.platforms[0]?.packed;
    set({
      digests: report.platforms.map(({ platform, digest }) => `${platform}=${digest}`),
      ...(report.size === undefined ? {} : { size: report.size }),
    });
  }
  const other = await compared;
  const change = await difference(world, other, report.platforms, facts);
  if ("bytes" in change && "reference" in other) {
    report.sizeDelta = change.bytes;
    report.comparedWith = other.reference;
    set({ "size-delta": change.bytes });
  }
  if (report.cacheHitRatio !== undefined) set({ "cache-hit-ratio": report.cacheHitRatio });
  const empty = (outputs: string, why: string) => world.runner.info(`Empty: ${outputs}, since ${why}.`);
  if (report.refs.length === 0) empty(report.digest ? "refs, digests" : "digest, refs, digests", "nothing was pushed");
  if (report.size === undefined) empty("size", "the builder keeps the image to itself, and nothing was pushed");
  if ("why" in change) empty("size-delta", change.why);
  if (report.cacheHitRatio === undefined) {
    empty("cache-hit-ratio", report.steps.length > 0 ? "the Dockerfile has no steps" : "nothing was built");
  }
  if (report.imageid === "") empty("imageid", "nothing was built or loaded into the engine");
}

async function merge(world: World, inputs: PlannedInputs, report: BuildReport, set: Outputs): Promise<void> {
  if (inputs.withheld) {
    report.outcome = "built";
    return;
  }
  const [{ mergeTags }, { lookUp }] = await Promise.all([import("./merge.ts"), import("./compare.ts")]);
  const compared = lookUp(world, inputs);
  compared.catch(() => {});
  await timedPush(world, inputs, report, set, (onPushed) =>
    mergeTags(world, inputs, inputs.workedOut ?? inputs.annotations, onPushed),
  );
  await describeResult(world, inputs, report, set, compared);
}

/** GitHub shows the first ten remarks of a step; a few are left for other things. */
const SHOWN_HINTS = 6;

function giveHints(world: World, built: Built, user: string | undefined, report: BuildReport): void {
  const { source } = built;
  if (!source.local || !source.dockerfile) return;
  // A builder that is too old for checks makes none; one that is not has found them all.
  const checks = built.checks.length > 0 ? built.checks : ownChecks(source.instructions);
  const hasDockerignore = [join(source.context, ".dockerignore"), `${source.dockerfile}.dockerignore`].some(existsSync);
  const hints = hintsOf(source.instructions, { hasDockerignore, ...(user === undefined ? {} : { user }) });
  // BuildKit's own checks first: they are about what is wrong, ours are about what could be better.
  report.hints = [...checks, ...hints].map(({ line, message }) => ({ file: source.name, line, message }));
  for (const [index, hint] of report.hints.slice(0, SHOWN_HINTS).entries()) {
    const level = index < checks.length ? "warning" : "notice";
    world.runner.annotate(level, hint.message, { file: source.name, line: hint.line, title: "Dockerfile" });
  }
}

async function check(world: World, inputs: BuildInputs, report: BuildReport): Promise<void> {
  if (!isChecked(inputs)) return;
  const checks = await import("./check.ts");
  if (inputs.smoke) {
    await world.runner.group("Smoke test", () => checks.smoke(world, report.imageid, inputs));
    report.checks.push("smoke");
  }
  if (inputs.test !== "") {
    await world.runner.group("Test of the image", () => checks.test(world, report.image, inputs));
    report.checks.push("test");
  }
  if (inputs.testInside !== "") {
    await world.runner.group("Test inside of the image", () => checks.testInside(world, report.imageid, inputs));
    report.checks.push("test-inside");
  }
}

async function pushBuilt(world: World, inputs: PlannedInputs, report: BuildReport, set: Outputs): Promise<void> {
  const [{ prepareBuilt }, { lookUp }] = await Promise.all([import("./push.ts"), import("./compare.ts")]);
  const compared = lookUp(world, inputs);
  compared.catch(() => {});
  report.imageid = await prepareBuilt(await world.engine(), inputs);
  set({ imageid: report.imageid });
  const facts = await describeImage(world, report, set);
  if (inputs.withheld) report.outcome = "built";
  else {
    await push(world, inputs, report, set);
    if (inputs.rebuild === "auto") await rememberPushed(world, inputs, report, facts);
  }
  await describeResult(world, inputs, report, set, compared, facts);
}

/** Leaves what was built by its content in the registry under that content too, for the runs of other machines. */
async function rememberPushed(
  world: World,
  inputs: PlannedInputs,
  report: BuildReport,
  facts: ImageFacts | undefined,
): Promise<void> {
  const [{ contentOfTags }, { remember }] = await Promise.all([import("./kept.ts"), import("./unchanged.ts")]);
  const content = contentOfTags(facts?.tags ?? []);
  if (content) await remember(world, inputs, report.refs, content);
}

async function push(world: World, inputs: BuildInputs, report: BuildReport, set: Outputs): Promise<void> {
  const { pushTags } = await import("./push.ts");
  await timedPush(world, inputs, report, set, async (onPushed) =>
    pushTags(world, await world.engine(), inputs, onPushed),
  );
}

async function timedPush(
  world: World,
  inputs: BuildInputs,
  report: BuildReport,
  set: Outputs,
  work: (onPushed: (pushed: PushedTag) => void) => Promise<void>,
): Promise<void> {
  const started = world.clock.elapsed();
  const onPushed = ({ reference, name, digest }: PushedTag) => {
    report.pushed.push(reference);
    addRef(report, name, digest);
    set({ digest: report.digest, refs: report.refs });
  };
  try {
    await world.runner.group(`Push ${inputs.tags.join(", ")}`, () => work(onPushed));
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
