import { type Api, type Attempt, characters, type Repository, within } from "./api.ts";

/** A comment that was written. */
export interface Comment {
  readonly id: number;
  readonly url: string;
  /** Whether it was there before and has been changed. */
  readonly updated: boolean;
}

interface RawComment {
  id: number;
  body?: string;
  html_url: string;
  user?: { type?: string } | null;
}

/** GitHub takes 65,536 characters; the marker needs a few. */
const BODY_LIMIT = 65_000;

/** The line that finds a comment again; GitHub does not show it. */
export function marker(key: string): string {
  // Two hyphens would end the HTML comment, so nothing but plain characters is let into it.
  return `<!-- quayside: ${key.replace(/[^\w./ -]/g, "_").replace(/-{2,}/g, "-")} -->`;
}

/** Changes the comment that begins with the key's marker, or makes one. Pages through all comments to find it. */
export function stickyComment(
  api: Api,
  repository: Repository,
  comment: { issue: number; key: string; body: string; asBot: boolean; onlyRenew?: boolean },
  attempt: Attempt,
): Promise<Comment | undefined> {
  const mark = marker(comment.key);
  const body = `${mark}\n${within(comment.body, BODY_LIMIT, characters)}`;
  const wish = {
    otherwise: `The comment on #${comment.issue} was not written`,
    permission: "pull-requests: write",
    // The search comes first each time, so a comment that did arrive is found and changed.
    repeatable: true,
  };
  return attempt(wish, async () => {
    const earlier = await find(api, repository, comment, mark);
    if (!earlier && comment.onlyRenew) return undefined;
    const { data } = earlier
      ? await api.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
          ...repository,
          comment_id: earlier.id,
          body,
        })
      : await api.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
          ...repository,
          issue_number: comment.issue,
          body,
        });
    const { id, html_url } = data as RawComment;
    return { id, url: html_url, updated: earlier !== undefined };
  });
}

async function find(
  api: Api,
  repository: Repository,
  { issue, asBot }: { issue: number; asBot: boolean },
  mark: string,
): Promise<RawComment | undefined> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
  for await (const page of api.pages(route, { ...repository, issue_number: issue })) {
    const found = (page as RawComment[]).find(
      ({ body, user }) => body?.startsWith(mark) && (!asBot || user?.type === "Bot"),
    );
    if (found) return found;
  }
  return undefined;
}
