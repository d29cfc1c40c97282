import { UserError } from "../../toolkit/errors.ts";
import { aptInstall } from "./apt.ts";
import { findProgram } from "./find-program.ts";
import type { SetupWorld } from "./world.ts";

/** The path of wrk, the load generator: the one on PATH, else, as root on Debian or Ubuntu, the package of that name. */
export async function ensureWrk(world: SetupWorld): Promise<string> {
  const found = await findProgram("wrk", world.env);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && (await findProgram("apt-get", world.env)) !== undefined) {
    world.log("Installing the package wrk with apt");
    await aptInstall(world, ["wrk"]);
    const installed = await findProgram("wrk", world.env);
    if (installed !== undefined) return installed;
  }
  throw new UserError("wrk is not on the PATH", { hint: "Install it: apt-get install wrk, or brew install wrk" });
}
