import { readYaml } from "../../toolkit/yaml.ts";

/** What the two systems set for a build of a branch, as far as somebody could look at it. */
export const JENKINS = {
  JENKINS_URL: "https://jenkins.test/",
  BUILD_NUMBER: "7",
  BUILD_URL: "https://jenkins.test/job/shop/job/main/7/",
  GIT_COMMIT: "abc123",
  GIT_URL: "https://github.com/acme/shop.git",
  GIT_BRANCH: "main",
  BRANCH_NAME: "main",
};
export const TRAVIS = {
  TRAVIS: "true",
  CI: "true",
  TRAVIS_COMMIT: "abc123",
  TRAVIS_BRANCH: "main",
  TRAVIS_EVENT_TYPE: "push",
  TRAVIS_PULL_REQUEST: "false",
  TRAVIS_REPO_SLUG: "acme/shop",
  TRAVIS_BUILD_NUMBER: "9",
  TRAVIS_BUILD_WEB_URL: "https://travis.test/acme/shop/builds/9",
};

/** The shell steps of a CI file, by stage, and the variables that the file sets as plain text. */
export interface CiSteps {
  readonly env: Readonly<Record<string, string>>;
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

/** Takes the `sh '…'` steps out of a declarative Jenkinsfile; the words between the quotes are what Jenkins hands to sh. */
export function jenkinsSteps(text: string): CiSteps {
  const code = text.replace(/^\s*\/\/.*$/gm, "");
  const parts = code.split(/^\s*stage\('([^']*)'\)/m).slice(1);
  const stages: Record<string, string[]> = {};
  for (let index = 0; index < parts.length; index += 2) {
    stages[parts[index] ?? ""] = [...(parts[index + 1] ?? "").matchAll(/\bsh '([^']*)'/g)].map(
      (match) => match[1] ?? "",
    );
  }
  return {
    env: Object.fromEntries([...code.matchAll(/^\s*(\w+) = '([^']*)'$/gm)].map((match) => [match[1], match[2]])),
    stages,
  };
}

/** Takes the `script:` steps out of a .travis.yml. */
export function travisSteps(text: string): CiSteps {
  const { env, jobs } = readYaml(".travis.yml", text).value as {
    env?: { global?: string[] };
    jobs: { include: { stage: string; script: string[] }[] };
  };
  const pairs = (env?.global ?? []).map((pair): [string, string] => [
    pair.slice(0, pair.indexOf("=")),
    pair.slice(pair.indexOf("=") + 1),
  ]);
  return {
    env: Object.fromEntries(pairs),
    stages: Object.fromEntries(jobs.include.map(({ stage, script }) => [stage, script])),
  };
}
