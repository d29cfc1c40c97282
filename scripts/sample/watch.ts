import { systemClock } from "../../toolkit/clock.ts";
import { probe } from "../../toolkit/probe.ts";
import type { ProbeCount } from "./result.ts";

/**
 * Asks the app all the time, from the moment it first answers until `stop`: at once where a release is running
 * already. A failure is any answer that is not 2xx, a reset or a time-out; nothing is tried twice.
 */
export function watch(url: string, signal: AbortSignal): { stop: () => Promise<ProbeCount | undefined> } {
  const end = new AbortController();
  const both = AbortSignal.any([signal, end.signal]);
  const counting = (async () => {
    while (!(await answers(url))) {
      if (both.aborted) return undefined;
      await systemClock.sleep(100, both).catch(() => undefined);
    }
    return await probe(`${url}/`, { rate: 100, signal: both });
  })();
  return {
    async stop() {
      end.abort();
      const count = await counting;
      return count && { requests: count.requests, failures: count.failures };
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok === true;
}
