/**
 * A mistake that the user can mend: wrong input, a red test, a server that does not answer.
 * It is printed as a message and a hint, without a stack. Everything else that is thrown is a bug of ours.
 */
export class UserError extends Error {
  /** The way out: what to change, or what to look at next. */
  readonly hint: string | undefined;
  /** Exit code of the process that ran into it; 1 unless a child's own code says more. */
  readonly exitCode: number;

  constructor(message: string, options: { hint?: string; cause?: unknown; exitCode?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "UserError";
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? 1;
  }
}

/** The run was asked to stop, by a signal or by a time limit of the caller. */
export class AbortedError extends UserError {
  constructor(reason: string, options: { exitCode?: number; hint?: string } = {}) {
    super(reason, { exitCode: options.exitCode ?? 130, ...(options.hint ? { hint: options.hint } : {}) });
    this.name = "AbortedError";
  }
}

/** The text of anything that was thrown, with the texts of its causes, in one line each. */
export function messageOf(error: unknown): string {
  const seen: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 8 && current !== undefined && current !== null; depth++) {
    const text = current instanceof Error ? describe(current) : String(current);
    if (!seen.some((earlier) => earlier.includes(text))) seen.push(text);
    current = current instanceof Error ? current.cause : undefined;
  }
  return seen.join("\n  because: ");
}

/** The text of anything that was thrown, as `messageOf` gives it, with the way out behind it where there is one. */
export function messageWithHint(error: unknown, between = "\n"): string {
  const hint = error instanceof UserError && error.hint;
  return hint ? `${messageOf(error)}${between}${hint}` : messageOf(error);
}

/** The code of a system or library error (`ECONNREFUSED`, SQLSTATE …), or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === "string" ? code : codeOf(cause);
}

// An AggregateError (several addresses were tried) has an empty message of its own; its parts say what happened.
function describe(error: Error): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.map((part) => (part instanceof Error ? part.message : String(part))).join("; ");
  }
  return error.message || error.name;
}

/** Throws the reason of an abort, so that a loop can end between two steps. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw signal.reason instanceof Error ? signal.reason : new AbortedError(String(signal.reason));
}
