import type { Runner } from "./runner.ts";

/** The variables of a run, by GitHub's names, as far as another CI system (or git on a laptop) says them. */
export type CiVariables = Readonly<Record<string, string>>;

/** What Travis CI calls by other names than GitHub. */
const EVENTS: Readonly<Record<string, string>> = { cron: "schedule", api: "workflow_dispatch" };

/**
 * What the CI system that is not GitHub says of its run, under the names that GitHub gives the same facts, so that a
 * pipeline file, a record on a host, a lock and a comment on a pull request are the same everywhere. Only what `env` does
 * not have already. env-ci knows the systems; what it leaves out of Jenkins and Travis CI is added here. On a laptop
 * the commit and branch are those of git. Nothing for a GitHub run.
 */
export async function ciVariables(env: Runner["env"], cwd: string): Promise<CiVariables> {
  if (env.GITHUB_ACTIONS === "true") return {};
  const { default: envCi } = await import("env-ci");
  const facts = envCi({ env, cwd });
  const tag = facts.tag || env.TAG_NAME || env.CI_COMMIT_TAG;
  const pull = facts.isPr && facts.pr ? String(facts.pr) : undefined;
  const branch = pull ? undefined : facts.branch?.replace(/^origin\//, "");
  // A branch build of a tag names the tag as its branch as well.
  const ref = pull
    ? { GITHUB_REF: `refs/pull/${pull}/merge`, GITHUB_REF_NAME: `${pull}/merge`, GITHUB_REF_TYPE: "branch" }
    : tag
      ? { GITHUB_REF: `refs/tags/${tag}`, GITHUB_REF_NAME: tag, GITHUB_REF_TYPE: "tag" }
      : branch && branch !== "HEAD"
        ? {
            // On a laptop the tag of the commit may say more than its branch: what needs the reference asks git.
            ...(facts.isCi ? { GITHUB_REF: `refs/heads/${branch}` } : {}),
            GITHUB_REF_NAME: branch,
            GITHUB_REF_TYPE: "branch",
          }
        : {};
  const found: Record<string, string | undefined> = {
    // Of a pull request Travis CI builds a merge commit that nobody can look up later; this is the one that people see.
    GITHUB_SHA: (pull && env.TRAVIS_PULL_REQUEST_SHA) || facts.commit,
    ...ref,
    GITHUB_REPOSITORY: slugOf(facts.slug, env),
    GITHUB_ACTOR: env.BUILD_USER_ID || env.CHANGE_AUTHOR || env.GITLAB_USER_LOGIN || env.USER,
    GITHUB_RUN_NUMBER: facts.build,
    ...(facts.isCi
      ? { GITHUB_EVENT_NAME: pull ? "pull_request" : (EVENTS[env.TRAVIS_EVENT_TYPE ?? ""] ?? "push") }
      : {}),
    ...(pull
      ? {
          GITHUB_HEAD_REF: facts.prBranch,
          GITHUB_BASE_REF: env.CHANGE_TARGET || env.TRAVIS_BRANCH || facts.branch,
        }
      : {}),
    // What says where the run's own page is, see run-url.ts.
    BUILD_URL: facts.buildUrl,
  };
  const isNews = (entry: [string, string | undefined]): entry is [string, string] =>
    Boolean(entry[1]) && !env[entry[0]];
  return Object.fromEntries(Object.entries(found).filter(isNews));
}

// The repository is only named where it is on GitHub: the name is for its API.
function slugOf(slug: string | undefined, env: Runner["env"]): string | undefined {
  if (env.TRAVIS_REPO_SLUG) return env.TRAVIS_REPO_SLUG;
  const url = env.GIT_URL ?? env.GIT_URL_1 ?? "";
  const [, host, path] =
    /^(?:https?:\/\/|ssh:\/\/)?(?:[^@/]*@)?([^:/]+)(?::\d+)?[:/](.+?)(?:\.git)?\/?$/.exec(url) ?? [];
  if (host?.includes("github")) return path;
  return env.CIRCLECI || env.DRONE || env.SEMAPHORE ? slug : undefined;
}
