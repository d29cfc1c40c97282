import type { ContainerCreateOptions } from "dockerode";
import type { Engine } from "../docker.ts";
import { type PortBinding, portBindings, removeContainer } from "./containers.ts";

/** What a copy of a container has of its own. */
export interface CloneOptions {
  readonly name: string;
  /** Labels that it has beside those of the first one, or instead of them. */
  readonly labels: Readonly<Record<string, string>>;
  /** Says which ports of the host it does not get. */
  readonly without?: (hostIp: string, hostPort: number) => boolean;
  /** Which it gets beside those of the first one. */
  readonly publish?: readonly PortBinding[];
}

interface Binding {
  readonly HostIp?: string;
  readonly HostPort?: string;
}

/**
 * Creates a container that is made like another one, with its volumes and its networks, and gives its id. It is the only
 * way to change a label. What the first one wrote beside its volumes is not in it.
 */
export async function cloneContainer(engine: Engine, id: string, options: CloneOptions): Promise<string> {
  // The whole of it is sent back, also what the types do not know.
  // biome-ignore lint/suspicious/noExplicitAny: an answer of the engine, field by field as it came.
  const found = (await engine.api.getContainer(id).inspect()) as any;
  const short = found.Id.slice(0, 12);
  const own = (name: string) => name !== short && name !== found.Name.slice(1);
  const networks = Object.entries<{ Aliases?: string[]; IPAMConfig?: object }>(
    found.NetworkSettings.Networks ?? {},
  ).map(
    ([name, { Aliases, IPAMConfig }]) =>
      [name, { Aliases: (Aliases ?? []).filter(own), ...(IPAMConfig ? { IPAMConfig } : {}) }] as const,
  );
  const main = networks.find(([name]) => name === found.HostConfig.NetworkMode) ?? networks[0];
  const bindings: Record<string, Binding[]> = { ...portBindings(options.publish ?? []) };
  for (const [port, all] of Object.entries<Binding[] | null>(found.HostConfig.PortBindings ?? {})) {
    const left = (all ?? []).filter(({ HostIp = "", HostPort }) => !options.without?.(HostIp, Number(HostPort)));
    if (left.length > 0) bindings[port] = [...left, ...(bindings[port] ?? [])];
  }
  const body = {
    ...found.Config,
    // By name, where it has none of its own.
    Hostname: found.Config.Hostname === short ? "" : found.Config.Hostname,
    Image: found.Image,
    Labels: { ...found.Config.Labels, ...options.labels },
    HostConfig: {
      ...found.HostConfig,
      PortBindings: bindings,
      Mounts: [...(found.HostConfig.Mounts ?? []), ...anonymous(found)],
    },
    ...(main ? { NetworkingConfig: { EndpointsConfig: { [main[0]]: main[1] } } } : {}),
  };
  const made = await engine.api.createContainer({
    _query: { name: options.name },
    _body: body,
  } as unknown as ContainerCreateOptions);
  try {
    for (const [name, endpoint] of networks) {
      if (name === main?.[0]) continue;
      await engine.api.getNetwork(name).connect({ Container: made.id, EndpointConfig: endpoint });
    }
  } catch (error) {
    await removeContainer(engine, made.id).catch(() => {});
    throw error;
  }
  return made.id;
}

/** Volumes that a container has without having asked for them by name: a copy would get new ones, which are empty. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
function anonymous(found: any): object[] {
  const { Mounts = [], Binds, VolumesFrom } = found.HostConfig;
  const asked = new Set([
    ...(Mounts ?? []).flatMap((mount: { Source?: string; Target: string }) => mount.Target),
    ...(Binds ?? []).map((bind: string) => bind.split(":")[1]),
  ]);
  if (VolumesFrom) return [];
  return (found.Mounts ?? []).flatMap((mount: { Type: string; Name?: string; Destination: string }) =>
    mount.Type === "volume" && mount.Name && !asked.has(mount.Destination)
      ? [{ Type: "volume", Source: mount.Name, Target: mount.Destination }]
      : [],
  );
}
