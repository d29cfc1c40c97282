import { spec as build } from "../actions/build/spec.ts";
import { spec as deploy } from "../actions/deploy/spec.ts";
import { spec as migrate } from "../actions/migrate/spec.ts";
import { spec as pipeline } from "../actions/pipeline/spec.ts";
import { spec as test } from "../actions/test/spec.ts";
import type { ActionBody } from "../toolkit/action.ts";
import type { InputSchema } from "../toolkit/inputs.ts";
import { inputs as onHost } from "./app/spec.ts";
import { spec as doctor } from "./doctor/spec.ts";
import { spec as init } from "./init/spec.ts";

/** A command: an action under another name, or something that only the command line has. */
export interface Command {
  readonly name: string;
  readonly description: string;
  /** Its flags, by their names. */
  readonly inputs: InputSchema;
  /** What `--json` prints, each with what it holds. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Inputs that the command sets itself. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** A whole command line that is worth seeing. */
  readonly example: string;
  readonly load: () => Promise<ActionBody>;
}

/** Every command, in the order in which people meet them. */
export const COMMANDS: readonly Command[] = [
  { ...init, example: "quayside init --ci github,jenkins", load: async () => (await import("./init/main.ts")).main },
  {
    ...doctor,
    example: "quayside doctor --registry ghcr.io",
    load: async () => (await import("./doctor/main.ts")).main,
  },
  {
    ...pipeline,
    example: "quayside pipeline --stages build --stages test",
    load: async () => (await import("../actions/pipeline/main.ts")).main,
  },
  {
    name: "plan",
    description: "Says what the pipeline would do, stage by stage, and changes nothing.",
    inputs: without(pipeline.inputs, "mode"),
    outputs: pipeline.outputs,
    fixed: { mode: "plan" },
    example: "quayside plan --json",
    load: async () => (await import("../actions/pipeline/main.ts")).main,
  },
  {
    ...build,
    example: "quayside build --tags ghcr.io/acme/shop:1.4.2 --push",
    load: async () => (await import("../actions/build/main.ts")).main,
  },
  {
    ...test,
    example: 'quayside test --run "npm test" --reports reports/junit.xml',
    load: async () => (await import("../actions/test/main.ts")).main,
  },
  {
    ...migrate,
    example: "quayside migrate --mode plan --url-file /run/secrets/database-url",
    load: async () => (await import("../actions/migrate/main.ts")).main,
  },
  {
    ...deploy,
    example: "quayside deploy --app shop --image ghcr.io/acme/shop:1.4.2 --replicas 2",
    load: async () => (await import("../actions/deploy/main.ts")).main,
  },
  {
    name: "status",
    description: "Shows what runs of an app and how its last deploys went.",
    inputs: onHost,
    outputs: deploy.outputs,
    fixed: { mode: "status" },
    example: "quayside status",
    load: async () => (await import("./app/main.ts")).main,
  },
  {
    name: "rollback",
    description: "Brings the release before back into traffic, without losing a request.",
    inputs: onHost,
    outputs: deploy.outputs,
    fixed: { mode: "rollback" },
    example: "quayside rollback --app shop",
    load: async () => (await import("./app/main.ts")).main,
  },
];

/** The inputs without one of them. */
function without(inputs: InputSchema, name: string): InputSchema {
  return Object.fromEntries(Object.entries(inputs).filter(([one]) => one !== name));
}
