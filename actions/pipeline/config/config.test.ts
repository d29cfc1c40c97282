import { expect, test } from "vitest";
import { UserError } from "../../../toolkit/errors.ts";
import { readYamlTree } from "../../../toolkit/yaml.ts";
import type { RunFacts } from "../facts.ts";
import { STAGES } from "../stages.ts";
import { type ConfigOptions, readConfig } from "./config.ts";

interface Given extends Partial<Omit<ConfigOptions, "facts" | "exists">> {
  facts?: Partial<RunFacts>;
  masks?: string[];
  /** Files that there are, beside a .dockerignore. */
  files?: string[];
}

function read(yaml: string, { facts, masks = [], files = [".dockerignore"], ...options }: Given = {}) {
  return readConfig(readYamlTree("pipeline.yml", yaml), {
    file: "pipeline.yml",
    known: STAGES,
    only: [],
    environment: "",
    mode: "apply",
    variables: {},
    folder: "",
    facts: { event: "push", branch: "main", ...facts },
    exists: (path) => files.includes(path),
    mask: (secret) => masks.push(secret),
    ...options,
  });
}

/** The stages with what each waits for. */
const order = (...args: Parameters<typeof read>) =>
  Object.fromEntries(
    read(...args).stages.map(({ id, needs, skip }) => [id, skip === undefined ? needs : `skipped: ${skip}`]),
  );

const inputs = (id: string, ...args: Parameters<typeof read>) =>
  read(...args)
    .stages.find((one) => one.id === id)
    ?.inputs({});

function mistakes(...args: Parameters<typeof read>): string[] {
  try {
    read(...args);
  } catch (error) {
    if (error instanceof UserError) return error.message.split("\n");
    throw error;
  }
  throw new Error("no mistake was found");
}

const ALL = `
app: shop
build: { tags: a }
test: { run: npm test }
push:
migrate: { url: "postgres://h/d" }
deploy: { replicas: 2 }
verify: { path: /version }
`;

test("the default order: build and test side by side, nothing that lasts before both", () => {
  expect(order(ALL)).toEqual({
    build: [],
    test: [],
    push: ["build", "test"],
    migrate: ["build", "test", "push"],
    deploy: ["build", "test", "push", "migrate"],
    "migrate-post": ["deploy"],
    verify: ["deploy", "migrate-post"],
  });
});

test("tests wait for the build where no .dockerignore keeps what they write out of it", () => {
  expect(order(ALL, { files: [] })).toMatchObject({ test: ["build"] });
  expect(order(ALL, { files: ["Dockerfile.dockerignore"] })).toMatchObject({ test: [] });
  const other = "build: { tags: a, context: app, file: docker/app.Dockerfile }\ntest: { run: x }\n";
  expect(order(other, { files: [".dockerignore"] })).toMatchObject({ test: ["build"] });
  expect(order(other, { files: ["app/.dockerignore"] })).toMatchObject({ test: [] });
  expect(order(other, { files: ["docker/app.Dockerfile.dockerignore"] })).toMatchObject({ test: [] });
  expect(
    order("build: { tags: a, context: 'https://example.com/x.git' }\ntest: { run: x }\n", { files: [] }),
  ).toMatchObject({ test: [] });
});

test("tests that use the image wait for it", () => {
  expect(order('build: { tags: a }\ntest: { run: "docker run ${QUAYSIDE_IMAGE}" }\n')).toEqual({
    build: [],
    test: ["build"],
  });
});

test("needs takes the place of the default order, but never of the values that a stage takes", () => {
  const yaml = ALL.replace("run: npm test", "run: npm test, needs: build").replace(
    "replicas: 2",
    "replicas: 2, needs: []",
  );
  const config = read(yaml);
  expect(config.stages.find(({ id }) => id === "test")?.needs).toEqual(["build"]);
  expect(config.stages.find(({ id }) => id === "deploy")?.needs).toEqual(["build", "push"]);
  expect(config.notes).toEqual([]);
  const risky = read("build: { tags: a }\ntest: { run: x }\ndeploy: { needs: build }\n");
  expect(risky.notes).toEqual(["deploy does not wait for test, since its `needs` says so."]);
});

