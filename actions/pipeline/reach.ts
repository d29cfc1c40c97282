import { messageOf, UserError } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import { sampleInputs } from "./check-inputs.ts";
import type { PlannedStage } from "./config/planned.ts";

/**
 * What a stage cannot reach is told of while others still work on what it waits for, and not when they are done. It is a
 * warning: a host may be back by then. Ends by itself, at once where the world's signal is aborted.
 */
export async function warnOfUnreachable(stages: readonly PlannedStage[], world: World): Promise<void> {
  await Promise.all(
    stages.map(async (planned) => {
      const { reach } = planned.stage;
      // One that waits for nobody finds it out by itself right now.
      if (!reach || planned.skip !== undefined || planned.needs.length === 0) return;
      const inputs = sampleInputs(planned, "apply");
      const runner = { ...world.runner, input: (name: string) => (inputs[name] ?? "").trim() };
      try {
        await reach({ ...world, runner });
      } catch (error) {
        if (world.signal.aborted) return;
        const hint = error instanceof UserError && error.hint ? `\n${error.hint}` : "";
        const why = world.runner.redact(`${messageOf(error)}${hint}`);
        world.runner.annotate("warning", `${planned.id} will fail as it is now: ${why}`);
      }
    }),
  );
}
