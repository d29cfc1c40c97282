import type { Clock } from "../toolkit/clock.ts";
import { plainText } from "../toolkit/log-text.ts";
import type { Sink } from "../toolkit/runner-terminal.ts";
import { formatDuration } from "../toolkit/units.ts";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const TICK = 120;

/** A log with a line below it that says what is being done and for how long. */
export interface Progress extends Sink {
  /** Something begins; give it to `end` when it is over. */
  begin(title: string): number;
  end(task: number): void;
  /** Takes the line away for good. */
  close(): void;
}

/**
 * Progress for people. On a terminal the last line is a live one; anywhere else (a pipe, a CI log) and for TERM=dumb the
 * log stays plain lines, and nothing is added to it.
 */
export function progress(
  sink: Sink & { columns?: number },
  env: Readonly<Record<string, string | undefined>>,
  clock: Pick<Clock, "elapsed">,
): Progress {
  const live = sink.isTTY === true && env.TERM !== "dumb" && !env.CI;
  const tasks = new Map<number, { title: string; since: number }>();
  let next = 0;
  let frame = 0;
  let shown = false;
  let timer: NodeJS.Timeout | undefined;
  const clear = () => {
    if (shown) sink.write("\r\u001b[K");
    shown = false;
  };
  const draw = () => {
    const task = [...tasks.values()].at(-1);
    clear();
    if (!task) return;
    const time = formatDuration(Math.floor((clock.elapsed() - task.since) / 1000) * 1000).replace(".0 s", " s");
    const text = `${FRAMES[frame++ % FRAMES.length]} ${task.title} ${time === "0 ms" ? "" : time}`;
    // Without wrapping (DECAWM), so that a wide character at the edge makes no second line, which nobody would take away.
    sink.write(`\u001b[?7l${text.slice(0, (sink.columns || 80) - 1)}\u001b[?7h`);
    shown = true;
  };
  return {
    ...(sink.isTTY === undefined ? {} : { isTTY: sink.isTTY }),
    write(text) {
      clear();
      sink.write(text);
      if (live && text.endsWith("\n")) draw();
    },
    begin(title) {
      const task = next++;
      tasks.set(task, { title: plainText(title).replace(/\s+/g, " "), since: clock.elapsed() });
      if (live) {
        timer ??= setInterval(draw, TICK).unref();
        draw();
      }
      return task;
    },
    end(task) {
      tasks.delete(task);
      if (live) draw();
    },
    close() {
      clearInterval(timer);
      tasks.clear();
      clear();
    },
  };
}
