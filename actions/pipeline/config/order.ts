import type { Stage } from "../stages.ts";
import { LATE_VARIABLES } from "../values.ts";
import type { PlannedStage } from "./planned.ts";
import { type Mistakes, type Setting, textOf } from "./settings.ts";

/** A stage on its way to its place among the others. */
export interface Draft extends Omit<PlannedStage, "needs"> {
  readonly settings: ReadonlyMap<string, Setting>;
  readonly fixed: Readonly<Record<string, string>>;
  readonly needs: Setting | undefined;
  /** Variables that it uses and that other stages give. */
  readonly late: readonly string[];
}

/** What the order follows from besides the stages themselves. */
export interface OrderOptions {
  readonly known: readonly Stage[];
  /** Ids that the file names in a stage's `needs`; undefined where it says nothing. */
  readonly needsOf: (draft: Draft) => readonly string[] | undefined;
  /** Keys of the apps that each app waits for. */
  readonly appNeeds: ReadonlyMap<string, readonly string[]>;
  /** Whether a stage must not run beside the build for what it might do to it. */
  readonly waitsForBuild: (draft: Draft) => boolean;
  readonly mistakes: Mistakes;
  /** Whether it is no mistake where nobody gives what a stage needs. */
  readonly alone: boolean;
}

/**
 * Which stage waits for which: `needs` where the file says it, else the default; in any case for those whose values it
 * takes. What lasts waits for the tests, unless `needs` says otherwise, which is noted.
 */
export function order(drafts: readonly Draft[], options: OrderOptions): { stages: PlannedStage[]; notes: string[] } {
  const notes: string[] = [];
  const stages = drafts.map((draft): PlannedStage & Needing => {
    const id = (name: string) => (draft.app.key === "" ? name : `${draft.app.key}/${name}`);
    const named = options.needsOf(draft);
    const usual = [...draft.stage.after, ...(options.waitsForBuild(draft) ? ["build"] : [])].map(id);
    const givers = giversOf(draft, drafts, options).map(id);
    const others = draft.stage.lasting
      ? (options.appNeeds.get(draft.app.key) ?? []).flatMap((key) =>
          drafts.filter(({ app }) => app.key === key).map((one) => one.id),
        )
      : [];
    const wanted = new Set([...(named ?? usual), ...givers, ...others]);
    const needs = drafts.map((one) => one.id).filter((one) => wanted.has(one) && one !== draft.id);
    return { ...draft, needs, named: named !== undefined, needsAt: draft.needs?.at ?? draft.at };
  });
  const byId = new Map(stages.map((stage) => [stage.id, stage]));
  const ring = findRing(stages);
  if (ring) {
    const first = ring.map((id) => byId.get(id)).find((stage) => stage?.named) ?? byId.get(ring[0] ?? "");
    if (first)
      options.mistakes.at(
        first.needsAt,
        `needs: the stages wait for each other in a ring: ${[...ring, ring[0]].join(" → ")}`,
      );
    return { stages: [], notes };
  }
  for (const stage of stages) {
    const test = stages.find(({ app, stage: { name }, skip }) => app.key === stage.app.key && name === "test" && !skip);
    if (stage.named && stage.stage.lasting && test && !stage.skip && !reaches(stage.id, test.id, byId)) {
      notes.push(`${stage.id} does not wait for ${test.id}, since its \`needs\` says so.`);
    }
  }
  return {
    stages: stages.map(({ id, stage, app, inputs, at, needs, skip }) => ({
      id,
      stage,
      app,
      inputs,
      at,
      needs,
      ...(skip === undefined ? {} : { skip }),
    })),
    notes,
  };
}

interface Needing {
  /** Whether the file names what it needs. */
  readonly named: boolean;
  /** Where it does, or where its section stands. */
  readonly needsAt: string;
}

/** Names of the stages that a stage takes a value from. What it cannot run without and nobody gives is a mistake. */
function giversOf(draft: Draft, drafts: readonly Draft[], { known, mistakes, alone }: OrderOptions): string[] {
  const there = (name: string) => drafts.some(({ app, stage }) => app.key === draft.app.key && stage.name === name);
  const place = (name: string) => known.findIndex((stage) => stage.name === name);
  const givers: string[] = [];
  for (const [input, { from, needed }] of Object.entries(draft.stage.gives)) {
    const set = draft.settings.get(input);
    // Set to a variable that may be empty, it may still come from the other stage.
    const text = set && textOf(set);
    if (input in draft.fixed || (text && !text.includes("$"))) continue;
    givers.push(...from.filter(there));
    const lacks = !alone && !draft.skip;
    const nothing = text === undefined || text === "" || draft.inputs({})[input] === "";
    if (needed && nothing && lacks && from.length > 0 && !from.some(there)) {
      mistakes.at(
        set?.at ?? draft.at,
        `${draft.id} has no ${input}: it comes from ${from.join(" or ")}, which this run does not have; set \`${input}\` in the section ${draft.stage.section ?? draft.stage.name}, or run that stage too`,
      );
    }
  }
  for (const name of draft.late) {
    const from = (LATE_VARIABLES[name]?.from ?? []).filter((giver) => place(giver) < place(draft.stage.name));
    if (from.some(there)) givers.push(...from.filter(there));
    else if (!draft.skip && !alone) {
      mistakes.at(
        draft.at,
        `${draft.id} uses ${name}, which ${from.join(" or ") || "no stage before it"} gives; this run does not have it`,
      );
    }
  }
  return givers;
}

/** Ids that wait for each other in a ring, or undefined. */
export function findRing(stages: readonly { id: string; needs: readonly string[] }[]): string[] | undefined {
  const needs = new Map(stages.map((stage) => [stage.id, stage.needs]));
  const done = new Set<string>();
  const walk = (id: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(id)) return way.slice(way.indexOf(id));
    if (done.has(id)) return undefined;
    for (const next of needs.get(id) ?? []) {
      const ring = walk(next, [...way, id]);
      if (ring) return ring;
    }
    done.add(id);
    return undefined;
  };
  for (const { id } of stages) {
    const ring = walk(id, []);
    if (ring) return ring;
  }
  return undefined;
}

function reaches(from: string, to: string, stages: ReadonlyMap<string, { needs: readonly string[] }>): boolean {
  const needs = stages.get(from)?.needs ?? [];
  return needs.includes(to) || needs.some((next) => reaches(next, to, stages));
}
