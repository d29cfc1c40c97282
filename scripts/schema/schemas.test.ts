import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { spec as deploy } from "../../actions/deploy/spec.ts";
import { readConfig } from "../../actions/pipeline/config/config.ts";
import { STAGES } from "../../actions/pipeline/stages.ts";
import { readYaml, readYamlTree } from "../../toolkit/yaml.ts";
import { pipelineSchema } from "./pipeline-schema.ts";

const root = join(import.meta.dirname, "../..");
const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
const validate = ajv.compile(pipelineSchema());
const takes = (yaml: string) => {
  const good = validate(readYaml("pipeline.yml", yaml).value);
  return good ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

/** Whether the pipeline itself takes the file. `alone` asks nobody where what is not set would come from. */
function accepted(yaml: string, variables: Record<string, string> = {}, alone = false): boolean {
  try {
    readConfig(readYamlTree("pipeline.yml", yaml), {
      file: "pipeline.yml",
      known: STAGES,
      only: [],
      environment: "",
      mode: "plan",
      variables,
      alone,
      folder: "",
      facts: { event: "push" },
      exists: () => true,
      mask: () => {},
    });
    return true;
  } catch {
    return false;
  }
}

test("the sample's pipeline file is what the schema takes", () => {
  expect(takes(readFileSync(join(root, "sample-app/pipeline.yml"), "utf8"))).toEqual([]);
});

/** YAML blocks of our documents that are pipeline files: those with a stage at the top that are no workflow. */
const blocks = globSync(["*.md", "docs/**/*.md", "actions/*/README.md", "workflows/**/*.md", "examples/**/*.md"], {
  cwd: root,
  // docs/scaling.md speaks of deploying to several hosts; it counts from the moment that deploy has that input.
  exclude: ["**/node_modules/**", ...("hosts" in deploy.inputs ? [] : ["docs/scaling.md"])],
}).flatMap((path) =>
  [...readFileSync(join(root, path), "utf8").matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)]
    .map(([, yaml = ""]) => ({ path, yaml }))
    .filter(({ yaml }) => /^(build|test|push|migrate|deploy|verify|apps|environments):/m.test(yaml)),
);

test.each(blocks)("a pipeline file in $path is what the schema takes: $yaml", ({ yaml }) => {
  expect(takes(yaml)).toEqual([]);
  const any = new Proxy({}, { get: () => "1" });
  expect(accepted(yaml, any, true)).toBe(true);
});

test("our documents show pipeline files", () => {
  expect(blocks.map(({ path }) => path)).toEqual(expect.arrayContaining(["README.md", "actions/pipeline/README.md"]));
});

describe("the schema and the pipeline agree", () => {
  test.each([
    ["build: { tags: a }\n", true],
    ["build: { tags: [a, b], build-args: { A: 1, B: null } }\npush:\n", true],
    ["build: { tags: a, pull: true, hints: 'false' }\n", true],
    ["build: { tags: a, pull: maybe }\n", false],
    ["build: { tag: a }\n", false],
    ["build: { tags: a, push: true }\n", false],
    ["biuld: { tags: a }\n", false],
    ["x-mine: { a: 1 }\nbuild: { tags: a }\n", true],
    ["build: { tags: { a: [1] } }\n", false],
    ["test: { run: x, timeout: 30s }\n", true],
    ["test: { run: x, timeout: 90 }\n", true],
    ["test: { run: x, timeout: soon }\n", false],
    ["test: { run: x, reuse: true, needs: [], when: { branch: main, paths: [a, b] } }\n", true],
    ["test: { run: x, when: { branches: main } }\n", false],
    ["deploy: { image: x, replicas: 3, memory: 256m }\n", true],
    ["deploy: { image: x, replicas: 0 }\n", false],
    ["deploy: { image: x, replicas: many }\n", false],
    ["deploy: { image: x, memory: lots }\n", false],
    ["deploy: { image: x, strategy: sideways }\n", false],
    ["deploy: { image: x, strategy: blue-green }\n", true],
    ["apps: { a: { folder: x, build: { tags: a } } }\n", true],
    ["apps: { A: { build: { tags: a } } }\n", false],
    ["build: { tags: a }\nenvironments: { b: { build: { tags: c }, verify: false, apps: {} } }\n", true],
    ["build: { tags: a }\nenvironments: { b: { biuld: {} } }\n", false],
    ["build: false\n", false],
    ["build: 5\n", false],
    ["- build\n", false],
  ])("%j: %s", (yaml, good) => {
    expect([takes(yaml).length === 0, accepted(yaml)]).toEqual([good, good]);
  });

  test("a text with a variable in it may stand for anything", () => {
    expect(
      takes("deploy: { image: $I, replicas: '${N:-2}', strategy: $S, memory: $M }\nbuild: { pull: $P, tags: a }\n"),
    ).toEqual([]);
  });
});

test("every input of a section has a description, and every default is one that the schema takes", () => {
  const { definitions = {} } = pipelineSchema();
  for (const name of ["build", "test", "push", "migrate", "deploy", "verify"]) {
    const properties = Object.entries(definitions[name]?.properties ?? {});
    expect(properties.length).toBeGreaterThan(5);
    for (const [input, { description, default: fallback }] of properties) {
      expect(description, `${name}.${input}`).toMatch(/\w/);
      if (fallback === undefined) continue;
      expect(validate({ [name]: { [input]: fallback } }), `${name}.${input}: ${JSON.stringify(fallback)}`).toBe(true);
    }
  }
});

test.each(["build", "test", "migrate", "deploy", "pipeline"])(
  "the schema of %s's report knows what is wrong",
  (action) => {
    const text = readFileSync(join(root, `docs/schema/${action}-report.schema.json`), "utf8");
    const schema = JSON.parse(text) as { required: string[]; properties: Record<string, { type?: string }> };
    const valid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    expect(schema.required).toEqual(expect.arrayContaining(["version", "outcome", "durationMs"]));
    expect(valid({})).toBe(false);
    expect(valid({ version: 2 })).toBe(false);
  },
);
