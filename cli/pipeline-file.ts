import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { readConfig } from "../actions/pipeline/config/config.ts";
import { runFacts } from "../actions/pipeline/facts.ts";
import { STAGES } from "../actions/pipeline/stages.ts";
import { codeOf } from "../toolkit/errors.ts";
import type { World } from "../toolkit/world.ts";
import { readYamlTree } from "../toolkit/yaml.ts";

/** A stage of a pipeline file, with what the file says for it. */
export interface FileStage {
  readonly stage: string;
  /** Key of its app in the file; "" where the file is about one. */
  readonly key: string;
  /** What the app is deployed as. */
  readonly app: string;
  /** Empty where the stage is left out of this run. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Why it is left out, in words that fit after "since". */
  readonly skip: string | undefined;
}

/**
 * The stages of a pipeline file, so that a command needs no flags beside it; undefined where there is no such file.
 * With `lenient`, variables that are not set are blank: for commands that only look at what is there.
 */
export async function stagesOfFile(
  world: World,
  options: { file: string; environment: string; lenient: boolean; only?: readonly string[] },
): Promise<FileStage[] | undefined> {
  const path = resolve(world.workspace, options.file);
  const folder = dirname(path);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  const { env, mask } = world.runner;
  const name = relative(world.workspace, path);
  const config = readConfig(readYamlTree(name, text), {
    file: name,
    // The command gives the rest by its flags.
    alone: options.only !== undefined || options.lenient,
    known: STAGES,
    only: options.only ?? [],
    environment: options.environment,
    mode: "apply",
    variables: options.lenient ? { ...blanks(text), ...defined(env) } : env,
    facts: await runFacts({ ...world, workspace: folder }, { base: "", paths: false }),
    folder: relative(world.workspace, folder),
    exists: (one) => existsSync(join(folder, one)),
    mask,
  });
  return config.stages.map(({ stage, app, inputs, skip }) => ({
    stage: stage.name,
    key: app.key,
    app: app.name,
    inputs: skip === undefined ? inputs({}) : {},
    skip,
  }));
}

/** A blank for each variable that a text names. */
function blanks(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => [match[1] ?? "", ""]));
}

function defined(env: World["runner"]["env"]): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
