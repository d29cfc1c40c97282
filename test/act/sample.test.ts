import { afterAll, beforeAll, expect, test } from "vitest";
import { type ActRepository, actRepository, whyNoAct } from "./act.ts";

const why = await whyNoAct();
if (why) console.log(`The workflows are not run under act: ${why}.`);

let repository: ActRepository;
beforeAll(async () => {
  if (!why) repository = await actRepository();
});
afterAll(() => repository?.remove());

test.skipIf(why)("the sample workflow takes the sample app through the whole pipeline under act", async () => {
  const { code, stdout } = await repository.act(".github/workflows/sample.yml");
  expect(stdout).toContain("Success - Main The app answers with this commit");
  expect(stdout).toContain("Success - Main Remove the app and its services");
  expect(code).toBe(0);
});

test.skipIf(why)("a caller's workflow runs the reusable one: a plan of the sample", async () => {
  repository.write(
    ".github/workflows/caller.yml",
    `on: push
jobs:
  plan:
    permissions:
      contents: read
      packages: write
    uses: ./.github/workflows/pipeline.yml
    with:
      environment: staging
      file: sample-app/pipeline.yml
      mode: plan
      stages: |
        build
        test
        migrate
      version: planned-by-act
    secrets:
      DATABASE_URL: ""
  after:
    needs: [plan]
    runs-on: ubuntu-latest
    steps:
      - run: test "$OUTCOME" = planned && echo "the caller got $IMAGE"
        env:
          OUTCOME: \${{ needs.plan.outputs.outcome }}
          IMAGE: \${{ needs.plan.outputs.image }}
`,
  );
  const { code, stdout } = await repository.act(".github/workflows/caller.yml");
  expect(code).toBe(0);
  expect(stdout).toMatch(/the caller got \S*sample-app:planned-by-act/);
});
