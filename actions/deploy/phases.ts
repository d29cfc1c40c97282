import type { Operation } from "./target.ts";

/**
 * The parts of a deploy on one target. Where there are several targets, all of them are prepared before the first one is
 * switched, and nothing of the old release is stopped before the last one was watched: until then all can be taken back.
 */
export const PHASES = ["prepare", "switch", "watch", "finish"] as const;

/** One of these parts. */
export type Phase = (typeof PHASES)[number];

const MOVES: readonly Operation["kind"][] = ["replace-balancer", "weigh", "save-routes", "switch"];
const ENDS: readonly Operation["kind"][] = ["keep", "stop", "forget", "record"];

/** Parts the operations of a plan, which stay in their order. */
export function inPhases(operations: readonly Operation[]): Readonly<Record<Phase, readonly Operation[]>> {
  const first = (kinds: readonly Operation["kind"][]) => {
    const found = operations.findIndex(({ kind }) => kinds.includes(kind));
    return found < 0 ? operations.length : found;
  };
  const end = first(ENDS);
  const moves = Math.min(first(MOVES), end);
  // A canary is watched between its steps, too; that is a part of the switch.
  const watch = end > moves && operations[end - 1]?.kind === "watch" ? end - 1 : end;
  return {
    prepare: operations.slice(0, moves),
    switch: operations.slice(moves, watch),
    watch: operations.slice(watch, end),
    finish: operations.slice(end),
  };
}
