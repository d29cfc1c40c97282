import { UserError } from "../../../toolkit/errors.ts";
import type { RunEvent } from "./event.ts";
import { fillIn } from "./expressions.ts";
import type { Flavor, TagRule } from "./rules.ts";
import { type Tags, tagsOf } from "./tags.ts";

/** What the rules ask for. */
export interface MetadataRequest {
  readonly images: readonly string[];
  readonly rules: readonly TagRule[];
  readonly flavor: Flavor;
  /** Lines of `labels` and `annotations`, which win over what is worked out. */
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
}

/** Tags, labels and annotations of an image. */
export interface Metadata extends Tags {
  /** Each image with each tag. */
  readonly references: readonly string[];
  /** `KEY=VALUE`, sorted by key. */
  readonly labels: readonly string[];
  /** `manifest:KEY=VALUE`, sorted by key. */
  readonly annotations: readonly string[];
}

/**
 * Works out tags, labels and annotations. Pure.
 * Throws a UserError for a wrong rule, and where no tag results: a build without a name helps nobody.
 */
export function metadataOf(request: MetadataRequest, event: RunEvent): Metadata {
  let tags: Tags;
  try {
    tags = tagsOf(request.rules, request.flavor, event);
  } catch (error) {
    throw new UserError(`tags: ${(error as Error).message}`, { cause: error });
  }
  if (tags.names.length === 0) {
    const what = `event "${event.name || "none"}", ref "${event.ref || "none"}"`;
    throw new UserError(
      `No tag results from the rules of tags for this run (${what}).${tags.warnings.map((warning) => `\n  - ${warning}`).join("")}`,
      {
        hint: "Add a rule that always gives a tag, for example: type=sha",
      },
    );
  }
  const { repository } = event;
  const known: [key: string, value: string][] = [
    ["title", repository.name],
    ["description", repository.description],
    ["url", repository.url],
    ["source", repository.url],
    ["version", tags.version],
    // The commit's time and not this moment's, so that the same commit gives the same image.
    ["created", new Date(event.commitDate ?? event.now).toISOString()],
    ["revision", event.sha],
    ["licenses", repository.licence],
  ];
  const defaults = known
    .filter(([, value]) => value !== "")
    .map(([key, value]) => [`org.opencontainers.image.${key}`, value] as const);
  const merged = (lines: readonly string[]) => {
    const all = new Map<string, string>(defaults);
    for (const line of lines) {
      const at = line.indexOf("=");
      if (at > 0) all.set(line.slice(0, at).trim(), fillInLine(line.slice(at + 1), event));
    }
    return [...all].sort(([a], [b]) => a.localeCompare(b)).map(([key, value]) => `${key}=${value}`);
  };
  return {
    ...tags,
    references: request.images.flatMap((image) => tags.names.map((name) => `${image}:${name}`)),
    labels: merged(request.labels),
    annotations: merged(request.annotations).map((line) =>
      /^(manifest|index|manifest-descriptor|index-descriptor)(\[[^\]]*\])?[:,]/.test(line) ? line : `manifest:${line}`,
    ),
  };
}

// A label's value may hold braces that are none of ours.
function fillInLine(text: string, event: RunEvent): string {
  try {
    return fillIn(text, event);
  } catch {
    return text;
  }
}
