import { expect, test } from "vitest";
import { messageOf } from "../../toolkit/errors.ts";
import { readYamlTree } from "../../toolkit/yaml.ts";
import { checkInputs } from "./check-inputs.ts";
import { readConfig } from "./config/config.ts";
import { STAGES } from "./stages.ts";

/** What is wrong between the inputs of a file, a line each. */
async function wrong(yaml: string, mode: "apply" | "plan" = "apply"): Promise<string[]> {
  const config = readConfig(readYamlTree("pipeline.yml", yaml), {
    file: "pipeline.yml",
    known: STAGES,
    only: [],
    environment: "",
    mode,
    variables: {},
    folder: "",
    facts: { event: "push", branch: "main" },
    exists: () => true,
    mask: () => {},
  });
  const runner = { env: {}, mask: () => {} };
  return await checkInputs(config, mode, { ...runner, input: () => "" }).then(
    () => [],
    (error) => messageOf(error).split("\n"),
  );
}

const GOOD = `
build: { tags: "a:1" }
test: { run: "true" }
push:
migrate: { url: "postgres://h/d" }
deploy: { env: { IMAGE: $QUAYSIDE_IMAGE } }
verify:
`;

test.each(["apply", "plan"] as const)("what comes from other stages is there in time, in mode %s", async (mode) => {
  expect(await wrong(GOOD, mode)).toEqual([]);
});

test("every mistake between the inputs of every stage is told before anything runs, each once and with its place", async () => {
  const yaml = `
build: { tags: "a:1", smoke: true, platforms: "linux/amd64,linux/arm64" }
push:
migrate: { url: "postgres://h/d", url-file: x }
deploy: { hosts: "ssh://deploy@h", tls-ca: x }
`;
  const found = await wrong(yaml);
  expect(found).toEqual([
    expect.stringMatching(/^pipeline.yml:2:1: build: smoke and test need the image in the engine/),
    "pipeline.yml:4:1: migrate: url and url-file are both set; give one of them",
    expect.stringMatching(/^pipeline.yml:5:1: deploy: known-hosts is not set; .*ssh-keyscan/),
    "pipeline.yml:5:1: deploy: tls-ca, tls-cert and tls-key go together; some are not set",
  ]);
  expect(await wrong('build: { tags: "a:1" }\ntest: { retries: 2 }\nverify: { url: shop.example }\n')).toEqual([
    expect.stringMatching(/^pipeline.yml:2:1: test: none of run, reports/),
    expect.stringMatching(/^pipeline.yml:2:1: test: retries needs run/),
    expect.stringMatching(/^pipeline.yml:2:1: test: retries needs reports/),
    expect.stringMatching(/^pipeline.yml:3:1: verify: url got "shop.example"/),
  ]);
  // Of a stage that does not run nothing is asked.
  expect(await wrong(yaml.replace("tls-ca: x", "tls-ca: x, when: { branch: other }"))).toHaveLength(1);
});
