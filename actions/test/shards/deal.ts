import { createHash } from "node:crypto";
import { median } from "../history/trends.ts";

/** Which part of how many: `2/5`. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly total: number;
}

/** What each shard gets. */
export interface Deal {
  readonly shards: readonly {
    readonly names: readonly string[] /** Milliseconds, as far as known. */;
    readonly expected: number;
  }[];
  /** The same for the same deal: shards that were not cut alike are told by it. */
  readonly digest: string;
  /** How many names have no timing; they count as the median of the others. */
  readonly unknown: number;
}

/** Reads `2/5`; throws an Error that says what is wrong. */
export function parseShard(raw: string): Shard | undefined {
  if (raw === "") return undefined;
  const [, index, total] = /^(\d{1,4})\s*\/\s*(\d{1,4})$/.exec(raw) ?? [];
  if (index === undefined || total === undefined) throw new Error("it is not of the form 2/5");
  if (Number(total) < 1 || Number(index) < 1 || Number(index) > Number(total)) {
    throw new Error(`there is no shard ${index} of ${total}; they count from 1`);
  }
  return { index: Number(index), total: Number(total) };
}

/**
 * Deals names out so that the shards take about as long as each other: the longest first, each to the shard that has
 * least so far (Graham 1969: at most 4/3 of the best). The same input gives the same deal on every machine.
 */
export function dealOut(names: readonly string[], timings: ReadonlyMap<string, number>, total: number): Deal {
  const unique = [...new Set(names)];
  const known = unique.flatMap((name) => timings.get(name) ?? []);
  // Without any timing all count alike.
  const usual = median(known) ?? 1;
  const weighted = unique.map((name) => ({ name, weight: timings.get(name) ?? usual }));
  // By code units and not by a locale, which differs between machines.
  weighted.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
  const shards = Array.from({ length: total }, () => ({ names: [] as string[], expected: 0 }));
  for (const { name, weight } of weighted) {
    const least = shards.reduce((best, shard) =>
      shard.expected < best.expected || (shard.expected === best.expected && shard.names.length < best.names.length)
        ? shard
        : best,
    );
    least.names.push(name);
    least.expected += weight;
  }
  for (const shard of shards) shard.names.sort();
  const digest = createHash("sha256")
    .update(JSON.stringify(shards.map((shard) => shard.names)))
    .digest("hex")
    .slice(0, 16);
  return { shards, digest, unknown: unique.length - known.length };
}
