import { isPortTaken } from "../../toolkit/docker/api-errors.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { BASE_IMAGES } from "./image-recipes.ts";
import { ensureService, waitUntilReady } from "./service.ts";
import type { SetupWorld } from "./world.ts";

/** How a registry is started. */
export interface RegistryOptions {
  /** Name of the container. */
  readonly name: string;
  /** Labels of the container and its volume. */
  readonly labels: Readonly<Record<string, string>>;
  /** Port on loopback; 0 lets the engine choose. */
  readonly port: number;
  /** Name of the volume that keeps the images; without one they go with the container. */
  readonly volume?: string;
  /** Settings of the registry: `REGISTRY_*`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A registry that answers. */
export interface Registry {
  /** As an image name begins: `127.0.0.1:5555`. An engine takes loopback without TLS. */
  readonly host: string;
  /** Id of the container. */
  readonly id: string;
}

/** The sample's registry listens here unless another program does. */
const PREFERRED_PORT = 5555;

/**
 * A registry on loopback with a volume; where it runs already, nothing happens. Where its usual port is taken, the
 * engine chooses another one.
 */
export async function ensureRegistry(
  world: SetupWorld,
  engine: Engine,
  options: Omit<RegistryOptions, "port">,
): Promise<Registry> {
  try {
    return await startRegistry(world, engine, { ...options, port: PREFERRED_PORT });
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    world.log(`Port ${PREFERRED_PORT} of 127.0.0.1 is taken: the registry gets another one`);
    return await startRegistry(world, engine, { ...options, port: 0 });
  }
}

/**
 * Starts a registry on loopback without a password, and waits until it answers. Safe to repeat.
 *
 * @throws UserError where the port is taken, or the registry's last lines where it does not come up.
 */
export async function startRegistry(world: SetupWorld, engine: Engine, options: RegistryOptions): Promise<Registry> {
  const service = await ensureService(
    engine,
    {
      name: options.name,
      image: BASE_IMAGES.registry,
      labels: options.labels,
      env: { REGISTRY_STORAGE_DELETE_ENABLED: "true", OTEL_TRACES_EXPORTER: "none", ...options.env },
      network: "bridge",
      publish: [{ port: 5000, hostIp: "127.0.0.1", hostPort: options.port }],
      volumes: options.volume === undefined ? [] : [{ name: options.volume, target: "/var/lib/registry" }],
      // Without a volume it belongs to tests: those are not to come back with the engine.
      restart: options.volume === undefined ? "no" : "unless-stopped",
    },
    world.signal,
  );
  const host = `127.0.0.1:${service.ports["5000/tcp"]}`;
  await waitUntilReady(engine, service.id, {
    name: options.name,
    limit: 30_000,
    signal: world.signal,
    // A registry with a login of its own answers 401, and that is an answer.
    ready: async () => [200, 401].includes(await statusAt(`http://${host}/v2/`, world.signal)),
  });
  if (!service.already) world.log(`Registry: ${host}`);
  return { host, id: service.id };
}

async function statusAt(url: string, signal: AbortSignal): Promise<number> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(2000)]) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
