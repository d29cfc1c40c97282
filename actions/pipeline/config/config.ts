import { posix } from "node:path";
import { UserError } from "../../../toolkit/errors.ts";
import { tryInputs } from "../../../toolkit/inputs.ts";
import { type Interpolated, interpolate, unset, type Variables, variablesOf } from "../../../toolkit/interpolate.ts";
import { unknownWord } from "../../../toolkit/nearest.ts";
import type { YamlNode } from "../../../toolkit/yaml.ts";
import type { RunFacts } from "../facts.ts";
import { type Stage, sectionOf } from "../stages.ts";
import { LATE_VARIABLES } from "../values.ts";
import { type Layer, type PipelineFile, readFile, STAGE_KEYS } from "./file.ts";
import { checkLocks, sharedLocks } from "./locks.ts";
import { type Draft, order } from "./order.ts";
import type { App, PipelineConfig, PlannedStage } from "./planned.ts";
import { type Fill, Mistakes, overlay, type Setting, textOf, wordsOf } from "./settings.ts";
import { readCondition, unmet } from "./when.ts";

/** How to read a pipeline file. */
export interface ConfigOptions {
  /** Name of the file, for messages. */
  readonly file: string;
  /** Every stage there is, in order. */
  readonly known: readonly Stage[];
  /** The stages to run; all that the file has a section for where this is empty. */
  readonly only: readonly string[];
  readonly environment: string;
  readonly mode: "apply" | "plan";
  readonly variables: Variables;
  readonly facts: RunFacts;
  /** Folder of the file, from the root of the repository. */
  readonly folder: string;
  /** Whether only the settings of stages are wanted: then nobody asks who gives them what they do not set. */
  readonly alone?: boolean;
  /** Whether there is a file, by its path from the folder of the pipeline file. */
  readonly exists: (path: string) => boolean;
  /** Told each secret value before anything else is done with it. */
  readonly mask: (secret: string) => void;
}

/**
 * Checks a pipeline file and works out the stages of one run: sections laid over each other, variables filled in,
 * conditions held against the run, and which stage waits for which.
 * All mistakes are told at once as a UserError, each with file, line and column. What a stage that does not run would
 * need need not be there: neither its variables nor what other environments ask for.
 */
export function readConfig(file: YamlNode, options: ConfigOptions): PipelineConfig {
  const mistakes = new Mistakes();
  const parsed = readFile(file, options.known, mistakes);
  const hint = `It names the settings of the stages (${[...new Set(options.known.map(sectionOf))].join(", ")}), for example:\nbuild:\n  tags: ghcr.io/acme/shop:latest`;
  if (!parsed) throw new UserError(mistakes.all.join("\n"), { hint });
  const config = new Resolver(parsed, options, mistakes).config();
  if (mistakes.all.length > 0) {
    throw new UserError(mistakes.all.join("\n"), { hint: `Mend ${options.file} and run again; nothing was run.` });
  }
  if (config.stages.length === 0) throw new UserError(`${options.file} has no stage`, { hint });
  return config;
}

class Resolver {
  readonly #file: PipelineFile;
  readonly #options: ConfigOptions;
  readonly #mistakes: Mistakes;
  readonly #fill: Fill;
  /** Variables that are not set and that a plan takes for empty, with the first place of each. */
  readonly #blanks = new Map<string, string>();

