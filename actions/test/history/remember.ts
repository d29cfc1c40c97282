import { messageOf } from "../../../toolkit/errors.ts";
import { eventFacts } from "../../../toolkit/github/event.ts";
import type { World } from "../../../toolkit/world.ts";
import { makeStore } from "../store/make-store.ts";
import type { Store, StoreChoice } from "../store/store.ts";
import { nearestRun } from "./compare.ts";
import { joined, type Ledger, type NewRun, type PastRun, readLedger, withRun, writeLedger } from "./ledger.ts";

/** What is remembered of earlier runs, and where. */
export interface Memory {
  readonly store: Store | undefined;
  /** Undefined where nothing is stored yet, or where it cannot be read. */
  readonly ledger: Ledger | undefined;
  /** Why it cannot be read. */
  readonly problem: string | undefined;
}

/** The inputs that are about it. */
export interface MemoryRules {
  readonly store: StoreChoice | undefined;
  readonly token: string;
  readonly reportDir: string;
  readonly keep: number;
  readonly remember: "auto" | "always" | "never";
}

/** Opens the store and reads what it holds. That it cannot be read is no reason to stop: it is told. */
export async function recall(world: World, rules: MemoryRules): Promise<Memory> {
  if (!rules.store) return { store: undefined, ledger: undefined, problem: undefined };
  let store: Store | undefined;
  try {
    const { token, reportDir } = rules;
    store = await makeStore(world, rules.store, { token, reportDir, branch: rememberedBranch(world) });
    const texts = await store.load();
    return {
      store,
      ledger: texts.length === 0 ? undefined : joined(texts.map(readLedger), rules.keep),
      problem: undefined,
    };
  } catch (error) {
    if (world.signal.aborted) throw error;
    return { store, ledger: undefined, problem: messageOf(error) };
  }
}

/** Adds a run to what is stored. Throws a UserError where the store cannot be written. */
export async function remember(store: Store, run: NewRun, keep: number, badge: string): Promise<void> {
  await store.update((texts) => {
    const known = texts.flatMap((text) => {
      try {
        return [readLedger(text)];
      } catch {
        // What cannot be read was told when it was loaded, and is written anew.
        return [];
      }
    });
    return { text: writeLedger(withRun(joined(known, keep), run, keep)), badge };
  });
}

/** The branch whose runs are the measure: that of the pull request's target, else the default one. */
export function rememberedBranch({ runner: { env } }: World): string {
  return env.GITHUB_BASE_REF || eventFacts(env).defaultBranch || env.GITHUB_REF_NAME || "main";
}

/** Whether this run is one to remember: by itself only a run of the branch, since pull requests come and go. */
export function remembers(world: World, rules: MemoryRules): boolean {
  if (rules.remember !== "auto") return rules.remember === "always";
  const { env } = world.runner;
  if (env.GITHUB_ACTIONS !== "true") {
    // Jenkins and Travis CI say so where a build is one of a pull request.
    return !env.CHANGE_ID && (env.TRAVIS_PULL_REQUEST ?? "false") === "false";
  }
  if (/^(pull_request|merge_group|workflow_run|issue)/.test(env.GITHUB_EVENT_NAME ?? "")) return false;
  return env.GITHUB_REF_TYPE === "branch" && env.GITHUB_REF_NAME === rememberedBranch(world);
}

/**
 * The run to compare with: the nearest ancestor's. Where the clone does not tell of ancestors (it is shallow) the
 * newest one is taken, and that is said.
 */
export async function baselineOf(
  world: World,
  ledger: Ledger,
  bases: readonly string[],
  remarks: string[],
): Promise<PastRun | undefined> {
  const nearest = nearestRun(ledger, await ancestors(world, bases));
  if (nearest) return nearest;
  const newest = ledger.runs.find(({ complete }) => complete);
  if (newest) {
    remarks.push(
      `no ancestor of this commit is among the remembered runs (a shallow clone, or too old), so it is compared with the newest one, ${newest.sha.slice(0, 10)}`,
    );
  }
  return newest;
}

/** What to look for in the history, the nearest first: the ancestors of what is compared with. */
export async function ancestors(world: World, bases: readonly string[]): Promise<string[]> {
  const event = eventFacts(world.runner.env);
  const known = event.base ? [event.base] : [];
  const git = async (...args: string[]) => {
    try {
      const { code, stdout } = await world.run("git", ["-C", world.workspace, ...args], {
        timeout: 30_000,
        signal: world.signal,
      });
      return code === 0
        ? stdout
            .trim()
            .split("\n")
            .filter((line) => line !== "")
        : [];
    } catch (error) {
      if (world.signal.aborted) throw error;
      return [];
    }
  };
  let start: string | undefined;
  for (const base of bases) {
    [start] = await git("merge-base", "--end-of-options", base, "HEAD");
    if (start !== undefined) break;
  }
  // Without a base it is the branch itself: what came before this commit.
  const list = await git("rev-list", "--max-count=1000", ...(start === undefined ? ["--skip=1", "HEAD"] : [start]));
  // The base that the event names stands at the front where the clone is shallow, and somewhere in the list otherwise.
  return list.length > 0 && known.every((sha) => list.includes(sha)) ? list : [...known, ...list];
}

/** The commit that a run is about: the head of a pull request rather than the merge commit that is checked out. */
export async function commitOf(world: World): Promise<string | undefined> {
  const { env } = world.runner;
  const named = eventFacts(env).head ?? env.GITHUB_SHA ?? env.GIT_COMMIT ?? env.TRAVIS_COMMIT;
  if (named) return named;
  try {
    const { code, stdout } = await world.run("git", ["-C", world.workspace, "rev-parse", "HEAD"], {
      timeout: 30_000,
      signal: world.signal,
    });
    return code === 0 ? stdout.trim() : undefined;
  } catch {
    return undefined;
  }
}
