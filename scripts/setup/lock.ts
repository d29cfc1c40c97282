import { link, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How a lock is waited for. */
export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which waiting ends with an error. */
  readonly limitMs: number;
  /** Called once when somebody else holds the lock, with the holder's process id. */
  readonly onWait?: (pid: number) => void;
}

/**
 * Runs `work` while no other process of this machine runs work under the same lock file.
 * The file holds the holder's process id, so that a lock whose holder died is taken over at once.
 *
 * @throws Error where the lock was not free within `limitMs`, and the reason of an aborted `signal`.
 */
export async function withLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const deadline = Date.now() + options.limitMs;
  let told = false;
  while (!(await tryLock(path))) {
    const holder = await holderOf(path);
    if (holder === undefined) continue;
    if (!told) options.onWait?.(holder);
    told = true;
    if (Date.now() > deadline) throw new Error(`The lock ${path} is still held by process ${holder}.`);
    await sleep(200, undefined, options.signal === undefined ? {} : { signal: options.signal });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** The process that holds the lock; a lock that a dead process left is removed and counts as free. */
async function holderOf(path: string): Promise<number | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const pid = Number.parseInt(text, 10);
  if (Number.isInteger(pid) && isAlive(pid)) return pid;
  // An empty file may belong to a process that has created it and not yet written its id.
  if (text === "" && Date.now() - (await mtime(path)) < 2_000) {
    await sleep(50);
    return undefined;
  }
  await takeAway(path, text);
  return undefined;
}

/**
 * Removes a lock whose holder is dead. Renaming first, and looking at what was caught, leaves a lock alone that a third
 * process has taken in the meantime.
 */
async function takeAway(path: string, text: string): Promise<void> {
  const caught = `${path}.${process.pid}`;
  try {
    await rename(path, caught);
  } catch {
    return;
  }
  if ((await readFile(caught, "utf8")) !== text) await link(caught, path).catch(() => {});
  await rm(caught, { force: true });
}

async function mtime(path: string): Promise<number> {
  return await stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
