import { hostname } from "node:os";
import type { Runner } from "../../toolkit/runner.ts";

/** Address of the run's own page on GitHub, Jenkins or Travis CI; `""` where there is none. */
export function runOf(env: Runner["env"]): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  if (server && repository && id) return `${server}/${repository}/actions/runs/${id}`;
  return env.BUILD_URL ?? env.TRAVIS_BUILD_WEB_URL ?? "";
}

/** Who deploys, for those who find the lock taken. */
export function holderOf(env: Runner["env"]): string {
  return `${runOf(env) || `${env.USER ?? "somebody"} on ${hostname()}, process ${process.pid}`}, since ${new Date().toISOString()}`;
}
