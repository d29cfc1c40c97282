import { configuredAuth, readDockerConfig } from "../../toolkit/docker/credentials.ts";
import type { RegistryAuth } from "../../toolkit/docker/images.ts";
import type { World } from "../../toolkit/world.ts";
import { authOf, type Registry } from "./registries.ts";

/** The login for each registry: from the inputs, else from the user's own Docker configuration. */
export function authFinder(
  world: World,
  registries: readonly Registry[],
): (host: string) => Promise<RegistryAuth | undefined> {
  const found = new Map<string, Promise<RegistryAuth | undefined>>();
  return (host) => {
    const given = registries.find((registry) => registry.host === host && registry.password !== "");
    if (given) return Promise.resolve(authOf(given));
    const configured =
      found.get(host) ??
      readDockerConfig(world.runner.env).then((config) =>
        configuredAuth(config, host, world.run, { env: world.runner.env, signal: world.signal }),
      );
    found.set(host, configured);
    return configured;
  };
}
