import type { Runner } from "./runner.ts";

/** Address of the run's own page on GitHub, Jenkins or Travis CI; `""` where there is none. */
export function runUrl(env: Runner["env"]): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  if (server && repository && id) return `${server}/${repository}/actions/runs/${id}`;
  return env.BUILD_URL ?? env.TRAVIS_BUILD_WEB_URL ?? "";
}
