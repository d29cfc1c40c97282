import { main as deploy } from "../../actions/deploy/main.ts";
import type { ActionBody } from "../../toolkit/action.ts";
import { UserError } from "../../toolkit/errors.ts";
import { type FileStage, stagesOfFile } from "../pipeline-file.ts";

/** `status` and `rollback`: the deploy action in that mode, with the settings of the pipeline file. */
export const main: ActionBody = async (world) => {
  const { runner } = world;
  const file = runner.input("file") || "pipeline.yml";
  // A look at what runs needs no secret; a rollback starts containers, and they need theirs.
  const lenient = runner.input("mode") === "status";
  const stages = await stagesOfFile(world, { file, environment: runner.input("environment"), lenient });
  const settings = chosen(stages?.filter(({ stage }) => stage === "deploy") ?? [], runner.input("app"), file, lenient);
  const input = (name: string) =>
    (name === "app" ? settings?.app : "") || runner.input(name) || settings?.inputs[name] || "";
  await deploy({ ...world, runner: { ...runner, input } });
};

/** The deploy that is meant: the one of the file, or that of the app that was named by its key or its whole name. */
function chosen(deploys: readonly FileStage[], app: string, file: string, lenient: boolean): FileStage | undefined {
  const named = deploys.filter((one) => app === "" || one.app === app || one.key === app);
  const [first, second] = named;
  if (second) {
    throw new UserError(`Which app is meant is not known: ${file} has ${named.map((one) => one.app).join(", ")}`, {
      hint: `Name one: --app ${first?.app}`,
    });
  }
  if (first?.skip !== undefined && !lenient) {
    throw new UserError(`The deploy of ${first.app} is left out here, since ${first.skip}`, {
      hint: "Run this where the pipeline deploys it: on that branch, or for that event.",
    });
  }
  if (first === undefined && app === "") {
    throw new UserError(`Which app is meant is not known: no ${file} here deploys one, and there is no --app`, {
      hint: "Go to the folder of the pipeline file, name it with --file, or name the app: --app shop",
    });
  }
  return first;
}
