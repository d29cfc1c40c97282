import { constants } from "node:fs";
import { access, mkdtemp, readdir, readFile, rm, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { findBuilder } from "../../actions/build/facts.ts";
import { reachHosts } from "../../actions/deploy/hosts/connect.ts";
import { readDeployInputs } from "../../actions/deploy/inputs.ts";
import { main as migrate } from "../../actions/migrate/main.ts";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { configuredAuth, readDockerConfig } from "../../toolkit/docker/credentials.ts";
import type { RegistryAuth } from "../../toolkit/docker/images.ts";
import { splitHost } from "../../toolkit/docker/registry-host.ts";
import { codeOf, messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { registryClient } from "../../toolkit/registry.ts";
import { formatSize } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";

import { lacksOf } from "./permissions.ts";

/** What came of a check. `skipped` is one that has nothing to look at here. */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "failed" | "skipped";
  readonly found: string;
  /** What to do about it. */
  readonly mend?: string;
}

/** What the checks look at, from the flags and the pipeline file. */
export interface Patient {
  /** What was found of the pipeline file itself. */
  readonly file: Omit<Finding, "check">;
  readonly app: string;
  readonly registries: readonly string[];
  /** Logins that the pipeline file has, by host. */
  readonly logins: ReadonlyMap<string, { username: string; password: string }>;
  /** Undefined where nothing is migrated. */
  readonly database: { inputs: Readonly<Record<string, string>>; needed: boolean } | undefined;
  readonly publish: string;
  /** The inputs of the deploy; empty where nothing is deployed. */
  readonly deploy: Readonly<Record<string, string>>;
}

/** Below this the build of an image soon fails. */
const LITTLE_SPACE = 2_000_000_000;

const loopback = /^(localhost|127\.|\[::1\])/;

type Check = (world: World, patient: Patient) => Promise<Omit<Finding, "check">>;
const ok = (found: string) => ({ state: "ok", found }) as const;
const skipped = (found: string) => ({ state: "skipped", found }) as const;

/** The checks, in the order of what needs what. */
export const CHECKS: Readonly<Record<string, Check>> = {
  node: async () => {
    const major = Number(process.versions.node.split(".")[0]);
    return major >= 20
      ? ok(`Node ${process.versions.node}`)
      : {
          state: "failed",
          found: `Node ${process.versions.node}`,
          mend: "Install Node 20 or newer: https://nodejs.org",
        };
  },

  git: async (world) => {
    const inside = await world
      .run("git", ["rev-parse", "--short", "HEAD"], { cwd: world.workspace, timeout: 10_000, signal: world.signal })
      .catch((error) => {
        throwIfAborted(world.signal);
        return { code: 127, stdout: "", stderr: messageOf(error) };
      });
    if (inside.code === 0) return ok(`commit ${inside.stdout.trim()}`);
    if (/dubious ownership/.test(inside.stderr)) {
      return {
        state: "warning",
        found: "git does not look into a folder that belongs to another user",
        mend: `Trust it: git config --global --add safe.directory ${world.workspace}`,
      };
    }
    return {
      state: "warning",
      found: inside.stderr.trim().split("\n")[0] ?? "no commit",
      mend: "Run this in a clone with a commit, so that images and records name what they were made from.",
    };
  },

  folder: async (world) => {
    for (const folder of [world.workspace, world.temp]) {
      try {
        await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
      } catch {
        return {
          state: "failed",
          found: `${folder} cannot be written to by this user`,
          mend: `Give it to this user: sudo chown -R "$(id -un)" ${folder}`,
        };
      }
    }
    const { bavail, bsize } = await statfs(world.workspace);
    const free = Number(bavail) * Number(bsize);
    return free < LITTLE_SPACE
      ? { state: "warning", found: `${formatSize(free)} of disk left`, mend: "Free some of it: docker system prune" }
      : ok(`${world.workspace} can be written to, ${formatSize(free)} of disk left`);
  },

  file: async (_, { file }) => file,

  permissions: async (world) => {
    const folder = ".github/workflows";
    const names = await readdir(join(world.workspace, folder)).catch(() => []);
    const texts = await Promise.all(
      names
        .filter((name) => /\.ya?ml$/.test(name))
        .map(
          async (name) => [`${folder}/${name}`, await readFile(join(world.workspace, folder, name), "utf8")] as const,
        ),
    );
    const ours = texts.filter(([, text]) => text.includes("quayside/quayside"));
    if (ours.length === 0) return skipped("No workflow of GitHub runs the pipeline");
    const lacks = ours.flatMap(([path, text]) => lacksOf(path, text));
    if (lacks.length === 0) return ok(`${ours.map(([path]) => path).join(", ")} grant what they need`);
    return {
      state: "failed",
      found: lacks.map(({ where, permission, why }) => `${where} lacks ${permission} (${why})`).join("; "),
      mend: `Add to its permissions: ${[...new Set(lacks.map(({ permission }) => permission))].join(", ")}`,
    };
  },

  engine: async (world) => {
    const engine = await world.engine();
    return ok(`Docker Engine ${engine.version} at ${engine.address}`);
  },

  buildx: async (world) => {
    // Whoever builds with the engine needs it for this question, too, and is told of it above.
    if (!(await world.engine().catch(() => undefined))) return skipped("The engine does not answer");
    const { kind, version, driver } = await findBuilder(world, "", world.runner.env);
    if (kind === "buildx") return ok(`${version}, driver ${driver}`);
    return {
      state: "warning",
      found: "There is no buildx: images are built by the engine, without build secrets and caches",
      mend: "Install the package docker-buildx-plugin of Docker, or docker-buildx of Debian and Ubuntu.",
    };
  },

  registry: async (world, { registries, logins }) => {
    if (registries.length === 0) return skipped("No registry is named");
    const config = await readDockerConfig(world.runner.env);
    const told: string[] = [];
    for (const name of registries) {
      const { host, path } = splitHost(name.includes("/") ? name : `${name}/quayside-doctor`);
      const login = logins.get(host);
      const auth: RegistryAuth | undefined = login
        ? { serveraddress: host, ...login }
        : await configuredAuth(config, host, world.run, { env: world.runner.env, signal: world.signal });
      const mend = `Log in: docker login ${host}; or give the pipeline file's build section registries: "${host} \${REGISTRY_USERNAME} \${REGISTRY_PASSWORD}".`;
      try {
        await registryClient(host, { fetch: world.fetch, signal: world.signal, ...(auth ? { auth } : {}) }).digest(
          path,
          "quayside-doctor",
        );
      } catch (error) {
        throwIfAborted(world.signal);
        const message = oneLine(messageOf(error));
        return /with 40[13]/.test(message)
          ? { state: "failed", found: `${host} refuses ${auth ? "the login" : "without a login"}: ${message}`, mend }
          : {
              state: "failed",
              found: `${host} cannot be reached: ${message}`,
              mend: `Check the name, and that this machine reaches it: curl -i ${loopback.test(host) ? "http" : "https"}://${host}/v2/`,
            };
      }
      if (!auth && !loopback.test(host))
        return { state: "warning", found: `${host} answers, and there is no login for it`, mend };
      told.push(`${host} takes ${auth ? `the login of ${auth.username ?? "a token"}` : "pushes without a login"}`);
    }
    return ok(told.join("; "));
  },

  database: async (world, { database }) => {
    if (!database) return skipped("Nothing is migrated");
    if (!database.inputs.url && !database.inputs["url-file"]) {
      return database.needed
        ? {
            state: "warning",
            found: "The address is not set",
            mend: "Set DATABASE_URL (or what migrate.url of the pipeline file names).",
          }
        : skipped("No address is given");
    }
    const outputs: Record<string, string> = {};
    const inputs: Record<string, string> = { ...database.inputs, mode: "status", "connect-timeout": "5s" };
    // A tool of the project has files of its own; here it is enough that the server answers.
    const empty = inputs.command ? await mkdtemp(join(world.temp, "quayside-doctor-")) : undefined;
    if (empty) Object.assign(inputs, { directory: empty, command: "", "pending-command": "" });
    try {
      await migrate({
        ...world,
        runner: {
          ...world.runner,
          input: (name) => inputs[name] ?? "",
          output: (name, value) => {
            outputs[name] = value;
          },
          info: () => {},
          annotate: () => {},
          group: async (_, body) => body(),
          summary: async () => {},
        },
      });
    } catch (error) {
      throwIfAborted(world.signal);
      const hint = error instanceof UserError ? error.hint : undefined;
      return {
        state: "failed",
        found: oneLine(messageOf(error)),
        mend: hint ?? "Check address, name and password: psql can try them.",
      };
    } finally {
      if (empty) await rm(empty, { recursive: true, force: true });
    }
    const at = outputs.current ? `schema at ${outputs.current}` : "no migration recorded";
    return ok(`answers; ${at}`);
  },

  hosts: async (world, { app, deploy }) => {
    if (!deploy.hosts) return skipped("No other host is named");
    // What is deployed is none of this check.
    const inputs: Readonly<Record<string, string>> = { app, image: "any", ...deploy };
    const input = (name: string) => inputs[name] ?? "";
    const told = await reachHosts(world, readDeployInputs({ input, mask: world.runner.mask }));
    return ok(told.join(", "));
  },

  proxy: async (world, { app, publish, deploy }) => {
    if (publish === "") return skipped("Nothing is deployed");
    if (deploy.hosts) return skipped(`${publish} is on another machine`);
    const [, ip = "0.0.0.0", port = ""] = /^(?:(.*):)?(\d+)$/.exec(publish) ?? [];
    const engine = await world.engine().catch(() => undefined);
    if (!engine) return skipped("The engine does not answer");
    if (!engine.address.startsWith("unix:")) return skipped(`${publish} is on another machine`);
    const [balancer] = await listContainers(engine, { "quayside.app": app, "quayside.role": "balancer" });
    if (balancer?.running) return ok(`${publish} is held by the load balancer of ${app}`);
    const taken = await tryPort(Number(port), ip);
    if (taken === undefined) return ok(`${publish} is free`);
    return taken === "EACCES"
      ? skipped(`${publish} cannot be tried by this user; the engine opens it as root`)
      : {
          state: "failed",
          found: `${publish} cannot be opened: ${taken}`,
          mend: `ss -ltnp 'sport = :${port}' shows which program listens there; end it, or choose another port with publish.`,
        };
  },
};

/** Undefined where a port can be opened, else the code of the error. */
function tryPort(port: number, host: string): Promise<string | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", (error) => done(codeOf(error) ?? messageOf(error)));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(undefined)));
  });
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, " ");

/** Runs one check; what it throws is a failure of what it looks at, not of the doctor. */
export async function examine(check: string, world: World, patient: Patient): Promise<Finding> {
  try {
    return { check, ...(await (CHECKS[check] as Check)(world, patient)) };
  } catch (error) {
    throwIfAborted(world.signal);
    if (!(error instanceof UserError)) throw error;
    return { check, state: "failed", found: oneLine(messageOf(error)), ...(error.hint ? { mend: error.hint } : {}) };
  }
}
