import { main as deploy } from "../../actions/deploy/main.ts";
import type { ActionBody } from "../../toolkit/action.ts";
import { UserError } from "../../toolkit/errors.ts";
import { stageInputs } from "../pipeline-file.ts";

/** `status` and `rollback`: the deploy action in that mode, with the settings of the pipeline file. */
export const main: ActionBody = async (world) => {
  const { runner } = world;
  const file = runner.input("file") || "pipeline.yml";
  // A look at what runs needs no secret; a rollback starts containers, and they need theirs.
  const settings = await stageInputs(world, file, "deploy", { lenient: runner.input("mode") === "status" });
  const input = (name: string) =>
    runner.input(name) || settings?.inputs[name] || (name === "app" ? settings?.app : "") || "";
  if (input("app") === "") {
    throw new UserError(`Which app is meant is not known: there is no ${file} here, and no --app`, {
      hint: "Go to the folder of the pipeline file, name it with --file, or name the app: --app shop",
    });
  }
  await deploy({ ...world, runner: { ...runner, input } });
};
