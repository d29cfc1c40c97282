/** One run of the deploy action that ends with SIGKILL before its operation number `KILL_AT`, or not at all. */
import { deploy } from "../../../actions/deploy/main.ts";
import { runAction } from "../../../toolkit/action.ts";
import { terminalRunner } from "../../../toolkit/runner-terminal.ts";

const { KILL_AT, DEPLOY_INPUTS = "{}" } = process.env;

await runAction(terminalRunner(JSON.parse(DEPLOY_INPUTS)), async (world) => {
  const before = (number: number) => {
    if (number === Number(KILL_AT)) process.kill(process.pid, "SIGKILL");
  };
  await deploy(world, KILL_AT === undefined ? undefined : { before });
});
