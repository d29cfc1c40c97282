import type { World } from "../../toolkit/world.ts";
import { type Given, type Inputs, plainInputs } from "./inputs.ts";

/** The inputs with what the compose file says, where one is given and the mode is about a release. */
export async function resolveInputs(world: World, given: Given): Promise<Inputs> {
  if (given.composeFile.length === 0 || ["status", "down", "unlock"].includes(given.mode)) return plainInputs(given);
  const { composeInputs } = await import("./compose/inputs.ts");
  return await composeInputs(world, given);
}
