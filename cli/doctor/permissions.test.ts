import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lacksOf } from "./permissions.ts";

const calling = (permissions: string, top = "") => `on: push
${top}
jobs:
  staging:
    ${permissions}
    uses: quayside/quayside/.github/workflows/pipeline.yml@v1
    with: { environment: staging }
`;
const told = (text: string) =>
  lacksOf(".github/workflows/main.yml", text).map(({ where, permission }) => `${permission} in ${where}`);
const CONTENTS = "contents: read in job staging of .github/workflows/main.yml";
const PACKAGES = "packages: write in job staging of .github/workflows/main.yml";

test.each([
  ["permissions: { contents: read, packages: write }", "permissions: {}", []],
  ["permissions: write-all", "", []],
  ["permissions: { contents: read }", "", [PACKAGES]],
  ["permissions: read-all", "", [PACKAGES]],
  ["permissions: { contents: read, packages: read }", "", [PACKAGES]],
  ["name: x", "permissions: {}", [CONTENTS, PACKAGES]],
  // Those of the repository's settings, which nobody here knows.
  ["name: x", "", []],
])("a called workflow with %s under %j", (permissions, top, lacks) => {
  expect(told(calling(permissions, top))).toEqual(lacks);
});

test("a job with a step of ours that comments on the pull request", () => {
  const job = (permissions: string) => `permissions: {}
jobs:
  test:
    permissions: ${permissions}
    steps:
      - uses: actions/checkout@v7
      - uses: quayside/quayside@v1
        with: { token: "\${{ github.token }}" }
`;
  expect(told(job("{ contents: read, pull-requests: write }"))).toEqual([]);
  expect(told(job("{ contents: read }"))).toHaveLength(1);
  expect(told(job("{}"))).toHaveLength(2);
  expect(told("permissions: {}\njobs: { a: { steps: [ { uses: other/action@v1 } ] } }\n")).toEqual([]);
  expect(told("jobs: [")).toEqual([]);
});

test("the starters grant what they need", () => {
  const folder = join(import.meta.dirname, "../../workflows");
  for (const name of ["main", "matrix", "nightly", "preview", "pull-request", "release", "rollback"]) {
    expect(lacksOf(name, readFileSync(join(folder, `${name}.yml`), "utf8"))).toEqual([]);
  }
});
