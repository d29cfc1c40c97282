import { UserError } from "../../toolkit/errors.ts";

/** The version of what is kept on a host: records, releases, the state of the load balancer. */
const FORMAT = 1;

/**
 * Reads JSON that was kept on a host. What has no version is of before there were any, and is read as the first one; a
 * newer Quayside may mean other things by it, so that is refused, before anything is changed. Throws a SyntaxError where
 * it is no JSON.
 */
export function readKept<T extends { readonly version: 1 }>(text: string, what: string): T {
  const value = JSON.parse(text) as Record<string, unknown>;
  const { version = FORMAT } = value;
  if (version === FORMAT) return { ...value, version } as unknown as T;
  throw new UserError(`A newer Quayside has written ${what}: its format is ${version}, and this one knows ${FORMAT}`, {
    hint: "Use the version of the action that deployed last, or a newer one. Nothing was changed.",
  });
}
