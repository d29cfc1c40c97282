import { messageWithHint } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import { scoped, type Threshold } from "./gates.ts";
import type { Legs } from "./legs/read-legs.ts";
import { Coverage, type Ratio } from "./model/coverage.ts";
import type { Notes } from "./notes.ts";
import { baseOf, type ChangedLines, changedLines } from "./patch/changed-lines.ts";
import { type ReadOptions, readReports } from "./reading/read-reports.ts";

/**
 * The coverage of each part that has a threshold of its own: that of a flag (some reports, or a leg), else that of the
 * files in a folder or of a glob.
 */
export async function partsOf(
  whole: Coverage,
  rules: { thresholds: readonly Threshold[]; flags: ReadonlyMap<string, string>; legs: Legs["legs"] },
  where: Omit<ReadOptions, "reports" | "coverageReports">,
): Promise<Map<string, Coverage>> {
  const parts = new Map<string, Coverage>();
  for (const { scope } of rules.thresholds) {
    if (scope === "" || parts.has(scope)) continue;
    const glob = rules.flags.get(scope);
    const legs = rules.legs.filter(({ leg }) => leg === scope);
    if (glob !== undefined) {
      // Read again, so that all others need not keep each report apart. What is wrong with it was told already.
      const { coverage } = await readReports({ ...where, reports: [], coverageReports: [glob] });
      parts.set(scope, coverage ?? new Coverage());
    } else if (legs.length > 0) {
      const part = new Coverage();
      for (const leg of legs) leg.coverage?.(part);
      parts.set(scope, part);
    } else parts.set(scope, scoped(whole, scope));
  }
  return parts;
}

/** Of these parts those of a flag or a leg, by their line coverage: what a later run cannot tell by its paths. */
export function namedParts(
  parts: ReadonlyMap<string, Coverage>,
  rules: { flags: ReadonlyMap<string, string>; legs: Legs["legs"] },
): Map<string, Ratio> {
  const named = [...parts].filter(([scope]) => rules.flags.has(scope) || rules.legs.some(({ leg }) => leg === scope));
  return new Map(named.map(([scope, part]) => [scope, part.totals().lines]));
}

/**
 * The lines that the change adds or alters: from the local repository, else as the legs tell of them. Undefined where
 * no base is named. That it cannot be told is a problem only where a gate needs it.
 */
export async function readChanged(
  world: World,
  rules: { base: string; thresholds: readonly Threshold[]; legs: Legs["legs"] },
  { problems, remarks }: Pick<Notes, "problems" | "remarks">,
): Promise<ChangedLines | undefined> {
  const gated = rules.thresholds.some(({ measure }) => measure === "patch");
  const told = rules.legs.find(({ changed }) => changed)?.changed;
  // What is checked out there is the default branch, not what the fork's run was about.
  if (told && world.runner.env.GITHUB_EVENT_NAME === "workflow_run") return told;
  const bases = baseOf(rules.base, world.runner.env);
  if (bases.length === 0) {
    if (gated && !told) remarks.push("no base is known, so the threshold patch was not checked");
    return told;
  }
  try {
    return await changedLines(world, bases);
  } catch (error) {
    if (world.signal.aborted) throw error;
    if (told) return told;
    (gated ? problems : remarks).push(`the coverage of the change is not known: ${messageWithHint(error, ". ")}`);
    return undefined;
  }
}
