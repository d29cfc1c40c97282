import type { Variables } from "../../../toolkit/interpolate.ts";
import type { Stage } from "../stages.ts";

/** One of the apps that a file is about. */
export interface App {
  /** Key of the app in the file; "" where the file is about one app. */
  readonly key: string;
  /** What it is deployed as: with the environment behind it, so that two of them never share containers or a lock. */
  readonly name: string;
  /** Folder that its paths start from, from the folder of the file. */
  readonly folder: string;
}

/** A stage of one app, with its inputs and its place among the others. */
export interface PlannedStage {
  /** `build`; `api/build` where there are several apps. */
  readonly id: string;
  readonly stage: Stage;
  readonly app: App;
  /** The text of each input, with the variables that only have a value later filled in. */
  readonly inputs: (late: Variables) => Readonly<Record<string, string>>;
  /** Where its section stands: `pipeline.yml:3:1`. */
  readonly at: string;
  /** Ids of the stages that come before it. */
  readonly needs: readonly string[];
  /** Why it is left out, in words that fit after "since"; undefined where it runs. */
  readonly skip?: string;
}

/** What a pipeline file says for one run. */
export interface PipelineConfig {
  readonly app: string;
  /** "" where none was chosen. */
  readonly environment: string;
  readonly apps: readonly App[];
  /** In the order in which they are shown. */
  readonly stages: readonly PlannedStage[];
  /** What is worth a remark, and no mistake. */
  readonly notes: readonly string[];
}
