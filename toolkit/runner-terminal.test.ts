import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parsePairs } from "../scripts/play-runner/file-commands.ts";
import { terminalRunner } from "./runner-terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "terminal-runner-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A runner that writes into a text. */
function captured(env: Record<string, string> = {}, inputs: Record<string, string> = {}, isTTY = false) {
  const written: string[] = [];
  const runner = terminalRunner(inputs, env, { write: (text) => written.push(text), isTTY });
  return { runner, log: () => written.join("") };
}

function file(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, "");
  return path;
}

test("inputs come from the caller, else from the environment as on GitHub, trimmed", () => {
  const { runner } = captured({ "INPUT_BUILD-ARGS": " env ", "INPUT_A B": "env", INPUT_X: "env" }, { x: " given " });
  expect([runner.input("build-args"), runner.input("x"), runner.input("none")]).toEqual(["env", "given", ""]);
});

test("control sequences of texts from outside do not reach the terminal, but our own colours do", async () => {
  const { runner, log } = captured({}, {}, true);
  runner.info("\u001b]0;title\u0007\u001b[2Jtext");
  runner.annotate("error", "\u001b[8mm", { file: "a\u0007.ts", line: 3 });
  await runner.group("\u001b[1mG", async () => runner.info("in"));
  expect(log()).toBe("text\n\u001b[31merror: a.ts:3: m\u001b[0m\n\u001b[1m▸ G\u001b[0m\nin\n");
});

test("without a terminal, and where NO_COLOR is set, there are no colours", () => {
  const plain = captured();
  plain.runner.annotate("warning", "m");
  const no = captured({ NO_COLOR: "1" }, {}, true);
  no.runner.annotate("notice", "m");
  expect([plain.log(), no.log()]).toEqual(["warning: m\n", "notice: m\n"]);
});

test("debug lines are only shown when somebody looks for a fault", () => {
  const quiet = captured();
  quiet.runner.debug("x");
  const loud = captured({ RUNNER_DEBUG: "1" });
  loud.runner.debug("x");
  expect([quiet.log(), loud.log()]).toEqual(["", "x\n"]);
});

test("a secret is hidden in log, annotation, group, output and summary", async () => {
  const [GITHUB_OUTPUT, GITHUB_STEP_SUMMARY] = [file("output"), file("summary")];
  const { runner, log } = captured({ GITHUB_OUTPUT, GITHUB_STEP_SUMMARY });
  runner.mask("hunter22");
  runner.info("hunter22");
  runner.annotate("error", "hunter22");
  await runner.group("hunter22", async () => {});
  runner.output("a", "hunter22");
  await runner.summary("hunter22");
  expect(log() + readFileSync(GITHUB_OUTPUT, "utf8") + readFileSync(GITHUB_STEP_SUMMARY, "utf8")).not.toContain(
    "hunter",
  );
  expect(runner.redact("a hunter22")).toBe("a ***");
});

test.each(["plain", "two\nlines\n", "QUAYSIDE_END", "a\nQUAYSIDE_END\nb=c", "x\r\ny", ""])("output %j", (value) => {
  const GITHUB_OUTPUT = file("pairs");
  const { runner } = captured({ GITHUB_OUTPUT });
  runner.output("first", value);
  runner.output("second", "2");
  expect(parsePairs(readFileSync(GITHUB_OUTPUT, "utf8"))).toEqual([
    ["first", value],
    ["second", "2"],
  ]);
});

test("a group shows its error's way out, and state is kept for post", async () => {
  const { runner } = captured();
  await expect(
    runner.group("g", async () => {
      throw new Error("inside");
    }),
  ).rejects.toThrow("inside");
  runner.saveState("k", "v");
  expect([runner.state("k"), runner.state("none")]).toEqual(["v", ""]);
});

test("outputs and summary without a file to go to are no error", async () => {
  const { runner, log } = captured();
  runner.output("a", "b");
  await runner.summary("s");
  expect(log()).toBe("");
});
