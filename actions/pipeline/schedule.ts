/** A piece of work that waits for others. */
export interface Task {
  readonly id: string;
  readonly needs: readonly string[];
}

/** How a schedule is carried out. */
export interface ScheduleOptions {
  /** How many tasks run at the same time. */
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Runs one; whether those that wait for it may go on. It does not throw. */
  readonly run: (id: string) => Promise<boolean>;
  /** Told of each task that is not run, with the one that failed and that it waited for; undefined after an abort. */
  readonly dropped: (id: string, by: string | undefined) => void;
}

/**
 * Runs tasks as soon as those that they wait for have ended, in their order where several may go. One that fails stops
 * what waits for it, directly or not, and nothing else. After an abort nothing new is begun. Needs that are not among the
 * tasks count as done. Tasks must not wait for each other in a ring.
 */
export async function schedule(tasks: readonly Task[], options: ScheduleOptions): Promise<void> {
  const ids = new Set(tasks.map(({ id }) => id));
  const done = new Set<string>();
  const lost = new Map<string, string>();
  const running = new Map<string, Promise<void>>();
  let waiting = [...tasks];
  for (;;) {
    waiting = waiting.filter((task) => {
      const by = task.needs.map((need) => lost.get(need)).find((one) => one !== undefined);
      if (by === undefined) return true;
      lost.set(task.id, by);
      options.dropped(task.id, by);
      return false;
    });
    if (options.signal.aborted) {
      for (const { id } of waiting) options.dropped(id, undefined);
      waiting = [];
    }
    const ready = waiting.filter(({ needs }) => needs.every((need) => done.has(need) || !ids.has(need)));
    for (const { id } of ready.slice(0, Math.max(0, options.limit - running.size))) {
      waiting = waiting.filter((task) => task.id !== id);
      running.set(
        id,
        options.run(id).then((good) => {
          running.delete(id);
          if (good) done.add(id);
          else lost.set(id, id);
        }),
      );
    }
    if (running.size === 0) {
      // A task may have been dropped after the one that waits for it was looked at.
      if (waiting.some(({ needs }) => needs.some((need) => lost.has(need)))) continue;
      return;
    }
    await Promise.race(running.values());
  }
}
