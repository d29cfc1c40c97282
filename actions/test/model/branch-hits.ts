import { type Ratio, ratioOfPairs } from "./ratio.ts";

/**
 * How often each way out of a file's decisions was taken. What comes in one array stays so until somebody looks at it
 * or adds more: most files of a big report are told of once and only counted.
 */
export class BranchHits {
  /** Line and times of each branch of the only telling that there is. */
  #pairs: Uint32Array | undefined;
  #ways: Map<number, readonly number[]> | undefined;
  /** Lines of which only the numbers of branches are known ("1 of 2"), not which ones were taken. */
  #counted: Set<number> | undefined;
  /** Of such lines where the branches that were not taken lead to, where a report says it. */
  #missing: Map<number, readonly number[]> | undefined;

  /**
   * Adds the branches of one telling of the file, as `inOrder` does: of each its line, then how often it was taken. The
   * array is kept as it is.
   */
  addAll(pairs: Uint32Array): void {
    if (pairs.length === 0) return;
    if (this.#ways || this.#pairs) this.#join(pairs);
    else this.#pairs = pairs;
  }

  /**
   * Adds the branches of one telling of the file, each line's in their order. Tellings are joined by that order, since
   * the names and numbers that reports give to branches differ between formats and runs (geninfo(1), "BRDA").
   */
  inOrder(): { add(line: number, times: number): void } {
    // Without earlier tellings all that is known of a line is of this one.
    const ways = this.#settled();
    const next = ways.size === 0 ? undefined : new Map<number, number>();
    return {
      add: (line, times) => {
        // What is known of each branch can be joined with other reports; a bare count cannot, so it gives way.
        const taken = this.#counted?.delete(line) ? undefined : ways.get(line);
        const order = next ? (next.get(line) ?? 0) : (taken?.length ?? 0);
        next?.set(line, order + 1);
        if (!taken) ways.set(line, [times]);
        else if (order < taken.length) (taken as number[])[order] = (taken[order] as number) + times;
        // Pushing to a short array would make room for many more, and nearly all are short.
        else if (order < 16) ways.set(line, [...taken, times]);
        else (taken as number[]).push(times);
      },
    };
  }

  /**
   * Adds a line of which only is known how many of its branches were taken. Two such counts cannot be joined branch
   * by branch, so the one with more branches is kept, then the one with more taken (as Jenkins's coverage model does).
   * They can where both say where those that were not taken lead to: then what neither took is missing.
   */
  addCount(line: number, covered: number, total: number, missing?: readonly number[]): void {
    const all = this.#settled();
    const known = all.get(line) ?? [];
    if (known.length > 0 && !this.#counted?.has(line)) return;
    const told = missing?.length === total - covered ? missing : undefined;
    const before = known.length === total ? this.#missing?.get(line) : undefined;
    const rest = before && told ? before.filter((target) => told.includes(target)) : told;
    if (rest) covered = total - rest.length;
    const more = total > known.length || (total === known.length && covered > taken(known));
    if (!more || total < 1) return;
    if (rest) {
      this.#missing ??= new Map();
      this.#missing.set(line, rest);
    } else this.#missing?.delete(line);
    all.set(
      line,
      Array.from({ length: total }, (_, at) => (at < covered ? 1 : 0)),
    );
    this.#counted ??= new Set();
    this.#counted.add(line);
  }

  /** Whether it is known which of a line's branches were taken, and not only how many. */
  knows(line: number): boolean {
    return !this.#counted?.has(line);
  }

  /** Where the branches lead to that were not taken, of a line of which only their number is known. */
  missingOf(line: number): readonly number[] | undefined {
    return this.knows(line) ? undefined : this.#missing?.get(line);
  }

  /** How often each way out of a line's decisions was taken, in the order of the line. */
  entries(): Iterable<[line: number, taken: readonly number[]]> {
    return this.#settled();
  }

  get ratio(): Ratio {
    if (this.#pairs) return ratioOfPairs(this.#pairs);
    const ratio = { covered: 0, total: 0 };
    for (const ways of this.#ways?.values() ?? []) {
      ratio.total += ways.length;
      ratio.covered += taken(ways);
    }
    return ratio;
  }

  #settled(): Map<number, readonly number[]> {
    this.#ways ??= new Map();
    const pairs = this.#pairs;
    this.#pairs = undefined;
    if (pairs) this.#join(pairs);
    return this.#ways;
  }

  #join(pairs: Uint32Array): void {
    const { add } = this.inOrder();
    for (let at = 0; at < pairs.length; at += 2) add(pairs[at] as number, pairs[at + 1] as number);
  }
}

function taken(ways: readonly number[]): number {
  return ways.reduce((sum, times) => sum + (times > 0 ? 1 : 0), 0);
}
