import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, test as base, expect } from "vitest";
import { AbortedError, UserError } from "./errors.ts";
import { type ProcessOptions, run } from "./process.ts";

// They wait for processes most of the time, so they may wait side by side.
const test = base.concurrent;

const folder = mkdtempSync(join(tmpdir(), 'process port\'s "test" '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs lines of JavaScript in a Node of their own. */
const node = (script: string, options?: ProcessOptions, ...args: string[]) =>
  run(process.execPath, ["-e", script, ...args], options);

test("a code other than 0 is a result, with both streams", async () => {
  const result = await node('process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 7');
  expect(result).toEqual({ code: 7, stdout: "out", stderr: "err" });
});

test("arguments arrive as they are: no shell, no splitting", async () => {
  const args = ["a b", '"', "'", "$HOME", "*", "\\", "", "é\n::error::x", "--", "; rm -rf"];
  const { stdout } = await node("console.log(JSON.stringify(process.argv.slice(1)))", {}, "--", ...args);
  expect(JSON.parse(stdout)).toEqual(args);
});

test("a child that ends without reading its standard input is no failure", async () => {
  const stdin = new Uint8Array(4 * 1024 * 1024);
  expect(await run("sh", ["-c", "exec 0<&-; exit 3"], { stdin })).toMatchObject({ code: 3 });
});

test("a program whose path has spaces and quotes is started", async () => {
  const odd = join(folder, 'a "b" c');
  symlinkSync(process.execPath, odd);
  expect(await run(odd, ["-p", "1+1"])).toMatchObject({ code: 0, stdout: "2\n" });
});

test("standard input is written and closed; without any it is empty", async () => {
  const echo = "process.stdin.pipe(process.stdout)";
  expect((await node(echo, { stdin: "hällo" })).stdout).toBe("hällo");
  expect((await node(echo, { stdin: new Uint8Array([65, 66]) })).stdout).toBe("AB");
  expect((await node(echo)).stdout).toBe("");
});

test("env is the whole environment of the child, and cwd its folder", async () => {
  const { stdout } = await node("console.log(process.env.A, process.env.GONE, process.env.HOME, process.cwd())", {
    env: { A: "1", GONE: undefined },
    cwd: folder,
  });
  expect(stdout).toBe(`1 undefined undefined ${folder}\n`);
});

test("lines come as they are printed, whole, from both streams; progress bars count too", async () => {
  const lines: string[] = [];
  const script =
    'process.stdout.write("a\\nb\\rc\\r\\n"); process.stderr.write("e\\n"); process.stdout.write(Buffer.from([0xc3])); setTimeout(() => process.stdout.write(Buffer.from([0xa4, 100])), 50)';
  await node(script, { onLine: (line, stream) => lines.push(`${stream}:${line}`) });
  expect(lines.filter((line) => line.startsWith("stdout"))).toEqual(["stdout:a", "stdout:b", "stdout:c", "stdout:äd"]);
  expect(lines).toContain("stderr:e");
});

test("of a long output the end is kept", async () => {
  const { stdout } = await node('for (let i = 0; i < 20000; i++) console.log("line " + i)', { keep: 1000 });
  expect(stdout.length).toBeLessThan(200_000);
  expect(stdout).toMatch(/line 19999\n$/);
});

test("a program that is not there is the user's error", async () => {
  const error = await run("no-such-program-here", []).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ message: "no-such-program-here was not found on the PATH" });
});

test("a folder of PATH that cannot be looked into is no word on standard output, where data may be expected", async () => {
  const script = `import { run } from ${JSON.stringify(join(import.meta.dirname, "process.ts"))};
    process.stdout.write((await run("node", ["--version"])).stdout);
    await run("no-such-program-here", []).catch(() => {});`;
  // A file in the place of a folder: root may look into every folder.
  const env = { ...process.env, PATH: [import.meta.filename, process.env.PATH].join(delimiter) };
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { env });
  expect(stdout).toMatch(/^v\d\S+\n$/);
});

test("a time limit ends the child and all below it", async () => {
  const begin = performance.now();
  const promise = run("sh", ["-c", "sleep 60 & sleep 60"], { timeout: 100 });
  await expect(promise).rejects.toMatchObject({ message: "sh -c did not end within 0.1 s", exitCode: 124 });
  expect(performance.now() - begin).toBeLessThan(2500);
});

test("an abort ends the child with its reason; one that does not listen is killed after the grace", async () => {
  const stop = new AbortController();
  const stubborn = 'process.on("SIGTERM", () => {}); console.log("ready"); setInterval(() => {}, 1000)';
  const promise = node(stubborn, {
    signal: stop.signal,
    grace: 100,
    onLine: () => stop.abort(new AbortedError("asked to stop")),
  });
  await expect(promise).rejects.toThrow("asked to stop");
  await expect(node("0", { signal: stop.signal })).rejects.toThrow("asked to stop");
});

test("a child that a signal ended has 128 and the signal's number as its code", async () => {
  expect((await node('process.kill(process.pid, "SIGKILL")')).code).toBe(137);
  expect((await node('process.kill(process.pid, "SIGTERM")')).code).toBe(143);
});

test("a background process that keeps the streams open does not hold us up", async () => {
  const begin = performance.now();
  const { stdout } = await run("sh", ["-c", "sleep 8 & echo $!"]);
  expect(performance.now() - begin).toBeLessThan(4000);
  process.kill(Number(stdout), "SIGKILL");
});

test("an abort or a time limit in the moment of the start is not lost", async () => {
  const begin = performance.now();
  const stop = new AbortController();
  const aborted = expect(run("sleep", ["60"], { signal: stop.signal })).rejects.toThrow("asked to stop");
  stop.abort(new AbortedError("asked to stop"));
  // @actions/exec looks for the program before it starts it, which takes longer than no time at all.
  const late = expect(run("sleep", ["60"], { timeout: 0 })).rejects.toThrow("did not end within 0 s");
  await Promise.all([aborted, late]);
  expect(performance.now() - begin).toBeLessThan(4000);
});

test("two at once do not mix up their children", async () => {
  const slow = expect(node("setInterval(() => {}, 1000)", { timeout: 400 })).rejects.toThrow("did not end");
  expect((await node('console.log("quick")')).stdout).toBe("quick\n");
  await slow;
});
