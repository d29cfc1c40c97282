import type { Clock } from "./clock.ts";
import { throwIfAborted } from "./errors.ts";

/** How `retry` tries again. Times are in milliseconds. */
export interface RetryOptions {
  /** How often at most, the first try included. */
  attempts: number;
  /** Upper bound of the first wait; doubles with each further one. */
  base: number;
  /** Upper bound of any wait. */
  cap: number;
  /** Whether this error may go away by itself. Anything it refuses is thrown at once. */
  transient: (error: unknown) => boolean;
  /** Milliseconds that the error itself asks to wait (a server's Retry-After), in place of the back-off; undefined where it does not. */
  asks?: (error: unknown) => number | undefined;
  clock: Clock;
  signal?: AbortSignal;
  /** Told before each wait, for a line of progress. */
  onRetry?: (error: unknown, attempt: number, wait: number) => void;
  /** 0 ≤ n < 1; Math.random unless a test passes its own. */
  random?: () => number;
}

/**
 * Calls `body` until it succeeds, with exponential back-off and jitter: between half of the bound and the whole of it,
 * so that many waiters spread out and none comes back at once.
 */
export async function retry<T>(body: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const random = options.random ?? Math.random;
  for (let attempt = 1; ; attempt++) {
    throwIfAborted(options.signal);
    try {
      return await body(attempt);
    } catch (error) {
      throwIfAborted(options.signal);
      if (attempt >= options.attempts || !options.transient(error)) throw error;
      const bound = Math.min(options.cap, options.base * 2 ** (attempt - 1));
      const wait = options.asks?.(error) ?? Math.round(bound / 2 + (bound / 2) * random());
      options.onRetry?.(error, attempt, wait);
      await options.clock.sleep(wait, options.signal);
    }
  }
}
