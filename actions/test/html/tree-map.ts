/** A thing that gets an area as large as its share. */
export interface Weighted {
  weight: number;
}

/** Where a thing lies. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Lays things out in a rectangle so that each has its share of the area and is as near to a square as may be
 * (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000). Things without weight are left out.
 */
export function treeMap<T extends Weighted>(items: readonly T[], box: Box): { item: T; box: Box }[] {
  const rest = items.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  const total = rest.reduce((sum, { weight }) => sum + weight, 0);
  const scale = (box.width * box.height) / total;
  const placed: { item: T; box: Box }[] = [];
  let { x, y, width, height } = box;
  let at = 0;
  while (at < rest.length) {
    const side = Math.min(width, height);
    let area = 0;
    let end = at;
    let worst = Number.POSITIVE_INFINITY;
    const largest = (rest[at] as T).weight * scale;
    while (end < rest.length) {
      const smallest = (rest[end] as T).weight * scale;
      const sum = area + smallest;
      const ratio = Math.max((side * side * largest) / (sum * sum), (sum * sum) / (side * side * smallest));
      if (ratio > worst) break;
      worst = ratio;
      area = sum;
      end++;
    }
    const thick = side === 0 ? 0 : area / side;
    let offset = 0;
    for (const item of rest.slice(at, end)) {
      const long = thick === 0 ? 0 : (item.weight * scale) / thick;
      if (width >= height) placed.push({ item, box: { x, y: y + offset, width: thick, height: long } });
      else placed.push({ item, box: { x: x + offset, y, width: long, height: thick } });
      offset += long;
    }
    if (width >= height) [x, width] = [x + thick, Math.max(0, width - thick)];
    else [y, height] = [y + thick, Math.max(0, height - thick)];
    at = end;
  }
  return placed;
}
