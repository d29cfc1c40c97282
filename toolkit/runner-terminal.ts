import { appendFileSync } from "node:fs";
import { plainText } from "./log-text.ts";
import type { Runner } from "./runner.ts";
import { Redactor } from "./secrets.ts";

/** What the terminal runner writes to; `process.stderr` unless a test passes its own. */
export interface Sink {
  write(text: string): unknown;
  isTTY?: boolean;
}

const COLOURS = { error: 31, warning: 33, notice: 36, title: 1, faint: 2 } as const;

/**
 * The runner port for plain terminals: a laptop, Jenkins, Travis CI. The log goes to standard error, so that
 * standard output stays free for `--json`. Outputs and the summary go to the files that `GITHUB_OUTPUT` and
 * `GITHUB_STEP_SUMMARY` name, where they are set; a caller reads them there as it would on GitHub.
 */
export function terminalRunner(
  inputs: Readonly<Record<string, string>> = {},
  env: Runner["env"] = process.env,
  sink: Sink = process.stderr,
): Runner {
  const secrets = new Redactor();
  const state = new Map<string, string>();
  const colour = sink.isTTY === true && !env.NO_COLOR;
  const paint = (kind: keyof typeof COLOURS, text: string) =>
    colour ? `\u001b[${COLOURS[kind]}m${text}\u001b[0m` : text;
  const print = (text: string) => sink.write(`${text}\n`);
  const clean = (text: string) => plainText(secrets.redact(text));
  return {
    env,
    input: (name) => (inputs[name] ?? env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim(),
    output(name, value) {
      if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, fileCommand(name, secrets.redact(value)));
    },
    mask: (secret) => void secrets.add(secret),
    redact: (text) => secrets.redact(text),
    state: (name) => state.get(name) ?? "",
    saveState: (name, value) => void state.set(name, value),
    info: (text) => print(clean(text)),
    debug(text) {
      if (env.RUNNER_DEBUG === "1") print(paint("faint", clean(text)));
    },
    annotate(level, message, at) {
      const place = at ? `${at.file}${at.line === undefined ? "" : `:${at.line}`}: ` : "";
      print(paint(level, `${level}: ${clean(place + message)}`));
    },
    async group(title, body) {
      print(paint("title", `▸ ${clean(title)}`));
      return body();
    },
    async summary(markdown) {
      if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `${secrets.redact(markdown)}\n`);
    },
  };
}

// The multi-line form of GitHub's file commands. The delimiter must not stand alone on a line of the value.
function fileCommand(name: string, value: string): string {
  let delimiter = "QUAYSIDE_END";
  while (value.split(/\r?\n/).includes(delimiter)) delimiter += "_";
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
