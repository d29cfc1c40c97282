import type { Clock } from "../clock.ts";
import { messageOf } from "../errors.ts";
import { retry } from "../retry.ts";
import type { Runner } from "../runner.ts";
import { type Failure, failureOf } from "./failures.ts";

/** Owner and name of a repository, as routes take them. */
export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** The two ways in which GitHub's API is asked. Routes are templates such as `GET /repos/{owner}/{repo}/pulls`. */
export interface Api {
  request(route: string, parameters: object): Promise<{ data: unknown }>;
  /** The pages of a list, 100 entries each, asked for as they are taken. */
  pages(route: string, parameters: object): AsyncIterable<unknown[]>;
}

/** Something that is tried with GitHub. */
export interface Wish {
  /** What is not done if it fails, for the warning: `The comment on pull request 7 was not written`. */
  otherwise: string;
  /** What the job's token needs, as a workflow names it: `pull-requests: write`. */
  permission: string;
  /** Whether doing it twice does no harm; only then a request that may have arrived is sent again. */
  repeatable: boolean;
}

/** Tries something; undefined after a warning where GitHub refuses. */
export type Attempt = <T>(wish: Wish, body: () => Promise<T>) => Promise<T | undefined>;

/** Tries of one request, and the longest wait that a limit of GitHub may ask for, in milliseconds. */
const ATTEMPTS = 4;
const LONGEST_WAIT = 90_000;

/** How wishes are tried: limits are waited for within a bound, passing faults are tried again, the rest warns. */
export function attempts(world: {
  runner: Pick<Runner, "annotate" | "debug">;
  clock: Clock;
  signal?: AbortSignal;
  random?: () => number;
  /** Whether the head of the pull request is in a fork, whose token can only read. */
  fork: boolean;
}): Attempt {
  const { runner, clock, signal } = world;
  return async (wish, body) => {
    const sort = (error: unknown) => failureOf(error, clock.now());
    try {
      return await retry(body, {
        attempts: ATTEMPTS,
        base: 1000,
        cap: 10_000,
        clock,
        ...(signal ? { signal } : {}),
        ...(world.random ? { random: world.random } : {}),
        transient(error) {
          const failure = sort(error);
          if (failure.kind === "limited") return failure.wait <= LONGEST_WAIT;
          return failure.kind === "passing" && wish.repeatable;
        },
        asks(error) {
          const failure = sort(error);
          // A second more, since GitHub counts in whole ones.
          return failure.kind === "limited" ? failure.wait + 1000 : undefined;
        },
        onRetry: (error, _attempt, wait) =>
          runner.debug(`GitHub API: again in ${Math.round(wait / 1000)} s, since: ${messageOf(error)}`),
      });
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      runner.annotate("warning", `${wish.otherwise}: ${reason(sort(error), wish, world.fork, error)}`);
      return undefined;
    }
  };
}

function reason(failure: Failure, wish: Wish, fork: boolean, error: unknown): string {
  switch (failure.kind) {
    case "permission": {
      const needed = failure.accepted === "" ? wish.permission : failure.accepted;
      const advice = `the token lacks the permission \`${needed}\`.\n`;
      return fork
        ? `${advice}A pull request from a fork gets a token that can only read; the job summary holds the report.`
        : `${advice}Add \`${wish.permission}\` to \`permissions:\` of the job; a reusable workflow can only narrow what its caller gives.`;
    }
    case "absent":
      return `GitHub does not find it, or the token lacks the permission \`${wish.permission}\` to see it.`;
    case "token":
      return "GitHub does not accept the token (401); it may have expired or been mistyped.";
    case "limited":
      return `GitHub's rate limit is reached and opens again in ${Math.ceil(failure.wait / 1000)} s.`;
    case "refused":
      return `GitHub refused it: ${failure.message}`;
    case "passing":
      return `GitHub's API did not answer well: ${messageOf(error)}`;
  }
}

/** A text within a limit that `measure` counts; cut at a line end where it is too long, with a notice that comes first. */
export function within(text: string, limit: number, measure: (text: string) => number): string {
  if (measure(text) <= limit) return text;
  // The notice stands in front: what is cut may leave a fence open, which would swallow it at the end.
  const notice = "> This report is longer than GitHub takes here and was cut. The whole is in the job summary.\n\n";
  const lines = text.split("\n");
  const sizes = lines.map((line) => measure(line) + 1);
  let total = measure(notice) + sizes.reduce((sum, size) => sum + size, 0);
  while (lines.length > 0 && total > limit) {
    lines.pop();
    total -= sizes.pop() ?? 0;
  }
  return notice + lines.join("\n");
}

/** Measures of `within`. */
export const characters = (text: string): number => text.length;
export const bytes = (text: string): number => Buffer.byteLength(text);
