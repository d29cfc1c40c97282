import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../toolkit/process.ts";
import { startSshd, type TestSshd } from "../engine/ssh-support.ts";
import { type Published, publish } from "../support/npm-package.ts";
import { type Place, place, removeApp, removeImages, SMALL_FILES } from "../support/small-app.ts";
import { type ActOptions, type ActRepository, actRepository, whyNoAct } from "./act.ts";

const why = await whyNoAct();
if (why) console.log(`The starter workflows are not run under act: ${why}.`);

/** One of several apps, with a pipeline of its own. */
const app = (name: string) => ({
  [`apps/${name}/Dockerfile`]: "FROM node:24-bookworm-slim\nCOPY pipeline.yml /\n",
  [`apps/${name}/pipeline.yml`]: `app: ${name}
build: { tags: "\${TEST_REGISTRY}/quayside-small:${name}-\${GITHUB_SHA}" }
test: { run: "echo ${name} >> $$SEEN" }
`,
});
/** Above every port that the machine gives out by itself. */
const NUMBER = 9000 + (process.pid % 900);
const PREVIEW = `preview-${NUMBER}`;

let published: Published;
let repository: ActRepository;
let scratch: string;
let at: Place;
let sshd: TestSshd | undefined;
const socket = (process.env.DOCKER_HOST || "unix:///var/run/docker.sock").replace("unix://", "");
beforeAll(async () => {
  if (why) return;
  sshd = socket.startsWith("/") ? await startSshd() : undefined;
  scratch = mkdtempSync(join(tmpdir(), "starters-"));
  at = await place();
  published = await publish();
  repository = await actRepository({
    ...SMALL_FILES,
    ...app("api"),
    ...app("web"),
  });
});
afterAll(async () => {
  if (why) return;
  sshd?.stop();
  await removeApp(PREVIEW);
  await at?.remove();
  await removeImages();
  repository?.remove();
  await published?.remove();
  rmSync(scratch, { recursive: true, force: true });
});

const secrets = (): Record<string, string> => {
  const { DATABASE_URL = "" } = at.env;
  return { DATABASE_URL, APP_DATABASE_URL: DATABASE_URL };
};

/** Runs a starter with the variables and secrets that its repository would have. */
async function starter(name: string, options: ActOptions = {}): Promise<string> {
  const { DATABASE_URL = "", ...env } = at.env;
  const { code, stdout } = await repository.act(`workflows/${name}.yml`, {
    secrets: secrets(),
    timeout: 300_000,
    ...options,
    env: { ...env, ...published.env, ...options.env },
  });
  expect(code, stdout).toBe(0);
  expect(stdout).not.toContain(new URL(DATABASE_URL).password);
  return stdout;
}

const answer = async (port: number) =>
  await fetch(`http://127.0.0.1:${port}/version`).then(
    (response) => response.text(),
    () => "no answer",
  );
const full_name = "quayside/quayside";
const pull = (action: string, repo = full_name) => ({
  action,
  number: NUMBER,
  pull_request: {
    number: NUMBER,
    head: { ref: "feature", repo: { full_name: repo } },
    base: { ref: "main", repo: { full_name } },
  },
  repository: { full_name },
});

test.skipIf(why)("pull-request builds and tests, plans, and changes nothing", async () => {
  const log = await starter("pull-request", { event: "pull_request", payload: pull("opened") });
  expect(log).toContain("2 of 2 tests passed");
  expect(log).toMatch(/migrate: .*planned|2 migrations|would/i);
  expect(log).not.toMatch(/✓ (push|deploy): (pushed|deployed)/);
  expect(await answer(at.port)).toBe("no answer");
});

test.skipIf(why)("main takes a commit to staging", async () => {
  expect(await starter("main")).toContain("2 migrations applied");
  expect(await answer(at.port)).toBe("small 1");
});

test.skipIf(why)(
  "release takes a tag of that commit to production; what is there already is not done again",
  async () => {
    const log = await starter("release", {
      payload: { ref: "refs/tags/v1.2.3" },
      // The host of the environment is this machine again, by SSH; the name of the app is a further secret.
      env: { APP_NAME: "", GITHUB_REF: "refs/tags/v1.2.3" },
      vars: sshd ? { QUAYSIDE_HOSTS: `${sshd.address}${socket}`, QUAYSIDE_KNOWN_HOSTS: sshd.knownHosts } : {},
      secrets: { ...secrets(), QUAYSIDE_SSH_KEY: sshd?.key ?? "", QUAYSIDE_VARIABLES: `APP_NAME=${at.app}` },
    });
    if (sshd) {
      // One is the deploy's, and one looks ahead whether the host is there, unless the image was there before.
      expect([1, 2]).toContain(sshd.connections().loggedIn);
      for (const line of sshd.key.trim().split("\n").slice(1, -1)) expect(log).not.toContain(line);
    }
    expect(log).toMatch(/deploy: unchanged/);
    expect(log).toContain("nothing applied");
  },
);

test.skipIf(why)("nightly builds and tests, and the doctor finds staging well", async () => {
  const log = await starter("nightly", { event: "workflow_dispatch" });
  expect(log).toContain("2 of 2 tests passed");
  for (const check of ["engine", "database", "proxy"]) expect(log).toMatch(new RegExp(`✓ ${check}`));
});

test.skipIf(why)("rollback brings the release before back", async () => {
  const { folder } = repository;
  for (const path of ["small/answer.js", "small/answer.test.js"]) {
    repository.write(path, readFileSync(join(folder, path), "utf8").replace("small 1", "small 1, changed"));
  }
  await run(
    "git",
    ["-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "--quiet", "-am", "A change"],
    {
      cwd: folder,
    },
  );
  await starter("main");
  expect(await answer(at.port)).toBe("small 1, changed");
  await starter("rollback", { event: "workflow_dispatch", payload: { inputs: { environment: "staging" } } });
  expect(await answer(at.port)).toBe("small 1");
});

test.skipIf(why)("preview gives a pull request an environment, and removes it when it is closed", async () => {
  const port = 20_000 + (NUMBER % 10_000);
  await starter("preview", { event: "pull_request", payload: pull("opened") });
  expect(await answer(port)).toContain("small 1");
  await starter("preview", { event: "pull_request", payload: pull("closed") });
  expect(await answer(port)).toBe("no answer");
});

test.skipIf(why)("preview runs nothing of a fork", async () => {
  const log = await starter("preview", { event: "pull_request", payload: pull("opened", "stranger/quayside") });
  expect(log).not.toContain("Build, test, deploy");
});

test.skipIf(why)("matrix runs the pipeline of each app", async () => {
  const seen = join(scratch, "seen");
  await starter("matrix", { env: { SEEN: seen } });
  expect(existsSync(seen) ? readFileSync(seen, "utf8").trim().split("\n").sort() : []).toEqual(["api", "web"]);
});
