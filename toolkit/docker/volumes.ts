import type { VolumeCreateOptions } from "dockerode";
import type { Engine } from "../docker.ts";
import { orMissing, unlessSettled } from "./api-errors.ts";

/** Makes a volume; nothing happens where one of that name is there. */
export async function makeVolume(
  engine: Engine,
  name: string,
  labels: Readonly<Record<string, string>>,
  options: { readonly driver?: string; readonly driverOptions?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  const { driver, driverOptions } = options;
  const body = {
    Name: name,
    Labels: { ...labels },
    ...(driver ? { Driver: driver } : {}),
    ...(driverOptions ? { DriverOpts: { ...driverOptions } } : {}),
  };
  // Options of a driver may hold a password, and dockerode would put them into the address too.
  await engine.api.createVolume({ _query: {}, _body: body } as unknown as VolumeCreateOptions);
}

/** Removes a volume with all that is in it; nothing happens where there is none. */
export async function removeVolume(engine: Engine, name: string): Promise<void> {
  await unlessSettled(engine.api.getVolume(name).remove());
}

/** The names of all volumes that carry these labels; an empty value stands for any. */
export async function listVolumes(engine: Engine, labels: Readonly<Record<string, string>>): Promise<string[]> {
  const label = Object.entries(labels).map(([name, value]) => (value === "" ? name : `${name}=${value}`));
  const { Volumes } = await engine.api.listVolumes({ filters: { label } });
  return (Volumes ?? []).map((volume) => volume.Name);
}

/** Whether there is a volume of that name. */
export async function hasVolume(engine: Engine, name: string): Promise<boolean> {
  return (await orMissing(engine.api.getVolume(name).inspect())) !== undefined;
}
