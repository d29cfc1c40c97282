import type { World } from "../../toolkit/world.ts";
import { type Execution, understood } from "./execute.ts";
import type { Ledger } from "./history/ledger.ts";
import { planShard, SHARD_VARIABLE, type ShardPlan } from "./shards/plan-shard.ts";
import type { TestInputs } from "./spec.ts";

/** What is going to be run. */
export interface Prepared {
  readonly execution: Execution;
  /** Undefined where the whole is run. */
  readonly plan: ShardPlan | undefined;
}

/**
 * Finds out what the command starts, and of a shard which tests are its own. `folder` is absolute. Throws a UserError
 * where the tests cannot be dealt out.
 */
export async function prepare(
  world: World,
  inputs: TestInputs,
  folder: string,
  ledger: Ledger | undefined,
  remarks: string[],
): Promise<Prepared> {
  const command = inputs.run === "" ? undefined : understood(inputs.run, folder);
  const { shard } = inputs;
  const plan =
    shard && (await planShard(world, { ...inputs, shard, command, folder, globs: inputs.shardFiles, ledger }));
  if (plan) world.runner.info(shardLine(plan));
  const idle = plan !== undefined && plan.names.length === 0;
  if (idle) remarks.push("there are more shards than files, so this one has nothing to do");
  const execution: Execution = {
    run: idle ? "" : inputs.run,
    known: command,
    folder,
    env: plan ? new Map([...inputs.env, [SHARD_VARIABLE, plan.names.join("\n")]]) : inputs.env,
    timeout: inputs.timeout,
    args: plan?.args,
    reports: idle ? [] : inputs.reports,
    coverageReports: idle ? [] : inputs.coverageReports,
  };
  return { execution, plan };
}

function shardLine({ facts: { index, total }, names, deal }: ShardPlan): string {
  const all = deal.shards.reduce((sum, shard) => sum + shard.names.length, 0);
  const expected = Math.round((deal.shards[index - 1]?.expected ?? 0) / 1000);
  return `Shard ${index} of ${total}: ${names.length} of ${all} (about ${expected} s, ${deal.unknown} without a timing).`;
}
