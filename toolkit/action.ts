import { statusOf } from "./docker/api-errors.ts";
import { AbortedError, codeOf, messageOf, messageWithHint, UserError } from "./errors.ts";
import type { InputSchema } from "./inputs.ts";
import type { Runner } from "./runner.ts";
import { realWorld, type World } from "./world.ts";

/** What an action is to those who use it. action.yml and the tables of its README are generated from this. */
export interface ActionSpec<I extends InputSchema = InputSchema, O extends string = string> {
  /** `build`, `test`, `migrate`, `deploy` or `pipeline`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Icon and colour on GitHub's marketplace. */
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: I;
  /** Each output and what it holds. */
  readonly outputs: Readonly<Record<O, string>>;
  /** Whether it has a post step. */
  readonly post?: boolean;
}

/** A value of an output: objects become JSON, lists one entry a line. */
export type OutputValue = string | number | boolean | readonly string[] | Readonly<Record<string, unknown>>;

/** Sets outputs of one action; only those that its spec names. Those not set stay empty. */
export type SetOutputs<S extends ActionSpec> = (
  values: {
    readonly [O in keyof S["outputs"]]?: OutputValue;
  },
) => void;

/** Does the work of an action: reads its inputs from the world's runner, sets outputs as soon as they are known. */
export type ActionBody = (world: World) => Promise<void>;

/** The setter of outputs for an action; what is set before a failure stays set. */
export function outputsOf<S extends ActionSpec>(_spec: S, runner: Pick<Runner, "output">): SetOutputs<S> {
  return (values) => {
    for (const [name, value] of Object.entries(values)) {
      if (value !== undefined) runner.output(name, outputText(value as OutputValue));
    }
  };
}

function outputText(value: OutputValue): string {
  if (Array.isArray(value)) return value.join("\n");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * Runs an action as the process that it is: signals become an abort, errors become messages, the exit code says how
 * it ended. `post` steps warn instead of failing, since the job's work is done by then.
 */
export async function runAction(runner: Runner, body: ActionBody, phase: "main" | "post" = "main"): Promise<never> {
  const stop = new AbortController();
  for (const [signal, exitCode] of [["SIGINT", 130] as const, ["SIGTERM", 143] as const]) {
    process.on(signal, () => stop.abort(new AbortedError(`The run was asked to stop (${signal}).`, { exitCode })));
  }
  let exitCode = 0;
  try {
    await body(realWorld(runner, stop.signal));
  } catch (error) {
    exitCode = await report(runner, error, phase);
  }
  // A library may still hold a socket or a timer; the work is done, so the process ends once its output is written.
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write("", done))));
  process.exit(phase === "post" ? 0 : exitCode);
}

/** What is to be done about errors of the machine. */
const MACHINE_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: free some of it (docker system prune, old artifacts), then run this again.",
  EDQUOT: "The quota of this user's disk space is used up: free some of it, then run this again.",
  EROFS: "The file system takes no changes: give a folder that can be written to.",
  EMFILE: "This process may not open more files: raise the limit (ulimit -n), then run this again.",
  ECONNRESET: "The other side ended the connection: look whether it was restarted, then run this again.",
  ECONNREFUSED: "Nothing listens there any more: look whether it was stopped, then run this again.",
};

/** What is to be done about an error that is neither a mistake in an input nor a bug of ours. */
function faultOf(error: unknown): string | undefined {
  const status = statusOf(error);
  if (status !== undefined && status >= 500) {
    return "The Docker Engine could not do it, and its own log says more (journalctl --unit docker on its host).";
  }
  return MACHINE_FAULTS[codeOf(error) ?? ""];
}

/** Tells of an error as its kind asks for and returns the exit code for it. */
export async function report(runner: Runner, error: unknown, phase: "main" | "post" = "main"): Promise<number> {
  const level = phase === "post" ? "warning" : "error";
  if (error instanceof UserError) {
    runner.annotate(level, messageWithHint(error));
    return error.exitCode;
  }
  const fault = faultOf(error);
  if (fault) {
    runner.annotate(level, `${messageOf(error)}\n${fault}`);
    return 1;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await runner.group("Stack of the error below", async () => runner.info(stack));
  runner.annotate(
    level,
    `${messageOf(error)}\nThis is a bug of Quayside, not a mistake of yours: please report it with the stack above.`,
  );
  return 1;
}
