import { readFile } from "node:fs/promises";
import { codeOf, messageOf } from "../../../toolkit/errors.ts";
import { parseEnvFile } from "./env-file.ts";
import type { Project } from "./project.ts";
import type { Reader } from "./reader.ts";

/** The environment of a service: its `env_file`s in their order, and `environment` over them. */
export async function readEnvironment(project: Project, service: Reader): Promise<Record<string, string>> {
  const result: Record<string, string | undefined> = {};
  const value = service.at("env_file");
  const items = value.node?.kind === "list" ? value.items() : value.present ? [value] : [];
  for (const item of items) {
    const long = item.node?.kind === "map";
    if (long) item.only(["path", "required", "format"]);
    const path = (long ? item.at("path") : item).text();
    if (path === undefined) continue;
    const raw = long && item.at("format").choice(["raw"]) === "raw";
    const file = project.path(item, path);
    try {
      Object.assign(result, parseEnvFile(await readFile(file, "utf8"), project.variables, raw));
    } catch (error) {
      if (codeOf(error) === "ENOENT") {
        if (!long || item.at("required").flag() !== false) item.wrong(`names ${path}, and there is no such file`);
      } else item.wrong(`names ${path}, which cannot be read: ${messageOf(error)}`);
    }
  }
  for (const [name, text] of service.at("environment").pairs()) {
    if (name === "") service.at("environment").wrong("has an entry without a name");
    result[name] = text;
  }
  // A name without a value is taken from the environment of the run; where it is not there, the container has none.
  const entries = Object.entries(result).map(([name, text]) => [name, text ?? project.variables[name]] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
