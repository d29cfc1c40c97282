import type { Api, Attempt, Repository } from "./api.ts";

/** A file of a branch. */
export interface BranchFile {
  readonly branch: string;
  readonly path: string;
}

/** A write meets another one this often at most; each time it begins anew with what the other one wrote. */
const TRIES = 6;

const statusOf = (error: unknown) => (error as { status?: number }).status;

/** The text of a file of a branch; undefined within where the branch or the file is not there. */
export function readBranchFile(
  api: Api,
  repository: Repository,
  { branch, path }: BranchFile,
  attempt: Attempt,
): Promise<{ text: string | undefined } | undefined> {
  const otherwise = `${path} of the branch ${branch} was not read`;
  return attempt({ otherwise, permission: "contents: read", repeatable: true }, async () => ({
    text: await textOf(api, repository, path, `heads/${branch}`),
  }));
}

/**
 * Writes files as one commit on a branch, which is made where it is not there. `make` gets the text of `path` as it is
 * on the commit that the new one follows; nothing is forced, so no other run's write is lost. False where others were
 * faster each time.
 */
export function changeBranchFile(
  api: Api,
  repository: Repository,
  change: BranchFile & { make: (text: string | undefined) => Readonly<Record<string, string>>; message: string },
  attempt: Attempt,
): Promise<boolean | undefined> {
  const { branch, path, make, message } = change;
  const wish = { otherwise: `The branch ${branch} was not written`, permission: "contents: write", repeatable: true };
  const ask = async (route: string, parameters: object) =>
    (await api.request(route, { ...repository, ...parameters })).data as {
      sha: string;
      object: { sha: string };
      tree: { sha: string };
    };
  const ref = `heads/${branch}`;
  return attempt(wish, async () => {
    for (let tries = 0; tries < TRIES; tries++) {
      const parent = await unless(404, ask("GET /repos/{owner}/{repo}/git/ref/{ref}", { ref }));
      const at = parent?.object.sha;
      const files = make(at && (await textOf(api, repository, path, at)));
      const base = at && (await ask("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", { commit_sha: at })).tree.sha;
      const tree = await ask("POST /repos/{owner}/{repo}/git/trees", {
        ...(base ? { base_tree: base } : {}),
        tree: Object.entries(files).map(([name, content]) => ({ path: name, mode: "100644", type: "blob", content })),
      });
      const { sha } = await ask("POST /repos/{owner}/{repo}/git/commits", {
        message,
        tree: tree.sha,
        parents: at ? [at] : [],
      });
      // 422: it is no fast-forward any more, or the branch has been made meanwhile.
      const moved = await unless(
        422,
        at
          ? ask("PATCH /repos/{owner}/{repo}/git/refs/{ref}", { ref, sha, force: false })
          : ask("POST /repos/{owner}/{repo}/git/refs", { ref: `refs/${ref}`, sha }),
      );
      if (moved) return true;
    }
    return false;
  });
}

async function textOf(api: Api, repository: Repository, path: string, ref: string): Promise<string | undefined> {
  const answer = await unless(
    404,
    api.request("GET /repos/{owner}/{repo}/contents/{path}", {
      ...repository,
      path,
      ref,
      // Above 1 MB GitHub gives a file's content in this form only.
      headers: { accept: "application/vnd.github.raw+json" },
    }),
  );
  if (!answer) return undefined;
  return typeof answer.data === "string" ? answer.data : Buffer.from(answer.data as ArrayBuffer).toString("utf8");
}

async function unless<T>(status: number, asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (statusOf(error) === status) return undefined;
    throw error;
  }
}
