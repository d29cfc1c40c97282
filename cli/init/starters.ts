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

/**
 * A starter for one repository: its default branch is named, and secrets that its pipeline file does not ask for are
 * left out, since Jenkins fails a build whose credentials are not there. A map that is empty then goes too.
 */
export function adapted(text: string, facts: { branch: string; pipeline: string }): string {
  const asks = (name: string) => new RegExp(`\\$\\{?${name}\\b`).test(facts.pipeline);
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
      const next = kept[index + 1] ?? "";
      if (/^\s*\/\/ Credentials of the kind/.test(line)) return /credentials\(/.test(next);
      if (/^\s*# Without an address the plan/.test(line)) return /^\s*\w+: ""$/.test(next);
      return true;
    })
    .join("\n");
}
