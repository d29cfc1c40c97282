import { UserError } from "../../../toolkit/errors.ts";
import type { World } from "../../../toolkit/world.ts";
import type { Counters, Driver } from "../balancer.ts";
import type { Moment } from "../target.ts";
import type { Instances } from "./instances.ts";

const POLL = 500;
/** Answers that have to be there before a rate or a percentile says anything. */
const ENOUGH = 20;

/** What a release may do in traffic and not be taken back. */
export interface Limits {
  /** Part of its answers that may be a 5xx or cut off, from 0 to 1; undefined for any. */
  readonly errorRate: number | undefined;
  /** Milliseconds; undefined for any. */
  readonly p99: number | undefined;
  /** Starts by the engine after the container ended, per container. */
  readonly restarts: number;
}

/** What has to be known to judge instances in traffic. */
export interface Watch {
  readonly driver: Driver;
  readonly instances: Instances;
  readonly clock: World["clock"];
  readonly limits: Limits;
  /** The balancer's counters of the moment before each of them came into traffic. */
  readonly since: ReadonlyMap<string, Counters>;
  readonly onMoment: (instance: string, what: Moment["what"]) => void;
}

/**
 * Watches instances in traffic. Throws a UserError for the first limit that is broken: what the containers do is the
 * engine's word, errors and times are the balancer's own.
 */
export async function watch(
  options: Watch,
  names: readonly string[],
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = options;
  const until = clock.elapsed() + milliseconds;
  for (;;) {
    for (const name of names) await lives(options, name);
    await behaves(options, names);
    const left = until - clock.elapsed();
    if (left <= 0) return;
    await clock.sleep(Math.min(POLL, left), signal);
  }
}

async function lives({ instances, limits, onMoment }: Watch, name: string): Promise<void> {
  const container = await instances.refresh(name);
  const restarts = container?.restarts ?? 0;
  const tooOften = restarts > limits.restarts;
  // One that the engine starts again is down for a moment, which the limit allows.
  const down = !container?.running && !(container?.status === "restarting" && !tooOften);
  if (tooOften && !container?.oomKilled) {
    onMoment(name, "failed");
    const often = restarts === 1 ? "once" : `${restarts} times`;
    throw new UserError(`${name} was started again ${often} in traffic; max-restarts is ${limits.restarts}`, {
      hint: "Its last log lines say why it ended.",
    });
  }
  if (down || tooOften) {
    onMoment(name, "failed");
    throw await instances.died(name);
  }
  if (container?.health?.status === "unhealthy") {
    onMoment(name, "failed");
    throw new UserError(`${name} turned unhealthy in traffic: ${container.health.last || "its check said nothing"}`);
  }
}

async function behaves({ driver, limits, since }: Watch, names: readonly string[]): Promise<void> {
  if (limits.errorRate === undefined && limits.p99 === undefined) return;
  const now = await driver.counters(names);
  let answers = 0;
  let failed = 0;
  for (const [name, counters] of now) {
    answers += counters.answers - (since.get(name)?.answers ?? 0);
    failed += counters.failed - (since.get(name)?.failed ?? 0);
  }
  if (answers < ENOUGH) return;
  if (limits.errorRate !== undefined && failed / answers > limits.errorRate) {
    throw new UserError(
      `Of ${answers} answers of the new release ${failed} failed (${percent(failed / answers)}); max-error-rate is ${percent(limits.errorRate)}`,
    );
  }
  if (limits.p99 === undefined) return;
  const times = await driver.times(names);
  if (times.length < ENOUGH) return;
  const p99 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
  if (p99 > limits.p99) {
    throw new UserError(`The new release answers in ${p99} ms (p99 of ${times.length}); max-p99-ms is ${limits.p99}`);
  }
}

function percent(part: number): string {
  return `${Math.round(part * 1000) / 10} %`;
}
