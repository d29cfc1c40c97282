import type { Counted } from "../balancer.ts";
import type { Traffic } from "../target.ts";

/** All requests of a run, whoever counts them: a load balancer that is reloaded or started again begins from zero. */
export class Tally {
  readonly #read: () => Promise<Counted | undefined>;
  /** What the one that counts had counted at the last look, and all of those before it together. */
  #last: Counted = { requests: 0, failed: 0, by: "" };
  #earlier: Traffic = { requests: 0, failed: 0 };
  #looked: Promise<unknown> = Promise.resolve();

  /** `read` gives what is counted now; undefined where nobody does. */
  constructor(read: () => Promise<Counted | undefined>) {
    this.#read = read;
  }

  async total(): Promise<Traffic> {
    // One look after the other: an older answer after a newer one would be taken for one that counts anew.
    const look = this.#looked.then(() => this.#look());
    this.#looked = look.catch(() => {});
    return await look;
  }

  async #look(): Promise<Traffic> {
    const now = (await this.#read()) ?? this.#last;
    // One that was killed is another one afterwards, and may be called the same.
    if (now.by !== this.#last.by || now.requests < this.#last.requests)
      this.#earlier = sumOf(this.#earlier, this.#last);
    this.#last = now;
    return sumOf(this.#earlier, now);
  }
}

function sumOf(one: Traffic, other: Traffic): Traffic {
  return { requests: one.requests + other.requests, failed: one.failed + other.failed };
}
