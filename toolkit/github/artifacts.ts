import type { Api, Attempt, Repository } from "./api.ts";

/** An artifact that a run of a branch uploaded. */
export interface Artifact {
  readonly id: number;
  readonly size: number;
  readonly sha: string;
}

interface RawArtifact {
  id: number;
  size_in_bytes: number;
  expired: boolean;
  created_at?: string;
  workflow_run?: {
    head_branch?: string;
    head_sha?: string;
    repository_id?: number;
    head_repository_id?: number;
  } | null;
}

/** Pages of 100 that are looked through: artifacts of pull requests stand among those of the branch. */
const PAGES = 5;

/**
 * The newest artifacts with this name that runs of the branch itself uploaded. Runs of a fork are left out whatever
 * their branch is called.
 */
export function listArtifacts(
  api: Api,
  repository: Repository,
  wanted: { name: string; branch: string; count: number },
  attempt: Attempt,
): Promise<Artifact[] | undefined> {
  const wish = {
    otherwise: `The artifacts "${wanted.name}" were not looked up`,
    permission: "actions: read",
    repeatable: true,
  };
  return attempt(wish, async () => {
    const found: Artifact[] = [];
    const route = "GET /repos/{owner}/{repo}/actions/artifacts";
    let pages = 0;
    for await (const page of api.pages(route, { ...repository, name: wanted.name })) {
      for (const { id, size_in_bytes, expired, workflow_run: run } of page as RawArtifact[]) {
        const own = run?.head_repository_id !== undefined && run.head_repository_id === run.repository_id;
        if (expired || !own || run.head_branch !== wanted.branch) continue;
        found.push({ id, size: size_in_bytes, sha: run.head_sha ?? "" });
        if (found.length >= wanted.count) return found;
      }
      if (++pages >= PAGES) break;
    }
    return found;
  });
}

/** The ZIP archive of an artifact. */
export function downloadArtifact(
  api: Api,
  repository: Repository,
  id: number,
  attempt: Attempt,
): Promise<Uint8Array | undefined> {
  const wish = { otherwise: `The artifact ${id} was not loaded`, permission: "actions: read", repeatable: true };
  return attempt(wish, async () => {
    const route = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
    const { data } = await api.request(route, { ...repository, artifact_id: id, archive_format: "zip" });
    return new Uint8Array(data as ArrayBuffer);
  });
}
