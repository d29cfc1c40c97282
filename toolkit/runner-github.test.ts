import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, test as base, expect } from "vitest";
import { playStep, type StepRecord } from "../scripts/play-runner.ts";

// They wait for processes most of the time, so they may wait side by side.
const test = base.concurrent;

const folder = mkdtempSync(join(tmpdir(), "github-runner-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// The sources are not what users run; that Node has to look twice at their module type is of no interest here.
const QUIET = { NODE_OPTIONS: "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON" };

/**
 * Plays a step whose body gets `runner` and `payload`. It runs in a process of its own, for what counts is what arrives
 * at the runner's end of the pipe.
 */
function play(
  body: string,
  payload: unknown = null,
  settings: { with?: Record<string, string> } = {},
): Promise<StepRecord> {
  const module = JSON.stringify(new URL("./runner-github.ts", import.meta.url).href);
  const home = mkdtempSync(join(folder, "action-"));
  writeFileSync(
    join(home, "main.mjs"),
    `import { githubRunner } from ${module};\nconst runner = githubRunner();\nconst payload = ${JSON.stringify(payload)};\n${body}`,
  );
  writeFileSync(
    join(home, "action.yml"),
    "inputs: { build-args: { description: d }, b c: { description: d } }\nruns: { using: node24, main: main.mjs }\n",
  );
  return playStep({ action: join(home, "action.yml"), env: QUIET, ...settings });
}

const HOSTILE = [
  "::error::fake",
  "  ::set-output name=x::y",
  "##[error]fake",
  "\u0085::warning::fake",
  "ok\r::notice::fake",
  "a\n::add-mask::fake",
  "%0A::error::fake",
  "::stop-commands::x",
];

test("inputs keep their hyphens, spaces are underscores", async () => {
  const record = await play(
    'runner.info(runner.input("build-args") + runner.input("b c") + runner.input("none"))',
    null,
    {
      with: { "build-args": " 1 ", "b c": "2" },
    },
  );
  expect(record.log).toBe("12\n");
});

test("no text from outside becomes a command: log, group title, annotation, debug, summary", async () => {
  const record = await play(
    `for (const text of payload) {
      runner.info(text);
      await runner.group(text, async () => {});
      runner.debug(text);
      runner.annotate("notice", text, { file: text, title: text });
      await runner.summary(text);
    }`,
    HOSTILE,
  );
  expect(record.allAnnotations.map(({ level }) => level)).toEqual(HOSTILE.map(() => "notice"));
  expect(record.allAnnotations.map(({ message }) => message)).toEqual(HOSTILE);
  expect(record.allAnnotations.map(({ title }) => title)).toEqual(HOSTILE);
  expect(record).toMatchObject({ conclusion: "success", masks: [], outputs: {} });
  expect(record.groups).toHaveLength(HOSTILE.length);
});

test("any value of an output and of a state arrives as it is", async () => {
  const values = ["v", "a\nb", "x\r\ny", "a=b<<c", "", "::error::x", "ghadelimiter_x"];
  const record = await play(
    "payload.forEach((value, n) => { runner.output(`o${n}`, value); runner.saveState(`s${n}`, value); });",
    values,
  );
  expect(Object.values(record.outputs)).toEqual(values);
  expect(Object.values(record.state)).toEqual(values);
});

test("a secret is hidden in every form, and an output that holds it is still set", async () => {
  const record = await play(
    `runner.mask(payload);
     runner.info("log " + payload);
     runner.annotate("error", "message " + payload, { file: "f", title: "title " + payload });
     runner.debug(payload);
     await runner.group("group " + payload, async () => {});
     await runner.summary("summary " + payload);
     runner.output("url", "https://u:" + encodeURIComponent(payload) + "@h");
     runner.saveState("s", payload);`,
    "hunter 22 & more\nsecond line",
  );
  const { rawLog, masks, ...rest } = record;
  expect(JSON.stringify(rest)).not.toMatch(/hunter|second line/);
  expect(record.outputs).toEqual({ url: "https://u:***@h" });
  expect(record.droppedOutputs).toEqual([]);
  expect(masks).toEqual(expect.arrayContaining(["hunter 22 & more", "second line"]));
  expect(masks).toContain(Buffer.from("second line").toString("base64"));
  // In the raw log it may stand in nothing but the commands that hide it.
  const other = rawLog.split("\n").filter((line) => !line.startsWith("::add-mask::"));
  expect(other.join("\n")).not.toMatch(/hunter|second line/);
});

test("a key in JSON does not hide every brace, nor drop every output", async () => {
  const record = await play(
    'runner.mask(payload); runner.info("{ } " + payload); runner.output("report", JSON.stringify({ version: 1 }))',
    '{\n  "key": "hunter22"\n}',
  );
  expect(record.log).not.toContain("hunter22");
  expect(record.log).toContain("{ }");
  expect(record.outputs.report).toBe('{"version":1}');
  expect(record.droppedOutputs).toEqual([]);
});

test("an annotation's place is one that the runner takes as it is", async () => {
  const places = [
    [
      { file: "a", line: 3, endLine: 5, column: 1 },
      { file: "a", line: 3, endLine: 5 },
    ],
    [
      { file: "a", line: 5, endLine: 3 },
      { file: "a", line: 5 },
    ],
    [{ file: "a", endLine: 3, column: 2 }, { file: "a" }],
    [
      { file: "a", line: 3, column: 4, endColumn: 9 },
      { file: "a", line: 3, column: 4, endColumn: 9 },
    ],
    [
      { file: "a", line: 3, column: 4, endColumn: 2 },
      { file: "a", line: 3, column: 4 },
    ],
  ];
  const { annotations, debug } = await play(
    'for (const at of payload) runner.annotate("warning", "m", at)',
    places.map(([at]) => at),
  );
  expect(annotations).toEqual(places.map(([, expected]) => ({ level: "warning", message: "m", ...expected })));
  expect(debug).toEqual([]);
});

test("a long message is cut as the runner would and whole in the log, a title is cut at 255 characters", async () => {
  const { annotations, log } = await play(
    'runner.annotate("error", payload, { file: "f", title: payload })',
    "x".repeat(9000),
  );
  expect([annotations[0]?.message.length, annotations[0]?.title?.length]).toEqual([4096, 255]);
  expect(log).toContain("x".repeat(9000));
});

test("the summary stays below what the runner takes, and says so", async () => {
  const { summary, annotations, conclusion } = await play(
    'await runner.summary(payload); await runner.summary(payload); await runner.summary("end")',
    "é".repeat(300_000),
  );
  expect(Buffer.byteLength(summary)).toBe(600_001 + 4);
  expect(annotations).toEqual([{ level: "warning", message: expect.stringContaining("summary is full (1 MiB)") }]);
  expect(conclusion).toBe("success");
});

test("a group is closed also when its body throws", async () => {
  const { log } = await play(
    'await runner.group("G", async () => { throw new Error("x"); }).catch(() => runner.info("caught"))',
  );
  expect(log).toBe("##[group]G\n##[endgroup]\ncaught\n");
});
