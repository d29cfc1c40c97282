import { type InputsOf, readInputs } from "../../toolkit/inputs.ts";
import type { Runner } from "../../toolkit/runner.ts";
import { spec } from "./spec.ts";

/** What a run was asked to do. Durations are in milliseconds, sizes in bytes. */
export type Inputs = InputsOf<typeof spec.inputs>;

/** Reads the inputs; every mistake of them is told at once. Each secret's value is masked by itself, too. */
export function readDeployInputs(runner: Pick<Runner, "input" | "mask">): Inputs {
  return readInputs(spec.inputs, runner, (inputs) => {
    for (const value of inputs.secrets.values()) runner.mask(value);
    const mistakes: string[] = [];
    if (["deploy", "plan"].includes(inputs.mode) && inputs.image === "") {
      mistakes.push(`image is not set; mode ${inputs.mode} takes an image, for example: ${spec.inputs.image.example}`);
    }
    if (inputs.environment !== "" && inputs.token === "") {
      mistakes.push(
        `environment needs a token to be shown on GitHub; token takes, for example: ${spec.inputs.token.example}`,
      );
    }
    for (const name of inputs.secrets.keys()) {
      if (!/^[\w.-]{1,80}$/.test(name)) {
        mistakes.push(`secrets has a name that cannot be a file's; it takes letters, digits, ".", "_" and "-"`);
      }
    }
    return mistakes;
  });
}
