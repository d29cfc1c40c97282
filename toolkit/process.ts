import { AsyncLocalStorage } from "node:async_hooks";
import type { ChildProcess } from "node:child_process";
import { channel } from "node:diagnostics_channel";
import { StringDecoder } from "node:string_decoder";
import { AbortedError, messageOf, throwIfAborted, UserError } from "./errors.ts";
import { findOnPath } from "./find-program.ts";
import { signalTree } from "./process-tree.ts";

/** Settings of one child process. */
export interface ProcessOptions {
  cwd?: string;
  /** The whole environment of the child; ours where it is not given. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Written to standard input, which is then closed; nothing and closed where it is not given. */
  stdin?: string | Uint8Array;
  /** Milliseconds after which the child and all below it are ended. */
  timeout?: number;
  /** Ends the child and all below it when it is aborted: SIGTERM first, SIGKILL after `grace`. */
  signal?: AbortSignal;
  /** Milliseconds between SIGTERM and SIGKILL; 3,000 where not given, well inside the 7.5 s that a cancelled job has. */
  grace?: number;
  /** Told each line of either stream as it comes. */
  onLine?: (line: string, stream: "stdout" | "stderr") => void;
  /** Bytes of each stream that are kept for the result, the last ones; 16 MiB where not given. */
  keep?: number;
}

/** How a child ended. */
export interface ProcessResult {
  /** Exit code; 128 and more where a signal ended it. */
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a program: a file (found on PATH where it is a bare name) and its arguments, never a shell string. */
export type Run = (file: string, args: readonly string[], options?: ProcessOptions) => Promise<ProcessResult>;

// @actions/exec gives no handle on the child it starts, so nobody could end it. Node tells of every start on this
// channel, and the async context says which of our calls it belongs to.
const started = new AsyncLocalStorage<(child: ChildProcess) => void>();
channel("child_process").subscribe((message) => started.getStore()?.((message as { process: ChildProcess }).process));

/**
 * The process port, over @actions/exec. A code other than 0 is a result, not an error.
 * Rejects with a UserError where the program is not there, and with an AbortedError after a time-out or an abort.
 */
export const run: Run = async (file, args, options = {}) => {
  throwIfAborted(options.signal);
  const { exec } = await import("@actions/exec");
  // It may have been aborted meanwhile, which a listener that is added now would not hear of.
  throwIfAborted(options.signal);
  const program = await programOf(file);
  throwIfAborted(options.signal);
  const output = { stdout: new Tail(options.keep), stderr: new Tail(options.keep) };
  const lines = { stdout: new Lines(options, "stdout"), stderr: new Lines(options, "stderr") };
  const listen = (stream: "stdout" | "stderr") => (data: Buffer) => {
    output[stream].push(data);
    lines[stream].push(data);
  };
  let child: ChildProcess | undefined;
  let ended: Error | undefined;
  let killer: NodeJS.Timeout | undefined;
  const end = (reason: Error) => {
    if (ended) return;
    ended = reason;
    if (child?.pid === undefined) return;
    const { pid } = child;
    signalTree(pid, "SIGTERM");
    killer = setTimeout(() => signalTree(pid, "SIGKILL"), options.grace ?? 3000);
  };
  const name = `${file}${args[0] === undefined ? "" : ` ${args[0]}`}`;
  const onAbort = () =>
    end(options.signal?.reason instanceof Error ? options.signal.reason : new AbortedError("stopped"));
  options.signal?.addEventListener("abort", onAbort, { once: true });
  const limit =
    options.timeout === undefined
      ? undefined
      : setTimeout(
          () =>
            end(new AbortedError(`${name} did not end within ${(options.timeout ?? 0) / 1000} s`, { exitCode: 124 })),
          options.timeout,
        );
  try {
    const code = await started.run(
      (fresh) => {
        child ??= fresh;
        // The channel tells of it before it has pid and streams; it has them once this tick is over.
        process.nextTick(() => {
          // A child that ends without reading its standard input breaks that pipe, which is no failure of ours.
          fresh.stdin?.on("error", () => {});
          if (ended && fresh.pid !== undefined) signalTree(fresh.pid, "SIGKILL");
        });
      },
      () =>
        exec(quote(program), [...args], {
          ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
          ...(options.env === undefined ? {} : { env: defined(options.env) }),
          silent: true,
          ignoreReturnCode: true,
          // A child that leaves a background process behind keeps its streams open; that must not hold us up.
          delay: 1000,
          input: Buffer.from(options.stdin ?? ""),
          listeners: { stdout: listen("stdout"), stderr: listen("stderr") },
        }),
    );
    lines.stdout.flush();
    lines.stderr.flush();
    if (ended) throw ended;
    // @actions/exec hands on `null` where a signal ended the child.
    const signalled = child?.signalCode
      ? 128 + ({ SIGTERM: 15, SIGKILL: 9, SIGINT: 2 }[child.signalCode as string] ?? 1)
      : 1;
    return { code: (code as number | null) ?? signalled, stdout: output.stdout.text(), stderr: output.stderr.text() };
  } catch (error) {
    if (ended) throw ended;
    if (/Unable to locate executable file/.test(messageOf(error))) {
      throw new UserError(`${file} was not found on the PATH`, {
        hint: `Install ${file}, or add its folder to PATH.`,
        cause: error,
      });
    }
    throw error;
  } finally {
    clearTimeout(limit);
    clearTimeout(killer);
    options.signal?.removeEventListener("abort", onAbort);
  }
};

// @actions/exec would look for it too, and tells on standard output of each folder of PATH that it cannot look into.
async function programOf(file: string): Promise<string> {
  if (/[\\/]/.test(file) || process.platform === "win32") return file;
  const found = await findOnPath(file, process.env.PATH);
  if (found) return found;
  throw new UserError(`${file} was not found on the PATH`, { hint: `Install ${file}, or add its folder to PATH.` });
}

// @actions/exec splits its first argument like a command line; a path with spaces or quotes has to arrive whole.
function quote(file: string): string {
  return `"${file.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function defined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Keeps the last bytes of a stream. */
class Tail {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #size = 0;

  constructor(limit = 16 * 1024 * 1024) {
    this.#limit = limit;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#chunks.length > 1 && this.#size - (this.#chunks[0]?.length ?? 0) >= this.#limit) {
      this.#size -= this.#chunks.shift()?.length ?? 0;
    }
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }
}

/** Cuts a stream into lines; a carriage return counts too, since progress bars use it. */
class Lines {
  readonly #options: ProcessOptions;
  readonly #stream: "stdout" | "stderr";
  readonly #decoder = new StringDecoder("utf8");
  #rest = "";

  constructor(options: ProcessOptions, stream: "stdout" | "stderr") {
    this.#options = options;
    this.#stream = stream;
  }

  push(chunk: Buffer): void {
    if (!this.#options.onLine) return;
    const lines = (this.#rest + this.#decoder.write(chunk)).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#options.onLine(line, this.#stream);
  }

  flush(): void {
    if (this.#rest !== "") this.#options.onLine?.(this.#rest, this.#stream);
    this.#rest = "";
  }
}
