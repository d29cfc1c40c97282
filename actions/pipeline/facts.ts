import { throwIfAborted } from "../../toolkit/errors.ts";
import { eventFacts } from "../../toolkit/github/event.ts";
import type { Runner } from "../../toolkit/runner.ts";
import type { World } from "../../toolkit/world.ts";

/** What is known of a run that `when` may ask for. */
export interface RunFacts {
  /** `push`, `pull_request`, `schedule` …; `local` outside of any CI system. */
  readonly event: string;
  /** Undefined on a tag, a pull request or a commit without a branch. */
  readonly branch?: string;
  readonly tag?: string;
  /** Paths from the root of the repository; undefined where it is not known what changed. */
  readonly changed?: readonly string[];
  /** Why it is not known what changed. */
  readonly unknown?: string;
}

type Env = Runner["env"];

/** Event, branch and tag of a run; undefined outside of a CI system. `toolkit/ci.ts` gives all of them GitHub's names. */
export function factsOfEnvironment(env: Env): RunFacts | undefined {
  if (!env.GITHUB_EVENT_NAME) return undefined;
  const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/.exec(env.GITHUB_REF ?? "") ?? [];
  return facts(env.GITHUB_EVENT_NAME, kind === "heads" ? name : undefined, kind === "tags" ? name : undefined);
}

function facts(event: string, branch?: string, tag?: string): RunFacts {
  return { event, ...(branch ? { branch } : {}), ...(tag ? { tag } : {}) };
}

/**
 * The facts of this run: those of the CI system, else those of the local repository. What changed is only found out where
 * `paths` says that somebody asks: since `base`, else since the base of the pull request, the commit before the push, or
 * where the branch left the default branch; what is not committed counts as changed.
 */
export async function runFacts(world: World, options: { base: string; paths: boolean }): Promise<RunFacts> {
  const { env } = world.runner;
  const git = async (...args: string[]): Promise<string | undefined> => {
    const result = await world
      // A workspace of another owner is git's "dubious ownership"; only reading is done here.
      .run("git", ["-c", "safe.directory=*", "-c", "core.quotePath=false", ...args], {
        cwd: world.workspace,
        env,
        signal: world.signal,
        timeout: 60_000,
      })
      .catch(() => undefined);
    throwIfAborted(world.signal);
    return result?.code === 0 ? result.stdout : undefined;
  };
  let found = factsOfEnvironment(env);
  if (!found) {
    const branch = (await git("symbolic-ref", "--quiet", "--short", "HEAD"))?.trim();
    const tag = branch ? undefined : (await git("describe", "--tags", "--exact-match", "HEAD"))?.trim();
    found = facts("local", branch, tag);
  }
  return options.paths ? { ...found, ...(await changes(git, options.base, env)) } : found;
}

type Git = (...args: string[]) => Promise<string | undefined>;

async function changes(git: Git, base: string, env: Env): Promise<Pick<RunFacts, "changed" | "unknown">> {
  const from = await commitBefore(git, base, env);
  if (from === undefined) return { unknown: "no commit to compare with is in this clone" };
  const lists = await Promise.all([
    git("diff", "--name-only", "--no-relative", "--no-renames", "-z", from, "--"),
    git("ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"),
  ]);
  if (lists[0] === undefined) return { unknown: "git diff failed" };
  const paths = lists.flatMap((list) => (list ?? "").split("\0")).filter((path) => path !== "");
  return { changed: [...new Set(paths)].sort() };
}

/** The commit that the changes are counted from: the merge base with the first of the bases that this clone has. */
async function commitBefore(git: Git, base: string, env: Env): Promise<string | undefined> {
  const named = base || env.GITHUB_BASE_REF;
  const range = /^([0-9a-f]{7,40})\.{2,3}/.exec(env.TRAVIS_COMMIT_RANGE ?? "")?.[1];
  const event = eventFacts(env).base ?? range ?? env.GIT_PREVIOUS_SUCCESSFUL_COMMIT;
  const candidates = base ? [base, `origin/${base}`] : [event, named && `origin/${named}`, named];
  // On a laptop: what the branch has that the default branch has not; on that one itself, its last commit.
  const CI = env.GITHUB_EVENT_NAME;
  if (!base && !CI) candidates.push("origin/HEAD", "origin/main", "origin/master");
  for (const candidate of candidates) {
    if (!candidate) continue;
    const merge = (await git("merge-base", "--", candidate, "HEAD"))?.trim();
    const head = merge && (await git("rev-parse", "HEAD"))?.trim();
    if (merge && (merge !== head || base || CI)) return merge;
  }
  return base || CI ? undefined : (await git("rev-parse", "--verify", "--quiet", "HEAD^"))?.trim() || undefined;
}
