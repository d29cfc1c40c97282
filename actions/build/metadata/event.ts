import { readFile } from "node:fs/promises";
import type { World } from "../../../toolkit/world.ts";

/** The facts of a run that tag rules are worked out from. */
export interface RunEvent {
  /** `push`, `pull_request`, `schedule` …; `""` outside of GitHub. */
  readonly name: string;
  /** `refs/heads/…`, `refs/tags/…`, `refs/pull/N/merge`. */
  readonly ref: string;
  readonly sha: string;
  /** Length of a short commit id, where the run sets one. */
  readonly shortSha?: number;
  /** Undefined where nothing tells it. */
  readonly defaultBranch?: string;
  /** Branch that a pull request goes to, or that a pushed tag was made from; `""` else. */
  readonly baseRef: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When the commit was made, in milliseconds since the epoch; undefined where nothing tells it. */
  readonly commitDate?: number;
  /** Tags that the local repository has. */
  readonly gitTags: readonly string[];
  /** Tags that the registries have of these images; undefined where they were not asked. */
  readonly imageTags?: readonly string[];
  readonly repository: {
    readonly name: string;
    readonly description: string;
    readonly url: string;
    readonly licence: string;
  };
}

/** What is read of an event. */
export interface Payload {
  number?: number;
  base_ref?: string;
  head_commit?: { id?: string; timestamp?: string };
  commits?: { id?: string; timestamp?: string }[];
  pull_request?: { base?: { ref?: string }; head?: { sha?: string } };
  repository?: {
    name?: string;
    description?: string | null;
    html_url?: string;
    default_branch?: string;
    license?: { spdx_id?: string } | null;
  };
}

/** Reads the event of the run and the local repository. Asks no API: what nobody tells stays empty. */
export async function readEvent(
  world: Pick<World, "runner" | "run" | "clock" | "workspace" | "signal">,
): Promise<RunEvent> {
  const { env } = world.runner;
  const payload = await readPayload(env.GITHUB_EVENT_PATH);
  const git = async (...args: string[]) => {
    // A workspace of another owner is git's "dubious ownership"; only reading is done here.
    const options = { cwd: world.workspace, env, signal: world.signal, timeout: 20_000 };
    const result = await world.run("git", ["-c", "safe.directory=*", ...args], options).catch((error) => {
      if (world.signal.aborted) throw error;
      return undefined;
    });
    return result?.code === 0 ? result.stdout.trim() : "";
  };
  const [head, branch, exactTag, tags, origin] = await Promise.all([
    env.GITHUB_SHA ? "" : git("rev-parse", "HEAD"),
    env.GITHUB_REF ? "" : git("symbolic-ref", "--quiet", "HEAD"),
    env.GITHUB_REF ? "" : git("describe", "--tags", "--exact-match", "HEAD"),
    git("tag", "--list"),
    payload.repository?.default_branch ? "" : git("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"),
  ]);
  const sha = (env.DOCKER_METADATA_PR_HEAD_SHA === "true" && payload.pull_request?.head?.sha) || env.GITHUB_SHA || head;
  const name = env.GITHUB_EVENT_NAME ?? "";
  const ref =
    name === "pull_request_target" && payload.number
      ? `refs/pull/${payload.number}/merge`
      : env.GITHUB_REF || (exactTag ? `refs/tags/${exactTag}` : branch);
  const told = [payload.head_commit, ...(payload.commits ?? [])].find((commit) => commit?.id === sha)?.timestamp;
  const commitDate = Date.parse(told || (sha ? await git("show", "--no-patch", "--format=%cI", sha) : ""));
  const defaultBranch = payload.repository?.default_branch || origin.replace("refs/remotes/origin/", "");
  const shortSha = Math.floor(Number(env.DOCKER_METADATA_SHORT_SHA_LENGTH ?? 0));
  const [owner = "", repository = ""] = (env.GITHUB_REPOSITORY ?? "").split("/");
  return {
    name,
    ref,
    sha,
    baseRef:
      payload.pull_request?.base?.ref ??
      (ref.startsWith("refs/tags/") ? payload.base_ref?.replace(/^refs\/heads\//, "") : "") ??
      "",
    now: world.clock.now(),
    gitTags: tags.split("\n").filter((tag) => tag !== ""),
    repository: {
      name: payload.repository?.name ?? repository,
      description: payload.repository?.description ?? "",
      url:
        payload.repository?.html_url ??
        (owner ? `${env.GITHUB_SERVER_URL ?? "https://github.com"}/${owner}/${repository}` : ""),
      licence: payload.repository?.license?.spdx_id ?? "",
    },
    ...(defaultBranch ? { defaultBranch } : {}),
    ...(shortSha > 0 ? { shortSha } : {}),
    ...(Number.isNaN(commitDate) ? {} : { commitDate }),
  };
}

/** The event's own JSON; empty where there is none, or where it cannot be read. */
export async function readPayload(path: string | undefined): Promise<Payload> {
  if (!path) return {};
  try {
    return (JSON.parse(await readFile(path, "utf8")) as Payload | null) ?? {};
  } catch {
    return {};
  }
}
