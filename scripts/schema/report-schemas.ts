import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ADDRESS, type JsonSchema } from "./json-schema.ts";

/**
 * What is printed as JSON for other programs: the type of an action's `report` output (`BuildReport` in
 * actions/build/report.ts), where there is one, and of `--json` of the command line.
 */
function reportTypes(root: string): { name: string; type: string; title: string }[] {
  const actions = readdirSync(join(root, "actions")).flatMap((action) => {
    const source = join(root, "actions", action, "report.ts");
    const type = `${action.charAt(0).toUpperCase()}${action.slice(1)}Report`;
    if (
      !existsSync(source) ||
      !new RegExp(`^export (interface|type) ${type}\\b`, "m").test(readFileSync(source, "utf8"))
    )
      return [];
    const whose = action === "pipeline" ? "the root action" : `actions/${action}`;
    return [{ name: `${action}-report`, type, title: `The report output of ${whose}; a reader checks version first.` }];
  });
  return [...actions, { name: "command-result", type: "CliResult", title: "What --json of the command line prints." }];
}

/**
 * The schemas of the reports, from their types and the comments on these. Fields may be added within a version, so a
 * schema lets through what it does not know.
 */
export async function reportSchemas(root: string): Promise<ReadonlyMap<string, JsonSchema>> {
  // Takes a second or two to load and to read the sources, which only `npm run generate` and one test wait for.
  const { createGenerator } = await import("ts-json-schema-generator");
  const generator = createGenerator({
    path: join(root, "{actions/*/report,cli/result}.ts"),
    tsconfig: join(root, "tsconfig.json"),
    skipTypeCheck: true,
    topRef: false,
    additionalProperties: true,
    sortProps: true,
  });
  return new Map(
    reportTypes(root).map(({ name, type, title }) => {
      const { $schema, ...schema } = generator.createSchema(type) as JsonSchema;
      return [name, { $schema: $schema ?? "", $id: `${ADDRESS}/${name}.schema.json`, title, ...schema }];
    }),
  );
}
