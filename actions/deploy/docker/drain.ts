import { formatDuration } from "../../../toolkit/units.ts";
import type { World } from "../../../toolkit/world.ts";
import type { Driver } from "../balancer.ts";
import type { Moment } from "../target.ts";

const POLL = 50;

/** What has to be known to see instances empty. */
export interface Drain {
  readonly driver: Driver;
  readonly clock: World["clock"];
  /** Milliseconds that requests in flight may take to end. */
  readonly timeout: number;
  readonly info: (text: string) => void;
  readonly onMoment: (instance: string, what: Moment["what"]) => void;
}

/**
 * Waits until each of these, which get no new requests any more, is seen to be empty, and takes it out then. What is
 * still open after the time is cut off and told of.
 */
export async function drain(options: Drain, names: readonly string[], signal: AbortSignal): Promise<void> {
  const { driver, clock, timeout, info, onMoment } = options;
  const deadline = clock.elapsed() + timeout;
  const empty = new Map(names.map((name) => [name, false]));
  while (empty.size > 0) {
    const open = await driver.open([...empty.keys()]);
    for (const [name, before] of empty) {
      const count = open.get(name) ?? 0;
      const late = clock.elapsed() > deadline;
      if (count > 0 && !late) empty.set(name, false);
      // Empty twice in a row: a request may have been given to it in the instant before it was taken out.
      else if (count === 0 && !before) empty.set(name, true);
      else {
        if (count > 0) {
          const requests = count === 1 ? "request was" : "requests were";
          info(`${name}: ${count} ${requests} still open after ${formatDuration(timeout)} and cut off`);
        }
        await driver.out([name], count > 0);
        onMoment(name, "empty");
        empty.delete(name);
      }
    }
    if (empty.size > 0) await clock.sleep(POLL, signal);
  }
}
