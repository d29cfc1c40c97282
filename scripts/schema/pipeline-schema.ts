import { APP_KEYS, STAGE_KEYS, TOP_KEYS } from "../../actions/pipeline/config/file.ts";
import { CONDITIONS } from "../../actions/pipeline/config/when.ts";
import { STAGES, type Stage, sectionOf } from "../../actions/pipeline/stages.ts";
import type { InputSpec } from "../../toolkit/inputs.ts";
import { ADDRESS, type JsonSchema } from "./json-schema.ts";

const scalar: JsonSchema = { type: ["string", "number", "boolean", "null"] };
const nothing: JsonSchema = { type: "null" };
const list: JsonSchema = { type: "array", items: { type: ["string", "number", "boolean"] } };
const map: JsonSchema = { type: "object", additionalProperties: scalar };
const words: JsonSchema = { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] };
const ref = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

/** What each section is for; shown where an editor completes it. */
const SECTIONS: Readonly<Record<string, string>> = {
  build: "Builds the image (actions/build).",
  test: "Runs the tests and gates their coverage (actions/test).",
  push: "Pushes the very image that was built and tested; takes the settings of `build` too.",
  migrate: "Migrates the database: before the deploy, and after it for the files of phase post (actions/migrate).",
  deploy: "Rolls the image out without losing a request (actions/deploy).",
  verify: "Asks the deployed app from outside.",
};

/** The schema of pipeline.yml, from the specs of the actions: what an editor completes is what the pipeline takes. */
export function pipelineSchema(): JsonSchema {
  const sections = [...new Set(STAGES.map(sectionOf))];
  const stages = Object.fromEntries(
    sections.map((name) => [name, { description: SECTIONS[name] ?? name, anyOf: [ref(name), nothing] }]),
  );
  // In an overlay a stage may be switched off, or on again.
  const overlaid = Object.fromEntries(
    sections.map((name) => [
      name,
      { description: SECTIONS[name] ?? name, anyOf: [ref(name), { type: ["null", "boolean"] }] },
    ]),
  );
  const when = { description: "Condition: each part that is given has to hold.", ...ref("when") };
  const object = (properties: Record<string, JsonSchema>, rest: Partial<JsonSchema> = {}): JsonSchema => ({
    type: "object",
    properties,
    patternProperties: { "^x-": { description: "The author's own, for anchors." } },
    additionalProperties: false,
    ...rest,
  });
  const named = (items: JsonSchema): JsonSchema => ({
    type: ["object", "null"],
    propertyNames: { pattern: "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$" },
    additionalProperties: { anyOf: [items, nothing] },
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: `${ADDRESS}/pipeline.schema.json`,
    title: "Pipeline of Quayside",
    description:
      "Stages of one or several apps, and what differs between environments; see actions/pipeline/README.md.",
    ...object({
      app: { description: TOP_KEYS.app, type: ["string", "number"], default: "app", examples: ["shop"] },
      when: { ...when, description: TOP_KEYS.when },
      ...stages,
      apps: { description: TOP_KEYS.apps, ...named(ref("app")) },
      environments: { description: TOP_KEYS.environments, ...named(ref("environment")) },
    }),
    definitions: {
      app: object({
        folder: { description: APP_KEYS.folder, type: "string", examples: ["services/api"] },
        when: { ...when, description: APP_KEYS.when },
        needs: { description: APP_KEYS.needs, ...words },
        ...overlaid,
      }),
      environment: object({
        when,
        ...overlaid,
        apps: { description: "Overlays for single apps, by name.", ...named(ref("overlay")) },
      }),
      overlay: object({ when, ...overlaid }),
      when: object(
        Object.fromEntries(Object.entries(CONDITIONS).map(([name, description]) => [name, { description, ...words }])),
        { description: "Condition: each part that is given has to hold." },
      ),
      ...Object.fromEntries(sections.map((name) => [name, section(name)])),
      ...KINDS,
    },
  };
}

function section(name: string): JsonSchema {
  const own = STAGES.filter((stage) => sectionOf(stage) === name);
  const fixed = new Set(own.flatMap((stage: Stage) => Object.keys(stage.fixed)));
  const inputs = Object.assign({}, ...own.map(({ inputs: all, extra }) => ({ ...extra, ...all }))) as Record<
    string,
    InputSpec<unknown>
  >;
  const properties = Object.entries(inputs)
    .filter(([input]) => !fixed.has(input))
    .map(([input, spec]) => [input, inputSchema(spec)]);
  return {
    type: "object",
    description: SECTIONS[name] ?? name,
    properties: {
      needs: { description: STAGE_KEYS.needs, ...words },
      when: { ...ref("when"), description: STAGE_KEYS.when },
      ...Object.fromEntries(properties),
    },
    additionalProperties: false,
  };
}

/** What an input takes in a file. */
function inputSchema({ describe, takes, form, default: fallback, example }: InputSpec<unknown>): JsonSchema {
  const about: JsonSchema = {
    description: `${describe} Takes ${takes}.`,
    ...(fallback ? { default: typed(form.kind, fallback) } : {}),
    ...(form.kind === "choice" || form.kind === "flag" ? {} : { examples: [typed(form.kind, example)] }),
  };
  switch (form.kind) {
    case "choice":
      return { ...about, anyOf: [{ enum: form.choices }, ref("variable"), nothing] };
    case "integer":
      return {
        ...about,
        anyOf: [{ type: "integer", minimum: form.min, maximum: form.max }, ref("digits"), ref("variable"), nothing],
      };
    default:
      return { ...about, anyOf: [ref(`input-${form.kind}`)] };
  }
}

/** What the inputs of each kind take. Each also takes a text with a variable, and nothing, which leaves it unset. */
const KINDS: Readonly<Record<string, JsonSchema>> = {
  variable: { type: "string", pattern: "\\$", description: "A text with a variable in it, which may become anything." },
  digits: { type: "string", pattern: "^\\s*[+-]?\\d+\\s*$" },
  "input-flag": { anyOf: [{ type: "boolean" }, { enum: ["true", "false"] }, ref("variable"), nothing] },
  "input-duration": {
    anyOf: [
      { type: "number", minimum: 0 },
      { type: "string", pattern: "^\\s*(\\d+(\\.\\d+)?|(\\d+(\\.\\d+)?([mM]?[sS]|[mMhHdD]))+)\\s*$" },
      ref("variable"),
      nothing,
    ],
  },
  "input-size": {
    anyOf: [
      { type: "number", minimum: 0 },
      { type: "string", pattern: "^\\s*\\d+(\\.\\d+)?\\s*[bBkKmMgGtT]?([iI]?[bB])?\\s*$" },
      ref("variable"),
      nothing,
    ],
  },
  "input-pairs": { anyOf: [map, { ...list, description: "KEY=VALUE, one each." }, scalar] },
  "input-text": { anyOf: [scalar, list] },
  "input-lines": { anyOf: [scalar, list] },
  "input-custom": { anyOf: [scalar, list, map] },
};

function typed(kind: string, text: string): unknown {
  if (kind === "flag") return text === "true";
  return kind === "integer" && /^\d+$/.test(text) ? Number(text) : text;
}
