import { messageOf, throwIfAborted } from "./errors.ts";
import type { World } from "./world.ts";

/**
 * Writes the comment of this run's pull request, or renews the one that an earlier run wrote under the same key.
 * With `onlyRenew` nothing is written where there is none yet: for what only takes an earlier finding back.
 * Gives its address; undefined where there is no pull request, no token, or no permission. The comment is a courtesy:
 * that it cannot be written, as on a fork's pull request, is a warning and fails nothing.
 */
export async function commentOnPullRequest(
  world: World,
  comment: { token: string; key: string; markdown: string; onlyRenew?: boolean },
): Promise<string | undefined> {
  const { runner } = world;
  try {
    const github = await world.github(comment.token);
    const number = await github?.pullRequest();
    if (!github || number === undefined) {
      runner.info("This run belongs to no pull request, so no comment is written.");
      return undefined;
    }
    const { key, markdown, onlyRenew = false } = comment;
    return (await github.comment(number, key, runner.redact(markdown), onlyRenew))?.url;
  } catch (error) {
    throwIfAborted(world.signal);
    runner.annotate("warning", `The comment on the pull request could not be written: ${messageOf(error)}`);
    return undefined;
  }
}
