import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "../toolkit/markdown.ts";
import type { DeployBench, Spread } from "./bench-figures.ts";
import { deployPicture, seconds } from "./deploy-picture.ts";

/** A generated file: its path from the root of the repository and the text it should have. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

interface ScalingRow {
  readonly app: string;
  readonly replicas: number;
  readonly cpus: number;
  readonly cache: boolean;
  readonly requestsPerSecond: Spread;
  readonly p99: Spread;
  readonly failed: number;
}

/** What test/bench/scaling.ts measured, as a table, with how it was measured below. */
export function scalingTable(json: string): string {
  const { cores, connections, seconds, repeat, measured } = JSON.parse(json) as {
    cores: number;
    connections: number;
    seconds: number;
    repeat: number;
    measured: ScalingRow[];
  };
  const range = ({ min, median, max }: Spread) => `${median} (${min}–${max})`;
  const rows = measured.map((row) => [
    row.app,
    String(row.replicas),
    String(row.cpus),
    row.app === "sample-app" ? (row.cache ? "on" : "off") : "as written",
    range(row.requestsPerSecond),
    range(row.p99),
    String(row.failed),
  ]);
  const head = ["app", "replicas", "cores each", "cache", "requests/s", "p99, ms", "failed"];
  return `${table(head, rows, [1, 2, 4, 5, 6])}

Median (least–greatest) of ${repeat} runs of ${seconds} s over ${connections} connections, on one machine of ${cores} cores.`;
}

/** What test/bench/deploy.ts measured: its picture, a table, and how each tool was set up. */
export function deployTable(json: string): string {
  const { cores, rounds, load, how, measured, engineAlone, unchanged } = JSON.parse(json) as DeployBench;
  const range = ({ min, median, max }: Spread, digit: (value: number) => string = String) =>
    min === max ? digit(median) : `${digit(median)} (${digit(min)}–${digit(max)})`;
  const sizes = [...new Set(measured.map(({ replicas }) => replicas))].sort((a, b) => a - b);
  const rows = sizes.flatMap((replicas) => {
    const alone = engineAlone.find((one) => one.replicas === replicas);
    return [
      ...measured
        .filter((row) => row.replicas === replicas)
        .map(({ tool, milliseconds, failed, requests, p99During, p99Outside }) => [
          String(replicas),
          tool,
          range(milliseconds, seconds),
          range(failed),
          String(requests),
          range(p99During),
          range(p99Outside),
        ]),
      ...(alone ? [[String(replicas), "the engine alone", range(alone.milliseconds, seconds), "", "", "", ""]] : []),
    ];
  });
  const head = ["replicas", "tool", "seconds", "failed", "requests", "p99 during, ms", "p99 outside, ms"];
  const [least, most] = [sizes.find((size) => size > 1), sizes.at(-1)];
  type Sizes = readonly { readonly replicas: number; readonly milliseconds: Spread }[];
  const at = (all: Sizes, size = 0) => all.find(({ replicas }) => replicas === size)?.milliseconds.median ?? 0;
  const further = (all: Sizes) => (at(all, most) - at(all, least)) / ((most ?? 0) - (least ?? 0));
  const grown = (all: Sizes) =>
    `${(at(all, most) / at(all, least)).toFixed(1)} times (${Math.round(further(all))} ms for each further one)`;
  const tools = [...new Set(measured.map(({ tool }) => tool))];
  const growths = tools.map((tool) => `${tool} ${grown(measured.filter((row) => row.tool === tool))}`);
  const growth =
    least === most
      ? ""
      : `From ${least} to ${most} replicas the time grows: ${growths.join(", ")}; the engine alone ${grown(engineAlone)}.\n\n`;
  const setups = Object.entries(how).map(([tool, text]) => `- ${tool}: ${text}.`);
  return `![Time of a deploy and failed requests, by tool and number of replicas](../../docs/bench/deploy.svg)

${table(head, rows, [0, 2, 3, 4, 5, 6])}

Median (least–greatest) of ${rounds} rounds, each tool in turn, on one machine of ${cores} cores, under ${load.rate} requests a second over
${load.connections} connections, none tried twice. The engine alone starts as many containers at once beside those that run and stops those, with
nothing asked and nobody served meanwhile: who starts new ones first cannot be faster. The same release again takes ${range(unchanged.milliseconds)} ms and ${unchanged.operations} operations.

${growth}${setups.join("\n")}`;
}

