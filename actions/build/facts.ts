import { existsSync, readdirSync } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { configFolder } from "../../toolkit/docker/credentials.ts";
import { UserError } from "../../toolkit/errors.ts";
import { lastLines } from "../../toolkit/log-text.ts";
import type { World } from "../../toolkit/world.ts";
import type { Builder } from "./builder.ts";
import { type Instruction, parseDockerfile } from "./dockerfile.ts";
import type { BuildInputs } from "./inputs.ts";

/** Where the build takes its files from. */
export interface Source {
  /** Absolute path of a folder, or the URL of a Git repository. */
  readonly context: string;
  readonly local: boolean;
  /** Absolute path; undefined where the context is a URL. */
  readonly dockerfile?: string;
  /** Path of the Dockerfile from the workspace, for annotations. */
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

/** Finds context and Dockerfile; throws a UserError where one is missing or lies outside of the workspace. */
export async function findSource(inputs: Pick<BuildInputs, "context" | "file">, workspace: string): Promise<Source> {
  if (/^(https?|git|ssh):\/\/|^git@/.test(inputs.context)) {
    return {
      context: inputs.context,
      local: false,
      name: inputs.file || "Dockerfile",
      instructions: [],
      ...(inputs.file ? { dockerfile: inputs.file } : {}),
    };
  }
  const context = resolve(workspace, inputs.context);
  const root = await realpath(workspace);
  const real = await realpath(context).catch(() => undefined);
  if (!real || !(await stat(real)).isDirectory()) {
    throw new UserError(`context "${inputs.context}" is not a folder in the workspace (${workspace})`, {
      hint: "It takes the path of a folder from the workspace, for example: sample-app. Is the repository checked out (actions/checkout) before this step?",
    });
  }
  if (real !== root && !real.startsWith(root + sep)) {
    throw new UserError(`context "${inputs.context}" lies outside of the workspace (${workspace})`, {
      hint: "All that is sent to the build has to be in the checked-out repository; for a further folder use build-contexts.",
    });
  }
  const dockerfile = inputs.file ? resolve(workspace, inputs.file) : join(context, "Dockerfile");
  const name = isWithin(workspace, dockerfile) ? relative(workspace, dockerfile) : dockerfile;
  const text = await readFile(dockerfile, "utf8").catch(() => undefined);
  if (text === undefined) {
    throw new UserError(`There is no Dockerfile at ${name}`, { hint: whereElse(inputs, workspace, context) });
  }
  const instructions = parseDockerfile(text);
  if (!instructions.some(({ keyword }) => keyword === "FROM")) {
    throw new UserError(`${name} has no FROM instruction, so it builds nothing`, {
      hint: "A Dockerfile begins with FROM and a base image, for example: FROM node:24-bookworm-slim",
    });
  }
  return { context, local: true, dockerfile, name, instructions };
}

/** Whether a path is a folder's own or below it. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function whereElse(inputs: Pick<BuildInputs, "context" | "file">, workspace: string, context: string): string {
  if (inputs.file && existsSync(resolve(context, inputs.file))) {
    return `file counts from the workspace, not from the context: set it to ${relative(workspace, resolve(context, inputs.file))}`;
  }
  const folder = inputs.file ? dirname(resolve(workspace, inputs.file)) : context;
  const found = existsSync(folder) ? readdirSync(folder).filter((one) => /dockerfile|containerfile/i.test(one)) : [];
  return found[0]
    ? `The folder has ${found.join(", ")}: set file to ${relative(workspace, join(folder, found[0]))}`
    : `Set file to the path of the Dockerfile from the workspace, or context to the folder that has one; looked in ${basename(folder)}.`;
}

/**
 * Finds what builds: `docker buildx`, a `docker-buildx` of its own on the PATH, else the Engine API. Asks buildx which
 * driver it has, since drivers differ in what they can do. Throws a UserError where a named builder is not there.
 */
export async function findBuilder(world: World, name: string, env: World["runner"]["env"]): Promise<Builder> {
  const options = { env, cwd: world.workspace, signal: world.signal, timeout: 60_000 };
  const known = name === "" && !(await hasChosenBuilder(env));
  for (const command of [["docker", "buildx"], ["docker-buildx"]]) {
    const [file = "", ...prefix] = command;
    const ask = (...args: string[]) =>
      world.run(file, [...prefix, ...args], options).catch((error) => {
        if (world.signal.aborted || !/not found on the PATH/.test(String(error))) throw error;
        return undefined;
      });
    const [version, inspected] = await Promise.all([
      ask("version"),
      known ? undefined : ask("inspect", ...(name ? [name] : [])),
    ]);
    if (version?.code !== 0 || !(known || inspected)) continue;
    const driver = inspected ? /^Driver:[ \t]*(\S+)/m.exec(inspected.stdout)?.[1] : "docker";
    if (inspected && inspected.code !== 0 && name) {
      throw new UserError(`buildx cannot use the builder "${name}": ${lastLines(inspected.stderr, 1).join("")}`, {
        hint: "docker buildx ls lists the builders there are; docker/setup-buildx-action makes one.",
      });
    }
    if (!driver) {
      // Its own message is about the builder; that the engine does not answer is what people have to know.
      await world.engine();
      throw new UserError(`buildx tells no driver: ${lastLines(inspected?.stderr ?? "", 2).join(" ")}`, {
        hint: "docker buildx inspect shows what it says by itself.",
      });
    }
    const number = /\bv?(\d+\.\d+\.\d+\S*)/.exec(version.stdout)?.[1] ?? "unknown version";
    return { kind: "buildx", command, driver, version: `buildx ${number}` };
  }
  const engine = await world.engine();
  return { kind: "engine", command: ["docker", "buildx"], driver: "docker", version: `engine ${engine.version}` };
}

/**
 * Whether somebody has chosen a builder: by BUILDX_BUILDER, or by `docker buildx use`, which buildx keeps in `current` of
 * its folder. Where nobody has, it is the engine's own, and buildx need not be asked.
 */
async function hasChosenBuilder(env: World["runner"]["env"]): Promise<boolean> {
  if (env.BUILDX_BUILDER) return true;
  const folder = env.BUILDX_CONFIG || join(configFolder(env), "buildx");
  return await readFile(join(folder, "current"), "utf8").then(
    (text) => !/"Name"\s*:\s*""/.test(text),
    () => false,
  );
}

/** The builder, with what only the engine can tell of its docker driver. */
export async function withStore(world: World, builder: Builder): Promise<Builder> {
  if (builder.kind !== "buildx" || builder.driver !== "docker") return builder;
  const { storesInContainerd } = await import("../../toolkit/docker/images.ts");
  return { ...builder, containerd: await storesInContainerd(await world.engine()) };
}
