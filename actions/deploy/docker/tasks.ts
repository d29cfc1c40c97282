import { statusOf } from "../../../toolkit/docker/api-errors.ts";
import {
  findContainer,
  listContainers,
  removeContainer,
  startContainer,
  stopContainer,
} from "../../../toolkit/docker/containers.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { messageOf, throwIfAborted, UserError } from "../../../toolkit/errors.ts";
import { formatDuration } from "../../../toolkit/units.ts";
import type { World } from "../../../toolkit/world.ts";
import type { Endpoint } from "../balancer.ts";
import type { Moment, Task } from "../target.ts";
import { askFrom } from "./ask.ts";
import { howItEnded } from "./instances.ts";
import { makeContainer } from "./make.ts";
import type { Making } from "./making.ts";
import { labelsOf } from "./names.ts";

const POLL = 100;
/** Milliseconds that an image without a command for its preflight has to show that it can be started. */
const FIRST_BREATH = 1000;
/** What a shell and the engine give where the program is not there or cannot be executed on this machine. */
const NO_PROGRAM = [126, 127];

/** Something that runs to its end in a container of the new image. */
interface TaskRun {
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

/** What the tasks of a deploy need to know. */
export interface TasksOptions extends Making {
  /** Name of the load balancer's container; several apps may name the same. */
  readonly proxy: string;
  /** The commands of the tasks; a preflight without one only starts the image. */
  readonly commands: Readonly<Partial<Record<Task, readonly string[]>>>;
  /** Milliseconds. */
  readonly taskTimeout: number;
  /** What a candidate is tried out with: a path to GET, or a command of the new image. */
  readonly smoke: { readonly path: string } | { readonly command: readonly string[] } | undefined;
  /** Milliseconds between SIGTERM and SIGKILL where a task has to be ended. */
  readonly grace: () => number;
  readonly onMoment: (instance: string, what: Moment["what"]) => void;
}

/** The commands that a deploy runs in containers of the new image: its tasks, and smoke tests. */
export class Tasks {
  readonly #engine: Engine;
  readonly #clock: World["clock"];
  readonly #options: TasksOptions;

  constructor(engine: Engine, clock: World["clock"], options: TasksOptions) {
    this.#engine = engine;
    this.#clock = clock;
    this.#options = options;
  }

  /** Runs a task; the container of a migration stays, by which it is known to be done, until `remove`. */
  async run(task: Task, signal: AbortSignal): Promise<void> {
    const { app, release, commands, taskTimeout: timeout, grace } = this.#options;
    const command = commands[task];
    const run = {
      name: `${app}-${release}-${task}`,
      ...(command ? { command } : {}),
      labels: { ...labelsOf(app, "task"), "quayside.task": task },
      timeout,
      grace,
    };
    await this.#told(run, signal);
    if (task !== "pre-deploy") await removeContainer(this.#engine, run.name);
  }

  /** Removes what the tasks have left. */
  async remove(): Promise<void> {
    const tasks = await listContainers(this.#engine, labelsOf(this.#options.app, "task"));
    for (const { id } of tasks) await removeContainer(this.#engine, id);
  }

  /** Tries out each of these; the first that fails is an error. */
  async smoke(endpoints: readonly Endpoint[], signal: AbortSignal): Promise<void> {
    const { app, proxy, smoke, taskTimeout: timeout, onMoment } = this.#options;
    if (!smoke) return;
    for (const endpoint of endpoints) {
      const { name, address, port } = endpoint;
      if ("path" in smoke) {
        const { status, text } = await askFrom(this.#engine, proxy, endpoint, smoke.path, signal);
        if (status >= 200 && status < 400) continue;
        onMoment(name, "failed");
        throw new UserError(`${name} failed its smoke test: GET ${smoke.path}: ${text}`);
      }
      const run = {
        name: `${name}-smoke`,
        command: smoke.command,
        env: { CANDIDATE_URL: `http://${address}:${port}` },
        labels: labelsOf(app, "task"),
        timeout,
        grace: () => 1000,
      };
      await this.#told(run, signal);
      await removeContainer(this.#engine, run.name);
    }
  }

  async #told(run: TaskRun, signal: AbortSignal): Promise<void> {
    const { onMoment } = this.#options;
    onMoment(run.name, "starting");
    try {
      await runTask(this.#engine, this.#clock, this.#options, run, signal);
      onMoment(run.name, "stopped");
    } catch (error) {
      onMoment(run.name, "failed");
      throw error;
    }
  }
}

/**
 * Runs a task and leaves its container, so that a run that is killed afterwards does not do it twice; one that runs
 * already, left behind by a killed run, is waited for. Throws a UserError where it fails; the container is left then,
 * too, for its log.
 */
async function runTask(
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
      throw new UserError(`${name} ${howItEnded(container)}`, { hint: "Its last log lines say why." });
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
