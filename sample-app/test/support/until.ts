import { setTimeout as sleep } from "node:timers/promises";

/** Waits until `check` is true; fails after `limitMs`. */
export async function until(check: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`not true within ${limitMs} ms: ${check}`);
    await sleep(10);
  }
}
