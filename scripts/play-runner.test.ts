import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { playJob, playStep } from "./play-runner.ts";

const folder = mkdtempSync(join(tmpdir(), "played-action-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MANIFEST = `
inputs:
  build-args: { description: d }
  mode: { description: d, default: build }
  token: { description: d, default: "\${{ github.token }}" }
runs: { using: node24, main: main.js, post: post.js }
`;

/** An action whose main and post steps are these lines of CommonJS. */
function action(name: string, main: string, post = "", manifest = MANIFEST): string {
  const write = (file: string, text: string) => writeFileSync(join(folder, `${name}-${file}`), text);
  write("main.js", `const fs = require("node:fs"); const { env } = process;\n${main}`);
  write("post.js", `const fs = require("node:fs"); const { env } = process;\n${post}`);
  write("action.yml", manifest.replace("main.js", `${name}-main.js`).replace("post.js", `${name}-post.js`));
  return join(folder, `${name}-action.yml`);
}

const append = (variable: string, text: string) => `fs.appendFileSync(env.${variable}, ${JSON.stringify(text)});`;

test("inputs, defaults, expressions and unset inputs arrive as the runner hands them over", async () => {
  const path = action(
    "in",
    'console.log(JSON.stringify({ a: env["INPUT_BUILD-ARGS"], m: env.INPUT_MODE, o: env.INPUT_OTHER, cwd: process.cwd() === env.GITHUB_WORKSPACE, t: env.INPUT_TOKEN === "ghs_1234567890", leak: env.GITHUB_TOKEN }))',
  );
  const record = await playStep(
    { action: path, with: { "Build-Args": "x y", other: "1" } },
    { github: { token: "ghs_1234567890" } },
  );
  expect(JSON.parse(record.log.split("\n")[1] ?? "")).toEqual({ a: "x y", m: "build", o: "1", cwd: true, t: true });
  expect(record.annotations).toEqual([
    expect.objectContaining({ level: "warning", message: expect.stringContaining("Unexpected input(s) 'other'") }),
  ]);
});

test("outputs, state, masks, summary and the post step", async () => {
  const path = action(
    "out",
    `${append("GITHUB_OUTPUT", "a=1\nleak=hunter22\n")} ${append("GITHUB_STATE", "k=v\n")} ${append("GITHUB_STEP_SUMMARY", "# hunter22\n")}
     console.log("before hunter22"); console.log("::add-mask::hunter22"); console.log("after hunter22");
     console.log("::group::G"); console.log("::endgroup::"); console.log("::debug::D"); process.exitCode = 3;`,
    'console.log("post " + env.STATE_k)',
  );
  const record = await playStep({ action: path });
  expect(record).toMatchObject({
    exitCode: 3,
    conclusion: "failure",
    outputs: { a: "1", leak: "hunter22" },
    droppedOutputs: ["leak"],
    state: { k: "v" },
    masks: ["hunter22"],
    groups: ["G"],
    debug: ["D"],
    summary: "# ***\n",
  });
  // The whole log is masked at the end here; that the first line came before the mask is only in the raw log.
  expect(record.rawLog.indexOf("before hunter22")).toBeLessThan(record.rawLog.indexOf("::add-mask::"));
  expect(record.log).toContain("after ***");
  expect(record.post?.log).toBe("post v\n");
});

test("a bad line in a file command fails a step that ended well", async () => {
  const record = await playStep({ action: action("bad", append("GITHUB_OUTPUT", "no pair\n")) });
  expect(record).toMatchObject({ exitCode: 0, conclusion: "failure" });
  expect(record.annotations.map(({ message }) => message)).toContain("Invalid format 'no pair'");
});

test("a summary above 1 MiB is refused as a whole, and ten annotations of a level are kept", async () => {
  const path = action(
    "limits",
    `fs.writeFileSync(env.GITHUB_STEP_SUMMARY, "x".repeat(1024 * 1024 + 1)); for (let i = 0; i < 12; i++) console.log("::notice::n" + i);`,
  );
  const record = await playStep({ action: path });
  expect(record.summary).toBe("");
  expect(record.annotations.filter(({ level }) => level === "notice")).toHaveLength(10);
  expect(record.allAnnotations).toHaveLength(13);
  expect(record.log).toContain("upload aborted");
});

test("posts run in reverse order, and only where post-if says so", async () => {
  const post = (name: string, condition: string) =>
    action(name, "", `console.log("post of ${name}")`, MANIFEST.replace("post.js", `post.js, post-if: ${condition}`));
  const failing = action("failing", "process.exit(1)", "");
  const { posts, steps, conclusion } = await playJob([
    { action: post("one", "success()") },
    { action: post("two", "failure() || cancelled()") },
    { action: failing },
    { action: post("never", "always()") },
  ]);
  expect([conclusion, steps.length]).toEqual(["failure", 3]);
  expect([...posts.keys()]).toEqual([2, 1]);
});

test("what one step exports, the next one has; NODE_OPTIONS may not be exported", async () => {
  const first = action("export", append("GITHUB_ENV", "NODE_OPTIONS=--x\nA=1\n") + append("GITHUB_PATH", "/opt/a\n"));
  const second = action("import", 'console.log(env.A, env.PATH.split(":")[0], env.NODE_OPTIONS)');
  const { steps } = await playJob([{ action: first }, { action: second }]);
  expect(steps[0]?.annotations[0]?.message).toContain("Can't store NODE_OPTIONS");
  expect(steps[1]?.log).toBe("1 /opt/a undefined\n");
});

test("cancelling sends SIGINT first", async () => {
  const path = action(
    "cancel",
    'process.on("SIGINT", () => { console.log("int"); process.exit(130); }); console.log("ready"); setInterval(() => {}, 1000);',
  );
  const stop = new AbortController();
  const record = await playStep({ action: path, cancel: stop.signal, onLine: () => stop.abort() });
  expect(record).toMatchObject({ exitCode: 130, conclusion: "cancelled", log: "ready\nint\n" });
});
