import { expect, test } from "vitest";
import { schedule, type Task } from "./schedule.ts";

/** Runs tasks that end when the test says so, and writes down what happens. */
function play(tasks: Task[], { limit = 9, failing = [] as string[], abortAt = "" } = {}) {
  const log: string[] = [];
  const stop = new AbortController();
  let most = 0;
  let now = 0;
  const run = async (id: string) => {
    log.push(`+${id}`);
    most = Math.max(most, ++now);
    // A turn of the event loop for each task, so that those that may run together do.
    await new Promise((done) => setTimeout(done, 5));
    if (abortAt === id) stop.abort();
    now--;
    log.push(`-${id}`);
    return !failing.includes(id);
  };
  const dropped = (id: string, by: string | undefined) => log.push(`!${id}<${by}`);
  return schedule(tasks, { limit, signal: stop.signal, run, dropped }).then(() => ({ log, most }));
}

const task = (id: string, ...needs: string[]): Task => ({ id, needs });

test("what waits for nothing runs at the same time, the rest after what it waits for", async () => {
  const { log, most } = await play([
    task("build"),
    task("test"),
    task("push", "build", "test"),
    task("deploy", "push"),
  ]);
  expect(most).toBe(2);
  expect(log.slice(0, 2)).toEqual(["+build", "+test"]);
  expect(log.slice(4)).toEqual(["+push", "-push", "+deploy", "-deploy"]);
});

test("no more run at the same time than may", async () => {
  const { log, most } = await play([task("a"), task("b"), task("c"), task("d", "a")], { limit: 1 });
  expect(most).toBe(1);
  expect(log.filter((line) => line.startsWith("+"))).toEqual(["+a", "+b", "+c", "+d"]);
});

test("a failure stops what waits for it, directly or not, and nothing else", async () => {
  const { log } = await play([task("d", "c"), task("a"), task("b"), task("c", "a"), task("e", "b")], {
    failing: ["a"],
  });
  expect(log).toContain("!c<a");
  expect(log).toContain("!d<a");
  expect(log).toContain("-e");
  expect(log).not.toContain("+c");
});

test("after an abort nothing new is begun, and what runs is waited for", async () => {
  const { log } = await play([task("a"), task("b"), task("c", "a", "b")], { abortAt: "a" });
  expect(log).toEqual(expect.arrayContaining(["-a", "-b", "!c<undefined"]));
});

test("a need that is not among the tasks counts as done", async () => {
  expect((await play([task("a", "gone")])).log).toEqual(["+a", "-a"]);
});
