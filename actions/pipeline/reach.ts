import { messageWithHint } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import { sampleInputs } from "./check-inputs.ts";
import type { PlannedStage } from "./config/planned.ts";

/**
 * What a stage cannot reach is told of while others still work on what it waits for, and not when they are done. It is a
 * warning: a host may be back by then. Gives what ends the look of a stage, by its id: to be called before that stage
 * begins, since a host may take no more than one who logs in, and before the run ends.
 */
export function lookAhead(stages: readonly PlannedStage[], world: World): (id: string) => Promise<void> {
  const ends = new Map<string, () => Promise<void>>();
  for (const planned of stages) {
    const { id, stage, skip, needs } = planned;
    // One that waits for nobody finds it out by itself right now.
    if (!stage.reach || skip !== undefined || needs.length === 0) continue;
    const over = new AbortController();
    const look = reached(planned, { ...world, signal: AbortSignal.any([world.signal, over.signal]) });
    ends.set(id, async () => {
      over.abort();
      await look;
    });
  }
  return async (id) => await ends.get(id)?.();
}

async function reached(planned: PlannedStage, world: World): Promise<void> {
  const inputs = sampleInputs(planned, "apply");
  const runner = { ...world.runner, input: (name: string) => (inputs[name] ?? "").trim() };
  try {
    await planned.stage.reach?.({ ...world, runner });
  } catch (error) {
    if (world.signal.aborted) return;
    const why = world.runner.redact(messageWithHint(error));
    world.runner.annotate("warning", `${planned.id} will fail as it is now: ${why}`);
  }
}
