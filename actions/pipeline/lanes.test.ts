import { expect, test } from "vitest";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { Lanes } from "./lanes.ts";

function play() {
  const lines: string[] = [];
  const runner = terminalRunner({}, {}, { write: (text: string) => lines.push(text.trimEnd()) });
  return { lanes: new Lanes(runner), lines };
}

/** Something that is waited for until it is called. */
function gate() {
  let open = () => {};
  const wait = new Promise<void>((done) => {
    open = done;
  });
  return { wait, open };
}

test("the first is shown as it goes, the second in one piece after it, and that it ended is told at once", async () => {
  const { lanes, lines } = play();
  const [first, second] = [gate(), gate()];
  const one = lanes.run(
    "build",
    async ({ info }) => {
      info("b1");
      await first.wait;
      info("b2");
    },
    () => "build is done",
  );
  const two = lanes.run(
    "test",
    async ({ info, annotate }) => {
      info("t1");
      await second.wait;
      annotate("warning", "t2");
    },
    () => "test is done",
  );
  await Promise.resolve();
  expect(lines).toEqual(["▸ build", "b1"]);
  second.open();
  await two;
  expect(lines).toEqual(["▸ build", "b1", "test is done; its log follows below"]);
  first.open();
  await one;
  await lanes.shown();
  expect(lines.slice(3)).toEqual(["b2", "▸ test", "t1", "warning: t2"]);
});

test("a lane that is still running when the one before it ends goes on live", async () => {
  const { lanes, lines } = play();
  const [first, second] = [gate(), gate()];
  const one = lanes.run(
    "a",
    async () => await first.wait,
    () => "",
  );
  const two = lanes.run(
    "b",
    async ({ info }) => {
      info("b1");
      await second.wait;
      info("b2");
    },
    () => "",
  );
  first.open();
  await one;
  await new Promise((done) => setTimeout(done, 5));
  expect(lines).toEqual(["▸ a", "▸ b", "b1"]);
  second.open();
  await two;
  expect(lines).toEqual(["▸ a", "▸ b", "b1", "b2"]);
});

test("a stage that throws is shown too, and its error is the caller's", async () => {
  const { lanes, lines } = play();
  const failing = lanes.run(
    "a",
    async ({ info }) => {
      info("before");
      throw new Error("broken");
    },
    () => "",
  );
  await expect(failing).rejects.toThrow("broken");
  await lanes.shown();
  expect(lines).toEqual(["▸ a", "before"]);
});
