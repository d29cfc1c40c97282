import type { Api, Attempt, Repository } from "./api.ts";
import type { EventFacts } from "./event.ts";

interface RawPull {
  number: number;
  state: string;
  head: { sha: string };
}

/**
 * The open pull request of a run: the one that the event names, else the one whose head is this commit, else the one of
 * this branch. `workflow_run` events of forks name none, so the other two ways are needed there.
 */
export async function findPullRequest(
  api: Api,
  repository: Repository,
  event: EventFacts,
  attempt: Attempt,
): Promise<number | undefined> {
  if (event.pullRequest !== undefined) return event.pullRequest;
  const wish = {
    otherwise: "The pull request of this run was not looked up",
    permission: "pull-requests: read",
    repeatable: true,
  };
  return attempt(wish, async () => {
    if (event.head) {
      const route = "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls";
      for await (const page of api.pages(route, { ...repository, commit_sha: event.head })) {
        // The list also holds pull requests that merely contain the commit, and those that are closed.
        const found = (page as RawPull[]).find(({ state, head }) => state === "open" && head.sha === event.head);
        if (found) return found.number;
      }
    }
    if (event.label) {
      const route = "GET /repos/{owner}/{repo}/pulls";
      for await (const page of api.pages(route, { ...repository, head: event.label, state: "open" })) {
        const [found] = page as RawPull[];
        if (found) return found.number;
      }
    }
    return undefined;
  });
}
