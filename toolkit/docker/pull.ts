import type { Engine } from "../docker.ts";
import { throwIfAborted } from "../errors.ts";
import type { RegistryAuth } from "./images.ts";
import { readStream } from "./stream.ts";

/** Limits of a pull, in milliseconds. */
export interface PullLimits {
  /** Until the registry must have said something. */
  readonly firstAnswer: number;
  /** Between two messages of progress. */
  readonly stall: number;
}

/**
 * Pulls one image, with credentials for its registry where they are given. Throws an Error where no registry answers in time, or refuses: the engine's own
 * words; and the signal's reason where it was aborted.
 */
export async function pullImage(
  engine: Engine,
  reference: string,
  limits: PullLimits,
  signal: AbortSignal,
  auth?: RegistryAuth,
): Promise<void> {
  throwIfAborted(signal);
  const late = new AbortController();
  const wait = (milliseconds: number) =>
    setTimeout(() => late.abort(new Error(`the registry of ${reference} gave no answer in time`)), milliseconds);
  const either = AbortSignal.any([signal, late.signal]);
  let timer = wait(limits.firstAnswer);
  try {
    const stream = await engine.api.pull(reference, { abortSignal: either, ...(auth ? { authconfig: auth } : {}) });
    await readStream(
      stream as AsyncIterable<Buffer>,
      () => {
        clearTimeout(timer);
        timer = wait(limits.stall);
      },
      either,
    );
  } catch (error) {
    throwIfAborted(either);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
