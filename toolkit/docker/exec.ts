import type { Duplex } from "node:stream";
import type { Engine } from "../docker.ts";
import { throwIfAborted } from "../errors.ts";
import { Frames } from "./frames.ts";

/** How a command in a container ended. */
export interface ExecResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command in a container that is talked to over its standard streams. */
export interface ExecSession {
  write(text: string): void;
  /** Closes the connection; the engine then closes the command's standard input. */
  close(): void;
  /** Set once the connection has ended. */
  readonly closed: boolean;
}

/**
 * Runs a command in a running container to its end. A code other than 0 is a result, not an error.
 * `user` is root where it is `0`; the container's own where it is not given.
 */
export async function execIn(
  engine: Engine,
  id: string,
  argv: readonly string[],
  options: { user?: string; signal?: AbortSignal } = {},
): Promise<ExecResult> {
  throwIfAborted(options.signal);
  const exec = await engine.api.getContainer(id).exec({
    Cmd: [...argv],
    AttachStdout: true,
    AttachStderr: true,
    ...(options.user ? { User: options.user } : {}),
  });
  const stream = (await exec.start({ hijack: true, stdin: false })) as Duplex;
  const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const frames = new Frames((piece, which) => output[which].push(piece));
  const onAbort = () => stream.destroy(options.signal?.reason as Error);
  options.signal?.addEventListener("abort", onAbort, { once: true });
  try {
    await new Promise<void>((done, fail) => {
      stream.on("data", (chunk: Buffer) => frames.push(chunk));
      stream.once("error", fail);
      stream.once("close", done);
      stream.once("end", done);
      // It may have been aborted while the command was being started.
      if (options.signal?.aborted) onAbort();
    });
  } finally {
    options.signal?.removeEventListener("abort", onAbort);
  }
  throwIfAborted(options.signal);
  const text = (pieces: Buffer[]) => Buffer.concat(pieces).toString("utf8");
  // The stream may end a moment before the engine has noted the exit code.
  let state = await exec.inspect();
  for (let tries = 0; state.Running && tries < 100; tries++) {
    await new Promise((done) => setTimeout(done, 10));
    state = await exec.inspect();
  }
  return { code: state.ExitCode ?? 1, stdout: text(output.stdout), stderr: text(output.stderr) };
}

/** Starts a command in a running container and stays connected to its standard streams. */
export async function openExec(
  engine: Engine,
  id: string,
  argv: readonly string[],
  on: { output: (text: string, stream: "stdout" | "stderr") => void; end: (error?: Error) => void },
): Promise<ExecSession> {
  const exec = await engine.api
    .getContainer(id)
    .exec({ Cmd: [...argv], AttachStdin: true, AttachStdout: true, AttachStderr: true });
  const stream = (await exec.start({ hijack: true, stdin: true })) as Duplex;
  let closed = false;
  const end = (error?: Error) => {
    if (closed) return;
    closed = true;
    on.end(error);
  };
  const frames = new Frames((piece, which) => on.output(piece.toString("utf8"), which));
  stream.on("data", (chunk: Buffer) => frames.push(chunk));
  stream.once("error", end);
  stream.once("end", () => end());
  stream.once("close", () => end());
  return {
    write: (text) => void stream.write(text),
    close: () => {
      stream.end();
      stream.destroy();
    },
    get closed() {
      return closed;
    },
  };
}
