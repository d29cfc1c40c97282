import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import type { ActionBody } from "../../toolkit/action.ts";
import { UserError } from "../../toolkit/errors.ts";
import { readInputs } from "../../toolkit/inputs.ts";
import { readYaml } from "../../toolkit/yaml.ts";
import { readConfig } from "./config.ts";
import { runPipeline } from "./run.ts";
import { spec } from "./spec.ts";
import { STAGES } from "./stages.ts";

/** Reads the pipeline file and runs its stages. */
export const main: ActionBody = async (world) => {
  const { runner } = world;
  const inputs = readInputs(spec.inputs, runner);
  const path = resolve(world.workspace, inputs.file);
  const text = await readFile(path, "utf8").catch((error) => {
    throw new UserError(`There is no pipeline file at ${path}`, {
      hint: "Name it with the input `file`; its form is described in actions/pipeline/README.md.",
      cause: error,
    });
  });
  const config = readConfig(readYaml(relative(world.workspace, path), text), {
    known: STAGES,
    only: inputs.stages,
    variables: runner.env,
    mask: runner.mask,
  });
  const folder = dirname(path);
  await runPipeline(config, inputs.mode, { ...world, workspace: folder }, relative(world.workspace, folder));
};
