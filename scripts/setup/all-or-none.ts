/**
 * Runs work side by side. Where one part fails, the others are told to stop and waited for, so that nothing goes on
 * behind the caller's back; the first failure is thrown.
 */
export async function allOrNone<T extends readonly Promise<unknown>[] | []>(
  signal: AbortSignal,
  start: (signal: AbortSignal) => T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  const stop = new AbortController();
  const parts = start(AbortSignal.any([signal, stop.signal]));
  try {
    return await Promise.all(parts);
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(parts);
    throw error;
  }
}
