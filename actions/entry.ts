import { runAction } from "../toolkit/action.ts";
import type { Runner } from "../toolkit/runner.ts";

/** Each step of each action; only the one that runs is loaded. */
const steps = {
  build: async () => (await import("./build/main.ts")).main,
  test: async () => (await import("./test/main.ts")).main,
  migrate: async () => (await import("./migrate/main.ts")).main,
  deploy: async () => (await import("./deploy/main.ts")).main,
  "deploy-post": async () => (await import("./deploy/post.ts")).post,
  pipeline: async () => (await import("./pipeline/main.ts")).main,
};

/** What dist/ starts. On GitHub and under act `GITHUB_ACTIONS` is `true`; anywhere else the log is for a terminal. */
export async function start(step: keyof typeof steps): Promise<void> {
  const runner: Runner =
    process.env.GITHUB_ACTIONS === "true"
      ? (await import("../toolkit/runner-github.ts")).githubRunner()
      : (await import("../toolkit/runner-terminal.ts")).terminalRunner();
  await runAction(runner, await steps[step](), step.endsWith("-post") ? "post" : "main");
}
