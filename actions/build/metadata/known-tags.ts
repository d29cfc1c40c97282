import { messageOf, throwIfAborted } from "../../../toolkit/errors.ts";
import { registryClient, repositoryPath } from "../../../toolkit/registry.ts";
import type { World } from "../../../toolkit/world.ts";
import { authFinder } from "../auth.ts";
import { parseName } from "../references.ts";
import type { Registry } from "../registries.ts";
import type { RunEvent } from "./event.ts";
import { tagOf } from "./expressions.ts";
import type { MetadataRequest } from "./metadata.ts";

/** Whether a rule may give a version in this run: only then it matters which others there are. */
function asksForVersions({ rules }: MetadataRequest, event: RunEvent): boolean {
  return rules.some(
    ({ type, attributes }) =>
      (["semver", "pep440", "match"].includes(type) && (tagOf(event) !== "" || attributes.value)) ||
      (type === "ref" && attributes.event === "tag" && tagOf(event) !== ""),
  );
}

/**
 * The event with the tags that the registries have of these images, so that `latest` and the short tags only move where
 * this version is the highest there too. A registry that does not tell costs a line of the log, nothing else.
 */
export async function withKnownTags(
  world: World,
  request: MetadataRequest,
  registries: readonly Registry[],
  event: RunEvent,
): Promise<RunEvent> {
  if (!asksForVersions(request, event)) return event;
  const authFor = authFinder(world, registries);
  const lists = request.images.map(async (image) => {
    const { host, name } = parseName(image);
    try {
      const auth = await authFor(host);
      const client = registryClient(host, { fetch: world.fetch, signal: world.signal, ...(auth ? { auth } : {}) });
      return await client.tags(repositoryPath(host, name));
    } catch (error) {
      throwIfAborted(world.signal);
      world.runner.info(
        `Which versions ${name} has could not be found out (${messageOf(error)}): the local repository alone decides on latest.`,
      );
      return [];
    }
  });
  return { ...event, imageTags: (await Promise.all(lists)).flat() };
}
