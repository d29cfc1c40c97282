import { unknownWord } from "../../../toolkit/nearest.ts";
import { type Stage, sectionOf } from "../stages.ts";
import type { Mistakes, Setting } from "./settings.ts";

/** Keys of the file beside its stages, and what each is for. `x-…` is for the author's own anchors, as in Compose files. */
export const TOP_KEYS = {
  app: "Name of the app. With `apps` it goes in front of each of their names.",
  when: "Condition for all stages.",
  apps: "Several apps of one repository, by name. What stands at the top of the file counts for each of them.",
  environments:
    "What differs where, by the name of the environment: laid over the rest of the file where it is chosen.",
} as const;

/** Keys of an app beside its stages. */
export const APP_KEYS = {
  folder: "Folder that the app's paths start from, from the folder of the file.",
  when: "Condition for all stages of the app.",
  needs: "Other apps whose whole pipeline comes before anything of this one that lasts: push, migrate, deploy.",
} as const;

/** Keys of every stage beside the inputs of its action. */
export const STAGE_KEYS = {
  needs: "Stages that come before this one, in place of the default order; `app/stage` for one of another app.",
  when: "Condition for this stage.",
} as const;

/** Sections of stages that were laid over each other in one place, and the keys beside them. */
export interface Layer {
  readonly sections: ReadonlyMap<string, Setting>;
  readonly when: Setting | undefined;
  readonly needs: Setting | undefined;
  readonly folder: Setting | undefined;
}

/** A pipeline file whose keys are known ones; nothing is filled in and nothing is merged yet. */
export interface PipelineFile {
  readonly app: Setting | undefined;
  readonly base: Layer;
  /** Empty where the file is about one app. */
  readonly apps: ReadonlyMap<string, Layer>;
  readonly environments: ReadonlyMap<string, { readonly layer: Layer; readonly apps: ReadonlyMap<string, Layer> }>;
}

/** Names that become parts of containers, locks and ids. */
const NAME = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** Reads the keys of a file. Adds to `mistakes` what is not known, with the nearest that is. */
export function readFile(root: Setting, stages: readonly Stage[], mistakes: Mistakes): PipelineFile | undefined {
  if (root.kind !== "map") {
    mistakes.at(root.at, "a pipeline file is a map of stages");
    return undefined;
  }
  const names = [...new Set(stages.map(sectionOf))];
  const map = (setting: Setting | undefined, what: string): ReadonlyMap<string, Setting> => {
    if (setting === undefined || (setting.kind === "scalar" && setting.value === null)) return new Map();
    if (setting.kind === "map") return setting.entries;
    mistakes.at(setting.at, `${what} takes a map`);
    return new Map();
  };
  const layer = (entries: ReadonlyMap<string, Setting>, keys: readonly string[], what: string): Layer => {
    for (const [key, { at }] of entries) {
      if (![...keys, ...names].includes(key) && !key.startsWith("x-")) {
        mistakes.at(at, unknownWord(key, [...keys, ...names], what));
      }
    }
    const sections = new Map<string, Setting>();
    for (const name of names) {
      const section = entries.get(name);
      if (section) sections.set(name, readSection(section, stages, name, mistakes));
    }
    const key = (name: string) => (keys.includes(name) ? entries.get(name) : undefined);
    return { sections, when: key("when"), needs: key("needs"), folder: key("folder") };
  };
  const named = (setting: Setting | undefined, what: string) => {
    const found = map(setting, `${what}s`);
    for (const [name, { at }] of found) {
      if (!NAME.test(name))
        mistakes.at(at, `"${name}" is no name of an ${what}; it takes lower-case letters, digits and hyphens`);
    }
    return found;
  };

  const apps = new Map(
    [...named(root.entries.get("apps"), "app")].map(([name, setting]) => [
      name,
      layer(map(setting, `apps.${name}`), Object.keys(APP_KEYS), `key of an app`),
    ]),
  );
  const environments = new Map(
    [...named(root.entries.get("environments"), "environment")].map(([name, setting]) => {
      const entries = map(setting, `environments.${name}`);
      const own = new Map<string, Layer>();
      for (const [app, settings] of map(entries.get("apps"), `environments.${name}.apps`)) {
        if (!apps.has(app)) mistakes.at(settings.at, unknownWord(app, [...apps.keys()], "app of this file"));
        own.set(
          app,
          layer(map(settings, `environments.${name}.apps.${app}`), ["when"], "key of an app in an environment"),
        );
      }
      return [name, { layer: layer(entries, ["when", "apps"], "key of an environment"), apps: own }];
    }),
  );
  return {
    app: root.entries.get("app"),
    base: layer(root.entries, Object.keys(TOP_KEYS), "key"),
    apps,
    environments,
  };
}

// A section may be empty (`push:`), or switched off or on again by an overlay (`verify: false`).
function readSection(section: Setting, stages: readonly Stage[], name: string, mistakes: Mistakes): Setting {
  const own = stages.filter((stage) => sectionOf(stage) === name);
  if (section.kind === "scalar" && (section.value === null || typeof section.value === "boolean")) {
    return section.value === false ? section : { kind: "map", at: section.at, entries: new Map() };
  }
  if (section.kind !== "map") {
    mistakes.at(section.at, `${name} takes a map of inputs`);
    return { kind: "map", at: section.at, entries: new Map() };
  }
  const known = [...new Set(own.flatMap(({ inputs, extra }) => [...Object.keys(inputs), ...Object.keys(extra ?? {})]))];
  for (const [key, { at }] of section.entries) {
    const fixed = own.map((stage) => stage.fixed[key]).find((value) => value !== undefined);
    if (key in STAGE_KEYS) continue;
    if (!known.includes(key))
      mistakes.at(at, unknownWord(key, [...known, ...Object.keys(STAGE_KEYS)], `input of ${name}`));
    else if (fixed !== undefined) mistakes.at(at, `${key} is set to "${fixed}" by the pipeline and cannot be set here`);
  }
  return section;
}
