/**
 * Times the test action's readers against those of dorny/test-reporter, mikepenz/action-junit-report and lcov-parse,
 * the same file in the same run, and prints megabytes a second, peak memory and ratios as JSON:
 * `npm run bench -- test-reading [--repeat 5] [--dorny PATH] [--mikepenz PATH]`. The peers' sources are cloned into a
 * temporary folder (PATH names another place for that), their libraries come from npm; nothing of them is kept.
 * `--write` puts the figures into docs/bench/test-reading.json, from which the table in actions/test/README.md is made.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../../toolkit/process.ts";
import { spread } from "../support/figures.ts";
import { writeIstanbul, writeJest, writeJUnit, writeLcov } from "./support/big-reports.ts";
import { preparePeers } from "./support/peers.ts";

const { values } = parseArgs({
  options: {
    repeat: { type: "string", default: "5" },
    dorny: { type: "string", default: "https://github.com/dorny/test-reporter" },
    mikepenz: { type: "string", default: "https://github.com/mikepenz/action-junit-report" },
    write: { type: "boolean", default: false },
  },
});
const repeat = Number(values.repeat);

interface Measure {
  seconds: number;
  cpuSeconds: number;
  megabytes: number;
  found: number;
}

/** How busy the machine was before each reading: the rate of a busy one says little. */
const loads: number[] = [];
const folder = mkdtempSync(join(tmpdir(), "quayside-bench-"));
try {
  const { readers, notes } = await preparePeers(folder, values);
  const junit = readers.filter((reader) => reader !== "lcov-parse");
  const results = [];
  for (const [name, write, who] of [
    ["JUnit, 500,000 cases", (path: string) => writeJUnit(path, 500_000), junit],
    // The peers run out of memory here, so only ours is timed.
    ["JUnit, 2,000,000 cases", (path: string) => writeJUnit(path, 2_000_000), ["ours"]],
    ["lcov, 3,600,000 lines", (path: string) => writeLcov(path, 6000, 600), ["ours", "lcov-parse"]],
    // Nobody else reads these a part at a time, so only ours is timed, and its memory.
    ["jest JSON, 1,000,000 tests", (path: string) => writeJest(path, 20_000), ["ours"]],
    ["istanbul JSON, 9,000 files", (path: string) => writeIstanbul(path, 9000), ["ours"]],
  ] as const) {
    const path = join(folder, "report");
    await write(path);
    const size = statSync(path).size / 1e6;
    const measures = new Map<string, Measure[]>();
    // In turns, so that what else the machine does meets all of them alike.
    for (let turn = 0; turn < repeat; turn++) {
      for (const reader of who) {
        console.error(`· ${name}: ${reader}, ${turn + 1} of ${repeat}`);
        loads.push(loadavg()[0] ?? Number.NaN);
        const { code, stdout, stderr } = await run(
          process.execPath,
          ["--max-old-space-size=6000", join(folder, "read-report.js"), reader, folder, path],
          // A peer looks for the source of every failure below the working folder; here it finds nothing to look at.
          { cwd: join(folder, "ours/toolkit/docker"), timeout: 600_000, keep: 1_000_000 },
        );
        if (code !== 0) throw new Error(`${reader} ended with ${code}: ${stderr.slice(-2000)}`);
        measures.set(reader, [...(measures.get(reader) ?? []), JSON.parse(stdout) as Measure]);
      }
    }
    const of = (reader: string, key: keyof Measure) => (measures.get(reader) ?? []).map((one) => one[key]);
    /** How many times as long another reader took, turn by turn. */
    const times = (reader: string, key: keyof Measure) =>
      of(reader, key).map((value, turn) => value / (of("ours", key)[turn] ?? Number.NaN));
    const readers = [...measures.keys()].map((reader) => ({
      reader,
      found: of(reader, "found")[0],
      seconds: spread(of(reader, "seconds"), 2),
      cpuSeconds: spread(of(reader, "cpuSeconds"), 2),
      megabytesPerSecond: spread(
        of(reader, "seconds").map((seconds) => size / seconds),
        0,
      ),
      peakMegabytes: spread(of(reader, "megabytes"), 0),
      ...(reader === "ours"
        ? {}
        : { oursIsFaster: { wall: spread(times(reader, "seconds"), 1), cpu: spread(times(reader, "cpuSeconds"), 1) } }),
    }));
    results.push({ report: name, megabytes: Math.round(size), readers });
  }
  const figures = {
    node: process.version,
    cores: availableParallelism(),
    load: spread(loads, 1),
    repeat,
    notes,
    results,
  };
  const text = `${JSON.stringify(figures, null, 2)}\n`;
  if (values.write) writeFileSync(join(import.meta.dirname, "../../docs/bench/test-reading.json"), text);
  process.stdout.write(text);
} finally {
  rmSync(folder, { recursive: true });
}
