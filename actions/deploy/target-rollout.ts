import { type Clock, withTimeout } from "../../toolkit/clock.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import type { Lock } from "./lock.ts";
import { inPhases, type Phase } from "./phases.ts";
import { plan, planBack, standing } from "./plan.ts";
import type { Desired, Instance, Observed, Operation, Sample, Target } from "./target.ts";
import { describe } from "./target.ts";

/** A host that cannot do one operation of taking back in this time needs a person. */
const BACK_LIMIT = 60_000;
/** Operations that wait for others, as long as those may take; the target ends them by itself. */
const WAITING: readonly Operation["kind"][] = ["drain", "await-healthy"];
/** How often taking back is tried: what failed may be a busy machine, and each of its operations can be repeated. */
const BACK_TRIES = 3;
/** Milliseconds between two looks at the balancer's counters. */
const SAMPLE = 500;

/** What a rollout on one target needs of its surroundings. */
export interface Surroundings {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Aborted when the target does not answer any more. */
  readonly lost?: AbortSignal | undefined;
  readonly info: (text: string) => void;
  /** Called before each operation; for the faults of our tests. */
  readonly before?: ((operation: Operation) => void | Promise<void>) | undefined;
  /** Called after each operation. */
  readonly after: (operation: Operation, text: string) => void;
  readonly onSample: (sample: Omit<Sample, "at">) => void;
}

/**
 * A rollout on one target, part by part, so that one who rolls out on several can do each part on all of them before the
 * next one. It holds no opinion on what to do after a failure: `takeBack` is there to be called.
 */
export class TargetRollout {
  readonly #target: Target;
  readonly #desired: Desired;
  readonly #around: Surroundings;
  #observed: Observed | undefined;
  #lock: Lock | undefined;
  #start = { requests: 0, failed: 0 };
  #switched: { from: number; to: number } | undefined;
  #operations: readonly Operation[] = [];
  #standing: readonly Instance[] = [];
  #settled = false;

  constructor(target: Target, desired: Desired, around: Surroundings) {
    this.#target = target;
    this.#desired = desired;
    this.#around = around;
  }

  /** What has to be done; empty where nothing has. */
  get operations(): readonly Operation[] {
    return this.#operations;
  }

  /** The release in traffic before; `""` where there was none. */
  get previous(): string {
    const other = this.#standing.find(({ release }) => release !== this.#desired.release);
    return other?.release ?? this.#standing[0]?.release ?? "";
  }

  /** Names of those that have the traffic before the first operation. */
  get standing(): readonly string[] {
    return this.#standing.map(({ name }) => name);
  }

  /** Whether traffic has moved. */
  get switched(): boolean {
    return this.#switched !== undefined;
  }

  /** Whether old instances were being stopped, so that there is nothing to go back to. */
  get settled(): boolean {
    return this.#settled;
  }

  /** Milliseconds from the first change of traffic to the last. */
  get switchMs(): number {
    return this.#switched ? Math.round(this.#switched.to - this.#switched.from) : 0;
  }

