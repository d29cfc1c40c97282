import { readYaml } from "../../toolkit/yaml.ts";
import { isMap } from "../init/values.ts";

const LEVELS = ["none", "read", "write"] as const;
type Level = (typeof LEVELS)[number];

/** A permission that a job asks for and does not have. */
export interface Lack {
  /** Where its `permissions:` stand, or would: `job staging of .github/workflows/main.yml`. */
  readonly where: string;
  /** As it is written: `packages: write`. */
  readonly permission: string;
  readonly why: string;
}

const OURS = /^quayside\/quayside(\/[^@]*)?@/;

/**
 * What jobs of a workflow lack that call our reusable workflow or our actions. GitHub refuses a called workflow whose
 * caller grants less before any step runs, and tells neither why nor where. A workflow without `permissions` has those
 * of the repository's settings, which are not known here, so nothing is said of it.
 */
export function lacksOf(path: string, text: string): Lack[] {
  let workflow: unknown;
  try {
    workflow = readYaml(path, text).value;
  } catch {
    return [];
  }
  if (!isMap(workflow) || !isMap(workflow.jobs)) return [];
  const above = workflow.permissions;
  return Object.entries(workflow.jobs).flatMap(([name, job]) => {
    if (!isMap(job)) return [];
    const granted = job.permissions ?? above;
    if (granted === undefined) return [];
    return wantsOf(job)
      .filter(({ permission, level }) => LEVELS.indexOf(levelOf(granted, permission)) < LEVELS.indexOf(level))
      .map(({ permission, level, why }) => ({
        where: `job ${name} of ${path}`,
        permission: `${permission}: ${level}`,
        why,
      }));
  });
}

function levelOf(granted: unknown, permission: string): Level {
  if (granted === "write-all") return "write";
  if (granted === "read-all") return "read";
  const level = isMap(granted) ? granted[permission] : undefined;
  return LEVELS.find((one) => one === level) ?? "none";
}

interface Want {
  readonly permission: string;
  readonly level: Level;
  readonly why: string;
}

function wantsOf(job: Readonly<Record<string, unknown>>): Want[] {
  const checkout: Want = { permission: "contents", level: "read", why: "to check the repository out" };
  const called = typeof job.uses === "string" ? OURS.exec(job.uses)?.[1] : undefined;
  if (called === "/.github/workflows/pipeline.yml") {
    return [checkout, { permission: "packages", level: "write", why: "to push the image to ghcr.io" }];
  }
  const steps = Array.isArray(job.steps) ? job.steps.filter(isMap) : [];
  const own = steps.filter(({ uses }) => typeof uses === "string" && OURS.test(uses));
  if (own.length === 0) return [];
  const commented = own.some((step) => isMap(step.with) && step.with.token && !/\/deploy@/.test(String(step.uses)));
  return [
    ...(steps.some(({ uses }) => String(uses).startsWith("actions/checkout@")) ? [checkout] : []),
    ...(commented ? [{ permission: "pull-requests", level: "write", why: "for the comment" } as const] : []),
  ];
}
