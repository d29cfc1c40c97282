import type { ActionBody } from "../../toolkit/action.ts";
import { closeLeft } from "./deployment.ts";

/** What is left to do at the end of the job, however the step ended: a deployment on GitHub is never left open. */
export const post: ActionBody = async (world) => await closeLeft(world, world.runner.input("token"));
