import { setTimeout as delay } from "node:timers/promises";
import { AbortedError, throwIfAborted } from "./errors.ts";

/** Time as a parameter, so that a test can pass its own. */
export interface Clock {
  /** Wall time in milliseconds since the epoch; for records that people read. */
  now(): number;
  /** Milliseconds that never go backwards; for durations. */
  elapsed(): number;
  /** Waits that many milliseconds; rejects with the signal's reason when it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  async sleep(milliseconds, signal) {
    throwIfAborted(signal);
    await delay(milliseconds, undefined, signal ? { signal } : {}).catch((error) => {
      throwIfAborted(signal);
      throw error;
    });
  },
};

/** A signal that ends with `signal`, or by itself after `milliseconds` with an error that names `what` was waited for. */
export function withTimeout(signal: AbortSignal | undefined, milliseconds: number, what: string): AbortSignal {
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new AbortedError(`${what} did not end within ${milliseconds / 1000} s`, { exitCode: 1 })),
    milliseconds,
  );
  timer.unref();
  return signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
}
