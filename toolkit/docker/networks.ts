import type { NetworkCreateOptions } from "dockerode";
import type { Engine } from "../docker.ts";
import { messageOf } from "../errors.ts";
import { orMissing, statusOf, unlessSettled } from "./api-errors.ts";

/** Whether there is a network of that name, and its labels. */
export async function findNetwork(
  engine: Engine,
  name: string,
): Promise<{ id: string; labels: Readonly<Record<string, string>> } | undefined> {
  const found = await orMissing(engine.api.getNetwork(name).inspect());
  return found && { id: found.Id as string, labels: (found.Labels ?? {}) as Record<string, string> };
}

/** Names of all networks that carry these labels. */
export async function listNetworks(engine: Engine, labels: Readonly<Record<string, string>>): Promise<string[]> {
  const label = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return (await engine.api.listNetworks({ filters: { label } })).map(({ Name }) => Name);
}

/** What a network may be made with, beside its name and labels. */
export interface NetworkOptions {
  readonly driver?: string;
  readonly driverOptions?: Readonly<Record<string, string>>;
  /** Whether it leads nowhere outside. */
  readonly internal?: boolean;
  readonly attachable?: boolean;
  readonly ipv6?: boolean;
  readonly ipam?: {
    readonly driver?: string;
    readonly pools: readonly { readonly subnet?: string; readonly gateway?: string; readonly range?: string }[];
  };
}

/** Makes a network, a bridge where no driver is given; nothing happens where one of that name is there. */
export async function makeNetwork(
  engine: Engine,
  name: string,
  labels: Readonly<Record<string, string>>,
  options: NetworkOptions = {},
): Promise<void> {
  const { driver, driverOptions, internal, attachable, ipv6, ipam } = options;
  const body = {
    Name: name,
    CheckDuplicate: true,
    Labels: { ...labels },
    ...(driver ? { Driver: driver } : {}),
    ...(driverOptions ? { Options: { ...driverOptions } } : {}),
    ...(internal ? { Internal: true } : {}),
    ...(attachable ? { Attachable: true } : {}),
    ...(ipv6 ? { EnableIPv6: true } : {}),
    ...(ipam
      ? {
          IPAM: {
            Driver: ipam.driver ?? "default",
            Config: ipam.pools.map(({ subnet, gateway, range }) => ({
              ...(subnet ? { Subnet: subnet } : {}),
              ...(gateway ? { Gateway: gateway } : {}),
              ...(range ? { IPRange: range } : {}),
            })),
          },
        }
      : {}),
  };
  try {
    await engine.api.createNetwork({ _query: {}, _body: body } as unknown as NetworkCreateOptions);
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
}

/** Removes a network; nothing happens where there is none. */
export async function removeNetwork(engine: Engine, name: string): Promise<void> {
  await unlessSettled(engine.api.getNetwork(name).remove());
}

/** Connects a container to a network; nothing happens where it is connected. */
export async function connectNetwork(engine: Engine, network: string, container: string): Promise<void> {
  try {
    await engine.api.getNetwork(network).connect({ Container: container });
  } catch (error) {
    // Before API 1.44 the engine answers with 403 where it is connected already.
    if (!/already exists in network/.test(messageOf(error))) throw error;
  }
}

/** Takes a container out of a network; nothing happens where it is not in it. */
export async function disconnectNetwork(engine: Engine, network: string, container: string): Promise<void> {
  try {
    await orMissing(engine.api.getNetwork(network).disconnect({ Container: container, Force: true }));
  } catch (error) {
    if (!/is not connected/.test(messageOf(error))) throw error;
  }
}
