/** Part and whole. */
export interface Ratio {
  covered: number;
  total: number;
}

/** Per cent in hundredths, cut and never rounded up: 99.999 is not yet 100. Undefined where there is nothing to cover. */
export function percent(ratio: Ratio): number | undefined {
  return ratio.total === 0 ? undefined : Math.floor((ratio.covered / ratio.total) * 10_000) / 100;
}

/** How many of the hits are more than 0; each is the second number of a pair. */
export function ratioOfPairs(pairs: Uint32Array): Ratio {
  let covered = 0;
  for (let at = 1; at < pairs.length; at += 2) if ((pairs[at] as number) > 0) covered++;
  return { covered, total: pairs.length / 2 };
}
