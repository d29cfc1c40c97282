import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { descendants, signalTree } from "./process-tree.ts";

test("a whole tree is found, the deepest first, and ended", async () => {
  const script = "sleep 60 & (sleep 60; true) & echo ready; wait";
  const shell = spawn("sh", ["-c", script], { stdio: ["ignore", "pipe", "ignore"] });
  const pid = shell.pid as number;
  await once(shell.stdout, "data");
  // The subshell forks its sleep a moment after the shell has said that it is ready.
  await expect.poll(() => descendants(pid).length).toBe(3);
  const below = descendants(pid);
  expect(below).not.toContain(pid);
  const closed = once(shell, "close");
  signalTree(pid, "SIGKILL");
  // By the signal, or by itself in the moment between the end of its children and its own.
  await closed;
  for (const child of below) await expect.poll(() => alive(child)).toBe(false);
});

test("a process that has ended is no error", () => {
  signalTree(2 ** 30, "SIGTERM");
  expect(descendants(2 ** 30)).toEqual([]);
});

// An orphan that nobody waits for stays as a zombie where the first process of a container is no real init.
function alive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}
