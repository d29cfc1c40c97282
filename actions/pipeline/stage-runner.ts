import { posix } from "node:path";
import type { Runner } from "../../toolkit/runner.ts";

/** A runner for one stage, over that of the whole run. */
export interface StageRunner extends Runner {
  /** What the stage has set so far. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What the stage has written for the summary so far; the pipeline puts it in its place among the others. */
  readonly markdown: string;
}

/**
 * Lets an action run as a stage: it reads its inputs from the pipeline file, and its outputs and its summary are kept
 * for the pipeline instead of becoming those of the step. Log, masks and annotations go to the run's own runner;
 * files of annotations are named from the root of the repository, `folder` being where the pipeline file lies.
 */
export function stageRunner(parent: Runner, inputs: Readonly<Record<string, string>>, folder = ""): StageRunner {
  const outputs: Record<string, string> = {};
  const state = new Map<string, string>();
  let markdown = "";
  return {
    env: parent.env,
    input: (name) => (inputs[name] ?? "").trim(),
    output(name, value) {
      outputs[name] = parent.redact(value);
    },
    mask: parent.mask,
    redact: parent.redact,
    state: (name) => state.get(name) ?? "",
    saveState: (name, value) => void state.set(name, value),
    info: parent.info,
    debug: parent.debug,
    annotate: (level, message, at) =>
      parent.annotate(level, message, at && { ...at, file: posix.join(folder, at.file) }),
    // GitHub's runner knows no group within a group, and the stage is one already.
    async group(title, body) {
      parent.info(`— ${title}`);
      return body();
    },
    async summary(text) {
      markdown += text.endsWith("\n") ? text : `${text}\n`;
    },
    get outputs() {
      return outputs;
    },
    get markdown() {
      return markdown;
    },
  };
}
