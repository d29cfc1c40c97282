import { type Clock, systemClock } from "./clock.ts";
import type { Engine } from "./docker.ts";
import type { GitHub } from "./github.ts";
import { type Fetch, httpFetch } from "./http.ts";
import { type Run, run } from "./process.ts";
import type { Runner } from "./runner.ts";

/** All that an action may touch, handed to it as a parameter: a test passes another world instead of replacing modules. */
export interface World {
  readonly runner: Runner;
  readonly run: Run;
  readonly clock: Clock;
  /** Aborted when the run is asked to stop; every wait listens to it. */
  readonly signal: AbortSignal;
  /** Folder that relative paths of inputs start from: the checked-out repository. */
  readonly workspace: string;
  /** Folder for temporary files; whoever makes one removes it. */
  readonly temp: string;
  readonly fetch: Fetch;
  /** The Docker Engine that the environment names, connected on first use. Throws a UserError where none answers. */
  engine(): Promise<Engine>;
  /** GitHub's API with a token; undefined where there is no token or no repository. */
  github(token: string): Promise<GitHub | undefined>;
}

/** The real world around a runner. Outside libraries are only loaded when they are first asked for. */
export function realWorld(runner: Runner, signal: AbortSignal, workspace?: string): World {
  let engine: Promise<Engine> | undefined;
  return {
    runner,
    run,
    clock: systemClock,
    signal,
    workspace: workspace ?? runner.env.GITHUB_WORKSPACE ?? process.cwd(),
    temp: runner.env.RUNNER_TEMP ?? runner.env.TMPDIR ?? "/tmp",
    fetch: httpFetch,
    engine: () => (engine ??= import("./docker.ts").then(({ connect }) => connect({ env: runner.env, signal }))),
    github: async (token) => (await import("./github.ts")).connectGitHub(token, { runner, clock: systemClock, signal }),
  };
}
