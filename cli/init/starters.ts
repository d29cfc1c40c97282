import type { System } from "./spec.ts";

/** A file of a CI system: the starter that it comes from, and where it goes to. */
export interface Starter {
  /** Path below workflows/ of this package. */
  readonly source: string;
  readonly target: string;
}

/** The files that each CI system gets. */
export const STARTERS: Readonly<Record<System, readonly Starter[]>> = {
  github: [
    { source: "pull-request.yml", target: ".github/workflows/pull-request.yml" },
    { source: "main.yml", target: ".github/workflows/main.yml" },
  ],
  jenkins: [{ source: "Jenkinsfile", target: "Jenkinsfile" }],
  travis: [{ source: ".travis.yml", target: ".travis.yml" }],
};

/** Remarks of starters, each with the lines that it is about. */
const REMARKS: readonly (readonly [remark: RegExp, about: RegExp])[] = [
  [/^\s*\/\/ Credentials of the kind/, /credentials\(/],
  [/^\s*# Without an address the plan/, /^\s*\w+: ""$/],
  [/^\s*# The Docker host is named/, /^\s*QUAYSIDE_SSH_KEY:/],
  [/^\s*# One of tcp:\/\//, /^\s*QUAYSIDE_TLS_KEY:/],
  [/^\s*# Whatever else the pipeline file asks/, /^\s*QUAYSIDE_VARIABLES:/],
];

/** Variables that the reusable workflow gives by themselves, or by a secret of that name. */
const GIVEN = [
  "VERSION",
  "GIT_SHA",
  "REGISTRY",
  "REGISTRY_USERNAME",
  "REGISTRY_PASSWORD",
  "DATABASE_URL",
  "APP_DATABASE_URL",
];

/** The variables that a pipeline file cannot do without, and of them those that the reusable workflow has no name for. */
export function variablesOf(pipeline: string): { asked: string[]; further: string[] } {
  const found = [...pipeline.replace(/^#.*/gm, "").matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const asked = [...new Set(found)].filter((name) => !/^(REGISTRY|GITHUB)_/.test(name));
  return { asked, further: asked.filter((name) => !GIVEN.includes(name)) };
}

/**
 * A starter for one repository: its default branch is named, and secrets that its pipeline file does not ask for are
 * left out, since Jenkins fails a build whose credentials are not there. A map that is empty then goes too.
 */
export function adapted(text: string, facts: { branch: string; pipeline: string }): string {
  const asks = (name: string) => {
    if (name === "QUAYSIDE_SSH_KEY" || name === "QUAYSIDE_TLS_KEY") return /^deploy:/m.test(facts.pipeline);
    if (name === "QUAYSIDE_VARIABLES") return variablesOf(facts.pipeline).further.length > 0;
    return new RegExp(`\\$\\{?${name}\\b`).test(facts.pipeline);
  };
  const lines = text
    .replaceAll("$default-branch", facts.branch)
    .replace("branch 'main'", `branch '${facts.branch}'`)
    .replace("branch = main", `branch = ${facts.branch}`)
    .split("\n")
    .filter((line) => {
      const name = /^\s*(\w+)(?:: (?:\$\{\{ secrets\.\w+ \}\}|"")| = credentials\(.*\))$/.exec(line)?.[1];
      return name === undefined || asks(name);
    });
  const depth = (line = "") => line.search(/\S/);
  const kept = lines.filter((line, index) => {
    const isMap = /^\s*(env|secrets):$/.test(line);
    const next = lines.slice(index + 1).find((one) => one.trim() !== "" && !one.trim().startsWith("#"));
    return !isMap || depth(next) > depth(line);
  });
  // A remark about what is gone.
  return kept
    .filter((line, index) => {
      const about = REMARKS.find(([remark]) => remark.test(line))?.[1];
      return about?.test(kept[index + 1] ?? "") ?? true;
    })
    .join("\n");
}
