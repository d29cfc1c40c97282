import type { ActionBody } from "../../toolkit/action.ts";
import type { InputSchema } from "../../toolkit/inputs.ts";
import { spec as build } from "../build/spec.ts";
import { spec as deploy } from "../deploy/spec.ts";
import { spec as migrate } from "../migrate/spec.ts";
import { spec as test } from "../test/spec.ts";
import { spec as verify } from "./verify-spec.ts";

/** Outputs of the stages that have run, by stage. */
export type Done = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** A stage of the pipeline: an action, and how it is tied to the stages before it. */
export interface Stage {
  readonly name: string;
  /** Inputs that the stage's section of the file may set. */
  readonly inputs: InputSchema;
  /** What the user may not set, since the pipeline does. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Inputs that earlier stages give where the file does not. */
  readonly flow: (done: Done, app: string) => Readonly<Record<string, string>>;
  readonly load: () => Promise<ActionBody>;
  /** What the stage does in plan mode, where that is not the plan of its action. */
  readonly plan?: ActionBody;
  /** The section of another stage whose settings count here too, under this stage's own. */
  readonly extends?: string;
}

const nothing = () => ({});

/** Every stage, in the order in which they run. A new action gets its place in the pipeline here. */
export const STAGES: readonly Stage[] = [
  {
    name: "build",
    inputs: build.inputs,
    // What is built is tested first; the push stage sends that very image.
    fixed: { push: "false" },
    flow: nothing,
    load: async () => (await import("../build/main.ts")).main,
  },
  {
    name: "test",
    inputs: test.inputs,
    fixed: {},
    flow: nothing,
    load: async () => (await import("../test/main.ts")).main,
  },
  {
    name: "push",
    inputs: build.inputs,
    fixed: { mode: "push" },
    flow: (done) => pick({ tags: done.get("build")?.tags }),
    load: async () => (await import("../build/main.ts")).main,
    plan: async ({ runner }) => {
      runner.info(`Would push ${runner.input("tags").split("\n").join(", ")}.`);
      runner.output("outcome", "planned");
    },
    extends: "build",
  },
  {
    name: "migrate",
    inputs: migrate.inputs,
    fixed: {},
    flow: nothing,
    load: async () => (await import("../migrate/main.ts")).main,
  },
  {
    name: "deploy",
    inputs: deploy.inputs,
    fixed: {},
    flow: (done, app) => pick({ app, image: imageOf(done) }),
    load: async () => (await import("../deploy/main.ts")).main,
  },
  {
    name: "verify",
    inputs: verify.inputs,
    fixed: {},
    flow: (done) => pick({ url: done.get("deploy")?.url }),
    load: async () => (await import("./verify.ts")).main,
  },
];

/** The image that the stages so far give to those after them: by its digest once it was pushed, else by its name. */
export function imageOf(done: Done): string | undefined {
  const pushed = done.get("push")?.refs?.split("\n")[0];
  return pushed || done.get("build")?.image || undefined;
}

function pick(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
