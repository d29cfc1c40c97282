import { messageOf, UserError } from "../../../toolkit/errors.ts";
import type { Lock } from "../lock.ts";
import { PHASES } from "../phases.ts";
import type { Operation } from "../target.ts";
import type { TargetRollout } from "../target-rollout.ts";

/** A target of a fleet and its rollout. */
export interface Member {
  /** Where it is, for messages; `""` where there is only one. */
  readonly name: string;
  readonly run: TargetRollout;
}

/**
 * A rollout on several targets as one: all of them are prepared before the first one is switched, then one is switched
 * and watched after the other, and only then the old releases are stopped. Until that last part a failure anywhere takes
 * all of them back. Nothing in here knows what kind of targets they are.
 */
export class Fleet {
  readonly members: readonly Member[];
  /** Those whose rollout was begun, in the order in which it was. */
  readonly #begun: Member[] = [];
  readonly #oneByOne: boolean;

  /** `oneByOne` does all parts on one target before the next one: the control of our tests, and wrong. */
  constructor(members: readonly Member[], options: { readonly oneByOne?: boolean } = {}) {
    this.members = members;
    this.#oneByOne = options.oneByOne ?? false;
  }

  /** Those with something to do. */
  get busy(): readonly Member[] {
    return this.members.filter(({ run }) => run.operations.length > 0);
  }

  get switched(): boolean {
    return this.members.some(({ run }) => run.switched);
  }

  get settled(): boolean {
    return this.members.some(({ run }) => run.settled);
  }

  /** The release in traffic before, on the first target that had one. */
  get previous(): string {
    return this.members.map(({ run }) => run.previous).find((release) => release !== "") ?? "";
  }

  /** Milliseconds in which traffic was being moved, summed up over the targets. */
  get switchMs(): number {
    return this.members.reduce((sum, { run }) => sum + run.switchMs, 0);
  }

  /**
   * Looks and plans everywhere. Locks are taken one after the other and always in the same order, whatever the order of
   * the targets is: two runs that each hold what the other one waits for would wait for ever.
   */
  async begin(
    lockOf: ((member: Member, onWait: () => void) => Promise<Lock>) | undefined,
    arrange?: (operations: readonly Operation[]) => readonly Operation[],
  ): Promise<void> {
    for (const member of [...this.members].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      await named(member, () => member.run.begin(lockOf && ((onWait) => lockOf(member, onWait)), arrange));
    }
  }

  /** Throws the first error, with nothing taken back. */
  async deploy(): Promise<void> {
    const busy = this.busy;
    const run = async (member: Member, phase: (typeof PHASES)[number]) => {
      if (!this.#begun.includes(member)) this.#begun.push(member);
      await named(member, () => member.run.run(phase));
    };
    if (this.#oneByOne) {
      for (const member of busy) for (const phase of PHASES) await run(member, phase);
      return;
    }
    // The first one has the tasks of the deploy, a migration above all: the others start once those went well.
    const [first, ...others] = busy;
    if (first) await run(first, "prepare");
    await all(others.map((member) => run(member, "prepare")));
    for (const member of busy) {
      await run(member, "switch");
      await run(member, "watch");
    }
    await all(busy.map((member) => run(member, "finish")));
  }

  /** Takes back whatever was begun, everywhere at once. Throws with all that could not be taken back. */
  async takeBack(): Promise<void> {
    await all(this.#begun.map((member) => named(member, () => member.run.takeBack())));
  }

  async count(): Promise<{ requests: number; failed: number }> {
    const counts = await Promise.all(this.members.map(({ run }) => run.count()));
    return {
      requests: counts.reduce((sum, { requests }) => sum + requests, 0),
      failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    };
  }

  async recordFailure(): Promise<void> {
    await Promise.all(this.#begun.map(({ run }) => run.recordFailure()));
  }

  async end(): Promise<void> {
    await Promise.all(this.members.map(({ run }) => run.end()));
  }
}

/** A text with the target that it is about in front, where it has a name. */
export function placed(name: string, text: string): string {
  return name === "" ? text : `${name}: ${text}`;
}

/** Waits for all of them, also where one fails; throws one error with what each of them said. */
async function all(work: readonly Promise<void>[]): Promise<void> {
  const failures = (await Promise.allSettled(work)).flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  const [first] = failures;
  if (failures.length === 0) return;
  if (failures.length === 1) throw first;
  const hints = new Set(failures.flatMap((one) => (one instanceof UserError && one.hint ? [one.hint] : [])));
  throw new UserError(failures.map(messageOf).join("\n"), {
    cause: first,
    ...(hints.size > 0 ? { hint: [...hints].join(" ") } : {}),
    ...(first instanceof UserError ? { exitCode: first.exitCode } : {}),
  });
}

/** Puts the name of the target in front of what went wrong there. */
async function named(member: Member, body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    if (member.name === "" || !(error instanceof UserError)) throw error;
    throw new UserError(placed(member.name, error.message), {
      cause: error.cause,
      exitCode: error.exitCode,
      ...(error.hint ? { hint: error.hint } : {}),
    });
  }
}
