import type { Engine } from "../docker.ts";
import { orMissing } from "./api-errors.ts";

/** What only the engine knows of a container that runs. */
export interface Runtime {
  /** The ports of the host by the port inside, as in `{ "5000/tcp": 32768 }`: also those that the engine chose itself. */
  readonly ports: Readonly<Record<string, number>>;
  readonly env: Readonly<Record<string, string>>;
}

/** The ports and the environment of a container; undefined where there is none. */
export async function runtimeOf(engine: Engine, id: string): Promise<Runtime | undefined> {
  const found = await orMissing(engine.api.getContainer(id).inspect());
  if (!found) return undefined;
  const ports = Object.entries(found.NetworkSettings.Ports ?? {}).flatMap(([inside, outside]) =>
    outside?.[0] ? [[inside, Number(outside[0].HostPort)] as const] : [],
  );
  const env = (found.Config.Env ?? []).map((line) => {
    const at = line.indexOf("=");
    return [line.slice(0, at), line.slice(at + 1)] as const;
  });
  return { ports: Object.fromEntries(ports), env: Object.fromEntries(env) };
}
