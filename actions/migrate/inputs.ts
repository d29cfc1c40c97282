import { type InputsOf, readInputs } from "../../toolkit/inputs.ts";
import type { Runner } from "../../toolkit/runner.ts";
import { spec } from "./spec.ts";
import { secretsOf } from "./url.ts";

/** The inputs as a record. */
export type MigrateInputs = InputsOf<typeof spec.inputs>;

/** Modes that do without a database. */
const WITHOUT_DATABASE = new Set(["plan", "check", "new"]);

/** Reads the inputs, and hides every part of the address that is secret before anything can print it. */
export function readMigrateInputs(runner: Pick<Runner, "input" | "mask">): MigrateInputs {
  const inputs = readInputs(spec.inputs, runner, ({ mode, url, name, command, scratchUrl }) => {
    const mistakes: string[] = [];
    if (url === "" && !WITHOUT_DATABASE.has(mode)) {
      mistakes.push(`url is not set; mode ${mode} needs it, for example: ${spec.inputs.url.example}`);
    }
    if (mode === "new" && name === "") mistakes.push("name is not set; mode new needs it, for example: add_users");
    if (command !== "" && mode !== "apply")
      mistakes.push(`command is set, and mode ${mode} does not run it; it takes mode apply`);
    if (mode === "drift" && scratchUrl === "") {
      mistakes.push(`scratch-url is not set; mode drift needs it, for example: ${spec.inputs["scratch-url"].example}`);
    }
    return mistakes;
  });
  for (const secret of [inputs.url, inputs.scratchUrl].filter(Boolean).flatMap(secretsOf)) runner.mask(secret);
  return inputs;
}