  /**
   * Looks and plans. Where there is something to do, `takeLock` is called and it looks again, since whoever held the lock
   * until then may have changed everything. `arrange` puts operations in another order: for the controls of our tests.
   */
  async begin(
    takeLock?: (onWait: () => void) => Promise<Lock>,
    arrange: (operations: readonly Operation[]) => readonly Operation[] = (all) => all,
  ): Promise<void> {
    await this.#look();
    if (this.#operations.length > 0 && takeLock) {
      // Whoever waits in line shall not hold one of the few connections that the balancer takes commands over.
      const lock = await takeLock(() => this.#target.close());
      this.#lock = lock;
      await Promise.all([this.#look(), lock.check()]);
    }
    this.#operations = arrange(this.#operations);
    this.#start = await this.#target.traffic();
  }

  /** Does one part of the plan. Throws the first error, with nothing taken back. */
  async run(phase: Phase): Promise<void> {
    const { clock, signal, info } = this.#around;
    const operations = inPhases(this.#operations)[phase];
    const done = new AbortController();
    const hurry = () => this.#target.hurry();
    signal.addEventListener("abort", hurry, { once: true });
    const sampling = phase === "switch" || phase === "watch" ? this.#sample(done.signal) : undefined;
    try {
      for (const operation of operations) {
        await this.#around.before?.(operation);
        // Whoever has lost the lock must not go on: another deploy may be changing the same things.
        await this.#lock?.check();
        const from = clock.elapsed();
        this.#settled ||= phase === "finish";
        info(describe(operation));
        await this.#target.apply(operation, signal);
        if (operation.kind === "switch" || operation.kind === "weigh") {
          // Before the first release there was nobody who could have answered.
          if (!this.#switched && this.#standing.length === 0) this.#start = await this.#target.traffic();
          this.#switched = { from: this.#switched?.from ?? from, to: clock.elapsed() };
        }
        this.#around.after(operation, describe(operation));
      }
    } catch (error) {
      // What fails then fails for that reason.
      throw this.#around.lost?.aborted ? this.#around.lost.reason : error;
    } finally {
      signal.removeEventListener("abort", hurry);
      done.abort();
      await sampling;
    }
  }

  /** Requests, and those of them that failed, since `begin`. */
  async count(): Promise<{ requests: number; failed: number }> {
    const now = await this.#target.traffic();
    return {
      requests: Math.max(0, now.requests - this.#start.requests),
      failed: Math.max(0, now.failed - this.#start.failed),
    };
  }

  /**
   * Brings those back into traffic that were there before, and removes what is newer. Throws where that cannot be done.
   * A lost lock is such a case: somebody else may be at work.
   */
  async takeBack(): Promise<void> {
    const { info, clock, lost } = this.#around;
    if (lost?.aborted) {
      if (this.switched) throw new UserError("What was switched there cannot be taken back before it answers again.");
      info("Nothing was switched there; the next deploy removes what was begun.");
      return;
    }
    if (this.#around.signal.aborted) this.#target.hurry();
    const begin = clock.elapsed();
    for (let tries = 1; ; tries++) {
      await this.#lock?.check();
      try {
        return await this.#goBack();
      } catch (error) {
        if (tries === BACK_TRIES || clock.elapsed() - begin > BACK_LIMIT) throw error;
        info(`taking back failed and is tried again: ${messageOf(error)}`);
        await clock.sleep(1000);
      }
    }
  }

  async #goBack(): Promise<void> {
    const { info } = this.#around;
    const before = this.standing;
    const observed = await this.#target.observe();
    const there = observed.instances.filter(({ name }) => before.includes(name));
    if (before.length > 0 && !there.some(({ running, kept }) => running || kept)) {
      throw new UserError("Of the release before no container runs any more, so the new ones were left as they are.");
    }
    for (const operation of planBack(before, observed, this.#observed?.balancer)) {
      await this.#lock?.check();
      info(`taking back: ${describe(operation)}`);
      // The run may have been asked to stop; what was begun has to be taken back all the same.
      const signal = WAITING.includes(operation.kind)
        ? new AbortController().signal
        : withTimeout(undefined, BACK_LIMIT, describe(operation));
      await this.#target.apply(operation, signal);
      this.#around.after(operation, `taking back: ${describe(operation)}`);
    }
  }

  /** Writes the record of a deploy that failed; best effort. */
  async recordFailure(): Promise<void> {
    await this.#target.apply({ kind: "record" }, AbortSignal.timeout(BACK_LIMIT)).catch(() => {});
  }

  async end(): Promise<void> {
    this.#target.close();
    await this.#lock?.release();
  }

  async #look(): Promise<void> {
    this.#observed = await this.#target.observe();
    this.#operations = plan(this.#desired, this.#observed);
    this.#standing = standing(this.#desired, this.#observed);
  }

  /** Looks at the counters until the signal ends it; a look that fails is no news, since an operation will say so. */
  async #sample(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.#around.onSample(await this.count());
        await this.#around.clock.sleep(SAMPLE, signal);
      } catch (error) {
        if (!signal.aborted) this.#around.info(`The counters could not be read: ${messageOf(error)}`);
        return;
      }
    }
  }
}
