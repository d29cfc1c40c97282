import { type Clock, systemClock } from "./clock.ts";
import { messageOf } from "./errors.ts";
import { type Api, attempts } from "./github/api.ts";
import { type Artifact, downloadArtifact, listArtifacts } from "./github/artifacts.ts";
import { type BranchFile, changeBranchFile, readBranchFile } from "./github/branch-files.ts";
import { type CheckRun, createCheckRun } from "./github/checks.ts";
import { type Comment, stickyComment } from "./github/comments.ts";
import { type Comparison, compare } from "./github/compare.ts";
import { createDeployment, type Deployment, type NewDeployment, openDeployment } from "./github/deployments.ts";
import { type EventFacts, eventFacts } from "./github/event.ts";
import { findPullRequest } from "./github/pulls.ts";
import type { Runner } from "./runner.ts";

export type { CheckRun } from "./github/checks.ts";
export type { Comment } from "./github/comments.ts";
export type { Comparison } from "./github/compare.ts";
export type { Deployment, DeploymentState, NewDeployment } from "./github/deployments.ts";
export type { EventFacts } from "./github/event.ts";

/**
 * GitHub's API for one repository. Nothing here fails the run: where GitHub refuses, a warning says what was not done and
 * which permission would mend it, and the result is undefined. Only an abort of the run is thrown.
 */
export interface GitHub {
  readonly repository: { readonly owner: string; readonly repo: string };
  /** What the event of this run says; nothing is asked for. */
  readonly event: EventFacts;
  /** Number of the open pull request that this run belongs to: by the event, by its commit, by its branch. */
  pullRequest(): Promise<number | undefined>;
  /**
   * Writes the one comment with this key on a pull request or issue: the earlier one is changed, else a new one is made
   * unless `onlyRenew` asks for none.
   * `body` is Markdown of at most 65,000 characters; more is cut with a notice.
   */
  comment(issue: number, key: string, body: string, onlyRenew?: boolean): Promise<Comment | undefined>;
  /** Creates a completed check run; annotations go in batches of 50. */
  checkRun(check: CheckRun): Promise<{ id: number; url: string } | undefined>;
  /** Creates a deployment; its `status` tells how it goes. */
  deployment(deployment: NewDeployment): Promise<Deployment | undefined>;
  /** A deployment that an earlier step created. */
  openDeployment(id: number): Deployment;
  /** The newest artifacts with this name that runs of the branch uploaded; never those of a fork. */
  artifacts(name: string, branch: string, count: number): Promise<Artifact[] | undefined>;
  /** The ZIP archive of an artifact. */
  artifact(id: number): Promise<Uint8Array | undefined>;
  /** A file of a branch; its text is undefined where there is no such branch or file. */
  branchFile(file: BranchFile): Promise<{ text: string | undefined } | undefined>;
  /** Writes files as one commit on a branch, made from the file as it is by then; false where others were faster. */
  changeBranch(change: Parameters<typeof changeBranchFile>[2]): Promise<boolean | undefined>;
  /** What `head` has that `base` has not, and the commit that both come from. At most 300 files are listed by GitHub. */
  compare(base: string, head: string): Promise<Comparison | undefined>;
}

/** What a connection to GitHub stands on. */
export interface GitHubOptions {
  runner: Pick<Runner, "env" | "annotate" | "debug">;
  clock?: Clock;
  signal?: AbortSignal;
  /** Where requests go; the one of @actions/github, which honours the proxy of the environment, where not given. */
  fetch?: typeof fetch;
  /** 0 ≤ n < 1 for the jitter of waits; Math.random unless a test passes its own. */
  random?: () => number;
}

/** Milliseconds that a single request may take. */
const REQUEST_LIMIT = 30_000;

/** Connects with a token; undefined where there is no token or no repository in the environment. Nothing is asked yet. */
export async function connectGitHub(token: string, options: GitHubOptions): Promise<GitHub | undefined> {
  const { runner, clock = systemClock, signal } = options;
  const [owner, repo] = (runner.env.GITHUB_REPOSITORY ?? "").split("/");
  if (token === "" || !owner || !repo) return undefined;
  const event = eventFacts(runner.env);
  const api = await octokitApi(token, options);
  const attempt = attempts({
    runner,
    clock,
    fork: event.fork,
    ...(signal ? { signal } : {}),
    ...(options.random ? { random: options.random } : {}),
  });
  const repository = Object.freeze({ owner, repo });
  // A token of GitHub's own app (`ghs_…`) acts as a bot, so a person's comment that copies our marker is not ours.
  const asBot = token.startsWith("ghs_");
  let found: Promise<number | undefined> | undefined;
  return {
    repository,
    event,
    pullRequest: () => (found ??= findPullRequest(api, repository, event, attempt)),
    comment: (issue, key, body, onlyRenew = false) =>
      stickyComment(api, repository, { issue, key, body, asBot, onlyRenew }, attempt),
    checkRun: (check) => createCheckRun(api, repository, check, attempt),
    deployment: (deployment) => createDeployment(api, repository, deployment, attempt),
    openDeployment: (id) => openDeployment(api, repository, id, attempt),
    artifacts: (name, branch, count) => listArtifacts(api, repository, { name, branch, count }, attempt),
    artifact: (id) => downloadArtifact(api, repository, id, attempt),
    branchFile: (file) => readBranchFile(api, repository, file, attempt),
    changeBranch: (change) => changeBranchFile(api, repository, change, attempt),
    compare: (base, head) => compare(api, repository, base, head, attempt),
  };
}

/** The API over octokit, which is loaded here and nowhere else. */
async function octokitApi(token: string, options: GitHubOptions): Promise<Api> {
  const { getOctokit } = await import("@actions/github");
  const { runner, signal } = options;
  const debug = (text: string) => runner.debug(`GitHub API: ${text}`);
  const octokit = getOctokit(token, {
    baseUrl: (runner.env.GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, ""),
    userAgent: "quayside",
    log: { debug, info: debug, warn: debug, error: debug },
    ...(options.fetch ? { request: { fetch: options.fetch } } : {}),
  });
  octokit.hook.wrap("request", async (request, parameters) => {
    const limit = AbortSignal.timeout(REQUEST_LIMIT);
    const both = signal ? AbortSignal.any([signal, limit]) : limit;
    try {
      return await request({ ...parameters, request: { ...parameters.request, signal: both } });
    } catch (error) {
      debug(`${parameters.method} ${parameters.url}: ${messageOf(error)}`);
      throw error;
    }
  });
  return {
    request: async (route, parameters) => ({ data: (await octokit.request(route, { ...parameters })).data }),
    async *pages(route, parameters) {
      const pages = octokit.paginate.iterator(route, { ...parameters, per_page: 100 });
      for await (const page of pages) yield page.data as unknown[];
    },
  };
}