test("migrate runs in two phases around a deploy, as its section and the stages asked for say", () => {
  const phases = (yaml: string, only: string[] = []) =>
    Object.fromEntries(read(yaml, { only }).stages.map(({ id, inputs: of }) => [id, of({}).phase]));
  expect(phases(ALL)).toMatchObject({ migrate: "pre", "migrate-post": "post" });
  expect(phases("migrate: { url: u }\n")).toEqual({ migrate: undefined });
  const image = "migrate: { url: u, phase: PHASE }\ndeploy: { image: x }\n";
  expect(phases(image.replace("PHASE", "all"))).toEqual({ migrate: "all", deploy: undefined });
  expect(phases(image.replace("PHASE", "post"))).toEqual({ "migrate-post": "post", deploy: undefined });
  expect(phases("migrate: { url: u, command: npx prisma }\ndeploy: { image: x }\n")).toEqual({
    migrate: undefined,
    deploy: undefined,
  });
  // Never the second phase without the deploy that goes before it, unless it is named.
  expect(phases(ALL, ["migrate"])).toEqual({ migrate: "pre" });
  expect(phases(ALL, ["migrate-post"])).toEqual({ "migrate-post": "post" });
  expect(Object.keys(phases(ALL, ["build", "push", "migrate", "deploy"]))).toContain("migrate-post");
});

test("sections become the inputs of their actions; push takes those of build", () => {
  const yaml = '\nbuild:\n  tags: [a, "b:${TAG:-1}"]\n  build-args: { A: 1, B: null }\npush:\n';
  const options = { variables: { TAG: "7" } };
  expect(inputs("build", yaml, options)).toEqual({
    tags: "a\nb:7",
    "build-args": "A=1\nB=",
    push: "false",
    load: "true",
    rebuild: "auto",
  });
  expect(inputs("push", yaml, options)).toEqual({
    tags: "a\nb:7",
    "build-args": "A=1\nB=",
    mode: "push",
    rebuild: "auto",
  });
  const always = inputs("build", yaml.replace("tags:", "rebuild: always\n  tags:"), options);
  expect(always?.rebuild).toBe("always");
});

test("only the stages that are asked for are run, and what the others need need not be there", () => {
  const yaml = "build:\n  tags: a\ndeploy:\n  image: ${GONE}\n";
  expect(Object.keys(order(yaml, { only: ["build"] }))).toEqual(["build"]);
});

test("an image for several platforms is made and sent by the builder, since no engine takes it", () => {
  const yaml = "build: { tags: a, platforms: [linux/amd64, linux/arm64] }\npush:\n";
  expect(inputs("build", yaml)).toMatchObject({ push: "false" });
  expect(inputs("build", yaml)).not.toHaveProperty("load");
  expect(inputs("push", yaml)).toMatchObject({ mode: "apply", push: "true", platforms: "linux/amd64\nlinux/arm64" });
  expect(inputs("push", yaml.replace(", linux/arm64", ""))).toMatchObject({ mode: "push" });
});

test("a value is what was written, whatever YAML takes it for", () => {
  const yaml = "build: { tags: a, build-args: { VERSION: 1.10, MODE: 0755, ON: yes, T: 'x' } }\n";
  expect(inputs("build", yaml)?.["build-args"]).toBe("VERSION=1.10\nMODE=0755\nON=yes\nT=x");
});

test("one stage alone: nobody asks who would give it what it does not set", () => {
  expect(inputs("deploy", "deploy: { replicas: 2 }\n", { alone: true, only: ["deploy"] })).toEqual({ replicas: "2" });
});

