import * as core from "@actions/core";
import { defuse } from "./log-text.ts";
import type { Level, Location, Runner } from "./runner.ts";
import { Redactor } from "./secrets.ts";

/** The runner refuses a step's whole summary above 1 MiB; 1,000 bytes are left for what it adds (runner-contract of GitHub's runner 2.336). */
const SUMMARY_LIMIT = 1024 * 1024 - 1000;
/** The runner cuts an annotation's message at 4,096 characters. */
const MESSAGE_LIMIT = 4096;

/** The runner port on GitHub Actions, and on everything that speaks its file and workflow commands (act, Gitea). */
export function githubRunner(env: Runner["env"] = process.env): Runner {
  const secrets = new Redactor();
  let summaryBytes = 0;
  const runner: Runner = {
    env,
    input: (name) => (env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim(),
    // The runner drops an output that contains a secret without failing; a redacted one says what happened.
    output: (name, value) => core.setOutput(name, secrets.redact(value)),
    mask(secret) {
      // Of a value of several lines the runner hides each line by itself, down to the "{" of a JSON key, and drops every
      // output with one of them in it. The lines that are long enough are forms of their own.
      for (const form of secrets.add(secret)) if (!/[\r\n]/.test(form)) core.setSecret(form);
    },
    redact: (text) => secrets.redact(text),
    state: (name) => env[`STATE_${name}`] ?? "",
    saveState: (name, value) => core.saveState(name, secrets.redact(value)),
    info: (text) => core.info(defuse(secrets.redact(text))),
    debug: (text) => core.debug(secrets.redact(text)),
    annotate(level, message, at) {
      const text = secrets.redact(message);
      // What the runner would cut off is only in the log.
      if (text.length > MESSAGE_LIMIT) core.info(defuse(text));
      annotations[level](text.slice(0, MESSAGE_LIMIT), at ? properties(at, secrets) : {});
    },
    group: (title, body) => core.group(defuse(secrets.redact(title)).replace(/[\r\n]+/g, " "), body),
    async summary(markdown) {
      const text = secrets.redact(markdown.endsWith("\n") ? markdown : `${markdown}\n`);
      const bytes = Buffer.byteLength(text);
      if (summaryBytes + bytes > SUMMARY_LIMIT) {
        core.warning("The job summary is full (1 MiB); a part of the report was left out of it.");
        return;
      }
      summaryBytes += bytes;
      if (env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(text).write();
    },
  };
  return runner;
}

const annotations: Record<Level, (message: string, properties: core.AnnotationProperties) => void> = {
  error: core.error,
  warning: core.warning,
  notice: core.notice,
};

// An end line without a start, an end before its start, and columns over several lines are dropped or moved by the runner.
function properties(at: Location, secrets: Redactor): core.AnnotationProperties {
  const result: core.AnnotationProperties = { file: at.file };
  if (at.title) result.title = secrets.redact(at.title).slice(0, 255);
  if (at.line === undefined) return result;
  result.startLine = at.line;
  if (at.endLine !== undefined && at.endLine >= at.line) result.endLine = at.endLine;
  if (at.column !== undefined && (at.endLine === undefined || at.endLine === at.line)) {
    result.startColumn = at.column;
    if (at.endColumn !== undefined && at.endColumn >= at.column) result.endColumn = at.endColumn;
  }
  return result;
}
