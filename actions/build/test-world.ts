import type { Level, Location, Runner } from "../../toolkit/runner.ts";
import { Redactor } from "../../toolkit/secrets.ts";

/** A runner for tests that keeps all it is told. */
export interface RecordingRunner extends Runner {
  readonly outputs: Record<string, string>;
  readonly log: string[];
  readonly annotations: { level: Level; message: string; at?: Location }[];
  readonly summaries: string[];
}

/** Makes a runner with these inputs that keeps all it is told. */
export function recordingRunner(inputs: Record<string, string>, env: Runner["env"] = {}): RecordingRunner {
  const secrets = new Redactor();
  const outputs: Record<string, string> = {};
  const log: string[] = [];
  const annotations: RecordingRunner["annotations"] = [];
  const summaries: string[] = [];
  return {
    env,
    outputs,
    log,
    annotations,
    summaries,
    input: (name) => (inputs[name] ?? "").trim(),
    output(name, value) {
      outputs[name] = secrets.redact(value);
    },
    mask: (secret) => void secrets.add(secret),
    redact: (text) => secrets.redact(text),
    state: () => "",
    saveState: () => {},
    info: (text) => void log.push(secrets.redact(text)),
    debug: () => {},
    annotate: (level, message, at) =>
      void annotations.push({ level, message: secrets.redact(message), ...(at ? { at } : {}) }),
    group: (_title, body) => body(),
    summary: async (markdown) => void summaries.push(secrets.redact(markdown)),
  };
}
