import { messageOf, UserError } from "../../toolkit/errors.ts";
import type { Runner } from "../../toolkit/runner.ts";
import type { PipelineConfig, PlannedStage } from "./config/planned.ts";
import { LATE_VARIABLES } from "./values.ts";

/** What reads the inputs of a stage as its action will. */
type Reader = Pick<Runner, "input" | "mask" | "env">;

const SAMPLES = Object.fromEntries(Object.entries(LATE_VARIABLES).map(([name, { sample = "" }]) => [name, sample]));

/**
 * What does not go together among the inputs of a stage is found out before the first one runs, and not once an image is
 * pushed and a database migrated. What is only known later stands for itself with a sample. Throws a UserError that
 * lists every mistake of every stage.
 */
export async function checkInputs(
  { stages }: Pick<PipelineConfig, "stages">,
  mode: "apply" | "plan",
  runner: Reader,
): Promise<void> {
  // Push has the settings of build too, and one mistake is told once.
  const mistakes = new Map<string, string>();
  for (const one of stages) {
    if (one.skip !== undefined || !one.stage.check) continue;
    const inputs = sampleInputs(one, mode);
    try {
      await one.stage.check({ env: runner.env, mask: runner.mask, input: (name) => (inputs[name] ?? "").trim() });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const [, ...told] = messageOf(error).split(/\n {2}- /);
      for (const mistake of told) if (!mistakes.has(mistake)) mistakes.set(mistake, `${one.at}: ${one.id}: ${mistake}`);
    }
  }
  if (mistakes.size > 0)
    throw new UserError([...mistakes.values()].join("\n"), { hint: "Mend it and run again; nothing was run." });
}

/** The inputs of a stage as far as they are known before anything has run; samples stand for the others. */
export function sampleInputs({ stage, inputs }: PlannedStage, mode: "apply" | "plan"): Record<string, string> {
  const set = Object.entries(inputs(SAMPLES)).filter(([, text]) => text.trim() !== "");
  return {
    ...Object.fromEntries(Object.entries(stage.gives).map(([name, { sample }]) => [name, sample])),
    ...Object.fromEntries(set),
    ...(mode === "plan" ? { mode } : {}),
  };
}
