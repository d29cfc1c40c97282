import { readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { codeOf, messageOf, UserError } from "../../../toolkit/errors.ts";
import { interpolate } from "../../../toolkit/interpolate.ts";
import { readYamlTree, type YamlNode } from "../../../toolkit/yaml.ts";
import { parseEnvFile, type Variables } from "./env-file.ts";
import { mergeOver } from "./merge.ts";
import { Mistakes } from "./mistakes.ts";
import { Reader } from "./reader.ts";

/** A compose project: its files merged into one tree, variables put in, and nothing interpreted yet. */
export interface Project {
  readonly name: string;
  /** Folder that relative paths start from. */
  readonly folder: string;
  /** The files that were read, with `include` and `extends`. */
  readonly files: readonly string[];
  readonly root: Reader;
  readonly mistakes: Mistakes;
  /** What variables were put in from. */
  readonly variables: Variables;
  readonly profiles: readonly string[];
  /** The absolute path of one that a value names: relative to the project, or to the file that was included. */
  path(value: Reader, path: string): string;
}

/** Where a project is read from. */
export interface ProjectSource {
  /** Paths, the base first, each of the others over it. */
  readonly files: readonly string[];
  readonly workspace: string;
  /** The environment of the run. It wins over `.env`. */
  readonly env: Variables;
}

const FILES_LIMIT = 50;

/**
 * Reads the files of a project, puts variables in, and merges them by the rules of the Compose Specification, with
 * `include` and `extends`. Syntax mistakes are thrown at once (what else is wrong cannot be known then); everything else
 * is in `mistakes` until somebody throws them.
 */
export async function readProject(source: ProjectSource): Promise<Project> {
  const [first = ""] = source.files;
  const folder = resolve(source.workspace, dirname(first));
  const mistakes = new Mistakes();
  const dotEnv = await readDotEnv(join(folder, ".env"));
  const variables = { ...dotEnv, ...source.env };
  const loader = new Loader(source.workspace, mistakes);
  let root: YamlNode | undefined;
  const texts = await Promise.all(
    source.files.map((file) => loader.read(resolve(source.workspace, file), folder, variables)),
  );
  for (const tree of texts) root = mergeOver(root, tree);
  root = await loader.included(root, folder, variables, new Set());
  if (root?.kind !== "map") {
    throw new UserError(`${first}: a compose file begins with keys such as services`, {
      hint: "See https://compose-spec.io.",
    });
  }
  root = await loader.extended(root, folder, variables);
  const reader = new Reader(root, "", mistakes);
  const named = reader.at("name");
  const name = named.text() || variables.COMPOSE_PROJECT_NAME || nameOf(basename(folder));
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
    const wrong = `takes lower-case letters, digits, "-" and "_"; got "${name}"`;
    if (named.present) named.wrong(wrong);
    else mistakes.add({ at: `${first}:1:1` }, "name", wrong);
  }
  return {
    name,
    folder,
    files: loader.files,
    root: reader,
    mistakes,
    variables,
    profiles: (variables.COMPOSE_PROFILES ?? "")
      .split(",")
      .map((profile) => profile.trim())
      .filter(Boolean),
    path: (value, path) =>
      resolve(loader.folderOf(value.node, folder), path.replace(/^~(?=\/|$)/, variables.HOME ?? "~")),
  };
}

/** The name that Compose makes of a folder's. */
function nameOf(folder: string): string {
  return (
    folder
      .toLowerCase()
      .replace(/[^a-z0-9_-]/g, "")
      .replace(/^[_-]+/, "") || "default"
  );
}