/** A series of deploys under load, as test/load/deploy.ts measured it. Times are in milliseconds. */
interface LoadSeries {
  readonly strategy: string;
  readonly replicas: number;
  readonly algorithm: string;
  readonly deploys: number;
  readonly requests: number;
  readonly failed: number;
  readonly switchMs: { readonly median: number; readonly max: number };
  readonly p99: number;
  readonly p99Outside: number;
  readonly long: Readonly<Record<string, number>>;
  readonly sockets: { readonly opened: number; readonly cut: number };
}

/** What test/load/deploy.ts measured, with the control at its end. */
export function loadTable(json: string): string {
  const { results, control } = JSON.parse(json) as { results: LoadSeries[]; control: LoadSeries };
  const lost = ({ long }: LoadSeries) =>
    Object.entries(long).reduce((sum, [end, count]) => (end === "200" ? sum : sum + count), 0);
  const asked = ({ long }: LoadSeries) => Object.values(long).reduce((sum, count) => sum + count, 0);
  const row = (name: string, series: LoadSeries) => [
    name,
    String(series.replicas),
    series.algorithm,
    String(series.deploys),
    series.requests.toLocaleString("en"),
    String(series.failed),
    `${lost(series)} of ${asked(series)}`,
    `${series.sockets.cut} of ${series.sockets.opened}`,
    `${series.switchMs.median} (${series.switchMs.max})`,
    `${series.p99} (${series.p99Outside})`,
  ];
  const head = [
    "strategy",
    "replicas",
    "algorithm",
    "deploys",
    "requests",
    "failed",
    "long POSTs lost",
    "WebSockets cut",
    "switch, ms (most)",
    "p99, ms (before)",
  ];
  const rows = [
    ...results.map((series) => row(series.strategy, series)),
    row(`control: ${control.strategy}, not drained`, control),
  ];
  return table(head, rows, [1, 3, 4, 5, 6, 7, 8, 9]);
}

/** What test/bench/pipeline.ts measured, by the way in which the pipeline was run. Times are in milliseconds. */
interface PipelineBench {
  readonly cores: number;
  readonly rounds: number;
  readonly load: Spread;
  readonly measured: Readonly<Record<string, { readonly cold: Spread; readonly again: Spread }>>;
  readonly ratio: Readonly<Record<string, { readonly cold: Spread; readonly again: Spread }>>;
}

/** The times of the sample pipeline beside those of a shell script, as a table, with how they were measured below. */
export function pipelineTable(json: string): string {
  const { cores, rounds, load, measured, ratio } = JSON.parse(json) as PipelineBench;
  const range = (spread: Spread | undefined, digit: (value: number) => string = String) =>
    spread ? `${digit(spread.median)} (${digit(spread.min)}–${digit(spread.max)})` : "1";
  const rows = Object.entries(measured).map(([name, { cold, again }]) => [
    name,
    range(cold, seconds),
    range(ratio[name]?.cold, (value) => value.toFixed(2)),
    range(again, seconds),
  ]);
  return `${table(["run", "cold, s", "to the script", "again, s"], rows, [1, 2, 3])}

Median (least–greatest) of ${rounds} rounds, each in turn, on one machine of ${cores} cores at a load of ${load.median}. The ratio is
each round's own. As JSON: [docs/bench/pipeline.json](../../docs/bench/pipeline.json).`;
}