test("variables name the host of a deploy where its section names none, and a key is masked", () => {
  const yaml = "deploy: { image: x }\n";
  const masks: string[] = [];
  const variables = { QUAYSIDE_HOSTS: "ssh://deploy@h", QUAYSIDE_KNOWN_HOSTS: "h k", QUAYSIDE_SSH_KEY: "the key" };
  const given = inputs("deploy", yaml, { variables, masks });
  expect(given).toEqual({ image: "x", hosts: "ssh://deploy@h", "known-hosts": "h k", "ssh-key": "the key" });
  expect(masks).toContain("the key");
  const own = yaml.replace("image: x", "image: x, hosts: 'unix:///s'");
  expect(inputs("deploy", own, { variables })).toMatchObject({ hosts: "unix:///s", "ssh-key": "the key" });
  expect(inputs("deploy", yaml)).toEqual({ image: "x" });
});

test("a secret is masked before it is read", () => {
  const masks: string[] = [];
  read("deploy:\n  image: x\n  secrets: { PW: $PW }\n", { variables: { PW: "hunter22" }, masks });
  expect(masks).toContain("PW=hunter22");
});

test("what a later stage gives has its value then", () => {
  const yaml =
    'build: { tags: a }\ndeploy: { env: { IMAGE: "${QUAYSIDE_IMAGE}", APP: "$QUAYSIDE_APP", ENV: "$QUAYSIDE_ENVIRONMENT" } }\nenvironments: { staging: }\n';
  const deploy = read(yaml, { environment: "staging" }).stages.find(({ id }) => id === "deploy");
  expect(deploy?.inputs({ QUAYSIDE_IMAGE: "a@sha256:1" }).env).toBe("IMAGE=a@sha256:1\nAPP=app-staging\nENV=staging");
});

// ---- Environments

const ENVIRONMENTS = `
app: shop
deploy: { image: x, replicas: 1, env: { A: 1, B: 2 }, publish: "127.0.0.1:8080" }
verify:
environments:
  staging: { deploy: { env: { B: 3 } }, verify: false }
  production:
    deploy: { replicas: 4, publish: "0.0.0.0:80" }
    when: { tag: "v*" }
`;

test("an environment is laid over the file: maps key by key, everything else as a whole, false leaves a stage out", () => {
  expect(inputs("deploy", ENVIRONMENTS, { environment: "staging" })).toMatchObject({ replicas: "1", env: "A=1\nB=3" });
  expect(Object.keys(order(ENVIRONMENTS, { environment: "staging" }))).toEqual(["deploy"]);
  const production = read(ENVIRONMENTS, { environment: "production", facts: { branch: undefined, tag: "v1" } });
  expect(production.stages[0]?.inputs({})).toMatchObject({ replicas: "4", env: "A=1\nB=2", publish: "0.0.0.0:80" });
  expect(production.environment).toBe("production");
});

test("each environment has a name of its own to deploy under", () => {
  const name = (environment: string) => read(ENVIRONMENTS, { environment }).stages[0]?.app.name;
  expect([name(""), name("staging"), name("production")]).toEqual(["shop", "shop-staging", "shop-production"]);
  expect(read(ENVIRONMENTS).notes).toEqual(["No environment was chosen; the file has staging, production."]);
});

test("two environments with one lock are a mistake, unless a variable tells them apart", () => {
  const both = (settings: string, rest = "") =>
    `deploy: { image: x ${settings} }\nmigrate: { url: "\${URL:-x}" ${rest} }\nenvironments:\n  staging: {}\n  production: {}\n`;
  expect(mistakes(both(", app: shop"))).toEqual([
    "pipeline.yml:1:22: the environments staging and production would both deploy under one name, by the same app; give each its own, or leave it to a variable",
  ]);
  const urls = 'migrate: { url: "postgres://h/one" }\nenvironments:\n  a: {}\n  b: {}\n';
  expect(mistakes(urls)[0]).toMatch(/^pipeline.yml:1:12: the environments a and b would both migrate one database/);
  expect(read(both("")).stages).toHaveLength(3);
  expect(read(both(', app: "shop-${QUAYSIDE_ENVIRONMENT}"'), { environment: "staging" }).stages).toHaveLength(3);
  expect(read(`${urls}  c: { migrate: { url: other } }\n`.replace("  b: {}\n", "")).stages).toHaveLength(1);
});

