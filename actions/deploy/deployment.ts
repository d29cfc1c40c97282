import type { Deployment, DeploymentState } from "../../toolkit/github.ts";
import { runUrl } from "../../toolkit/run-url.ts";
import type { World } from "../../toolkit/world.ts";
import type { DeployReport } from "./report.ts";

/** What `main` tells `post`. */
const ID = "deployment-id";
const CLOSED = "deployment-closed";
/** How it ended, where GitHub did not hear of it. */
const END = "deployment-end";

/** A deployment on GitHub, or what stands in its place where none is wanted or none can be had. */
export interface Shown {
  /** Its id, once GitHub has told it; undefined where there is none. */
  readonly id: Promise<number | undefined>;
  /** Tells how it ended. Nothing of this ever fails the deploy. */
  close(report: DeployReport): Promise<void>;
}

/** How a deployment ended. */
interface End {
  readonly state: DeploymentState;
  readonly description: string;
  readonly environmentUrl?: string;
}

/** How a deployment is shown. */
export interface Show {
  readonly token: string;
  /** Name of the environment; `""` for no deployment on GitHub. */
  readonly environment: string;
  /** Where people reach the app; the report's own address where it is `""`. */
  readonly url: string;
  /** The commit that is deployed; that of the run where it is not given, is `""`, or cannot be found out. */
  readonly commit?: Promise<string> | undefined;
}

/**
 * Creates a deployment and says that it is in progress, while the deploy goes on: a GitHub that is slow or that limits us
 * delays nothing.
 */
export function showDeployment(world: World, { token, environment, url, commit }: Show): Shown {
  const { runner } = world;
  const log = { logUrl: runUrl(runner.env) };
  const ref = runner.env.GITHUB_SHA ?? runner.env.GITHUB_REF ?? "";
  if (environment === "" || ref === "") return { id: Promise.resolve(undefined), close: async () => {} };
  const begin = async (): Promise<Deployment | undefined> => {
    const known = await commit?.catch(() => "");
    const github = await world.github(token);
    if (!github) {
      runner.annotate("warning", `No deployment to "${environment}" is shown on GitHub: token is not set.`);
      return undefined;
    }
    const made = await github.deployment({
      ref: known || ref,
      environment,
      description: `Quayside: ${runner.input("app")}`,
    });
    if (!made) return undefined;
    runner.saveState(ID, String(made.id));
    await made.status("in_progress", log);
    return made;
  };
  // A run that is asked to stop rejects; `post` closes what was created until then.
  const begun = begin().catch(() => undefined);
  return {
    id: begun.then((deployment) => deployment?.id),
    async close(report) {
      const deployment = await begun;
      if (!deployment || world.signal.aborted) return;
      const end: End = {
        state: stateOf(report.outcome),
        description: `${report.outcome}${report.reason ? `: ${report.reason.split("\n")[0]}` : ""}`,
        environmentUrl: url || report.url,
      };
      const told = await deployment.status(end.state, { ...log, ...end }).catch(() => false);
      runner.saveState(told ? CLOSED : END, told ? "true" : JSON.stringify(end));
    },
  };
}

/** Closes what `main` had to leave open: the job was cancelled, the process was killed, or GitHub did not hear of the end. */
export async function closeLeft(world: World, token: string): Promise<void> {
  const { runner } = world;
  const id = Number(runner.state(ID));
  if (!id || runner.state(CLOSED) !== "") return;
  const github = await world.github(token);
  const end = runner.state(END);
  const { state, ...details }: End =
    end === "" ? { state: "inactive", description: "The run ended before the deploy did." } : JSON.parse(end);
  await github?.openDeployment(id).status(state, { logUrl: runUrl(runner.env), ...details });
}

function stateOf(outcome: string): DeploymentState {
  return outcome === "deployed" || outcome === "unchanged" ? "success" : "failure";
}