  constructor(file: PipelineFile, options: ConfigOptions, mistakes: Mistakes) {
    this.#file = file;
    this.#options = options;
    this.#mistakes = mistakes;
    this.#fill = (text, at) => {
      const { text: filled, mistakes: found } = this.#interpolate(text, options.variables, at);
      for (const mistake of found) mistakes.at(at, mistake);
      return filled;
    };
  }

  /** A plan goes on without a variable: it is also made where no secret is, as for a pull request of a fork. */
  #interpolate(text: string, variables: Variables, at: string): Interpolated {
    const onBlank = (name: string) => {
      if (!this.#blanks.has(name)) this.#blanks.set(name, at);
    };
    return interpolate(text, variables, this.#options.mode === "plan" ? { onBlank } : {});
  }

  /** What a plan goes on without is a remark, or a mistake beside others: it may be what those come from. */
  #tellBlanks(notes: string[]): void {
    const names = [...this.#blanks.keys()];
    if (names.length === 0) return;
    if (this.#mistakes.all.length > 0) {
      for (const [name, at] of this.#blanks) this.#mistakes.at(at, unset(name));
      return;
    }
    const [are, them] = names.length === 1 ? ["is", "it"] : ["are", "them"];
    notes.push(
      `${names.join(", ")} ${are} not set: this plan takes ${them} for empty, and a run would not begin without ${them}.`,
    );
  }

  config(): PipelineConfig {
    const { environments } = this.#file;
    const { environment } = this.#options;
    if (environment !== "" && !environments.has(environment)) {
      this.#mistakes.elsewhere(
        `environment: ${unknownWord(environment, [...environments.keys()], "environment of this file")}`,
      );
    }
    const app = this.#word(this.#file.app, "app", "app");
    checkLocks(this.#file, this.#options.known, this.#mistakes);
    const apps = this.#apps(app);
    const drafts = apps.flatMap(({ app: one, layers }) => this.#drafts(one, layers));
    this.#checkOnly(apps.flatMap(({ layers }) => [...this.#sections(layers).keys()]));
    const { notes, stages } = order(drafts, {
      known: this.#options.known,
      needsOf: (one) => this.#needs(one, drafts),
      appNeeds: new Map(apps.map(({ app: one, needs }) => [one.key, this.#appNeeds(needs, apps)])),
      waitsForBuild: (draft) => this.#writesIntoContext(draft, drafts),
      mistakes: this.#mistakes,
      alone: this.#options.alone ?? false,
    });
    sharedLocks(stages, this.#mistakes, drafts);
    this.#tellBlanks(notes);
    if (environments.size > 0 && environment === "") {
      notes.push(`No environment was chosen; the file has ${[...environments.keys()].join(", ")}.`);
    }
    return { app, environment, apps: apps.map((one) => one.app), stages, notes };
  }

  #apps(prefix: string): { app: App; layers: Layer[]; needs: Setting | undefined }[] {
    const { apps, base, environments } = this.#file;
    const { environment } = this.#options;
    const chosen = environments.get(environment);
    const suffix = environment === "" ? "" : `-${environment}`;
    const overlays = chosen ? [chosen.layer] : [];
    if (apps.size === 0) {
      return [
        { app: { key: "", name: `${prefix}${suffix}`, folder: "" }, layers: [base, ...overlays], needs: undefined },
      ];
    }
    return [...apps].map(([key, layer]) => {
      const own = chosen?.apps.get(key);
      return {
        app: {
          key,
          name: `${this.#file.app === undefined ? "" : `${prefix}-`}${key}${suffix}`,
          folder: this.#word(layer.folder, "folder", ""),
        },
        layers: [base, layer, ...overlays, ...(own ? [own] : [])],
        needs: layer.needs,
      };
    });
  }

  #word(setting: Setting | undefined, name: string, fallback: string): string {
    if (setting === undefined) return fallback;
    if (setting.kind === "scalar" && setting.value !== null) return textOf(setting, this.#fill) ?? fallback;
    this.#mistakes.at(setting.at, `${name} takes a text`);
    return fallback;
  }

  /** The sections of an app that are switched on, laid over each other. */
  #sections(layers: readonly Layer[]): Map<string, Setting> {
    const sections = new Map<string, Setting>();
    for (const layer of layers) {
      for (const [name, section] of layer.sections) {
        if (section.kind === "scalar") sections.delete(name);
        else sections.set(name, overlay(sections.get(name), section));
      }
    }
    return sections;
  }

  #drafts(app: App, layers: readonly Layer[]): Draft[] {
    const sections = this.#sections(layers);
    const on = new Set(sections.keys());
    const folder = posix.join(this.#options.folder, app.folder);
    const common = layers.flatMap(({ when }) =>
      when ? [unmet(readCondition(when, this.#fill, this.#mistakes), this.#options.facts, folder)] : [],
    );
    const drafts: Draft[] = [];
    for (const stage of this.#options.known) {
      const section = sections.get(sectionOf(stage));
      if (section?.kind !== "map") continue;
      const parent = stage.extends === undefined ? undefined : sections.get(stage.extends);
      const settings = new Map<string, Setting>();
      for (const source of [parent, section]) {
        if (source?.kind !== "map") continue;
        for (const [name, setting] of source.entries) if (!(name in STAGE_KEYS)) settings.set(name, setting);
      }
      const raw = (input: string) => {
        const setting = settings.get(input);
        return (setting && textOf(setting)) || "";
      };
      const shape = stage.shape ? stage.shape(raw, on) : {};
      if (shape === undefined || !this.#selected(stage, on)) continue;
      const condition = readCondition(section.entries.get("when"), this.#fill, this.#mistakes);
      const skip = [...common, unmet(condition, this.#options.facts, folder)].find((why) => why !== undefined);
      drafts.push({
        id: app.key === "" ? stage.name : `${app.key}/${stage.name}`,
        stage,
        app,
        at: section.at,
        settings,
        fixed: { ...stage.fixed, ...shape },
        needs: section.entries.get("needs"),
        late: lateOf([...settings.values()]),
        ...(skip === undefined ? {} : { skip }),
        inputs: () => ({}),
      });
    }
    // What depends on a stage that is left out is left out too, to the end of every such chain; only then are the
    // variables of the rest asked for.
    const skips = new Map(drafts.map((draft) => [draft.stage.name, draft.skip]));
    for (let before = -1; before !== skipped(skips); ) {
      before = skipped(skips);
      for (const draft of drafts) skips.set(draft.stage.name, skips.get(draft.stage.name) ?? skippedWith(draft, skips));
    }
    return drafts.map((draft) => {
      const skip = skips.get(draft.stage.name);
      return skip === undefined ? { ...draft, inputs: this.#inputs(draft) } : { ...draft, skip };
    });
  }

  #selected(stage: Stage, on: ReadonlySet<string>): boolean {
    const { only, known } = this.#options;
    if (only.length === 0 || only.includes(stage.name)) return true;
    // A second stage of a section goes with the stage that it follows: never a post migration before its deploy.
    if (stage.section === undefined || !only.includes(stage.section)) return false;
    const follows = known.find(({ name }) => name === stage.only);
    return follows !== undefined && only.includes(follows.name) && on.has(sectionOf(follows));
  }

  #checkOnly(sections: readonly string[]): void {
    const names = this.#options.known.map(({ name }) => name);
    for (const name of this.#options.only) {
      const stage = this.#options.known.find((one) => one.name === name);
      if (!stage) this.#mistakes.elsewhere(`stages: ${unknownWord(name, names, "stage")}`);
      else if (!sections.includes(sectionOf(stage))) {
        this.#mistakes.elsewhere(`stages: the file has no section "${sectionOf(stage)}"`);
      }
    }
  }

  /** The inputs of a stage that runs: checked now with samples for what is only known later. */
  #inputs({ stage, app, settings, fixed, at: place }: Draft): PlannedStage["inputs"] {
    const own: Variables = { QUAYSIDE_APP: app.name, QUAYSIDE_ENVIRONMENT: this.#options.environment };
    const all = { ...stage.inputs, ...stage.extra };
    const texts = (late: Variables, wrong: (at: string, message: string) => void): Record<string, string> => {
      // Looked up one by one: a copy would lose the variables of an environment that makes them up when asked.
      const variables: Variables = new Proxy<Record<string, string>>(
        {},
        { get: (_, name: string) => late[name] ?? own[name] ?? this.#options.variables[name] },
      );
      const inputs: Record<string, string> = {};
      for (const [name, setting] of settings) {
        if (!(name in all) || name in fixed) continue;
        let whole = true;
        const text = textOf(setting, (raw, at) => {
          const filled = this.#interpolate(raw, variables, at);
          for (const mistake of filled.mistakes) wrong(at, mistake);
          whole &&= filled.mistakes.length === 0;
          return filled.text;
        });
        if (text === undefined) wrong(setting.at, `${name} takes a scalar, a list of scalars or a map of scalars`);
        else if (whole) inputs[name] = text;
      }
      for (const [name, variable] of Object.entries(stage.variables ?? {})) {
        if (!settings.has(name) && variables[variable]) inputs[name] = variables[variable];
      }
      return { ...inputs, ...fixed };
    };
    const samples = Object.fromEntries(Object.entries(LATE_VARIABLES).map(([name, { sample }]) => [name, sample]));
    const inputs = texts(samples, (at, message) => this.#mistakes.at(at, message));
    const read = tryInputs(all, { input: (name) => (inputs[name] ?? "").trim(), mask: this.#options.mask });
    for (const { name, message } of read.mistakes) {
      // An input that is not set may still come from another stage; `order` looks after those.
      const setting = settings.get(name);
      if (setting && inputs[name] !== undefined) this.#mistakes.at(setting.at, `${name} ${message}`);
      else if (!(name in stage.gives) && !settings.has(name) && !this.#options.alone)
        this.#mistakes.at(place, `${name} of ${stage.name} ${message}`);
    }
    if (this.#options.mode === "apply" && !this.#options.alone) {
      for (const name of stage.asks?.((input) => inputs[input] ?? "") ?? []) {
        if (inputs[name]?.trim() || this.#failed(settings.get(name))) continue;
        const is = settings.has(name) ? "is empty" : "is not set";
        this.#mistakes.at(
          settings.get(name)?.at ?? place,
          // Two stages of one section lack the same, which is told once.
          `${name} of ${sectionOf(stage)} ${is}; for example: ${all[name]?.example}`,
        );
      }
    }
    return (late) => texts(late, () => {});
  }

  /** Whether a setting has variables that are not set, which is told already. */
  #failed(setting: Setting | undefined): boolean {
    let failed = false;
    if (setting) {
      textOf(setting, (text) => {
        failed ||= interpolate(text, this.#options.variables).mistakes.length > 0;
        return text;
      });
    }
    return failed;
  }

  #needs(draft: Draft, drafts: readonly Draft[]): readonly string[] | undefined {
    if (draft.needs === undefined || draft.stage.section !== undefined) return undefined;
    const words = wordsOf(draft.needs, this.#fill);
    if (words === undefined) {
      this.#mistakes.at(draft.needs.at, "needs takes the name of a stage or a list of them");
      return [];
    }
    return words.flatMap((word) => {
      const id = word.includes("/") || draft.app.key === "" ? word : `${draft.app.key}/${word}`;
      if (drafts.some((one) => one.id === id)) return [id];
      // A stage that is in the file and not in this run waits for nobody.
      const stage = this.#options.known.find(({ name }) => name === word.split("/").at(-1));
      if (!stage || !this.#inFile(word, draft.app, stage)) {
        const there = drafts.map((one) => (one.app.key === draft.app.key ? one.stage.name : one.id));
        this.#mistakes.at(draft.needs?.at ?? draft.at, `needs: ${unknownWord(word, there, "stage of this file")}`);
      }
      return [];
    });
  }

  #inFile(word: string, app: App, stage: Stage): boolean {
    const key = word.includes("/") ? (word.split("/")[0] ?? "") : app.key;
    const { base, apps } = this.#file;
    const own = key === "" ? undefined : apps.get(key);
    if (key !== "" && !own) return false;
    return this.#options.only.length > 0 && [base, own].some((layer) => layer?.sections.has(sectionOf(stage)));
  }

  #appNeeds(needs: Setting | undefined, apps: readonly { app: App }[]): readonly string[] {
    const words = wordsOf(needs, this.#fill);
    if (needs && words === undefined) this.#mistakes.at(needs.at, "needs takes the name of an app or a list of them");
    const keys = apps.map(({ app }) => app.key);
    return (words ?? []).filter((word) => {
      if (keys.includes(word)) return true;
      if (needs) this.#mistakes.at(needs.at, `needs: ${unknownWord(word, keys, "app of this file")}`);
      return false;
    });
  }

  /**
   * Whether tests might write into what is being built: the build takes a folder that they run in, and no .dockerignore
   * says what of it belongs to the image. Such tests wait for the build, as does no other stage.
   */
  #writesIntoContext({ stage, app }: Draft, drafts: readonly Draft[]): boolean {
    if (stage.name !== "test") return false;
    const build = drafts.find((one) => one.app.key === app.key && one.stage.name === "build");
    if (!build || build.skip !== undefined) return false;
    const set = (name: string) => build.inputs({})[name]?.trim() ?? "";
    const context = set("context") || ".";
    if (/^[a-z]+:\/\/|^git@/.test(context)) return false;
    const at = (path: string) => posix.join(app.folder, path);
    const file = set("file") || posix.join(context, "Dockerfile");
    return ![posix.join(context, ".dockerignore"), `${file}.dockerignore`].some((path) =>
      this.#options.exists(at(path)),
    );
  }
}

type Skips = ReadonlyMap<string, string | undefined>;

const skipped = (skips: Skips): number => [...skips.values()].filter((skip) => skip !== undefined).length;

/** Why a stage is left out together with another one; undefined where it is not. */
function skippedWith({ stage, settings }: Draft, skips: Skips): string | undefined {
  if (stage.only && skips.get(stage.only) !== undefined) return `${stage.only} is left out`;
  for (const [input, { from, needed }] of Object.entries(stage.gives)) {
    const left = from.find((name) => skips.get(name) !== undefined);
    const set = settings.get(input);
    if (needed && left !== undefined && !(set && textOf(set)))
      return `${left} is left out, which gives it its ${input}`;
  }
  return undefined;
}

/** The variables of some settings that only have a value later. */
function lateOf(settings: readonly Setting[]): string[] {
  const names = settings.flatMap((setting) => {
    const found: string[] = [];
    textOf(setting, (text) => {
      found.push(...variablesOf(text));
      return text;
    });
    return found;
  });
  return [...new Set(names)].filter((name) => Object.hasOwn(LATE_VARIABLES, name));
}
