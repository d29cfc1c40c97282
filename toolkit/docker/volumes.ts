import type { Engine } from "../docker.ts";
import { unlessSettled } from "./api-errors.ts";

/** Makes a volume; nothing happens where one of that name is there. */
export async function makeVolume(
  engine: Engine,
  name: string,
  labels: Readonly<Record<string, string>>,
): Promise<void> {
  await engine.api.createVolume({ Name: name, Labels: { ...labels } });
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
