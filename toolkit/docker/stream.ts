import { StringDecoder } from "node:string_decoder";
import { throwIfAborted } from "../errors.ts";

/** One message of an engine's progress stream (build, push, pull). */
export interface EngineMessage {
  readonly id?: string;
  readonly status?: string;
  readonly stream?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly aux?: unknown;
}

/** An error that the engine told inside an answer of status 200. */
export class EngineStreamError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "EngineStreamError";
  }
}

/**
 * Reads a progress stream of the engine to its end: JSON texts, one a line. Build and push answer with status 200 before
 * the work begins, so a failure arrives as a message of the stream; it is raised here as an `EngineStreamError`, after
 * the rest was read. A line that is not JSON is raised too: the answer was cut or a proxy has put in its own.
 */
export async function readStream(
  stream: AsyncIterable<Buffer | string>,
  onMessage: (message: EngineMessage) => void,
  signal?: AbortSignal,
): Promise<void> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let failure: EngineStreamError | undefined;
  const take = (line: string) => {
    if (line.trim() === "") return;
    const message = parse(line);
    if (message.failure === undefined) onMessage(message);
    else failure ??= new EngineStreamError(message.failure);
  };
  try {
    for await (const chunk of stream) {
      throwIfAborted(signal);
      const lines = (rest + (typeof chunk === "string" ? chunk : decoder.write(chunk))).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(line);
    }
  } catch (error) {
    throwIfAborted(signal);
    throw failure ?? error;
  }
  take(rest);
  throwIfAborted(signal);
  if (failure) throw failure;
}

function parse(line: string): EngineMessage & { failure?: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new EngineStreamError(`the engine's answer ended in the middle: ${line.slice(0, 200)}`);
  }
  if (typeof value !== "object" || value === null) return {};
  const { error, errorDetail } = value as { error?: unknown; errorDetail?: { message?: unknown } };
  const failure = errorDetail?.message ?? error;
  return failure === undefined ? (value as EngineMessage) : { failure: String(failure) };
}
