import { codeOf } from "../errors.ts";
/** The HTTP status of an engine's answer that was an error; undefined for every other error. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === "number" ? status : undefined;
}

/** What an engine call answers, or undefined where the engine says that there is no such object. */
export async function orMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** Ends a call quietly where the object is in the wanted state already (304), on its way there (409) or gone (404). */
export async function unlessSettled(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (![304, 404, 409].includes(statusOf(error) ?? 0)) throw error;
  }
}

/** Whether a container did not start because another program has its port. */
export function isPortTaken(error: unknown): boolean {
  return error instanceof Error && /port is already allocated|address already in use/.test(error.message);
}

/** Whether an engine could not write something down because its disk is full; that of this machine is another matter. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && codeOf(error) !== "ENOSPC" && error.message.includes("no space left on device");
}
