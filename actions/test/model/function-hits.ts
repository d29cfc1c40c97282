import { detached } from "./detached.ts";
import { type Ratio, ratioOfPairs } from "./ratio.ts";

/** A function of a source file. */
export interface FunctionCoverage {
  name: string;
  /** Line where it begins, from 1; 0 where the report does not say. */
  line: number;
  hits: number;
  /** Another function that begins in the same line. */
  next: FunctionCoverage | undefined;
}

/** Many functions: of each the line where it begins and its hits, and the names, one a line. */
export interface FunctionList {
  readonly pairs: Uint32Array;
  readonly names: string;
}

/** So many functions of one line are looked through one by one. */
const CROWD = 32;

/** Functions of a source file. What comes as a list stays so until somebody looks at it or adds more. */
export class FunctionHits {
  #list: FunctionList | undefined;
  /** By the line where they begin. */
  #byLine: Map<number, FunctionCoverage> | undefined;
  /** By name, of the lines where many begin (line 0, minified code). */
  #crowds: Map<number, Map<string, FunctionCoverage>> | undefined;

  /** Adds functions, as `add` does for each; the list is kept as it is. */
  addAll(list: FunctionList): void {
    if (list.pairs.length === 0) return;
    // In this order no two of them are the same.
    if (!this.#byLine && !this.#list && ascending(list.pairs)) this.#list = list;
    else this.#takeIn(list);
  }

  /** Adds hits to a function; it is known by its name and the line where it begins. */
  add(name: string, line: number, hits: number): void {
    const functions = this.#settled();
    const first = functions.get(line);
    const crowd = this.#crowds?.get(line);
    let known = crowd ? crowd.get(name) : first;
    let steps = 0;
    if (!crowd) for (; known && known.name !== name; known = known.next) steps++;
    if (known) {
      known.hits += hits;
      return;
    }
    const added: FunctionCoverage = { name: detached(name), line, hits, next: first };
    functions.set(line, added);
    crowd?.set(added.name, added);
    if (crowd || steps < CROWD) return;
    const all = new Map<string, FunctionCoverage>();
    for (let one: FunctionCoverage | undefined = added; one; one = one.next) all.set(one.name, one);
    this.#crowds ??= new Map();
    this.#crowds.set(line, all);
  }

  /** Every function, those that begin on one line too. */
  *all(): Generator<FunctionCoverage> {
    for (const first of this.#settled().values()) {
      for (let one: FunctionCoverage | undefined = first; one; one = one.next) yield one;
    }
  }

  get ratio(): Ratio {
    if (this.#list) return ratioOfPairs(this.#list.pairs);
    const ratio = { covered: 0, total: 0 };
    for (const { hits } of this.all()) {
      ratio.total++;
      if (hits > 0) ratio.covered++;
    }
    return ratio;
  }

  #settled(): Map<number, FunctionCoverage> {
    this.#byLine ??= new Map();
    const list = this.#list;
    this.#list = undefined;
    if (list) this.#takeIn(list);
    return this.#byLine;
  }

  #takeIn({ pairs, names }: FunctionList): void {
    let at = 0;
    for (const name of names.split("\n")) this.add(name, pairs[at++] as number, pairs[at++] as number);
  }
}

function ascending(pairs: Uint32Array): boolean {
  for (let at = 2; at < pairs.length; at += 2) {
    if ((pairs[at] as number) <= (pairs[at - 2] as number)) return false;
  }
  return true;
}
