import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, test as base, expect } from "vitest";
import { playStep, type Step, type StepRecord } from "../scripts/play-runner.ts";
import { outputsOf, report } from "./action.ts";
import { AbortedError, UserError } from "./errors.ts";
import { terminalRunner } from "./runner-terminal.ts";

// They wait for processes most of the time, so they may wait side by side.
const test = base.concurrent;

const folder = mkdtempSync(join(tmpdir(), "run-action-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Plays an action whose body gets `world`. */
function play(
  body: string,
  options: { phase?: "main" | "post" } & Pick<Step, "cancel" | "onLine"> = {},
): Promise<StepRecord> {
  const { phase = "main", ...settings } = options;
  const from = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const home = mkdtempSync(join(folder, "action-"));
  writeFileSync(
    join(home, "main.mjs"),
    `import { runAction } from ${from("./action.ts")};
import { githubRunner } from ${from("./runner-github.ts")};
import { UserError } from ${from("./errors.ts")};
await runAction(githubRunner(), async (world) => {\n${body}\n}, ${JSON.stringify(phase)});`,
  );
  writeFileSync(join(home, "action.yml"), "runs: { using: node24, main: main.mjs }\n");
  return playStep({
    action: join(home, "action.yml"),
    // The sources are not what users run; that Node has to look twice at their module type is of no interest here.
    env: { NODE_OPTIONS: "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON" },
    ...settings,
  });
}

test("a body that ends well is a success, also where something still holds the process", async () => {
  const record = await play('setInterval(() => {}, 1000); world.runner.info("done");');
  expect(record).toMatchObject({ conclusion: "success", exitCode: 0, log: "done\n" });
});

test("a user's error is a message and a hint with its exit code, and no stack", async () => {
  const record = await play(
    'world.runner.output("a", "1"); throw new UserError("it is red", { hint: "mend it", exitCode: 7, cause: new Error("why") });',
  );
  expect(record).toMatchObject({ exitCode: 7, conclusion: "failure", outputs: { a: "1" } });
  expect(record.annotations).toEqual([{ level: "error", message: "it is red\n  because: why\nmend it" }]);
  expect(record.rawLog).not.toContain("    at ");
});

test("any other error is a bug of ours: its stack is in a group", async () => {
  const record = await play('throw new TypeError("x is not a function");');
  expect(record).toMatchObject({ exitCode: 1, groups: ["Stack of the error below"] });
  expect(record.log).toMatch(/TypeError: x is not a function\n +at /);
  expect(record.annotations[0]?.message).toMatch(/^x is not a function\nThis is a bug of Quayside/);
});

test("what was thrown need not be an error", async () => {
  const record = await play('throw "just a text";');
  expect(record.annotations[0]?.message).toMatch(/^just a text\nThis is a bug/);
});

test("a post step warns and does not fail the job", async () => {
  const record = await play('throw new UserError("left behind");', { phase: "post" });
  expect(record).toMatchObject({ exitCode: 0, annotations: [{ level: "warning", message: "left behind" }] });
});

test("a long log arrives whole before the process ends", async () => {
  const record = await play('world.runner.info("x".repeat(3_000_000) + "END"); throw new UserError("end");');
  expect(record.log).toContain("xEND");
});

test("a cancelled run is an abort that the body can answer, well before it is killed", async () => {
  const stop = new AbortController();
  const record = await play(
    `world.runner.info("ready");
     await world.clock.sleep(60_000, world.signal).finally(() => world.runner.info("cleaned up"));`,
    { cancel: stop.signal, onLine: () => stop.abort() },
  );
  expect(record).toMatchObject({ exitCode: 130, conclusion: "cancelled" });
  expect(record.log).toContain("cleaned up\n");
  expect(record.annotations[0]?.message).toBe("The run was asked to stop (SIGINT).");
  expect(record.milliseconds).toBeLessThan(7500);
});

test("outputs: objects become JSON, lists one entry a line, undefined is left out", () => {
  const set: [string, string][] = [];
  const spec = { outputs: { a: "", b: "", c: "", d: "", e: "", f: "" } } as never;
  const setOutputs = outputsOf(spec, { output: (name, value) => void set.push([name, value]) }) as (v: object) => void;
  setOutputs({ a: "text", b: 1.5, c: false, d: ["x", "y"], e: { version: 1 }, f: undefined });
  expect(set).toEqual([
    ["a", "text"],
    ["b", "1.5"],
    ["c", "false"],
    ["d", "x\ny"],
    ["e", '{"version":1}'],
  ]);
});

test("report returns the exit code of each kind of error", async () => {
  const runner = terminalRunner({}, {}, { write: () => {} });
  expect(await report(runner, new UserError("m", { exitCode: 3 }))).toBe(3);
  expect(await report(runner, new AbortedError("m"))).toBe(130);
  expect(await report(runner, new Error("m"))).toBe(1);
});

test.each([
  ["a full disk", "ENOSPC: no space left on device, write", { code: "ENOSPC" }, "The disk is full: free some of it"],
  ["an engine that went away", "socket hang up", { code: "ECONNRESET" }, "The other side ended the connection"],
  ["an engine that fails", "(HTTP code 500) runc create failed", { statusCode: 500 }, "The Docker Engine could not do"],
])("%s is neither a mistake of the user nor a bug of ours", async (_, message, more, way) => {
  const lines: string[] = [];
  const runner = terminalRunner({}, {}, { write: (text) => lines.push(text) });
  expect(await report(runner, Object.assign(new Error(message), more))).toBe(1);
  expect(lines.join("")).toContain(`error: ${message}\n${way}`);
  expect(lines.join("")).not.toContain("bug of Quayside");
});
