import { delimiter, dirname } from "node:path";
import type { Engine } from "../../toolkit/docker.ts";
import { SAMPLE } from "../sample/names.ts";
import { ensureAct } from "./act.ts";
import { allOrNone } from "./all-or-none.ts";
import { ensureBaseImages } from "./base-images.ts";
import { ensureBuildkit } from "./buildkit.ts";
import { ensureDockerTools } from "./buildx.ts";
import { caBundle } from "./ca-bundle.ts";
import { ensureEngine } from "./engine.ts";
import { ensureJest } from "./jest.ts";
import { ensurePostgres, type Postgres } from "./postgres.ts";
import { ensureRegistry, type Registry, startRegistry } from "./registry.ts";
import { ensureForTests } from "./test-programs.ts";
import { cacheDirOf, type SetupWorld } from "./world.ts";

/** A machine on which the sample can run. */
export interface SampleMachine {
  readonly engine: Engine;
  /** Variables for the pipeline: `REGISTRY`, `DATABASE_URL`, `APP_DATABASE_URL`, `CA_BUNDLE`, and `PATH` with our tools. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * All that the sample needs: an engine, buildx where it can be had, the base images, a registry on loopback and a
 * PostgreSQL server on the sample's network. Safe to repeat, and quick where all is there.
 */
export async function setUpForSample(
  log: (line: string) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<SampleMachine> {
  const world = worldOf(log, signal);
  const labels = { [SAMPLE.label]: "setup" };
  const { engine, tools, registry, postgres } = await setUp(world, (inner, engine) => [
    ensureRegistry(inner, engine, { name: SAMPLE.registry, labels, volume: SAMPLE.registry }),
    ensurePostgres(inner, engine, {
      name: SAMPLE.database,
      labels,
      network: SAMPLE.network,
      user: "app",
      volume: SAMPLE.database,
    }),
  ]);
  return {
    engine,
    env: {
      ...tools,
      REGISTRY: registry.host,
      DATABASE_URL: postgres.url,
      APP_DATABASE_URL: postgres.internalUrl,
    },
  };
}

/**
 * All that the engine and end-to-end tests need. Gives the variables that they read: `QUAYSIDE_TEST_POSTGRES` (a
 * superuser's address), `QUAYSIDE_TEST_REGISTRY` (`127.0.0.1:port`), `CA_BUNDLE`, `JEST` (a folder with it), and `PATH`
 * with our tools and act.
 */
export async function setUpForTests(
  log: (line: string) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<Record<string, string>> {
  const world = worldOf(log, signal);
  const labels = { "quayside.test": "setup" };
  const { tools, registry, postgres } = await setUp(world, (inner, engine) => [
    startRegistry(inner, engine, { name: "quayside-test-registry", labels, port: 0 }),
    ensurePostgres(inner, engine, {
      name: "quayside-test-db",
      labels,
      network: "quayside-test",
      user: "quayside",
      settings: ["max_connections=300"],
    }),
  ]);
  await ensureForTests(world);
  // After the rest: they compile, and the images would wait for the processor.
  const act = await ensureAct(world);
  await ensureBuildkit(world);
  const jest = await ensureJest(world);
  return {
    ...tools,
    ...(act === undefined ? {} : { PATH: prepend(dirname(act), tools.PATH ?? "") }),
    ...(jest === undefined ? {} : { JEST: jest }),
    QUAYSIDE_TEST_POSTGRES: postgres.url,
    QUAYSIDE_TEST_REGISTRY: registry.host,
  };
}

function worldOf(log: (line: string) => void, signal: AbortSignal): SetupWorld {
  return { log, signal, env: process.env, cacheDir: cacheDirOf(process.env) };
}

/** First the engine, since everything stands on it; then the tools, and the images with the services that need them. */
async function setUp(
  world: SetupWorld,
  services: (world: SetupWorld, engine: Engine) => [Promise<Registry>, Promise<Postgres>],
): Promise<{ engine: Engine; tools: Record<string, string>; registry: Registry; postgres: Postgres }> {
  const engine = await ensureEngine(world);
  const [tools, [registry, postgres]] = await allOrNone(world.signal, (signal) => {
    const inner = { ...world, signal };
    const running = ensureBaseImages(inner, engine).then(
      async () => await allOrNone(signal, (both) => services({ ...world, signal: both }, engine)),
    );
    return [toolsOf(inner), running];
  });
  return { engine, tools, registry, postgres };
}

async function toolsOf(world: SetupWorld): Promise<Record<string, string>> {
  const [tools, ca] = await Promise.all([ensureDockerTools(world), caBundle(world.env)]);
  let path = world.env.PATH ?? "";
  for (const tool of [tools.docker, tools.buildx]) if (tool?.ours) path = prepend(dirname(tool.path), path);
  // /dev/null is an empty bundle: files that hand it on as a build secret need no case for machines without one.
  return { PATH: path, CA_BUNDLE: ca?.path ?? "/dev/null" };
}

function prepend(folder: string, path: string): string {
  return path.split(delimiter).includes(folder) ? path : `${folder}${delimiter}${path}`;
}
