import type { DeployReport } from "../report.ts";
import type { Moment } from "../target.ts";
import { placed } from "./fleet.ts";

/** A target of a deploy that failed. */
export interface Place {
  /** As it stands in front of its containers' names; `""` where there is only one. */
  readonly name: string;
  /** Names of those that the deploy was to start there. */
  readonly started: readonly string[];
  /** The last lines of a container. */
  readonly logs: (container: string) => Promise<string>;
}

/**
 * The last lines of the container that failed, from where it did: the same release has the same names on all hosts. Where
 * none of them has failed, of the first that was started; undefined where that one said nothing.
 */
export async function logsOfFailed(
  places: readonly Place[],
  moments: readonly Moment[],
): Promise<DeployReport["logs"] | undefined> {
  const told = moments.findLast(({ what }) => what === "failed")?.instance;
  for (const { name, started, logs } of places) {
    const front = placed(name, "");
    const container = told === undefined ? started[0] : told.startsWith(front) ? told.slice(front.length) : undefined;
    if (container === undefined) continue;
    const lines = (await logs(container).catch(() => "")).trim();
    if (lines !== "") return { container: placed(name, container), lines };
  }
  return undefined;
}