// ---- Several apps

const APPS = `
app: shop
test: { run: npm test }
apps:
  api: { folder: services/api, build: { tags: api }, deploy: { publish: "8001" }, migrate: { url: u } }
  web: { needs: api, build: { tags: web }, deploy: { publish: "8002" }, when: { paths: "web/**" }, test: { run: make test } }
environments:
  staging: { deploy: { replicas: 2 }, apps: { web: { deploy: { replicas: 3 } } } }
`;

test("several apps: stages of their own, what stands above counts for each, and what lasts waits for the app it needs", () => {
  const plan = order(APPS, { files: ["services/api/.dockerignore", ".dockerignore"] });
  expect(Object.keys(plan)).toEqual([
    "api/build",
    "api/test",
    "api/migrate",
    "api/deploy",
    "api/migrate-post",
    "web/build",
    "web/test",
    "web/deploy",
  ]);
  expect(plan["web/build"]).toEqual([]);
  expect(plan["web/deploy"]).toEqual([...Object.keys(plan).slice(0, 5), "web/build", "web/test"]);
  const config = read(APPS, { environment: "staging" });
  expect(config.apps.map(({ name, folder }) => [name, folder])).toEqual([
    ["shop-api-staging", "services/api"],
    ["shop-web-staging", ""],
  ]);
  const of = (id: string) => config.stages.find((one) => one.id === id)?.inputs({});
  expect([of("api/test")?.run, of("web/test")?.run]).toEqual(["npm test", "make test"]);
  expect([of("api/deploy")?.replicas, of("web/deploy")?.replicas]).toEqual(["2", "3"]);
});

test("an app whose paths did not change is left out", () => {
  const plan = order(APPS, { facts: { changed: ["services/api/main.go"] } });
  expect(plan["web/deploy"]).toBe("skipped: nothing changed in web/**");
  expect(plan["api/build"]).toEqual(["api/build"].slice(1));
});

test("two apps that would work on one thing are a mistake", () => {
  const yaml = (deploy: string) =>
    `migrate: { url: "postgres://u:hunter22@h/d" }\napps:\n  a: { deploy: { image: x${deploy} } }\n  b: { deploy: { image: y${deploy} } }\n`;
  const found = mistakes(yaml(", app: shop"));
  expect(found).toEqual([
    expect.stringMatching(
      /^pipeline.yml:1:12: a\/migrate and b\/migrate would both migrate one database with one history table; give each its own url or schema or history-table$/,
    ),
    expect.stringMatching(
      /^pipeline.yml:4:\d+: a\/deploy and b\/deploy would both deploy under one name; give each its own app/,
    ),
  ]);
});

test("a plan goes on without a variable and says so; with a mistake beside it, it is one too", () => {
  const yaml = "build: { tags: a }\ndeploy: { env: { A: $A, B: $B } }\nmigrate: { url: $A }\n";
  const plan = read(yaml, { mode: "plan" });
  expect(plan.notes).toEqual([
    "A, B are not set: this plan takes them for empty, and a run would not begin without them.",
  ]);
  expect(plan.stages.find(({ id }) => id === "deploy")?.inputs({}).env).toBe("A=\nB=");
  expect(mistakes(yaml)).toHaveLength(3);
  const image = mistakes("deploy: { image: $TAG }\n", { mode: "plan" });
  expect(image).toContainEqual(expect.stringMatching(/^pipeline.yml:1:11: TAG is not set; set it/));
  expect(mistakes("build: { tags: '${TAG:?which one}' }\n", { mode: "plan" })).toEqual([
    "pipeline.yml:1:10: TAG is not set: which one",
  ]);
});

// ---- Conditions

