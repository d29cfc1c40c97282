import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { readConfig } from "../actions/pipeline/config/config.ts";
import { runFacts } from "../actions/pipeline/facts.ts";
import { STAGES } from "../actions/pipeline/stages.ts";
import { codeOf } from "../toolkit/errors.ts";
import type { World } from "../toolkit/world.ts";
import { readYamlTree, type YamlNode } from "../toolkit/yaml.ts";

/** The settings that a pipeline file has for one stage. */
export interface StageInputs {
  readonly app: string;
  /** Whether the file has a section for the stage. */
  readonly there: boolean;
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * What a pipeline file says of a stage, so that a command needs no flags beside it; undefined where there is no such
 * file. With `lenient`, variables that are not set are blank: for commands that only look at what is there.
 */
export async function stageInputs(
  world: World,
  file: string,
  stage: string,
  options: { lenient: boolean },
): Promise<StageInputs | undefined> {
  const path = resolve(world.workspace, file);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  const { env, mask } = world.runner;
  const name = relative(world.workspace, path);
  const yaml = readYamlTree(name, text);
  const sections = yaml.kind === "map" ? yaml.entries : new Map<string, YamlNode>();
  if (!sections.has(stage)) return { app: appOf(sections.get("app")), there: false, inputs: {} };
  const variables = options.lenient ? blanks(env) : env;
  const folder = dirname(path);
  const config = readConfig(yaml, {
    file: name,
    // The command gives the rest by its flags.
    alone: true,
    known: STAGES,
    only: [stage],
    environment: "",
    mode: "apply",
    variables,
    facts: await runFacts({ ...world, workspace: folder }, { base: "", paths: false }),
    folder: relative(world.workspace, folder),
    exists: (one) => existsSync(join(folder, one)),
    mask,
  });
  const found = config.stages.find((one) => one.stage.name === stage);
  return { app: found?.app.name ?? config.app, there: found !== undefined, inputs: found?.inputs({}) ?? {} };
}

function appOf(app: YamlNode | undefined): string {
  return app?.kind === "scalar" && app.value !== null ? app.text : "app";
}

/** The variables, with a blank for each that is not set. */
function blanks(env: World["runner"]["env"]): Readonly<Record<string, string>> {
  return new Proxy(env as Record<string, string>, { get: (target, name: string) => target[name] ?? "" });
}
