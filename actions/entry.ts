import { runAction } from "../toolkit/action.ts";
import { runnerHere } from "../toolkit/runner-here.ts";

/** Each step of each action; only the one that runs is loaded. */
const steps = {
  build: async () => (await import("./build/main.ts")).main,
  test: async () => (await import("./test/main.ts")).main,
  migrate: async () => (await import("./migrate/main.ts")).main,
  deploy: async () => (await import("./deploy/main.ts")).main,
  "deploy-post": async () => (await import("./deploy/post.ts")).post,
  pipeline: async () => (await import("./pipeline/main.ts")).main,
  "pipeline-post": async () => (await import("./pipeline/post.ts")).post,
};

/** What the stubs of dist/ start as a step of a job. */
export async function start(step: keyof typeof steps): Promise<void> {
  await runAction(await runnerHere(), await steps[step](), step.endsWith("-post") ? "post" : "main");
}

/** What dist/cli.js starts: the command line, with the arguments after its name and the folder of this package. */
export async function cli(args: readonly string[], folder: string): Promise<void> {
  await (await import("../cli/main.ts")).main(args, folder);
}
