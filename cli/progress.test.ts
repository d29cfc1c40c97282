import { expect, test } from "vitest";
import { progress } from "./progress.ts";

function screen(isTTY: boolean) {
  const texts: string[] = [];
  return { isTTY, columns: 40, write: (more: string) => texts.push(more), text: () => texts.join("") };
}
const clock = { elapsed: () => 0 };

test("on a terminal the last line says what is being done, and log lines go above it", () => {
  const out = screen(true);
  const live = progress(out, {}, clock);
  const task = live.begin("deploy");
  live.write("a line of the log\n");
  live.end(task);
  live.close();
  const line = (frame: string) => `\u001b[?7l${frame} deploy \u001b[?7h`;
  expect(out.text()).toBe(`${line("⠋")}\r\u001b[Ka line of the log\n${line("⠙")}\r\u001b[K`);
});

test.each([
  ["a pipe", screen(false), {}],
  ["a dumb terminal", screen(true), { TERM: "dumb" }],
  ["a CI system that plays a terminal", screen(true), { CI: "true" }],
])("for %s nothing is added to the log", (_, out, env) => {
  const live = progress(out, env, clock);
  const task = live.begin("deploy");
  live.write("a line\n");
  live.end(task);
  live.close();
  expect(out.text()).toBe("a line\n");
});
