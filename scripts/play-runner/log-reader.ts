import type { Masks } from "./masks.ts";
import { type Annotation, annotationOf, type Command, parseCommand } from "./workflow-commands.ts";

/** Takes the workflow commands out of both streams of a step, line by line. */
export class LogReader {
  readonly lines: string[] = [];
  readonly annotations: Annotation[] = [];
  readonly groups: string[] = [];
  readonly debug: string[] = [];
  readonly masks: string[] = [];
  readonly matchers = new Set<string>();
  readonly state: Record<string, string> = {};
  raw = "";
  failed = false;
  readonly #known: Masks;
  readonly #streams: { rest: string }[] = [];
  #stopped: string | undefined;

  readonly #onLine: ((line: string) => void) | undefined;

  constructor(known: Masks, onLine?: (line: string) => void) {
    this.#known = known;
    this.#onLine = onLine;
  }

  stream(): (chunk: string) => void {
    const stream = { rest: "" };
    this.#streams.push(stream);
    return (chunk) => {
      this.raw += chunk;
      const parts = (stream.rest + chunk).split(/\r\n|\n|\r(?!$)/);
      stream.rest = parts.pop() ?? "";
      for (const line of parts) this.#line(line);
    };
  }

  flush(): void {
    for (const stream of this.#streams) {
      if (stream.rest !== "") this.#line(stream.rest);
      stream.rest = "";
    }
  }

  issue(level: Annotation["level"], message: string): void {
    this.annotations.push({ level, message: this.#known.apply(message) });
    this.lines.push(`##[${level}]${message}`);
  }

  #line(line: string): void {
    this.#onLine?.(line);
    const command = parseCommand(line, this.#stopped);
    if (!command || (this.#stopped !== undefined && command.name !== this.#stopped)) {
      this.lines.push(line);
    } else if (this.#stopped !== undefined) {
      this.#stopped = undefined;
    } else {
      this.#take(command, line);
    }
  }

  #take(command: Command, line: string): void {
    const { name, data } = command;
    switch (name) {
      case "error":
      case "warning":
      case "notice":
        this.annotations.push(annotationOf(command, (text) => this.#known.apply(text)));
        this.lines.push(`##[${name}]${data}`);
        break;
      case "add-mask":
        if (data.trim() === "") {
          this.issue("warning", "Can't add secret mask for empty string in ##[add-mask] command.");
        } else {
          this.masks.push(data);
          this.#known.add(data);
        }
        break;
      case "group":
        this.groups.push(this.#known.apply(data));
        this.lines.push(`##[group]${data}`);
        break;
      case "endgroup":
        this.lines.push("##[endgroup]");
        break;
      case "debug":
        this.debug.push(this.#known.apply(data));
        break;
      case "stop-commands":
        this.#stopped = data;
        this.lines.push(line);
        break;
      case "add-matcher":
        this.matchers.add(data);
        break;
      case "remove-matcher":
        this.matchers.delete(command.properties.get("owner") ?? data);
        break;
      case "save-state":
        this.state[command.properties.get("name") ?? ""] = data;
        break;
      case "set-env":
      case "add-path":
        // Switched off on the runner since 2020, for they let a log line change the steps that follow.
        this.issue("error", `Unable to process command '${line}' successfully.`);
        this.failed = true;
        break;
      default:
        this.lines.push(line);
    }
  }
}
