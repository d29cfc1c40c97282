import { UserError } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import type { Folder } from "./files.ts";
import type { MigrateInputs } from "./inputs.ts";
import type { ParsedText } from "./sql.ts";
import { recognise } from "./tools.ts";

/** The SQL of the project's own tool, as files that the plan and the check can look at. */
export async function toolFiles(inputs: MigrateInputs, _world: World, _parse: ParsedText["parse"]): Promise<Folder> {
  const tool = recognise(inputs.command);
  throw new UserError(`The SQL of ${tool?.name ?? "this command"} cannot be had`, {});
}
