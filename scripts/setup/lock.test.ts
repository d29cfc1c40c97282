import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "./lock.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayside-lock-"));
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

test("work under one lock never overlaps, and the lock is gone afterwards", async () => {
  const path = join(folder, "deep/a.lock");
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await delay(5);
    inside--;
  };
  await Promise.all([1, 2, 3].map(async () => await withLock(path, { limitMs: 5000 }, work)));
  expect(most).toBe(1);
  expect(await readdir(join(folder, "deep"))).toEqual([]);
});

test("a lock that a dead process left is taken over at once, by one of those who wait", async () => {
  const path = join(folder, "a.lock");
  const { pid } = spawnSync(process.execPath, ["-e", "0"]);
  await writeFile(path, `${pid}\n`);
  let waited = false;
  const onWait = () => {
    waited = true;
  };
  expect(await withLock(path, { limitMs: 1000, onWait }, async () => 5)).toBe(5);
  expect(waited).toBe(false);
  expect(await readdir(folder)).toEqual([]);
});

test("waiting has a limit, names the holder, and ends with the signal", async () => {
  const path = join(folder, "a.lock");
  const seen: number[] = [];
  await withLock(path, { limitMs: 0 }, async () => {
    const wait = { onWait: (pid: number) => void seen.push(pid) };
    await expect(withLock(path, { limitMs: 0, ...wait }, async () => 0)).rejects.toThrow(`process ${process.pid}`);
    const signal = AbortSignal.timeout(20);
    await expect(withLock(path, { limitMs: 10_000, signal, ...wait }, async () => 0)).rejects.toThrow();
  });
  expect(seen).toEqual([process.pid, process.pid]);
});

test("the lock is given back where the work fails", async () => {
  const path = join(folder, "a.lock");
  const failing = async () => await Promise.reject(new Error("no"));
  await expect(withLock(path, { limitMs: 0 }, failing)).rejects.toThrow("no");
  expect(await withLock(path, { limitMs: 0 }, async () => 1)).toBe(1);
});
