import { readFile } from "node:fs/promises";
import { UserError } from "../../toolkit/errors.ts";
import type { Runner } from "../../toolkit/runner.ts";
import type { BuildInputs } from "./inputs.ts";
import { parseReference } from "./references.ts";

/**
 * Whether this run gets no secrets and a token that may only read, and why: GitHub runs pull requests from forks and
 * from Dependabot so. Undefined for every other run; `pull_request_target` does get them.
 */
export async function restrictedRun(env: Runner["env"]): Promise<string | undefined> {
  if (env.GITHUB_EVENT_NAME !== "pull_request") return undefined;
  if (env.GITHUB_ACTOR === "dependabot[bot]") return "a pull request of Dependabot";
  let payload: { pull_request?: { head?: { repo?: { full_name?: string } | null } } } | null;
  try {
    payload = JSON.parse(await readFile(env.GITHUB_EVENT_PATH ?? "", "utf8"));
  } catch {
    return undefined;
  }
  if (!payload?.pull_request) return undefined;
  // The repository of the head is null where the fork was deleted.
  const head = payload.pull_request.head?.repo?.full_name;
  return head === env.GITHUB_REPOSITORY ? undefined : "a pull request from a fork";
}

/**
 * Why nothing is pushed although it was asked for; undefined where the push goes on. Registries on loopback take pushes
 * from every run. Throws a UserError where a password is empty in a run that should have it.
 */
export function pushWithheld(
  inputs: Pick<BuildInputs, "tags" | "registries">,
  restricted: string | undefined,
): string | undefined {
  const hosts = [...new Set(inputs.tags.map((tag) => parseReference(tag).host))];
  const remote = hosts.filter((host) => !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host));
  if (restricted !== undefined && remote.length > 0) {
    return `Nothing is pushed: this run is for ${restricted}, which gets no credentials for ${remote.join(", ")}.`;
  }
  const empty = inputs.registries.find(({ host, password }) => password === "" && hosts.includes(host));
  if (empty) {
    throw new UserError(`registries has no password for ${empty.host}`, {
      hint: "The secret behind it is not set, or is not there for this run: check its name and the environment of the job.",
    });
  }
  return undefined;
}
