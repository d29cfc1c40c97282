import type { World } from "../../toolkit/world.ts";
import { type Given, type Inputs, plainInputs, unwatched } from "./inputs.ts";

/** The inputs with what the compose file says, where one is given and the mode is about a release. */
export async function resolveInputs(world: World, given: Given): Promise<Inputs> {
  const inputs = await readAll(world, given);
  const limits = unwatched(inputs);
  if (limits.length > 0) {
    const what = `${limits.join(" and ")} ${limits.length === 1 ? "is a limit" : "are limits"}`;
    world.runner.annotate(
      "warning",
      `${what} that nothing is held to: the release is not watched in traffic. Set monitor-seconds, for example to 60.`,
    );
  }
  return inputs;
}

async function readAll(world: World, given: Given): Promise<Inputs> {
  if (given.composeFile.length === 0 || ["status", "down", "unlock"].includes(given.mode)) return plainInputs(given);
  const { composeInputs } = await import("./compose/inputs.ts");
  return await composeInputs(world, given);
}
