import type { Engine } from "../docker.ts";
import { orMissing, statusOf, unlessSettled } from "./api-errors.ts";

/** Whether there is a network of that name, and its labels. */
export async function findNetwork(
  engine: Engine,
  name: string,
): Promise<{ id: string; labels: Readonly<Record<string, string>> } | undefined> {
  const found = await orMissing(engine.api.getNetwork(name).inspect());
  return found && { id: found.Id as string, labels: (found.Labels ?? {}) as Record<string, string> };
}

/** Makes a bridge network; nothing happens where one of that name is there. */
export async function makeNetwork(
  engine: Engine,
  name: string,
  labels: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await engine.api.createNetwork({ Name: name, CheckDuplicate: true, Labels: { ...labels } });
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
}

/** Removes a network; nothing happens where there is none. */
export async function removeNetwork(engine: Engine, name: string): Promise<void> {
  await unlessSettled(engine.api.getNetwork(name).remove());
}