test("a stage whose condition does not hold is left out, and its variables need not be set", () => {
  const yaml =
    "build: { tags: a }\ntest: { run: x }\npush: { when: { branch: main } }\ndeploy: { publish: $ADDRESS }\nmigrate: { url: $URL }\nverify:\n";
  const pull = order(yaml, { facts: { event: "pull_request", branch: undefined } });
  expect(pull).toEqual({
    build: [],
    test: [],
    push: "skipped: this is no branch, not main",
    migrate: "skipped: deploy is left out",
    deploy: "skipped: push is left out, which gives it its image",
    "migrate-post": "skipped: deploy is left out",
    verify: "skipped: deploy is left out, which gives it its url",
  });
  expect(order(yaml, { variables: { ADDRESS: "8080", URL: "u" } })).toMatchObject({
    push: ["build", "test"],
    deploy: expect.anything(),
  });
});

test("a test that is left out holds nobody up", () => {
  const yaml = "build: { tags: a }\ntest: { run: x, when: { paths: src/** } }\npush:\n";
  const plan = order(yaml, { facts: { changed: ["README.md"] } });
  expect(plan).toEqual({ build: [], test: "skipped: nothing changed in src/**", push: ["build", "test"] });
});

// ---- Mistakes

test.each([
  ["biuld:\n  tags: a\n", ['pipeline.yml:1:1: "biuld" is no key; did you mean "build"?']],
  ["build:\n  tag: a\n", ['pipeline.yml:2:3: "tag" is no input of build; did you mean "tags"?']],
  ["build:\n  push: true\n", ['pipeline.yml:2:3: push is set to "false" by the pipeline and cannot be set here']],
  ["deploy:\n  image: x\n  replicas: many\n", [/^pipeline.yml:3:3: replicas got "many" .*a whole number from 1 to 32/]],
  ["deploy:\n  image: x\n  strategy: sideways\n", [/strategy got "sideways".*rolling, blue-green/]],
  ["deploy:\n  image: ${TAG}\n", [/^pipeline.yml:2:3: TAG is not set/]],
  ["deploy: 5\n", ["pipeline.yml:1:1: deploy takes a map of inputs", /deploy has no image/]],
  ["build:\n  tags:\n    - [1]\n", [/tags takes a scalar, a list/]],
  ["- build\n", ["pipeline.yml:1:1: a pipeline file is a map of stages"]],
  ["app: x\n", ["pipeline.yml has no stage"]],
  ["app: [x]\nbuild: {tags: a}\n", ["pipeline.yml:1:1: app takes a text"]],
  ["build:\n  tags: a\n  tags: b\n", [/^pipeline.yml:3:3: Map keys must be unique/]],
  ["build:\n\ttags: a\n", [/^pipeline.yml:2:1: /]],
  // A stage without what it needs.
  [
    "deploy:\n  replicas: 2\n",
    [/^pipeline.yml:1:1: deploy has no image: it comes from push or build, which this run does not have; set `image`/],
  ],
  ["verify:\n", [/^pipeline.yml:1:1: verify has no url: it comes from deploy/]],
  ["push:\n", [/^pipeline.yml:1:1: push has no tags: it comes from build/]],
  ["migrate: {}\n", [/^pipeline.yml:1:1: url of migrate is not set; for example: postgres:/]],
  [
    "migrate:\n  url: ${EMPTY}\n",
    [
      "pipeline.yml:2:3: url of migrate is empty; for example: postgres://app:secret@db.example.com:5432/app?sslmode=verify-full",
    ],
  ],
  ["test: { run: 'x ${QUAYSIDE_IMAGE}' }\n", [/^pipeline.yml:1:1: test uses QUAYSIDE_IMAGE, which build gives/]],
  // Needs.
  [
    "build: { tags: a, needs: tset }\ntest: { run: x }\n",
    ['pipeline.yml:1:19: needs: "tset" is no stage of this file; did you mean "test"?'],
  ],
  [
    "build: { tags: a, needs: [test] }\ntest: { run: x, needs: build }\n",
    ["pipeline.yml:1:19: needs: the stages wait for each other in a ring: build → test → build"],
  ],
  ["test: { run: x, needs: { a: 1 } }\n", [/needs takes the name of a stage or a list/]],
  [
    "apps:\n  a: { build: {tags: x}, needs: b }\n",
    ['pipeline.yml:2:26: needs: "b" is no app of this file; did you mean "a"?'],
  ],
  // When.
  ["build: { tags: a, when: main }\n", [/^pipeline.yml:1:19: when takes a map of branch, tag, event, paths/]],
  [
    "build: { tags: a, when: { branches: main } }\n",
    ['pipeline.yml:1:27: "branches" is no condition of when; did you mean "branch"?'],
  ],
  ["build: { tags: a, when: { branch: } }\n", [/branch takes a pattern or a list/]],
  // Apps and environments.
  ["apps:\n  Web: { build: { tags: a } }\n", [/^pipeline.yml:2:3: "Web" is no name of an app/]],
  [
    "build: { tags: a }\nenvironments:\n  staging: { biuld: {} }\n",
    ['pipeline.yml:3:14: "biuld" is no key of an environment; did you mean "build"?'],
  ],
  [
    "build: { tags: a }\nenvironments:\n  staging: { deploy: { replica: 2 } }\n",
    ['pipeline.yml:3:24: "replica" is no input of deploy; did you mean "replicas"?'],
  ],
  [
    "build: { tags: a }\nenvironments:\n  staging: { apps: { web: {} } }\n",
    [/^pipeline.yml:3:22: "web" is no app of this file/],
  ],
])("%j is told with its place", (yaml, expected) => {
  expect(mistakes(yaml, { variables: { EMPTY: "" } })).toEqual(
    expected.map((one) => (one instanceof RegExp ? expect.stringMatching(one) : one)),
  );
});

