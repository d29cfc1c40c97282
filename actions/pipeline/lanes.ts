import type { Runner } from "../../toolkit/runner.ts";

/** The part of a runner that writes the log. */
export type Log = Pick<Runner, "info" | "debug" | "annotate">;

/**
 * Lets stages that run at the same time write one log in which each stage has a group of its own: the first is shown as it
 * goes, the others are kept back until it has ended. Nothing waits for its log to be shown but `shown`.
 */
export class Lanes {
  readonly #runner: Runner;
  readonly #waiting: Lane[] = [];
  #showing: Promise<void> | undefined;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  /** Runs a stage with a log of its own. `ending` is shown at once where its log is kept back. */
  async run<T>(title: string, body: (log: Log) => Promise<T>, ending: () => string): Promise<T> {
    const lane = new Lane(title, this.#runner);
    this.#waiting.push(lane);
    this.#showing ??= this.#show();
    try {
      return await body(lane);
    } finally {
      if (!lane.live) this.#runner.info(`${ending()}; its log follows below`);
      lane.end();
    }
  }

  /** Resolves once every log has been shown. */
  async shown(): Promise<void> {
    await this.#showing;
  }

  async #show(): Promise<void> {
    for (let lane = this.#waiting.shift(); lane; lane = this.#waiting.shift()) await lane.show();
    this.#showing = undefined;
  }
}

class Lane implements Log {
  readonly #title: string;
  readonly #runner: Runner;
  readonly #kept: (() => void)[] = [];
  readonly #ended: Promise<void>;
  end: () => void = () => {};
  live = false;

  constructor(title: string, runner: Runner) {
    this.#title = title;
    this.#runner = runner;
    this.#ended = new Promise((done) => {
      this.end = done;
    });
  }

  readonly info = (text: string): void => this.#write(() => this.#runner.info(text));
  readonly debug = (text: string): void => this.#write(() => this.#runner.debug(text));
  readonly annotate: Log["annotate"] = (...remark) => this.#write(() => this.#runner.annotate(...remark));

  #write(line: () => void): void {
    if (this.live) line();
    else this.#kept.push(line);
  }

  async show(): Promise<void> {
    await this.#runner.group(this.#title, async () => {
      this.live = true;
      for (const line of this.#kept.splice(0)) line();
      await this.#ended;
    });
  }
}
