import { systemClock } from "../../toolkit/clock.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { SetupWorld } from "./world.ts";

/** Runs long work and says every ten seconds that it goes on, so that a quiet minute is not taken for a hang. */
export async function withHeartbeat<T>(
  world: Pick<SetupWorld, "log">,
  what: string,
  work: () => Promise<T>,
  every = 10_000,
): Promise<T> {
  const started = systemClock.elapsed();
  const timer = setInterval(() => world.log(`  … ${what} (${formatDuration(systemClock.elapsed() - started)})`), every);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
