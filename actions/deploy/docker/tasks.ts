import { statusOf } from "../../../toolkit/docker/api-errors.ts";
import { findContainer, removeContainer, startContainer, stopContainer } from "../../../toolkit/docker/containers.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { messageOf, throwIfAborted, UserError } from "../../../toolkit/errors.ts";
import { formatDuration } from "../../../toolkit/units.ts";
import type { World } from "../../../toolkit/world.ts";
import { makeContainer } from "./make.ts";
import type { Making } from "./making.ts";

const POLL = 100;
/** Milliseconds that an image without a command for its preflight has to show that it can be started. */
const FIRST_BREATH = 1000;
/** What a shell and the engine give where the program is not there or cannot be executed on this machine. */
const NO_PROGRAM = [126, 127];

/** Something that runs to its end in a container of the new image. */
export interface TaskRun {
  readonly name: string;
  /** The command; undefined to start the image as it is and only see whether it starts. */
  readonly command?: readonly string[];
  /** Environment beside the app's own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds between SIGTERM and SIGKILL where it has to be ended. */
  readonly grace: () => number;
}

/**
 * Runs a task and leaves its container, so that a run that is killed afterwards does not do it twice; one that runs
 * already, left behind by a killed run, is waited for. Throws a UserError where it fails; the container is left then,
 * too, for its log.
 */
export async function runTask(
  engine: Engine,
  clock: World["clock"],
  making: Making,
  task: TaskRun,
  signal: AbortSignal,
): Promise<void> {
  const { name } = task;
  if (!(await findContainer(engine, name))?.running) await begin(engine, making, task);
  const began = clock.elapsed();
  for (;;) {
    const container = await findContainer(engine, name);
    if (!container) throw new UserError(`${name} is gone: somebody removed it`);
    if (!container.running && container.status !== "created") {
      if (task.command ? container.exitCode === 0 : !NO_PROGRAM.includes(container.exitCode)) return;
      const why = container.oomKilled ? "ran out of memory" : `ended with exit code ${container.exitCode}`;
      throw new UserError(`${name} ${why}`, { hint: "Its last log lines say why." });
    }
    const past = clock.elapsed() - began;
    if (!task.command && past > FIRST_BREATH) return;
    try {
      throwIfAborted(signal);
      if (past > task.timeout) {
        throw new UserError(`${name} did not end within ${formatDuration(task.timeout)}`, {
          hint: "Give a longer task-timeout, or look at what it waits for.",
        });
      }
      await clock.sleep(POLL, signal);
    } catch (error) {
      await stopContainer(engine, container.id, task.grace());
      throw error;
    }
  }
}

async function begin(engine: Engine, making: Making, task: TaskRun): Promise<void> {
  await removeContainer(engine, task.name);
  try {
    await makeContainer(engine, making, {
      name: task.name,
      labels: { ...task.labels, "quayside.release": making.release },
      env: { ...making.spec.env, ...task.env },
      ...(task.command ? { entrypoint: task.command.slice(0, 1), command: task.command.slice(1) } : {}),
      // It ends by itself; nobody asks how it is.
      healthcheck: { test: ["NONE"] },
    });
    await startContainer(engine, task.name);
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    throw new UserError(`${task.name} could not be started: ${messageOf(error)}`, { cause: error });
  }
}

/** The words of a command as an input gives it: a JSON array as it is, any other text by the image's own shell. */
export function commandOf(text: string): string[] {
  return text.startsWith("[") ? (JSON.parse(text) as string[]) : ["/bin/sh", "-c", text];
}
