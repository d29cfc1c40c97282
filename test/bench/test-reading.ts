/**
 * Times the test action's readers against those of dorny/test-reporter, mikepenz/action-junit-report and lcov-parse,
 * the same file in the same run, and prints megabytes a second, peak memory and ratios as JSON:
 * `npm run bench -- test-reading [--repeat 5] [--dorny PATH] [--mikepenz PATH]`. The peers' sources are cloned into a
 * temporary folder (PATH names another place for that), their libraries come from npm; nothing of them is kept.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../../toolkit/process.ts";
import { writeIstanbul, writeJest, writeJUnit, writeLcov } from "./support/big-reports.ts";
import { preparePeers } from "./support/peers.ts";

const { values } = parseArgs({
  options: {
    repeat: { type: "string", default: "5" },
    dorny: { type: "string", default: "https://github.com/dorny/test-reporter" },
    mikepenz: { type: "string", default: "https://github.com/mikepenz/action-junit-report" },
  },
});
const repeat = Number(values.repeat);

interface Measure {
  seconds: number;
  cpuSeconds: number;
  megabytes: number;
  found: number;
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const digits = (value: number, count = 2) => Number(value.toFixed(count));

const folder = mkdtempSync(join(tmpdir(), "quayside-bench-"));
try {
  const { readers, notes } = await preparePeers(folder, values);
  const junit = readers.filter((reader) => reader !== "lcov-parse");
  const results = [];
  for (const [name, write, who] of [
    ["junit, 500,000 cases", (path: string) => writeJUnit(path, 500_000), junit],
    // The peers run out of memory here, so only ours is timed.
    ["junit, 2,000,000 cases", (path: string) => writeJUnit(path, 2_000_000), ["ours"]],
    ["lcov, 3,600,000 lines", (path: string) => writeLcov(path, 6000, 600), ["ours", "lcov-parse"]],
    // Nobody else reads these a part at a time, so only ours is timed, and its memory.
    ["jest JSON, 1,000,000 tests", (path: string) => writeJest(path, 20_000), ["ours"]],
    ["istanbul JSON, 6,000 files", (path: string) => writeIstanbul(path, 6000), ["ours"]],
  ] as const) {
    const path = join(folder, "report");
    await write(path);
    const size = statSync(path).size / 1e6;
    const measures = new Map<string, Measure[]>();
    // In turns, so that what else the machine does meets all of them alike.
    for (let turn = 0; turn < repeat; turn++) {
      for (const reader of who) {
        console.error(`· ${name}: ${reader}, ${turn + 1} of ${repeat}`);
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
    const ours = measures.get("ours") ?? [];
    const of = (all: Measure[], key: keyof Measure) => all.map((one) => one[key]);
    const seconds = (reader: string) => median(of(measures.get(reader) ?? [], "seconds"));
    results.push({
      report: name,
      megabytes: digits(size, 0),
      readers: Object.fromEntries(
        [...measures].map(([reader, all]) => [
          reader,
          {
            found: all[0]?.found,
            seconds: digits(seconds(reader)),
            spread: [Math.min(...of(all, "seconds")), Math.max(...of(all, "seconds"))].map((value) => digits(value)),
            cpuSeconds: digits(median(of(all, "cpuSeconds"))),
            megabytesPerSecond: digits(size / seconds(reader), 0),
            peakMegabytes: digits(Math.max(...of(all, "megabytes")), 0),
          },
        ]),
      ),
      timesAsFast: Object.fromEntries(
        [...measures.keys()]
          .filter((reader) => reader !== "ours")
          .map((reader) => [
            reader,
            {
              ratio: digits(seconds(reader) / seconds("ours"), 1),
              // Turn by turn: what the ratio was at worst and at best.
              spread: ((ratios) => [Math.min(...ratios), Math.max(...ratios)].map((value) => digits(value, 1)))(
                (measures.get(reader) ?? []).map((one, turn) => one.seconds / (ours[turn]?.seconds ?? Number.NaN)),
              ),
              cpuRatio: digits(
                median(of(measures.get(reader) ?? [], "cpuSeconds")) / median(of(ours, "cpuSeconds")),
                1,
              ),
            },
          ]),
      ),
    });
  }
  console.log(JSON.stringify({ node: process.version, repeat, notes, results }, null, 2));
} finally {
  rmSync(folder, { recursive: true });
}