test("all mistakes are told at once: every variable that is not set, each with its place", () => {
  const yaml = "biuld: {}\nbuild:\n  tag: a\n  tags: ${A}${B}\n  build-args:\n    X: ${C}\ndeploy:\n  replicas: 0\n";
  expect(mistakes(yaml)).toEqual([
    'pipeline.yml:1:1: "biuld" is no key; did you mean "build"?',
    expect.stringMatching(/^pipeline.yml:3:3: "tag" is no input/),
    expect.stringMatching(/^pipeline.yml:4:3: A is not set/),
    expect.stringMatching(/^pipeline.yml:4:3: B is not set/),
    expect.stringMatching(/^pipeline.yml:6:5: C is not set/),
    expect.stringMatching(/^pipeline.yml:8:3: replicas got "0"/),
  ]);
});

test("mistakes come in the order of the file, after those that stand nowhere in it; what two stages of a section lack comes once", () => {
  const yaml = `app: a
build: { tags: "a:$ONE", tgas: x }
migrate:
deploy: { replicas: many }
environments: { staging: { wen: x } }
`;
  const places = mistakes(yaml, { environment: "prod" }).map((one) => /^pipeline.yml:(\d+)/.exec(one)?.[1] ?? one);
  expect(places).toEqual([expect.stringContaining('"prod" is no environment'), "2", "2", "3", "4", "5"]);
});

test("a stage that is asked for must be known and in the file, an environment too", () => {
  expect(mistakes("build: { tags: a }\n", { only: ["deploy", "tset"], environment: "staging" })).toEqual([
    expect.stringMatching(/^environment: "staging" is no environment of this file; known are: none/),
    'stages: the file has no section "deploy"',
    'stages: "tset" is no stage; did you mean "test"?',
  ]);
});

test("x- keys are the author's own, for anchors", () => {
  const yaml = "x-common: &common { memory: 64m }\nbuild: { tags: a }\ndeploy: { <<: *common, replicas: 2 }\n";
  expect(inputs("deploy", yaml)).toMatchObject({ memory: "64m", replicas: "2" });
});

test("no action has an input of a name that the pipeline keeps for itself", () => {
  for (const { inputs: taken } of STAGES) {
    for (const name of ["needs", "when", "reuse"]) expect(taken).not.toHaveProperty(name);
  }
});
