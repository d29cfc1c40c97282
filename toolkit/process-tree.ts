import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * The process ids below `root`, the deepest first. A shell does not pass a signal on to its children, so whoever
 * wants to end a command has to end its whole tree.
 */
export function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of processTable()) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const found: number[] = [];
  const queue = [root];
  for (let pid = queue.shift(); pid !== undefined; pid = queue.shift()) {
    const next = children.get(pid) ?? [];
    found.unshift(...next);
    queue.push(...next);
  }
  return found;
}

/** Sends a signal to a process and to all below it. Processes that have ended meanwhile are no error. */
export function signalTree(root: number, signal: NodeJS.Signals): void {
  for (const pid of [...descendants(root), root]) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

function processTable(): [pid: number, parent: number][] {
  if (process.platform === "linux") {
    const table: [number, number][] = [];
    for (const entry of readdirSync("/proc")) {
      if (!/^\d+$/.test(entry)) continue;
      try {
        // The command name in parentheses may hold spaces and parentheses; what follows the last one is fixed (proc(5)).
        const stat = readFileSync(`/proc/${entry}/stat`, "latin1");
        table.push([Number(entry), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])]);
      } catch {
        // It has ended between the two reads.
      }
    }
    return table;
  }
  if (process.platform === "win32") return [];
  return execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
}
