import { UserError } from "../../toolkit/errors.ts";
import { type Builder, isPlain } from "./builder.ts";
import type { CachePlan } from "./cache.ts";
import { type BuildInputs, isChecked } from "./inputs.ts";
import { csvRecord } from "./lists.ts";
import { parseReference } from "./references.ts";

/** A secret, ready to be handed over: from a file, or from a variable of the environment. */
export type SecretSource =
  | { readonly id: string; readonly file: string }
  | { readonly id: string; readonly variable: string };

/** What the plan needs to know besides the inputs. */
export interface BuildFacts {
  readonly builder: Builder;
  /** Absolute path of the context, or its URL. */
  readonly context: string;
  /** Absolute path of the Dockerfile; undefined for the default one of a context that is a URL. */
  readonly dockerfile?: string;
  readonly secrets: readonly SecretSource[];
  /** Annotations that were worked out; left out where the builder cannot write any. */
  readonly annotations?: readonly string[];
  /** The caches that were worked out, where the inputs name none. */
  readonly cache?: CachePlan;
  /** Whether the time of the commit is handed to BuildKit: files in the layers then carry it too. */
  readonly dated?: boolean;
  readonly metadataFile: string;
  readonly idFile: string;
}

/** What is going to be done. */
export interface BuildPlan {
  /** Program and arguments; for the Engine API, what would be the same for buildx. */
  readonly argv: readonly string[];
  /** Whether the image is in the engine afterwards. */
  readonly loads: boolean;
  /** Who pushes: the builder as a part of the build, the engine afterwards, nobody. */
  readonly pushes: "builder" | "engine" | "none";
  /** What was asked for and is left out, with the reason. */
  readonly warnings: readonly string[];
}

const WAY_OUT =
  "Set up a builder with another driver (docker buildx create --driver docker-container --use) and name it with `builder`, or leave the input out.";

/** Whether the engine has the image after a build. */
export function loads(inputs: Pick<BuildInputs, "load" | "smoke" | "test" | "testInside">, builder: Builder): boolean {
  return builder.kind === "engine" || builder.driver === "docker" || inputs.load || isChecked(inputs);
}

/**
 * Works out the exact command. Pure; throws a UserError for what the builder that was found cannot do, and warns where
 * only speed is lost.
 */
export function planBuild(inputs: BuildInputs, facts: BuildFacts): BuildPlan {
  const { builder } = facts;
  const plain = isPlain(builder);
  const warnings: string[] = [];
  if (plain) refuseWhatDockerCannot(inputs, builder);
  if (builder.kind === "engine") refuseWhatTheApiCannot(inputs);

  const argv: string[] = [...builder.command, "build", "--progress", "plain"];
  const add = (name: string, ...values: readonly (string | undefined)[]) => {
    for (const value of values) if (value) argv.push(`--${name}`, value);
  };
  const set = (name: string, on: boolean) => on && argv.push(`--${name}`);

  add("builder", inputs.builder);
  add("file", facts.dockerfile);
  add("target", inputs.target);
  add("platform", inputs.platforms.join(","));
  const byDigest = inputs.digestsDir !== "";
  if (!byDigest) add("tag", ...inputs.tags);
  add("label", ...inputs.labels);
  add("annotation", ...(facts.annotations && !plain ? facts.annotations : inputs.annotations));
  add("build-arg", ...inputs.buildArgs);
  add("build-context", ...inputs.buildContexts);
  add("add-host", ...inputs.addHosts);
  add("network", inputs.network);
  add("shm-size", inputs.shmSize?.toString());
  add("ulimit", ...inputs.ulimit);
  add("cgroup-parent", inputs.cgroupParent);
  add("allow", ...inputs.allow);
  add("secret", ...facts.secrets.map((secret) => secretOption(secret)));
  add("ssh", ...inputs.ssh);
  set("no-cache", inputs.noCache);
  add("no-cache-filter", ...inputs.noCacheFilters);
  set("pull", inputs.pull);
  add("cache-from", ...inputs.cacheFrom, ...(facts.cache?.from ?? []));
  for (const entry of inputs.cacheTo) {
    const type = /(?:^|,)\s*type=([\w-]+)/.exec(entry)?.[1] ?? "registry";
    if (plain && type !== "inline") {
      warnings.push(
        `cache-to ${type} is left out: ${nameOf(builder)} cannot export a cache. The build itself is not touched by this.`,
      );
    } else add("cache-to", forgiving(entry, type));
  }
  add("cache-to", ...(facts.cache?.to ?? []));
  // Attestations turn a single image into an index, which some platforms cannot run; so they are only made when asked for.
  if (!plain) add("provenance", inputs.provenance || (inputs.attests.length > 0 ? undefined : "false"));
  add("sbom", isOff(inputs.sbom) ? undefined : inputs.sbom);
  add("attest", ...inputs.attests);
  add("output", ...inputs.outputs);

  const docker = builder.kind === "engine" || builder.driver === "docker";
  // What is checked has to be in the engine, and must not be pushed before.
  const checked = isChecked(inputs);
  const pushes = !inputs.push
    ? "none"
    : (docker || checked) && inputs.platforms.length < 2 && !byDigest
      ? "engine"
      : "builder";
  const inEngine = loads(inputs, builder);
  // Where several run for one image, each pushes without a tag; `mode: merge` gives the tags to all of them together.
  const names = [...new Set(inputs.tags.map((tag) => parseReference(tag).name))];
  const date = facts.dated && !docker && builder.driver !== undefined ? ["rewrite-timestamp=true"] : [];
  if (pushes === "builder" && byDigest) {
    const fields = [`name=${names.join(",")}`, "push-by-digest=true", "name-canonical=true", "push=true", ...date];
    add("output", csvRecord(["type=image", ...fields]));
  } else if (pushes === "builder" && date.length > 0) add("output", csvRecord(["type=image", "push=true", ...date]));
  else set("push", pushes === "builder");
  if (inEngine && date.length > 0) add("output", csvRecord(["type=docker", ...date]));
  else set("load", inEngine && !docker);
  if (!inEngine && pushes === "none" && inputs.outputs.length === 0 && builder.driver !== undefined) {
    warnings.push(
      `The image stays in the cache of the builder: the ${builder.driver} driver hands it to nobody unless load, push or outputs is set.`,
    );
  }
  add("metadata-file", facts.metadataFile);
  // buildx refuses to write an image's id where files are all that comes out.
  const files = inputs.outputs.some(
    (entry) => !/(^|,)\s*type=/.test(entry) || /(^|,)\s*type=(local|tar)\b/.test(entry),
  );
  if (!files) add("iidfile", facts.idFile);
  argv.push(facts.context);
  return { argv, loads: inEngine, pushes, warnings };
}

