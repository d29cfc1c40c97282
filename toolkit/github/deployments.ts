import type { Api, Attempt, Repository } from "./api.ts";

/** A deployment to create. */
export interface NewDeployment {
  /** Branch, tag or commit that is deployed. */
  ref: string;
  environment: string;
  /** At most 140 characters are kept. */
  description?: string;
  production?: boolean;
  /** Whether the environment goes away again, as a preview does. */
  transient?: boolean;
}

/** How a deployment goes, in GitHub's words. */
export type DeploymentState = "queued" | "in_progress" | "success" | "failure" | "error" | "inactive";

/** A deployment that was created. */
export interface Deployment {
  readonly id: number;
  /** Tells how it goes; `environmentUrl` is where people reach it, `logUrl` where they read of it. False where GitHub refuses. */
  status(
    state: DeploymentState,
    details?: { description?: string; environmentUrl?: string; logUrl?: string },
  ): Promise<boolean>;
}

const DESCRIPTION_LIMIT = 140;
const permission = "deployments: write";

/** Creates a deployment of exactly this ref: nothing is merged into it, and no check has to be green for it. */
export async function createDeployment(
  api: Api,
  repository: Repository,
  deployment: NewDeployment,
  attempt: Attempt,
): Promise<Deployment | undefined> {
  const otherwise = `The deployment to "${deployment.environment}" was not created on GitHub`;
  const id = await attempt({ otherwise, permission, repeatable: false }, async () => {
    const { data } = await api.request("POST /repos/{owner}/{repo}/deployments", {
      ...repository,
      ref: deployment.ref,
      environment: deployment.environment,
      description: (deployment.description ?? "").slice(0, DESCRIPTION_LIMIT),
      auto_merge: false,
      required_contexts: [],
      ...(deployment.production === undefined ? {} : { production_environment: deployment.production }),
      ...(deployment.transient === undefined ? {} : { transient_environment: deployment.transient }),
    });
    return (data as { id: number }).id;
  });
  return id === undefined ? undefined : openDeployment(api, repository, id, attempt);
}

/** A deployment that was created before, by its id: for a post step. Nothing is asked yet. */
export function openDeployment(api: Api, repository: Repository, id: number, attempt: Attempt): Deployment {
  return {
    id,
    async status(state, details = {}) {
      const wish = {
        otherwise: `The status "${state}" of the deployment was not told to GitHub`,
        permission,
        repeatable: true,
      };
      const told = await attempt(wish, async () => {
        await api.request("POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
          ...repository,
          deployment_id: id,
          state,
          description: (details.description ?? "").slice(0, DESCRIPTION_LIMIT),
          ...(details.environmentUrl ? { environment_url: details.environmentUrl } : {}),
          ...(details.logUrl ? { log_url: details.logUrl } : {}),
        });
        return true;
      });
      return told ?? false;
    },
  };
}
