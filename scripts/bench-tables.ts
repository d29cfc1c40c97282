import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "../toolkit/markdown.ts";

/** Least, median and greatest, as the programs of test/bench print them. */
interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
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

/** The pages that show what benches measured, and where each has its figures from. */
const PAGES = [{ page: "docs/scaling.md", name: "scaling", figures: "docs/bench/scaling.json", text: scalingTable }];

/** Those pages with their tables renewed; a page whose figures are not there yet is left out. */
export function benchPages(root: string): { path: string; text: string }[] {
  return PAGES.filter(({ figures }) => existsSync(join(root, figures))).map(({ page, name, figures, text }) => ({
    path: page,
    text: readFileSync(join(root, page), "utf8").replace(
      new RegExp(`(<!-- ${name}:start -->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`),
      (_, start: string, end: string) => `${start}${text(readFileSync(join(root, figures), "utf8"))}\n${end}`,
    ),
  }));
}