function refuseWhatDockerCannot(inputs: BuildInputs, builder: Builder): void {
  const wanted = [
    ...(isOff(inputs.provenance) ? [] : ["provenance"]),
    ...(isOff(inputs.sbom) ? [] : ["sbom"]),
    ...(inputs.attests.length > 0 ? ["attests"] : []),
    ...(inputs.annotations.length > 0 ? ["annotations"] : []),
  ];
  if (wanted.length > 0) {
    throw new UserError(
      `${nameOf(builder)} cannot do ${wanted.join(", ")}: its image store holds no attestations and no annotations.`,
      {
        hint: WAY_OUT,
      },
    );
  }
  if (inputs.digestsDir !== "") {
    throw new UserError(`${nameOf(builder)} cannot push without a tag, which digests-dir needs.`, { hint: WAY_OUT });
  }
  if (inputs.platforms.length > 1) {
    throw new UserError(`${nameOf(builder)} cannot build for ${inputs.platforms.length} platforms at once.`, {
      hint: WAY_OUT,
    });
  }
}

function refuseWhatTheApiCannot(inputs: BuildInputs): void {
  const secrets = [...inputs.secrets, ...inputs.secretEnvs, ...inputs.secretFiles];
  const wanted = [
    ...(secrets.length > 0 ? [`secrets (${secrets.map(({ id }) => id).join(", ")})`] : []),
    ...(inputs.ssh.length > 0 ? ["ssh"] : []),
    ...(inputs.outputs.length > 0 ? ["outputs"] : []),
    ...(inputs.buildContexts.length > 0 ? ["build-contexts"] : []),
    ...(inputs.noCacheFilters.length > 0 ? ["no-cache-filters"] : []),
    ...(inputs.allow.length > 0 ? ["allow"] : []),
    ...(inputs.ulimit.length > 0 ? ["ulimit"] : []),
    ...(inputs.cgroupParent ? ["cgroup-parent"] : []),
    ...(inputs.builder ? ["builder"] : []),
  ];
  if (wanted.length > 0) {
    throw new UserError(`There is no buildx here, and the Engine API alone cannot do ${wanted.join(", ")}.`, {
      hint: "Install buildx: the docker-buildx-plugin package of Docker, the docker-buildx package of Debian and Ubuntu, or docker/setup-buildx-action.",
    });
  }
}

function nameOf(builder: Builder): string {
  return builder.kind === "engine"
    ? "The Engine API without buildx"
    : `The ${builder.driver} driver of this engine (${builder.version})`;
}

function isOff(value: string): boolean {
  return value === "" || value === "false";
}

function secretOption(secret: SecretSource): string {
  return "file" in secret
    ? csvRecord([`id=${secret.id}`, `src=${secret.file}`])
    : csvRecord([`id=${secret.id}`, `env=${secret.variable}`]);
}

// A cache is there for speed; BuildKit only forgives its failure when told so. An inline cache is a part of the image.
function forgiving(entry: string, type: string): string {
  if (type === "inline" || /(^|,)\s*ignore-error=/.test(entry)) return entry;
  return /(^|,)\s*type=/.test(entry) ? `${entry},ignore-error=true` : `type=registry,ref=${entry},ignore-error=true`;
}

/** A command for people to read and copy: what a shell would take apart is quoted. */
export function shown(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}
