import { homedir } from "node:os";
import { join } from "node:path";

/** What every step of the set-up is handed. */
export interface SetupWorld {
  /** Tells people what happens, one line at a time. */
  readonly log: (line: string) => void;
  /** The environment that the steps read. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A folder that outlives the clone: locks, logs, and what was unpacked or built once. */
  readonly cacheDir: string;
  /** Ends the set-up early. */
  readonly signal: AbortSignal;
}

/** The folder for `SetupWorld.cacheDir`: `quayside` in XDG_CACHE_HOME, or in ~/.cache. */
export function cacheDirOf(env: SetupWorld["env"]): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache"), "quayside");
}
