import { createHash } from "node:crypto";
import { join } from "node:path";
import { UserError } from "../../toolkit/errors.ts";
import type { Runner } from "../../toolkit/runner.ts";
import { type Builder, isPlain } from "./builder.ts";
import type { BuildInputs } from "./inputs.ts";
import { csvRecord } from "./lists.ts";
import { parseReference } from "./references.ts";

/** Where a run stands, as far as caches are about it. */
export interface CacheFacts {
  /** The branches whose cache helps: the run's own first, which is the one that is written; then those it comes from. */
  readonly branches: readonly string[];
  /** Whether GitHub's cache service is there for this step. */
  readonly gha: boolean;
  /** Whether the machine is thrown away afterwards, and the builder's own cache with it. */
  readonly fresh: boolean;
  /** Folder for `local`, which outlives the job on a machine of one's own. */
  readonly folder: string;
}

/** Caches as buildx takes them. */
export interface CachePlan {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Reads the facts from the environment of a run. `default` is the default branch of the repository, where it is known. */
export function cacheFacts(env: Runner["env"], defaultBranch = ""): CacheFacts {
  const own =
    env.GITHUB_HEAD_REF || (env.GITHUB_REF ?? "").replace(/^refs\/(heads\/|tags\/.*|pull\/.*)/, "") || defaultBranch;
  const branches = [own, env.GITHUB_BASE_REF ?? "", defaultBranch].filter((branch) => branch !== "");
  return {
    branches: branches.length > 0 ? [...new Set(branches)] : ["main"],
    gha: Boolean(env.ACTIONS_RUNTIME_TOKEN && (env.ACTIONS_RESULTS_URL || env.ACTIONS_CACHE_URL)),
    fresh: env.RUNNER_ENVIRONMENT === "github-hosted",
    folder: join(env.XDG_CACHE_HOME || join(env.HOME || "/tmp", ".cache"), "quayside", "build"),
  };
}

/**
 * The caches of a build that names none itself. `auto` is GitHub's cache where it is there and the builder can write to
 * it, else a cache inside of the pushed image where the machine is thrown away; else the builder's own cache is enough.
 * Each has a scope of its own per image, target, platform and branch, so that no two builds overwrite each other's. Pure;
 * throws a UserError for a kind that the builder cannot do.
 */
export function planCache(inputs: BuildInputs, builder: Builder, facts: CacheFacts): CachePlan {
  const { cache, cacheFrom, cacheTo } = inputs;
  if (cache === "off" || inputs.noCache || cacheFrom.length > 0 || cacheTo.length > 0) return { from: [], to: [] };
  const plain = isPlain(builder);
  const wanted =
    cache !== "auto" ? cache : facts.gha && !plain ? "gha" : plain && facts.fresh && inputs.push ? "inline" : "";
  if (wanted === "") return { from: [], to: [] };
  if (plain && wanted !== "inline") {
    throw new UserError(
      `cache: ${wanted} needs a builder that can export a cache; the docker driver of this engine cannot.`,
      {
        hint: "Set up a builder with another driver (docker buildx create --driver docker-container --use), or take cache: inline.",
      },
    );
  }
  const names = inputs.tags.map((tag) => parseReference(tag).name);
  const scopes = facts.branches.map((branch) => scopeOf(inputs, branch));
  const [own = ""] = scopes;
  switch (wanted) {
    case "gha":
      return {
        from: scopes.map((scope) => `type=gha,scope=${scope}`),
        to: [`type=gha,scope=${own},mode=max,ignore-error=true`],
      };
    case "registry": {
      const ref = (scope: string) => `type=registry,ref=${names[0]}:${`cache-${scope}`.slice(0, 128)}`;
      return { from: scopes.map(ref), to: [`${ref(own)},mode=max,ignore-error=true`] };
    }
    case "local": {
      const folder = (scope: string) => join(facts.folder, scope);
      return {
        from: scopes.map((scope) => csvRecord(["type=local", `src=${folder(scope)}`])),
        to: [csvRecord(["type=local", `dest=${folder(own)}`, "mode=max", "ignore-error=true"])],
      };
    }
    case "inline": {
      // It is a part of the image itself, so it is found under the image's own tags and those of the branches.
      const branches = facts.branches.map((branch) => `${names[0]}:${clean(branch)}`);
      const refs = [...new Set([...inputs.tags.slice(0, 3), ...branches])];
      return { from: refs.map((ref) => `type=registry,ref=${ref}`), to: ["type=inline"] };
    }
  }
}

function scopeOf(inputs: BuildInputs, branch: string): string {
  const name = inputs.tags[0] === undefined ? inputs.context : parseReference(inputs.tags[0]).name;
  const what = [name, inputs.target, inputs.platforms.join("+"), branch].filter((part) => part !== "").join("-");
  const scope = clean(what);
  // Two names that become the same by cleaning, or by cutting, are told apart by their hash.
  const hash = createHash("sha256").update(
    [name, inputs.target, inputs.file, inputs.platforms.join(), branch].join("\0"),
  );
  return `${scope.slice(0, 80)}-${hash.digest("hex").slice(0, 8)}`;
}

const clean = (text: string) => text.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "");
