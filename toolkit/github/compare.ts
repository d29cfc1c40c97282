import type { Api, Attempt, Repository } from "./api.ts";

/** How two commits stand to each other. */
export interface Comparison {
  /** The newest commit that both come from. */
  readonly mergeBase: string;
  readonly ahead: number;
  readonly behind: number;
  /** Paths of the files that changed since the merge base. */
  readonly files: readonly string[];
  /** False where GitHub listed as many files as it lists at most, so some may be missing: ask local git then. */
  readonly complete: boolean;
}

/** GitHub lists no more files than this in a comparison, and all of them on its first page. */
const FILES_LIMIT = 300;

/** Compares two commits, branches or tags. */
export function compare(
  api: Api,
  repository: Repository,
  base: string,
  head: string,
  attempt: Attempt,
): Promise<Comparison | undefined> {
  const wish = {
    otherwise: `${base} and ${head} were not compared`,
    permission: "contents: read",
    repeatable: true,
  };
  return attempt(wish, async () => {
    const route = "GET /repos/{owner}/{repo}/compare/{basehead}";
    const { data } = await api.request(route, { ...repository, basehead: `${base}...${head}`, per_page: 1 });
    const raw = data as {
      merge_base_commit: { sha: string };
      ahead_by: number;
      behind_by: number;
      files?: { filename: string }[];
    };
    const files = (raw.files ?? []).map(({ filename }) => filename);
    return {
      mergeBase: raw.merge_base_commit.sha,
      ahead: raw.ahead_by,
      behind: raw.behind_by,
      files,
      complete: files.length < FILES_LIMIT,
    };
  });
}
