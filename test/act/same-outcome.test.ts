import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Job, playStep, type StepRecord } from "../../scripts/play-runner.ts";
import { run } from "../../toolkit/process.ts";
import { JENKINS, jenkinsSteps, TRAVIS, travisSteps } from "../support/ci-files.ts";
import { type Published, publish } from "../support/npm-package.ts";
import { type Place, place, removeImages, SMALL_FILES } from "../support/small-app.ts";
import { type ActRepository, actRepository, whyNoAct } from "./act.ts";

const root = join(import.meta.dirname, "../..");
const why = await whyNoAct();
if (why) console.log(`The reusable workflow is not compared with the other ways, since it is run by act: ${why}.`);

/** What a run came to, as its user sees it. */
interface Outcome {
  outcome: string;
  digest: string;
  tests: string;
  coverage: string;
  applied: string;
  /** What the app answers afterwards. */
  version: string;
}

const CALLER = `on: push
jobs:
  call:
    permissions:
      contents: read
      packages: write
    uses: ./.github/workflows/pipeline.yml
    with:
      environment: staging
    secrets:
      DATABASE_URL: \${{ secrets.DATABASE_URL }}
  after:
    needs: [call]
    runs-on: ubuntu-latest
    steps:
      - run: printf '%s' "$OUTPUTS" > "$OUTPUTS_FILE"
        env:
          OUTPUTS: \${{ toJSON(needs.call.outputs) }}
`;

let published: Published;
let repository: ActRepository;
let scratch: string;
const places: Place[] = [];
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "same-"));
  [published, repository] = [
    await publish(),
    await actRepository({
      ...SMALL_FILES,
      // Nothing that was built before, by whomever, is of this content: the first way builds, and the others have to agree.
      "small/server.js": `${SMALL_FILES["small/server.js"]}// ${randomUUID()}\n`,
      ".github/workflows/caller.yml": CALLER,
    }),
  ];
});
afterAll(async () => {
  for (const one of places) await one.remove();
  await removeImages();
  repository?.remove();
  await published?.remove();
  rmSync(scratch, { recursive: true, force: true });
});

/** Runs one way in a place of its own and asks the app afterwards. */
async function came(way: (at: Place) => Promise<Record<string, unknown>>): Promise<Outcome> {
  const at = await place();
  places.push(at);
  const outputs = await way(at);
  const answer = await fetch(`http://127.0.0.1:${at.port}/version`).catch(() => undefined);
  const of = (name: string) => String(outputs[name] ?? "");
  return {
    outcome: of("outcome"),
    digest: of("digest"),
    tests: of("tests"),
    coverage: of("coverage"),
    applied: of("applied"),
    version: (await answer?.text()) ?? "no answer",
  };
}

/** A step of a job on GitHub's runner, played to the letter. */
async function step(at: Place, action: string, inputs: Record<string, string>): Promise<StepRecord["outputs"]> {
  const job: Job = {
    workspace: repository.folder,
    github: { sha: repository.sha, ref: "refs/heads/main" },
    timeout: 300_000,
  };
  const manifest = join(root, action, "action.yml");
  const record = await playStep({ action: manifest, with: inputs, env: at.env }, job);
  expect(record.conclusion, record.log).toBe("success");
  return record.outputs;
}

/** A line of a shell on a machine that is not GitHub's, with nothing of this run's environment but what it names. */
async function shell(line: string, env: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const { PATH, HOME } = process.env;
  const { code, stdout, stderr } = await run("bash", ["-c", `${line} --json`], {
    cwd: repository.folder,
    env: { PATH, HOME, ...published.env, ...env },
    timeout: 300_000,
  });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout).outputs;
}

/** What the containers of an app say of the run that made them: its commit and its own page. */
async function origin(app: string): Promise<string[]> {
  const format = '{{.Label "quayside.commit"}} {{.Label "quayside.run"}}';
  const filters = ["--filter", `label=quayside.app=${app}`, "--filter", "label=quayside.role=instance"];
  const { stdout } = await run("docker", ["ps", ...filters, "--format", format]);
  return [...new Set(stdout.trim().split("\n"))];
}

