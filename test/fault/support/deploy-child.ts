/** One run of the deploy action that ends with SIGKILL before its operation number `KILL_AT`, or not at all. */
import { deploy } from "../../../actions/deploy/main.ts";
import type { Operation } from "../../../actions/deploy/target.ts";
import { runAction } from "../../../toolkit/action.ts";
import { terminalRunner } from "../../../toolkit/runner-terminal.ts";

const { KILL_AT, DEPLOY_INPUTS = "{}" } = process.env;

function* dying(operations: readonly Operation[]): Generator<Operation> {
  for (const [index, operation] of operations.entries()) {
    if (index === Number(KILL_AT)) process.kill(process.pid, "SIGKILL");
    yield operation;
  }
  if (operations.length === Number(KILL_AT)) process.kill(process.pid, "SIGKILL");
}

await runAction(terminalRunner(JSON.parse(DEPLOY_INPUTS)), async (world) => {
  await deploy(world, KILL_AT === undefined ? undefined : dying);
});
