import type { Stage } from "../stages.ts";
import { sectionOf } from "../stages.ts";
import type { Layer, PipelineFile } from "./file.ts";
import type { Draft } from "./order.ts";
import type { PlannedStage } from "./planned.ts";
import { type Mistakes, overlay, type Setting, textOf } from "./settings.ts";

/**
 * Two environments that would work on one thing: both would deploy under one name, or migrate one database. Only what the
 * file says in so many words is held against each other: a variable may have another value in each environment.
 */
export function checkLocks(file: PipelineFile, known: readonly Stage[], mistakes: Mistakes): void {
  const keys = file.apps.size === 0 ? [""] : [...file.apps.keys()];
  for (const stage of known.filter(({ lock, section }) => lock && section === undefined)) {
    for (const key of keys) {
      const seen = new Map<string, string>();
      for (const [name, { layer, apps }] of file.environments) {
        const layers = [file.base, file.apps.get(key), layer, apps.get(key)].filter((one) => one !== undefined);
        const found = lockIn(layers, stage);
        if (!found) continue;
        const other = seen.get(found.key);
        if (other === undefined) seen.set(found.key, name);
        else {
          mistakes.at(
            found.setting.at,
            `the environments ${other} and ${name} would both ${stage.lock?.what}, by the same ${stage.lock?.inputs[0]}; give each its own, or leave it to a variable`,
          );
        }
      }
    }
  }
}

function lockIn(layers: readonly Layer[], stage: Stage): { key: string; setting: Setting } | undefined {
  const sections = layers.flatMap(({ sections: all }) => all.get(sectionOf(stage)) ?? []);
  let section: Setting | undefined;
  for (const one of sections) section = one.kind === "scalar" ? undefined : overlay(section, one);
  if (section?.kind !== "map") return undefined;
  const { entries } = section;
  const [first = "", ...rest] = stage.lock?.inputs ?? [];
  const setting = entries.get(first);
  const texts = [setting, ...rest.map((input) => entries.get(input))].map((one) => (one && textOf(one)) ?? "");
  // Where its first input is not set, the pipeline gives it, and differently to each environment.
  if (!setting || texts[0] === "" || texts.some((text) => text.includes("$"))) return undefined;
  return { key: JSON.stringify(texts), setting };
}

/** Two apps of one run that would work on one thing; here the values count, since this run has them. */
export function sharedLocks(stages: readonly PlannedStage[], mistakes: Mistakes, drafts: readonly Draft[]): void {
  const seen = new Map<string, PlannedStage>();
  for (const one of stages) {
    const { lock, section, name } = one.stage;
    if (!lock || section !== undefined || one.skip !== undefined) continue;
    const inputs = one.inputs({});
    const value = (input: string) =>
      inputs[input] || (input === "app" ? one.app.name : (one.stage.inputs[input]?.default ?? ""));
    const key = JSON.stringify([name, ...lock.inputs.map(value)]);
    const other = seen.get(key);
    if (!other) seen.set(key, one);
    else {
      const draft = drafts.find(({ id }) => id === one.id);
      mistakes.at(
        draft?.settings.get(lock.inputs[0] ?? "")?.at ?? draft?.at ?? "",
        `${other.id} and ${one.id} would both ${lock.what}; give each its own ${lock.inputs.filter((input) => input in one.stage.inputs).join(" or ")}`,
      );
    }
  }
}
