/**
 * One run of the deploy action that ends with SIGKILL before its operation number `KILL_AT`, or not at all. Where
 * `LOCK_FOLDER` is given, a folder is its lock besides: a control, since nobody removes that of a run that was killed.
 */
import { mkdirSync, rmdirSync } from "node:fs";
import { deploy } from "../../../actions/deploy/main.ts";
import { runAction } from "../../../toolkit/action.ts";
import { terminalRunner } from "../../../toolkit/runner-terminal.ts";

const { KILL_AT, LOCK_FOLDER, DEPLOY_INPUTS = "{}" } = process.env;

await runAction(terminalRunner(JSON.parse(DEPLOY_INPUTS)), async (world) => {
  const before = (number: number) => {
    if (number === Number(KILL_AT)) process.kill(process.pid, "SIGKILL");
  };
  if (LOCK_FOLDER) {
    while (!taken(LOCK_FOLDER)) {
      world.runner.info(`Waiting for ${LOCK_FOLDER}`);
      await world.clock.sleep(200, world.signal);
    }
  }
  await deploy(world, KILL_AT === undefined ? undefined : { before });
  if (LOCK_FOLDER) rmdirSync(LOCK_FOLDER);
});

function taken(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
