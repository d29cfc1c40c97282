import { closest, distance } from "fastest-levenshtein";
import { UserError } from "../../toolkit/errors.ts";
import { tryInputs } from "../../toolkit/inputs.ts";
import { interpolate } from "../../toolkit/interpolate.ts";
import type { YamlFile } from "../../toolkit/yaml.ts";
import type { Stage } from "./stages.ts";

/** Keys of the pipeline file beside the names of stages. */
const TOP_LEVEL = ["app"];

/** One stage as the file sets it: the text of each input. */
export interface StageSettings {
  readonly stage: Stage;
  readonly inputs: Readonly<Record<string, string>>;
}

/** What a pipeline file says. */
export interface PipelineConfig {
  readonly app: string;
  /** The stages to run, in the order in which they run. */
  readonly stages: readonly StageSettings[];
}

/** How to read a pipeline file. */
export interface ConfigOptions {
  /** Every stage there is, in order. */
  known: readonly Stage[];
  /** The stages to run; all that the file has a section for where this is empty. */
  only: readonly string[];
  variables: Readonly<Record<string, string | undefined>>;
  /** Told each secret value before anything else is done with it. */
  mask: (secret: string) => void;
}

/**
 * Checks a pipeline file and turns each section into the inputs of its action. A list becomes one entry a line, a map
 * `KEY=VALUE` lines, since that is what the inputs of the actions take.
 * All mistakes are told at once as a UserError, each with file, line and column.
 */
export function readConfig(file: YamlFile, options: ConfigOptions): PipelineConfig {
  const mistakes: string[] = [];
  const wrong = (path: readonly string[], message: string) => mistakes.push(file.mistake(path, message).message);
  const value = file.value ?? {};
  if (!isMap(value)) throw file.mistake([], "a pipeline file is a map of stages", example(options.known));

  const names = options.known.map((stage) => stage.name);
  for (const key of Object.keys(value)) {
    if (![...TOP_LEVEL, ...names].includes(key)) wrong([key], unknown(key, [...TOP_LEVEL, ...names], "key"));
  }
  for (const name of options.only) {
    if (!names.includes(name)) mistakes.push(`stages: ${unknown(name, names, "stage")}`);
    else if (!(name in value)) mistakes.push(`stages: ${file.name} has no section "${name}"`);
  }

  const app = value.app ?? "app";
  if (!isScalar(app)) wrong(["app"], "app takes a name");

  const stages: StageSettings[] = [];
  for (const stage of options.known) {
    if (!(stage.name in value) || (options.only.length > 0 && !options.only.includes(stage.name))) continue;
    const inputs: Record<string, string> = {};
    for (const section of [stage.extends, stage.name]) {
      if (section === undefined || !(section in value)) continue;
      const settings = value[section] ?? {};
      if (!isMap(settings)) {
        if (section === stage.name) wrong([section], `${section} takes a map of inputs`);
        continue;
      }
      for (const [name, setting] of Object.entries(settings)) {
        // A mistake in a section that is shared is told once, at its own stage.
        const own = section === stage.name;
        const path = [section, name];
        const fixed = stage.fixed[name];
        if (!(name in stage.inputs)) {
          if (own) wrong(path, unknown(name, Object.keys(stage.inputs), `input of ${stage.name}`));
          continue;
        }
        if (fixed !== undefined) {
          if (own) wrong(path, `${name} is set to "${fixed}" by the pipeline and cannot be set here`);
          continue;
        }
        const text = inputText(setting);
        if (text === undefined) {
          if (own) wrong(path, `${name} takes a scalar, a list of scalars or a map of scalars`);
          continue;
        }
        const { text: filled, mistakes: variables } = interpolate(text, options.variables);
        if (own) for (const mistake of variables) wrong(path, mistake);
        if (variables.length === 0) inputs[name] = filled;
      }
    }
    Object.assign(inputs, stage.fixed);
    stages.push({ stage, inputs });
    const read = tryInputs(stage.inputs, { input: (name) => (inputs[name] ?? "").trim(), mask: options.mask });
    for (const mistake of read.mistakes) {
      // An unset input may still come from an earlier stage; the action itself refuses it where it does not.
      if (inputs[mistake.name] !== undefined) wrong([stage.name, mistake.name], `${mistake.name} ${mistake.message}`);
    }
  }
  if (mistakes.length > 0)
    throw new UserError([...new Set(mistakes)].join("\n"), {
      hint: `Mend ${file.name} and run again; nothing was run.`,
    });
  if (stages.length === 0) throw new UserError(`${file.name} has no stage`, { hint: example(options.known) });
  return { app: String(app), stages };
}

function example(known: readonly Stage[]): string {
  return `It names the settings of the stages (${known.map((stage) => stage.name).join(", ")}), for example:\nbuild:\n  tags: ghcr.io/acme/shop:latest`;
}

function unknown(key: string, known: readonly string[], what: string): string {
  const near = closest(key, [...known]);
  const meant =
    distance(key, near) <= Math.max(2, key.length / 3) ? `did you mean "${near}"?` : `known are: ${known.join(", ")}`;
  return `"${key}" is no ${what}; ${meant}`;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function inputText(value: unknown): string | undefined {
  if (value === null) return "";
  if (isScalar(value)) return String(value);
  if (Array.isArray(value)) return value.every(isScalar) ? value.map(String).join("\n") : undefined;
  if (!isMap(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every(([, item]) => item === null || isScalar(item))
    ? entries.map(([name, item]) => `${name}=${item ?? ""}`).join("\n")
    : undefined;
}