const read = (path: string) => readFileSync(join(root, path), "utf8");
const ways: Record<string, (at: Place) => Promise<Record<string, unknown>>> = {
  "the root action": (at) => step(at, ".", {}),

  "the four single actions": async (at) => {
    const image = `${at.env.TEST_REGISTRY}/quayside-small:${repository.sha}`;
    await step(at, "actions/build", { context: "small", tags: image });
    const tested = await step(at, "actions/test", {
      run: "mkdir -p reports && node --test --experimental-test-coverage --test-reporter=junit --test-reporter-destination=reports/junit.xml --test-reporter=lcov --test-reporter-destination=reports/lcov.info",
      "working-directory": "small",
      reports: "reports/junit.xml",
      "coverage-reports": "reports/lcov.info",
    });
    const pushed = await step(at, "actions/build", { mode: "push", tags: image });
    const migrated = await step(at, "actions/migrate", { url: at.database, directory: "small/migrations" });
    const deployed = await step(at, "actions/deploy", {
      app: at.app,
      image: pushed.refs?.split("\n")[0] ?? "",
      publish: `127.0.0.1:${at.port}`,
      port: "3000",
      "health-path": "/healthz",
    });
    // The pipeline says "success" where each of them says what it has done.
    expect([tested.outcome, pushed.outcome, migrated.outcome, deployed.outcome]).toEqual([
      "passed",
      "pushed",
      "applied",
      "deployed",
    ]);
    return { ...tested, digest: pushed.digest, applied: migrated.applied, outcome: "success" };
  },

  "the command line": (at) => shell("npx --yes quayside@1 pipeline", at.env),

  "the Jenkinsfile": async (at) => {
    const { env, stages } = jenkinsSteps(read("workflows/Jenkinsfile"));
    const job = { ...JENKINS, ...env, GIT_COMMIT: repository.sha };
    const outputs = await shell(stages.Main?.[0] ?? "", { ...job, ...at.env });
    expect(await origin(at.app)).toEqual([`${repository.sha} ${JENKINS.BUILD_URL}`]);
    return outputs;
  },

  ".travis.yml": async (at) => {
    const { env, stages } = travisSteps(read("workflows/.travis.yml"));
    const job = { ...TRAVIS, ...env, TRAVIS_COMMIT: repository.sha };
    const outputs = await shell(stages.main?.[0] ?? "", { ...job, ...at.env });
    expect(await origin(at.app)).toEqual([`${repository.sha} ${TRAVIS.TRAVIS_BUILD_WEB_URL}`]);
    return outputs;
  },
};
if (!why) {
  ways["the reusable workflow under act"] = async (at) => {
    const file = join(scratch, "outputs.json");
    const { DATABASE_URL = "", ...env } = at.env;
    const { code, stdout } = await repository.act(".github/workflows/caller.yml", {
      env: { ...env, OUTPUTS_FILE: file },
      secrets: { DATABASE_URL },
    });
    expect(code, stdout).toBe(0);
    return JSON.parse(readFileSync(file, "utf8"));
  };
}

test("the same commit comes to the same outcome every way", { timeout: 1_800_000 }, async () => {
  const outcomes: Record<string, Outcome> = {};
  for (const [name, way] of Object.entries(ways)) outcomes[name] = await came(way);
  console.log(JSON.stringify(outcomes, null, 2));
  const [first] = Object.values(outcomes);
  expect(first).toMatchObject({ outcome: "success", tests: "2", applied: "2", version: "small 1" });
  expect(first?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(Number(first?.coverage)).toBeGreaterThan(50);
  for (const [name, outcome] of Object.entries(outcomes)) expect([name, outcome]).toEqual([name, first]);
});