/** What test/bench/test-reading.ts measured: each report with each reader. */
interface ReadingBench {
  readonly node: string;
  readonly cores: number;
  readonly load: Spread;
  readonly repeat: number;
  readonly results: readonly {
    readonly report: string;
    readonly megabytes: number;
    readonly readers: readonly {
      readonly reader: string;
      readonly seconds: Spread;
      readonly cpuSeconds: Spread;
      readonly megabytesPerSecond: Spread;
      readonly peakMegabytes: Spread;
      readonly oursIsFaster?: { readonly wall: Spread; readonly cpu: Spread };
    }[];
  }[];
}

/** The speed and memory of reading reports beside the peers', as a table. */
export function readingTable(json: string): string {
  const { node, cores, load, repeat, results } = JSON.parse(json) as ReadingBench;
  const range = ({ min, median, max }: Spread) => (min === max ? String(median) : `${median} (${min}–${max})`);
  const rows = results.flatMap(({ report, megabytes, readers }) =>
    readers.map(({ reader, seconds, cpuSeconds, megabytesPerSecond, peakMegabytes, oursIsFaster }, at) => [
      at === 0 ? `${report}, ${megabytes} MB` : "",
      reader === "ours" ? "this action" : reader,
      range(seconds),
      String(megabytesPerSecond.median),
      range(cpuSeconds),
      String(peakMegabytes.max),
      oursIsFaster ? range(oursIsFaster.wall) : "1",
      oursIsFaster ? range(oursIsFaster.cpu) : "1",
    ]),
  );
  const head = ["report", "reader", "s", "MB/s", "processor, s", "memory, MB", "times as long", "times the processor"];
  return `${table(head, rows, [2, 3, 4, 5, 6, 7])}

Median (least–greatest) of ${repeat} readings each, in turns, every one in a process of its own, with Node ${node.slice(1)} on one machine of
${cores} cores whose load average was ${range(load)}; memory is the most that was resident. As JSON:
[docs/bench/test-reading.json](../../docs/bench/test-reading.json).`;
}

/** The pages that show what benches measured, and where each has its figures from. */
const PAGES = [
  {
    page: "actions/pipeline/README.md",
    name: "pipeline-bench",
    figures: "docs/bench/pipeline.json",
    text: pipelineTable,
  },
  {
    page: "actions/test/README.md",
    name: "test-reading",
    figures: "docs/bench/test-reading.json",
    text: readingTable,
  },
  { page: "docs/scaling.md", name: "scaling", figures: "docs/bench/scaling.json", text: scalingTable },
  { page: "actions/deploy/README.md", name: "deploy-load", figures: "docs/bench/deploy-load.json", text: loadTable },
  { page: "actions/deploy/README.md", name: "deploy-bench", figures: "docs/bench/deploy.json", text: deployTable },
];

/** The pictures of what benches measured. */
const PICTURES = [
  {
    path: "docs/bench/deploy.svg",
    figures: "docs/bench/deploy.json",
    draw: (json: string) => deployPicture(JSON.parse(json)),
  },
];

/**
 * Those pages with their tables renewed, and the pictures; where there are no figures yet, neither is. `files` are those
 * that were generated before: a page among them keeps what is new in it.
 */
export function withBenches(root: string, files: readonly GeneratedFile[]): GeneratedFile[] {
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const all = new Map(files.map(({ path, text }) => [path, text]));
  for (const { page, name, figures, text } of PAGES) {
    if (!existsSync(join(root, figures))) continue;
    const between = new RegExp(`(<!-- ${name}:start -->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`);
    const put = (_: string, start: string, end: string) => `${start}${text(read(figures))}\n${end}`;
    all.set(page, (all.get(page) ?? read(page)).replace(between, put));
  }
  for (const { path, figures, draw } of PICTURES) {
    if (existsSync(join(root, figures))) all.set(path, draw(read(figures)));
  }
  return [...all].map(([path, text]) => ({ path, text }));
}