async function readDotEnv(path: string): Promise<Variables> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return {};
    throw new UserError(`${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  try {
    return parseEnvFile(text, process.env);
  } catch (error) {
    throw new UserError(`${path}: ${messageOf(error)}`, { hint: "It takes lines of NAME=value.", cause: error });
  }
}

class Loader {
  readonly files: string[] = [];
  readonly #workspace: string;
  readonly #mistakes: Mistakes;
  /** The folder that relative paths of a file start from, by the name of the file in messages. */
  readonly #folders = new Map<string, string>();

  constructor(workspace: string, mistakes: Mistakes) {
    this.#workspace = workspace;
    this.#mistakes = mistakes;
  }

  folderOf(node: YamlNode | undefined, otherwise: string): string {
    return this.#folders.get(node?.at.replace(/:\d+:\d+$/, "") ?? "") ?? otherwise;
  }

  /** One file, with its variables put in. */
  async read(path: string, folder: string, variables: Variables): Promise<YamlNode> {
    const shown = relative(this.#workspace, path);
    const name = shown.startsWith("..") ? path : shown;
    if (this.files.length >= FILES_LIMIT)
      throw new UserError(`${name}: more than ${FILES_LIMIT} files include each other`);
    let text: string;
    try {
      text = await readFile(path, "utf8");
    } catch (error) {
      const why = codeOf(error) === "ENOENT" ? "there is no such file" : messageOf(error);
      throw new UserError(`The compose file ${name} cannot be read: ${why}`, {
        hint: `Paths start from ${this.#workspace}; is the repository checked out there?`,
        cause: error,
      });
    }
    this.files.push(path);
    this.#folders.set(name, folder);
    return this.#withVariables(readYamlTree(name, text), variables, []);
  }

  #withVariables(node: YamlNode, variables: Variables, path: readonly string[]): YamlNode {
    if (node.kind === "map") {
      const entries = [...node.entries].map(
        ([key, child]) => [key, this.#withVariables(child, variables, [...path, key])] as const,
      );
      return { ...node, entries: new Map(entries) };
    }
    if (node.kind === "list")
      return { ...node, items: node.items.map((item) => this.#withVariables(item, variables, path)) };
    if (typeof node.value !== "string" || !node.value.includes("$")) return node;
    const result = interpolate(node.value, variables, {
      onBlank: (name) => this.#mistakes.notes.add(`The variable ${name} is not set and is blank in the compose file.`),
    });
    for (const mistake of result.mistakes) this.#mistakes.add(node, path.join("."), mistake);
    return { ...node, value: result.text, text: result.text };
  }

  /** The tree with the files of `include` in it; what both have is a mistake. */
  async included(
    root: YamlNode | undefined,
    folder: string,
    variables: Variables,
    open: Set<string>,
  ): Promise<YamlNode | undefined> {
    const include = root?.kind === "map" ? root.entries.get("include") : undefined;
    if (root?.kind !== "map" || !include) return root;
    const entries = new Map(root.entries);
    entries.delete("include");
    for (const item of new Reader(include, "include", this.#mistakes).items()) {
      const map = item.node?.kind === "map";
      const paths = (map ? item.at("path") : item).texts();
      const base = this.folderOf(item.node, folder);
      const [first = ""] = paths;
      const own = resolve(base, (map ? item.at("project_directory").text() : undefined) ?? dirname(first));
      if (open.has(resolve(base, first))) {
        item.wrong(`includes itself: ${first}`);
        continue;
      }
      const extra = map ? item.at("env_file").texts() : [];
      let inner: Variables = { ...(await readDotEnv(join(own, ".env"))), ...variables };
      for (const file of extra) inner = { ...(await readDotEnv(resolve(base, file))), ...inner };
      let tree: YamlNode | undefined;
      for (const path of paths) tree = mergeOver(tree, await this.read(resolve(base, path), own, inner));
      tree = await this.included(tree, own, inner, new Set([...open, resolve(base, first)]));
      if (tree?.kind === "map") tree = await this.extended(tree, own, inner);
      for (const [section, value] of tree?.kind === "map" ? tree.entries : []) {
        const mine = entries.get(section);
        if (value.kind !== "map" || section === "name" || section === "version") continue;
        const merged = new Map(mine?.kind === "map" ? mine.entries : []);
        for (const [key, child] of value.entries) {
          if (merged.has(key))
            this.#mistakes.add(child, `${section}.${key}`, "is in the included file and in the one that includes it");
          else merged.set(key, child);
        }
        entries.set(section, { at: mine?.at ?? value.at, kind: "map", entries: merged });
      }
    }
    return { ...root, entries };
  }

  /** The tree with each service's `extends` put under it. */
  async extended(
    root: YamlNode & { kind: "map" },
    folder: string,
    variables: Variables,
  ): Promise<YamlNode & { kind: "map" }> {
    const services = root.entries.get("services");
    if (services?.kind !== "map") return root;
    const done = new Map<string, YamlNode>();
    for (const [name, service] of services.entries)
      done.set(name, await this.#extend(service, root, `services.${name}`, folder, variables, []));
    return { ...root, entries: new Map(root.entries).set("services", { ...services, entries: done }) };
  }

  async #extend(
    service: YamlNode,
    root: YamlNode & { kind: "map" },
    path: string,
    folder: string,
    variables: Variables,
    open: readonly string[],
  ): Promise<YamlNode> {
    if (service.kind !== "map") return service;
    const node = service.entries.get("extends");
    if (!node) return service;
    const reader = new Reader(node, `${path}.extends`, this.#mistakes);
    const own = new Map(service.entries);
    own.delete("extends");
    const short = node.kind === "scalar";
    const name = (short ? reader : reader.at("service")).text() ?? "";
    const file = short ? undefined : reader.at("file").text();
    const key = `${file ?? ""} ${name}`;
    if (open.includes(key)) {
      reader.wrong(`extends itself: ${name}`);
      return { ...service, entries: own };
    }
    let from: YamlNode = root;
    let base = folder;
    if (file !== undefined) {
      const target = resolve(this.folderOf(node, folder), file);
      base = dirname(target);
      from = await this.read(target, base, variables);
    }
    const services = from.kind === "map" ? from.entries.get("services") : undefined;
    const parent = services?.kind === "map" ? services.entries.get(name) : undefined;
    if (!parent || from.kind !== "map") {
      reader.wrong(`there is no service ${name}${file ? ` in ${file}` : ""} to extend`);
      return { ...service, entries: own };
    }
    const whole = await this.#extend(parent, from, `services.${name}`, base, variables, [...open, key]);
    return mergeOver(whole, { ...service, entries: own }, ["services", name]) ?? service;
  }
}
