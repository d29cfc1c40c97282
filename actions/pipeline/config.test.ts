import { expect, test } from "vitest";
import { UserError } from "../../toolkit/errors.ts";
import { choice, flag, integer, lines, pairs, text } from "../../toolkit/inputs.ts";
import { readYaml } from "../../toolkit/yaml.ts";
import { readConfig } from "./config.ts";
import type { Stage } from "./stages.ts";

const load = async () => async () => {};
const build: Stage = {
  name: "build",
  inputs: {
    context: text({ describe: "", default: "." }),
    tags: lines({ describe: "" }),
    "build-args": pairs({ describe: "" }),
    push: flag({ describe: "" }),
  },
  fixed: { push: "false" },
  flow: () => ({}),
  load,
};
const push: Stage = { ...build, name: "push", fixed: { push: "true" }, extends: "build" };
const deploy: Stage = {
  name: "deploy",
  inputs: {
    image: text({ describe: "", required: true }),
    replicas: integer({ min: 1, max: 9 }, { describe: "", default: "1" }),
    order: choice(["start-first", "stop-first"], { describe: "" }),
    password: text({ describe: "", secret: true }),
  },
  fixed: {},
  flow: () => ({}),
  load,
};
const known = [build, push, deploy];

function read(yaml: string, options: { only?: string[]; variables?: Record<string, string>; masks?: string[] } = {}) {
  return readConfig(readYaml("pipeline.yml", yaml), {
    known,
    only: options.only ?? [],
    variables: options.variables ?? {},
    mask: (secret) => options.masks?.push(secret),
  });
}

function mistakes(yaml: string, options?: Parameters<typeof read>[1]): string[] {
  try {
    read(yaml, options);
  } catch (error) {
    if (error instanceof UserError) return error.message.split("\n");
    throw error;
  }
  throw new Error("no mistake was found");
}

test("sections become the inputs of their actions, in the order of the stages", () => {
  const config = read(
    `
app: shop
deploy:
  replicas: 3
build:
  tags: [a, "b:\${TAG:-1}"]
  build-args: { A: 1, B: null }
push:
`,
    { variables: { TAG: "7" } },
  );
  expect(config.app).toBe("shop");
  expect(config.stages.map(({ stage, inputs }) => [stage.name, inputs])).toEqual([
    ["build", { tags: "a\nb:7", "build-args": "A=1\nB=", push: "false" }],
    ["push", { tags: "a\nb:7", "build-args": "A=1\nB=", push: "true" }],
    ["deploy", { replicas: "3" }],
  ]);
});

test("only the stages that are asked for are run, and an input that is not needed then need not be right", () => {
  const yaml = "build:\n  tags: a\ndeploy:\n  image: ${GONE}\n";
  expect(read(yaml, { only: ["build"] }).stages.map(({ stage }) => stage.name)).toEqual(["build"]);
});

test("a secret is masked before it is read", () => {
  const masks: string[] = [];
  read("deploy:\n  image: x\n  password: ${PW}\n", { variables: { PW: "hunter22" }, masks });
  expect(masks).toContain("hunter22");
});

test.each([
  ["biuld:\n  tags: a\n", ['pipeline.yml:1:1: "biuld" is no key; did you mean "build"?']],
  ["build:\n  tag: a\n", ['pipeline.yml:2:3: "tag" is no input of build; did you mean "tags"?']],
  ["build:\n  push: true\n", ['pipeline.yml:2:3: push is set to "false" by the pipeline and cannot be set here']],
  ["deploy:\n  replicas: many\n", [/^pipeline.yml:2:3: replicas got "many" .*a whole number from 1 to 9/]],
  ["deploy:\n  order: sideways\n", [/order got "sideways".*start-first, stop-first/]],
  ["deploy:\n  image: ${TAG}\n", [/^pipeline.yml:2:3: TAG is not set/]],
  ["deploy: 5\n", ["pipeline.yml:1:1: deploy takes a map of inputs"]],
  ["build:\n  tags:\n    - [1]\n", [/tags takes a scalar, a list/]],
  ["- build\n", ["pipeline.yml:1:1: a pipeline file is a map of stages"]],
  ["app: x\n", ["pipeline.yml has no stage"]],
  ["build:\n  tags: a\n  tags: b\n", [/^pipeline.yml:3:3: Map keys must be unique/]],
  ["build:\n\ttags: a\n", [/^pipeline.yml:2:1: /]],
])("%j is told with its place", (yaml, expected) => {
  expect(mistakes(yaml)).toEqual(expected.map((one) => (one instanceof RegExp ? expect.stringMatching(one) : one)));
});

test("all mistakes are told at once", () => {
  expect(mistakes("biuld: {}\nbuild:\n  tag: a\n  context: ${A}${B}\ndeploy:\n  replicas: 0\n")).toHaveLength(5);
});

test("a stage that is asked for must be known and in the file", () => {
  expect(mistakes("build: {}\n", { only: ["deploy", "tset"] })).toEqual([
    'stages: pipeline.yml has no section "deploy"',
    expect.stringMatching(/stages: "tset" is no stage/),
  ]);
});
