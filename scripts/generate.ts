/**
 * Writes what follows from the specs and types of the actions: each action.yml, the tables in the READMEs, the schemas in
 * docs/schema/; and the tables and pictures of what was measured.
 * `--check` writes nothing and fails where a file on disk is not what would be written.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ActionSpec } from "../toolkit/action.ts";
import { writeYaml } from "../toolkit/yaml.ts";
import { type GeneratedFile, withBenches } from "./bench-tables.ts";
import { schemaText } from "./schema/json-schema.ts";
import { pipelineSchema } from "./schema/pipeline-schema.ts";
import { reportSchemas } from "./schema/report-schemas.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The text of an action.yml, which lies in `folder` (from the root). */
export function manifest(spec: ActionSpec, folder: string): string {
  const dist = relative(folder, "dist");
  const inputs = Object.entries(spec.inputs).map(([name, input]) => [
    name,
    {
      description: `${input.describe} Takes ${input.takes}.`,
      ...(input.required ? { required: true } : {}),
      ...(input.default === undefined ? {} : { default: input.default }),
    },
  ]);
  const outputs = Object.entries(spec.outputs).map(([name, description]) => [name, { description }]);
  return `# Generated from spec.ts by \`npm run generate\`.\n${writeYaml({
    name: `Quayside ${spec.title}`,
    description: spec.description,
    author: "Quayside",
    branding: spec.branding,
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
    runs: {
      using: "node24",
      main: `${dist}/${spec.name}.js`,
      ...(spec.post ? { post: `${dist}/${spec.name}-post.js`, "post-if": "always()" } : {}),
    },
  })}`;
}

/** A README with the tables of inputs and outputs between their markers renewed. */
export function withTables(readme: string, spec: ActionSpec): string {
  // The texts are ours and Markdown already; only what ends a cell has to be escaped.
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  const inputs = Object.entries(spec.inputs).map(([name, input]) => {
    const fallback = input.required
      ? "**required**"
      : input.default
        ? `\`${input.default.replaceAll("\n", "⏎").replaceAll("|", "\\|")}\``
        : "";
    return `| \`${name}\` | ${cell(`${input.describe} Takes ${input.takes}.`)} | ${fallback} |`;
  });
  const outputs = Object.entries(spec.outputs).map(([name, text]) => `| \`${name}\` | ${cell(text)} |`);
  const put = (text: string, name: string, body: string) =>
    text.replace(
      new RegExp(`(<!-- ${name}:start -->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`),
      (_, start: string, end: string) => `${start}${body}\n${end}`,
    );
  const tables = put(readme, "inputs", ["| input | what | default |", "|---|---|---|", ...inputs].join("\n"));
  return put(tables, "outputs", ["| output | what |", "|---|---|", ...outputs].join("\n"));
}

/** All files that follow from the specs and types, and the tables and pictures of what was measured. */
export async function generated(): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for (const action of readdirSync(join(root, "actions"))) {
    const source = join(root, "actions", action, "spec.ts");
    if (!existsSync(source)) continue;
    const { spec } = (await import(pathToFileURL(source).href)) as { spec: ActionSpec };
    const folder = action === "pipeline" ? "." : `actions/${action}`;
    files.push({ path: join(folder, "action.yml"), text: manifest(spec, folder) });
    const readme = join("actions", action, "README.md");
    if (existsSync(join(root, readme))) {
      files.push({ path: readme, text: withTables(readFileSync(join(root, readme), "utf8"), spec) });
    }
  }
  const schemas = [["pipeline", pipelineSchema()] as const, ...(await reportSchemas(root))];
  for (const [name, schema] of schemas) {
    files.push({ path: join("docs/schema", `${name}.schema.json`), text: schemaText(schema) });
  }
  return withBenches(root, files);
}

/** The generated files whose text on disk is another one. */
export async function stale(): Promise<GeneratedFile[]> {
  const differs = ({ path, text }: GeneratedFile) =>
    !existsSync(join(root, path)) || readFileSync(join(root, path), "utf8") !== text;
  return (await generated()).filter(differs);
}

if (import.meta.main) {
  const files = await stale();
  const check = process.argv.includes("--check");
  for (const { path, text } of files) {
    if (!check) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    console.log(`${check ? "stale" : "written"}: ${path}`);
  }
  if (check && files.length > 0) {
    console.error("Run `npm run generate` and commit what it writes.");
    process.exitCode = 1;
  }
}
