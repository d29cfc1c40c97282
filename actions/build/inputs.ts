import { type InputsOf, readInputs } from "../../toolkit/inputs.ts";
import type { Runner } from "../../toolkit/runner.ts";
import { listOf } from "./lists.ts";
import type { MetadataRequest } from "./metadata/metadata.ts";
import { parseRules } from "./metadata/rules.ts";
import { parseReference } from "./references.ts";
import { spec } from "./spec.ts";

type RawInputs = InputsOf<typeof spec.inputs>;

/** The inputs of the build action. */
export interface BuildInputs extends Omit<RawInputs, "images" | "tags" | "flavor"> {
  /** `name:tag`; with `metadata` these are filled in from it. */
  readonly tags: readonly string[];
  /** What `images`, `tags` and `flavor` ask for; undefined where there are no `images`. */
  readonly metadata?: MetadataRequest;
}

/** Reads the inputs; throws a UserError that lists every mistake, those between inputs too. */
export function readBuildInputs(runner: Pick<Runner, "input" | "mask">): BuildInputs {
  // Both inputs are secret, but only parts of them are: a mask of a whole line such as "localhost:5000" would tear a
  // hole into every reference of the log.
  let current = "";
  const input = (name: string) => {
    current = name;
    return runner.input(name);
  };
  const mask = (raw: string) => {
    const parts = current === "registries" ? passwordsOf(raw) : valuesOf(raw);
    for (const part of parts) if (part !== "") runner.mask(part);
  };
  // What a line of `tags` is depends on `images`.
  const ruled = runner.input("images") !== "";
  const tags = (raw: string) =>
    ruled ? { references: [], rules: parseRules(raw) } : { references: referencesOf(raw), rules: [] };
  const schema = { ...spec.inputs, tags: { ...spec.inputs.tags, parse: tags } };
  const convert = ({ images, tags: { references, rules }, flavor, ...rest }: InputsOf<typeof schema>): BuildInputs => {
    const { labels, annotations } = rest;
    return ruled
      ? { ...rest, tags: [], metadata: { images, rules, flavor, labels, annotations } }
      : { ...rest, tags: references };
  };
  const check = (raw: InputsOf<typeof schema>) => [
    ...(runner.input("flavor") !== "" && !ruled
      ? ["flavor goes with images: it is about tags that are worked out from rules"]
      : []),
    ...mistakesBetween(convert(raw)),
  ];
  return Object.freeze(convert(readInputs(schema, { input, mask }, check)));
}

// Each reference once, always with its tag.
function referencesOf(raw: string): string[] {
  const references = listOf(raw, { commas: true }).map((entry) => {
    if (/^type=/.test(entry)) {
      throw new Error(
        `"${entry}" is a rule, and rules need images: the names that get the tags, for example: ghcr.io/org/app`,
      );
    }
    const { name, tag } = parseReference(entry);
    return `${name}:${tag}`;
  });
  return [...new Set(references)];
}

function passwordsOf(raw: string): string[] {
  return raw.split(/\r?\n/).map((line) => line.trim().replace(/^\S+\s+\S+\s*/, ""));
}

function valuesOf(raw: string): string[] {
  try {
    return listOf(raw, { commas: false }).map((entry) => entry.replace(/^\s*[\w.-]+=/, ""));
  } catch {
    return raw.split(/\r?\n/).map((line) => line.trim().replace(/^"?[\w.-]+=/, ""));
  }
}

/** Whether the image is checked before it is pushed: it has to be in the engine for that. */
export const isChecked = ({ smoke, test, testInside }: Pick<BuildInputs, "smoke" | "test" | "testInside">): boolean =>
  smoke || test !== "" || testInside !== "";

/** What is wrong between inputs, a sentence each, with the way out. */
export function mistakesBetween(inputs: BuildInputs): string[] {
  const mistakes: string[] = [];
  const say = (wrong: boolean, message: string) => wrong && mistakes.push(message);
  const { mode, push, load, platforms, outputs } = inputs;
  const untagged = inputs.metadata ? inputs.metadata.images.length === 0 : inputs.tags.length === 0;
  say(mode === "push" && untagged, "mode: push needs tags: the references to push, for example: ghcr.io/org/app:1.4.2");
  say(
    mode !== "push" && mode !== "merge" && push && untagged,
    "push: true needs tags: the references to push, for example: ghcr.io/org/app:1.4.2",
  );
  say(mode === "merge" && untagged, "mode: merge needs tags: the references that the joined image gets");
  say(
    mode === "merge" && inputs.digestsDir === "",
    "mode: merge needs digests-dir: the folder with the digests that the jobs before have written",
  );
  say(
    mode === "apply" && inputs.digestsDir !== "" && !push,
    "digests-dir goes with push: true (the image of one platform is pushed, its digest is kept there) or with mode: merge",
  );
  say(
    mode === "apply" && inputs.digestsDir !== "" && (load || isChecked(inputs)),
    "digests-dir pushes straight from the builder, so load, smoke and test do not go with it; check each platform in a step of its own before",
  );
  say(
    inputs.cache !== "auto" && inputs.cacheFrom.length + inputs.cacheTo.length > 0,
    `cache: ${inputs.cache} and cache-from or cache-to are two ways to say the same; give one of them`,
  );
  say(
    ["registry", "inline"].includes(inputs.cache) && untagged,
    `cache: ${inputs.cache} needs tags: it lies beside the image in its registry`,
  );
  say(mode !== "push" && inputs.image !== "", "image only goes with mode: push; it names the built image to push");
  say(
    load && platforms.length > 1,
    `load: true and ${platforms.length} platforms do not go together: an engine holds one platform of an image; build for one, or push`,
  );
  const checked = isChecked(inputs);
  say(
    checked && platforms.length > 1,
    `smoke and test need the image in the engine, which holds one platform of it; build for one, not for ${platforms.length}`,
  );
  say(
    (mode === "push" || mode === "merge") && checked,
    `smoke and test go with mode: apply; mode: ${mode} pushes what was checked before`,
  );
  say(
    inputs.smokeEnv.size > 0 && !inputs.smoke && inputs.testInside === "",
    "smoke-env goes with smoke: true or test-inside",
  );
  say(
    load && outputs.length > 0 && push,
    "load, push and outputs together are more than one builder can do; leave outputs out",
  );
  const ids = [...inputs.secrets, ...inputs.secretEnvs, ...inputs.secretFiles].map(({ id }) => id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    mistakes.push(`the secret ${id} is given twice in secrets, secret-envs and secret-files; give each id once`);
  }
  for (const [name, entries] of [
    ["labels", inputs.labels],
    ["annotations", inputs.annotations],
    ["build-contexts", inputs.buildContexts],
  ] as const) {
    for (const entry of entries)
      say(!/^[^=]+=/.test(entry), `${name} got "${entry}", which has no KEY= in front; it takes KEY=VALUE`);
  }
  for (const entry of inputs.addHosts) {
    say(
      !/^[^:=\s]+[:=]\S+$/.test(entry),
      `add-hosts got "${entry}"; it takes HOST:IP, for example: db.internal:10.0.0.5`,
    );
  }
  for (const entry of platforms) {
    say(
      !/^[a-z0-9]+(\/[a-z0-9_]+){0,2}$/.test(entry),
      `platforms got "${entry}"; it takes OS/ARCHITECTURE, for example: linux/arm64`,
    );
  }
  return mistakes;
}
