import { readFileSync } from "node:fs";
import type { Runner } from "../runner.ts";

/** What the event says of the commit that this run is about. All are undefined where the event does not say. */
export interface EventFacts {
  /** Number of the pull request that the run belongs to. */
  readonly pullRequest?: number;
  /**
   * The commit that people see: the head of the pull request, not the merge commit that GITHUB_SHA names there.
   * Checks and deployments belong to this one.
   */
  readonly head?: string;
  /** `owner:branch` of the head, as the list of pull requests takes it. */
  readonly label?: string;
  /** The commit that changes are counted from: the base of the pull request, or the commit before the push. */
  readonly base?: string;
  /** Whether the head is in another repository; the token can only read then. */
  readonly fork: boolean;
  /** The repository's default branch. */
  readonly defaultBranch?: string;
}

interface Side {
  sha?: string;
  ref?: string;
  repo?: { full_name?: string; owner?: { login?: string } } | null;
}

interface Payload {
  pull_request?: { number?: number; head?: Side; base?: Side };
  issue?: { number?: number; pull_request?: unknown };
  merge_group?: { head_sha?: string; base_sha?: string };
  workflow_run?: {
    head_sha?: string;
    head_branch?: string;
    head_repository?: { full_name?: string; owner?: { login?: string } } | null;
    pull_requests?: { number?: number; base?: Side }[];
  };
  repository?: { full_name?: string; default_branch?: string };
  before?: string;
}

const NO_COMMIT = /^0+$/;

/** The facts of the event in GITHUB_EVENT_PATH; a payload that cannot be read says nothing, it is no error. */
export function eventFacts(env: Runner["env"]): EventFacts {
  return factsOf(payloadOf(env.GITHUB_EVENT_PATH), env);
}

function payloadOf(path: string | undefined): Payload {
  if (!path) return {};
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** The facts of a payload of the events that GitHub documents for workflows. */
export function factsOf(payload: Payload, env: Runner["env"]): EventFacts {
  return clean({ ...commitFacts(payload, env), defaultBranch: payload.repository?.default_branch });
}

function commitFacts(payload: Payload, env: Runner["env"]): EventFacts {
  const { pull_request: pull, workflow_run: run, issue, merge_group: group } = payload;
  if (pull?.number !== undefined) {
    const owner = pull.head?.repo?.owner?.login;
    return clean({
      pullRequest: pull.number,
      head: pull.head?.sha,
      label: owner && pull.head?.ref ? `${owner}:${pull.head.ref}` : undefined,
      base: pull.base?.sha,
      // The head repository is null once a fork has been deleted.
      fork: pull.head?.repo?.full_name !== pull.base?.repo?.full_name,
    });
  }
  if (run) {
    const owner = run.head_repository?.owner?.login;
    return clean({
      pullRequest: run.pull_requests?.[0]?.number,
      head: run.head_sha,
      label: owner && run.head_branch ? `${owner}:${run.head_branch}` : undefined,
      base: run.pull_requests?.[0]?.base?.sha,
      fork: run.head_repository?.full_name !== payload.repository?.full_name,
    });
  }
  if (group) return clean({ head: group.head_sha, base: group.base_sha, fork: false });
  const owner = env.GITHUB_REPOSITORY?.split("/")[0];
  const branch = env.GITHUB_REF_TYPE === "branch" ? env.GITHUB_REF_NAME : undefined;
  return clean({
    pullRequest: issue?.pull_request ? issue.number : pullOf(env.GITHUB_REF),
    // A comment on a pull request runs on the default branch; that commit says nothing about the pull request.
    head: issue ? undefined : env.GITHUB_SHA,
    label: !issue && owner && branch ? `${owner}:${branch}` : undefined,
    base: payload.before && !NO_COMMIT.test(payload.before) ? payload.before : undefined,
    fork: false,
  });
}

// Other CI systems have no payload of GitHub's; the reference says which pull request it is (toolkit/ci.ts).
function pullOf(ref = ""): number | undefined {
  const number = /^refs\/pull\/(\d+)\//.exec(ref)?.[1];
  return number === undefined ? undefined : Number(number);
}

function clean(facts: { [K in keyof EventFacts]: EventFacts[K] | undefined }): EventFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== "")) as never;
}
