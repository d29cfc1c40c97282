/** A step of a build, as its progress told it. */
export interface Step {
  readonly name: string;
  /** Milliseconds; undefined while it runs. */
  duration?: number;
  cached: boolean;
  error?: string;
  /** Its last output lines. */
  readonly output: string[];
}

const KEPT_LINES = 40;

/** What BuildKit's own check of the Dockerfile says about a line. */
export interface Check {
  readonly line: number;
  /** Begins with the name of the rule: https://docs.docker.com/reference/build-checks/ */
  readonly message: string;
}

/** Whether a step only reads or writes a build cache: its failure costs time, not the image. */
export const isCacheStep = (name: string): boolean =>
  /^(importing cache manifest|exporting (to .*\bcache|cache)|preparing build cache)/i.test(name);

/** Reads the lines of `buildx --progress plain`, as they come. */
export class Progress {
  readonly #steps = new Map<string, Step>();
  readonly #errors: string[] = [];
  readonly #checks = new Map<string, Check>();
  #place: { file: string; line: number } | undefined;

  /** Takes one line. */
  line(line: string): void {
    const [, number, text = ""] = /^#(\d+) (.*)$/.exec(line) ?? [];
    if (number === undefined) {
      const place = /^(\S[^:]*):(\d+)$/.exec(line);
      if (place?.[1]) this.#place = { file: place[1], line: Number(place[2]) };
      const error = /^(?:ERROR|error):\s*(.*)$/.exec(line);
      if (error?.[1]) this.#errors.push(error[1]);
      return;
    }
    const check = /^WARN: (\w+: .*) \(line (\d+)\)$/.exec(text);
    if (check?.[1]) this.#checks.set(text, { message: check[1], line: Number(check[2]) });
    const step = this.#steps.get(number);
    if (!step) {
      this.#steps.set(number, { name: text, cached: false, output: [] });
      return;
    }
    const done = /^DONE (\d+(?:\.\d+)?)s$/.exec(text);
    if (done) step.duration = Number(done[1]) * 1000;
    else if (text === "CACHED") {
      step.cached = true;
      step.duration = 0;
    } else if (text.startsWith("ERROR: ")) step.error = text.slice(7);
    else if (text === "CANCELED") step.error ??= "";
    else if (text !== step.name && text !== "...") {
      step.output.push(text.replace(/^\d+\.\d+ /, ""));
      if (step.output.length > KEPT_LINES) step.output.shift();
    }
  }

  /** All steps, in the order in which they began. */
  get steps(): readonly Step[] {
    return [...this.#steps.values()];
  }

  /** The step that failed; one about a cache only where there is no other. */
  get failed(): Step | undefined {
    const failed = this.steps.filter((step) => step.error);
    return failed.find(({ name }) => !isCacheStep(name)) ?? failed[0];
  }

  /** What BuildKit's own check says, in the order of the lines. */
  get checks(): readonly Check[] {
    return [...this.#checks.values()].sort((a, b) => a.line - b.line);
  }

  /** What became of the caches that failed, a sentence each; one that is not there yet is none. */
  get cacheFailures(): readonly string[] {
    return this.steps.flatMap(({ name, error }) =>
      error && isCacheStep(name) && !(name.startsWith("importing") && /not found/.test(error))
        ? [`${name}: ${error}`]
        : [],
    );
  }

  /** What was said at the end, outside of any step. */
  get errors(): readonly string[] {
    return this.#errors;
  }

  /** The line of the Dockerfile that newer BuildKits name on failure. */
  get place(): { file: string; line: number } | undefined {
    return this.#place;
  }

  /** Share of the Dockerfile's steps that came from the cache, 0 to 1; undefined where there were none. */
  get cacheHits(): number | undefined {
    const own = this.steps.filter(({ name }) => /^\[(?!internal)[^\]]*\d+\/\d+\]/.test(name) && !/\] FROM /.test(name));
    return own.length === 0 ? undefined : own.filter(({ cached }) => cached).length / own.length;
  }
}
