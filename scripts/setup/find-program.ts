import { delimiter } from "node:path";
import { findOnPath } from "../../toolkit/find-program.ts";
import type { SetupWorld } from "./world.ts";

/** Where daemons and tools of root live; a user's PATH often lacks these. */
const SYSTEM_FOLDERS = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** PATH with the system's own folders added at its end, so that root's tools find each other. */
export function systemPath(env: SetupWorld["env"]): string {
  const own = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...own, ...SYSTEM_FOLDERS.filter((folder) => !own.includes(folder))].join(delimiter);
}

/** The path of a program on PATH or in a system folder; undefined where there is none that may be executed. */
export async function findProgram(name: string, env: SetupWorld["env"]): Promise<string | undefined> {
  return await findOnPath(name, systemPath(env));
}
