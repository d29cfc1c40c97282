/** Where an annotation points: a path relative to the repository, 1-based lines and columns. */
export interface Location {
  file: string;
  line?: number;
  endLine?: number;
  column?: number;
  endColumn?: number;
  /** At most 255 characters are shown. */
  title?: string;
}

/** How serious an annotation is, in GitHub's words. */
export type Level = "error" | "warning" | "notice";

/**
 * The system that runs us, as an action sees it: GitHub's runner, or a plain terminal (a laptop, Jenkins, Travis CI).
 * Whatever text is passed in may come from outside; each implementation escapes and redacts it.
 */
export interface Runner {
  /** Environment of the run; the facts of the event are in its `GITHUB_*` and `RUNNER_*`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Raw text of an input, trimmed; `""` where it is not set. */
  input(name: string): string;
  /** Sets an output. A later call for the same name wins. */
  output(name: string, value: string): void;
  /** Hides a secret, in every form it may take, from all that is printed from now on. */
  mask(secret: string): void;
  /** The text with every known secret taken out. */
  redact(text: string): string;
  /** What `main` saved for `post`; `""` where nothing was. */
  state(name: string): string;
  /** Keeps a value for `post`. Never a secret: it is written to a file. */
  saveState(name: string, value: string): void;
  /** A line (or several) of the log. */
  info(text: string): void;
  /** A line that is only shown when somebody looks for a fault. */
  debug(text: string): void;
  /** A remark that is shown outside of the log too, on a line of a file where `at` says so. */
  annotate(level: Level, message: string, at?: Location): void;
  /** Folds the log lines of `body` under a title, also when it throws. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>;
  /** Appends Markdown to the summary of the run. */
  summary(markdown: string): Promise<void>;
}
