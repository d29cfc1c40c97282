import type { Runner } from "./runner.ts";

/** GitHub's API for one repository. */
export interface GitHub {
  readonly repository: { readonly owner: string; readonly repo: string };
}

/** Connects with a token; undefined where there is no token or no repository in the environment. */
export async function connectGitHub(_token: string, _env: Runner["env"]): Promise<GitHub | undefined> {
  return undefined;
}
