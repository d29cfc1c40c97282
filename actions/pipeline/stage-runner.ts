import { posix } from "node:path";
import type { Runner } from "../../toolkit/runner.ts";
import type { World } from "../../toolkit/world.ts";
import type { Log } from "./lanes.ts";

/** A runner for one stage, over that of the whole run. */
export interface StageRunner extends Runner {
  /** What the stage has set so far. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What the stage has written for the summary so far; the pipeline puts it in its place among the others. */
  readonly markdown: string;
}

/** The world of one stage. */
export type StageWorld = World & { readonly runner: StageRunner };

/** What a stage's runner stands on. */
export interface StageRunnerOptions {
  readonly inputs: Readonly<Record<string, string>>;
  /** Where its log goes. */
  readonly log: Log;
  /** Folder of the stage, from the root of the repository. */
  readonly folder?: string;
  /** Told all state of the stage each time some is saved, for the post step. */
  readonly onState?: (state: Readonly<Record<string, string>>) => void;
}

/**
 * Lets an action run as a stage: it reads its inputs from the pipeline file, and its outputs and its summary are kept
 * for the pipeline instead of becoming those of the step. Masks go to the run's own runner, the log to the stage's lane of
 * it; files of annotations are named from the root of the repository.
 */
export function stageRunner(parent: Runner, { inputs, log, folder = "", onState }: StageRunnerOptions): StageRunner {
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
    saveState(name, value) {
      state.set(name, value);
      onState?.(Object.fromEntries(state));
    },
    info: log.info,
    debug: log.debug,
    annotate: (level, message, at) => log.annotate(level, message, at && { ...at, file: posix.join(folder, at.file) }),
    // GitHub's runner knows no group within a group, and the stage is one already.
    async group(title, body) {
      log.info(`— ${title}`);
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
